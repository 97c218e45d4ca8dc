/*
 * What scoring needs of an item, taken from the schema's types: kind, key, policy
 * and what the key points at. Stems, rationales and self-tests are none of its
 * business, so a whole item, a sub-item of a case and a stripped test item are
 * scored by the same code.
 */
import type * as schema from '../bank-schemas/index.ts'

/** Read-only all the way down: scoring changes nothing it is given. */
export type Frozen<T> = T extends object ? { readonly [K in keyof T]: Frozen<T[K]> } : T

type Scored<T extends { kind: string; key: unknown; policy: string }> = Frozen<
  Pick<T, 'kind' | 'key' | 'policy'>
>
interface Named {
  readonly id: string
}

export type SingleChoice = Scored<schema.SingleChoice> & { readonly options: readonly Named[] }
export type MultipleResponse = Scored<schema.MultipleResponse> & { readonly options: readonly Named[] }
export type TrueFalse = Scored<schema.TrueFalse>
export type FillIn = Scored<schema.FillIn>
export type Numeric = Scored<schema.Numeric>
export type Matching = Scored<schema.Matching> & {
  readonly left: readonly Named[]
  readonly right: readonly Named[]
}
export type Ordering = Scored<schema.Ordering> & { readonly elements: readonly Named[] }
export type Hotspot = Scored<schema.Hotspot> & {
  readonly marks: number
  readonly image: Pick<schema.HotspotImage, 'width' | 'height'>
}
export type ShortAnswer = Scored<schema.ShortAnswer>
export type Essay = Scored<schema.Essay>

type Within<T> = T & { readonly id: string; readonly marks: number }
/** Kinds that may stand inside a case. */
export type SubItem =
  | Within<SingleChoice>
  | Within<MultipleResponse>
  | Within<TrueFalse>
  | Within<FillIn>
  | Within<Numeric>
  | Within<Matching>
  | Within<Ordering>
  | Within<ShortAnswer>
export type Case = Frozen<Pick<schema.Case, 'kind' | 'policy'>> & { readonly items: readonly SubItem[] }

interface ItemByKind {
  readonly 'single-choice': SingleChoice
  readonly 'multiple-response': MultipleResponse
  readonly 'true-false': TrueFalse
  readonly 'fill-in': FillIn
  readonly numeric: Numeric
  readonly matching: Matching
  readonly ordering: Ordering
  readonly hotspot: Hotspot
  readonly 'short-answer': ShortAnswer
  readonly essay: Essay
  readonly case: Case
}
/** The kinds of the schema, not of this file: a new kind there breaks the compile here. */
export type Kind = schema.Item['kind']
export type ItemOfKind<K extends Kind> = ItemByKind[K]
export type Item = ItemOfKind<Kind>

export type Blank = Frozen<schema.Blank>
export type NumericKey = Frozen<schema.NumericKey>
export type RatedKey = Frozen<schema.RatedKey>
export type Region = Hotspot['key'][number]
export type MarkSheet = Frozen<schema.MarkSheet>
export type Form = Frozen<schema.Form>
/** A part as the standard gives it; the name is for the Chinese reasons. */
export type AssessmentPart = Frozen<
  Pick<schema.AssessmentPart, 'id' | 'levels' | 'fullMarks' | 'passMark'> &
    Partial<Pick<schema.AssessmentPart, 'name'>>
>
