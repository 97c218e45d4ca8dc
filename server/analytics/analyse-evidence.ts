/*
 * From the evidence of a bank and level to every figure that is shown. Pure and
 * heavy: it runs in a worker (run-analysis.ts).
 *
 * Classical figures are taken form by form and pooled; item parameters come
 * from one calibration of all sittings, whose candidates set the scale
 * (θ ~ N(0, 1)). The model is the richest the number of answers allows.
 */
import {
  type AnalysedItem,
  driftAlarms,
  itemAlarms,
  poolItem,
  searchAgreement,
} from '../../scoring/statistics/index.ts'
import { analyseForm, type FormAnalysis, known } from './analyse-form.ts'
import { choiceOf } from './answer-choices.ts'
import {
  type Calibrated,
  calibrateBank,
  parametersOf,
  unusualPatterns,
  withIrtSem,
} from './calibrate-bank.ts'
import { difByItem } from './compare-groups.ts'
import { equateForms } from './equate-forms.ts'
import { expectedFacilities } from './expected-facility.ts'
import type {
  AgreementFigures,
  Analysis,
  Evidence,
  EvidenceForm,
  EvidenceItem,
  ItemAlarm,
  ItemDif,
  ItemStatistics,
  OptionFigures,
} from './model.ts'

/** Pairs are searched over a whole form up to this many candidates; beyond it only within a room. */
const searchedTogether = 1000

export function analyseEvidence(evidence: Evidence): Analysis {
  const { forms, batch } = evidence
  const answered = forms.filter((form) => form.sittings.length > 0)
  const analyses = answered.map((form) => analyseForm(form, batch.cutShare))
  const calibrated = calibrateBank(answered)
  const dif = difByItem(answered)
  const uses = itemsOf(answered).map((item) => useOf(item, analyses))
  const items = uses.map((use) => describeItem(use, calibrated, dif.get(use.item.hash) ?? []))
  const ofBatch = answered
    .map((form) => onlyBatch(form, batch.id))
    .filter((form) => form.sittings.length > 0)
    .map((form) => analyseForm(form, batch.cutShare))
  const searches = ofBatch.map(({ form }) => searchForm(form))
  return {
    items,
    forms: analyses.map((analysis) => withIrtSem(asRuled(analysis, batch.cutShare), calibrated)),
    batch: {
      batchId: batch.id,
      n: ofBatch.reduce((sum, { form }) => sum + form.sittings.length, 0),
      forms: ofBatch.map((analysis) => withIrtSem(asRuled(analysis, batch.cutShare), calibrated)),
      equated: equateForms(
        ofBatch.map(({ form }) => ruledForm(form)),
        batch.cutShare,
      ),
      unusual: calibrated ? unusualPatterns(calibrated, batch.id) : null,
      pairs: searches.reduce((sum, search) => sum + search.pairs, 0),
    },
    agreement: searches.flatMap((search) => search.findings),
    alarms: alarmsOf(batch.id, uses, items),
    calibration: calibrated
      ? {
          model: calibrated.calibration.model,
          converged: calibrated.calibration.converged,
          persons: calibrated.calibration.persons,
          items: calibrated.calibration.items.filter((item) => item.n > 0).length,
        }
      : null,
  }
}

const itemsOf = (forms: readonly EvidenceForm[]): EvidenceItem[] => [
  ...new Map(forms.flatMap((form) => form.items.map((item) => [item.hash, item] as const))).values(),
]

/** The figures of a paper are those of the marks that count, rulings and all. */
const asRuled = (analysis: FormAnalysis, cutShare: number): FormAnalysis =>
  analysis.form.sittings.some((sitting) => sitting.ruledMarks)
    ? analyseForm(ruledForm(analysis.form), cutShare)
    : analysis

const ruledForm = (form: EvidenceForm): EvidenceForm => ({
  ...form,
  sittings: form.sittings.map((sitting) => ({ ...sitting, marks: sitting.ruledMarks ?? sitting.marks })),
})

const onlyBatch = (form: EvidenceForm, batchId: string): EvidenceForm => ({
  ...form,
  sittings: form.sittings.filter((sitting) => sitting.batchId === batchId),
})

// one item ----------------------------------------------------------------------

/** Where an item stood, and its classical figures over all of these places. */
interface Use {
  readonly item: EvidenceItem
  readonly places: readonly Place[]
  readonly pooled: AnalysedItem
}

interface Place {
  readonly analysis: FormAnalysis
  readonly place: number
}

function useOf(item: EvidenceItem, analyses: readonly FormAnalysis[]): Use {
  const places = analyses.flatMap((analysis) => {
    const place = analysis.form.items.findIndex((one) => one.hash === item.hash)
    return place < 0 ? [] : [{ analysis, place }]
  })
  return { item, places, pooled: poolItem(places.map(({ analysis, place }) => analysis.items[place]!)) }
}

