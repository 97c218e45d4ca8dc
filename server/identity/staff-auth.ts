/*
 * Staff accounts and sessions: better-auth on our own tables and pool.
 *
 * The library checks passwords, makes, renews and ends sessions and writes the
 * cookie. None of its HTTP routes is mounted: there is no sign-up, no e-mail, no
 * reset by link. Ours are the words around it: throttling, roles, audit.
 *
 * A session ends after an hour without a request and eight hours after signing
 * in. Its token is stored as a keyed hash: a stolen table opens no door.
 */
import { createHmac } from 'node:crypto'
import { kyselyAdapter } from '@better-auth/kysely-adapter'
import { betterAuth } from 'better-auth'
import { APIError } from 'better-auth/api'
import { username } from 'better-auth/plugins'
import type { Db } from '../storage/database.ts'
import { hashPassword, maximumPasswordLength, minimumPasswordLength, verifyPassword } from './passwords.ts'
import type { Secrets } from './secrets.ts'

export const idleSeconds = 60 * 60
export const longestSeconds = 8 * 60 * 60
/** A session in use is written again at most this often. */
const renewSeconds = 5 * 60

export const usernamePattern = /^[a-z0-9][a-z0-9._-]{2,29}$/

export interface StaffSession {
  readonly userId: string
  readonly name: string
  /** Set-Cookie lines to hand on: the renewed session. */
  readonly cookies: readonly string[]
}

export interface StaffAuth {
  /** Undefined when account or password is wrong; both take the same time. */
  signIn(headers: Headers, account: string, password: string): Promise<StaffSession | undefined>
  /** Ends the session of the cookie, if any; returns the Set-Cookie lines that clear it. */
  signOut(headers: Headers): Promise<readonly string[]>
  findSession(headers: Headers): Promise<StaffSession | undefined>
  readonly cookieName: string
}

export interface StaffAuthOptions {
  readonly db: Db
  readonly secrets: Secrets
  readonly publicUrl: string
}

export function createStaffAuth({ db, secrets, publicUrl }: StaffAuthOptions): StaffAuth {
  const secure = publicUrl.startsWith('https:')
  const cookieName = secure ? '__Host-liangcai-staff' : 'liangcai-staff'
  const auth = betterAuth({
    baseURL: publicUrl,
    secret: secrets.sessionSigning,
    database: hashingTokens(kyselyAdapter(db, { type: 'postgres' }), secrets.sessionStorage),
    logger: { disabled: true },
    telemetry: { enabled: false },
    rateLimit: { enabled: false },
    user: { modelName: 'staff_user' },
    account: { modelName: 'staff_account' },
    verification: { modelName: 'staff_verification' },
    session: { modelName: 'staff_session', expiresIn: idleSeconds, updateAge: renewSeconds },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: minimumPasswordLength,
      maxPasswordLength: maximumPasswordLength,
      password: {
        hash: hashPassword,
        verify: ({ hash, password }) => verifyPassword(hash, password),
      },
    },
    advanced: {
      useSecureCookies: false,
      cookies: { session_token: { name: cookieName } },
      defaultCookieAttributes: { secure, httpOnly: true, sameSite: 'lax', path: '/' },
    },
    plugins: [username({ usernameValidator: (name) => usernamePattern.test(name.toLowerCase()) })],
  })

  return {
    cookieName,

    async signIn(headers, account, password) {
      // The library would answer a name of the wrong shape, or a password too long, without hashing.
      if (
        !usernamePattern.test(account.toLowerCase()) ||
        password === '' ||
        password.length > maximumPasswordLength
      ) {
        await hashPassword(password.slice(0, maximumPasswordLength))
        return undefined
      }
      try {
        const { response, headers: sent } = await auth.api.signInUsername({
          body: { username: account, password },
          // Not the cookies it came with: a session is never taken over.
          headers: new Headers({ 'user-agent': headers.get('user-agent')?.slice(0, 200) ?? '' }),
          returnHeaders: true,
        })
        if (!response) return undefined
        const { id, name } = response.user
        return { userId: id, name, cookies: sent.getSetCookie() }
      } catch (error) {
        if (isWrongSecret(error)) return undefined
        throw causeOf(error)
      }
    },

    async signOut(headers) {
      if (!headers.get('cookie')?.includes(cookieName)) return []
      try {
        // signOut() swallows a database that is away and would leave the session alive: ask first.
        await auth.api.getSession({ headers, query: { disableRefresh: true } })
        const { headers: sent } = await auth.api.signOut({ headers, returnHeaders: true })
        return sent.getSetCookie()
      } catch (error) {
        throw causeOf(error)
      }
    },

    async findSession(headers) {
      if (!headers.get('cookie')?.includes(cookieName)) return undefined
      try {
        const { response, headers: sent } = await auth.api.getSession({ headers, returnHeaders: true })
        if (!response) return undefined
        if (response.session.createdAt.getTime() + longestSeconds * 1000 < Date.now()) {
          await auth.api.signOut({ headers })
          return undefined
        }
        return { userId: response.user.id, name: response.user.name, cookies: sent.getSetCookie() }
      } catch (error) {
        throw causeOf(error)
      }
    },
  }
}

