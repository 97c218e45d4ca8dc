/* One candidate in the exam room: what happened, and what staff may do about it. */
import { Hono } from 'hono'
import type { FC, PropsWithChildren } from 'hono/jsx'
import {
  type AppContext,
  type Contexts,
  type Env,
  type Language,
  readForm,
  requireStaff,
} from '../../api/door.ts'
import { getBatch, listBatchStaff } from '../../batches/get-batch.ts'
import type { StaffActor } from '../../identity/model.ts'
import { isAllowed } from '../../identity/permissions.ts'
import type { Refusal } from '../../kernel/refusal.ts'
import { clearPartStatus, listPartStatuses, setPartStatus } from '../../marking/set-part-status.ts'
import { extendSitting } from '../../sittings/extend-sitting.ts'
import { listSittingEvents, listSittings } from '../../sittings/list-sittings.ts'
import { incidentKinds, type SittingLine } from '../../sittings/model.ts'
import { recordIncident } from '../../sittings/record-incident.ts'
import { reopenSitting } from '../../sittings/reopen-sitting.ts'
import { voidSitting } from '../../sittings/void-sitting.ts'
import { Facts, PostButton } from '../components/facts.tsx'
import { answerForm, invalid, notFound } from '../components/form-answer.ts'
import { Card, chinaTime, Field, Select, Submit, Table, TextArea, Time } from '../components/parts.tsx'
import { texts } from '../messages/define-messages.ts'
import { monitorMessages } from '../messages/monitor.ts'
import { words } from '../messages/words.ts'
import { batchPath, renderBatch } from './frame.tsx'
import { clock, ExtendFields, readMinutes, StageBadge, StatusBadges } from './monitor.tsx'

type Fields = Record<string, string>
type Deed = (
  actor: StaffActor,
  at: { batchId: string; admissionNo: string },
  form: Fields,
) => Promise<unknown>

