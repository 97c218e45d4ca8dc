/* An administrator gives a person a new password; all their sessions end. */
import type { Context } from '../context.ts'
import { commonRefusals, Refusal } from '../kernel/refusal.ts'
import { recordAudit } from '../storage/audit.ts'
import { type Actor, actorName } from './model.ts'
import { checkPassword, hashPassword } from './passwords.ts'
import { authorise, isAllowed } from './permissions.ts'
import { deleteStaffSessions, listMemberships, listStaffRows, updatePassword } from './queries.ts'

export interface PasswordReset {
  readonly organisationId: string
  readonly userId: string
  readonly password: string
}

/**
 * Whoever has roles elsewhere, or on the platform, can only be reset by someone
 * who manages people there too: a reset is a way into all of them.
 *
 * Refuses: not-found, forbidden, weak-password.
 */
export async function resetPassword(ctx: Context, actor: Actor, input: PasswordReset): Promise<void> {
  const { organisationId, userId } = input
  authorise(actor, 'staff.manage', organisationId)
  const person = (await listStaffRows(ctx.db, organisationId)).find(({ id }) => id === userId)
  if (!person) throw new Refusal(commonRefusals['not-found'], { what: userId })
  const memberships = await listMemberships(ctx.db, userId)
  const elsewhere = memberships.find((one) => !isAllowed(actor, 'staff.manage', one.organisationId))
  if (elsewhere) throw new Refusal(commonRefusals.forbidden, { operation: 'staff.manage' })
  checkPassword(input.password, person.username)
  const password = await hashPassword(input.password)
  await ctx.db.transaction().execute(async (trx) => {
    await updatePassword(trx, userId, password, ctx.clock.now())
    await deleteStaffSessions(trx, userId)
    await recordAudit(trx, ctx, {
      stream: organisationId,
      actor: actorName(actor),
      organisationId,
      action: 'staff.password-reset',
      subject: `staff:${userId}`,
    })
  })
}
