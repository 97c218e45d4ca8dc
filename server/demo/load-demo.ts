/*
 * What a newcomer finds after the first start: an evaluation centre with its
 * people, a batch that has been held and certified, and one that waits for a
 * candidate. All of it goes through the operations the doors call.
 *
 * The demo forms are made of open items only, so that nothing secret is shown
 * and the answers can be looked up on the pages of the banks. Names and ID
 * numbers are fictional.
 */
import pLimit from 'p-limit'
import { type Random, seededRandom } from '../../scoring/statistics/index.ts'
import { assembleForms } from '../assembly/assemble-forms.ts'
import { getForm } from '../assembly/get-form.ts'
import { getItemRevisions, listTasks } from '../banks/list-items.ts'
import { admitCandidates } from '../batches/admit-candidates.ts'
import { confirmBatch } from '../batches/confirm-batch.ts'
import { createBatch } from '../batches/create-batch.ts'
import { listAdmissions, listBatches } from '../batches/get-batch.ts'
import { setForms } from '../batches/set-forms.ts'
import { setStaff } from '../batches/set-staff.ts'
import {
  type IssueSettings,
  issueCertificates,
  requestCertificates,
} from '../certificates/issue-certificates.ts'
import type { Context } from '../context.ts'
import { createOrganisation } from '../identity/create-organisation.ts'
import { createStaff } from '../identity/create-staff.ts'
import { checkCharacter } from '../identity/id-number.ts'
import { listOrganisations } from '../identity/list-organisations.ts'
import { listStaff } from '../identity/list-staff.ts'
import {
  type CandidateActor,
  platformOrganisation,
  type Role,
  type StaffActor,
  systemActor,
} from '../identity/model.ts'
import { signInCandidate } from '../identity/sign-in-candidate.ts'
import type { Throttles } from '../identity/throttle.ts'
import { computeResults, publishResults } from '../marking/compute-results.ts'
import { enterPracticalSheet } from '../marking/enter-practical-sheet.ts'
import { markSitting } from '../marking/mark-sitting.ts'
import { closeBatch } from '../sittings/close-batch.ts'
import { getPaper } from '../sittings/get-paper.ts'
import { saveAnswer } from '../sittings/save-answer.ts'
import { startSitting } from '../sittings/start-sitting.ts'
import { submitSitting } from '../sittings/submit-sitting.ts'
import {
  type DemoPerson,
  demoBank,
  demoCandidates,
  demoCentre,
  demoPassword,
  demoPeople,
} from './demo-people.ts'

export interface DemoAccount {
  readonly username: string
  readonly password: string
  readonly what: string
}

export interface DemoCandidate {
  readonly name: string
  readonly admissionNo: string
  readonly idNumber: string
}

export interface Demo {
  readonly accounts: readonly DemoAccount[]
  readonly candidates: readonly DemoCandidate[]
  readonly batchTitle: string
}

export interface DemoSettings extends IssueSettings {
  readonly throttles: Throttles
}

const system = systemActor('demo')
const days = 24 * 3_600_000

/** Makes what is missing and returns how to sign in; a second start changes nothing while the open batch is open. */
export async function loadDemo(ctx: Context, settings: DemoSettings): Promise<Demo> {
  const people = await ensurePeople(ctx)
  const manager = people.get('demo.manager')!
  const batches = (await listBatches(ctx, manager)).filter((batch) => batch.organisationId === demoCentre.id)
  if (batches.length === 0) await holdBatch(ctx, settings, people)
  const now = ctx.clock.now()
  const open = batches.find(
    (batch) => batch.title.startsWith('演示批次') && batch.state === 'ready' && batch.closesAt > now,
  )
  const title = open?.title ?? `演示批次 ${now.toISOString().slice(0, 10)}`
  const candidates = open
    ? await admissionsOf(ctx, manager, open.id)
    : await openBatch(ctx, settings, people, title)
  return {
    accounts: demoPeople.map(({ username, what }) => ({ username, password: demoPassword, what })),
    candidates,
    batchTitle: title,
  }
}

type People = ReadonlyMap<string, StaffActor>

