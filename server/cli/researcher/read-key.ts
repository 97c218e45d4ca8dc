/*
 * Reads an answer key: a list in column order, ["B", "D", …], or an object by
 * item id, {"q01": "B", …}. Where several options are accepted the entry is a
 * list, ["B", "C"].
 */
import { InputError, requireInput } from '../../../scoring/statistics/input-error.ts'
import { normaliseOption } from './read-responses.ts'
import { readJson } from './read-table.ts'

/** Accepted options of an item, by its id and position among `count` items. */
export type AnswerKey = (id: string, position: number, count: number) => readonly string[]

export function readKey(path: string): AnswerKey {
  const json = readJson(path)
  if (Array.isArray(json))
    return (id, position, count) => {
      requireInput(
        json.length === count,
        `答案数不符 / ${path} has ${json.length} keys, the responses have ${count} items. ` +
          'Give one key per item, in column order, or an object by item id.',
      )
      return accepted(json[position], path, id)
    }
  if (json !== null && typeof json === 'object') {
    const inner = (json as Record<string, unknown>).key ?? (json as Record<string, unknown>).keys ?? json
    const byId = inner as Record<string, unknown>
    if (Array.isArray(inner)) return (id, position) => accepted(inner[position], path, id)
    return (id) => accepted(byId[id], path, id)
  }
  throw new InputError(`答案格式有误 / ${path} must hold a list of options or an object by item id.`)
}

function accepted(entry: unknown, path: string, id: string): string[] {
  const list = (Array.isArray(entry) ? entry : [entry]).map((v) =>
    typeof v === 'number' ? String(v) : typeof v === 'string' ? v : '',
  )
  requireInput(
    list.length > 0 && list.every((v) => v.trim() !== ''),
    `缺少答案 / ${path} has no usable key for item ${id}; expected an option such as "B" or a list of them. Leave a column that is not an item out with --ignore.`,
  )
  return list.map(normaliseOption)
}
