/*
 * What an answer chose, as the statistics want it: one name per answer, '' for
 * none given. Kinds without options have no choices.
 */

/** The option chosen; of several ticked, their names in order. Null for kinds without options. */
export function choiceOf(kind: string, response: unknown): string | null {
  switch (kind) {
    case 'single-choice':
      return typeof response === 'string' ? response : ''
    case 'true-false':
      return typeof response === 'boolean' ? truthName(response) : ''
    case 'multiple-response':
      return ticksOf(response).join('')
    default:
      return null
  }
}

/** Options ticked, in order. */
export const ticksOf = (response: unknown): string[] =>
  Array.isArray(response) ? response.filter((one): one is string => typeof one === 'string').sort() : []

export const truthName = (truth: boolean): string => (truth ? 'true' : 'false')

/** Nothing was answered: it earns 0 and is counted apart. */
export const isOmitted = (response: unknown): boolean =>
  response === null ||
  response === undefined ||
  response === '' ||
  (Array.isArray(response) && response.length === 0) ||
  (typeof response === 'object' && Object.values(response as object).every(isOmitted))
