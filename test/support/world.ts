/*
 * A small world on real content: the banks of item-banks/ loaded, an evaluation
 * centre with its people, and the steps of an exam as short calls. Everything
 * goes through the operations the doors call.
 */

import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { Item } from '../../bank-schemas/index.ts'
import { assembleForms } from '../../server/assembly/assemble-forms.ts'
import { getForm } from '../../server/assembly/get-form.ts'
import { getItemRevisions, listTasks } from '../../server/banks/list-items.ts'
import { loadItemBanks } from '../../server/banks/load-item-banks.ts'
import { admitCandidates } from '../../server/batches/admit-candidates.ts'
import { confirmBatch } from '../../server/batches/confirm-batch.ts'
import { createBatch, type NewBatch } from '../../server/batches/create-batch.ts'
import { setForms } from '../../server/batches/set-forms.ts'
import { setStaff } from '../../server/batches/set-staff.ts'
import { createOrganisation } from '../../server/identity/create-organisation.ts'
import { createStaff } from '../../server/identity/create-staff.ts'
import { ensurePlatform } from '../../server/identity/ensure-platform.ts'
import { checkCharacter } from '../../server/identity/id-number.ts'
import { type CandidateActor, type Role, type StaffActor, systemActor } from '../../server/identity/model.ts'
import { insertCandidateSession } from '../../server/identity/queries.ts'
import { deriveSecrets } from '../../server/identity/secrets.ts'
import { getPaper } from '../../server/sittings/get-paper.ts'
import { saveAnswer } from '../../server/sittings/save-answer.ts'
import { startSitting } from '../../server/sittings/start-sitting.ts'
import { submitSitting } from '../../server/sittings/submit-sitting.ts'
import type { TestContext } from './context.ts'

export const secrets = deriveSecrets(Buffer.alloc(32, 7))
export const itemBanks = join(import.meta.dirname, '../../item-banks')
const system = systemActor('test')

export interface World {
  readonly organisationId: string
  readonly people: Readonly<
    Record<'manager' | 'invigilator' | 'second' | 'rater' | 'rater2' | 'rater3' | 'auditor', StaffActor>
  >
  readonly foreigner: StaffActor
}

/** Loads the banks and makes a centre with seven people, and a manager of another centre. */
export async function createWorld(ctx: TestContext): Promise<World> {
  await ensurePlatform(ctx, { administrator: false })
  await loadItemBanks(ctx, system, itemBanks)
  const organisationId = await createOrganisation(ctx, system, {
    kind: 'evaluation-centre',
    name: '江苏测试评价中心',
    certificateCodes: { category: 'S', bodyCode: '0000', province: '32', station: '000123' },
  })
  const other = await createOrganisation(ctx, system, { kind: 'evaluation-centre', name: '另一评价中心' })
  const person = async (organisation: string, username: string, ...roles: Role[]): Promise<StaffActor> => {
    const userId = await createStaff(ctx, system, {
      organisationId: organisation,
      username,
      name: `员工${username}`,
      password: '银杏-Quartz-4711-lake',
      roles,
    })
    return {
      kind: 'staff',
      userId,
      name: `员工${username}`,
      memberships: roles.map((role) => ({ organisationId: organisation, role })),
    }
  }
  return {
    organisationId,
    people: {
      manager: await person(organisationId, 'manager', 'centre-manager'),
      invigilator: await person(organisationId, 'invigilator', 'invigilator'),
      second: await person(organisationId, 'second', 'invigilator'),
      rater: await person(organisationId, 'rater', 'rater'),
      rater2: await person(organisationId, 'rater2', 'rater'),
      rater3: await person(organisationId, 'rater3', 'rater'),
      auditor: await person(organisationId, 'auditor', 'auditor'),
    },
    foreigner: await person(other, 'foreign', 'centre-manager'),
  }
}

/** A fictional resident ID number that passes the check: region 320100, born 1990-01-01 + n days. */
export function idNumber(n: number): string {
  const born = new Date(Date.UTC(1990, 0, 1 + n)).toISOString().slice(0, 10).replaceAll('-', '')
  const first = `320100${born}${String(n % 1000).padStart(3, '0')}`
  return first + checkCharacter(`${first}0`)
}

export interface BatchOptions extends Partial<NewBatch> {
  readonly candidates?: number
  readonly confirm?: boolean
  /** Short papers make short tests. */
  readonly sections?: readonly {
    kind: 'single-choice' | 'multiple-response' | 'true-false' | 'short-answer'
    count: number
    marksEach: number
  }[]
}

