/*
 * Shapes of responses, shared by the kinds. Anything may arrive as a response.
 */

/** Not answered at all: absent, null or blank text. */
export const isAbsent = (response: unknown): response is undefined | null | '' =>
  response === undefined || response === null || (typeof response === 'string' && response.trim() === '')

export const isTextList = (response: unknown): response is readonly string[] =>
  Array.isArray(response) && response.every((entry) => typeof entry === 'string')

/** An object of text by id; null for an entry means it was cleared. */
export const isTextById = (response: unknown): response is Readonly<Record<string, string | null>> =>
  isPlainObject(response) &&
  Object.values(response).every((entry) => entry === null || typeof entry === 'string')

export const isPlainObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The entries that say something: cleared and blank ones are left out. */
export const filled = (
  response: Readonly<Record<string, string | null>>,
): readonly (readonly [string, string])[] =>
  Object.entries(response).filter((entry): entry is [string, string] => !isAbsent(entry[1]))

export const hasRepeats = (ids: readonly string[]): boolean => new Set(ids).size < ids.length
