/*
 * The server's clock on this machine: anchored at an answer of the server,
 * carried on by the monotonic clock, so that changing the time of the machine
 * changes nothing. Only over a reload without network the wall clock must do.
 */
import type { Clock } from './types.ts'

export class ServerClock {
  /** Server time minus performance.now(). */
  #offset = 0
  #precision = Number.POSITIVE_INFINITY
  deadline = Number.POSITIVE_INFINITY
  graceSeconds = 0

  /** Takes an answer that took so long; the time in it is from the middle of the way. A worse one only moves the deadline. */
  learn(clock: Clock, tookMilliseconds: number): void {
    this.deadline = Date.parse(clock.deadlineAt)
    this.graceSeconds = clock.graceSeconds
    // Precision fades by 1 ms a second, so that a drifting machine is corrected.
    this.#precision += 20
    if (tookMilliseconds / 2 > this.#precision) return
    this.#precision = tookMilliseconds / 2
    this.#offset = Date.parse(clock.serverTime) + tookMilliseconds / 2 - performance.now()
  }

  /** After a reload without network: server time was so far from the wall clock. */
  recall(deadline: number, graceSeconds: number, wallSkew: number): void {
    this.deadline = deadline
    this.graceSeconds = graceSeconds
    this.#offset = Date.now() + wallSkew - performance.now()
  }

  now(): number {
    return performance.now() + this.#offset
  }

  wallSkew(): number {
    return this.now() - Date.now()
  }

  remainingSeconds(): number {
    return Math.max(0, Math.ceil((this.deadline - this.now()) / 1000))
  }

  isOver(): boolean {
    return this.now() >= this.deadline
  }

  isPastGrace(): boolean {
    return this.now() > this.deadline + this.graceSeconds * 1000
  }
}
