/*
 * Counting, in whole numbers.
 */
export const factorial = (n: number): bigint => (n < 2 ? 1n : BigInt(n) * factorial(n - 1))

/** n over k; 0 outside 0 ≤ k ≤ n. */
export const choose = (n: number, k: number): bigint =>
  k < 0 || k > n ? 0n : factorial(n) / (factorial(k) * factorial(n - k))
