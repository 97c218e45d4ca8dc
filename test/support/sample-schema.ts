/*
 * Random documents for a JSON Schema as OpenAPI writes it: nearly right, so that
 * they get past the schema and into the operation.
 */
import fc from 'fast-check'

export interface Schema {
  readonly type?: string | readonly string[]
  readonly $ref?: string
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
  readonly additionalProperties?: boolean | Schema
  readonly minItems?: number
  readonly maxItems?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly format?: string
  readonly pattern?: string
}

/** `known` are texts that mean something here: ids, numbers, dates. */
export function sampleOf(
  schema: Schema,
  schemas: Readonly<Record<string, Schema>>,
  known: readonly string[],
  depth = 0,
): fc.Arbitrary<unknown> {
  const sample = (inner: Schema) => sampleOf(inner, schemas, known, depth + 1)
  if (depth > 8) return fc.constant(null)
  if (schema.$ref) return sample(schemas[schema.$ref.split('/').at(-1)!] ?? {})
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return fc.oneof(...choices.map(sample))
  if (schema.allOf) return sample(Object.assign({}, ...schema.allOf))
  const types = typeof schema.type === 'string' ? [schema.type] : (schema.type ?? [])
  if (types.length > 1) return fc.oneof(...types.map((type) => sample({ ...schema, type })))
  switch (types[0]) {
    case 'object': {
      const properties = Object.entries(schema.properties ?? {})
      const fields = Object.fromEntries(properties.map(([name, inner]) => [name, sample(inner)]))
      return fc.record(fields, { requiredKeys: [...(schema.required ?? [])] as never })
    }
    case 'array':
      return fc.array(sample(schema.items ?? {}), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 3, Math.max(schema.minItems ?? 0, 3)),
      })
    case 'integer':
    case 'number':
      return fc.oneof(
        fc.integer({
          min: Math.max(schema.minimum ?? -5, -(2 ** 31)),
          max: Math.min(schema.maximum ?? 100, 2 ** 31),
        }),
        fc.constantFrom(0, 1, -1, 32_767, 32_768, 2_147_483_647, 2_147_483_648, 9_007_199_254_740_991, 0.1),
      )
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'string':
      return textOf(schema, known)
    default:
      return fc.oneof(fc.constantFrom(...known), fc.jsonValue({ maxDepth: 2 }))
  }
}

function textOf({ format, minLength = 0, maxLength = 300 }: Schema, known: readonly string[]) {
  const dates = [
    '2027-03-01T01:00:00Z',
    '2027-03-01T03:00:00Z',
    '+275760-09-13T00:00:00.001Z',
    '0000-01-01T00:00:00Z',
  ]
  if (format === 'date-time')
    return fc.oneof(
      fc.constantFrom(...dates),
      fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
    )
  return fc.oneof(
    fc.constantFrom(...known),
    fc.constantFrom(
      '',
      ' ',
      '张三',
      '=1+1',
      "'; drop table batch; --",
      '%',
      '\u202e',
      '𠮷',
      '../..',
      '<b>x</b>',
      '1e308',
    ),
    fc.string({ minLength, maxLength: Math.min(maxLength, 300), unit: 'grapheme' }),
    fc.string({
      minLength: Math.min(maxLength, 60),
      maxLength: Math.min(maxLength, 60),
      unit: 'grapheme-ascii',
    }),
  )
}
