/* Who the session of a request belongs to, with the roles of this moment. */
import type { Context } from '../context.ts'
import type { StaffActor } from './model.ts'
import { listMemberships } from './queries.ts'
import type { StaffAuth } from './staff-auth.ts'

export async function findStaffActor(
  ctx: Context,
  staffAuth: StaffAuth,
  headers: Headers,
): Promise<{ actor: StaffActor; cookies: readonly string[] } | undefined> {
  const session = await staffAuth.findSession(headers)
  if (!session) return undefined
  const memberships = await listMemberships(ctx.db, session.userId)
  return {
    actor: { kind: 'staff', userId: session.userId, name: session.name, memberships },
    cookies: session.cookies,
  }
}
