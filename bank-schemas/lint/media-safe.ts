import type { LintRule } from './bank-context.ts'

/** What lets a picture act or fetch; a reference inside the picture (#id) is fine. */
const dangers = [
  /<\s*(script|foreignObject|iframe|embed|object|audio|video|handler|listener)\b/i,
  /\son[a-z]+\s*=/i,
  /<!\s*(ENTITY|DOCTYPE[^>]*\[)/i,
  /<\?xml-stylesheet/i,
  /\b(href|src)\s*=\s*["']?\s*(?!["']?#)[^"'\s#]/i,
  /url\(\s*["']?(?!#)[^"'#)]/i,
  /@import/i,
] as const

export const mediaSafe: LintRule = {
  name: 'lint/media-safe',
  severity: 'error',
  summary: {
    zh: 'SVG 图片不含脚本、事件、外部引用',
    en: 'SVG pictures hold no script, handler or outside reference',
  },
  *check({ bank, vectors }) {
    if (!bank) return
    for (const [name, text] of vectors ?? []) {
      const found = dangers
        .map((danger) => danger.exec(text)?.[0].trim())
        .find((match) => match !== undefined)
      if (found)
        yield {
          document: bank,
          zh: `图片 ${name} 含有不允许的内容：${found}`,
          en: `${name} holds ${found}, which is not allowed`,
        }
    }
  },
}
