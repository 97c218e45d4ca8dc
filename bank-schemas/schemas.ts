/*
 * The published schemas, read once from schemas/v1 next to this file.
 *
 * This is the only read of a file in the folder: the schemas are part of the
 * program, as if they were code, and stay JSON so that others can use them.
 */
import { readdirSync, readFileSync } from 'node:fs'

export interface PublishedSchema {
  /** Path below /schemas/, e.g. v1/items/single-choice.schema.json. */
  readonly path: string
  readonly id: string
  readonly schema: Readonly<Record<string, unknown>>
}

const root = new URL('./schemas/', import.meta.url)

export const publishedSchemas: readonly PublishedSchema[] = readdirSync(root, {
  recursive: true,
  encoding: 'utf8',
})
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.schema.json'))
  .sort()
  .map((path) => {
    const schema = JSON.parse(readFileSync(new URL(path, root), 'utf8'))
    return { path, id: schema.$id, schema }
  })
