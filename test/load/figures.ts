/* Figures of a run: percentiles, and CPU seconds of processes. */
import { readdirSync, readFileSync } from 'node:fs'

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

/** "p50 1.2  p95 3.4  p99 5.6 ms" */
export function spread(milliseconds: readonly number[]): string {
  const at = (share: number) => percentile(milliseconds, share).toFixed(1)
  return `p50 ${at(0.5)}  p95 ${at(0.95)}  p99 ${at(0.99)} ms`
}

export const median = (values: readonly number[]): number => percentile(values, 0.5)

/** User and system time of a process and, with `children`, of those it started (Linux). */
export function cpuSeconds(pid: number, children = false): number {
  const own = ticks(pid)
  if (!children) return own
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && parentOf(Number(name)) === pid)
    .reduce((sum, name) => sum + ticks(Number(name)), own)
}

const ticksPerSecond = 100

function fields(pid: number): string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  } catch {
    return []
  }
}
const parentOf = (pid: number): number => Number(fields(pid)[1])
/** utime and stime of the process, and of children that have ended. */
function ticks(pid: number): number {
  const stat = fields(pid)
  return [11, 12, 13, 14].reduce((sum, index) => sum + Number(stat[index] ?? 0), 0) / ticksPerSecond
}
