/*
 * Reads the subset of the CPLEX LP format the reference pools are written in:
 * one maximised objective, rows with one relation, all variables binary.
 */
import { type Program, ProgramBuilder } from '../../../server/assembly/program.ts'

export function readLp(text: string): Program {
  const [, objective, rows, binaries] = /Maximize([\s\S]*?)Subject To([\s\S]*?)Binary([\s\S]*?)End/.exec(
    text,
  )!
  const builder = new ProgramBuilder()
  const costs = terms(objective!.replace(/^\s*\w+:/, ''))
  const columns = new Map<string, number>()
  for (const name of binaries!.trim().split(/\s+/)) {
    columns.set(name, builder.column({ cost: -(costs.get(name) ?? 0), upper: 1, integer: true }))
  }
  for (const [, name, left, relation, right] of rows!.matchAll(/(\w+):([^:]*?)(<=|>=|=)\s*(-?[\d.]+)/g)) {
    const sum = terms(left!)
    const bound = Number(right)
    const lower = relation === '<=' ? -Infinity : bound
    const upper = relation === '>=' ? Infinity : bound
    builder.row(
      name!,
      lower,
      upper,
      [...sum.keys()].map((key) => columns.get(key)!),
      [...sum.values()],
    )
  }
  return builder.build()
}

function terms(text: string): Map<string, number> {
  return new Map(
    [...text.matchAll(/([+-][\d.e-]+)\s+(\w+)/g)].map(([, value, name]) => [name!, Number(value)]),
  )
}
