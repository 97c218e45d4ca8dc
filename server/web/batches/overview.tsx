/* The overview of a batch: what it is, what is missing, confirm and close. */
import { Hono } from 'hono'
import { type AppContext, type Contexts, type Env, requireStaff } from '../../api/door.ts'
import { getTaskRevision } from '../../banks/list-items.ts'
import { confirmBatch, listGaps } from '../../batches/confirm-batch.ts'
import { getBatch, listAdmissions, listBatchForms, listBatchStaff } from '../../batches/get-batch.ts'
import type { BatchStaffRole } from '../../batches/model.ts'
import { isAllowed } from '../../identity/permissions.ts'
import type { Refusal } from '../../kernel/refusal.ts'
import { closeBatch } from '../../sittings/close-batch.ts'
import { getStandardRevision } from '../../standards/get-standard.ts'
import { Facts, Figures, PostButton } from '../components/facts.tsx'
import { answerForm } from '../components/form-answer.ts'
import { Alert, Card } from '../components/parts.tsx'
import { batchMessages } from '../messages/batches.ts'
import { texts } from '../messages/define-messages.ts'
import { levelName } from '../messages/words.ts'
import { batchPath, renderBatch, windowText } from './frame.tsx'

const outcomes = ['created', 'changed', 'confirmed', 'closed'] as const

export function batchOverviewPages(contexts: Contexts): Hono<Env> {
  const app = new Hono<Env>()
  const ctx = contexts.staff

  app.get('/centre/batches/:id', (c) => render(c))

  app.post('/centre/batches/:id/confirmation', async (c) => {
    const id = c.req.param('id')
    return answerForm(
      async () => {
        await confirmBatch(ctx, requireStaff(c), id)
        return c.redirect(`${batchPath(id)}?done=confirmed`, 303)
      },
      (refusal) => render(c, refusal),
    )
  })

  app.post('/centre/batches/:id/closure', async (c) => {
    const id = c.req.param('id')
    return answerForm(
      async () => {
        await closeBatch(ctx, requireStaff(c), id)
        return c.redirect(`${batchPath(id)}?done=closed`, 303)
      },
      (refusal) => render(c, refusal),
    )
  })

  async function render(c: AppContext, refusal?: Refusal) {
    const actor = requireStaff(c)
    const id = c.req.param('id') ?? ''
    const lang = c.get('lang')
    const t = texts(lang, batchMessages)
    const batch = await getBatch(ctx, actor, id)
    const [gaps, forms, staff, admissions, { standard }, task] = await Promise.all([
      listGaps(ctx, actor, id),
      listBatchForms(ctx, actor, id),
      listBatchStaff(ctx, actor, id),
      listAdmissions(ctx, actor, id),
      getStandardRevision(ctx, batch.standardHash),
      batch.practicalTaskHash ? getTaskRevision(ctx, batch.practicalTaskHash) : undefined,
    ])
    const may = (operation: 'batch.open' | 'batch.close') => isAllowed(actor, operation, batch.organisationId)
    const named = (role: BatchStaffRole) => staff.filter((person) => person.role === role)
    const people = (role: BatchStaffRole) =>
      named(role)
        .map((person) => person.name)
        .join('、') || '—'
    const found = outcomes.find((one) => one === c.req.query('done'))
    return renderBatch(
      c,
      { contexts, actor, batch, tab: 'overview', refusal, done: found && t(found) },
      <>
        {batch.state === 'draft' ? (
          <Card title={gaps.length === 0 ? t('readyToConfirm') : t('gaps')}>
            {gaps.length === 0 ? (
              <Alert tone="success">{t('noGaps')}</Alert>
            ) : (
              <ul class="mb-3">
                {gaps.map((gap) => (
                  <li>{gap[lang]}</li>
                ))}
              </ul>
            )}
            {gaps.length > 0 && may('batch.open') ? (
              <div class="d-flex flex-wrap gap-2">
                <a class="btn" href={batchPath(id, 'candidates')}>
                  {t('addCandidates')}
                </a>
                <a class="btn" href={batchPath(id, 'forms')}>
                  {t('chooseBoth')}
                </a>
              </div>
            ) : null}
            {may('batch.open') && gaps.length === 0 ? (
              <div class="d-flex flex-wrap gap-3 align-items-center">
                <PostButton action={`${batchPath(id)}/confirmation`} confirm={t('noWayBack')}>
                  {t('confirm')}
                </PostButton>
                <span class="text-secondary">{t('confirmHint')}</span>
              </div>
            ) : null}
          </Card>
        ) : null}
        {(batch.state === 'ready' || batch.state === 'open') &&
        ctx.clock.now() >= batch.opensAt &&
        may('batch.close') ? (
          <Card>
            <div class="d-flex flex-wrap gap-3 align-items-center">
              <PostButton action={`${batchPath(id)}/closure`} tone="danger" confirm={t('closeConfirm')}>
                {t('close')}
              </PostButton>
              <span class="text-secondary">{t('closeHint')}</span>
            </div>
          </Card>
        ) : null}
        <Figures
          figures={[
            { value: admissions.length, text: t('candidates') },
            { value: forms.length, text: t('formCount') },
            { value: named('invigilator').length, text: t('invigilators') },
            { value: named('rater').length, text: t('raters') },
            { value: named('practical-rater').length, text: t('practicalRaters') },
          ]}
        />
        <Card
          title={t('facts')}
          actions={
            (batch.state === 'draft' || (batch.state === 'ready' && ctx.clock.now() < batch.opensAt)) &&
            isAllowed(actor, 'batch.change', batch.organisationId) ? (
              <a class="btn btn-sm" href={`${batchPath(id)}/change`}>
                {t('change')}
              </a>
            ) : undefined
          }
        >
          <Facts
            rows={[
              [
                t('standard'),
                <a href={`/standards/${standard.id}/${standard.edition}`}>
                  {standard.title}（{standard.edition}）
                </a>,
              ],
              [
                t('bank'),
                <a href={`/banks/${batch.bankId}/levels/${batch.level}`}>
                  {batch.bankId} · {levelName(batch.level, lang)}
                </a>,
              ],
              [t('specialisation'), batch.specialisation],
              [t('window'), windowText(batch)],
              [
                t('times'),
                t('timesText', {
                  minutes: batch.minutes,
                  late: batch.lateEntryMinutes,
                  early: batch.earlyLeaveMinutes,
                  grace: batch.graceSeconds,
                }),
              ],
              [
                t('rules'),
                batch.rules.parts.map((part) => (
                  <div>{t('ruleText', { part: part.name, full: part.fullMarks, pass: part.passMark })}</div>
                )),
              ],
              [t('task'), task?.task.title ?? '—'],
              [t('invigilators'), people('invigilator')],
              [t('raters'), people('rater')],
              [t('practicalRaters'), people('practical-rater')],
            ]}
          />
        </Card>
      </>,
    )
  }

  return app
}
