/* Assembles forms: bank and level first, then pattern, number and seed. What cannot be done says what to write. */
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
import { limits } from '../../api/limits.ts'
import { assembleForms } from '../../assembly/assemble-forms.ts'
import type { Reason } from '../../assembly/model.ts'
import { getBank, listBanks } from '../../banks/list-banks.ts'
import { listOrganisations } from '../../identity/list-organisations.ts'
import { authoriseAnywhere, isAllowed } from '../../identity/permissions.ts'
import type { Refusal } from '../../kernel/refusal.ts'
import { fullMarks, sectionsText } from '../banks/bank.tsx'
import { answerForm, invalid, levelOf, wholeNumber } from '../components/form-answer.ts'
import { Alert, Card, Field, PageBody, PageHeader, Select, Submit } from '../components/parts.tsx'
import { renderPage } from '../layout.tsx'
import { assemblyMessages } from '../messages/assemblies.ts'
import { texts } from '../messages/define-messages.ts'
import { levelName } from '../messages/words.ts'

type Fields = Readonly<Record<string, string>>

export function newAssemblyPages(contexts: Contexts): Hono<Env> {
  const app = new Hono<Env>()
  const ctx = contexts.staff

  app.get('/centre/assemblies/new', (c) => render(c, { scope: c.req.query('scope') ?? '' }))

  app.post('/centre/assemblies', limits({ seconds: 120 }), async (c) => {
    const actor = requireStaff(c)
    const form = await readForm(c)
    return answerForm(
      async () => {
        const { bankId, level } = scopeOf(form.scope)
        const assembly = await assembleForms(ctx, actor, {
          organisationId: form.organisation ?? '',
          bankId,
          level,
          patternId: form.pattern,
          forms: wholeNumber(form.forms, { zh: '套数', en: 'the number of forms', min: 1, max: 20 }),
          seed: wholeNumber(form.seed, { zh: '种子', en: 'the seed', min: 0, max: 2 ** 31 - 1 }),
        })
        return c.redirect(`/centre/assemblies/${assembly.id}`, 303)
      },
      (refusal) => render(c, form, refusal),
    )
  })

  async function render(c: AppContext, form: Fields, refusal?: Refusal) {
    const actor = requireStaff(c)
    authoriseAnywhere(actor, 'form.assemble')
    const lang = c.get('lang')
    const t = texts(lang, assemblyMessages)
    const [banks, organisations] = await Promise.all([listBanks(ctx), listOrganisations(ctx, actor)])
    const choices = banks.flatMap((bank) =>
      bank.levels
        .filter((level) => level.items > 0)
        .map(({ level }) => ({
          value: `${bank.id}/${level}`,
          text: `${bank.name} · ${levelName(level, lang)}`,
        })),
    )
    const chosen = choices.find((choice) => choice.value === form.scope)
    const own = organisations.filter((one) => isAllowed(actor, 'form.assemble', one.id))
    return renderPage(
      c,
      { title: t('new'), at: 'assemblies', styles: ['pages'], status: refusal?.kind.status ?? 200 },
      <>
        <PageHeader title={t('new')} pretitle={<a href="/centre/assemblies">{t('title')}</a>} />
        <PageBody>
          {refusal ? <WhyNot lang={lang} refusal={refusal} /> : null}
          <Card title={t('chooseBank')}>
            <form method="get" action="/centre/assemblies/new" class="row g-2 align-items-end">
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
      const patterns = (await getBank(ctx, bankId)).patterns.filter((pattern) => pattern.level === level)
      return (
        <Card title={`${t('chooseRest')}（${chosen!.text}）`}>
          <form method="post" action="/centre/assemblies">
            <input type="hidden" name="scope" value={scope} />
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
            <Select
              label={t('pattern')}
              name="pattern"
              value={form.pattern}
              choices={patterns.map((pattern) => ({
                value: pattern.id,
                text: `${pattern.name}：${sectionsText(pattern, lang)}（${fullMarks(pattern)}）`,
              }))}
            />
            <div class="row">
              <div class="col-md-4">
                <Field
                  label={t('forms')}
                  name="forms"
                  type="number"
                  min={1}
                  max={20}
                  value={form.forms ?? '2'}
                  hint={t('formsHint')}
                  required
                />
              </div>
              <div class="col-md-4">
                <Field
                  label={t('seed')}
                  name="seed"
                  type="number"
                  min={0}
                  max={2 ** 31 - 1}
                  value={form.seed ?? String(ctx.ids.seed() % 100_000)}
                  hint={t('seedHint')}
                  required
                />
              </div>
            </div>
            <Submit>{t('solve')}</Submit>
            <span class="text-secondary ms-3">{t('solveHint')}</span>
          </form>
        </Card>
      )
    }
  }

  return app
}

/** `6-31-01-03/4` */
export function scopeOf(text: string | undefined): { bankId: string; level: number } {
  const [bankId = '', level = ''] = (text ?? '').split('/')
  if (bankId === '' || bankId.length > 40) throw invalid('请选择题库和等级', 'choose a bank and a level')
  return { bankId, level: levelOf(level) }
}

const WhyNot: FC<{ lang: Language; refusal: Refusal }> = ({ lang, refusal }) => {
  const t = texts(lang, assemblyMessages)
  const reasons = refusal.details.reasons as readonly Reason[] | undefined
  if (!Array.isArray(reasons)) return <Alert tone="danger">{refusal.sentence(lang)}</Alert>
  return (
    <Alert tone="danger" title={t('infeasible')}>
      <ReasonList lang={lang} reasons={reasons as readonly Reason[]} />
    </Alert>
  )
}

/** Why it cannot be done, each with what would mend it. */
export const ReasonList: FC<{ lang: Language; reasons: readonly Reason[] }> = ({ lang, reasons }) => (
  <ol class="mb-0">
    {reasons.map((reason) => (
      <li>
        {reason[lang]}
        {reason.mend ? <div class="text-secondary">→ {reason.mend[lang]}</div> : null}
      </li>
    ))}
  </ol>
)
