/*
 * What the exam room says, by language. The island carries both, so that the
 * switch works with the network cut.
 */
import { examEn } from './exam.en.ts'
import { examZh } from './exam.zh.ts'

type Texts<T> = { readonly [Key in keyof T]: T[Key] extends string ? string : readonly string[] }
export type ExamMessages = Texts<typeof examZh>

export const examMessages: Readonly<Record<'zh' | 'en', ExamMessages>> = { zh: examZh, en: examEn }

export type TextKey = {
  [Key in keyof ExamMessages]: ExamMessages[Key] extends string ? Key : never
}[keyof ExamMessages]

/** {name} in the text becomes the value of that name. */
export function fillText(text: string, values: Readonly<Record<string, string | number>> = {}): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}
