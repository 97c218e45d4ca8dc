/*
 * Sets the roles of a person in an organisation; no role means no longer one of
 * its people. All their sessions end, so that nothing is done with old roles.
 */
import type { Context } from '../context.ts'
import { commonRefusals, Refusal } from '../kernel/refusal.ts'
import { recordAudit } from '../storage/audit.ts'
import { type Actor, actorName, type Role } from './model.ts'
import { authorise } from './permissions.ts'
import {
  deleteMemberships,
  deleteStaffSessions,
  insertMemberships,
  listStaffRows,
  lockOrganisation,
} from './queries.ts'
import { identityRefusals } from './refusals.ts'

export interface NewRoles {
  readonly organisationId: string
  readonly userId: string
  readonly roles: readonly Role[]
}

/** Refuses: not-found, forbidden, last-administrator. */
export async function setRoles(ctx: Context, actor: Actor, input: NewRoles): Promise<void> {
  const { organisationId, userId } = input
  authorise(actor, 'staff.manage', organisationId)
  const roles = [...new Set(input.roles)].sort()
  await ctx.db.transaction().execute(async (trx) => {
    await lockOrganisation(trx, organisationId)
    const people = await listStaffRows(trx, organisationId)
    const person = people.find(({ id }) => id === userId)
    if (!person) throw new Refusal(commonRefusals['not-found'], { what: userId })
    const isAdministrator = (one: typeof person) =>
      one.memberships.some(({ role }) => role === 'administrator')
    const others = people.some((one) => one.id !== userId && isAdministrator(one))
    if (isAdministrator(person) && !roles.includes('administrator') && !others)
      throw new Refusal(identityRefusals['last-administrator'])
    await deleteMemberships(trx, userId, organisationId)
    await insertMemberships(trx, userId, organisationId, roles)
    await deleteStaffSessions(trx, userId)
    await recordAudit(trx, ctx, {
      stream: organisationId,
      actor: actorName(actor),
      organisationId,
      action: 'staff.roles-set',
      subject: `staff:${userId}`,
      detail: { before: person.memberships.map(({ role }) => role), after: roles },
    })
  })
}
