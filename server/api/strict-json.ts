/*
 * JSON from strangers: stricter than JSON.parse.
 *
 * What JSON.parse lets through and PostgreSQL or JavaScript trip over later is
 * refused here: nesting that overflows the stack, names that occur twice, NUL
 * and lone surrogates (jsonb cannot hold them), whole numbers a double cannot
 * hold, __proto__.
 */

export type JsonFault = { readonly zh: string; readonly en: string }
export type JsonReading =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly fault: JsonFault }

/** Deeper than any document we take: the deepest, an item inside a case inside a list, has 12. */
const maximumDepth = 32

export function readStrictJson(text: string): JsonReading {
  const structure = scan(text)
  if (structure) return { ok: false, fault: structure }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { ok: false, fault: notJson }
  }
  const fault = inspect(value)
  return fault ? { ok: false, fault } : { ok: true, value }
}

const notJson: JsonFault = { zh: '不是有效的 JSON', en: 'it is not valid JSON' }

const quote = 34
const backslash = 92

/** One pass before parsing: nesting and repeated names. */
function scan(text: string): JsonFault | undefined {
  // Per open bracket: the names seen in an object, null for an array.
  const open: (Set<string> | null)[] = []
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === quote) {
      const end = endOfString(text, i)
      if (end < 0) return notJson
      const names = open.at(-1)
      if (names && isName(text, end + 1)) {
        const name = text.slice(i + 1, end)
        const plain = name.includes('\\') ? decodeName(name) : name
        if (names.has(plain)) return { zh: `“${plain}”重复出现`, en: `"${plain}" occurs twice` }
        names.add(plain)
      }
      i = end
    } else if (code === 123 /* { */ || code === 91 /* [ */) {
      open.push(code === 123 ? new Set() : null)
      if (open.length > maximumDepth)
        return { zh: `嵌套超过 ${maximumDepth} 层`, en: `it is nested deeper than ${maximumDepth}` }
    } else if (code === 125 /* } */ || code === 93 /* ] */) open.pop()
  }
  return undefined
}

function endOfString(text: string, start: number): number {
  for (let i = start + 1; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === quote) return i
    if (code === backslash) i++
  }
  return -1
}

function isName(text: string, from: number): boolean {
  let i = from
  while (i < text.length && text.charCodeAt(i) <= 32) i++
  return text.charCodeAt(i) === 58 /* : */
}

function decodeName(name: string): string {
  try {
    return JSON.parse(`"${name}"`)
  } catch {
    return name
  }
}

/** After parsing; the depth is bounded by now. */
function inspect(value: unknown): JsonFault | undefined {
  switch (typeof value) {
    case 'string':
      return inspectText(value)
    case 'number':
      return Math.abs(value) > Number.MAX_SAFE_INTEGER
        ? { zh: '数字超出 ±(2^53−1)', en: 'a number is beyond ±(2^53 − 1)' }
        : undefined
    case 'object': {
      if (value === null) return undefined
      for (const [name, inner] of Object.entries(value)) {
        if (name === '__proto__')
          return { zh: '不允许名称 __proto__', en: 'the name __proto__ is not allowed' }
        const fault = inspectText(name) ?? inspect(inner)
        if (fault) return fault
      }
      return undefined
    }
    default:
      return undefined
  }
}

/** PostgreSQL can hold neither NUL nor half a surrogate pair. */
export function inspectText(text: string): JsonFault | undefined {
  if (text.includes('\0')) return { zh: '包含字符 U+0000', en: 'a text contains U+0000' }
  if (!text.isWellFormed())
    return { zh: '包含不完整的字符（孤立代理项）', en: 'a text contains a lone surrogate' }
  return undefined
}
