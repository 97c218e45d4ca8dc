/*
 * First start: the platform's own organisation and, when nobody can sign in yet,
 * its first administrator.
 */
import { randomBytes } from 'node:crypto'
import type { Context } from '../context.ts'
import { Refusal } from '../kernel/refusal.ts'
import { createOrganisation } from './create-organisation.ts'
import { createStaff } from './create-staff.ts'
import { platformOrganisation, systemActor } from './model.ts'
import { countStaff, findOrganisation } from './queries.ts'
import { identityRefusals } from './refusals.ts'

const actor = systemActor('first-start')

/** Returns the first administrator's account, with a password nobody else knows, when it was made now. */
export async function ensurePlatform(
  ctx: Context,
  { administrator }: { administrator: boolean },
): Promise<{ username: string; password: string } | undefined> {
  if (!(await findOrganisation(ctx.db, platformOrganisation))) {
    await createOrganisation(ctx, actor, {
      id: platformOrganisation,
      kind: 'item-authority',
      name: '量才平台',
    }).catch((error) => {
      // Another process was first.
      if (!(error instanceof Refusal && error.kind === identityRefusals['organisation-exists'])) throw error
    })
  }
  if (!administrator || (await countStaff(ctx.db)) > 0) return undefined
  const account = { username: 'admin', password: randomBytes(12).toString('base64url') }
  await createStaff(ctx, actor, {
    ...account,
    organisationId: platformOrganisation,
    name: '平台管理员',
    roles: ['administrator'],
  })
  return account
}
