/* The candidates of a batch, and the list that adds them: checked whole, taken whole or not at all. */
import { Hono } from 'hono'
import type { FC } from 'hono/jsx'
import {
  type AppContext,
  type Contexts,
  type Env,
  type Language,
  readForm,
  readFormFiles,
  requireStaff,
} from '../../api/door.ts'
import { limits } from '../../api/limits.ts'
import { admitCandidates, type RowFault, tryCandidates } from '../../batches/admit-candidates.ts'
import { removeCandidate } from '../../batches/change-batch.ts'
import { getBatch, listAdmissions } from '../../batches/get-batch.ts'
import type { Admission } from '../../batches/model.ts'
import { isAllowed } from '../../identity/permissions.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { EligibilityVerdict } from '../../standards/eligibility.ts'
import { answerForm, invalid } from '../components/form-answer.ts'
import { Alert, Badge, Card, Field, Select, Submit, Table, TextArea } from '../components/parts.tsx'
import { batchMessages } from '../messages/batches.ts'
import { texts } from '../messages/define-messages.ts'
import { decodeText, readCandidateFile, templateText } from './candidate-file.ts'
import { batchPath, renderBatch } from './frame.tsx'

const mostRows = 2000

interface State {
  readonly list?: string
  readonly lines?: readonly number[]
  readonly faults?: readonly RowFault[]
  readonly checked?: number
  readonly refusal?: Refusal
}

export function candidatePages(contexts: Contexts): Hono<Env> {
  const app = new Hono<Env>()
  const ctx = contexts.staff

  app.get('/centre/batches/:id/candidates', (c) => render(c, {}))

  app.get('/centre/batches/:id/candidates/template.csv', async (c) => {
    await getBatch(ctx, requireStaff(c), c.req.param('id'), 'batch.admit')
    return c.body(templateText, 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': "attachment; filename*=UTF-8''%E8%80%83%E7%94%9F%E5%90%8D%E5%8D%95.csv",
    })
  })

  app.post('/centre/batches/:id/candidates', limits({ bodyBytes: 2_000_000, seconds: 20 }), async (c) => {
    const actor = requireStaff(c)
    const batchId = c.req.param('id')
    const form = await readForm(c)
    const [file] = await readFormFiles(c, 'file')
    const list = file ? decodeText(new Uint8Array(await file.arrayBuffer())) : (form.list ?? '')
    const read = parsed(list)
    if (read instanceof Refusal) return render(c, { list, refusal: read })
    if (read.faults.length > 0) return render(c, { list, lines: read.lines, faults: read.faults })
    return answerForm(
      async () => {
        const input = { batchId, rows: read.rows }
        if (form.do === 'check') {
          const { length } = await tryCandidates(ctx, contexts.secrets, actor, input)
          return render(c, { list, checked: length })
        }
        const { length } = await admitCandidates(ctx, contexts.secrets, actor, input)
        return c.redirect(`${batchPath(batchId, 'candidates')}?imported=${length}`, 303)
      },
      (refusal) => {
        const faults = refusal.details.faults as readonly RowFault[] | undefined
        return render(c, { list, lines: read.lines, ...(faults ? { faults } : { refusal }) })
      },
    )
  })

  app.post('/centre/batches/:id/candidates/removal', async (c) => {
    const actor = requireStaff(c)
    const batchId = c.req.param('id')
    const form = await readForm(c)
    return answerForm(
      async () => {
        await removeCandidate(ctx, actor, {
          batchId,
          admissionNo: (form.admissionNo ?? '').slice(0, 40),
          reason: (form.reason ?? '').slice(0, 500),
        })
        return c.redirect(`${batchPath(batchId, 'candidates')}?done=removed`, 303)
      },
      (refusal) => render(c, { refusal }),
    )
  })

  async function render(c: AppContext, { list, lines, faults, checked, refusal }: State) {
    const actor = requireStaff(c)
    const batchId = c.req.param('id') ?? ''
    const lang = c.get('lang')
    const t = texts(lang, batchMessages)
    const batch = await getBatch(ctx, actor, batchId)
    const admissions = await listAdmissions(ctx, actor, batchId)
    const mayAdmit =
      isAllowed(actor, 'batch.admit', batch.organisationId) && ['draft', 'ready'].includes(batch.state)
    const imported = Number(c.req.query('imported'))
    const path = batchPath(batchId, 'candidates')
    return renderBatch(
      c,
      {
        contexts,
        actor,
        batch,
        tab: 'candidates',
        refusal,
        status: faults && 422,
        done:
          imported > 0 && imported <= mostRows
            ? t('imported', { count: imported })
            : c.req.query('done') === 'removed'
              ? t('removed')
              : undefined,
      },
      <>
        {faults ? <Faults lang={lang} faults={faults} lines={lines ?? []} /> : null}
        {checked !== undefined ? <Alert tone="success">{t('checkedWell', { count: checked })}</Alert> : null}
        {mayAdmit ? (
          <details class="card mb-3" open={list !== undefined || admissions.length === 0}>
            <summary class="card-header">
              <h2 class="card-title d-inline">{t('addCandidates')}</h2>
            </summary>
            <form class="card-body" method="post" action={path} enctype="multipart/form-data">
              <p class="text-secondary">
                {t('csvHint')} <a href={`${path}/template.csv`}>{t('template')}</a>
              </p>
              <TextArea
                label={t('rows')}
                name="list"
                rows={7}
                value={list}
                placeholder="张三,居民身份证,3201…,第一考场,01"
              />
              <Field
                label={t('file')}
                name="file"
                type="file"
                accept=".csv,.txt,text/csv"
                hint={t('fileHint')}
              />
              <button type="submit" class="btn" name="do" value="check">
                {t('check')}
              </button>{' '}
              <button type="submit" class="btn btn-primary" name="do" value="import">
                {t('import')}
              </button>
              <span class="text-secondary ms-3">{t('allOrNothing')}</span>
            </form>
          </details>
        ) : null}
        <Card
          flush
          title={
            <>
              {t('candidates')} <Badge>{admissions.length}</Badge>
            </>
          }
          actions={
            admissions.length > 0 ? (
              <span class="d-flex flex-wrap gap-2 align-items-center">
                {t('prints')}
                {(['tickets', 'labels', 'signInSheet'] as const).map((print) => (
                  <a class="btn btn-sm" href={`${path}/${print}`}>
                    {t(print)}
                  </a>
                ))}
              </span>
            ) : undefined
          }
        >
          <CandidateTable lang={lang} admissions={admissions} />
        </Card>
        {mayAdmit && admissions.length > 0 && (batch.state === 'draft' || ctx.clock.now() < batch.opensAt) ? (
          <details class="card mb-3">
            <summary class="card-header">
              <h2 class="card-title d-inline">{t('removeTitle')}</h2>
            </summary>
            <form class="card-body" method="post" action={`${path}/removal`}>
              <p class="text-secondary">{t('removeHint')}</p>
              <Select
                label={t('candidates')}
                name="admissionNo"
                choices={admissions.map((one) => ({
                  value: one.admissionNo,
                  text: `${one.admissionNo} ${one.name}`,
                }))}
              />
              <Field label={t('removeReason')} name="reason" maxlength={500} required />
              <Submit tone="danger">{t('remove')}</Submit>
            </form>
          </details>
        ) : null}
      </>,
    )
  }

  return app
}