async function ensurePeople(ctx: Context): Promise<People> {
  const organisations = await listOrganisations(ctx, system)
  if (!organisations.some((organisation) => organisation.id === demoCentre.id))
    await createOrganisation(ctx, system, demoCentre)
  const people = new Map<string, StaffActor>()
  for (const organisationId of [platformOrganisation, demoCentre.id]) {
    const known = await listStaff(ctx, system, organisationId)
    for (const person of demoPeople.filter((entry) => organisationOf(entry) === organisationId)) {
      const { username, name, roles } = person
      const found = known.find((member) => member.username === username)
      const userId =
        found?.id ??
        (await createStaff(ctx, system, {
          organisationId,
          username,
          name,
          password: demoPassword,
          roles: [...roles],
        }))
      people.set(username, {
        kind: 'staff',
        userId,
        name,
        memberships: roles.map((role: Role) => ({ organisationId, role })),
      })
    }
  }
  return people
}

const organisationOf = (person: DemoPerson): string =>
  person.platform ? platformOrganisation : demoCentre.id

/** A batch with forms, staff and candidates, confirmed. */
async function makeBatch(
  ctx: Context,
  settings: DemoSettings,
  people: People,
  title: string,
  names: readonly string[],
  { forms, seed }: { forms: number; seed: number },
) {
  const manager = people.get('demo.manager')!
  const { bankId, level, pattern } = demoBank
  const [task] = await listTasks(ctx, manager, bankId, level)
  const opensAt = new Date(ctx.clock.now().getTime() - 60_000)
  const batchId = await createBatch(ctx, manager, {
    organisationId: demoCentre.id,
    title,
    bankId,
    level,
    opensAt,
    closesAt: new Date(opensAt.getTime() + 30 * days),
    lateEntryMinutes: 30 * 24 * 60,
    earlyLeaveMinutes: 0,
    practicalTaskHash: task!.hash,
  })
  const assembly = await assembleForms(ctx, manager, {
    organisationId: demoCentre.id,
    bankId,
    level,
    forms,
    seed,
    pattern,
    overrides: { secrecy: ['open'], keyBalance: 1, difficulty: { facility: 0.65, tolerance: 0.15 } },
  })
  await setForms(ctx, manager, { batchId, formIds: assembly.assembled.map((form) => form.id) })
  const staff = (prefix: string, role: 'invigilator' | 'rater' | 'practical-rater') =>
    [...people]
      .filter(([username]) => username.startsWith(prefix))
      .map(([, person]) => ({ userId: person.userId, role }))
  await setStaff(ctx, manager, {
    batchId,
    staff: [
      ...staff('demo.invigilator', 'invigilator'),
      ...staff('demo.rater', 'rater'),
      ...staff('demo.rater', 'practical-rater'),
    ],
  })
  const rows = names.map((name, place) => ({
    name,
    idType: 'resident-id',
    idNumber: demoIdNumber(name),
    room: '第一考场',
    seat: String(place + 1).padStart(2, '0'),
  }))
  const admitted = await admitCandidates(ctx, settings.secrets, manager, { batchId, rows })
  await confirmBatch(ctx, manager, batchId)
  return {
    batchId,
    admitted: admitted.map(({ admissionNo, name }) => ({ admissionNo, name, idNumber: demoIdNumber(name) })),
  }
}

/** Right answers of the first three: the third fails, so that both can be seen. */
const fixedRight = [18, 17, 9] as const

/** Is the item at this place answered right? */
type Answers = (place: number, difficulty: number) => boolean

const firstRight =
  (right: number): Answers =>
  (place) =>
    place < right

/** By chance, the more likely the abler the candidate and the easier the item. */
function byAbility(ability: number, seed: number): Answers {
  const random = seededRandom(seed)
  return (_, difficulty) =>
    random.uniform() < 1 / (1 + Math.exp(-(1.2 * ability + 1.6 - 0.6 * (difficulty - 2))))
}

/** A few at a time: together they would wait for each other. */
async function inTurns<T>(all: readonly T[], work: (one: T, place: number) => Promise<void>): Promise<void> {
  const limit = pLimit(6)
  await Promise.all(all.map((one, place) => limit(() => work(one, place))))
}

