/*
 * A practical rater enters the deduction sheet (评分记录表) of a candidate. The
 * marks follow from the sheet; a correction is a new revision beside the old.
 */
import type { PracticalTask } from '../../bank-schemas/index.ts'
import { arbitratePanel, type PanelMark, scorePanel, scoreSheet } from '../../scoring/index.ts'
import { getTaskRevision } from '../banks/list-items.ts'
import { getBatch, listAdmissions, listBatchStaff, lockBatchFor, requireState } from '../batches/get-batch.ts'
import type { Batch } from '../batches/model.ts'
import type { Context } from '../context.ts'
import { type Actor, actorName } from '../identity/model.ts'
import { isAllowed } from '../identity/permissions.ts'
import { commonRefusals, Refusal } from '../kernel/refusal.ts'
import { recordAudit } from '../storage/audit.ts'
import type { Trx } from '../storage/database.ts'
import type { PracticalSheet } from './model.ts'
import {
  insertDecision,
  insertSheet,
  listNewestDecisions,
  listNewestSheets,
  listStatuses,
  type PracticalDecision,
} from './queries.ts'
import { markingRefusals } from './refusals.ts'

/**
 * Raters' totals may lie this many marks apart; more goes to arbitration.
 * A convention of ours: domain facts give no national figure.
 */
export const practicalSpreadLimit = 15

export interface SheetInput {
  readonly batchId: string
  readonly admissionNo: string
  /** Line id → deduction id → how often; what is left out had no fault. */
  readonly deductions: Readonly<Record<string, Readonly<Record<string, number>>>>
  readonly vetoes: readonly string[]
  readonly comment?: string
}

/** Returns the marks before vetoes. Refuses: not-found, forbidden, wrong-state, not-on-panel, candidate-absent, sheet-invalid. */
export async function enterPracticalSheet(ctx: Context, actor: Actor, input: SheetInput): Promise<number> {
  return ctx.db.transaction().execute(async (trx) => {
    const inTrx = { ...ctx, db: trx }
    const batch = await lockBatchFor(trx, actor, input.batchId, 'marking.practical')
    requireState(batch, 'ready', 'open', 'closed', 'marked')
    const raterId = await practicalRaterOf(inTrx, actor, batch.id)
    await requireCandidate(inTrx, actor, batch.id, input.admissionNo)
    await requirePresent(trx, batch.id, input.admissionNo, 'practical')
    const { hash, task } = await taskOf(inTrx, batch)
    const scored = scoreSheet(task.sheet, {
      rater: raterId,
      deductions: input.deductions,
      vetoes: [...input.vetoes],
    })
    const fault = scored.faults[0]
    if (fault) throw new Refusal(markingRefusals['sheet-invalid'], { zh: fault.zh, en: fault.en })
    const sheet = {
      raterId,
      taskHash: hash,
      deductions: input.deductions,
      vetoes: scored.vetoes,
      marks: scored.total,
      comment: input.comment?.trim() || null,
      createdAt: ctx.clock.now(),
    }
    const revision = await insertSheet(trx, batch.id, input.admissionNo, sheet)
    await recordAudit(trx, ctx, {
      stream: batch.organisationId,
      actor: actorName(actor),
      organisationId: batch.organisationId,
      action: 'practical-sheet.entered',
      subject: `practical:${batch.id}/${input.admissionNo}`,
      detail: { revision, marks: scored.total, vetoes: scored.vetoes, deductions: input.deductions },
    })
    return scored.total
  })
}

export interface DecisionInput {
  readonly batchId: string
  readonly admissionNo: string
  /** Marks before vetoes; the raters' combined ones when left out. */
  readonly marks?: number
  /** For every disputed veto: does it hold? */
  readonly vetoes: Readonly<Record<string, boolean>>
  readonly reason: string
}

/** The head of the batch settles a panel in arbitration. Refuses: not-found, forbidden, wrong-state, sheet-invalid, marks-out-of-range, marking-reason-missing. */
export async function settlePracticalPanel(ctx: Context, actor: Actor, input: DecisionInput): Promise<void> {
  await ctx.db.transaction().execute(async (trx) => {
    const inTrx = { ...ctx, db: trx }
    const batch = await lockBatchFor(trx, actor, input.batchId, 'result.compute')
    requireState(batch, 'closed', 'marked')
    if ([...input.reason.trim()].length < 2) throw new Refusal(markingRefusals['marking-reason-missing'])
    const { task } = await taskOf(inTrx, batch)
    const full = task.sheet.fullMarks
    if (input.marks !== undefined && !(input.marks >= 0 && input.marks <= full))
      throw new Refusal(markingRefusals['marks-out-of-range'], { full, got: input.marks })
    const panel = panelOf(batch, task, await listNewestSheets(trx, batch.id, input.admissionNo), undefined)
    if (panel.state !== 'arbitration')
      throw new Refusal(commonRefusals['wrong-state'], { state: panel.state, expected: 'arbitration' })
    const decision = {
      admissionNo: input.admissionNo,
      by: actorName(actor),
      marks: input.marks ?? null,
      vetoes: input.vetoes,
      reason: input.reason.trim(),
      createdAt: ctx.clock.now(),
    }
    await insertDecision(trx, batch.id, decision)
    await recordAudit(trx, ctx, {
      stream: batch.organisationId,
      actor: actorName(actor),
      organisationId: batch.organisationId,
      action: 'practical-panel.settled',
      subject: `practical:${batch.id}/${input.admissionNo}`,
      detail: { marks: decision.marks, vetoes: decision.vetoes, reason: decision.reason },
    })
  })
}

