/*
 * A form as it is handed to a candidate: what is needed to answer, and nothing
 * of what is needed to mark. Compiled before the window opens (compile-form.ts).
 *
 * No key, rationale, policy, difficulty, point, item id, source or secrecy class
 * may ever be added here; a test looks for each.
 */
export interface Delivery {
  readonly formId: string
  readonly title: string
  readonly minutes: number
  readonly fullMarks: number
  /** The page must load the style sheet of the formulas. */
  readonly mathCss: true
  readonly sections: readonly DeliverySection[]
}

export interface DeliverySection {
  readonly kind: string
  /** With its Chinese number, e.g. 一、单项选择题. */
  readonly title: string
  readonly instructions: string
  readonly marksEach: number
  readonly items: readonly DeliveryItem[]
}

export interface DeliveryItem extends DeliveryQuestion {
  /** Number on the form, from 1; the id of its answer. */
  readonly number: number
  /** Sub-items of a case, in order. */
  readonly items?: readonly DeliverySubItem[]
}

export interface DeliverySubItem extends DeliveryQuestion {
  readonly id: string
}

export interface DeliveryQuestion {
  readonly kind: string
  /** Safe HTML; the blanks of a fill-in are <span data-blank="1"></span>. */
  readonly stemHtml: string
  readonly options?: readonly DeliveryChoice[]
  readonly left?: readonly DeliveryChoice[]
  readonly right?: readonly DeliveryChoice[]
  readonly elements?: readonly DeliveryChoice[]
  /** Ids of the blanks of a fill-in. */
  readonly blanks?: readonly string[]
  /** Printed after the box of a numeric item. */
  readonly unit?: string
  readonly image?: {
    readonly src: string
    readonly alt: string
    readonly width: number
    readonly height: number
  }
  /** How many marks a candidate may set in a hotspot picture. */
  readonly marks?: number
  /** Characters of a written answer. */
  readonly maxLength?: number
}

export interface DeliveryChoice {
  readonly id: string
  readonly html: string
}