const isWrongSecret = (error: unknown): boolean =>
  error instanceof APIError &&
  (error.statusCode === 401 || error.statusCode === 422 || error.statusCode === 400)

/** The library wraps what its database threw; the doors want to see that itself. */
const causeOf = (error: unknown): unknown =>
  error instanceof APIError && error.cause !== undefined ? error.cause : error

type AdapterFactory = ReturnType<typeof kyselyAdapter>
type Adapter = ReturnType<AdapterFactory>
type Where = NonNullable<Parameters<Adapter['findOne']>[0]['where']>

/** Stores HMAC(token) where the library believes the token is, and gives it back its own. */
function hashingTokens(factory: AdapterFactory, key: Buffer): AdapterFactory {
  const hashed = (token: string) => createHmac('sha256', key).update(token).digest('base64url')
  const isToken = (model: string, field: string) => model === 'session' && field === 'token'
  const hide = (model: string, where: Where | undefined) =>
    where?.map((one) =>
      isToken(model, one.field) && typeof one.value === 'string' ? { ...one, value: hashed(one.value) } : one,
    )
  const tokenIn = (model: string, where: Where | undefined) =>
    where?.find((one) => isToken(model, one.field) && typeof one.value === 'string')?.value

  return ((options) => {
    const inner = factory(options)
    const wrapped: Adapter = {
      ...inner,
      create: async (call) => {
        const token = call.model === 'session' ? (call.data as { token?: string }).token : undefined
        if (token === undefined) return inner.create(call as never)
        const created = await inner.create({ ...call, data: { ...call.data, token: hashed(token) } } as never)
        return { ...(created as object), token } as never
      },
      findOne: async (call) => {
        const token = tokenIn(call.model, call.where)
        const found = await inner.findOne({ ...call, where: hide(call.model, call.where)! } as never)
        return (found && token !== undefined ? { ...(found as object), token } : found) as never
      },
      update: async (call) => {
        const token = tokenIn(call.model, call.where)
        const updated = await inner.update({ ...call, where: hide(call.model, call.where)! } as never)
        return (updated && token !== undefined ? { ...(updated as object), token } : updated) as never
      },
      findMany: (call) => inner.findMany({ ...call, where: hide(call.model, call.where) } as never),
      updateMany: (call) => inner.updateMany({ ...call, where: hide(call.model, call.where)! } as never),
      delete: (call) => inner.delete({ ...call, where: hide(call.model, call.where)! } as never),
      deleteMany: (call) => inner.deleteMany({ ...call, where: hide(call.model, call.where)! } as never),
      transaction: inner.transaction,
    }
    return wrapped
  }) as AdapterFactory
}
