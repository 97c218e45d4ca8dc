/*
 * Says a schema error in the words of an item writer, in Chinese and in English.
 *
 * ajv-i18n has a Chinese sentence for every keyword; the ones a writer meets
 * every day get a plainer one here that names the value and what is allowed.
 */
import type { ErrorObject } from 'ajv/dist/2020.js'
import localizations from 'ajv-i18n'
import type { Issue } from './issue.ts'

type Message = Issue['message']
type Sentence = (params: Record<string, unknown>, error: ErrorObject) => Message

/** The package is CommonJS without a default export; its types say otherwise. */
const localize = localizations as unknown as Record<'zh', (errors: ErrorObject[]) => void>

const typeNames: Record<string, string> = {
  string: '文本',
  number: '数值',
  integer: '整数',
  boolean: 'true 或 false',
  array: '列表',
  object: '对象',
  null: 'null',
}

const sentences: Record<string, Sentence> = {
  required: ({ missingProperty }) => ({
    zh: `缺少必填项“${missingProperty}”`,
    en: `the required property “${missingProperty}” is missing`,
  }),
  additionalProperties: ({ additionalProperty }) => ({
    zh: `不认识的属性“${additionalProperty}”，请检查拼写或删除`,
    en: `unknown property “${additionalProperty}”; check the spelling or remove it`,
  }),
  enum: ({ allowedValues }, { data }) => ({
    zh: `${quoted(data)} 不在允许的取值中：${(allowedValues as unknown[]).join('、')}`,
    en: `${quoted(data)} is not one of: ${(allowedValues as unknown[]).join(', ')}`,
  }),
  const: ({ allowedValue }, { data }) => ({
    zh: `应为 ${quoted(allowedValue)}，实际是 ${quoted(data)}`,
    en: `must be ${quoted(allowedValue)}, is ${quoted(data)}`,
  }),
  type: ({ type }, { data }) => ({
    zh: `应为${[type]
      .flat()
      .map((name) => typeNames[String(name)] ?? name)
      .join('或')}，实际是 ${quoted(data)}`,
    en: `must be ${[type].flat().join(' or ')}, is ${quoted(data)}`,
  }),
  pattern: ({ pattern }, { data, parentSchema }) => ({
    zh: `${quoted(data)} 的格式不对，应符合 ${pattern}${described(parentSchema)}`,
    en: `${quoted(data)} does not match ${pattern}${described(parentSchema)}`,
  }),
  format: ({ format }, { data }) => ({
    zh: `${quoted(data)} 不是有效的${format === 'date' ? '日期（年-月-日，如 2027-01-01）' : format === 'date-time' ? '日期时间' : format}`,
    en: `${quoted(data)} is not a valid ${format}`,
  }),
  minLength: ({ limit }) => ({ zh: `至少 ${limit} 个字符`, en: `must have at least ${limit} characters` }),
  maxLength: ({ limit }) => ({ zh: `最多 ${limit} 个字符`, en: `must have at most ${limit} characters` }),
  minItems: ({ limit }, { data }) => ({
    zh: `至少要有 ${limit} 项，实际 ${length(data)} 项`,
    en: `must have at least ${limit} elements, has ${length(data)}`,
  }),
  maxItems: ({ limit }, { data }) => ({
    zh: `最多 ${limit} 项，实际 ${length(data)} 项`,
    en: `must have at most ${limit} elements, has ${length(data)}`,
  }),
  uniqueItems: ({ i, j }) => ({
    zh: `第 ${Number(j) + 1} 项与第 ${Number(i) + 1} 项重复`,
    en: `elements ${Number(j) + 1} and ${Number(i) + 1} are the same`,
  }),
  minimum: ({ limit }, { data }) => ({
    zh: `不能小于 ${limit}，实际是 ${quoted(data)}`,
    en: `must be at least ${limit}, is ${quoted(data)}`,
  }),
  maximum: ({ limit }, { data }) => ({
    zh: `不能大于 ${limit}，实际是 ${quoted(data)}`,
    en: `must be at most ${limit}, is ${quoted(data)}`,
  }),
  exclusiveMinimum: ({ limit }, { data }) => ({
    zh: `必须大于 ${limit}，实际是 ${quoted(data)}`,
    en: `must be more than ${limit}, is ${quoted(data)}`,
  }),
  discriminator: ({ tag, tagValue }, { parentSchema }) => ({
    zh: `“${tag}”的取值 ${quoted(tagValue)} 不认识${choices(parentSchema, '，可用：')}`,
    en: `“${tag}” ${quoted(tagValue)} is not known${choices(parentSchema, '; use one of: ')}`,
  }),
}

/** What is wrong, in both languages. */
export function schemaMessage(error: ErrorObject): Message {
  const sentence = sentences[error.keyword]
  if (sentence) return sentence(error.params, error)
  const en = error.message ?? error.keyword
  const copy = { ...error }
  localize.zh([copy])
  return { zh: copy.message ?? en, en }
}

/** A value short enough to stand in a sentence. */
function quoted(value: unknown): string {
  if (Array.isArray(value)) return '[…]'
  if (typeof value === 'object' && value !== null) return '{…}'
  const text = JSON.stringify(value) ?? 'undefined'
  return text.length > 60 ? `${text.slice(0, 59)}…` : text
}

function length(data: unknown): number {
  return Array.isArray(data) ? data.length : 0
}

function described(schema: unknown): string {
  const description = (schema as { description?: string } | undefined)?.description
  return description === undefined ? '' : ` (${description})`
}

/** The kinds a choice offers, read from the names of its schemas. */
function choices(schema: unknown, lead: string): string {
  const branches = (schema as { oneOf?: { $ref?: string }[] } | undefined)?.oneOf ?? []
  const names = branches.flatMap((branch) => branch.$ref?.split(/[/:]/).at(-1)?.replace(/^sub-/, '') ?? [])
  return names.length === 0 ? '' : lead + names.join(', ')
}
