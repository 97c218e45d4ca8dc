/*
 * The one error the statistics throw: the caller's data cannot carry the
 * computation. The message says what is, what was expected and what to do,
 * so that it can be shown to a person as it stands.
 */
export class InputError extends Error {
  override readonly name = 'InputError'
}

/** Throws an InputError with `message` unless `condition` holds. */
export function requireInput(condition: boolean, message: string): asserts condition {
  if (!condition) throw new InputError(message)
}
