/*
 * Nouns of analytics: the evidence that sittings leave, and the figures made of
 * it. Documents are stored as JSON: a figure that cannot be had is null, never 0.
 */
import type { Model } from '../../scoring/statistics/index.ts'

// evidence --------------------------------------------------------------------

export interface EvidenceItem {
  readonly hash: string
  readonly id: string
  readonly kind: string
  readonly point: string
  readonly fullMarks: number
  /** Options that belong to the key; undefined where there are no options. */
  readonly keys?: readonly string[]
  /** All options: one that nobody chose is a finding too. */
  readonly options?: readonly string[]
}

export interface EvidenceSitting {
  readonly batchId: string
  readonly admissionNo: string
  readonly room: string | null
  /** What the candidate can be compared by (DIF): name of the comparison → value. */
  readonly groups: Readonly<Record<string, string>>
  /** One entry an item of the form, in its order; by the key the item was written with. */
  readonly marks: readonly number[]
  /** The same after rulings, where there were any: what counts for the candidate. */
  readonly ruledMarks?: readonly number[]
  readonly responses: readonly unknown[]
}

/** Everything that was answered on one form. */
export interface EvidenceForm {
  readonly formId: string
  readonly fullMarks: number
  readonly items: readonly EvidenceItem[]
  readonly sittings: readonly EvidenceSitting[]
}

export interface Evidence {
  readonly forms: readonly EvidenceForm[]
  /** The batch that gave the occasion, and the share of full marks that passes its theory part. */
  readonly batch: { readonly id: string; readonly cutShare: number }
}

// figures ---------------------------------------------------------------------

export interface OptionFigures {
  readonly option: string
  readonly isKey: boolean
  readonly n: number
  readonly share: number
  /** Correlation of choosing it with the rest of the paper. */
  readonly discrimination: number | null
}

export interface CurvePoint {
  readonly n: number
  readonly value: number
}

export interface OptionCurveFigures {
  readonly option: string
  /** Share of each fifth of the candidates, weakest first. */
  readonly shares: readonly number[]
}

export interface ItemIrt {
  readonly model: Model
  readonly a: number
  readonly b: number
  readonly intercepts: readonly number[]
  readonly c: number
  readonly seA: number | null
  readonly seB: number | null
  readonly n: number
  readonly flags: readonly string[]
  /** S-X² on the form with the most sittings. */
  readonly fit: { readonly x2: number; readonly df: number; readonly p: number; readonly n: number } | null
  /** Groups of candidates by ability: their number, mean ability and mean share of marks. */
  readonly observed: readonly { readonly n: number; readonly theta: number; readonly share: number }[]
}

export interface ItemDif {
  /** What was compared, e.g. specialisation. */
  readonly by: string
  readonly reference: string
  readonly focal: string
  readonly nReference: number
  readonly nFocal: number
  readonly delta: number | null
  readonly alpha: number | null
  readonly p: number | null
  readonly class: string | null
  readonly uniformP: number | null
  readonly nonUniformP: number | null
}

export interface ItemStatistics {
  readonly hash: string
  readonly itemId: string
  readonly kind: string
  readonly point: string
  readonly n: number
  readonly forms: number
  readonly omitted: number
  /** Mean share of the full marks, and its standard error. */
  readonly facility: number
  readonly facilityError: number | null
  readonly discrimination: number | null
  readonly options: readonly OptionFigures[]
  readonly groups: readonly number[]
  readonly curves: readonly OptionCurveFigures[]
  readonly irt: ItemIrt | null
  readonly dif: readonly ItemDif[]
  /** Facility batch by batch, oldest first. */
  readonly history: readonly { readonly batchId: string; readonly n: number; readonly facility: number }[]
}

export interface FormFigures {
  readonly formId: string
  readonly n: number
  readonly items: number
  readonly fullMarks: number
  readonly cut: number
  readonly passed: number
  readonly mean: number
  readonly sd: number | null
  readonly alpha: number | null
  readonly alphaInterval: readonly [number, number] | null
  readonly sem: number | null
  readonly semAtCut: number | null
  readonly k2: number | null
  readonly consistency: number | null
  readonly kappa: number | null
  readonly accuracy: number | null
  /** Persons by twentieths of the full marks. */
  readonly histogram: readonly number[]
}

export interface AgreementFigures {
  readonly formId: string
  readonly first: string
  readonly second: string
  readonly omega: number
  readonly p: number
  readonly matches: number
  readonly expected: number
  readonly items: number
}

export interface EquatedForm {
  readonly formId: string
  /** The form it is compared with. */
  readonly reference: string
  readonly method: 'circle-arc' | 'linear' | 'equipercentile'
  readonly n: number
  readonly nReference: number
  /** The cut in whole marks, and what it is worth on the reference form. */
  readonly cut: number
  readonly equivalent: number
  readonly concordance: readonly { readonly x: number; readonly y: number }[]
}

/** A candidate whose answers do not fit any ability. */
export interface UnusualPattern {
  readonly admissionNo: string
  readonly marks: number
  /** Items that entered. */
  readonly items: number
  /** Standardised log-likelihood of the answers, about N(0, 1). */
  readonly lz: number
}

export interface BatchStatistics {
  readonly batchId: string
  readonly n: number
  readonly forms: readonly FormFigures[]
  readonly equated: readonly EquatedForm[]
  /** Null when the items are not calibrated. */
  readonly unusual: readonly UnusualPattern[] | null
  /** Ordered pairs that were looked at. */
  readonly pairs: number
}

export interface CalibrationSummary {
  readonly model: Model
  readonly converged: boolean
  readonly persons: number
  readonly items: number
}

/** What one run of the analysis gives. */
export interface Analysis {
  readonly items: readonly ItemStatistics[]
  readonly forms: readonly FormFigures[]
  readonly batch: BatchStatistics
  readonly agreement: readonly AgreementFigures[]
  readonly alarms: readonly ItemAlarm[]
  readonly calibration: CalibrationSummary | null
}

export interface ItemAlarm {
  readonly hash: string
  readonly itemId: string
  readonly kind: string
  readonly level: 'review' | 'urgent'
  readonly value: number
  readonly bound: number
  readonly n: number
  readonly zh: string
  readonly en: string
}

/** Under so many answers a page says that the figure is noise. */
export const fewAnswers = 30
