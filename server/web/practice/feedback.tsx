/* After an answer: right or not, the item with its key and why, and the way on. */
import type { FC } from 'hono/jsx'
import type { Language } from '../../api/door.ts'
import type { Feedback } from '../../practice/get-self-assessment.ts'
import type { SelfAssessment } from '../../practice/model.ts'
import { ItemCard, type Media } from '../components/item-view.tsx'
import { texts } from '../messages/define-messages.ts'
import { practiceMessages } from '../messages/practice.ts'
import { responseText } from './response-text.ts'

interface FeedbackProps {
  readonly lang: Language
  readonly run: SelfAssessment
  readonly feedback: Feedback
  readonly number: number
  readonly media: Media
}

export const FeedbackView: FC<FeedbackProps> = (props) => {
  const { lang, run, feedback, number, media } = props
  const t = texts(lang, practiceMessages)
  const { hash, item } = feedback.revision
  const isLast = number === run.answers.length
  return (
    <>
      <Verdict {...props} />
      <ItemCard lang={lang} item={item} media={media} hash={hash} withKey />
      <p>
        {t('pointOf')}{' '}
        <a href={`/banks/${run.bankId}/levels/${run.level}/points/${item.point}`}>{item.point}</a>
      </p>
      <div class="practice-buttons">
        {run.state === 'running' ? (
          <a class="btn btn-primary btn-lg" href={`/practice/${run.id}`}>
            {t('next')}
          </a>
        ) : (
          <a class={`btn btn-lg${isLast ? ' btn-primary' : ''}`} href={`/practice/${run.id}`}>
            {t('toReport')}
          </a>
        )}
        {run.state === 'ended' && !isLast ? (
          <a class="btn btn-primary btn-lg" href={`/practice/${run.id}?after=${number + 1}`}>
            {t('next')}
          </a>
        ) : null}
      </div>
    </>
  )
}

const Verdict: FC<FeedbackProps> = ({ lang, feedback: { answer, revision, credit }, number }) => {
  const t = texts(lang, practiceMessages)
  const isRight = answer.score === 1
  const isPartly = !isRight && answer.fraction > 0
  const word = isRight
    ? t('right')
    : isPartly
      ? t('partly')
      : answer.response === null
        ? t('skipped')
        : t('wrong')
  return (
    <div
      class={`verdict verdict-${isRight ? 'good' : isPartly ? 'unsure' : 'bad'} practice-verdict`}
      role="status"
    >
      <span class="verdict-mark" aria-hidden="true">
        {isRight ? '✓' : isPartly ? '◐' : '✕'}
      </span>
      <div>
        <div class="verdict-word">
          {t('question', { n: number })} · {word}
        </div>
        <div>
          {t('yourAnswer')}
          {responseText(revision.item, answer.response, lang)}
        </div>
        {isPartly ? <div>{t('partlyText', { share: Math.round(answer.fraction * 100) })}</div> : null}
        {credit.reasons
          .filter(({ code }) => !['correct', 'incorrect', 'no-response', 'rule'].includes(code))
          .map((reason) => (
            <div class="small">{reason[lang]}</div>
          ))}
      </div>
    </div>
  )
}
