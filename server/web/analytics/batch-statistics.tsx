/* The figures of a batch: its forms, how they compare, and the download; its people are in batch-people.tsx. */
import { Hono } from 'hono'
import type { FC } from 'hono/jsx'
import { type BatchReport, getBatchReport, settleFinding } from '../../analytics/get-batch-statistics.ts'
import { type FormFigures, fewAnswers } from '../../analytics/model.ts'
import {
  type AppContext,
  type Contexts,
  type Env,
  type Language,
  readForm,
  requireStaff,
} from '../../api/door.ts'
import { getBatch, listAdmissions, listBatchStaff } from '../../batches/get-batch.ts'
import { isAllowed } from '../../identity/permissions.ts'
import type { Refusal } from '../../kernel/refusal.ts'
import { batchPath, renderBatch } from '../batches/frame.tsx'
import { BarsChart, seriesColours } from '../components/chart.tsx'
import { answerForm } from '../components/form-answer.ts'
import { Badge, Card, EmptyState, Table, Time } from '../components/parts.tsx'
import { batchStatisticsMessages } from '../messages/analytics.ts'
import { texts } from '../messages/define-messages.ts'
import { rulingMessages } from '../messages/rulings.ts'
import { Agreement, Raters, Unusual } from './batch-people.tsx'

