import type { LintRule } from './bank-context.ts'
import { textsOf } from './questions.ts'

export const avoidedTerms: LintRule = {
  name: 'lint/avoided-terms',
  severity: 'warning',
  summary: { zh: '使用术语表中的规范用语', en: 'the wordings the glossary avoids are not used' },
  *check({ bank, levels }) {
    const terms = bank?.glossary ?? []
    const avoided = terms.flatMap(({ term, avoid }) => (avoid ?? []).map((wording) => ({ wording, term })))
    const proper = terms.map(({ term }) => term)
    for (const { items } of levels) {
      for (const item of items) {
        for (const { at, text } of textsOf(item)) {
          for (const { wording, term } of avoided) {
            if (!uses(text, wording, proper)) continue
            yield {
              document: item,
              at,
              zh: `“${wording}”应写作“${term}”`,
              en: `“${wording}” should be “${term}”`,
            }
          }
        }
      }
    }
  },
}

/** Whether a wording occurs outside the proper terms that contain it. */
function uses(text: string, wording: string, proper: readonly string[]): boolean {
  if (wording === '' || !text.includes(wording)) return false
  const covering = proper.filter((term) => term.includes(wording))
  return covering.reduce((rest, term) => rest.replaceAll(term, '〓'), text).includes(wording)
}
