/*
 * Guessing made slow: failures are counted, successes are not, so that a whole
 * class behind one address signs in at the bell while ten thousand guesses from
 * there do not get far.
 *
 * Two counters per key. The one in memory is taken before an attempt and given
 * back when it succeeds: a burst of parallel guesses cannot overtake it. The one
 * in the database counts failures for all processes and outlives a restart.
 */
import { createHash } from 'node:crypto'
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import { commonRefusals, Refusal } from '../kernel/refusal.ts'
import type { Db } from '../storage/database.ts'
import { queryRunner } from './queries.ts'
import { identityRefusals } from './refusals.ts'

export interface ThrottleRule {
  readonly name: string
  /** Failures allowed within the time. */
  readonly failures: number
  readonly seconds: number
  /** Attempts under way or failed at once in this process; at least `failures`. */
  readonly burst: number
  /** A success forgets the failures: for what proves itself, an account, never for an address. */
  readonly forgiving: boolean
}

export interface ThrottledKey {
  readonly throttle: Throttle
  readonly key: string
}

export class Throttle {
  private readonly rule: ThrottleRule
  private readonly memory: RateLimiterMemory
  private readonly stored: RateLimiterPostgres

  constructor(rule: ThrottleRule, db: Db) {
    this.rule = rule
    this.memory = new RateLimiterMemory({ points: rule.burst, duration: rule.seconds })
    this.stored = new RateLimiterPostgres({
      storeClient: { query: queryRunner(db) },
      storeType: 'pool',
      tableName: 'sign_in_throttle',
      tableCreated: true,
      keyPrefix: '',
      points: rule.failures,
      duration: rule.seconds,
      clearExpiredByTimeout: false,
    })
  }

  /** Keys are hashed: they are of any length, and hold account names. */
  keyOf(...parts: readonly string[]): ThrottledKey {
    const hash = createHash('sha256')
      .update([this.rule.name, ...parts].join('\n'))
      .digest('base64url')
    return { throttle: this, key: hash }
  }

  /** Takes an attempt; tells whether failures are on record. Refuses: sign-in-locked. */
  async enter(key: string): Promise<boolean> {
    await this.memory.consume(key).catch(refuse)
    const state = await this.stored.get(key).catch(async (error: unknown) => {
      await this.memory.reward(key)
      throw error
    })
    if (state === null) return false
    if (state.consumedPoints < this.rule.failures) return true
    await this.memory.reward(key)
    return refuse(state)
  }

  async failed(key: string): Promise<void> {
    // Beyond the limit consume() rejects with the state; that is told at the next attempt.
    await this.stored.consume(key).catch((error: unknown) => {
      if (!(error instanceof RateLimiterRes)) throw error
    })
  }

  async succeeded(key: string, hadFailures: boolean): Promise<void> {
    if (!this.rule.forgiving) return this.giveBack(key)
    await this.memory.delete(key)
    if (hadFailures) await this.stored.delete(key)
  }

  async giveBack(key: string): Promise<void> {
    await this.memory.reward(key)
  }
}

function refuse(state: unknown): never {
  if (!(state instanceof RateLimiterRes)) throw state
  throw new Refusal(identityRefusals['sign-in-locked'], {
    seconds: Math.max(1, Math.ceil(state.msBeforeNext / 1000)),
  })
}

export interface Throttles {
  /** One staff account from one address: the lock-out. */
  readonly staffAccountAtAddress: Throttle
  /** One staff account from anywhere: many addresses guessing together. */
  readonly staffAccount: Throttle
  readonly staffAddress: Throttle
  readonly admission: Throttle
  readonly candidateAddress: Throttle
  /** Self-assessments begun from one address: nobody fills the table. */
  readonly practiceAddress: Throttle
}

const quarter = 15 * 60

export function createThrottles(db: Db): Throttles {
  const ofAccount = (name: string, failures: number) =>
    new Throttle({ name, failures, seconds: quarter, burst: failures, forgiving: true }, db)
  const ofAddress = (name: string, failures: number, burst: number) =>
    new Throttle({ name, failures, seconds: quarter, burst, forgiving: false }, db)
  return {
    staffAccountAtAddress: ofAccount('staff-account-address', 5),
    // High enough that a stranger cannot lock the owner out for long by failing on purpose.
    staffAccount: ofAccount('staff-account', 100),
    staffAddress: ofAddress('staff-address', 60, 200),
    admission: ofAccount('admission', 10),
    // A school of 1,000 may sign in within a second behind one address; a third of them mistypes once.
    candidateAddress: ofAddress('candidate-address', 300, 5000),
    // A vocational school practises behind one address.
    practiceAddress: new Throttle(
      { name: 'practice-address', failures: 300, seconds: 3600, burst: 300, forgiving: false },
      db,
    ),
  }
}

/**
 * Runs an attempt under its throttles. `undefined` from it means a wrong secret
 * and is counted; what it throws is not. Refuses: sign-in-locked.
 */
export async function throttled<T>(
  keys: readonly ThrottledKey[],
  attempt: () => Promise<T | undefined>,
): Promise<T | undefined> {
  const entered: (ThrottledKey & { hadFailures: boolean })[] = []
  let outcome: T | undefined
  try {
    for (const { throttle, key } of keys)
      entered.push({ throttle, key, hadFailures: await throttle.enter(key) })
    outcome = await attempt()
  } catch (error) {
    await Promise.all(entered.map(({ throttle, key }) => throttle.giveBack(key)))
    throw error
  }
  await Promise.all(
    entered.map(({ throttle, key, hadFailures }) =>
      outcome === undefined ? throttle.failed(key) : throttle.succeeded(key, hadFailures),
    ),
  )
  return outcome
}

/** Counts an act that is open to everybody, but only so often. Refuses: too-many-requests. */
export async function counted({ throttle, key }: ThrottledKey): Promise<void> {
  await throttle.enter(key).catch(tooMany)
  await throttle.failed(key)
}

/** The refusal of a throttle in words for what is no sign-in; every other error as it is. */
export function tooMany(error: unknown): never {
  if (error instanceof Refusal && error.kind.status === 429)
    throw new Refusal(commonRefusals['too-many-requests'], { seconds: error.details.seconds ?? 60 })
  throw error
}
