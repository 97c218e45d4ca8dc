/*
 * Makes an account for a member of staff, with a first password that the
 * administrator hands over.
 */
import type { Context } from '../context.ts'
import { commonRefusals, Refusal } from '../kernel/refusal.ts'
import { recordAudit } from '../storage/audit.ts'
import { type Actor, actorName, type Role } from './model.ts'
import { checkPassword, hashPassword } from './passwords.ts'
import { authorise } from './permissions.ts'
import { insertMemberships, insertStaff, lockOrganisation } from './queries.ts'
import { identityRefusals } from './refusals.ts'
import { usernamePattern } from './staff-auth.ts'

export interface NewStaff {
  readonly organisationId: string
  /** Lower-case letters, digits, dot, dash, underscore; 3–30. Unique on the platform. */
  readonly username: string
  readonly name: string
  readonly password: string
  readonly roles: readonly Role[]
}

/** Returns the id. Refuses: not-found, forbidden, weak-password, username-taken, invalid-input. */
export async function createStaff(ctx: Context, actor: Actor, input: NewStaff): Promise<string> {
  authorise(actor, 'staff.manage', input.organisationId)
  const username = input.username.trim().toLowerCase()
  if (!usernamePattern.test(username)) {
    throw new Refusal(commonRefusals['invalid-input'], {
      zh: '账号应为 3–30 个小写字母、数字、点、横线或下划线',
      en: 'an account name is 3–30 lower-case letters, digits, dots, dashes or underscores',
    })
  }
  checkPassword(input.password, username)
  const password = await hashPassword(input.password)
  const id = ctx.ids.next('usr')
  await ctx.db.transaction().execute(async (trx) => {
    if (!(await lockOrganisation(trx, input.organisationId)))
      throw new Refusal(commonRefusals['not-found'], { what: input.organisationId })
    if (!(await insertStaff(trx, { id, username, name: input.name.trim(), password })))
      throw new Refusal(identityRefusals['username-taken'], { username })
    await insertMemberships(trx, id, input.organisationId, [...new Set(input.roles)])
    await recordAudit(trx, ctx, {
      stream: input.organisationId,
      actor: actorName(actor),
      organisationId: input.organisationId,
      action: 'staff.created',
      subject: `staff:${id}`,
      detail: { username, roles: input.roles },
    })
  })
  return id
}
