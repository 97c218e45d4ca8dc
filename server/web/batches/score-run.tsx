/* Why the theory mark of a candidate is what it is, item by item. */
import { Hono } from 'hono'
import { type Contexts, type Env, requireStaff } from '../../api/door.ts'
import { getBatch, listAdmissions } from '../../batches/get-batch.ts'
import { findScoreRun } from '../../marking/get-score-run.ts'
import { Facts, Hash } from '../components/facts.tsx'
import { notFound } from '../components/form-answer.ts'
import { Card, EmptyState, Table } from '../components/parts.tsx'
import { texts } from '../messages/define-messages.ts'
import { markingMessages } from '../messages/marking.ts'
import { words } from '../messages/words.ts'
import { batchPath, renderBatch } from './frame.tsx'

export function scoreRunPages(contexts: Contexts): Hono<Env> {
  const app = new Hono<Env>()
  const ctx = contexts.staff
  app.get('/centre/batches/:id/marking/:admissionNo', async (c) => {
    const actor = requireStaff(c)
    const { id: batchId, admissionNo } = c.req.param()
    const lang = c.get('lang')
    const t = texts(lang, markingMessages)
    const batch = await getBatch(ctx, actor, batchId, 'result.read')
    const person = (await listAdmissions(ctx, actor, batchId)).find((one) => one.admissionNo === admissionNo)
    if (!person) throw notFound(admissionNo)
    const run = await findScoreRun(ctx, actor, batchId, admissionNo)
    const bank = `/banks/${batch.bankId}/levels/${batch.level}`
    return renderBatch(
      c,
      { contexts, actor, batch, tab: 'marking' },
      <>
        <Card
          title={`${t('whyTitle')}：${person.name} ${admissionNo}`}
          actions={<a href={batchPath(batchId, 'marking')}>{texts(lang, words)('back')}</a>}
        >
          {run ? (
            <Facts
              rows={[
                [t('theoryMarks'), <strong class="fs-2">{run.marks}</strong>],
                ['', t('runFacts', { run: run.run, scorer: run.scorerVersion, form: run.formId })],
                [t('receipt'), <Hash value={run.receipt} />],
              ]}
            />
          ) : (
            <EmptyState title={t('noRun')} />
          )}
        </Card>
        {run ? (
          <Card flush>
            <Table
              head={[t('number'), t('point'), t('full'), t('got'), t('reasons')]}
              empty=""
              rows={run.credits.map((mark) => [
                mark.number,
                <a href={`${bank}/points/${mark.point}`}>
                  <code>{mark.point}</code>
                </a>,
                mark.fullMarks,
                <strong class={mark.marks === mark.fullMarks ? 'text-success' : ''}>{mark.marks}</strong>,
                <span class="text-secondary">
                  {mark.credit.reasons
                    .map((reason) => (reason as { zh: string; en: string })[lang])
                    .join(' ')}
                </span>,
              ])}
            />
          </Card>
        ) : null}
      </>,
    )
  })
  return app
}
