/* The people of an organisation and their roles in it. */
import type { Context } from '../context.ts'
import type { Actor, StaffMember } from './model.ts'
import { authorise, isAllowed } from './permissions.ts'
import { listStaffRows } from './queries.ts'

/** For those who manage people, and those who name the staff of a batch. Refuses: not-found, forbidden. */
export async function listStaff(
  ctx: Context,
  actor: Actor | undefined,
  organisationId: string,
): Promise<StaffMember[]> {
  if (!isAllowed(actor, 'batch.staff', organisationId)) authorise(actor, 'staff.manage', organisationId)
  return listStaffRows(ctx.db, organisationId)
}
