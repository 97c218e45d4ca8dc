/* The head of the batch sees how far marking has come, settles panels, records 缺考 and 违纪. */
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
import { getBatch, listBatchStaff } from '../../batches/get-batch.ts'
import { isAllowed } from '../../identity/permissions.ts'
import type { Refusal } from '../../kernel/refusal.ts'
import { listPracticalMarks, settlePracticalPanel } from '../../marking/enter-practical-sheet.ts'
import { listMarkingProgress, type MarkingProgress } from '../../marking/list-marking-progress.ts'
import { clearPartStatus, setPartStatus } from '../../marking/set-part-status.ts'
import { Figures } from '../components/facts.tsx'
import { answerForm, invalid } from '../components/form-answer.ts'
import { Badge, Card, EmptyState, Select, Submit, Table } from '../components/parts.tsx'
import { texts } from '../messages/define-messages.ts'
import { markingMessages } from '../messages/marking.ts'
import { words } from '../messages/words.ts'
import { batchPath, renderBatch } from './frame.tsx'
import { PanelTable } from './panel-table.tsx'
import { Reason, StatusFields } from './sitting.tsx'

const outcomes = ['settled', 'statusSaved', 'cleared'] as const
const partIds = ['theory', 'practical', 'review'] as const

export function batchMarkingPages(contexts: Contexts): Hono<Env> {
  const app = new Hono<Env>()
  const ctx = contexts.staff
  const back = (batchId: string, done: (typeof outcomes)[number]) =>
    `${batchPath(batchId, 'marking')}?done=${done}`

  app.get('/centre/batches/:id/marking', (c) => render(c))

  app.post('/centre/batches/:id/marking/decisions', async (c) => {
    const batchId = c.req.param('id')
    const form = await readForm(c)
    const disputed = await readFormList(c, 'disputed')
    const holding = await readFormList(c, 'holds')
    return answerForm(
      async () => {
        await settlePracticalPanel(ctx, requireStaff(c), {
          batchId,
          admissionNo: form.admissionNo ?? '',
          marks: readMarks(form.marks),
          vetoes: Object.fromEntries(disputed.map((id) => [id.slice(0, 8), holding.includes(id)])),
          reason: (form.reason ?? '').slice(0, 1000),
        })
        return c.redirect(back(batchId, 'settled'), 303)
      },
      (refusal) => render(c, refusal, form),
    )
  })

  app.post('/centre/batches/:id/marking/statuses', async (c) => {
    const batchId = c.req.param('id')
    const form = await readForm(c)
    return answerForm(
      async () => {
        const actor = requireStaff(c)
        const part = partIds.find((one) => one === form.part)
        const state = (['absent', 'violation', 'none'] as const).find((one) => one === form.state)
        if (!part || !state) throw invalid('请选择部分和状态', 'choose a part and a state')
        const input = {
          batchId,
          admissionNo: form.admissionNo ?? '',
          part,
          reason: (form.reason ?? '').slice(0, 1000),
        }
        if (state === 'none') await clearPartStatus(ctx, actor, input)
        else await setPartStatus(ctx, actor, { ...input, state })
        return c.redirect(back(batchId, state === 'none' ? 'cleared' : 'statusSaved'), 303)
      },
      (refusal) => render(c, refusal, form),
    )
  })

  async function render(c: AppContext, refusal?: Refusal, form: Record<string, string> = {}) {
    const actor = requireStaff(c)
    const batchId = c.req.param('id') ?? ''
    const lang = c.get('lang')
    const t = texts(lang, markingMessages)
    const batch = await getBatch(ctx, actor, batchId, 'result.read')
    const [progress, practical, staff] = await Promise.all([
      listMarkingProgress(ctx, actor, batchId),
      listPracticalMarks(ctx, actor, batchId),
      listBatchStaff(ctx, actor, batchId),
    ])
    const done = outcomes.find((one) => one === c.req.query('done'))
    const may = (operation: 'marking.status' | 'result.compute') =>
      isAllowed(actor, operation, batch.organisationId)
    const canRecord = may('marking.status') && ['ready', 'open', 'closed', 'marked'].includes(batch.state)
    const names = new Map(progress.map((one) => [one.admissionNo, one.name]))
    return renderBatch(
      c,
      { contexts, actor, batch, tab: 'marking', refusal, done: done && t(done) },
      <>
        <ProgressFigures lang={lang} progress={progress} />
        <Card
          flush
          title={t('perCandidate')}
          actions={
            may('result.compute') ? (
              <a class="btn" href={batchPath(batchId, 'results')}>
                {t('goCompute')}
              </a>
            ) : undefined
          }
        >
          <ProgressTable lang={lang} progress={progress} batchId={batchId} canClear={canRecord} />
        </Card>
        <Card flush title={practical ? `${t('panel')}：${practical.task.title}` : t('panel')} id="practical">
          {practical ? (
            <PanelTable
              lang={lang}
              batchId={batchId}
              rows={practical.rows}
              names={names}
              raters={staff.filter((person) => person.role === 'practical-rater')}
              settle={
                may('result.compute')
                  ? batch.state === 'closed' || batch.state === 'marked'
                    ? 'now'
                    : 'later'
                  : 'never'
              }
              form={refusal ? form : {}}
            />
          ) : (
            <EmptyState title={t('noTask')} />
          )}
        </Card>
        {canRecord ? (
          <Card title={t('status')}>
            <form method="post" action={`${batchPath(batchId, 'marking')}/statuses`}>
              <div class="row">
                <div class="col-md-4">
                  <Select
                    label={t('candidate')}
                    name="admissionNo"
                    value={form.admissionNo}
                    choices={progress.map((one) => ({
                      value: one.admissionNo,
                      text: `${one.admissionNo} ${one.name}`,
                    }))}
                  />
                </div>
                <div class="col-md-8">
                  <StatusFields lang={lang} parts={batch.rules.parts.map((part) => part.id)} form={form} />
                </div>
              </div>
              <Reason lang={lang} form={form} id="status" />
              <Submit tone="danger">{t('status')}</Submit>
            </form>
          </Card>
        ) : null}
      </>,
    )
  }

  return app
}

