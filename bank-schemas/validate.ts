/*
 * Validates a document against the published schemas.
 *
 * Bad data never throws: it comes back as issues with a JSON Pointer and a
 * sentence in Chinese and in English. What a schema cannot say is in lint/.
 */
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { type Issue, pointer } from './issue.ts'
import { measureDocument } from './measure-document.ts'
import { schemaMessage } from './schema-messages.ts'
import { publishedSchemas } from './schemas.ts'
import type { Documents } from './types/by-kind.ts'

const urn = 'urn:liangcai:schema:v1:'
/** A document wrong in more places is reported as far as this; the rest follows once these are mended. */
const maxIssues = 50

export type DocumentKind = keyof Documents

/** Kinds whose lists may be longer than those of the others; none of these lists is compared for repeats. */
const listLengths: Partial<Record<DocumentKind, number>> = { pool: 100_000 }

/** The kinds of document, each with a schema of its name. */
export const documentKinds = Object.freeze([
  'standard',
  'syllabus',
  'bank',
  'item',
  'item-file',
  'item-model',
  'practical-task',
  'blueprint',
  'form',
  'response',
  'result',
  'certificate',
] as const satisfies readonly DocumentKind[])

const ajv = new Ajv2020({
  allErrors: true,
  strict: true,
  strictRequired: false,
  discriminator: true,
  allowUnionTypes: true,
  verbose: true,
})
addFormats.default(ajv)
for (const { schema } of publishedSchemas) ajv.addSchema(schema)

/** Issues of a document of one kind; an empty list means it is valid. */
export function validateDocument(kind: DocumentKind, document: unknown): Issue[] {
  const check = ajv.getSchema(urn + kind)
  if (!check) throw new RangeError(`validateDocument: no schema ${urn}${kind}`)
  const bound = measureDocument(document, listLengths[kind])
  if (bound) return [bound]
  if (check(document)) return []
  return withoutEchoes(check.errors ?? [])
    .slice(0, maxIssues)
    .map(issueOf)
}

/** Whether a document is valid, as a type guard. */
export function isDocument<K extends DocumentKind>(kind: K, document: unknown): document is Documents[K] {
  return validateDocument(kind, document).length === 0
}

/** A choice between schemas also reports that no choice fitted, which says less than the error inside it. */
function withoutEchoes(errors: ErrorObject[]): ErrorObject[] {
  const inner = errors.filter((error) => error.keyword !== 'oneOf' && error.keyword !== 'anyOf')
  return inner.length > 0 ? inner : errors
}

function issueOf(error: ErrorObject): Issue {
  const rule = `schema/${error.keyword}`
  return { rule, severity: 'error', pointer: pointerOf(error), message: schemaMessage(error) }
}

/** A property too many or too few is pointed at itself, not at the object around it. */
function pointerOf(error: ErrorObject): string {
  const name = error.params.additionalProperty ?? error.params.missingProperty
  if (name !== undefined) return error.instancePath + pointer(name)
  if (error.keyword === 'discriminator') return error.instancePath + pointer(error.params.tag)
  return error.instancePath
}
