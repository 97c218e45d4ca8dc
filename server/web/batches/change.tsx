/* Correcting a batch before it begins. */
import { Hono } from 'hono'
import { type AppContext, type Contexts, type Env, readForm, requireStaff } from '../../api/door.ts'
import { listTasks } from '../../banks/list-items.ts'
import { changeBatch } from '../../batches/change-batch.ts'
import { getBatch } from '../../batches/get-batch.ts'
import type { Batch } from '../../batches/model.ts'
import type { Refusal } from '../../kernel/refusal.ts'
import { getStandardRevision } from '../../standards/get-standard.ts'
import { answerForm, chinaField } from '../components/form-answer.ts'
import { Card, Submit } from '../components/parts.tsx'
import { batchMessages } from '../messages/batches.ts'
import { texts } from '../messages/define-messages.ts'
import { BatchFields, type Fields, readBatchFields, TitleField } from './batch-fields.tsx'
import { batchPath, renderBatch } from './frame.tsx'

export function changeBatchPages(contexts: Contexts): Hono<Env> {
  const app = new Hono<Env>()
  const ctx = contexts.staff
  const path = (id: string) => `${batchPath(id)}/change`

  app.get('/centre/batches/:id/change', (c) => render(c, undefined))

  app.post('/centre/batches/:id/change', async (c) => {
    const actor = requireStaff(c)
    const id = c.req.param('id')
    const form = await readForm(c)
    return answerForm(
      async () => {
        const { practicalTaskHash = null, ...fields } = readBatchFields(form)
        await changeBatch(ctx, actor, { batchId: id, practicalTaskHash, ...fields })
        return c.redirect(`${batchPath(id)}?done=changed`, 303)
      },
      (refusal) => render(c, form, refusal),
    )
  })

  async function render(c: AppContext, form: Fields | undefined, refusal?: Refusal) {
    const actor = requireStaff(c)
    const id = c.req.param('id') ?? ''
    const lang = c.get('lang')
    const t = texts(lang, batchMessages)
    const batch = await getBatch(ctx, actor, id, 'batch.change')
    const [tasks, { standard }] = await Promise.all([
      listTasks(ctx, actor, batch.bankId, batch.level),
      getStandardRevision(ctx, batch.standardHash),
    ])
    const required =
      standard.assessment.parts.find((part) => part.id === 'theory')?.minutes[String(batch.level)] ?? 90
    const filled = { ...fieldsOf(batch), ...form }
    return renderBatch(
      c,
      { contexts, actor, batch, tab: 'overview', refusal },
      <Card title={t('change')}>
        <form method="post" action={path(id)}>
          <TitleField lang={lang} form={filled} />
          <BatchFields
            lang={lang}
            form={filled}
            required={required}
            tasks={tasks}
            confirmed={batch.state !== 'draft'}
          />
          <Submit>{t('save')}</Submit>{' '}
          <a class="btn" href={batchPath(id)}>
            {t('cancel')}
          </a>
        </form>
      </Card>,
    )
  }

  return app
}

const fieldsOf = (batch: Batch): Fields => ({
  title: batch.title,
  opensAt: chinaField(batch.opensAt),
  closesAt: chinaField(batch.closesAt),
  minutes: String(batch.minutes),
  lateEntry: String(batch.lateEntryMinutes),
  earlyLeave: String(batch.earlyLeaveMinutes),
  grace: String(batch.graceSeconds),
  task: batch.practicalTaskHash ?? '',
  specialisation: batch.specialisation === '--' ? '' : batch.specialisation,
})