/** A batch from the first answer to the certificate. */
async function holdBatch(ctx: Context, settings: DemoSettings, people: People): Promise<void> {
  const manager = people.get('demo.manager')!
  const { batchId, admitted } = await makeBatch(
    ctx,
    settings,
    people,
    '已发证批次（演示）',
    demoCandidates.certified,
    { forms: 1, seed: 11 },
  )
  const random = seededRandom(2027)
  const abilities = admitted.map(() => random.normal())
  await inTurns(admitted, async (candidate, place) => {
    const answers =
      place < fixedRight.length ? firstRight(fixedRight[place]!) : byAbility(abilities[place]!, place)
    await sit(ctx, settings, candidate, answers)
    await markSitting(ctx, { batchId, admissionNo: candidate.admissionNo })
    await enterSheets(ctx, people, batchId, candidate.admissionNo)
  })
  await closeBatch(ctx, manager, batchId)
  await computeResults(ctx, manager, batchId)
  await publishResults(ctx, manager, batchId)
  await requestCertificates(ctx, manager, batchId)
  await issueCertificates(ctx, settings, { batchId, actor: `staff:${manager.userId}` })
}

/** The batch that waits: its practical sheets are in, so that a theory paper is all that is missing. */
async function openBatch(
  ctx: Context,
  settings: DemoSettings,
  people: People,
  title: string,
): Promise<DemoCandidate[]> {
  const { batchId, admitted } = await makeBatch(ctx, settings, people, title, demoCandidates.waiting, {
    forms: 2,
    seed: 12,
  })
  for (const { admissionNo } of admitted) await enterSheets(ctx, people, batchId, admissionNo)
  return admitted
}

async function enterSheets(
  ctx: Context,
  people: People,
  batchId: string,
  admissionNo: string,
): Promise<void> {
  for (const [username, person] of people) {
    if (username.startsWith('demo.rater'))
      await enterPracticalSheet(ctx, person, { batchId, admissionNo, deductions: {}, vetoes: [] })
  }
}

async function sit(
  ctx: Context,
  settings: DemoSettings,
  candidate: DemoCandidate,
  isRight: Answers,
): Promise<void> {
  const session = await signInCandidate(ctx, settings, {
    admissionNo: candidate.admissionNo,
    idNumber: candidate.idNumber,
    address: 'demo',
  })
  const actor: CandidateActor = session.actor
  await startSitting(ctx, actor)
  const { delivery } = await getPaper(ctx, actor)
  const form = await getForm(ctx, system, delivery.formId)
  const entries = form.document.sections.flatMap((section) => section.items)
  const random = seededRandom(7919 * Number(candidate.admissionNo.slice(-4)))
  const revisions = await getItemRevisions(
    ctx,
    entries.map((entry) => entry.hash),
  )
  for (const [place, entry] of entries.entries()) {
    const { item } = revisions.get(entry.hash)!
    const response =
      item.kind === 'single-choice'
        ? choice(item, isRight(place, item.difficulty), random)
        : item.kind === 'true-false'
          ? item.key === isRight(place, item.difficulty)
          : undefined
    if (response !== undefined)
      await saveAnswer(ctx, actor, { number: entry.number, seq: place + 1, tab: 'demo', response })
  }
  await submitSitting(ctx, actor)
}

/** A wrong answer is one of the others, by chance. */
function choice(
  item: { key: string; options: readonly { id: string }[] },
  right: boolean,
  random: Random,
): string {
  const others = item.options.filter((option) => option.id !== item.key)
  return right ? item.key : others[random.below(others.length)]!.id
}

async function admissionsOf(ctx: Context, manager: StaffActor, batchId: string): Promise<DemoCandidate[]> {
  return (await listAdmissions(ctx, manager, batchId)).map(({ admissionNo, name }) => ({
    admissionNo,
    name,
    idNumber: demoIdNumber(name),
  }))
}

/** Fictional, with a check digit that holds: region 320100, a birth date by the name. */
function demoIdNumber(name: string): string {
  const sum = [...name].reduce((total, letter) => total + letter.codePointAt(0)!, 0)
  const born = new Date(Date.UTC(1985, 0, 1 + (sum % 5000))).toISOString().slice(0, 10).replaceAll('-', '')
  const first = `320100${born}${String(sum % 1000).padStart(3, '0')}`
  return first + checkCharacter(`${first}0`)
}
