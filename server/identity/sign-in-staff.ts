/*
 * Signs a member of staff in: throttled, the same words and the same time for
 * an unknown account and a wrong password, a new session every time.
 */
import type { Context } from '../context.ts'
import { Refusal } from '../kernel/refusal.ts'
import { recordAudit } from '../storage/audit.ts'
import type { StaffActor } from './model.ts'
import { listMemberships } from './queries.ts'
import { identityRefusals } from './refusals.ts'
import type { StaffAuth } from './staff-auth.ts'
import { type Throttles, throttled } from './throttle.ts'

export interface StaffSignIn {
  readonly username: string
  readonly password: string
  readonly headers: Headers
  readonly address: string
}

/** Returns the actor and the Set-Cookie lines. Refuses: sign-in-failed, sign-in-locked. */
export async function signInStaff(
  ctx: Context,
  { staffAuth, throttles }: { staffAuth: StaffAuth; throttles: Throttles },
  input: StaffSignIn,
): Promise<{ actor: StaffActor; cookies: readonly string[] }> {
  const username = input.username.trim().toLowerCase()
  const keys = [
    throttles.staffAccountAtAddress.keyOf(username, input.address),
    throttles.staffAccount.keyOf(username),
    throttles.staffAddress.keyOf(input.address),
  ]
  const session = await throttled(keys, () => staffAuth.signIn(input.headers, username, input.password))
  if (!session) {
    ctx.log.warn({ address: input.address }, 'a staff sign-in failed')
    throw new Refusal(identityRefusals['sign-in-failed'])
  }
  const memberships = await listMemberships(ctx.db, session.userId)
  const actor: StaffActor = { kind: 'staff', userId: session.userId, name: session.name, memberships }
  await recordSignIn(ctx, actor, input.address)
  return { actor, cookies: session.cookies }
}

async function recordSignIn(ctx: Context, actor: StaffActor, address: string): Promise<void> {
  const organisationId = actor.memberships[0]?.organisationId
  await ctx.db.transaction().execute((trx) =>
    recordAudit(trx, ctx, {
      stream: organisationId ?? 'system',
      actor: `staff:${actor.userId}`,
      organisationId,
      action: 'staff.signed-in',
      subject: `staff:${actor.userId}`,
      detail: { address },
    }),
  )
}
