/*
 * Several raters' sheets → one mark for a practical task. A panel settles by
 * itself when there are enough raters, they are close enough, and no veto is
 * disputed; otherwise it goes to arbitration and has no mark until then.
 *
 * A veto holds when more than half of the raters ticked it. One that fewer
 * ticked is never dropped silently: a person decides.
 *
 * Source: domain facts §3.5 and §4 (at least three raters, odd, each on their
 * own). Limits and the combining rule are the organisation's and come in.
 */
import type { MarkSheet } from './item.ts'
import { type PanelPolicyName, panelPolicies, spreadOf, TRIM_FROM } from './policies/panel.ts'
import { defaultRounding, type Rounding, roundRatio } from './policies/rounding.ts'
import { type RaterSheet, type SheetMark, scoreSheet } from './practical.ts'
import { compare, type Ratio, ratioOfDecimal, subtract, toNumber, ZERO } from './ratio.ts'
import { type Reason, reason } from './reasons.ts'

export interface PracticalPanelRule {
  readonly policy: PanelPolicyName
  /** Fewest sheets, from the standard. */
  readonly minimumRaters: number
  /** Must the number be odd? From the standard. */
  readonly odd: boolean
  /** Marks the raters' totals may lie apart; more goes to arbitration. */
  readonly arbitrationSpread: number
  readonly rounding?: Rounding
}

export interface PanelMark {
  /** incomplete: sheets missing or faulty; arbitration: a person must decide; settled: `marks` stands. */
  readonly state: 'incomplete' | 'arbitration' | 'settled'
  /** Marks of the task, vetoes applied; null until settled. */
  readonly marks: number | null
  /** What the raters' totals come to before vetoes; null while incomplete. For arbiters, not for results. */
  readonly proposed: number | null
  /** A veto holds: the part cannot be passed, whatever the marks. False until settled. */
  readonly failed: boolean
  /** Largest difference between the raters' totals, marks; null while incomplete. */
  readonly spread: number | null
  readonly vetoes: readonly VetoVote[]
  readonly sheets: readonly SheetMark[]
  readonly reasons: readonly Reason[]
}

export interface VetoVote {
  readonly id: string
  /** What the veto line says. */
  readonly text: string
  readonly effect: 'part-zero' | 'part-failed'
  readonly votes: number
  /** holds: majority; disputed: ticked by some; none are left out. */
  readonly standing: 'holds' | 'disputed' | 'dismissed'
}

export interface PanelDecision {
  /** Who arbitrated. */
  readonly by: string
  /** Marks before vetoes; the proposed ones when left out. */
  readonly marks?: number
  /** For every disputed veto: does it hold? One left out is dismissed. */
  readonly vetoes?: Readonly<Record<string, boolean>>
}

/** One mark from the raters' sheets. Never throws; what is missing is in the reasons. */
export function scorePanel(
  sheet: MarkSheet,
  entries: readonly RaterSheet[],
  rule: PracticalPanelRule,
): PanelMark {
  const sheets = entries.map((entry) => scoreSheet(sheet, entry))
  const gaps = gapsOf(sheets, rule)
  const vetoes = voteOnVetoes(sheet, sheets)
  if (gaps.length > 0) {
    return {
      state: 'incomplete',
      marks: null,
      proposed: null,
      failed: false,
      spread: null,
      vetoes,
      sheets,
      reasons: gaps,
    }
  }
  const totals = sheets.map(({ total }) => ratioOfDecimal(total))
  const proposed = roundRatio(panelPolicies[rule.policy].combine(totals), rule.rounding)
  const { least, most } = spreadOf(totals)
  const spread = subtract(most, least)
  const apart = compare(spread, ratioOfDecimal(rule.arbitrationSpread)) > 0
  const disputed = vetoes.some(({ standing }) => standing === 'disputed')
  const open: PanelMark = {
    state: 'arbitration',
    marks: null,
    proposed: toNumber(proposed),
    failed: false,
    spread: toNumber(spread),
    vetoes,
    sheets,
    reasons: [
      ...sheets.map(({ reasons }) => reasons.at(-1)!),
      ...panelReasons(rule, proposed, spread, apart, sheets.length),
      ...vetoes.map((vote) => vetoReason(vote, sheets.length)),
    ],
  }
  return apart || disputed ? open : settle(open, proposed)
}

