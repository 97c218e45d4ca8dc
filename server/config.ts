/*
 * Settings from the environment, parsed once at the start; a bad value stops
 * the start with a sentence.
 */
import { z } from 'zod'

const settings = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: z.string().default('0.0.0.0'),
  LIANGCAI_DATA: z.string().min(1).default('./data'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  /** Address under which people reach the platform; QR codes point there. */
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** 32 bytes, base64: encrypts ID numbers, keys their hashes, signs sessions. Made in the data folder when absent. */
  LIANGCAI_SECRET: z.string().optional(),
  /** Number of trusted reverse proxies in front; 0 ignores X-Forwarded-For. */
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(5).default(0),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  /** yes loads the demo centre, accounts and batches; by default only on the embedded database. */
  LIANGCAI_DEMO: z.enum(['yes', 'no']).optional(),
})

export interface Config {
  readonly port: number
  readonly host: string
  readonly dataFolder: string
  readonly databaseUrl: string | undefined
  readonly publicUrl: string
  readonly secret: string | undefined
  readonly trustedProxies: number
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent'
  readonly demo: boolean
}

export function parseConfig(environment: Record<string, string | undefined>): Config {
  const parsed = settings.safeParse(environment)
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`)
    throw new Error(`The settings are not valid:\n${lines.join('\n')}\nThe README lists every setting.`)
  }
  const env = parsed.data
  return {
    port: env.PORT,
    host: env.HOST,
    dataFolder: env.LIANGCAI_DATA,
    databaseUrl: env.DATABASE_URL,
    publicUrl: (env.PUBLIC_URL ?? `http://localhost:${env.PORT}`).replace(/\/$/, ''),
    secret: env.LIANGCAI_SECRET,
    trustedProxies: env.TRUSTED_PROXIES,
    logLevel: env.LOG_LEVEL,
    demo: env.LIANGCAI_DEMO ? env.LIANGCAI_DEMO === 'yes' : env.DATABASE_URL === undefined,
  }
}
