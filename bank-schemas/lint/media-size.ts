import type { LintRule } from './bank-context.ts'

/** Widest picture that stands beside its options on an exam screen, in user units. */
const maxWidth = 640

export const mediaSize: LintRule = {
  name: 'lint/media-size',
  severity: 'warning',
  summary: { zh: 'SVG 图片有 viewBox，宽度不超过 640', en: 'SVG pictures have a viewBox at most 640 wide' },
  *check({ bank, vectors }) {
    if (!bank) return
    for (const [name, text] of vectors ?? []) {
      const width = /\bviewBox\s*=\s*["']\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)/.exec(text)?.[1]
      if (width === undefined)
        yield { document: bank, zh: `图片 ${name} 没有 viewBox`, en: `${name} has no viewBox` }
      else if (Number(width) > maxWidth)
        yield {
          document: bank,
          zh: `图片 ${name} 宽 ${width}，应不超过 ${maxWidth}`,
          en: `${name} is ${width} wide, at most ${maxWidth}`,
        }
    }
  },
}
