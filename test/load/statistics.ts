/*
 * How long statistics take: `tsx test/load/statistics.ts`.
 *
 * One line a case: CPU seconds, the gate where there is one, and how far the
 * estimates are from the parameters that were simulated (root mean square).
 * Exits with 1 past a gate.
 */
import {
  calibrate,
  dichotomousItem,
  type Random,
  responseMatrix,
  searchAgreement,
  seededRandom,
} from '../../scoring/statistics/index.ts'
import { analyseEvidence } from '../../server/analytics/analyse-evidence.ts'
import type { Evidence, EvidenceItem } from '../../server/analytics/model.ts'

let failed = false

function measure(name: string, gate: number | undefined, work: () => Record<string, unknown>): void {
  const from = process.cpuUsage()
  const found = work()
  const { user, system } = process.cpuUsage(from)
  const cpu = (user + system) / 1e6
  if (gate !== undefined && cpu > gate) failed = true
  console.log({
    name,
    cpu: cpu.toFixed(2),
    ...(gate !== undefined && { gate }),
    mb: Math.round(process.memoryUsage().rss / 2 ** 20),
    ...found,
  })
}

/** A wrong option as if nobody copied: chosen by chance. */
const wrongOption = (random: Random): string => 'BCD'[random.below(3)]!

const rms = (values: readonly number[]): string =>
  Math.sqrt(values.reduce((sum, value) => sum + value ** 2, 0) / values.length).toFixed(3)

function simulate(items: number, persons: number, seed: number) {
  const random = seededRandom(seed)
  const truth = Array.from({ length: items }, (_, j) =>
    dichotomousItem(`i${j}`, 0.7 + random.uniform(), -2 + (4 * j) / (items - 1)),
  )
  const rows = Array.from({ length: persons }, () => {
    const theta = random.normal()
    return truth.map((item) =>
      random.uniform() < 1 / (1 + Math.exp(-(item.a * theta + item.intercepts[0]!))) ? 1 : 0,
    )
  })
  return { truth, rows }
}

measure('calibrate 60 × 10,000, 2PL', 5, () => {
  const { truth, rows } = simulate(60, 10_000, 1)
  const found = calibrate(
    responseMatrix(
      truth.map((item) => item.id),
      rows,
    ),
    { model: '2pl' },
  )
  return {
    converged: found.converged,
    iterations: found.iterations,
    rmsA: rms(found.items.map((item, j) => item.a - truth[j]!.a)),
    rmsB: rms(found.items.map((item, j) => item.b + truth[j]!.intercepts[0]! / truth[j]!.a)),
  }
})

measure('agreement of 1,000 candidates in pairs, 100 items', undefined, () => {
  const { rows } = simulate(100, 1000, 2)
  const random = seededRandom(20)
  const { pairs, findings } = searchAgreement(
    rows.map((row, i) => ({
      id: `c${i}`,
      total: row.reduce<number>((sum, value) => sum + value, 0),
      choices: row.map((value) => (value ? 'A' : wrongOption(random))),
    })),
  )
  return { pairs, findings: findings.length }
})

/** A level of a bank: forms of 100 items out of 400, a fifth in common with the next. */
function bankEvidence(forms: number, sittings: number): Evidence {
  const { truth, rows } = simulate(400, forms * sittings, 3)
  const random = seededRandom(30)
  const items = truth.map(
    (item): EvidenceItem => ({
      hash: item.id,
      id: item.id,
      kind: 'single-choice',
      point: 'AAA001',
      fullMarks: 1,
      keys: ['A'],
    }),
  )
  return {
    batch: { id: 'batch-0', cutShare: 0.6 },
    forms: Array.from({ length: forms }, (_, f) => {
      const places = Array.from({ length: 100 }, (_, k) => (f * 80 + k) % 400)
      return {
        formId: `form-${f}`,
        fullMarks: 100,
        items: places.map((place) => items[place]!),
        sittings: rows.slice(f * sittings, (f + 1) * sittings).map((row, i) => {
          const marks = places.map((place) => row[place]!)
          return {
            batchId: `batch-${i % 5}`,
            admissionNo: `${f}-${i}`,
            room: null,
            groups: { specialisation: i % 2 ? '甲' : '乙' },
            marks,
            responses: marks.map((mark) => (mark ? 'A' : wrongOption(random))),
          }
        }),
      }
    }),
  }
}

measure('a bank after a batch: 400 items, 5 forms × 1,000 sittings', undefined, () => {
  const found = analyseEvidence(bankEvidence(5, 1000))
  return {
    items: found.items.length,
    calibration: found.calibration,
    alarms: found.alarms.length,
    withDif: found.items.filter((item) => item.dif.length > 0).length,
  }
})

process.exitCode = failed ? 1 : 0
