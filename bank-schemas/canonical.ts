/*
 * Canonical JSON (RFC 8785) and the content hash that names a revision.
 *
 * Two documents that differ only in key order, spacing or number notation are
 * the same revision; anything else is another one.
 */
import { createHash } from 'node:crypto'
import serialize from 'canonicalize'

/** Canonical JSON text of a JSON value. Throws TypeError for what JSON cannot say (undefined, NaN, a cycle, nesting past the stack). */
export function canonicalJson(value: unknown): string {
  const text = serialized(value)
  if (text === undefined) throw new TypeError('canonicalJson: the value has no JSON form')
  return text
}

/** SHA-256 of the canonical JSON, 64 lower-case hex digits: the identity of a revision. */
export function contentHash(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value), 'utf8').digest('hex')
}

function serialized(value: unknown): string | undefined {
  try {
    return serialize(value)
  } catch (cause) {
    throw new TypeError('canonicalJson: the value has no JSON form', { cause })
  }
}
