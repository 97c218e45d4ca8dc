/* The invigilator's view of a running exam; a small script keeps the list fresh. */
import { Hono } from 'hono'
import type { FC } from 'hono/jsx'
import {
  type AppContext,
  type Contexts,
  type Env,
  type Language,
  readForm,
  requireStaff,
} from '../../api/door.ts'
import { getBatch } from '../../batches/get-batch.ts'
import { isAllowed } from '../../identity/permissions.ts'
import type { Refusal } from '../../kernel/refusal.ts'
import { listPartStatuses } from '../../marking/set-part-status.ts'
import { extendSitting } from '../../sittings/extend-sitting.ts'
import { listSittings } from '../../sittings/list-sittings.ts'
import type { SittingLine } from '../../sittings/model.ts'
import { Figures } from '../components/facts.tsx'
import { answerForm, wholeNumber } from '../components/form-answer.ts'
import { Badge, Card, chinaTime, Field, Submit, Table } from '../components/parts.tsx'
import { texts } from '../messages/define-messages.ts'
import { monitorMessages } from '../messages/monitor.ts'
import { words } from '../messages/words.ts'
import { batchPath, renderBatch } from './frame.tsx'

export function monitorPages(contexts: Contexts): Hono<Env> {
  const app = new Hono<Env>()
  const ctx = contexts.staff

  app.get('/centre/batches/:id/monitor', (c) => render(c))

  app.post('/centre/batches/:id/extensions', async (c) => {
    const batchId = c.req.param('id')
    const form = await readForm(c)
    return answerForm(
      async () => {
        await extendSitting(ctx, requireStaff(c), {
          batchId,
          minutes: readMinutes(form.minutes),
          reason: (form.reason ?? '').slice(0, 1000),
        })
        return c.redirect(`${batchPath(batchId, 'monitor')}?done=extended`, 303)
      },
      (refusal) => render(c, refusal, form),
    )
  })

  async function render(c: AppContext, refusal?: Refusal, form: Record<string, string> = {}) {
    const actor = requireStaff(c)
    const batchId = c.req.param('id') ?? ''
    const lang = c.get('lang')
    const t = texts(lang, monitorMessages)
    const batch = await getBatch(ctx, actor, batchId, 'sitting.monitor')
    const [all, statuses] = await Promise.all([
      listSittings(ctx, actor, { batchId }),
      listPartStatuses(ctx, actor, batchId),
    ])
    const room = c.req.query('room')
    const rooms = [...new Set(all.map((line) => line.room ?? ''))].sort()
    const lines = room === undefined ? all : all.filter((line) => (line.room ?? '') === room)
    const path = batchPath(batchId, 'monitor')
    return renderBatch(
      c,
      {
        contexts,
        actor,
        batch,
        tab: 'monitor',
        refusal,
        done: c.req.query('done') === 'extended' ? t('extended') : undefined,
        scripts: ['live-region'],
      },
      <>
        <div class="d-flex flex-wrap gap-2 align-items-center mb-3">
          {rooms.length > 1 ? (
            <nav class="d-flex flex-wrap gap-2">
              <a class={`btn btn-sm${room === undefined ? ' btn-primary' : ''}`} href={path}>
                {t('allRooms')}
              </a>
              {rooms.map((one) => (
                <a
                  class={`btn btn-sm${room === one ? ' btn-primary' : ''}`}
                  href={`${path}?room=${encodeURIComponent(one)}`}
                >
                  {one || '—'}
                </a>
              ))}
            </nav>
          ) : null}
          <span class="text-secondary ms-auto">{t('live')}</span>
          <a class="btn btn-sm" href={path}>
            {t('refresh')}
          </a>
        </div>
        <div id="live" data-live="10">
          <Counts lang={lang} lines={lines} />
          <Card flush>
            <Lines lang={lang} lines={lines} statuses={statuses} path={path} />
          </Card>
        </div>
        {isAllowed(actor, 'sitting.extend', batch.organisationId) ? (
          <details class="card mb-3" open={refusal !== undefined}>
            <summary class="card-header">
              <h2 class="card-title d-inline">{t('extendAll')}</h2>
            </summary>
            <form class="card-body" method="post" action={`${batchPath(batchId)}/extensions`}>
              <ExtendFields lang={lang} form={form} />
              <Submit>{t('extend')}</Submit>
            </form>
          </details>
        ) : null}
      </>,
    )
  }

  return app
}

export const readMinutes = (text: string | undefined): number =>
  wholeNumber(text, { zh: '分钟数', en: 'the minutes', min: 1, max: 240 })

