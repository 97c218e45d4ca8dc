/* What a judge answered to the record. */
import type { FC } from 'hono/jsx'
import type { Judge } from '../../analytics/cut-scores/model.ts'
import type { Language } from '../../api/door.ts'
import { Badge } from '../components/parts.tsx'
import { cutScoreMessages } from '../messages/cut-scores.ts'
import { texts } from '../messages/define-messages.ts'

const tones = { signed: 'success', declined: 'danger', absent: 'secondary' } as const

export const AnswerBadge: FC<{ lang: Language; judge: Judge }> = ({ lang, judge: { answer } }) => {
  const t = texts(lang, cutScoreMessages)
  if (!answer) return <Badge tone="warning">{t('answer.open')}</Badge>
  return (
    <>
      <Badge tone={tones[answer.kind]}>{t(`answer.${answer.kind}`)}</Badge>
      {answer.reason ? <div class="text-secondary">{answer.reason}</div> : null}
    </>
  )
}
