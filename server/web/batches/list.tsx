/* All batches of one's organisations. */
import { Hono } from 'hono'
import { type Contexts, type Env, requireStaff } from '../../api/door.ts'
import { listBatches } from '../../batches/get-batch.ts'
import { isAllowedAnywhere } from '../../identity/permissions.ts'
import { Badge, Card, PageBody, PageHeader, Table } from '../components/parts.tsx'
import { renderPage } from '../layout.tsx'
import { batchMessages } from '../messages/batches.ts'
import { texts } from '../messages/define-messages.ts'
import { levelName, words } from '../messages/words.ts'
import { batchPath, windowText } from './frame.tsx'
import { stateTone, stepOf } from './life.ts'

export function batchListPages(contexts: Contexts): Hono<Env> {
  const app = new Hono<Env>()
  app.get('/centre/batches', async (c) => {
    const actor = requireStaff(c)
    const lang = c.get('lang')
    const t = texts(lang, batchMessages)
    const now = contexts.staff.clock.now()
    const batches = await listBatches(contexts.staff, actor)
    return renderPage(
      c,
      { title: t('batches'), at: 'batches', styles: ['pages'] },
      <>
        <PageHeader title={t('batches')} pretitle={<a href="/centre">{t('dashboard')}</a>}>
          {isAllowedAnywhere(actor, 'batch.create') ? (
            <a class="btn btn-primary" href="/centre/batches/new">
              {t('newBatch')}
            </a>
          ) : null}
        </PageHeader>
        <PageBody>
          <Card flush>
            <Table
              head={[
                t('title'),
                texts(lang, words)('level'),
                t('window'),
                t('candidates'),
                t('state'),
                t('next'),
              ]}
              empty={t('emptyList')}
              rows={batches.map((batch) => {
                const step = stepOf(batch, now)
                return [
                  <a href={batchPath(batch.id)}>{batch.title}</a>,
                  <span class="text-nowrap">{levelName(batch.level, lang)}</span>,
                  <span class="text-nowrap">{windowText(batch)}</span>,
                  batch.candidates,
                  <Badge tone={stateTone(step)}>{t(`step.${step}`)}</Badge>,
                  <span class="text-secondary">{t(`next.${step}`)}</span>,
                ]
              })}
            />
          </Card>
        </PageBody>
      </>,
    )
  })
  return app
}