/** Minutes and a reason: what every change of the clock asks for. */
export const ExtendFields: FC<{ lang: Language; form: Readonly<Record<string, string>>; id?: string }> = ({
  lang,
  form,
  id = 'all',
}) => {
  const t = texts(lang, monitorMessages)
  return (
    <div class="row">
      <div class="col-4 col-md-2">
        <Field
          id={`minutes-${id}`}
          label={t('minutes')}
          name="minutes"
          type="number"
          min={1}
          max={240}
          value={form.minutes}
          required
        />
      </div>
      <div class="col-8 col-md-10">
        <Field
          id={`reason-${id}`}
          label={t('reason')}
          name="reason"
          value={form.reason}
          hint={t('reasonHint')}
          maxlength={500}
          required
        />
      </div>
    </div>
  )
}

type Stage = 'notStarted' | 'signedIn' | 'writing' | 'submitted' | 'cancelled'

export const stageOf = (line: SittingLine): Stage =>
  line.state === 'open'
    ? 'writing'
    : line.state === 'not-started'
      ? line.signedIn
        ? 'signedIn'
        : 'notStarted'
      : line.state

const tones = {
  notStarted: 'secondary',
  signedIn: 'info',
  writing: 'primary',
  submitted: 'success',
  cancelled: 'danger',
} as const

export const StageBadge: FC<{ lang: Language; line: SittingLine }> = ({ lang, line }) => (
  <Badge tone={tones[stageOf(line)]}>{texts(lang, monitorMessages)(stageOf(line))}</Badge>
)

const Counts: FC<{ lang: Language; lines: readonly SittingLine[] }> = ({ lang, lines }) => {
  const t = texts(lang, monitorMessages)
  const stages = ['notStarted', 'signedIn', 'writing', 'submitted'] as const
  return (
    <Figures
      figures={[
        { value: lines.length, text: t('total') },
        ...stages.map((stage) => ({
          value: lines.filter((line) => stageOf(line) === stage).length,
          text: t(stage),
          tone: stage === 'submitted' ? 'success' : undefined,
        })),
      ]}
    />
  )
}

/** 83:05 */
export const clock = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`

type Status = Awaited<ReturnType<typeof listPartStatuses>>[number]

/** 理论知识 缺考, each with its reason for who points at it. */
export const StatusBadges: FC<{ lang: Language; statuses: readonly Status[] }> = ({ lang, statuses }) => {
  const w = texts(lang, words)
  return (
    <>
      {statuses.map((status) => (
        <div title={status.reason}>
          <Badge tone={status.state === 'violation' ? 'danger' : 'warning'}>
            {w(`part.${status.part}`)} {w(`partState.${status.state}`)}
          </Badge>
        </div>
      ))}
    </>
  )
}

const Lines: FC<{
  lang: Language
  lines: readonly SittingLine[]
  statuses: readonly Status[]
  path: string
}> = ({ lang, lines, statuses, path }) => {
  const t = texts(lang, monitorMessages)
  return (
    <Table
      head={[
        t('seat'),
        t('candidate'),
        t('state'),
        t('answered'),
        t('remaining'),
        t('lastSaved'),
        t('incidents'),
        '',
      ]}
      empty={t('empty')}
      rows={lines.map((line) => [
        <span class="text-nowrap">{[line.room, line.seat].filter(Boolean).join(' ') || '—'}</span>,
        <>
          <a class="text-nowrap" href={`${path}/${line.admissionNo}`}>
            {line.name}
          </a>
          <div class="text-secondary small tabular">{line.admissionNo}</div>
        </>,
        <>
          <StageBadge lang={lang} line={line} />
          <StatusBadges
            lang={lang}
            statuses={statuses.filter((status) => status.admissionNo === line.admissionNo)}
          />
          {line.submittedBy ? (
            <div class="text-secondary small text-nowrap">{t(`by.${line.submittedBy}`)}</div>
          ) : null}
        </>,
        <span class="tabular text-nowrap">
          {line.itemCount === null ? '' : `${line.answered} / ${line.itemCount}`}
        </span>,
        <span class="tabular">{line.remainingSeconds === null ? '' : clock(line.remainingSeconds)}</span>,
        <span class="tabular text-nowrap">
          {line.lastSavedAt ? chinaTime(line.lastSavedAt, true).slice(11) : ''}
        </span>,
        line.incidents > 0 ? <Badge tone="warning">{line.incidents}</Badge> : '',
        <a class="btn btn-sm text-nowrap" href={`${path}/${line.admissionNo}`}>
          {t('handle')}
        </a>,
      ])}
    />
  )
}
