/* The key of a question in words, by kind. Never for a candidate before release. */
import type { Child, FC } from 'hono/jsx'
import { type Item, renderRich } from '../../../bank-schemas/index.ts'
import type { Language } from '../../api/door.ts'
import { SafeHtml } from '../layout.tsx'
import { bankMessages } from '../messages/banks.ts'
import { texts } from '../messages/define-messages.ts'

type Question = Item | Extract<Item, { kind: 'case' }>['items'][number]

interface KeyProps {
  readonly lang: Language
  readonly question: Question
  readonly media: ReadonlyMap<string, string>
}

export const ItemKey: FC<KeyProps> = (view) => {
  const t = texts(view.lang, bankMessages)
  if (view.question.kind === 'case') return null
  const isRated = view.question.kind === 'short-answer' || view.question.kind === 'essay'
  return (
    <div class="item-key">
      <strong>{isRated ? t('sample') : t('key')}</strong> <KeyText {...view} />
    </div>
  )
}

/** The key alone, for the line of an answer sheet. */
export const KeyText: FC<KeyProps> = ({ lang, question }) => {
  const t = texts(lang, bankMessages)
  switch (question.kind) {
    case 'single-choice':
      return <>{question.key}</>
    case 'multiple-response':
      return <>{[...question.key].sort().join('')}</>
    case 'true-false':
      return <>{question.key ? t('right') : t('wrong')}</>
    case 'fill-in':
      return (
        <>
          {question.key.map((blank, place) => (
            <>
              {place > 0 ? '；' : ''}({blank.id}) {blank.accept.join(` ${t('or')} `)}
            </>
          ))}
        </>
      )
    case 'numeric': {
      const { value, unit, tolerance } = question.key
      return (
        <>
          {value} {unit ?? ''}{' '}
          <span class="text-secondary">
            （{t('tolerance')} {t(`tolerance.${tolerance.kind}`, { value: tolerance.value })}）
          </span>
        </>
      )
    }
    case 'matching':
      return (
        <>
          {Object.entries(question.key)
            .map(([left, right]) => `${left}—${right}`)
            .join('，')}
        </>
      )
    case 'ordering':
      return <>{question.key.join(' → ')}</>
    case 'hotspot':
      return <>{t('regionNote')}</>
    case 'short-answer':
    case 'essay':
      return <RatedKeyText lang={lang} sample={question.key.sample} points={question.key.points} />
    case 'case':
      return null
  }
}

const RatedKeyText: FC<{
  lang: Language
  sample: string
  points: readonly { readonly text: string; readonly fraction: number }[]
}> = ({ lang, sample, points }) => {
  const t = texts(lang, bankMessages)
  return (
    <>
      <PlainRich text={sample} />
      <strong>{t('scoringPoints')}</strong>
      <ol class="mb-0">
        {points.map((point) => (
          <li>
            {point.text}{' '}
            <span class="text-secondary">
              {t('share', { share: Math.round(point.fraction * 1000) / 10 })}
            </span>
          </li>
        ))}
      </ol>
    </>
  )
}

/** Model answers hold maths at times, pictures never. */
export const PlainRich: FC<{ text: string }> = ({ text }): Child => (
  <div class="rich">
    <SafeHtml html={renderRich(text, { mediaUrl: () => '' })} />
  </div>
)
