/*
 * Texts of the pages: each feature keeps its own table, key → [Chinese, English],
 * so that neither language can lack a key the other has.
 *
 *   export const batchMessages = defineMessages({ title: ['评价计划', 'Batches'] })
 *   const t = texts(c.get('lang'), batchMessages);  t('title')
 */
import type { Language } from '../../api/door.ts'

export type Messages<K extends string = string> = Readonly<Record<K, readonly [zh: string, en: string]>>

export const defineMessages = <const K extends string>(table: Messages<K>): Messages<K> => table

/** {name} is replaced by the parameter of that name. */
export type Text<K extends string> = (
  key: K,
  parameters?: Readonly<Record<string, string | number>>,
) => string

export function texts<K extends string>(lang: Language, table: Messages<K>): Text<K> {
  const column = lang === 'zh' ? 0 : 1
  return (key, parameters) =>
    table[key][column].replace(/\{(\w+)\}/g, (whole, name) => String(parameters?.[name] ?? whole))
}
