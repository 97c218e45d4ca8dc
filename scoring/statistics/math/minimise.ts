/*
 * Nelder–Mead simplex minimisation for a handful of unknowns, restarted
 * until a restart no longer helps. Source: Nelder & Mead 1965.
 */

/** Point near `start` at a local minimum of f; `size` is the first step. */
export function minimise(
  f: (x: readonly number[]) => number,
  start: readonly number[],
  size = 0.25,
): readonly number[] {
  let best = [...start]
  for (let restart = 0; restart < 8; restart++) {
    const found = simplex(f, best, size / 4 ** restart)
    const moved = Math.max(...found.map((v, i) => Math.abs(v - best[i]!)))
    best = found
    if (moved < 1e-10) break
  }
  return best
}

function simplex(f: (x: readonly number[]) => number, start: number[], size: number): number[] {
  const n = start.length
  const corners = [start, ...start.map((_, i) => start.map((v, k) => (k === i ? v + size : v)))].map((x) => ({
    x,
    value: f(x),
  }))
  for (let step = 0; step < 500 * n; step++) {
    corners.sort((p, q) => p.value - q.value)
    const worst = corners[n]!
    const spread = Math.max(...corners[0]!.x.map((v, i) => Math.abs(v - worst.x[i]!)))
    if (spread < 1e-12) break
    const centre = start.map((_, i) => corners.slice(0, n).reduce((s, c) => s + c.x[i]!, 0) / n)
    const along = (t: number) => {
      const x = centre.map((v, i) => v + t * (worst.x[i]! - v))
      return { x, value: f(x) }
    }
    const reflected = along(-1)
    if (reflected.value < corners[0]!.value) {
      const expanded = along(-2)
      corners[n] = expanded.value < reflected.value ? expanded : reflected
    } else if (reflected.value < corners[n - 1]!.value) {
      corners[n] = reflected
    } else {
      const contracted = along(reflected.value < worst.value ? -0.5 : 0.5)
      if (contracted.value < Math.min(worst.value, reflected.value)) corners[n] = contracted
      else shrink(corners, f)
    }
  }
  corners.sort((p, q) => p.value - q.value)
  return corners[0]!.x
}

function shrink(corners: { x: number[]; value: number }[], f: (x: readonly number[]) => number): void {
  const best = corners[0]!.x
  for (let k = 1; k < corners.length; k++) {
    const x = corners[k]!.x.map((v, i) => (v + best[i]!) / 2)
    corners[k] = { x, value: f(x) }
  }
}
