/*
 * The paper as it is printed: 密封线 down the left edge, notes, the box of marks,
 * then the sections. Only what a candidate may see.
 */
import type { FC } from 'hono/jsx'
import type { Item } from '../../../bank-schemas/index.ts'
import type { Language } from '../../api/door.ts'
import { itemKinds } from '../../assembly/item-kinds.ts'
import type { OpenedForm } from '../../assembly/open-form.ts'
import { QuestionView } from '../components/item-view.tsx'
import { assemblyMessages } from '../messages/assemblies.ts'
import { texts } from '../messages/define-messages.ts'
import { words } from '../messages/words.ts'

export interface PaperProps {
  readonly lang: Language
  readonly title: string
  readonly opened: OpenedForm
}

/** Sections of a paper are counted 一、二、三 … */
export const chineseNumbers = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一'] as const

export const ExamPaper: FC<PaperProps> = ({ lang, title, opened: { form, items, media } }) => {
  const t = texts(lang, assemblyMessages)
  const { sections, minutes, fullMarks } = form.document
  return (
    <section class="sheet exam-sheet">
      <SealLine lang={lang} />
      <h1 class="sheet-title">{title}</h1>
      <p class="sheet-facts justify-content-center">
        <span>
          {t('time')}：{texts(lang, words)('minutes', { n: minutes })}
        </span>
        <span>
          {t('full')}：{fullMarks}
        </span>
        <span>
          {t('formNumber')}：{form.id}
        </span>
      </p>
      <h3 class="text-center">{t('noticeTitle')}</h3>
      <ol>
        <li>{t('notice1')}</li>
        <li>{t('notice2')}</li>
        <li>{t('notice3')}</li>
      </ol>
      <table class="ruled mark-box">
        <tbody>
          <tr>
            <th>{t('sectionNo')}</th>
            {sections.map((_, place) => (
              <th>{chineseNumbers[place]}</th>
            ))}
            <th>{t('sumUp')}</th>
          </tr>
          {[t('score'), t('scorer')].map((label) => (
            <tr>
              <th>{label}</th>
              {sections.map(() => (
                <td />
              ))}
              <td />
            </tr>
          ))}
        </tbody>
      </table>
      {sections.map((section, place) => (
        <>
          <h3>
            {t('sectionHead', {
              title: sectionTitle(section, place),
              from: section.items[0]?.number ?? 0,
              to: section.items.at(-1)?.number ?? 0,
              instructions: itemKinds[section.kind]?.instructions ?? '',
              marks: section.marksEach,
              total: section.marksEach * section.items.length,
            })}
          </h3>
          {section.items.map((entry) => (
            <PaperItem lang={lang} item={items.get(entry.hash)!} number={entry.number} media={media} />
          ))}
        </>
      ))}
    </section>
  )
}

export const sectionTitle = (section: { kind: string; title?: string }, place: number): string =>
  `${chineseNumbers[place]}、${section.title ?? itemKinds[section.kind]?.title ?? section.kind}`

const PaperItem: FC<{
  lang: Language
  item: Item
  number: number
  media: OpenedForm['media']
}> = ({ lang, item, number, media }) => (
  <div class={`exam-item${item.kind === 'true-false' ? ' true-false-item' : ''}`}>
    {item.kind === 'true-false' ? <span class="true-false-box" /> : null}
    <QuestionView lang={lang} question={item} number={number} media={media} />
    {item.kind === 'short-answer' || item.kind === 'essay' || item.kind === 'numeric' ? (
      <div class="write-lines" />
    ) : null}
  </div>
)

const SealLine: FC<{ lang: Language }> = ({ lang }) => {
  const t = texts(lang, assemblyMessages)
  return (
    <div class="seal">
      <div class="seal-person">
        {[t('sealName'), t('sealNumber'), t('sealUnit')].map((label) => (
          <span>
            {label}：<i />
          </span>
        ))}
      </div>
      <div class="seal-line">
        {[...t('seal')].map((letter) => (
          <b>{letter}</b>
        ))}
      </div>
    </div>
  )
}
