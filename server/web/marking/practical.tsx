/* The candidates of a practical rater, with this rater's own marks and nobody else's. */
import { Hono } from 'hono'
import {
  type AppContext,
  type Contexts,
  type Env,
  readForm,
  readFormList,
  requireStaff,
} from '../../api/door.ts'
import { getBatch, listAdmissions, listBatchStaff } from '../../batches/get-batch.ts'
import type { StaffActor } from '../../identity/model.ts'
import { Refusal } from '../../kernel/refusal.ts'
import {
  enterPracticalSheet,
  listPracticalMarks,
  type PracticalRow,
} from '../../marking/enter-practical-sheet.ts'
import type { PracticalSheet } from '../../marking/model.ts'
import { markingRefusals } from '../../marking/refusals.ts'
import { answerForm, notFound, wholeNumber } from '../components/form-answer.ts'
import { Alert, Badge, Card, PageBody, PageHeader, Table } from '../components/parts.tsx'
import { renderPage } from '../layout.tsx'
import { texts } from '../messages/define-messages.ts'
import { markingMessages } from '../messages/marking.ts'
import { words } from '../messages/words.ts'
import { SheetForm, type SheetValues } from './sheet-form.tsx'

export function practicalPages(contexts: Contexts): Hono<Env> {
  const app = new Hono<Env>()
  const ctx = contexts.staff
  const base = (batchId: string) => `/marking/${encodeURIComponent(batchId)}/practical`

  app.get('/marking/:batchId/practical', async (c) => {
    const actor = requireStaff(c)
    const lang = c.get('lang')
    const t = texts(lang, markingMessages)
    const { batch, task, rows } = await load(actor, c.req.param('batchId'))
    const admissions = await listAdmissions(ctx, actor, batch.id)
    return renderPage(
      c,
      { title: t('practicalTitle'), at: 'marking', styles: ['pages'] },
      <>
        <PageHeader
          title={t('practicalTitle')}
          pretitle={<a href="/marking">{t('title')}</a>}
          lead={`${batch.title} · ${t('taskOf', { title: task.title, minutes: task.minutes })}`}
        />
        <PageBody>
          <Card flush>
            <div class="flush-hint text-secondary">{t('independent')}</div>
            <Table
              head={[t('candidate'), t('ownMarks'), '']}
              empty=""
              rows={admissions.map((one) => {
                const sheet = ownSheet(actor, rows, one.admissionNo)
                return [
                  <>
                    <div>
                      {one.name}{' '}
                      <span class="text-secondary">{[one.room, one.seat].filter(Boolean).join(' ')}</span>
                    </div>
                    <div class="text-secondary small tabular">{one.admissionNo}</div>
                  </>,
                  sheet ? (
                    <>
                      <strong>{sheet.marks}</strong>{' '}
                      {sheet.vetoes.length > 0 ? <Badge tone="danger">{sheet.vetoes.join(' ')}</Badge> : null}
                      <div class="text-secondary small">{t('revision', { n: sheet.revision })}</div>
                    </>
                  ) : (
                    <span class="text-secondary">{t('notYet')}</span>
                  ),
                  <a
                    class={`btn btn-sm ${sheet ? '' : 'btn-primary'}`}
                    href={`${base(batch.id)}/${one.admissionNo}`}
                  >
                    {sheet ? t('change') : t('open')}
                  </a>,
                ]
              })}
            />
          </Card>
        </PageBody>
      </>,
    )
  })

  app.get('/marking/:batchId/practical/:admissionNo', (c) => render(c))

  app.post('/marking/:batchId/practical/:admissionNo', async (c) => {
    const actor = requireStaff(c)
    const { batchId, admissionNo } = c.req.param()
    const form = await readForm(c)
    const vetoes = (await readFormList(c, 'veto')).map((id) => id.slice(0, 8))
    const values = { counts: form, vetoes, comment: form.comment }
    return answerForm(
      async () => {
        const marks = await enterPracticalSheet(ctx, actor, {
          batchId,
          admissionNo,
          deductions: readDeductions(form),
          vetoes,
          comment: form.comment?.slice(0, 1000),
        })
        return c.redirect(`${base(batchId)}/${admissionNo}?saved=${marks}`, 303)
      },
      (refusal) => render(c, refusal, values),
    )
  })

  async function render(c: AppContext, refusal?: Refusal, values?: SheetValues) {
    const actor = requireStaff(c)
    const { batchId = '', admissionNo = '' } = c.req.param()
    const lang = c.get('lang')
    const t = texts(lang, markingMessages)
    const { batch, task, rows } = await load(actor, batchId)
    const person = (await listAdmissions(ctx, actor, batchId)).find((one) => one.admissionNo === admissionNo)
    if (!person) throw notFound(admissionNo)
    const sheet = ownSheet(actor, rows, admissionNo)
    const saved = c.req.query('saved')
    const isOpen = ['ready', 'open', 'closed'].includes(batch.state)
    return renderPage(
      c,
      {
        title: `${t('sheet')} · ${person.name}`,
        at: 'marking',
        styles: ['pages'],
        scripts: ['sheet-total'],
        status: refusal?.kind.status ?? 200,
      },
      <>
        <PageHeader
          title={`${person.name} ${admissionNo}`}
          pretitle={<a href={base(batchId)}>{t('backToList')}</a>}
          lead={t('taskOf', { title: task.title, minutes: task.minutes })}
        />
        <PageBody>
          {saved && /^\d{1,3}(\.\d+)?$/.test(saved) ? (
            <Alert tone="success">{t('sheetSaved', { marks: saved })}</Alert>
          ) : null}
          {refusal ? <Alert tone="danger">{refusal.sentence(lang)}</Alert> : null}
          {isOpen ? null : (
            <Alert tone="warning">
              {t('closedNow', { state: texts(lang, words)(`state.${batch.state}`) })}
            </Alert>
          )}
          <SheetForm
            lang={lang}
            task={task}
            action={`${base(batchId)}/${admissionNo}`}
            values={values ?? valuesOf(sheet)}
            disabled={!isOpen}
          />
        </PageBody>
      </>,
    )
  }

  /** Refuses raters who are not on the panel, as saving would. */
  async function load(actor: StaffActor, batchId: string) {
    const batch = await getBatch(ctx, actor, batchId, 'marking.practical')
    const staff = await listBatchStaff(ctx, actor, batchId)
    if (!staff.some((one) => one.userId === actor.userId && one.role === 'practical-rater'))
      throw new Refusal(markingRefusals['not-on-panel'], { role: '操作技能考评员 practical rater' })
    const practical = await listPracticalMarks(ctx, actor, batchId)
    if (!practical) throw notFound(`${batchId}/practical`)
    return { batch, ...practical }
  }

  return app
}