export function sittingPages(contexts: Contexts): Hono<Env> {
  const app = new Hono<Env>()
  const ctx = contexts.staff
  const reasonOf = (form: Fields) => (form.reason ?? '').slice(0, 1000)

  /** Address, what is done, what is said afterwards. */
  const deeds: readonly (readonly [string, Deed, Outcome])[] = [
    [
      'extensions',
      (actor, at, form) =>
        extendSitting(ctx, actor, { ...at, minutes: readMinutes(form.minutes), reason: reasonOf(form) }),
      'extended',
    ],
    [
      'reopening',
      (actor, at, form) =>
        reopenSitting(ctx, actor, { ...at, minutes: readMinutes(form.minutes), reason: reasonOf(form) }),
      'reopened',
    ],
    ['annulment', (actor, at, form) => voidSitting(ctx, actor, { ...at, reason: reasonOf(form) }), 'voided'],
    [
      'incidents',
      (actor, at, form) => {
        const kind = incidentKinds.find((one) => one === form.kind)
        if (!kind) throw invalid('请选择类别', 'choose a kind')
        return recordIncident(ctx, actor, { ...at, kind, text: (form.text ?? '').slice(0, 2000) })
      },
      'incidentRecorded',
    ],
    [
      'status',
      (actor, at, form) => {
        const state = (['absent', 'violation'] as const).find((one) => one === form.state)
        const part = (['theory', 'practical', 'review'] as const).find((one) => one === form.part)
        if (!state || !part) throw invalid('请选择部分和状态', 'choose a part and a state')
        return setPartStatus(ctx, actor, { ...at, part, state, reason: reasonOf(form) })
      },
      'statusSaved',
    ],
    [
      'status-removal',
      (actor, at, form) => {
        const part = (['theory', 'practical', 'review'] as const).find((one) => one === form.part)
        if (!part) throw invalid('请选择部分', 'choose a part')
        return clearPartStatus(ctx, actor, { ...at, part, reason: reasonOf(form) })
      },
      'statusCleared',
    ],
  ]

  app.get('/centre/batches/:id/monitor/:admissionNo', (c) => render(c))

  for (const [name, deed, outcome] of deeds) {
    app.post(`/centre/batches/:id/monitor/:admissionNo/${name}`, async (c) => {
      const { id: batchId, admissionNo } = c.req.param() as { id: string; admissionNo: string }
      const form = await readForm(c)
      return answerForm(
        async () => {
          await deed(requireStaff(c), { batchId, admissionNo }, form)
          return c.redirect(`${batchPath(batchId, 'monitor')}/${admissionNo}?done=${outcome}`, 303)
        },
        (refusal) => render(c, refusal, form),
      )
    })
  }

  async function render(c: AppContext, refusal?: Refusal, form: Fields = {}) {
    const actor = requireStaff(c)
    const { id: batchId = '', admissionNo = '' } = c.req.param()
    const lang = c.get('lang')
    const t = texts(lang, monitorMessages)
    const batch = await getBatch(ctx, actor, batchId, 'sitting.monitor')
    const line = (await listSittings(ctx, actor, { batchId })).find((one) => one.admissionNo === admissionNo)
    if (!line) throw notFound(admissionNo)
    const events = await listSittingEvents(ctx, actor, { batchId, admissionNo })
    const names = new Map([
      ...(await listBatchStaff(ctx, actor, batchId)).map(({ userId, name }): [string, string] => [
        userId,
        name,
      ]),
      [actor.userId, actor.name],
    ])
    const done = outcomes.find((one) => one === c.req.query('done'))
    const path = `${batchPath(batchId, 'monitor')}/${admissionNo}`
    const may = (operation: 'sitting.extend' | 'sitting.reopen' | 'sitting.incident' | 'marking.status') =>
      isAllowed(actor, operation, batch.organisationId)
    const beforePublication = ['ready', 'open', 'closed', 'marked'].includes(batch.state)
    const statuses = (await listPartStatuses(ctx, actor, batchId)).filter(
      (status) => status.admissionNo === admissionNo,
    )
    return renderBatch(
      c,
      { contexts, actor, batch, tab: 'monitor', refusal, done: done && t(done) },
      <>
        <Card
          title={`${line.name} ${line.admissionNo}`}
          actions={<a href={batchPath(batchId, 'monitor')}>{texts(lang, words)('back')}</a>}
        >
          <LineFacts lang={lang} line={line} />
          {statuses.map((status) => (
            <div class="d-flex flex-wrap gap-2 align-items-center mt-2">
              <StatusBadges lang={lang} statuses={[status]} />
              <span class="text-secondary">{status.reason}</span>
              {may('marking.status') && beforePublication ? (
                <PostButton
                  action={`${path}/status-removal`}
                  tone="secondary"
                  fields={{ part: status.part, reason: t('clear') }}
                >
                  {t('clear')}
                </PostButton>
              ) : null}
            </div>
          ))}
        </Card>
        <div class="row">
          {may('sitting.incident') ? (
            <Deeds title={t('incident')} action={`${path}/incidents`} button={t('save')}>
              <Select
                label={t('kind')}
                name="kind"
                value={form.kind}
                choices={incidentKinds.map((kind) => ({ value: kind, text: t(`incident.${kind}`) }))}
              />
              <TextArea label={t('text')} name="text" rows={3} value={form.text} required />
            </Deeds>
          ) : null}
          {may('sitting.extend') && (line.state === 'open' || line.state === 'not-started') ? (
            <Deeds
              title={t('extend')}
              action={`${path}/extensions`}
              button={t('extend')}
              hint={t('extendHint')}
            >
              <ExtendFields lang={lang} form={form} id="extend" />
            </Deeds>
          ) : null}
          {may('sitting.reopen') &&
          beforePublication &&
          (line.state === 'submitted' || line.state === 'cancelled') ? (
            <Deeds
              title={t('reopen')}
              action={`${path}/reopening`}
              button={t('reopen')}
              hint={t('reopenHint')}
            >
              <ExtendFields lang={lang} form={form} id="reopen" />
            </Deeds>
          ) : null}
          {may('sitting.reopen') && line.state === 'open' ? (
            <Deeds
              title={t('void')}
              action={`${path}/annulment`}
              button={t('void')}
              hint={t('voidHint')}
              danger
            >
              <Reason lang={lang} form={form} id="void" />
            </Deeds>
          ) : null}
          {may('marking.status') && beforePublication ? (
            <Deeds
              title={t('status')}
              action={`${path}/status`}
              button={t('save')}
              hint={t('statusHint')}
              danger
            >
              <StatusFields lang={lang} parts={batch.rules.parts.map((part) => part.id)} form={form} />
              <Reason lang={lang} form={form} id="status" />
            </Deeds>
          ) : null}
        </div>
        <Card flush title={t('events')}>
          <Table
            head={[t('at'), t('what'), t('detail'), t('by')]}
            empty={t('noEvents')}
            rows={events.map((event) => [
              <span class="text-nowrap">
                <Time at={event.at} seconds />
              </span>,
              <span class="text-nowrap">{eventName(event.kind, lang)}</span>,
              <EventDetail lang={lang} detail={event.detail} />,
              <span class="text-secondary text-nowrap">{actorText(event.actor, names, lang)}</span>,
            ])}
          />
        </Card>
      </>,
    )
  }

  return app
}

