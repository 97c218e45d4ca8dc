/*
 * One writing for short answers typed on any keyboard, so that a right word is
 * not lost to a width, a space or a Chinese comma. Used on both sides of the
 * comparison. What is folded: compatibility forms (NFKC: full width, ㎜, ℃),
 * all white space, Chinese punctuation to ASCII, dashes, quotation marks, case
 * unless the blank is case-sensitive, and one closing mark at the end.
 * What is not: characters. 电动机 and 电机 are variants for the item to list.
 */
const PUNCTUATION: Readonly<Record<string, string>> = {
  '。': '.',
  '、': ',',
  '【': '[',
  '】': ']',
  '〔': '[',
  '〕': ']',
  '《': '<',
  '》': '>',
  '〈': '<',
  '〉': '>',
  '“': '"',
  '”': '"',
  '‘': "'",
  '’': "'",
  '「': '"',
  '」': '"',
  '′': "'",
  '″': '"',
  '‐': '-',
  '‑': '-',
  '‒': '-',
  '–': '-',
  '—': '-',
  '−': '-',
  '―': '-',
  '～': '~',
  '〜': '~',
  '∼': '~',
  '·': '·',
  '・': '·',
  '•': '·',
  '⋅': '·',
  '∙': '·',
  '⁄': '/',
  '∕': '/',
  '×': 'x',
  '✕': 'x',
  '：': ':',
  '∶': ':',
}

/** The text to compare by. Never empty for a text that is not blank. */
export function normaliseText(text: string, caseSensitive: boolean): string {
  const folded = [...text.normalize('NFKC')]
    .map((character) => PUNCTUATION[character] ?? character)
    .join('')
    .replace(/[\s\u200b-\u200d\u2060\ufeff]+/gu, '')
  const cased = caseSensitive ? folded : folded.toLowerCase()
  return cased.replace(/(?<=.)[.,;!]$/su, '')
}
