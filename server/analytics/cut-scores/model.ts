/*
 * Nouns of standard setting (合格线论证): a panel of judges recommends the
 * marks from which a candidate is competent, and signs how it came to them.
 */

export const methods = ['angoff', 'ebel', 'hofstee', 'borderline-regression', 'contrasting-groups'] as const
export type Method = (typeof methods)[number]

/** Methods in which the judges themselves give the figures, in rounds; the others start from judged candidates. */
export const isJudged = (method: Method): boolean =>
  method === 'angoff' || method === 'ebel' || method === 'hofstee'

/**
 * draft: nobody has judged. round: a round is open. between: it is closed, another
 * may follow. signing: the record is made. final: every judge has answered.
 */
export type StudyState = 'draft' | 'round' | 'between' | 'signing' | 'final'

export const mostRounds = 3
export const fewestJudges = 2
/** Under so many the standard error of the panel is large. Source: Cizek & Bunch 2007, ch. 6. */
export const customaryJudges = 10

/** Ebel's grid; a cell is named relevance/difficulty. */
export const relevances = ['essential', 'important', 'acceptable', 'questionable'] as const
export const difficulties = ['easy', 'medium', 'hard'] as const
export const ebelCells: readonly string[] = relevances.flatMap((relevance) =>
  difficulties.map((difficulty) => `${relevance}/${difficulty}`),
)

/** The four bounds of Hofstee: cuts in marks, shares failing in per cent. */
export const hofsteeBounds = ['lowestCut', 'highestCut', 'lowestFail', 'highestFail'] as const

/** Global ratings of borderline regression: 1 clearly not competent … 5 excellent; 2 is the borderline. */
export const ratings = [1, 2, 3, 4, 5] as const
export const borderlineRating = 2

/**
 * What a judge gives in a round. `values`: Angoff number of the item → per cent;
 * Ebel cell → per cent; Hofstee bound → its figure. `cells`: Ebel number of the
 * item → cell.
 */
export interface Estimates {
  readonly values: Readonly<Record<string, number>>
  readonly cells: Readonly<Record<string, string>>
}

export interface StudyItem {
  readonly number: number
  readonly id: string
  readonly hash: string
  readonly marks: number
}

/** A candidate whose score is known and whose competence was judged: by a rating 1–5, or 1 competent and 0 not. */
export interface Observation {
  readonly candidate: string
  readonly score: number
  readonly rating: number
}

export interface Study {
  readonly id: string
  readonly organisationId: string
  readonly title: string
  readonly method: Method
  readonly formId: string
  readonly formHash: string
  readonly fullMarks: number
  readonly description: string
  readonly state: StudyState
  readonly round: number
  readonly observations: readonly Observation[] | null
  readonly document: RecordDocument | null
  readonly documentHash: string | null
  readonly createdBy: string
  readonly createdAt: Date
  readonly closedAt: Date | null
  readonly finalAt: Date | null
}

/** A study in a list; the cut of its record, once there is one. */
export interface StudySummary
  extends Pick<
    Study,
    'id' | 'organisationId' | 'title' | 'method' | 'formId' | 'state' | 'round' | 'createdAt'
  > {
  readonly cut: number | null
}

/** absent: the judge cannot be reached any more, and a manager says why. */
export type JudgeAnswer = 'signed' | 'declined' | 'absent'

export interface Judge {
  readonly userId: string
  readonly name: string
  readonly excluded: { readonly round: number; readonly reason: string; readonly at: Date } | null
  readonly answer: {
    readonly kind: JudgeAnswer
    readonly hash: string | null
    readonly reason: string | null
    readonly at: Date
  } | null
}

export interface Round {
  readonly round: number
  readonly openedAt: Date
  readonly closedAt: Date | null
}

export interface GivenEstimates {
  readonly round: number
  readonly userId: string
  readonly estimates: Estimates
  readonly savedAt: Date
}

// result ------------------------------------------------------------------------

/** A figure that cannot be had is null. Marks of the form, shares 0 … 1. */
export interface RoundResult {
  readonly round: number
  readonly cut: number
  readonly se: number | null
  /** Spread of the judges' own cuts; null where a judge has none alone (Hofstee). */
  readonly sd: number | null
  readonly judgeCuts: readonly { readonly judge: string; readonly cut: number }[]
  /** Angoff: mean and spread of the panel per item, 0 … 1. */
  readonly items: readonly { readonly number: number; readonly mean: number; readonly sd: number | null }[]
  /** Angoff: correlation of the mean estimates with the facility of items that were used. */
  readonly withFacility: number | null
  /** Hofstee: share failing at the cut, and whether line and curve meet. */
  readonly failRate: number | null
  readonly meets: boolean | null
  /** Hofstee: means of the judges' bounds; cuts in marks, shares failing in per cent. */
  readonly bounds: Readonly<Record<(typeof hofsteeBounds)[number], number>> | null
}

export interface CutResult {
  readonly cut: number
  readonly se: number | null
  /** Judges, or candidates where the cut comes from candidates. */
  readonly n: number
  readonly rounds: readonly RoundResult[]
  readonly regression: {
    readonly slope: number
    readonly intercept: number
    readonly r2: number | null
  } | null
  readonly groups: {
    readonly competent: { readonly n: number; readonly mean: number }
    readonly notCompetent: { readonly n: number; readonly mean: number }
    readonly falseFail: number
    readonly falsePass: number
  } | null
}

/** What past candidates would make of a cut. */
export interface Impact {
  readonly at: 'lower' | 'cut' | 'upper' | 'regulation'
  readonly marks: number
  /** Of the form's marked sittings; null when there are none. */
  readonly passed: number | null
}

export interface MarkCount {
  readonly marks: number
  readonly n: number
}

// record ------------------------------------------------------------------------

export const recordSchema = 'urn:liangcai:cut-score-record:v1'

/** The canonical document whose content hash is signed. JSON: dates are ISO 8601 text. */
export interface RecordDocument {
  readonly schema: typeof recordSchema
  readonly study: {
    readonly id: string
    readonly title: string
    readonly organisation: { readonly id: string; readonly name: string }
    readonly method: Method
    readonly createdAt: string
    readonly createdBy: string
    readonly closedAt: string
    readonly closedBy: string
  }
  readonly object: {
    readonly part: 'theory'
    readonly bank: string
    readonly level: number
    readonly form: string
    readonly formHash: string
    readonly standardHash: string
    readonly fullMarks: number
    readonly items: readonly StudyItem[]
  }
  readonly description: string
  readonly judges: readonly {
    readonly id: string
    readonly name: string
    readonly excluded: { readonly round: number; readonly reason: string; readonly at: string } | null
  }[]
  readonly rounds: readonly {
    readonly round: number
    readonly openedAt: string
    readonly closedAt: string
    readonly estimates: readonly {
      readonly judge: string
      readonly savedAt: string
      readonly given: Estimates
    }[]
  }[]
  readonly observations: readonly Observation[] | null
  /** Marks of the form's marked sittings when the study was closed. */
  readonly distribution: readonly MarkCount[]
  /** Facility of the items that were used, when the study was closed. */
  readonly facilities: readonly { readonly number: number; readonly n: number; readonly facility: number }[]
  readonly result: CutResult
  readonly regulation: { readonly passMark: number; readonly fullMarks: number } | null
  readonly impact: readonly Impact[]
  readonly versions: { readonly record: string; readonly methods: string }
}
