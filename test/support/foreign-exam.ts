/*
 * One of everything an organisation can own, written straight into the tables:
 * for asking whether others can see it.
 */
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { assembleForms } from '../../server/assembly/assemble-forms.ts'
import { compileForm } from '../../server/assembly/compile-form.ts'
import { loadItemBanks } from '../../server/banks/load-item-banks.ts'
import { encryptIdNumber, idNumberHash } from '../../server/identity/encrypt-id-number.ts'
import { checkCharacter } from '../../server/identity/id-number.ts'
import { loginHash } from '../../server/identity/login-hash.ts'
import { systemActor } from '../../server/identity/model.ts'
import { hashToken } from '../../server/identity/sign-in-candidate.ts'
import { putBlob } from '../../server/storage/blobs.ts'
import { jsonb } from '../../server/storage/jsonb.ts'
import type { TestSite } from './app.ts'

export interface OwnedExam {
  readonly organisationId: string
  readonly userId: string
  readonly batchId: string
  readonly admissionNo: string
  readonly candidateId: string
  readonly assemblyId: string
  readonly formId: string
  readonly certificateNumber: string
  /** Cookie of a signed-in candidate of the batch. */
  readonly candidateCookie: string
}

let count = 0

/** A batch in state "open" with a candidate, a form, a certificate; nothing in it is complete. */
export async function insertOwnedExam(site: TestSite, organisationId: string): Promise<OwnedExam> {
  const { db } = site.ctx
  const { secrets } = site.contexts
  const n = ++count
  const [batchId, candidateId, userId] = [`bat_owned${n}`, `can_owned${n}`, `usr_owned${n}`]
  const admissionNo = `270301${String(n).padStart(7, '0')}`
  const certificateNumber = `S000032000123264${String(n).padStart(6, '0')}`
  const digits = `11010519491231${String(n).padStart(3, '0')}`
  const idNumber = digits + checkCharacter(digits)
  const token = `token-of-a-candidate-${n}`
  const rules = jsonb({
    parts: [
      { id: 'theory', name: '理论知识', fullMarks: 100, passMark: 60 },
      { id: 'practical', name: '操作技能', fullMarks: 100, passMark: 60 },
    ],
    theoryInvigilators: { candidatesEach: 15, minimumPerRoom: 2 },
    practicalRaters: { candidatesEach: 5, minimum: 3, odd: true },
    reviewPanel: null,
  })
  const content = await loadContent(site)
  const { assemblyId, formId } = await assembledFor(site, organisationId)
  await sql`insert into staff_user (id, name, email, username) values (${userId}, '王五', ${`${userId}@staff.invalid`}, ${userId.replace('_', '-')})`.execute(
    db,
  )
  await sql`insert into membership (user_id, organisation_id, role) values (${userId}, ${organisationId}, 'rater')`.execute(
    db,
  )
  await sql`insert into candidate (id, organisation_id, name, id_type, id_number_hash, id_number_cipher, id_number_masked)
    values (${candidateId}, ${organisationId}, '李四', 'resident-id', ${idNumberHash(secrets, 'resident-id', idNumber)}, ${encryptIdNumber(secrets, candidateId, idNumber)}, '1101**********002X')`.execute(
    db,
  )
  await sql`insert into batch (id, organisation_id, title, standard_hash, bank_id, level, state, opens_at, closes_at, minutes, rules, practical_task_hash, created_by)
    values (${batchId}, ${organisationId}, '外单位考试', ${content.standard}, ${bankId}, 4, 'open', now() - interval '10 minutes', now() + interval '2 hours', 90, ${rules}, ${content.task}, 'staff:x')`.execute(
    db,
  )
  await sql`insert into batch_form (batch_id, form_id, position) values (${batchId}, ${formId}, 1)`.execute(
    db,
  )
  await sql`insert into admission (batch_id, admission_no, candidate_id, name, id_number_masked, login_hash, form_id, seed)
    values (${batchId}, ${admissionNo}, ${candidateId}, '李四', '1101**********002X', ${loginHash(secrets, admissionNo, idNumber)}, ${formId}, 1)`.execute(
    db,
  )
  await sql`insert into candidate_session (batch_id, token_hash, admission_no, expires_at)
    values (${batchId}, ${hashToken(token)}, ${admissionNo}, now() + interval '5 hours')`.execute(db)
  const pdf = await putBlob(db, 'application/pdf', Buffer.from(`%PDF-1.7 ${n}`))
  await sql`insert into certificate (number, public_id, batch_id, admission_no, organisation_id, document, document_hash, pdf_sha256, status)
    values (${certificateNumber}, ${`public-${n}`}, ${batchId}, ${admissionNo}, ${organisationId}, '{}', 'h', ${pdf}, 'valid')`.execute(
    db,
  )
  return {
    organisationId,
    userId,
    batchId,
    admissionNo,
    candidateId,
    assemblyId,
    formId,
    certificateNumber,
    candidateCookie: `${batchId}.${admissionNo}.${token}`,
  }
}

export const bankId = '6-31-01-03'

/** One compiled form for each organisation of a site: solving takes a second. */
const assembled = new WeakMap<TestSite, Map<string, { assemblyId: string; formId: string }>>()

async function assembledFor(site: TestSite, organisationId: string) {
  const known = assembled.get(site)?.get(organisationId)
  if (known) return known
  const actor = systemActor('test')
  const { id } = await assembleForms(site.ctx, actor, {
    organisationId,
    bankId,
    level: 4,
    forms: 1,
    seed: 7,
  })
  const { rows } = await sql<{ id: string }>`select id from form where assembly_id = ${id}`.execute(
    site.ctx.db,
  )
  const formId = rows[0]!.id
  await compileForm(site.ctx, actor, formId)
  const made = { assemblyId: id, formId }
  assembled.set(site, (assembled.get(site) ?? new Map()).set(organisationId, made))
  return made
}

/** The real banks, loaded once a database: operations find whole documents. */
async function loadContent(
  site: TestSite,
): Promise<{ standard: string; syllabus: string; task: string | null }> {
  const { db } = site.ctx
  const find = async () => {
    const { rows } = await sql<{ standard: string; syllabus: string; task: string | null }>`
      select s.hash as standard, b.hash as syllabus,
        (select hash from practical_task_revision where bank_id = ${bankId} and level = 4 and current limit 1) as task
      from bank_syllabus b join standard_revision s on s.standard_id = ${bankId}
      where b.bank_id = ${bankId} and b.level = 4 limit 1`.execute(db)
    return rows[0]
  }
  const known = await find()
  if (known) return known
  const folder = fileURLToPath(new URL('../../item-banks/', import.meta.url))
  await loadItemBanks(site.ctx, systemActor('test'), folder)
  return (await find())!
}
