/* A member of staff chooses a new password, giving the old one; all sessions end, also the one at hand. */
import type { Context } from '../context.ts'
import { recordAudit } from '../storage/audit.ts'
import { confirmPassword } from './confirm-password.ts'
import { actorName, type StaffActor } from './model.ts'
import { checkPassword, hashPassword } from './passwords.ts'
import { deleteStaffSessions, findCredential, updatePassword } from './queries.ts'
import type { Throttles } from './throttle.ts'

export interface OwnPassword {
  readonly current: string
  readonly next: string
  readonly address: string
}

/** Refuses: password-wrong, sign-in-locked, weak-password. */
export async function changeOwnPassword(
  ctx: Context,
  throttles: Throttles,
  actor: StaffActor,
  { current, next, address }: OwnPassword,
): Promise<void> {
  await confirmPassword(ctx, throttles, actor, { password: current, address })
  const credential = await findCredential(ctx.db, actor.userId)
  checkPassword(next, credential?.username ?? '')
  const password = await hashPassword(next)
  await ctx.db.transaction().execute(async (trx) => {
    await updatePassword(trx, actor.userId, password, ctx.clock.now())
    await deleteStaffSessions(trx, actor.userId)
    await recordAudit(trx, ctx, {
      stream: actor.memberships[0]?.organisationId ?? 'system',
      actor: actorName(actor),
      organisationId: actor.memberships[0]?.organisationId,
      action: 'staff.password-changed',
      subject: `staff:${actor.userId}`,
    })
  })
}
