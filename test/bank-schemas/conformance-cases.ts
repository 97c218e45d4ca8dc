/** The cases of bank-schemas/conformance, read once. */
import { readdirSync, readFileSync } from 'node:fs'

export interface ConformanceCase {
  readonly name: string
  /** A kind of document, "bank-folder", or "bank-folders" for a list of them. */
  readonly kind: string
  readonly document: unknown
  readonly about?: string
  readonly expected?: readonly { readonly rule: string; readonly pointer: string }[]
}

const root = new URL('../../bank-schemas/conformance/', import.meta.url)

export function casesIn(folder: 'valid' | 'invalid'): ConformanceCase[] {
  const base = new URL(`${folder}/`, root)
  const names = readdirSync(base, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.json'),
  )
  return names.sort().map((name) => ({ name, ...JSON.parse(readFileSync(new URL(name, base), 'utf8')) }))
}
