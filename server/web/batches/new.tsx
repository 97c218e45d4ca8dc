/* A new batch: bank and level first, because pattern, task and minutes follow from them. */
import { Hono } from 'hono'
import { type AppContext, type Contexts, type Env, readForm, requireStaff } from '../../api/door.ts'
import { getBank, listBanks } from '../../banks/list-banks.ts'
import { listTasks } from '../../banks/list-items.ts'
import { createBatch } from '../../batches/create-batch.ts'
import { listOrganisations } from '../../identity/list-organisations.ts'
import { authoriseAnywhere, isAllowed } from '../../identity/permissions.ts'
import type { Refusal } from '../../kernel/refusal.ts'
import { getStandard } from '../../standards/get-standard.ts'
import { scopeOf } from '../assemblies/new.tsx'
import {
  answerForm,
  chinaField,
  chinaInstant,
  invalid,
  optionalNumber,
  wholeNumber,
} from '../components/form-answer.ts'
import { Alert, Card, Field, PageBody, PageHeader, Select, Submit } from '../components/parts.tsx'
import { renderPage } from '../layout.tsx'
import { batchMessages } from '../messages/batches.ts'
import { texts } from '../messages/define-messages.ts'
import { levelName } from '../messages/words.ts'
import { batchPath } from './frame.tsx'

type Fields = Readonly<Record<string, string>>

/** The window offered first: in a week, from nine to twelve. */
const defaultDays = 7