function parsed(list: string) {
  try {
    const read = readCandidateFile(list)
    if (read.rows.length === 0) return invalid('名单是空的', 'the list is empty')
    if (read.rows.length > mostRows)
      return invalid(`一次最多导入 ${mostRows} 人`, `at most ${mostRows} candidates at a time`)
    return read
  } catch {
    return invalid('名单不是可读的 CSV，请检查引号', 'the list is no readable CSV: check the quotes')
  }
}

const Faults: FC<{ lang: Language; faults: readonly RowFault[]; lines: readonly number[] }> = ({
  lang,
  faults,
  lines,
}) => {
  const t = texts(lang, batchMessages)
  const rows = new Set(faults.map((fault) => fault.row)).size
  return (
    <div class="card mb-3 border-danger" role="alert">
      <div class="card-header">
        <h2 class="card-title text-danger">{t('faultsTitle', { count: rows })}</h2>
      </div>
      <Table
        head={['', t('fault')]}
        empty=""
        rows={faults
          .slice(0, 200)
          .map((fault) => [
            <span class="text-nowrap">{t('faultRow', { line: lines[fault.row - 1] ?? fault.row })}</span>,
            fault[lang],
          ])}
      />
    </div>
  )
}

const CandidateTable: FC<{ lang: Language; admissions: readonly Admission[] }> = ({ lang, admissions }) => {
  const t = texts(lang, batchMessages)
  return (
    <Table
      head={[t('admissionNo'), t('name'), t('idNumber'), t('room'), t('seat'), t('extra'), t('eligibility')]}
      empty={t('noCandidates')}
      rows={admissions.map((one) => [
        <span class="tabular text-nowrap">{one.admissionNo}</span>,
        <span class="text-nowrap">{one.name}</span>,
        <span class="tabular text-nowrap">{one.idNumberMasked}</span>,
        <span class="text-nowrap">{one.room ?? ''}</span>,
        one.seat ?? '',
        one.extraMinutes > 0 ? `+${one.extraMinutes}` : '',
        <Eligibility lang={lang} verdict={one.eligibility as EligibilityVerdict | null} />,
      ])}
    />
  )
}

const Eligibility: FC<{ lang: Language; verdict: EligibilityVerdict | null }> = ({ lang, verdict }) => {
  const t = texts(lang, batchMessages)
  if (!verdict) return <span class="text-secondary">{t('unchecked')}</span>
  if (verdict.eligible)
    return (
      <span title={verdict.text}>
        <Badge tone="success">{t('eligible', { clause: verdict.clause })}</Badge>
      </span>
    )
  return <Badge tone="warning">{t('forReview', { clauses: verdict.forReview.join('、') })}</Badge>
}
