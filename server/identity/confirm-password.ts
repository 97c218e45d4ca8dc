/*
 * A signed-in member of staff gives the password once more, before something
 * that is signed by it. Throttled with the sign-in: it is no second door for
 * guessing.
 */
import type { Context } from '../context.ts'
import { Refusal } from '../kernel/refusal.ts'
import type { StaffActor } from './model.ts'
import { maximumPasswordLength, verifyPassword } from './passwords.ts'
import { findCredential } from './queries.ts'
import { identityRefusals } from './refusals.ts'
import { type Throttles, throttled } from './throttle.ts'

/** Refuses: password-wrong, sign-in-locked. */
export async function confirmPassword(
  ctx: Context,
  throttles: Throttles,
  actor: StaffActor,
  { password, address }: { readonly password: string; readonly address: string },
): Promise<void> {
  const credential = await findCredential(ctx.db, actor.userId)
  const name = credential?.username ?? actor.userId
  const keys = [throttles.staffAccountAtAddress.keyOf(name, address), throttles.staffAccount.keyOf(name)]
  const confirmed = await throttled(keys, async () => {
    if (!credential || password === '' || password.length > maximumPasswordLength) return undefined
    return (await verifyPassword(credential.password, password)) || undefined
  })
  if (!confirmed) throw new Refusal(identityRefusals['password-wrong'])
}