/**
 * Ends an arbitration. Throws RangeError when the panel is not in arbitration or the marks are outside 0 … full:
 * the caller offered a decision where none is open.
 */
export function arbitratePanel(
  panel: PanelMark,
  decision: PanelDecision,
  rounding: Rounding = defaultRounding,
): PanelMark {
  if (panel.state !== 'arbitration')
    throw new RangeError(`a panel that is ${panel.state} is not open to arbitration`)
  const marks = ratioOfDecimal(decision.marks ?? panel.proposed!)
  const full = panel.sheets[0]!.fullMarks
  if (marks.n < 0n || compare(marks, ratioOfDecimal(full)) > 0)
    throw new RangeError(`marks must be 0 to ${full}`)
  const vetoes = panel.vetoes.map((vote) => decide(vote, decision))
  const decided = vetoes.filter((vote, index) => vote !== panel.vetoes[index])
  return settle(
    {
      ...panel,
      vetoes,
      reasons: [
        ...panel.reasons,
        reason('arbitrated', { by: decision.by, marks: toNumber(marks) }),
        ...decided.map((vote) => vetoReason(vote, panel.sheets.length)),
      ],
    },
    roundRatio(marks, rounding),
  )
}

function gapsOf(sheets: readonly SheetMark[], rule: PracticalPanelRule): readonly Reason[] {
  const raters = sheets.map(({ rater }) => rater)
  const repeated = new Set(raters.filter((rater, index) => raters.indexOf(rater) !== index))
  return [
    ...sheets.flatMap(({ faults }) => faults),
    ...[...repeated].map((rater) => reason('repeated-rater', { rater })),
    ...(sheets.length < Math.max(1, rule.minimumRaters)
      ? [reason('too-few-raters', { raters: sheets.length, needed: Math.max(1, rule.minimumRaters) })]
      : []),
    ...(rule.odd && sheets.length % 2 === 0 ? [reason('even-panel', { raters: sheets.length })] : []),
  ]
}

function voteOnVetoes(sheet: MarkSheet, sheets: readonly SheetMark[]): readonly VetoVote[] {
  return sheet.vetoes.flatMap(({ id, text, effect }): VetoVote[] => {
    const votes = sheets.filter(({ vetoes }) => vetoes.includes(id)).length
    return votes === 0
      ? []
      : [{ id, text, effect, votes, standing: 2 * votes > sheets.length ? 'holds' : 'disputed' }]
  })
}

function panelReasons(
  rule: PracticalPanelRule,
  proposed: Ratio,
  spread: Ratio,
  apart: boolean,
  raters: number,
): readonly Reason[] {
  const untrimmed = rule.policy === 'trimmed-mean@1' && raters < TRIM_FROM
  return [
    reason('panel-mark', { policy: rule.policy, marks: toNumber(proposed) }, panelPolicies[rule.policy]),
    ...(untrimmed ? [reason('too-few-to-trim')] : []),
    apart
      ? reason('spread-exceeded', { spread: toNumber(spread), limit: rule.arbitrationSpread })
      : reason('spread', { spread: toNumber(spread) }),
  ]
}

const EFFECTS = {
  'part-zero': { zh: '该部分记 0 分', en: 'the part counts 0' },
  'part-failed': { zh: '分数保留，该部分不合格', en: 'the marks stand, the part is failed' },
} as const

function vetoReason({ id, text, effect, votes, standing }: VetoVote, raters: number): Reason {
  if (standing === 'dismissed') return reason('veto-dismissed', { veto: id, text })
  if (standing === 'disputed') return reason('veto-disputed', { veto: id, text, votes, raters })
  return reason('veto-applied', { veto: id, text, votes, raters, effect }, EFFECTS[effect])
}

const decide = (vote: VetoVote, { vetoes = {} }: PanelDecision): VetoVote =>
  vote.standing === 'disputed'
    ? { ...vote, standing: vetoes[vote.id] === true ? 'holds' : 'dismissed' }
    : vote

function settle(panel: PanelMark, marks: Ratio): PanelMark {
  const holding = panel.vetoes.filter(({ standing }) => standing === 'holds')
  const zeroed = holding.some(({ effect }) => effect === 'part-zero')
  return { ...panel, state: 'settled', marks: toNumber(zeroed ? ZERO : marks), failed: holding.length > 0 }
}
