/*
 * Runs the self-tests of the items: each sample response must earn its credit.
 *
 * The scorer is an argument, because what an item is worth is decided in
 * scoring/, which stands on this folder.
 */
import type { Item } from '../types/documents.ts'
import type { LintRule } from './bank-context.ts'

/** Credit of a response to an item, as a fraction of its marks; with needsRater a part of it is still to come. */
export type ScoreItem = (
  item: Item,
  response: unknown,
) => { readonly fraction: number; readonly needsRater?: boolean }

/** Fractions such as 1/3 are written with a few digits in a document. */
const tolerance = 1e-3

/** The rule for one scorer. */
export function selfTestsWith(score: ScoreItem): LintRule {
  return {
    name: 'lint/self-tests',
    severity: 'error',
    summary: { zh: '自测作答得到应得的分数', en: 'sample responses earn the credit they must' },
    *check({ levels }) {
      for (const item of levels.flatMap(({ items }) => items)) {
        if (item.kind === 'short-answer' || item.kind === 'essay') continue
        for (const [i, { response, fraction }] of item.selfTests.entries()) {
          const fault = faultOf(score, item, response, fraction)
          if (fault) yield { document: item, at: ['selfTests', i], ...fault }
        }
      }
    },
  }
}

function faultOf(score: ScoreItem, item: Item, response: unknown, expected: number) {
  const shown = JSON.stringify(response)
  try {
    const { fraction, needsRater } = score(item, response)
    if (needsRater || Math.abs(fraction - expected) <= tolerance) return undefined
    return {
      zh: `作答 ${shown} 应得 ${expected}，实得 ${fraction}`,
      en: `${shown} must earn ${expected}, earns ${fraction}`,
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return { zh: `作答 ${shown} 无法评分：${reason}`, en: `${shown} cannot be scored: ${reason}` }
  }
}
