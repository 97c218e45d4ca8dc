/*
 * Refuses documents that are too deep or too large to check.
 *
 * Validators and serialisers recurse, and a check for repeats compares every
 * pair of a list; a hostile document would exhaust the stack or the minute.
 * This walk keeps its own stack and stops at the first bound it meets.
 */
import type { Issue } from './issue.ts'

/** The deepest published document nests 14 deep; a response may add a few levels of its own. */
export const maxDepth = 64
/** Values in one document. The largest item file met holds about 20,000. */
export const maxValues = 1_000_000
/** Elements of one list; repeats are found by comparing pairs, so the square must stay affordable. */
export const maxListLength = 10_000

/** One issue when the document passes a bound, else nothing. */
export function measureDocument(document: unknown, listLength: number = maxListLength): Issue | undefined {
  const stack: [value: unknown, depth: number][] = [[document, 0]]
  let values = 0
  while (stack.length > 0) {
    const [value, depth] = stack.pop()!
    if (typeof value !== 'object' || value === null) continue
    if (depth >= maxDepth) return tooDeep
    const children = Object.values(value)
    if (Array.isArray(value) && children.length > listLength) return tooLong
    values += children.length
    if (values > maxValues) return tooLarge
    for (const child of children) stack.push([child, depth + 1])
  }
  return undefined
}

const tooDeep = bound(
  'depth',
  `文档嵌套超过 ${maxDepth} 层`,
  `the document nests deeper than ${maxDepth} levels`,
)
const tooLong = bound(
  'list-length',
  `列表超过 ${maxListLength} 项`,
  `a list has more than ${maxListLength} elements`,
)
const tooLarge = bound('size', `文档超过 ${maxValues} 个值`, `the document has more than ${maxValues} values`)

function bound(name: string, zh: string, en: string): Issue {
  return { rule: `schema/${name}`, severity: 'error', pointer: '', message: { zh, en } }
}
