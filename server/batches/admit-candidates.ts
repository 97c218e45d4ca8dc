/*
 * Admits candidates to a batch: all rows or none.
 *
 * Each gets an admission number (准考证号): date of the exam, three digits of the
 * batch, four of the place in the list.
 */
import { createHash } from 'node:crypto'
import type { Context } from '../context.ts'
import { createCandidate } from '../identity/create-candidate.ts'
import { checkIdNumber } from '../identity/id-number.ts'
import { loginHash } from '../identity/login-hash.ts'
import { type Actor, actorName } from '../identity/model.ts'
import type { Secrets } from '../identity/secrets.ts'
import { Refusal } from '../kernel/refusal.ts'
import { type ApplicantFacts, checkEligibility } from '../standards/eligibility.ts'
import { getStandardRevision } from '../standards/get-standard.ts'
import { recordAudit } from '../storage/audit.ts'
import type { Trx } from '../storage/database.ts'
import { lockBatchFor, requireState } from './get-batch.ts'
import type { Batch } from './model.ts'
import { insertAdmissions, listAdmissionRows, type NewAdmission, takePlaces } from './queries.ts'
import { batchRefusals } from './refusals.ts'

export interface CandidateRow {
  readonly name: string
  readonly idType: string
  readonly idNumber: string
  readonly room?: string
  readonly seat?: string
  readonly extraMinutes?: number
  /** When given, the 申报条件 of the standard are checked and the clause met is kept. */
  readonly facts?: ApplicantFacts
}

export interface RowFault {
  /** Row of the list, from 1. */
  readonly row: number
  readonly zh: string
  readonly en: string
}

export interface AdmittedCandidate {
  readonly admissionNo: string
  readonly name: string
}

export interface AdmitInput {
  readonly batchId: string
  readonly rows: readonly CandidateRow[]
}

/** Refuses: not-found, forbidden, wrong-state, admission-rows-invalid (nothing is written). */
export function admitCandidates(
  ctx: Context,
  secrets: Secrets,
  actor: Actor,
  input: AdmitInput,
): Promise<AdmittedCandidate[]> {
  return ctx.db.transaction().execute((trx) => admitInside(trx, ctx, secrets, actor, input))
}

/** A dry run: everything is tried and then undone, so that it refuses exactly what admitting would. */
export async function tryCandidates(
  ctx: Context,
  secrets: Secrets,
  actor: Actor,
  input: AdmitInput,
): Promise<AdmittedCandidate[]> {
  const undo = new Error('dry run')
  let admitted: AdmittedCandidate[] = []
  const attempt = ctx.db.transaction().execute(async (trx) => {
    admitted = await admitInside(trx, ctx, secrets, actor, input)
    throw undo
  })
  await attempt.catch((error: unknown) => {
    if (error !== undo) throw error
  })
  return admitted
}

