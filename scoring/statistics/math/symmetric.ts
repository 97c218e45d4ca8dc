/*
 * Symmetric positive definite systems by Cholesky factorisation.
 * Matrices are row-major Float64Array of size n × n.
 */

/** Lower factor L with L·Lᵀ = matrix, or undefined when the matrix is not positive definite. */
export function cholesky(matrix: Float64Array, n: number): Float64Array | undefined {
  const factor = new Float64Array(n * n)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * n + j]!
      for (let k = 0; k < j; k++) sum -= factor[i * n + k]! * factor[j * n + k]!
      if (i !== j) factor[i * n + j] = sum / factor[j * n + j]!
      else if (sum > 1e-14 * Math.abs(matrix[i * n + i]!)) factor[i * n + i] = Math.sqrt(sum)
      else return undefined
    }
  }
  return factor
}

/** x with L·Lᵀ·x = right. */
export function solveFactored(factor: Float64Array, right: ArrayLike<number>, n: number): Float64Array {
  const x = Float64Array.from(right)
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) x[i]! -= factor[i * n + k]! * x[k]!
    x[i]! /= factor[i * n + i]!
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) x[i]! -= factor[k * n + i]! * x[k]!
    x[i]! /= factor[i * n + i]!
  }
  return x
}

/** x with matrix·x = right, or undefined when the matrix is not positive definite. */
export function solveSymmetric(
  matrix: Float64Array,
  right: ArrayLike<number>,
  n: number,
): Float64Array | undefined {
  const factor = cholesky(matrix, n)
  return factor && solveFactored(factor, right, n)
}

/** The inverse, or undefined when the matrix is not positive definite: L⁻¹ first, then L⁻ᵀ·L⁻¹. */
export function invertSymmetric(matrix: Float64Array, n: number): Float64Array | undefined {
  const factor = cholesky(matrix, n)
  if (!factor) return undefined
  const lower = new Float64Array(n * n)
  for (let i = 0; i < n; i++) {
    const row = lower.subarray(i * n, i * n + i)
    for (let k = 0; k < i; k++) {
      const weight = factor[i * n + k]!
      for (let j = 0; j <= k; j++) row[j]! -= weight * lower[k * n + j]!
    }
    const pivot = factor[i * n + i]!
    for (let j = 0; j < i; j++) row[j]! /= pivot
    lower[i * n + i] = 1 / pivot
  }
  const inverse = new Float64Array(n * n)
  for (let k = 0; k < n; k++)
    for (let i = 0; i <= k; i++) {
      const weight = lower[k * n + i]!
      for (let j = 0; j <= i; j++) inverse[i * n + j]! += weight * lower[k * n + j]!
    }
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) inverse[j * n + i] = inverse[i * n + j]!
  return inverse
}