function describeItem(
  { item, places, pooled }: Use,
  calibrated: Calibrated | undefined,
  dif: readonly ItemDif[],
): ItemStatistics {
  const marks = places.flatMap(({ analysis, place }) =>
    analysis.form.sittings.map((sitting) => ({
      batchId: sitting.batchId,
      share: sitting.marks[place]! / analysis.form.items[place]!.fullMarks,
    })),
  )
  const facility = mean(marks.map(({ share }) => share))
  const spread = mean(marks.map(({ share }) => (share - facility) ** 2))
  const curves = poolCurves(places.map(({ analysis, place }) => analysis.curves[place]!))
  return {
    hash: item.hash,
    itemId: item.id,
    kind: item.kind,
    point: item.point,
    n: marks.length,
    forms: places.length,
    omitted: pooled.omitted,
    facility,
    facilityError: marks.length > 1 ? Math.sqrt(spread / (marks.length - 1)) : null,
    discrimination: known(pooled.rPbisCorrected),
    options: [
      ...pooled.options.map((option) => ({
        option: option.option,
        isKey: option.isKey,
        n: option.n,
        share: option.p,
        discrimination: known(option.rPbisRest),
      })),
      ...unchosen(item, pooled.options),
    ].sort((a, b) => (a.option < b.option ? -1 : 1)),
    ...curves,
    irt: calibrated ? parametersOf(calibrated, item.hash) : null,
    dif,
    history: [...new Set(marks.map(({ batchId }) => batchId))].map((batchId) => {
      const own = marks.filter((mark) => mark.batchId === batchId)
      return { batchId, n: own.length, facility: mean(own.map(({ share }) => share)) }
    }),
  }
}

/** Options that nobody chose stand in the table with 0. */
const unchosen = (item: EvidenceItem, chosen: readonly { readonly option: string }[]): OptionFigures[] =>
  (item.options ?? [])
    .filter((option) => !chosen.some((one) => one.option === option))
    .map((option) => ({
      option,
      isKey: item.keys?.includes(option) ?? false,
      n: 0,
      share: 0,
      discrimination: null,
    }))

function poolCurves(
  parts: readonly FormAnalysis['curves'][number][],
): Pick<ItemStatistics, 'groups' | 'curves'> {
  const usable = parts.filter(({ groups }) => groups.length > 0)
  const width = Math.max(0, ...usable.map(({ groups }) => groups.length))
  const whole = usable.filter(({ groups }) => groups.length === width)
  const groups = Array.from({ length: width }, (_, g) =>
    whole.reduce((sum, part) => sum + part.groups[g]!, 0),
  )
  const options = [...new Set(whole.flatMap(({ curves }) => curves.map(({ option }) => option)))].sort()
  return {
    groups,
    curves: options.map((option) => ({
      option,
      shares: groups.map((n, g) => {
        const chosen = whole.reduce((sum, part) => {
          const shares = part.curves.find((curve) => curve.option === option)?.shares
          return sum + (shares?.[g] ?? 0) * part.groups[g]!
        }, 0)
        return chosen / n
      }),
    })),
  }
}

// alarms ------------------------------------------------------------------------

/** Of the items this batch used; `items` in the order of `uses`. */
function alarmsOf(batchId: string, uses: readonly Use[], items: readonly ItemStatistics[]): ItemAlarm[] {
  const expected = expectedFacilities(items, batchId)
  return items.flatMap((item, i) => {
    if (!item.history.some((use) => use.batchId === batchId)) return []
    const drift = expected.get(item.hash)
    const found = [
      ...itemAlarms({ ...uses[i]!.pooled, id: item.itemId }),
      ...(drift
        ? driftAlarms({
            id: item.itemId,
            reference: drift.reference,
            present: drift.present,
            expectedP: drift.expected,
          })
        : []),
    ]
    return found.map(({ kind, level, value, bound, n, zh, en }) => ({
      hash: item.hash,
      itemId: item.itemId,
      kind,
      level,
      value,
      bound,
      n,
      zh,
      en,
    }))
  })
}

function searchForm(form: EvidenceForm): { pairs: number; findings: AgreementFigures[] } {
  const columns = form.items.flatMap((item, j) => (choiceOf(item.kind, null) === null ? [] : [j]))
  const { pairs, findings } = searchAgreement(
    form.sittings.map((sitting) => ({
      id: sitting.admissionNo,
      total: sitting.marks.reduce((sum, marks) => sum + marks, 0),
      choices: columns.map((j) => choiceOf(form.items[j]!.kind, sitting.responses[j])),
      ...(form.sittings.length > searchedTogether && { place: sitting.room ?? '' }),
    })),
  )
  return {
    pairs,
    findings: findings.map((found) => ({
      formId: form.formId,
      first: found.source < found.copier ? found.source : found.copier,
      second: found.source < found.copier ? found.copier : found.source,
      omega: found.omega,
      p: found.p,
      matches: found.matches,
      expected: found.expected,
      items: found.items,
    })),
  }
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length
