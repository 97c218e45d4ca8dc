/*
 * Whether a question is answered, in part or whole: for the answer sheet and the
 * summary before handing in. What it is worth, nobody here knows.
 */
import type { DeliveryItem, DeliveryQuestion } from './types.ts'

/** A response that says anything. */
export function isAnswered(response: unknown): boolean {
  if (response === null || response === undefined || response === '') return false
  if (Array.isArray(response)) return response.length > 0
  if (typeof response === 'object') return Object.values(response).some(isAnswered)
  return true
}

/** Blanks, pairs or sub-questions are missing. */
export function isPartial(question: DeliveryQuestion, response: unknown): boolean {
  if (!isAnswered(response)) return false
  const parts = (response ?? {}) as Readonly<Record<string, unknown>>
  const subQuestions = (question as DeliveryItem).items
  if (subQuestions)
    return subQuestions.some((sub) => !isAnswered(parts[sub.id]) || isPartial(sub, parts[sub.id]))
  const ids = question.blanks ?? question.left?.map((left) => left.id) ?? []
  return ids.some((id) => !isAnswered(parts[id]))
}
