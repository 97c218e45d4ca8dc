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
import { answerForm, chinaField } from '../components/form-answer.ts'
import { Alert, Card, PageBody, PageHeader, Select, Submit } from '../components/parts.tsx'
import { renderPage } from '../layout.tsx'
import { batchMessages } from '../messages/batches.ts'
import { texts } from '../messages/define-messages.ts'
import { levelName } from '../messages/words.ts'
import { BatchFields, type Fields, readBatchFields, TitleField } from './batch-fields.tsx'
import { batchPath } from './frame.tsx'

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
      const filled = {
        opensAt: at('09:00'),
        closesAt: at('12:00'),
        minutes: String(required),
        lateEntry: '30',
        earlyLeave: '30',
        grace: '30',
        ...form,
      }
      return (
        <Card title={`${t('fill')}（${chosen!.text}）`}>
          <form method="post" action="/centre/batches">
            <input type="hidden" name="scope" value={scope} />
            <TitleField lang={lang} form={form} />
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
            <BatchFields lang={lang} form={filled} required={required} tasks={tasks} />
            <Submit>{t('create')}</Submit>
          </form>
        </Card>
      )
    }
  }

  return app
}

const readBatch = (form: Fields) => ({
  organisationId: form.organisation ?? '',
  ...scopeOf(form.scope),
  ...readBatchFields(form),
})
