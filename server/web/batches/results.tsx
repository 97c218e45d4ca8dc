/* The results of a batch: compute, look, publish; download and print. */
import { Hono } from 'hono'
import type { FC } from 'hono/jsx'
import type { PartResult } from '../../../bank-schemas/index.ts'
import { countUrgentFindings } from '../../analytics/get-batch-items.ts'
import {
  type AppContext,
  type Contexts,
  type Env,
  type Language,
  readForm,
  requireStaff,
} from '../../api/door.ts'
import { getBatch, listBatchStaff } from '../../batches/get-batch.ts'
import type { Batch } from '../../batches/model.ts'
import type { StaffActor } from '../../identity/model.ts'
import { isAllowed } from '../../identity/permissions.ts'
import type { Refusal } from '../../kernel/refusal.ts'
import {
  computeResults,
  listResults,
  publishResults,
  type ResultLine,
} from '../../marking/compute-results.ts'
import { reviseResults } from '../../marking/revise-results.ts'
import { listUnrevised } from '../../marking/rule-on-item.ts'
import { Figures, PostButton } from '../components/facts.tsx'
import { answerForm } from '../components/form-answer.ts'
import { Alert, Badge, Card, Submit, Table, TableBody, TextArea } from '../components/parts.tsx'
import { renderPrint } from '../components/print-page.tsx'
import { texts } from '../messages/define-messages.ts'
import { resultMessages } from '../messages/marking.ts'
import { rulingMessages } from '../messages/rulings.ts'
import { words } from '../messages/words.ts'
import { type NameOf, reasonsOf } from '../results/readable-reasons.ts'
import { batchPath, renderBatch, windowText } from './frame.tsx'