async function admitInside(
  trx: Trx,
  ctx: Context,
  secrets: Secrets,
  actor: Actor,
  input: AdmitInput,
): Promise<AdmittedCandidate[]> {
  const batch = await lockBatchFor(trx, actor, input.batchId, 'batch.admit')
  requireState(batch, 'draft', 'ready')
  const { standard } = await getStandardRevision({ ...ctx, db: trx }, batch.standardHash)
  const known = await listAdmissionRows(trx, batch.id)
  const faults = faultsOf(input.rows)
  const verdicts = input.rows.map((row, i) => {
    if (!row.facts) return null
    const verdict = checkEligibility(standard, batch.level, row.facts)
    if (!verdict.eligible && verdict.forReview.length === 0) {
      faults.push({
        row: i + 1,
        zh: `${row.name} 不符合申报条件`,
        en: `${row.name} meets no condition of the standard`,
      })
    }
    return verdict
  })
  if (faults.length > 0) refuse(faults)

  const first = await takePlaces(trx, batch.id, input.rows.length)
  const admissions: NewAdmission[] = []
  for (const [i, row] of input.rows.entries()) {
    const candidate = await createCandidate(trx, ctx, secrets, {
      organisationId: batch.organisationId,
      name: row.name.trim(),
      idType: row.idType,
      idNumber: row.idNumber,
    })
    if (known.some((admission) => admission.candidateId === candidate.id)) {
      faults.push({
        row: i + 1,
        zh: `${row.name} 已在本计划中`,
        en: `${row.name} is already in this batch`,
      })
      continue
    }
    const admissionNo = admissionNumber(batch, first + admissions.length)
    const holder = row.seat?.trim() && known.find((one) => one.seat && seatOf(one) === seatOf(row))
    if (holder)
      faults.push({
        row: i + 1,
        zh: `座位 ${seatOf(row)} 已安排给${holder.name}`,
        en: `the seat ${seatOf(row)} is ${holder.name}'s already`,
      })
    admissions.push({
      admissionNo,
      candidateId: candidate.id,
      name: row.name.trim(),
      idNumberMasked: candidate.idNumberMasked,
      loginHash: loginHash(secrets, admissionNo, row.idNumber),
      seed: ctx.ids.seed(),
      room: row.room?.trim() || null,
      seat: row.seat?.trim() || null,
      extraMinutes: row.extraMinutes ?? 0,
      eligibility: verdicts[i] ?? null,
    })
  }
  if (faults.length > 0) refuse(faults)
  await insertAdmissions(trx, batch.id, admissions, ctx.clock.now())
  await recordAudit(trx, ctx, {
    stream: batch.organisationId,
    actor: actorName(actor),
    organisationId: batch.organisationId,
    action: 'batch.candidates-admitted',
    subject: `batch:${batch.id}`,
    detail: { admissions: admissions.map((admission) => admission.admissionNo) },
  })
  return admissions.map(({ admissionNo, name }) => ({ admissionNo, name }))
}

function faultsOf(rows: readonly CandidateRow[]): RowFault[] {
  const seen = new Map<string, number>()
  const seats = new Map<string, string>()
  return rows.flatMap((row, i) => {
    const faults: RowFault[] = []
    const fault = (zh: string, en: string) => faults.push({ row: i + 1, zh, en })
    if (row.name.trim() === '') fault('缺少姓名', 'the name is missing')
    if (row.name.length > 50) fault('姓名超过 50 字', 'the name is longer than 50 characters')
    const checked = checkIdNumber(row.idType, row.idNumber)
    if (!checked.ok) fault(checked.zh, checked.en)
    const key = `${row.idType}/${row.idNumber.trim().toUpperCase()}`
    const earlier = seen.get(key)
    if (earlier !== undefined && row.idNumber.trim() !== '')
      fault(`证件号码与第 ${earlier} 行相同`, `the ID number is that of row ${earlier}`)
    seen.set(key, i + 1)
    if (row.seat?.trim()) {
      const seat = seatOf(row)
      const taken = seats.get(seat)
      if (taken !== undefined)
        fault(`座位 ${seat} 已安排给${taken}`, `the seat ${seat} is ${taken}'s already`)
      else seats.set(seat, row.name.trim())
    }
    if ((row.extraMinutes ?? 0) < 0 || (row.extraMinutes ?? 0) > 600)
      fault('加时应为 0–600 分钟', 'extra minutes must be 0–600')
    return faults
  })
}

/** 第一考场 01: rooms and seats as people write them. */
const seatOf = (row: { room?: string | null; seat?: string | null }): string =>
  [row.room?.trim(), row.seat?.trim()].filter(Boolean).join(' ')

function refuse(faults: readonly RowFault[]): never {
  const first = faults[0]!
  const rows = new Set(faults.map((fault) => fault.row)).size
  throw new Refusal(batchRefusals['admission-rows-invalid'], {
    count: rows,
    first: `第 ${first.row} 行：${first.zh} / row ${first.row}: ${first.en}`,
    faults,
  })
}

function admissionNumber(batch: Batch, place: number): string {
  // China has one time zone, UTC+8, and no summer time.
  const day = new Date(batch.opensAt.getTime() + 8 * 3_600_000).toISOString().slice(2, 10).replaceAll('-', '')
  const code = createHash('sha256').update(batch.id).digest().readUInt32BE(0) % 1000
  return `${day}${String(code).padStart(3, '0')}${String(place).padStart(4, '0')}`
}
