import { existsSync, readFileSync } from 'node:fs'
import { afterAll, describe, expect, test } from 'vitest'
import { minimalConflict } from '../../../server/assembly/minimal-conflict.ts'
import { ProgramBuilder } from '../../../server/assembly/program.ts'
import { seededRandom } from '../../../server/assembly/seeded-random.ts'
import { SolverTimeout, WorkerSolver } from '../../../server/assembly/solver.ts'
import { readLp } from './read-lp.ts'

const solver = new WorkerSolver()
afterAll(() => solver.close())

function knapsack(limit: number) {
  const builder = new ProgramBuilder()
  const columns = [6, 10, 12].map((value) => builder.column({ cost: -value, upper: 1, integer: true }))
  builder.row('weight', 0, limit, columns, [1, 2, 3])
  return builder.build()
}

test('a small program is solved to its optimum, with the bound', async () => {
  const outcome = await solver.solve(knapsack(5), { seed: 1 })
  expect(outcome).toMatchObject({ status: 'optimal', objective: -22, bound: -22 })
  expect([...outcome.values]).toEqual([0, 1, 1])
})

test('rows that conflict are named, and none that is not needed', async () => {
  const builder = new ProgramBuilder()
  const [x, y, z] = [
    builder.column({ upper: 10 }),
    builder.column({ upper: 10 }),
    builder.column({ upper: 10 }),
  ]
  builder.row('free', 0, 20, [x, z], [1, 1])
  builder.row('x and y', 12, Infinity, [x, y], [1, 1])
  builder.row('x', 0, 3, [x], [1])
  builder.row('y', 5, 8, [y], [1])
  builder.row('z', 2, 9, [z], [1])
  const rows = await minimalConflict(solver, builder.build())
  expect(rows.map((row) => builder.labels[row])).toEqual(['x and y', 'x', 'y'])
})

test('a run past the hard stop is ended, and the next one is served', async () => {
  const impatient = new WorkerSolver(0.3)
  await expect(impatient.solve(marketSplit(50, 6), { seed: 1 })).rejects.toThrow(SolverTimeout)
  await impatient.close()
  const patient = new WorkerSolver(60)
  const slow = patient.solve(knapsack(5), { seed: 1 })
  await expect(slow).resolves.toMatchObject({ status: 'optimal' })
  await patient.close()
})

test('requests made together are answered one by one', async () => {
  const outcomes = await Promise.all([3, 4, 5, 6].map((limit) => solver.solve(knapsack(limit), { seed: 1 })))
  expect(outcomes.map((outcome) => outcome.objective)).toEqual([-16, -18, -22, -28])
})

/** Cornuéjols–Dawande market split: hopeless for branch and bound at this size. */
function marketSplit(columns: number, rows: number) {
  const random = seededRandom(1, 'market split')
  const builder = new ProgramBuilder()
  const x = Array.from({ length: columns }, () => builder.column({ upper: 1, integer: true }))
  for (let row = 0; row < rows; row++) {
    const weights = x.map(() => Math.floor(random.next() * 100))
    const half = Math.floor(weights.reduce((a, b) => a + b, 0) / 2)
    builder.row('split', half, half, x, weights)
  }
  return builder.build()
}

/*
 * Item pools of R's TestDesign and the optima it finds (GPL; the files stay
 * outside the project). Skipped where the folder is not there.
 */
const pools = new URL('../../../../shared/reference/ata/', import.meta.url)

describe.skipIf(!existsSync(pools))(
  'the optima of the reference pools (skipped where ../shared/reference/ata is not there)',
  () => {
    test.each([
      ['science', 44.9133187835],
      ['reading', 32.4286727584],
      ['fatigue', 108.021989788],
    ])('%s: %d', async (pool, optimum) => {
      const program = readLp(readFileSync(new URL(`${pool}_maxinfo.lp`, pools), 'utf8'))
      const outcome = await solver.solve(program, { seed: 1, absoluteGap: 1e-7 })
      expect(outcome.status).toBe('optimal')
      expect(Math.abs(-outcome.objective - optimum)).toBeLessThan(1e-6)
    })
  },
)