export function batchResultPages(contexts: Contexts): Hono<Env> {
  const app = new Hono<Env>()
  const ctx = contexts.staff
  const path = (id: string) => batchPath(id, 'results')

  app.get('/centre/batches/:id/results', (c) => render(c))

  app.post('/centre/batches/:id/results', async (c) => {
    const id = c.req.param('id')
    return answerForm(
      async () => {
        const { results, pending } = await computeResults(ctx, requireStaff(c), id)
        return c.redirect(`${path(id)}?computed=${results}&pending=${pending}`, 303)
      },
      (refusal) => render(c, refusal),
    )
  })

  app.post('/centre/batches/:id/publication', async (c) => {
    const id = c.req.param('id')
    return answerForm(
      async () => {
        await publishResults(ctx, requireStaff(c), id)
        return c.redirect(`${path(id)}?done=published`, 303)
      },
      (refusal) => render(c, refusal),
    )
  })

  app.post('/centre/batches/:id/revision', async (c) => {
    const id = c.req.param('id')
    const { reason = '' } = await readForm(c)
    return answerForm(
      async () => {
        const { changed, newlyPassed } = await reviseResults(ctx, requireStaff(c), id, reason.slice(0, 1000))
        return c.redirect(`${path(id)}?revised=${changed}&passed=${newlyPassed}`, 303)
      },
      (refusal) => render(c, refusal),
    )
  })

  app.get('/centre/batches/:id/results.csv', async (c) => {
    const actor = requireStaff(c)
    const batch = await getBatch(ctx, actor, c.req.param('id'), 'result.read')
    const lines = await listResults(ctx, actor, batch.id)
    return c.body(csvOf(batch, lines, c.get('lang'), await namesIn(actor, batch.id, c.get('lang'))), 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="results-${batch.id}.csv"`,
    })
  })

  app.get('/centre/batches/:id/results/book', async (c) => {
    const actor = requireStaff(c)
    const lang = c.get('lang')
    const t = texts(lang, resultMessages)
    const batch = await getBatch(ctx, actor, c.req.param('id'), 'result.read')
    const lines = await listResults(ctx, actor, batch.id)
    return renderPrint(
      c,
      { title: `${t('title')} · ${batch.title}`, back: path(batch.id) },
      <section class="sheet">
        <h1 class="sheet-title">{batch.title}</h1>
        <p class="sheet-facts justify-content-center">{windowText(batch)}</p>
        <ResultTable
          lang={lang}
          batch={batch}
          lines={lines}
          nameOf={await namesIn(actor, batch.id, lang)}
          ruled
        />
      </section>,
    )
  })

  /** By name; who is no longer on the list by the office. */
  async function namesIn(actor: StaffActor, id: string, lang: Language): Promise<NameOf> {
    const t = texts(lang, resultMessages)
    const names = new Map((await listBatchStaff(ctx, actor, id)).map(({ userId, name }) => [userId, name]))
    return (userId, decided) =>
      names.get(userId) ?? (userId === actor.userId ? actor.name : decided ? t('head') : t('formerRater'))
  }

  async function render(c: AppContext, refusal?: Refusal) {
    const actor = requireStaff(c)
    const id = c.req.param('id') ?? ''
    const lang = c.get('lang')
    const t = texts(lang, resultMessages)
    const batch = await getBatch(ctx, actor, id, 'result.read')
    const [lines, nameOf] = await Promise.all([listResults(ctx, actor, id), namesIn(actor, id, lang)])
    const may = (operation: 'result.compute' | 'result.publish') =>
      isAllowed(actor, operation, batch.organisationId)
    const r = texts(lang, rulingMessages)
    const unrevised = (await listUnrevised(ctx, actor)).some((one) => one.batchId === id)
    const urgent = batch.state === 'marked' ? await countUrgentFindings(ctx, actor, id) : 0
    const pending = lines.filter((line) => line.document.parts.some((part) => part.state === 'pending'))
    return renderBatch(
      c,
      { contexts, actor, batch, tab: 'results', refusal, done: doneText(c, lang) },
      <>
        {['closed', 'marked'].includes(batch.state) && may('result.compute') ? (
          <Card>
            <div class="d-flex flex-wrap gap-3 align-items-center">
              <PostButton action={path(id)} tone={batch.state === 'closed' ? 'primary' : 'secondary'}>
                {t('compute')}
              </PostButton>
              <span class="text-secondary">{t('computeHint')}</span>
            </div>
            {urgent > 0 ? (
              <div class="mt-3">
                <Alert tone="warning">
                  {r('urgentBeforePublishing', { n: urgent })}{' '}
                  <a href={`${batchPath(id)}/items`}>{r('goRule')}</a>
                </Alert>
              </div>
            ) : null}
            {batch.state === 'marked' && may('result.publish') ? (
              <div class="d-flex flex-wrap gap-3 align-items-center mt-3">
                <PostButton action={`${batchPath(id)}/publication`} confirm={t('noWayBack')}>
                  {t('publish')}
                </PostButton>
                <span class="text-secondary">{t('publishHint')}</span>
              </div>
            ) : null}
            {pending.length > 0 ? (
              <p class="text-warning-emphasis mt-3 mb-0">{t('pendingHint', { n: pending.length })}</p>
            ) : null}
          </Card>
        ) : null}
        {['published', 'certified'].includes(batch.state) && may('result.publish') ? (
          <Card title={r('revise')}>
            {unrevised ? <Alert tone="danger">{r('unrevised')}</Alert> : null}
            <p class="text-secondary">
              {r('reviseHint')} <a href={`${batchPath(id)}/items`}>{r('goRule')}</a>
            </p>
            <details>
              <summary class="btn">{r('revise')}</summary>
              <form method="post" action={`${batchPath(id)}/revision`} class="mt-3">
                <TextArea label={r('reviseReason')} name="reason" rows={2} required />
                <Submit>{r('revise')}</Submit>
              </form>
            </details>
          </Card>
        ) : null}
        {lines.length > 0 ? <ResultFigures lang={lang} lines={lines} pending={pending.length} /> : null}
        <Card
          flush
          title={t('title')}
          actions={
            lines.length > 0 ? (
              <span class="d-flex flex-wrap gap-2">
                <a class="btn btn-sm" href={`${batchPath(id)}/results.csv`}>
                  {t('download')}
                </a>
                <a class="btn btn-sm" href={`${path(id)}/book`}>
                  {t('book')}
                </a>
              </span>
            ) : undefined
          }
        >
          <ResultTable lang={lang} batch={batch} lines={lines} nameOf={nameOf} />
        </Card>
      </>,
    )
  }

  return app
}

function doneText(c: AppContext, lang: Language): string | undefined {
  const t = texts(lang, resultMessages)
  const [n, pending] = [c.req.query('computed'), c.req.query('pending')]
  if (n && pending && /^\d{1,6}$/.test(n) && /^\d{1,6}$/.test(pending)) return t('computed', { n, pending })
  const [changed, passed] = [c.req.query('revised'), c.req.query('passed')]
  if (changed && passed && /^\d{1,6}$/.test(changed) && /^\d{1,6}$/.test(passed))
    return changed === '0'
      ? texts(lang, rulingMessages)('revisedNone')
      : texts(lang, rulingMessages)('revised', { changed, passed })
  return c.req.query('done') === 'published' ? t('published') : undefined
}

const ResultFigures: FC<{ lang: Language; lines: readonly ResultLine[]; pending: number }> = ({
  lang,
  lines,
  pending,
}) => {
  const t = texts(lang, resultMessages)
  const passed = lines.filter((line) => line.passed === true).length
  const failed = lines.filter((line) => line.passed === false).length
  const rate = passed + failed === 0 ? '—' : `${Math.round((passed / (passed + failed)) * 1000) / 10}%`
  return (
    <Figures
      figures={[
        { value: passed, text: t('passedCount'), tone: 'success' },
        { value: failed, text: t('failedCount') },
        { value: pending, text: t('pendingCount'), tone: pending > 0 ? 'warning' : undefined },
        { value: rate, text: t('rate') },
      ]}
    />
  )
}

const ResultTable: FC<{
  lang: Language
  batch: Batch
  lines: readonly ResultLine[]
  nameOf: NameOf
  ruled?: boolean
}> = ({ lang, batch, lines, nameOf, ruled }) => {
  const t = texts(lang, resultMessages)
  const w = texts(lang, words)
  const parts = batch.rules.parts
  const head = [t('candidate'), ...parts.map((part) => w(`part.${part.id}`)), t('result'), t('reasons')]
  const rows = lines.map((line) => [
    <>
      <div class="text-nowrap">{line.name}</div>
      <div class="text-secondary small tabular">{line.admissionNo}</div>
    </>,
    ...parts.map((part) => (
      <PartCell lang={lang} part={line.document.parts.find((one) => one.id === part.id)} />
    )),
    <ResultBadge lang={lang} passed={line.passed} />,
    <Reasons lang={lang} line={line} nameOf={nameOf} />,
  ])
  if (!ruled) return <Table head={head} rows={rows} empty={t('empty')} />
  return (
    <table class="ruled">
      <TableBody head={head} rows={rows} />
    </table>
  )
}

const allReasons = (line: ResultLine, nameOf: NameOf): string[] => {
  const { whole, parts } = reasonsOf(line.document, nameOf)
  return [...whole, ...parts.flatMap((part) => part.reasons)]
}

const Reasons: FC<{ line: ResultLine; nameOf: NameOf; lang: Language }> = ({ line, nameOf, lang }) => {
  const { whole, parts } = reasonsOf(line.document, nameOf)
  const more = parts.flatMap((part) => part.reasons)
  return (
    <div class="wide-cell small text-secondary">
      {whole.map((reason) => (
        <div>{reason}</div>
      ))}
      {more.length > 0 ? (
        <details>
          <summary>{texts(lang, resultMessages)('more')}</summary>
          {more.map((reason) => (
            <div>{reason}</div>
          ))}
        </details>
      ) : null}
    </div>
  )
}

export const PartCell: FC<{ lang: Language; part: PartResult | undefined }> = ({ lang, part }) => {
  const w = texts(lang, words)
  if (!part) return <>—</>
  if (part.state !== 'marked')
    return (
      <Badge tone={part.state === 'pending' ? 'warning' : 'danger'}>{w(`partState.${part.state}`)}</Badge>
    )
  return <strong class={part.passed === false ? 'text-danger' : ''}>{part.marks}</strong>
}

export const ResultBadge: FC<{ lang: Language; passed: boolean | null }> = ({ lang, passed }) => {
  const w = texts(lang, words)
  return (
    <Badge tone={passed === null ? 'warning' : passed ? 'success' : 'secondary'}>
      {passed === null ? w('undecided') : passed ? w('passed') : w('failed')}
    </Badge>
  )
}

function csvOf(batch: Batch, lines: readonly ResultLine[], lang: Language, nameOf: NameOf): string {
  const t = texts(lang, resultMessages)
  const w = texts(lang, words)
  const parts = batch.rules.parts
  const rows = [
    [
      t('admissionNo'),
      t('candidate'),
      t('idNumber'),
      ...parts.map((part) => w(`part.${part.id}`)),
      t('result'),
      t('reasons'),
    ],
    ...lines.map((line) => [
      line.admissionNo,
      line.name,
      line.idNumberMasked,
      ...parts.map((part) => {
        const own = line.document.parts.find((one) => one.id === part.id)
        return own ? (own.state === 'marked' ? String(own.marks) : w(`partState.${own.state}`)) : ''
      }),
      line.passed === null ? w('undecided') : line.passed ? w('passed') : w('failed'),
      allReasons(line, nameOf).join(' '),
    ]),
  ]
  return `\uFEFF${rows.map((row) => row.map(csvCell).join(',')).join('\r\n')}\r\n`
}

/** Quoted; a text that a spreadsheet would take for a formula gets an apostrophe. Long numbers stay text. */
function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return `"${(/^\d{11,}$/.test(safe) ? `\t${safe}` : safe).replaceAll('"', '""')}"`
}