const outcomes = [
  'extended',
  'reopened',
  'voided',
  'incidentRecorded',
  'statusSaved',
  'statusCleared',
] as const
type Outcome = (typeof outcomes)[number]

const LineFacts: FC<{ lang: Language; line: SittingLine }> = ({ lang, line }) => {
  const t = texts(lang, monitorMessages)
  const time = (at: Date | null) => (at ? <Time at={at} seconds /> : '—')
  return (
    <Facts
      rows={[
        [t('state'), <StageBadge lang={lang} line={line} />],
        [t('seat'), [line.room, line.seat].filter(Boolean).join(' ') || '—'],
        [t('answered'), line.itemCount === null ? '—' : `${line.answered} / ${line.itemCount}`],
        [t('startedAt'), time(line.startedAt)],
        [t('deadlineAt'), time(line.deadlineAt)],
        [t('remaining'), line.remainingSeconds === null ? '—' : clock(line.remainingSeconds)],
        [
          t('submittedAt'),
          <>
            {time(line.submittedAt)} {line.submittedBy ? t(`by.${line.submittedBy}`) : ''}
          </>,
        ],
      ]}
    />
  )
}

const Deeds: FC<
  PropsWithChildren<{ title: string; action: string; button: string; hint?: string; danger?: boolean }>
> = ({ title, action, button, hint, danger, children }) => (
  <div class="col-lg-6">
    <Card title={title}>
      <form method="post" action={action}>
        {hint ? <p class="text-secondary">{hint}</p> : null}
        {children}
        <Submit tone={danger ? 'danger' : 'primary'}>{button}</Submit>
      </form>
    </Card>
  </div>
)

export const Reason: FC<{ lang: Language; form: Readonly<Fields>; id: string }> = ({ lang, form, id }) => {
  const t = texts(lang, monitorMessages)
  return (
    <Field
      id={`reason-${id}`}
      label={t('reason')}
      name="reason"
      value={form.reason}
      hint={t('reasonHint')}
      maxlength={500}
      required
    />
  )
}

export const StatusFields: FC<{
  lang: Language
  parts: readonly ('theory' | 'practical' | 'review')[]
  form: Readonly<Fields>
}> = ({ lang, parts, form }) => {
  const t = texts(lang, monitorMessages)
  const w = texts(lang, words)
  return (
    <div class="row">
      <div class="col-6">
        <Select
          label={t('part')}
          name="part"
          value={form.part}
          choices={parts.map((part) => ({ value: part, text: w(`part.${part}`) }))}
        />
      </div>
      <div class="col-6">
        <Select
          label={t('state')}
          name="state"
          value={form.state}
          choices={(['absent', 'violation'] as const).map((state) => ({
            value: state,
            text: w(`partState.${state}`),
          }))}
        />
      </div>
    </div>
  )
}

function eventName(kind: string, lang: Language): string {
  const t = texts(lang, monitorMessages)
  const incident = incidentKinds.find((one) => kind === `incident:${one}`)
  if (incident) return t(`incident.${incident}`)
  const key = `event.${kind}` as 'event.started'
  return key in monitorMessages ? t(key) : kind
}

/** What a person wrote, and what of the machine's part says something to people. */
const EventDetail: FC<{ lang: Language; detail: unknown }> = ({ lang, detail }) => {
  const t = texts(lang, monitorMessages)
  if (typeof detail !== 'object' || detail === null) return null
  const { text, reason, minutes, deadlineAt, deadline, form, receipt } = detail as Record<string, unknown>
  const until = new Date(String(deadlineAt ?? deadline ?? ''))
  const said = [
    typeof minutes === 'number' ? `+${texts(lang, words)('minutes', { n: minutes })}` : '',
    String(text ?? ''),
    String(reason ?? ''),
    typeof form === 'string' ? t('eventForm', { form }) : '',
    Number.isNaN(until.getTime()) ? '' : t('eventDeadline', { at: chinaTime(until, true) }),
    typeof receipt === 'string' ? t('eventReceipt', { receipt: receipt.slice(0, 16) }) : '',
  ]
  return <>{said.filter((one) => one !== '').join('；')}</>
}

/** `staff:usr_…` by name when the batch knows it. */
function actorText(actor: string, names: ReadonlyMap<string, string>, lang: Language): string {
  const t = texts(lang, monitorMessages)
  const [kind, id = ''] = actor.split(/:(.*)/s)
  if (kind === 'staff') return names.get(id) ?? t('byStaff')
  return kind === 'candidate' ? t('byCandidate') : t('bySystem')
}
