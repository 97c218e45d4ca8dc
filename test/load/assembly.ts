/*
 * How long assembly takes: `tsx test/load/assembly.ts [information|facility|conflict|all]`.
 *
 * Prints one line a case: CPU seconds (solver and the rest, the steadiest figure
 * on a shared machine), wall seconds, memory, gap to the bound, the form furthest
 * from its targets, the largest difference between forms, the last form's
 * information as a share of the first's, violations. Exits with 1 past a gate.
 */
import { planPool } from '../../server/assembly/pool/plan-pool.ts'
import { WorkerSolver } from '../../server/assembly/solver.ts'
import { makePool, makePoolBlueprint, type PoolGoal } from '../server/assembly/pool/synthetic-pool.ts'

interface Case {
  readonly goal: PoolGoal
  readonly items: number
  readonly forms: number
  /** CPU seconds allowed. */
  readonly gate: number
}

const cases: readonly Case[] = [
  ...[300, 1000, 5000, 20_000].map((items) => ({ goal: 'information' as const, items, forms: 1, gate: 7 })),
  { goal: 'information', items: 300, forms: 3, gate: 20 },
  ...[1000, 5000, 20_000].map((items) => ({ goal: 'information' as const, items, forms: 3, gate: 20 })),
  { goal: 'information', items: 1000, forms: 10, gate: 20 },
  { goal: 'information', items: 5000, forms: 10, gate: 60 },
  { goal: 'information', items: 20_000, forms: 10, gate: 60 },
  { goal: 'information', items: 20_000, forms: 20, gate: 60 },
  { goal: 'facility', items: 20_000, forms: 10, gate: 3 },
]

/** What cannot be done, and how soon that is explained: seconds that no form can keep. */
const conflicts = [1000, 20_000].map((items) => ({ items, forms: 10, gate: 5 }))

const wanted = process.argv[2] ?? 'all'
let failed = false

for (const own of cases.filter(({ goal }) => wanted === 'all' || wanted === goal))
  failed = (await measure(own)) || failed
if (wanted === 'all' || wanted === 'conflict')
  for (const own of conflicts) failed = (await explain(own)) || failed
process.exitCode = failed ? 1 : 0

/** True when a gate is passed. */
async function explain({ items, forms, gate }: (typeof conflicts)[number]): Promise<boolean> {
  const pool = makePool({ items })
  const blueprint = makePoolBlueprint(pool, 'information', { seconds: { max: 1790 } })
  const solver = new WorkerSolver()
  const from = process.cpuUsage()
  const plan = await planPool(solver, { pool, blueprint, forms, seed: 1 })
  const { user, system } = process.cpuUsage(from)
  const cpu = (user + system) / 1e6
  await solver.close()
  console.log(
    JSON.stringify({
      explain: 'conflict',
      items,
      forms,
      cpu: cpu.toFixed(2),
      reason: plan.feasible ? 'none' : plan.reasons[0]!.zh,
    }),
  )
  return plan.feasible || cpu > gate
}

/** True when a gate is passed. */
async function measure({ goal, items, forms, gate }: Case): Promise<boolean> {
  const pool = makePool({ items })
  const blueprint = makePoolBlueprint(pool, goal)
  const solver = new WorkerSolver()
  const [wallFrom, cpuFrom] = [performance.now(), process.cpuUsage()]
  const plan = await planPool(solver, { pool, blueprint, forms, seed: 1 })
  const { user, system } = process.cpuUsage(cpuFrom)
  const cpu = (user + system) / 1e6
  await solver.close()
  const figures = {
    goal,
    items,
    forms,
    cpu: cpu.toFixed(2),
    wall: ((performance.now() - wallFrom) / 1000).toFixed(2),
    mb: Math.round(process.memoryUsage().rss / 2 ** 20),
  }
  if (!plan.feasible) {
    console.log({ ...figures, reasons: plan.reasons.map(({ en }) => en) })
    return true
  }
  const { gap, largestDeviation, largestDifference, lastToFirst, violations } = plan.certificate
  const facility = plan.checks.find(({ id }) => id === 'facility')!.got.map(Math.abs)
  console.log(
    JSON.stringify({
      ...figures,
      gap,
      largestDeviation,
      largestDifference,
      lastToFirst,
      marksOff: Math.max(...facility),
      violations: violations.length,
    }),
  )
  return (
    cpu > gate ||
    violations.length > 0 ||
    (largestDeviation ?? 0) > 0.015 ||
    Math.max(...facility) > 0.3 ||
    (lastToFirst ?? 1) < 0.98
  )
}
