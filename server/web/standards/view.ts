/* What the parts of the standard's page are given. */
import type { Standard } from '../../../bank-schemas/index.ts'
import type { Language } from '../../api/door.ts'

export interface StandardView {
  readonly lang: Language
  readonly standard: Standard
}

/** From the lowest skill (5) to the highest (1), as standards print them. */
export const byRank = <T extends { readonly level: number }>(entries: readonly T[]): T[] =>
  [...entries].sort((a, b) => b.level - a.level)