export function newBatchPages(contexts: Contexts): Hono<Env> {
  const app = new Hono<Env>()
  const ctx = contexts.staff

  app.get('/centre/batches/new', (c) => render(c, { scope: c.req.query('scope') ?? '' }))

  app.post('/centre/batches', async (c) => {
    const actor = requireStaff(c)
    const form = await readForm(c)
    return answerForm(
      async () => {
        const id = await createBatch(ctx, actor, readBatch(form))
        return c.redirect(`${batchPath(id)}?done=created`, 303)
      },
      (refusal) => render(c, form, refusal),
    )
  })

  async function render(c: AppContext, form: Fields, refusal?: Refusal) {
    const actor = requireStaff(c)
    authoriseAnywhere(actor, 'batch.create')
    const lang = c.get('lang')
    const t = texts(lang, batchMessages)
    const [banks, organisations] = await Promise.all([listBanks(ctx), listOrganisations(ctx, actor)])
    const own = organisations.filter((one) => isAllowed(actor, 'batch.create', one.id))
    const choices = banks.flatMap((bank) =>
      bank.levels.map(({ level }) => ({
        value: `${bank.id}/${level}`,
        text: `${bank.name} · ${levelName(level, lang)}`,
      })),
    )
    const chosen = choices.find((choice) => choice.value === form.scope)
    return renderPage(
      c,
      { title: t('newBatch'), at: 'batches', styles: ['pages'], status: refusal?.kind.status ?? 200 },
      <>
        <PageHeader title={t('newBatch')} pretitle={<a href="/centre/batches">{t('batches')}</a>} />
        <PageBody>
          {refusal ? <Alert tone="danger">{refusal.sentence(lang)}</Alert> : null}
          <Card title={t('chooseBank')}>
            <form method="get" action="/centre/batches/new" class="row g-2 align-items-end">
              <div class="col-md-6">
                <Select label={t('bankAndLevel')} name="scope" choices={choices} value={form.scope} />
              </div>
              <div class="col-auto mb-3">
                <Submit tone={chosen ? 'secondary' : 'primary'}>{t('proceed')}</Submit>
              </div>
            </form>
          </Card>
          {chosen ? await secondStep(chosen.value) : null}
        </PageBody>
      </>,
    )

    async function secondStep(scope: string) {
      const { bankId, level } = scopeOf(scope)
      const bank = await getBank(ctx, bankId)
      const [tasks, { standard }] = await Promise.all([
        listTasks(ctx, actor, bankId, level),
        getStandard(ctx, bank.standard.id, bank.standard.edition),
      ])
      const required =
        standard.assessment.parts.find((part) => part.id === 'theory')?.minutes[String(level)] ?? 90
      const day = new Date(ctx.clock.now().getTime() + defaultDays * 86_400_000)
      const at = (hour: string) => `${chinaField(day).slice(0, 10)}T${hour}`
      return (
        <Card title={`${t('fill')}（${chosen!.text}）`}>
          <form method="post" action="/centre/batches">
            <input type="hidden" name="scope" value={scope} />
            <Field
              label={t('title')}
              name="title"
              value={form.title}
              hint={t('titleHint')}
              maxlength={100}
              required
            />
            {own.length === 1 ? (
              <input type="hidden" name="organisation" value={own[0]!.id} />
            ) : (
              <Select
                label={t('organisation')}
                name="organisation"
                value={form.organisation}
                choices={own.map((one) => ({ value: one.id, text: one.name }))}
              />
            )}
            <div class="row">
              <div class="col-md-4">
                <Field
                  label={t('opensAt')}
                  name="opensAt"
                  type="datetime-local"
                  value={form.opensAt ?? at('09:00')}
                  required
                />
              </div>
              <div class="col-md-4">
                <Field
                  label={t('closesAt')}
                  name="closesAt"
                  type="datetime-local"
                  value={form.closesAt ?? at('12:00')}
                  required
                />
              </div>
              <div class="col-md-4">
                <Field
                  label={t('minutes')}
                  name="minutes"
                  type="number"
                  min={1}
                  max={600}
                  value={form.minutes ?? String(required)}
                  hint={t('minutesHint', { n: required })}
                  required
                />
              </div>
              <div class="col-md-4">
                <Field
                  label={t('lateEntry')}
                  name="lateEntry"
                  type="number"
                  min={0}
                  max={600}
                  value={form.lateEntry ?? '30'}
                  required
                />
              </div>
              <div class="col-md-4">
                <Field
                  label={t('earlyLeave')}
                  name="earlyLeave"
                  type="number"
                  min={0}
                  max={600}
                  value={form.earlyLeave ?? '30'}
                  required
                />
              </div>
              <div class="col-md-4">
                <Field
                  label={t('grace')}
                  name="grace"
                  type="number"
                  min={0}
                  max={600}
                  value={form.grace ?? '30'}
                  hint={t('graceHint')}
                />
              </div>
            </div>
            <Select
              label={t('task')}
              name="task"
              value={form.task}
              choices={[
                { value: '', text: t('noTask') },
                ...tasks.map(({ hash, task }) => ({
                  value: hash,
                  text: `${task.id.split('_').at(-1)} ${task.title}`,
                })),
              ]}
            />
            <Field
              label={t('specialisation')}
              name="specialisation"
              value={form.specialisation}
              hint={t('specialisationHint')}
              maxlength={60}
            />
            <Submit>{t('create')}</Submit>
          </form>
        </Card>
      )
    }
  }

  return app
}

function readBatch(form: Fields) {
  const title = (form.title ?? '').trim()
  if (title === '' || title.length > 100)
    throw invalid('计划名称应为 1–100 字', 'the title has 1–100 characters')
  const minutes = { zh: '分钟数', en: 'the minutes', min: 0, max: 600 }
  return {
    organisationId: form.organisation ?? '',
    title,
    ...scopeOf(form.scope),
    specialisation: form.specialisation?.slice(0, 60),
    opensAt: chinaInstant(form.opensAt, '开考时间', 'the start'),
    closesAt: chinaInstant(form.closesAt, '窗口结束时间', 'the end of the window'),
    minutes: wholeNumber(form.minutes, { ...minutes, zh: '理论考试时间', min: 1 }),
    lateEntryMinutes: optionalNumber(form.lateEntry, minutes),
    earlyLeaveMinutes: optionalNumber(form.earlyLeave, minutes),
    graceSeconds: optionalNumber(form.grace, { ...minutes, zh: '宽限秒数', en: 'the grace' }),
    practicalTaskHash: form.task ? form.task.slice(0, 64) : undefined,
  }
}
