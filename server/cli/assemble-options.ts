/* What both ways of assembling on the command line share. */
import type { Reason } from '../assembly/model.ts'
import { reasonsText } from './assemble-text.ts'

export interface AssembleOptions {
  readonly bank?: string
  readonly level?: number
  readonly pattern?: string
  readonly forms: number
  readonly seed: number
  readonly maxOverlap?: number
  readonly forecast?: boolean
  readonly root: string
  readonly pool?: string
  readonly blueprint?: string
  readonly stopAfter: number
  readonly json?: boolean
}

export function printInfeasible(
  options: Pick<AssembleOptions, 'json'>,
  reasons: readonly Reason[],
  print: (line: string) => void,
): 2 {
  print(options.json ? JSON.stringify({ infeasible: { reasons } }) : reasonsText(reasons))
  return 2
}

/** What the caller gave is not usable. */
export class InputError extends Error {
  readonly zh: string
  readonly en: string
  constructor(zh: string, en: string) {
    super(en)
    this.name = 'InputError'
    this.zh = zh
    this.en = en
  }
}
