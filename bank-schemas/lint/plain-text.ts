/*
 * Text as rules compare it.
 *
 * plainText drops markup and keeps what is read; normalised also levels width,
 * case, spaces and punctuation, so that 10 Ω, 10Ω and １０Ω are one answer.
 */

/** Rich text without its markup; a picture stays as its file name, since it may be all that differs. */
export function plainText(rich: string): string {
  return rich
    .replace(/!\[[^\]]*\]\(([^)]*)\)/g, '〔$1〕')
    .replace(/\*\*|__/g, '')
    .replace(/\\([*_[\]$])/g, '$1')
    .trim()
}

/** The text as a key for equality: NFKC, lower case, no spaces, no punctuation that carries no meaning. */
export function normalised(rich: string): string {
  return plainText(rich)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s,，。．、；;：:！!？?“”"'‘’（）()【】[\]《》<>$\\{}]/g, '')
    .replace(/(\d)\.(\d*?)0+(?!\d)/g, (_, whole, part) => (part ? `${whole}.${part}` : whole))
}

/** Length as the eye sees it: a Chinese character counts 1, a Latin letter or digit a half. */
export function visibleLength(rich: string): number {
  let length = 0
  for (const char of plainText(rich)) length += char.codePointAt(0)! < 0x2000 ? 0.5 : 1
  return length
}

export interface Quantity {
  readonly value: number
  readonly unit: string
}

const quantity = /^([+-]?\d+(?:\.\d+)?)(.{0,8})$/

/** The number and unit an option consists of, or undefined when it is anything else. */
export function quantityOf(rich: string): Quantity | undefined {
  const text = plainText(rich)
    .normalize('NFKC')
    .replace(/[\s,$]/g, '')
    .replace('−', '-')
  const match = quantity.exec(text)
  if (!match || /\d/.test(match[2]!)) return undefined
  return { value: Number(match[1]), unit: match[2]! }
}
