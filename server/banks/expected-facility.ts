/*
 * Expected facility (P, share of right answers) of an item.
 *
 * A convention of ours: item writers estimate difficulty 1 (easy) … 5 (hard),
 * and no source gives the facility behind each grade. The middle grade stands
 * for .65, the facility a whole paper aims at (facts §3.4); the steps around it
 * are wider than the usual spread of estimates. Once an item has been used, its
 * observed facility takes over answer by answer: the writer's estimate counts
 * as much as `priorAnswers` answers, so that ten candidates do not overrule it
 * and three hundred do.
 */
import type { Item } from '../../bank-schemas/index.ts'

export const facilityOfDifficulty: Readonly<Record<number, number>> = {
  1: 0.9,
  2: 0.8,
  3: 0.65,
  4: 0.5,
  5: 0.35,
}

/** How many answers the estimate of the writer is worth. */
const priorAnswers = 20

export interface FacilityEvidence {
  readonly item: Pick<Item, 'difficulty'>
  /** What its use taught: answers, and their mean share of the full marks. */
  readonly observed?: { readonly n: number; readonly facility: number } | undefined
}

export function expectedFacilityOf({ item, observed }: FacilityEvidence): number {
  const estimate = facilityOfDifficulty[item.difficulty]!
  if (!observed) return estimate
  return (observed.n * observed.facility + priorAnswers * estimate) / (observed.n + priorAnswers)
}