export function batchStatisticsPages(contexts: Contexts): Hono<Env> {
  const app = new Hono<Env>()
  const ctx = contexts.staff
  const path = (id: string) => batchPath(id, 'statistics')

  app.get('/centre/batches/:id/statistics', (c) => render(c))

  app.get('/centre/batches/:id/statistics.csv', async (c) => {
    const id = c.req.param('id')
    const report = await getBatchReport(ctx, requireStaff(c), id)
    return c.body(csvOf(report), 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="statistics-${encodeURIComponent(id)}.csv"`,
    })
  })

  app.post('/centre/batches/:id/agreement', async (c) => {
    const actor = requireStaff(c)
    const id = c.req.param('id')
    const form = await readForm(c)
    return answerForm(
      async () => {
        await settleFinding(ctx, actor, {
          batchId: id,
          first: form.first ?? '',
          second: form.second ?? '',
          note: form.note ?? '',
        })
        return c.redirect(`${path(id)}?done=settled`, 303)
      },
      (refusal) => render(c, refusal),
    )
  })

  async function render(c: AppContext, refusal?: Refusal) {
    const actor = requireStaff(c)
    const id = c.req.param('id') ?? ''
    const lang = c.get('lang')
    const t = texts(lang, batchStatisticsMessages)
    const batch = await getBatch(ctx, actor, id, 'statistics.read')
    const report = await getBatchReport(ctx, actor, id)
    const maySettle = isAllowed(actor, 'statistics.settle', batch.organisationId)
    const [admissions, staff] = report
      ? await Promise.all([listAdmissions(ctx, actor, id), listBatchStaff(ctx, actor, id)])
      : [[], []]
    const names = new Map(
      admissions.map((one) => [one.admissionNo, `${one.name} ${one.room ?? ''} ${one.seat ?? ''}`]),
    )
    const raterNames = new Map(staff.map((one) => [one.userId, one.name]))
    return renderBatch(
      c,
      {
        contexts,
        actor,
        batch,
        tab: 'statistics',
        refusal,
        done: c.req.query('done') === 'settled' ? t('settled') : undefined,
      },
      report ? (
        <>
          <Forms
            lang={lang}
            report={report}
            csv={`${batchPath(id)}/statistics.csv`}
            items={
              isAllowed(actor, 'marking.rule', batch.organisationId) ? `${batchPath(id)}/items` : undefined
            }
          />
          <Distribution lang={lang} report={report} />
          <Equated lang={lang} report={report} />
          <Agreement
            lang={lang}
            report={report}
            action={maySettle ? `${batchPath(id)}/agreement` : undefined}
            nameOf={(no) => names.get(no) ?? ''}
          />
          <Unusual lang={lang} report={report} nameOf={(no) => names.get(no) ?? ''} />
          <Raters lang={lang} raters={report.raters} nameOf={(userId) => raterNames.get(userId) ?? userId} />
        </>
      ) : (
        <Card>
          <EmptyState title={t('none')} />
        </Card>
      ),
    )
  }

  return app
}

interface Part {
  readonly lang: Language
  readonly report: BatchReport
}

const Forms: FC<Part & { csv: string; items: string | undefined }> = ({ lang, report, csv, items }) => {
  const t = texts(lang, batchStatisticsMessages)
  const rows = report.statistics.forms.flatMap((form) => {
    const pooled = report.pooled.find((one) => one.formId === form.formId)
    return [
      { name: t('here'), form },
      // Where the form was used before, the figures of all uses stand beside.
      ...(pooled && pooled.n > form.n ? [{ name: t('everywhere'), form: pooled }] : []),
    ]
  })
  return (
    <Card
      flush
      title={t('forms')}
      actions={
        <span class="d-flex gap-2">
          {items ? (
            <a class="btn btn-sm" href={items}>
              {texts(lang, rulingMessages)('title')}
            </a>
          ) : null}
          <a class="btn btn-sm" href={csv}>
            {t('download')}
          </a>
        </span>
      }
    >
      <Table
        head={[
          t('form'),
          '',
          t('n'),
          t('passRate'),
          t('cut'),
          t('mean'),
          t('sd'),
          t('alpha'),
          t('sem'),
          t('semAtCut'),
          t('decisions'),
        ]}
        empty=""
        rows={rows.map(({ name, form }) => [
          <code class="text-nowrap">{form.formId}</code>,
          <span class="text-nowrap">{name}</span>,
          form.n < fewAnswers ? <Badge tone="warning">{form.n}</Badge> : form.n,
          `${Math.round((100 * form.passed) / form.n)} %`,
          form.cut,
          figure(form.mean, 1),
          figure(form.sd, 1),
          <span class="text-nowrap">{alphaText(form)}</span>,
          figure(form.sem, 1),
          figure(form.semAtCut, 1),
          <span class="text-nowrap">
            {[form.consistency, form.accuracy, form.kappa].map((value) => figure(value, 2)).join(' / ')}
          </span>,
        ])}
      />
      <div class="card-footer">
        {report.statistics.forms.map((form) => (
          <FormReading lang={lang} form={form} />
        ))}
        <div class="text-secondary mt-2">
          {t('computedAt')} <Time at={report.computedAt} />
        </div>
      </div>
    </Card>
  )
}

/** Under this a pass and a fail are not told apart well enough for a licence. */
const lowAlpha = 0.7

const FormReading: FC<{ lang: Language; form: FormFigures }> = ({ lang, form }) => {
  const t = texts(lang, batchStatisticsMessages)
  if (form.n < fewAnswers) return <div>{t('fewHint', { form: form.formId, n: form.n, few: fewAnswers })}</div>
  return (
    <>
      {form.semAtCut !== null && form.consistency !== null ? (
        <div>
          {t('meaning', {
            form: form.formId,
            sem: form.semAtCut.toFixed(1),
            same: Math.round(form.consistency * 100),
          })}
        </div>
      ) : null}
      {form.alpha !== null && form.alpha < lowAlpha ? (
        <div class="text-warning-emphasis">
          {t('lowAlpha', { form: form.formId, alpha: form.alpha.toFixed(2) })}
        </div>
      ) : null}
    </>
  )
}

const figure = (value: number | null, digits: number): string =>
  value === null ? '—' : value.toFixed(digits)

const alphaText = ({ alpha, alphaInterval }: FormFigures): string =>
  alpha === null
    ? '—'
    : `${alpha.toFixed(2)}${alphaInterval ? `（${alphaInterval[0].toFixed(2)}–${alphaInterval[1].toFixed(2)}）` : ''}`

const Distribution: FC<Part> = ({ lang, report }) => {
  const t = texts(lang, batchStatisticsMessages)
  const { forms } = report.statistics
  const full = forms[0]?.fullMarks ?? 100
  const steps = forms[0]?.histogram.length ?? 20
  return (
    <Card title={t('distribution')}>
      <BarsChart
        label={t('distribution')}
        height={260}
        categories={Array.from({ length: steps }, (_, k) => String(Math.round((k * full) / steps)))}
        series={forms.slice(0, seriesColours.length).map((form, place) => ({
          name: form.formId,
          values: form.histogram,
          colour: seriesColours[place]!,
        }))}
      />
    </Card>
  )
}

const Equated: FC<Part> = ({ lang, report: { statistics } }) => {
  const t = texts(lang, batchStatisticsMessages)
  if (statistics.equated.length === 0) return null
  return (
    <Card flush title={t('equated')}>
      <div class="flush-hint text-secondary">{t('equatedLead')}</div>
      <Table
        head={[
          t('form'),
          t('equatedAt', { cut: statistics.equated[0]!.cut }),
          t('onForm'),
          t('method'),
          t('persons'),
        ]}
        empty=""
        rows={statistics.equated.map((one) => [
          <code>{one.formId}</code>,
          <strong>{one.equivalent.toFixed(1)}</strong>,
          <code>{one.reference}</code>,
          t(`method.${one.method}`),
          `${one.n} / ${one.nReference}`,
        ])}
      />
    </Card>
  )
}

/** One line a form: what a researcher wants beside the results. */
function csvOf(report: BatchReport | undefined): string {
  const head =
    'form,n,passed,cut,full_marks,mean,sd,alpha,alpha_low,alpha_high,sem,sem_at_cut,k2,consistency,kappa,accuracy'
  const lines = (report?.statistics.forms ?? []).map((form) =>
    [
      form.formId,
      form.n,
      form.passed,
      form.cut,
      form.fullMarks,
      form.mean,
      form.sd,
      form.alpha,
      form.alphaInterval?.[0],
      form.alphaInterval?.[1],
      form.sem,
      form.semAtCut,
      form.k2,
      form.consistency,
      form.kappa,
      form.accuracy,
    ]
      .map((value) => value ?? '')
      .join(','),
  )
  return `\uFEFF${[head, ...lines].join('\r\n')}\r\n`
}
