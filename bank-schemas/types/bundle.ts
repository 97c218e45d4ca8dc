/*
 * Folds the published schemas into one, ready for the type generator.
 *
 * The generator names types by title and would print Option, Option1, Option2
 * for the same shape met three times. Here every titled object becomes one
 * definition; two different shapes under one title are a mistake in the schemas
 * and stop the generation.
 */
import type { PublishedSchema } from '../schemas.ts'

type Schema = Record<string, unknown>

const urn = 'urn:liangcai:schema:v1:'
/** Keywords a TypeScript type cannot express; two shapes that differ only in them are one type. */
const valueKeywords = new Set(
  'pattern minLength maxLength minimum maximum exclusiveMinimum exclusiveMaximum format minItems maxItems uniqueItems minProperties maxProperties discriminator $id'.split(
    ' ',
  ),
)
/** Names of common definitions that would hide a global of TypeScript or of the browser. */
const safeNames: Record<string, string> = { text: 'PlainText', rich: 'RichText', date: 'CalendarDate' }

/** One schema whose `$defs` hold every named type, each once. */
export function bundleSchemas(published: readonly PublishedSchema[]): Schema {
  const bundle = new Bundle()
  for (const { id, schema } of published) bundle.addDocument(id.slice(urn.length), schema)
  return { title: 'Documents', type: 'object', additionalProperties: false, $defs: bundle.definitions() }
}

class Bundle {
  #types = new Map<string, Schema>()
  #titles = new Map<string, string>()

  definitions(): Schema {
    const names = [...this.#types.keys()].sort()
    return Object.fromEntries(names.map((name) => [name, this.#types.get(name)]))
  }

  addDocument(path: string, schema: Schema): void {
    const title = String(schema.title)
    this.#titles.set(path, title)
    for (const [name, definition] of Object.entries((schema.$defs ?? {}) as Record<string, Schema>)) {
      this.#define(definitionName(path, title, name, definition), this.#fold(definition, path, title))
    }
    if (path !== 'common')
      this.#define(title, this.#fold({ ...schema, $defs: undefined, title: undefined }, path, title))
  }

  #define(name: string, folded: Schema): { $ref: string } {
    const known = this.#types.get(name)
    if (known && JSON.stringify(known) !== JSON.stringify(folded)) {
      throw new Error(`bundleSchemas: two different shapes are titled ${name}`)
    }
    this.#types.set(name, folded)
    return { $ref: `#/$defs/${name}` }
  }

  #fold(schema: Schema, path: string, owner: string): Schema {
    if (typeof schema.$ref === 'string') return { $ref: `#/$defs/${referenceName(schema.$ref, path, owner)}` }
    const exact = tupleOf(schema) ?? anyValueOf(schema)
    if (exact) return exact
    const folded: Schema = {}
    for (const [keyword, value] of Object.entries(schema)) {
      if (valueKeywords.has(keyword) || keyword === 'title' || keyword === '$defs' || value === undefined)
        continue
      folded[keyword] = this.#foldKeyword(keyword, value, path, owner)
    }
    return folded
  }

  #foldKeyword(keyword: string, value: unknown, path: string, owner: string): unknown {
    if (keyword === 'properties' || keyword === 'patternProperties') {
      const entries = Object.entries(value as Record<string, Schema>)
      return Object.fromEntries(entries.map(([name, schema]) => [name, this.#place(schema, path, owner)]))
    }
    if (keyword === 'oneOf' || keyword === 'anyOf') {
      return (value as Schema[]).map((schema) => this.#place(schema, path, owner))
    }
    const isSchema = keyword === 'items' || keyword === 'additionalProperties'
    return isSchema && typeof value === 'object' ? this.#place(value as Schema, path, owner) : value
  }

  /** A subschema where it is used: a titled one is defined once and referred to. */
  #place(schema: Schema, path: string, owner: string): Schema {
    const folded = this.#fold(schema, path, owner)
    if (typeof schema.title !== 'string') return folded
    return this.#define(schema.title === 'SelfTest' ? `${owner}SelfTest` : schema.title, folded)
  }
}

function referenceName(reference: string, path: string, owner: string): string {
  const [document, fragment] = reference.split('#/$defs/') as [string, string?]
  const target = document === '' ? path : document.slice(urn.length)
  if (fragment === undefined) return target.split('/').at(-1)!.split('-').map(capitalised).join('')
  return definitionName(target, owner, fragment)
}

/** Names that follow from the place: `response` of single-choice is SingleChoiceResponse, `level` of common is Level. */
function definitionName(path: string, owner: string, name: string, definition?: Schema): string {
  if (name === 'response') return `${owner}Response`
  if (name.startsWith('sub-'))
    return name
      .split('-')
      .slice(1)
      .map(capitalised)
      .reduce((a, b) => a + b, 'Case')
  const title = safeNames[name] ?? capitalised(name)
  if (definition?.title !== undefined && definition.title !== title) {
    throw new Error(`bundleSchemas: ${path}#/$defs/${name} should be titled ${title}`)
  }
  return title
}

/** A short array of fixed length is a tuple. */
function tupleOf(schema: Schema): Schema | undefined {
  const { type, items, minItems, maxItems } = schema
  if (type !== 'array' || minItems !== maxItems || typeof minItems !== 'number') return undefined
  const isNumber = ['integer', 'number'].includes(String((items as Schema).type))
  const description = schema.description
  return isNumber ? { description, tsType: `[${Array(minItems).fill('number').join(', ')}]` } : undefined
}

/** A schema that says nothing about the value, such as the response of an answer. */
function anyValueOf(schema: Schema): Schema | undefined {
  const says = Object.keys(schema).filter(
    (keyword) => keyword !== 'description' && schema[keyword] !== undefined,
  )
  return says.length === 0 ? { description: schema.description, tsType: 'unknown' } : undefined
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}
