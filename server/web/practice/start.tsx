/* /practice: what can be practised on, how it goes, and the start. Public. */
import { Hono } from 'hono'
import type { FC } from 'hono/jsx'
import { type AppContext, type Contexts, type Env, type Language, readForm } from '../../api/door.ts'
import type { Refusal } from '../../kernel/refusal.ts'
import { listOffers } from '../../practice/list-offers.ts'
import { fewestItems, type PracticeMode, type PracticeOffer, practiceModes } from '../../practice/model.ts'
import { startSelfAssessment } from '../../practice/start-self-assessment.ts'
import { answerForm, invalid } from '../components/form-answer.ts'
import { Alert, Card, EmptyState, PageBody, PageHeader, Submit } from '../components/parts.tsx'
import { renderPage } from '../layout.tsx'
import { texts } from '../messages/define-messages.ts'
import { practiceMessages } from '../messages/practice.ts'
import { levelName } from '../messages/words.ts'

interface Chosen {
  /** bank/level */
  readonly choice?: string | undefined
  readonly mode?: string | undefined
}

export function practiceStartPages(contexts: Contexts): Hono<Env> {
  const app = new Hono<Env>()
  const ctx = contexts.staff

  app.get('/practice', (c) => render(c, { choice: c.req.query('choice'), mode: c.req.query('mode') }))

  app.post('/practice', async (c) => {
    const form = await readForm(c)
    return answerForm(
      async () => {
        const input = { ...readChoice(form), address: c.get('address') }
        return c.redirect(`/practice/${await startSelfAssessment(ctx, contexts.throttles, input)}`, 303)
      },
      (refusal) => render(c, form, refusal),
    )
  })

  async function render(c: AppContext, chosen: Chosen, refusal?: Refusal) {
    const lang = c.get('lang')
    const t = texts(lang, practiceMessages)
    const offers = await listOffers(ctx)
    if (refusal?.kind.status === 429) c.header('retry-after', String(refusal.details.seconds ?? 60))
    return renderPage(
      c,
      {
        title: t('title'),
        at: 'practice',
        styles: ['pages', 'practice'],
        status: refusal?.kind.status ?? 200,
      },
      <>
        <PageHeader title={t('title')} lead={t('lead')} />
        <PageBody>
          {refusal ? <Alert tone="danger">{refusal.sentence(lang)}</Alert> : null}
          <Alert tone="info">
            <strong>{t('isNot')}</strong> {lang === 'en' ? t('itemsInChinese') : ''}
          </Alert>
          {offers.length === 0 ? (
            <EmptyState title={t('nothingOpen')} />
          ) : (
            <form method="post" action="/practice">
              <Card title={t('chooseWhat')}>
                <OfferChoices lang={lang} offers={offers} chosen={chosen.choice} />
              </Card>
              <Card title={t('chooseMode')}>
                <ModeChoices lang={lang} chosen={chosen.mode} />
                <Submit wide>{t('begin')}</Submit>
              </Card>
            </form>
          )}
          <Card title={t('how')}>
            <ul class="mb-0">
              <li>{t('howItems')}</li>
              <li>{t('howRange')}</li>
              <li>{t('howKept')}</li>
            </ul>
          </Card>
        </PageBody>
      </>,
    )
  }

  return app
}

/** Refuses: invalid-input. */
function readChoice({ choice = '', mode }: Chosen): { bankId: string; level: number; mode: PracticeMode } {
  const match = /^([\w.-]{1,20})\/([1-5])$/.exec(choice)
  const known = practiceModes.find((one) => one === mode)
  if (!match || !known) throw invalid(...practiceMessages.notChosen)
  return { bankId: match[1]!, level: Number(match[2]), mode: known }
}

const OfferChoices: FC<{
  lang: Language
  offers: readonly PracticeOffer[]
  chosen: string | undefined
}> = ({ lang, offers, chosen }) => {
  const t = texts(lang, practiceMessages)
  return (
    <fieldset class="choice-grid">
      <legend class="visually-hidden">{t('chooseWhat')}</legend>
      {offers.map(({ bankId, bankName, level, items }) => {
        const value = `${bankId}/${level}`
        const enough = items >= fewestItems
        return (
          <label class={`choice-box${enough ? '' : ' choice-box-off'}`}>
            <input
              class="form-check-input"
              type="radio"
              name="choice"
              value={value}
              checked={value === chosen}
              disabled={!enough}
              required
            />
            <span>
              <span class="choice-name">
                {bankName.replace(/题库$/, '')} · {levelName(level, lang)}
              </span>
              <span class="text-secondary d-block">
                {t(enough ? 'openItems' : 'tooFew', { n: items })} · <code>{bankId}</code>
              </span>
            </span>
          </label>
        )
      })}
    </fieldset>
  )
}

const ModeChoices: FC<{ lang: Language; chosen: string | undefined }> = ({ lang, chosen = 'measure' }) => {
  const t = texts(lang, practiceMessages)
  return (
    <fieldset class="choice-grid mb-3">
      <legend class="visually-hidden">{t('chooseMode')}</legend>
      {practiceModes.map((mode) => (
        <label class="choice-box">
          <input class="form-check-input" type="radio" name="mode" value={mode} checked={mode === chosen} />
          <span>
            <span class="choice-name">{t(`mode.${mode}`)}</span>
            <span class="text-secondary d-block">{t(`modeHint.${mode}`)}</span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}
