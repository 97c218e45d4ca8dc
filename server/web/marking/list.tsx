/* /marking: what waits for this rater. */
import { Hono } from 'hono'
import { type Contexts, type Env, requireStaff } from '../../api/door.ts'
import { authoriseAnywhere, isAllowedAnywhere } from '../../identity/permissions.ts'
import { listPracticalMarks } from '../../marking/enter-practical-sheet.ts'
import { listRatingQueue } from '../../marking/rate-answer.ts'
import { windowText } from '../batches/frame.tsx'
import { Badge, Card, EmptyState, PageBody, PageHeader } from '../components/parts.tsx'
import { renderPage } from '../layout.tsx'
import { texts } from '../messages/define-messages.ts'
import { markingMessages } from '../messages/marking.ts'
import { levelName, words } from '../messages/words.ts'
import { listOwnBatches, type OwnBatch } from './own-batches.ts'

/** The queue is asked for at most so many. */
const queueSize = 20

const takesMarks = (state: string): boolean => ['ready', 'open', 'closed'].includes(state)

export function markingListPages(contexts: Contexts): Hono<Env> {
  const app = new Hono<Env>()
  const ctx = contexts.staff
  app.get('/marking', async (c) => {
    const actor = requireStaff(c)
    const lang = c.get('lang')
    const t = texts(lang, markingMessages)
    if (!isAllowedAnywhere(actor, 'marking.read')) authoriseAnywhere(actor, 'marking.rate')
    const own = (await listOwnBatches(ctx, actor)).sort(
      (a, b) => Number(takesMarks(b.batch.state)) - Number(takesMarks(a.batch.state)),
    )
    const cards = await Promise.all(own.map(card))
    return renderPage(
      c,
      { title: t('title'), at: 'marking', styles: ['pages'] },
      <>
        <PageHeader title={t('title')} lead={t('lead')} />
        <PageBody>
          {cards.length === 0 ? (
            <Card>
              <EmptyState title={t('empty')} />
            </Card>
          ) : (
            cards
          )}
        </PageBody>
      </>,
    )

    async function card({ batch, roles }: OwnBatch) {
      const isOpen = takesMarks(batch.state)
      const waiting = roles.includes('rater')
        ? (await listRatingQueue(ctx, actor, batch.id, queueSize)).length
        : 0
      const sheets = roles.includes('practical-rater')
        ? ((await listPracticalMarks(ctx, actor, batch.id))?.rows ?? [])
        : []
      const rated = sheets.filter((row) => row.sheets.some((sheet) => sheet.raterId === actor.userId))
      const path = `/marking/${batch.id}`
      return (
        <Card title={batch.title} actions={<Badge>{texts(lang, words)(`state.${batch.state}`)}</Badge>}>
          <p class="text-secondary">
            {levelName(batch.level, lang)} · {windowText(batch)}
          </p>
          <div class="d-flex flex-wrap gap-3 align-items-center">
            {roles.includes('rater') ? (
              <span>
                <a class={`btn ${waiting > 0 && isOpen ? 'btn-primary' : ''}`} href={`${path}/answers`}>
                  {t('answers')}
                </a>{' '}
                <span class="text-secondary">
                  {waiting === 0
                    ? t('allRated')
                    : t(waiting >= queueSize ? 'waitingMore' : 'waiting', { n: waiting })}
                </span>
              </span>
            ) : null}
            {roles.includes('practical-rater') ? (
              <span>
                <a
                  class={`btn ${rated.length < sheets.length && isOpen ? 'btn-primary' : ''}`}
                  href={`${path}/practical`}
                >
                  {t('practical')}
                </a>{' '}
                <span class="text-secondary">
                  {t('practicalDone', { done: rated.length, total: sheets.length })}
                </span>
              </span>
            ) : null}
            {roles.includes('rater') && batch.rules.parts.some((part) => part.id === 'review') ? (
              <a class="btn" href={`${path}/review`}>
                {t('review')}
              </a>
            ) : null}
          </div>
        </Card>
      )
    }
  })
  return app
}