/**
 * One mark from the newest sheets. A decision counts only while the panel is in arbitration, and only for the
 * sheets it was made on: one corrected afterwards may say what nobody has decided. Pure.
 */
export function panelOf(
  batch: Batch,
  task: PracticalTask,
  sheets: readonly PracticalSheet[],
  decision: PracticalDecision | undefined,
): PanelMark {
  const { minimum, odd } = batch.rules.practicalRaters
  const entries = sheets.map((sheet) => ({
    rater: sheet.raterId,
    deductions: sheet.deductions,
    vetoes: [...sheet.vetoes],
  }))
  const panel = scorePanel(task.sheet, entries, {
    policy: 'mean@1',
    minimumRaters: minimum,
    odd,
    arbitrationSpread: practicalSpreadLimit,
  })
  if (panel.state !== 'arbitration' || !decision) return panel
  if (sheets.some((sheet) => sheet.createdAt > decision.createdAt)) return panel
  return arbitratePanel(panel, {
    by: decision.by,
    ...(decision.marks !== null && { marks: decision.marks }),
    vetoes: decision.vetoes,
  })
}

export interface PracticalRow {
  readonly admissionNo: string
  readonly sheets: readonly PracticalSheet[]
  readonly panel: PanelMark
}

/** All sheets and panels of a batch; a rater sees only their own sheets. Refuses: not-found, forbidden. */
export async function listPracticalMarks(
  ctx: Context,
  actor: Actor,
  batchId: string,
): Promise<{ task: PracticalTask; rows: PracticalRow[] } | undefined> {
  const batch = await getBatch(ctx, actor, batchId, 'marking.read')
  if (!batch.practicalTaskHash) return undefined
  const { task } = await taskOf(ctx, batch)
  // Raters judge on their own: who does not read results sees nobody else's sheets, nor what they add up to.
  const seesAll = isAllowed(actor, 'result.read', batch.organisationId)
  const [admissions, everybodys, decisions] = await Promise.all([
    listAdmissions(ctx, actor, batchId),
    listNewestSheets(ctx.db, batchId),
    seesAll ? listNewestDecisions(ctx.db, batchId) : [],
  ])
  const sheets = seesAll
    ? everybodys
    : everybodys.filter((sheet) => actor.kind === 'staff' && sheet.raterId === actor.userId)
  const rows = admissions.map(({ admissionNo }) => {
    const own = sheets.filter((sheet) => sheet.admissionNo === admissionNo)
    return {
      admissionNo,
      sheets: own,
      panel: panelOf(
        batch,
        task,
        own,
        decisions.find((decision) => decision.admissionNo === admissionNo),
      ),
    }
  })
  return { task, rows }
}

export async function taskOf(ctx: Context, batch: Batch): Promise<{ hash: string; task: PracticalTask }> {
  if (!batch.practicalTaskHash)
    throw new Refusal(commonRefusals['not-found'], { what: `${batch.id}/practical` })
  return getTaskRevision(ctx, batch.practicalTaskHash)
}

async function practicalRaterOf(ctx: Context, actor: Actor, batchId: string): Promise<string> {
  const staff = await listBatchStaff(ctx, actor, batchId)
  const own =
    actor.kind === 'staff'
      ? staff.find((person) => person.userId === actor.userId && person.role === 'practical-rater')
      : undefined
  if (!own) throw new Refusal(markingRefusals['not-on-panel'], { role: '操作技能考评员 practical rater' })
  return own.userId
}

export async function requireCandidate(
  ctx: Context,
  actor: Actor,
  batchId: string,
  admissionNo: string,
): Promise<void> {
  const admissions = await listAdmissions(ctx, actor, batchId)
  if (!admissions.some((admission) => admission.admissionNo === admissionNo))
    throw new Refusal(commonRefusals['not-found'], { what: admissionNo })
}

/** Refuses: candidate-absent, also for a violation. */
export async function requirePresent(
  trx: Trx,
  batchId: string,
  admissionNo: string,
  part: 'practical' | 'review',
): Promise<void> {
  const status = (await listStatuses(trx, batchId)).find(
    (entry) => entry.admissionNo === admissionNo && entry.part === part,
  )
  if (status) throw new Refusal(markingRefusals['candidate-absent'], { state: status.state })
}