/** A batch of 电工 四级 that is open now, with a short form. Returns its id and the admissions. */
export async function createOpenBatch(ctx: TestContext, world: World, options: BatchOptions = {}) {
  const { manager, invigilator, second, rater, rater2, rater3 } = world.people
  const bankId = options.bankId ?? '6-31-01-03'
  const level = options.level ?? 4
  const now = Date.now()
  const [task] = await listTasks(ctx, manager, bankId, level)
  const batchId = await createBatch(ctx, manager, {
    organisationId: world.organisationId,
    title: '测试批次',
    bankId,
    level,
    opensAt: new Date(now - 60_000),
    closesAt: new Date(now + 5 * 3_600_000),
    earlyLeaveMinutes: 0,
    practicalTaskHash: task!.hash,
    ...options,
  })
  const sections = options.sections ?? [
    { kind: 'single-choice', count: 16, marksEach: 5 },
    { kind: 'true-false', count: 4, marksEach: 5 },
  ]
  const assembly = await assembleForms(ctx, manager, {
    organisationId: world.organisationId,
    bankId,
    level,
    forms: 1,
    seed: 3,
    pattern: { id: 'short', level, name: '短卷', minutes: 90, sections: [...sections] },
    overrides: { keyBalance: 1, difficulty: { facility: 0.65, tolerance: 0.2 } },
  })
  await setForms(ctx, manager, { batchId, formIds: assembly.assembled.map((form) => form.id) })
  await setStaff(ctx, manager, {
    batchId,
    staff: [
      { userId: invigilator.userId, role: 'invigilator' },
      { userId: second.userId, role: 'invigilator' },
      ...[rater, rater2, rater3].flatMap((person) => [
        { userId: person.userId, role: 'practical-rater' as const },
        { userId: person.userId, role: 'rater' as const },
      ]),
    ],
  })
  const count = options.candidates ?? 3
  const admitted = await admitCandidates(ctx, secrets, manager, {
    batchId,
    rows: Array.from({ length: count }, (_, n) => ({
      name: `考生${n + 1}`,
      idType: 'resident-id',
      idNumber: idNumber(n + 1),
      room: '第一考场',
      seat: String(n + 1),
    })),
  })
  if (options.confirm !== false) await confirmBatch(ctx, manager, batchId)
  return { batchId, formId: assembly.assembled[0]!.id, admitted }
}

/** Signs a candidate in without the door: a session row and its actor. */
export async function candidateActor(
  ctx: TestContext,
  batchId: string,
  admissionNo: string,
): Promise<CandidateActor> {
  const sessionHash = createHash('sha256')
    .update(`${batchId}/${admissionNo}/${ctx.ids.token()}`)
    .digest('hex')
  await insertCandidateSession(ctx.db, {
    batch_id: batchId,
    admission_no: admissionNo,
    token_hash: sessionHash,
    expires_at: new Date(Date.now() + 8 * 3_600_000),
    address: '127.0.0.1',
    user_agent: 'test',
  })
  return { kind: 'candidate', batchId, admissionNo, sessionHash }
}

/** Sits the exam: right answers to the first `right` items of the paper, wrong or none to the others; submits. */
export async function sit(ctx: TestContext, candidate: CandidateActor, right: number): Promise<string> {
  await startSitting(ctx, candidate)
  const { delivery } = await getPaper(ctx, candidate)
  const form = await getForm(ctx, system, delivery.formId)
  const entries = form.document.sections.flatMap((section) => section.items)
  const revisions = await getItemRevisions(
    ctx,
    entries.map((entry) => entry.hash),
  )
  let seq = 0
  await Promise.all(
    entries.map((entry, place) => {
      const { item } = revisions.get(entry.hash)!
      return saveAnswer(ctx, candidate, {
        number: entry.number,
        seq: ++seq,
        tab: 'tab-1',
        response: place < right ? rightAnswer(item) : wrongAnswer(item),
      })
    }),
  )
  return (await submitSitting(ctx, candidate)).receipt
}

export function rightAnswer(item: Item): unknown {
  switch (item.kind) {
    case 'single-choice':
    case 'multiple-response':
    case 'true-false':
    case 'matching':
    case 'ordering':
      return item.key
    case 'numeric':
      return item.key.unit ? `${item.key.value} ${item.key.unit}` : item.key.value
    case 'fill-in':
      return Object.fromEntries(item.key.map((blank) => [blank.id, blank.accept[0]]))
    default:
      return '作答文字'
  }
}

function wrongAnswer(item: Item): unknown {
  if (item.kind === 'single-choice') return item.options.find((option) => option.id !== item.key)!.id
  if (item.kind === 'true-false') return !item.key
  return item.kind === 'multiple-response'
    ? [item.options.find((option) => !item.key.includes(option.id))!.id]
    : '不对'
}
