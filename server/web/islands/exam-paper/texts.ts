/*
 * The words of the page in the chosen language.
 */
import { type ExamMessages, examMessages, fillText, type TextKey } from '../../messages/exam.ts'

let language: 'zh' | 'en' = 'zh'

export function currentLanguage(): 'zh' | 'en' {
  return language
}

export function setLanguage(next: 'zh' | 'en'): void {
  language = next
  document.documentElement.lang = next === 'zh' ? 'zh-CN' : 'en'
}

export function t(key: TextKey, values?: Readonly<Record<string, string | number>>): string {
  return fillText(examMessages[language][key], values)
}

export const messages = (): ExamMessages => examMessages[language]

/** Clock time of the exam place. */
export function timeText(milliseconds: number): string {
  return new Date(milliseconds).toLocaleTimeString(language === 'zh' ? 'zh-CN' : 'en-GB', {
    timeZone: 'Asia/Shanghai',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  })
}
