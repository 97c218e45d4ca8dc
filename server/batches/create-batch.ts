/*
 * Makes a batch (评价计划) in draft. The rules of the assessment are copied from
 * the standard, so that a later edition does not change an exam under way.
 */

import { getBank } from '../banks/list-banks.ts'
import { getTaskRevision } from '../banks/list-items.ts'
import type { Context } from '../context.ts'
import { type Actor, actorName } from '../identity/model.ts'
import { authorise } from '../identity/permissions.ts'
import { Refusal } from '../kernel/refusal.ts'
import { getStandard } from '../standards/get-standard.ts'
import { recordAudit } from '../storage/audit.ts'
import { insertBatch } from './queries.ts'
import { batchRefusals } from './refusals.ts'
import { minutesOf, rulesOf } from './rules.ts'

export interface NewBatch {
  readonly organisationId: string
  readonly title: string
  readonly bankId: string
  readonly level: number
  /** 工种/职业方向; "--" when there is none. */
  readonly specialisation?: string
  readonly opensAt: Date
  readonly closesAt: Date
  /** Length of the theory part; the standard's when left out. */
  readonly minutes?: number
  readonly lateEntryMinutes?: number
  readonly earlyLeaveMinutes?: number
  readonly graceSeconds?: number
  readonly practicalTaskHash?: string
}

/** Returns the id. Refuses: forbidden, not-found, batch-level-unknown, batch-window-invalid, batch-minutes-too-short, batch-early-leave, batch-task-mismatch. */
export async function createBatch(ctx: Context, actor: Actor, input: NewBatch): Promise<string> {
  authorise(actor, 'batch.create', input.organisationId)
  const bank = await getBank(ctx, input.bankId)
  const { hash, standard } = await getStandard(ctx, bank.standard.id, bank.standard.edition)
  if (!standard.levels.includes(input.level)) {
    throw new Refusal(batchRefusals['batch-level-unknown'], {
      standard: `${standard.id}/${standard.edition}`,
      level: input.level,
    })
  }
  const required = minutesOf(standard, input.level, 'theory') ?? 90
  const minutes = input.minutes ?? required
  if (minutes < required) throw new Refusal(batchRefusals['batch-minutes-too-short'], { minutes, required })
  checkWindow(input.opensAt, input.closesAt, minutes)
  checkEarlyLeave(input.earlyLeaveMinutes ?? 30, minutes)
  if (input.practicalTaskHash) await checkTask(ctx, input.practicalTaskHash, input.bankId, input.level)

  const id = ctx.ids.next('bat')
  await ctx.db.transaction().execute(async (trx) => {
    const batch = {
      id,
      organisationId: input.organisationId,
      title: input.title,
      standardHash: hash,
      bankId: input.bankId,
      level: input.level,
      specialisation: input.specialisation?.trim() || '--',
      state: 'draft' as const,
      opensAt: input.opensAt,
      closesAt: input.closesAt,
      minutes,
      lateEntryMinutes: input.lateEntryMinutes ?? 30,
      earlyLeaveMinutes: input.earlyLeaveMinutes ?? 30,
      graceSeconds: input.graceSeconds ?? 30,
      rules: rulesOf(standard, input.level),
      practicalTaskHash: input.practicalTaskHash ?? null,
    }
    await insertBatch(trx, batch, actorName(actor), ctx.clock.now())
    await recordAudit(trx, ctx, {
      stream: input.organisationId,
      actor: actorName(actor),
      organisationId: input.organisationId,
      action: 'batch.created',
      subject: `batch:${id}`,
      detail: { title: input.title, bank: input.bankId, level: input.level, standard: hash },
    })
  })
  return id
}

/** Exams are announced in the time of China, wherever the server stands. */
const chinaTime = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'medium',
  timeStyle: 'short',
})

export function checkWindow(opensAt: Date, closesAt: Date, minutes: number): void {
  if (closesAt.getTime() - opensAt.getTime() >= minutes * 60_000) return
  throw new Refusal(batchRefusals['batch-window-invalid'], {
    opensAt: chinaTime.format(opensAt),
    closesAt: chinaTime.format(closesAt),
    minutes,
  })
}

/** Whoever may hand in only after the time is up can never hand in. */
export function checkEarlyLeave(earlyLeaveMinutes: number, minutes: number): void {
  if (earlyLeaveMinutes <= minutes) return
  throw new Refusal(batchRefusals['batch-early-leave'], { earlyLeaveMinutes, minutes })
}

export async function checkTask(ctx: Context, hash: string, bankId: string, level: number): Promise<void> {
  const { task } = await getTaskRevision(ctx, hash)
  if (task.id.startsWith(`${bankId}_`) && task.levels.includes(level)) return
  throw new Refusal(batchRefusals['batch-task-mismatch'], { task: task.id })
}