const ownSheet = (
  actor: StaffActor,
  rows: readonly PracticalRow[],
  admissionNo: string,
): PracticalSheet | undefined =>
  rows.find((row) => row.admissionNo === admissionNo)?.sheets.find((sheet) => sheet.raterId === actor.userId)

function valuesOf(sheet: PracticalSheet | undefined): SheetValues {
  const counts: Record<string, string> = {}
  for (const [line, deductions] of Object.entries(sheet?.deductions ?? {}))
    for (const [id, count] of Object.entries(deductions)) counts[`d/${line}/${id}`] = String(count)
  return { counts, vetoes: sheet?.vetoes ?? [], comment: sheet?.comment ?? '' }
}

/** Fields d/<line>/<deduction>; empty means no fault. */
function readDeductions(form: Readonly<Record<string, string>>): Record<string, Record<string, number>> {
  const deductions: Record<string, Record<string, number>> = {}
  for (const [name, text] of Object.entries(form)) {
    const match = /^d\/([\w.]{1,12})\/(\w{1,4})$/.exec(name)
    if (!match || text.trim() === '') continue
    const count = wholeNumber(text, {
      zh: `${match[1]} 的次数`,
      en: `the count of ${match[1]}`,
      min: 0,
      max: 999,
    })
    if (count > 0) deductions[match[1]!] = { ...deductions[match[1]!], [match[2]!]: count }
  }
  return deductions
}
