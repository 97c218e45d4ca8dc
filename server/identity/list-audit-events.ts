/* The audit trail of the organisations an actor supervises, newest first. */
import type { Context } from '../context.ts'
import type { Page, PageRequest } from '../kernel/page.ts'
import { commonRefusals, Refusal } from '../kernel/refusal.ts'
import { type AuditVerdict, verifyAudit } from '../storage/audit.ts'
import type { Actor } from './model.ts'
import { organisationsOf } from './permissions.ts'
import { type AuditRow, listAuditRows } from './queries.ts'

export type AuditEntry = AuditRow

/** Refuses: sign-in-required, forbidden. */
export async function listAuditEvents(
  ctx: Context,
  actor: Actor | undefined,
  input: PageRequest & { action?: string; subject?: string },
): Promise<Page<AuditEntry>> {
  const organisations = organisationsOf(actor, 'audit.read')
  if (organisations.length === 0) throw new Refusal(commonRefusals.forbidden, { operation: 'audit.read' })
  const { page, size, ...filter } = input
  return listAuditRows(ctx.db, organisations, filter, { page, size })
}

/** Walks every chain; faults of other organisations are told too: the trail is one. Refuses: sign-in-required, forbidden. */
export async function verifyAuditTrail(ctx: Context, actor: Actor | undefined): Promise<AuditVerdict> {
  if (organisationsOf(actor, 'audit.verify').length === 0)
    throw new Refusal(commonRefusals.forbidden, { operation: 'audit.verify' })
  return verifyAudit(ctx.db)
}