function readMarks(text: string | undefined): number | undefined {
  const trimmed = (text ?? '').trim()
  if (trimmed === '') return undefined
  if (/^\d{1,3}(\.\d{1,2})?$/.test(trimmed)) return Number(trimmed)
  throw invalid('裁定分数应为数，至多两位小数', 'the marks must be a number with at most two decimals')
}

const ProgressFigures: FC<{ lang: Language; progress: readonly MarkingProgress[] }> = ({
  lang,
  progress,
}) => {
  const t = texts(lang, markingMessages)
  const sum = (state: 'open' | 'arbitration' | 'done') =>
    progress.reduce((total, one) => total + one.answers[state], 0)
  return (
    <Figures
      figures={[
        { value: progress.filter((one) => one.sitting === 'submitted').length, text: t('submitted') },
        {
          value: progress.filter((one) => one.theory && !one.theory.needsRater).length,
          text: t('machineMarked'),
          tone: 'success',
        },
        { value: sum('open'), text: t('answersOpen'), tone: sum('open') > 0 ? 'warning' : undefined },
        {
          value: sum('arbitration'),
          text: t('answersArbitration'),
          tone: sum('arbitration') > 0 ? 'danger' : undefined,
        },
        { value: progress.filter((one) => one.sitting === undefined).length, text: t('absentSoFar') },
      ]}
    />
  )
}

const ProgressTable: FC<{
  lang: Language
  progress: readonly MarkingProgress[]
  batchId: string
  canClear: boolean
}> = ({ lang, progress, batchId, canClear }) => {
  const t = texts(lang, markingMessages)
  const w = texts(lang, words)
  const path = batchPath(batchId, 'marking')
  return (
    <Table
      head={[t('candidate'), t('sittingState'), t('theoryMarks'), t('statuses'), '']}
      empty=""
      rows={progress.map((one) => [
        <>
          <div class="text-nowrap">{one.name}</div>
          <div class="text-secondary small tabular">{one.admissionNo}</div>
        </>,
        one.sitting ? t(`sitting.${one.sitting as 'open'}`) : t('notStarted'),
        one.theory ? (
          <span class="text-nowrap">
            {one.theory.needsRater ? <Badge tone="warning">{t('needsRater')}</Badge> : one.theory.marks}
          </span>
        ) : (
          '—'
        ),
        <div>
          {one.statuses.map((status) => (
            <form method="post" action={`${path}/statuses`} class="d-flex flex-wrap gap-2 align-items-center">
              <input type="hidden" name="admissionNo" value={one.admissionNo} />
              <input type="hidden" name="part" value={status.part} />
              <input type="hidden" name="state" value="none" />
              <input type="hidden" name="reason" value={t('clear')} />
              <Badge tone="danger">
                {w(`part.${status.part}`)} {w(`partState.${status.state}`)}
              </Badge>
              <span class="text-secondary small">{status.reason}</span>
              {canClear ? (
                <button type="submit" class="btn btn-sm">
                  {t('clear')}
                </button>
              ) : null}
            </form>
          ))}
        </div>,
        one.theory ? <a href={`${path}/${one.admissionNo}`}>{t('why')}</a> : '',
      ])}
    />
  )
}
