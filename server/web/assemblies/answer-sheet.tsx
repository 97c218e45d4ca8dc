/* 答案及评分标准: keys in a grid for what is chosen, in full for what is written. Apart from the paper. */
import type { FC } from 'hono/jsx'
import { KeyText } from '../components/item-key.tsx'
import { assemblyMessages } from '../messages/assemblies.ts'
import { texts } from '../messages/define-messages.ts'
import { type PaperProps, sectionTitle } from './exam-paper.tsx'

/** Kinds whose key fits a box of the grid. */
const short: readonly string[] = ['single-choice', 'multiple-response', 'true-false']

export const AnswerSheet: FC<PaperProps> = ({ lang, title, opened: { form, items, media } }) => {
  const t = texts(lang, assemblyMessages)
  return (
    <section class="sheet">
      <h1 class="sheet-title">{title}</h1>
      <h2 class="sheet-subtitle">{t('answersTitle')}</h2>
      <p class="sheet-facts justify-content-center">
        <span>
          {t('formNumber')}：{form.id}
        </span>
        <span>
          {t('full')}：{form.document.fullMarks}
        </span>
      </p>
      {form.document.sections.map((section, place) => (
        <>
          <h3>
            {sectionTitle(section, place)}（
            {t('eachMarks', {
              marks: section.marksEach,
              total: section.marksEach * section.items.length,
            })}
            ）
          </h3>
          {short.includes(section.kind) ? (
            <div class="answer-grid">
              {section.items.map((entry) => {
                const item = items.get(entry.hash)!
                return (
                  <div>
                    <b>{entry.number}</b>
                    <span>
                      {item.kind === 'true-false' ? (
                        item.key ? (
                          '√'
                        ) : (
                          '×'
                        )
                      ) : (
                        <KeyText lang={lang} question={item} media={media} />
                      )}
                    </span>
                  </div>
                )
              })}
            </div>
          ) : (
            section.items.map((entry) => {
              const item = items.get(entry.hash)!
              const parts = item.kind === 'case' ? item.items : [item]
              return parts.map((part) => (
                <div class="exam-item">
                  <strong>
                    {entry.number}
                    {item.kind === 'case' ? `(${part.id})` : ''}.
                  </strong>{' '}
                  <KeyText lang={lang} question={part} media={media} />
                  {part.kind === 'hotspot' ? <div>{item.rationale}</div> : null}
                </div>
              ))
            })
          )}
        </>
      ))}
    </section>
  )
}
