/*
 * The rater's queue: one answer at a time, without name or admission number. The
 * form names the answer by a keyed code that only this rater's queue resolves.
 */
import { createHmac } from 'node:crypto'
import { Hono } from 'hono'
import type { FC } from 'hono/jsx'
import {
  type AppContext,
  type Contexts,
  type Env,
  type Language,
  readForm,
  readFormList,
  requireStaff,
} from '../../api/door.ts'
import { getMedia } from '../../banks/list-items.ts'
import { getBatch } from '../../batches/get-batch.ts'
import type { StaffActor } from '../../identity/model.ts'
import type { Refusal } from '../../kernel/refusal.ts'
import { listRatingQueue, type QueueEntry, rateAnswer } from '../../marking/rate-answer.ts'
import { answerForm } from '../components/form-answer.ts'
import { PlainRich } from '../components/item-key.tsx'
import { type Media, Rich } from '../components/item-view.tsx'
import {
  Alert,
  Badge,
  Card,
  EmptyState,
  PageBody,
  PageHeader,
  Submit,
  TextArea,
} from '../components/parts.tsx'
import { renderPage } from '../layout.tsx'
import { texts } from '../messages/define-messages.ts'
import { markingMessages } from '../messages/marking.ts'

export function answerPages(contexts: Contexts): Hono<Env> {
  const app = new Hono<Env>()
  const ctx = contexts.staff

  app.get('/marking/:batchId/answers', (c) => render(c))

  app.post('/marking/:batchId/answers', async (c) => {
    const actor = requireStaff(c)
    const batchId = c.req.param('batchId')
    const form = await readForm(c)
    const points = (await readFormList(c, 'point')).map(Number).filter(Number.isInteger)
    const path = `/marking/${encodeURIComponent(batchId)}/answers`
    const entry = (await listRatingQueue(ctx, actor, batchId)).find((one) => codeOf(actor, one) === form.code)
    if (!entry) return c.redirect(`${path}?done=gone`, 303)
    return answerForm(
      async () => {
        const { admissionNo, itemNumber, subItem } = entry.task
        await rateAnswer(ctx, actor, {
          batchId,
          admissionNo,
          itemNumber,
          subItem,
          points,
          comment: form.comment?.slice(0, 1000),
        })
        return c.redirect(`${path}?done=rated`, 303)
      },
      (refusal) => render(c, refusal),
    )
  })

  async function render(c: AppContext, refusal?: Refusal) {
    const actor = requireStaff(c)
    const batchId = c.req.param('batchId') ?? ''
    const lang = c.get('lang')
    const t = texts(lang, markingMessages)
    const queue = await listRatingQueue(ctx, actor, batchId)
    const batch = await getBatch(ctx, actor, batchId)
    const media = await getMedia(ctx, batch.bankId)
    const done = (['rated', 'gone'] as const).find((one) => one === c.req.query('done'))
    const [entry] = queue
    return renderPage(
      c,
      {
        title: t('queueTitle'),
        at: 'marking',
        styles: ['katex', 'pages'],
        status: refusal?.kind.status ?? 200,
      },
      <>
        <PageHeader
          title={t('queueTitle')}
          pretitle={<a href="/marking">{t('title')}</a>}
          lead={`${batch.title} · ${t(queue.length >= 20 ? 'waitingMore' : 'waiting', { n: queue.length })}`}
        />
        <PageBody>
          {done ? <Alert tone={done === 'rated' ? 'success' : 'warning'}>{t(done)}</Alert> : null}
          {refusal ? <Alert tone="danger">{refusal.sentence(lang)}</Alert> : null}
          {entry ? (
            <EntryForm
              lang={lang}
              entry={entry}
              code={codeOf(actor, entry)}
              media={media}
              action={`/marking/${batch.id}/answers`}
            />
          ) : (
            <Card>
              <EmptyState title={t('queueEmpty')} />
            </Card>
          )}
          <p class="text-secondary">{t('anonymous')}</p>
        </PageBody>
      </>,
    )
  }

  function codeOf(actor: StaffActor, { task }: QueueEntry): string {
    const { batchId, admissionNo, itemNumber, subItem } = task
    return createHmac('sha256', contexts.secrets.loginHash)
      .update(['rating', actor.userId, batchId, admissionNo, itemNumber, subItem].join('\n'))
      .digest('base64url')
  }

  return app
}

const EntryForm: FC<{ lang: Language; entry: QueueEntry; code: string; media: Media; action: string }> = ({
  lang,
  entry,
  code,
  media,
  action,
}) => {
  const t = texts(lang, markingMessages)
  const { task, stem, sample, points } = entry
  const response = typeof task.response === 'string' ? task.response : ''
  return (
    <form method="post" action={action}>
      <input type="hidden" name="code" value={code} />
      <div class="row">
        <div class="col-lg-7">
          <Card
            title={
              <>
                {t('item', { n: task.itemNumber })} {task.subItem ? t('subItem', { id: task.subItem }) : null}{' '}
                {task.state === 'arbitration' ? <Badge tone="danger">{t('arbitration')}</Badge> : null}
              </>
            }
          >
            <h3 class="h4">{t('stem')}</h3>
            <Rich text={stem} media={media} />
            <h3 class="h4 mt-3">{t('response')}</h3>
            {response.trim() === '' ? (
              <p class="text-secondary">{t('noResponse')}</p>
            ) : (
              <div class="answer-text">{response}</div>
            )}
          </Card>
          <Card title={t('sample')}>
            <PlainRich text={sample} />
          </Card>
        </div>
        <div class="col-lg-5">
          <Card title={t('points')}>
            {points.map((point, place) => (
              <label class="form-check mb-2">
                <input class="form-check-input" type="checkbox" name="point" value={String(place)} />
                <span class="form-check-label">
                  {point.text}{' '}
                  <span class="text-secondary">
                    {t('share', { share: Math.round(point.fraction * 1000) / 10 })}
                  </span>
                </span>
              </label>
            ))}
            <TextArea label={t('comment')} name="comment" rows={2} />
            <Submit wide>{t('rate')}</Submit>
          </Card>
        </div>
      </div>
    </form>
  )
}
