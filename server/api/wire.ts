/*
 * What an operation returns, as JSON has it: dates become ISO 8601 text.
 */
export type Wire<T> = T extends Date
  ? string
  : T extends ReadonlyMap<string, infer V>
    ? Record<string, Wire<V>>
    : T extends readonly (infer V)[]
      ? Wire<V>[]
      : T extends object
        ? { [K in keyof T]: Wire<T[K]> }
        : T

/** Undefined stays undefined. */
export function toWire<T>(value: T): Wire<T> {
  const text = JSON.stringify(value, (_key, part) => (part instanceof Map ? Object.fromEntries(part) : part))
  return (text === undefined ? undefined : JSON.parse(text)) as Wire<T>
}
