/*
 * A batch that many people have sat, drawn from a Rasch-like model with a fixed
 * seed and written by SQL: for statistics, where holding it through the doors
 * would take minutes.
 */
import type { Item } from '../../bank-schemas/index.ts'
import { type Random, seededRandom } from '../../scoring/statistics/index.ts'
import { getForm } from '../../server/assembly/get-form.ts'
import { getItemRevisions } from '../../server/banks/list-items.ts'
import { systemActor } from '../../server/identity/model.ts'
import { jsonb } from '../../server/storage/jsonb.ts'
import type { TestContext } from './context.ts'
import { type BatchOptions, createOpenBatch, type World } from './world.ts'

export interface SimulatedBatchOptions {
  readonly sittings: number
  readonly seed?: number
  /** Mean ability; the spread is 1. */
  readonly ability?: number
  /** A form that was used before, instead of a new one. */
  readonly formId?: string
  readonly sections?: BatchOptions['sections']
  /** Place of an item on the form whose key is wrong: the able choose another option. */
  readonly wrongKey?: number
  /** Place of an item that everybody knows. */
  readonly leaked?: number
  /** The second of the two copies nearly all answers of the first. */
  readonly copied?: readonly [number, number]
  readonly specialisation?: string
}

export interface SimulatedBatch {
  readonly batchId: string
  readonly formId: string
  readonly admissionNo: (place: number) => string
  /** Item revisions in the order of the form. */
  readonly hashes: readonly string[]
  /** True difficulty of each item. */
  readonly b: readonly number[]
}

/** Slope of every simulated item. */
export const simulatedSlope = 1.2

export async function simulateBatch(
  ctx: TestContext,
  world: World,
  options: SimulatedBatchOptions,
): Promise<SimulatedBatch> {
  const made = await createOpenBatch(ctx, world, {
    candidates: 1,
    confirm: false,
    ...(options.sections && { sections: options.sections }),
    ...(options.specialisation && { specialisation: options.specialisation }),
  })
  const formId = options.formId ?? made.formId
  const { batchId } = made
  const form = await getForm(ctx, systemActor('test'), formId)
  const entries = form.document.sections.flatMap((section) =>
    section.items.map((item) => ({ ...item, fullMarks: section.marksEach })),
  )
  const revisions = await getItemRevisions(
    ctx,
    entries.map((entry) => entry.hash),
  )
  const items = entries.map((entry) => revisions.get(entry.hash)!.item)
  const b = items.map((_, j) => -1.6 + (3 * j) / Math.max(1, items.length - 1))
  const random = seededRandom(options.seed ?? 11)
  const number = (place: number) => `S${batchId.slice(-6)}${String(place).padStart(5, '0')}`
  const given: unknown[][] = []
  for (let i = 0; i < options.sittings; i++) {
    const theta = (options.ability ?? 0) + random.normal()
    const own = items.map((item, j) => draw(item, theta - b[j]!, j, options, random))
    const source = options.copied?.[1] === i ? given[options.copied[0]] : undefined
    given.push(source ? source.map((one, j) => (random.uniform() < 0.95 ? one : own[j])) : own)
  }
  await ctx.db.deleteFrom('admission').where('batch_id', '=', batchId).execute()
  const started = new Date(ctx.clock.now())
  const rows = given.map((responses, i) => ({
    admissionNo: number(i),
    responses,
    marks: entries.map((entry, j) => (isRight(items[j]!, responses[j]) ? entry.fullMarks : 0)),
  }))
  for (let from = 0; from < rows.length; from += 200) {
    const slice = rows.slice(from, from + 200)
    await ctx.db
      .insertInto('admission')
      .values(
        slice.map((row, k) => ({
          batch_id: batchId,
          admission_no: row.admissionNo,
          candidate_id: `can_${row.admissionNo}`,
          name: `考生${from + k + 1}`,
          id_number_masked: '3201**********0000',
          login_hash: `hash_${row.admissionNo}`,
          form_id: formId,
          seed: 1,
          room: '第一考场',
          seat: String(from + k + 1),
        })),
      )
      .execute()
    await ctx.db
      .insertInto('sitting')
      .values(
        slice.map((row) => ({
          batch_id: batchId,
          admission_no: row.admissionNo,
          form_id: formId,
          delivery_hash: 'simulated',
          seed: 1,
          item_count: entries.length,
          state: 'submitted',
          started_at: started,
          deadline_at: started,
          grace_seconds: 30,
          submitted_at: started,
          submitted_by: 'candidate',
          receipt: `receipt_${row.admissionNo}`,
          answers: jsonb<unknown>(
            entries.map((entry, j) => ({ number: entry.number, seq: 1, response: row.responses[j] })),
          ),
        })),
      )
      .execute()
    await ctx.db
      .insertInto('score_run')
      .values(
        slice.map((row) => ({
          batch_id: batchId,
          admission_no: row.admissionNo,
          run: 1,
          form_id: formId,
          form_hash: form.hash,
          receipt: `receipt_${row.admissionNo}`,
          scorer_version: 'simulated@1',
          credits: jsonb<unknown>(
            entries.map((entry, j) => ({
              number: entry.number,
              itemId: entry.id,
              itemHash: entry.hash,
              point: entry.point,
              fullMarks: entry.fullMarks,
              marks: row.marks[j],
              credit: { fraction: row.marks[j]! > 0 ? 1 : 0, reasons: [] },
            })),
          ),
          marks: row.marks.reduce((sum, marks) => sum + marks, 0),
          needs_rater: false,
          created_at: started,
        })),
      )
      .execute()
  }
  await ctx.db.updateTable('batch').set({ state: 'marked' }).where('id', '=', batchId).execute()
  return { batchId, formId, admissionNo: number, hashes: entries.map((entry) => entry.hash), b }
}

function draw(
  item: Item,
  gap: number,
  place: number,
  options: SimulatedBatchOptions,
  random: Random,
): unknown {
  const chance = options.leaked === place ? 0.97 : 1 / (1 + Math.exp(-simulatedSlope * gap))
  const right = random.uniform() < chance
  switch (item.kind) {
    case 'true-false':
      return right ? item.key : !item.key
    case 'single-choice': {
      const others = item.options.map((option) => option.id).filter((id) => id !== item.key)
      // With a wrong key the able agree on the first of the others.
      if (options.wrongKey === place)
        return right
          ? others[0]
          : [item.key, ...others.slice(1)][Math.floor(random.uniform() * others.length)]
      return right ? item.key : others[Math.floor(random.uniform() * others.length)]
    }
    default:
      return right && 'key' in item ? item.key : null
  }
}

const isRight = (item: Item, response: unknown): boolean =>
  'key' in item && JSON.stringify(item.key) === JSON.stringify(response)
