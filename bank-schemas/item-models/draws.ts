/*
 * The random numbers of item models: the same for a name on every machine and in every language.
 *
 * Block i (0, 1, …) of a stream is SHA-256 of the UTF-8 text "<name>:<i>". Its
 * first 30 bytes are five big-endian 48-bit numbers, used in order. A draw below
 * n takes the next number, skipping those at or above the largest multiple of n
 * (so that no value is favoured), and returns it modulo n.
 * A generator with hidden state would be faster; this one can be checked by hand.
 */
import { createHash } from 'node:crypto'

const bytesEach = 6
const numbersPerBlock = 5
const span = 2 ** 48

export class Draws {
  readonly #name: string
  #taken = 0
  #block: Buffer = Buffer.alloc(0)

  constructor(name: string) {
    this.#name = name
  }

  /** A whole number from 0 to n − 1, each as likely as the others; n from 1 to 2^48. */
  below(n: number): number {
    const limit = span - (span % n)
    let number = this.#next()
    while (number >= limit) number = this.#next()
    return number % n
  }

  /** The elements in drawn order (Fisher and Yates, from the end). */
  shuffled<T>(elements: readonly T[]): T[] {
    const order = [...elements]
    for (let i = order.length - 1; i > 0; i--) {
      const j = this.below(i + 1)
      const swapped = order[i]!
      order[i] = order[j]!
      order[j] = swapped
    }
    return order
  }

  #next(): number {
    const place = this.#taken % numbersPerBlock
    if (place === 0) {
      const name = `${this.#name}:${this.#taken / numbersPerBlock}`
      this.#block = createHash('sha256').update(name, 'utf8').digest()
    }
    this.#taken++
    return this.#block.readUIntBE(place * bytesEach, bytesEach)
  }
}
