/*
 * /centre/cut-scores/:id/judge: where a judge judges, a page of items at a time.
 * Long: three methods share one desk.
 */
import { Hono } from 'hono'
import type { FC } from 'hono/jsx'
import { type Desk, getDesk } from '../../analytics/cut-scores/get-desk.ts'
import { difficulties, hofsteeBounds, relevances } from '../../analytics/cut-scores/model.ts'
import { saveEstimates } from '../../analytics/cut-scores/save-estimates.ts'
import {
  type AppContext,
  type Contexts,
  type Env,
  type Language,
  readForm,
  requireStaff,
} from '../../api/door.ts'
import type { Refusal } from '../../kernel/refusal.ts'
import { answerForm, pageOf } from '../components/form-answer.ts'
import { ItemKey } from '../components/item-key.tsx'
import { QuestionView } from '../components/item-view.tsx'
import { Alert, Badge, Card, Field, PageBody, PageHeader } from '../components/parts.tsx'
import { renderPage } from '../layout.tsx'
import { cutScoreMessages } from '../messages/cut-scores.ts'
import { texts } from '../messages/define-messages.ts'
import { words } from '../messages/words.ts'
import { studiesPath, studyPath } from './paths.ts'
import { figure, HofsteeChart, percent } from './result.tsx'

type Fields = Readonly<Record<string, string>>

export function judgeDeskPages(contexts: Contexts): Hono<Env> {
  const app = new Hono<Env>()
  const ctx = contexts.staff

  app.get(`${studiesPath}/:id/judge`, (c) => render(c, pageOf(c.req.query('page')), {}))

  app.post(`${studiesPath}/:id/judge`, async (c) => {
    const actor = requireStaff(c)
    const studyId = c.req.param('id')
    const form = await readForm(c)
    const page = pageOf(form.page)
    return answerForm(
      async () => {
        // Only what this page changed: a tab left open elsewhere must not undo what was saved since.
        const patch = {
          values: changed(prefixed(form, 'v.'), prefixed(form, 'was.v.')),
          cells: changed(prefixed(form, 'c.'), prefixed(form, 'was.c.')),
        }
        const { missing } = await saveEstimates(ctx, actor, { studyId, patch })
        const next = form.goto
          ? pageOf(form.goto)
          : missing.length > 0 && form.do === 'next'
            ? page + 1
            : page
        const said = missing.length === 0 ? 'savedAll' : 'saved'
        return c.redirect(`${studyPath(studyId, 'judge')}?page=${next}&done=${said}`, 303)
      },
      (refusal) => render(c, page, form, refusal),
    )
  })

  async function render(c: AppContext, page: number, form: Fields, refusal?: Refusal) {
    const actor = requireStaff(c)
    const desk = await getDesk(ctx, actor, { studyId: c.req.param('id') ?? '', page })
    const lang = c.get('lang')
    const t = texts(lang, cutScoreMessages)
    const { study, judge, progress } = desk
    const isOpen = study.state === 'round' && !judge.excluded
    const said = (['saved', 'savedAll'] as const).find((one) => one === c.req.query('done'))
    return renderPage(
      c,
      {
        title: `${t('desk')} · ${study.title}`,
        at: 'batches',
        styles: ['katex', 'pages'],
        status: refusal?.kind.status ?? 200,
      },
      <>
        <PageHeader
          title={study.title}
          pretitle={<a href={studiesPath}>{t('title')}</a>}
          lead={
            <>
              {t(`method.${study.method}`)}
              {isOpen ? (
                <>
                  {' '}
                  · {t('roundN', { n: study.round })} · {t('progressText', progress)}
                </>
              ) : null}
            </>
          }
        />
        <PageBody>
          {refusal ? <Alert tone="danger">{refusal.sentence(lang)}</Alert> : null}
          {said && !refusal ? <Alert tone="success">{t(said)}</Alert> : null}
          <details class="card mb-3" open={!isOpen || (desk.page === 1 && study.round === 1)}>
            <summary class="card-header">
              <h2 class="card-title d-inline">{t('description')}</h2>
            </summary>
            <p class="card-body text-prewrap mb-0">{study.description}</p>
          </details>
          {isOpen ? <Judging lang={lang} desk={desk} form={form} /> : <Waiting lang={lang} desk={desk} />}
        </PageBody>
      </>,
    )
  }

  return app
}

/** Fields of a prefix by the rest of their name. */
const prefixed = (form: Fields, prefix: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(form)
      .filter(([name]) => name.startsWith(prefix))
      .map(([name, value]) => [name.slice(prefix.length), value]),
  )

const changed = (now: Record<string, string>, was: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(now).filter(([key, value]) => value !== was[key]))

/** What the field held in the database when the page was drawn. */
const Was: FC<{ name: string; value: string | number | undefined }> = ({ name, value }) => (
  <input type="hidden" name={`was.${name}`} value={value === undefined ? '' : String(value)} />
)

interface Part {
  readonly lang: Language
  readonly desk: Desk
}

const Waiting: FC<Part> = ({ lang, desk: { study, judge } }) => {
  const t = texts(lang, cutScoreMessages)
  if (judge.excluded)
    return <Alert tone="info">{t('waiting.excluded', { reason: judge.excluded.reason })}</Alert>
  if (study.document)
    return (
      <Card>
        <a class="btn btn-primary" href={studyPath(study.id, 'record')}>
          {t(study.state === 'signing' && !judge.answer ? 'toRecord' : 'record')}
        </a>
      </Card>
    )
  return (
    <Alert tone="info">
      {study.state === 'draft' ? t('waiting.draft') : t('waiting.between')} {t('waiting')}
    </Alert>
  )
}

const Judging: FC<Part & { form: Fields }> = ({ lang, desk, form }) => {
  const t = texts(lang, cutScoreMessages)
  const { study, page, pages } = desk
  const lead = { angoff: 'deskAngoff', ebel: 'deskEbel', hofstee: 'deskHofstee' } as const
  return (
    <form method="post" action={studyPath(study.id, 'judge')} autocomplete="off">
      <input type="hidden" name="page" value={page} />
      {/* The Enter key presses the first button: it saves and stays. */}
      <button type="submit" name="do" value="stay" class="visually-hidden" tabindex={-1}>
        {t('save')}
      </button>
      <p>{t(lead[study.method as 'angoff'])}</p>
      {desk.panel ? (
        <p>{t('panelCut', { cut: figure(desk.panel.cut), se: figure(desk.panel.se, 2) })}</p>
      ) : null}
      {desk.previous ? <p class="text-secondary">{t('prefilled')}</p> : null}
      {pages > 1 ? <PageLinks lang={lang} desk={desk} /> : null}
      {desk.shown.length > 0 ? <p class="text-secondary small">{t('keyNote')}</p> : null}
      {desk.shown.map((entry) => (
        <ItemCard lang={lang} desk={desk} form={form} entry={entry} />
      ))}
      {study.method === 'ebel' ? <EbelGrid lang={lang} desk={desk} form={form} /> : null}
      {study.method === 'hofstee' ? <HofsteeFields lang={lang} desk={desk} form={form} /> : null}
      <div class="d-flex flex-wrap gap-2 my-3">
        {page < pages ? (
          <button type="submit" class="btn btn-primary" name="do" value="next">
            {t('saveNext')}
          </button>
        ) : null}
        <button type="submit" class={`btn${page < pages ? '' : ' btn-primary'}`} name="do" value="stay">
          {t('save')}
        </button>
      </div>
      {pages > 1 ? <PageLinks lang={lang} desk={desk} /> : null}
    </form>
  )
}

const PageLinks: FC<Part> = ({ lang, desk: { page, pages, openByPage } }) => {
  const t = texts(lang, cutScoreMessages)
  return (
    <nav aria-label={t('pages')} class="d-flex flex-wrap gap-1 mb-3">
      {Array.from({ length: pages }, (_, n) => (
        <button
          type="submit"
          name="goto"
          value={n + 1}
          class={`btn btn-sm${n + 1 === page ? ' btn-primary' : openByPage[n] === 0 ? ' btn-outline-success' : ''}`}
          aria-current={n + 1 === page ? 'page' : undefined}
          aria-label={t('pageN', { n: n + 1, open: openByPage[n] ?? 0 })}
        >
          {openByPage[n] === 0 ? '✓ ' : ''}
          {n + 1}
        </button>
      ))}
    </nav>
  )
}

/** What was typed; what is saved; what the judge gave in the round before. */
function shownValue(desk: Desk, form: Fields, key: string): string {
  const saved = desk.own.values[key] ?? desk.previous?.values[key]
  return form[`v.${key}`] ?? (saved === undefined ? '' : String(saved))
}

type Entry = Desk['shown'][number]

const ItemCard: FC<Part & { form: Fields; entry: Entry }> = ({ lang, desk, form, entry }) => {
  const t = texts(lang, cutScoreMessages)
  const key = String(entry.number)
  return (
    <article class="item-card" id={`item-${key}`}>
      <div class="item-head">
        <Badge tone="primary">{texts(lang, words)(`kind.${entry.item.kind}`)}</Badge>
        <span class="text-secondary">{texts(lang, words)('marks', { n: entry.marks })}</span>
      </div>
      <QuestionView lang={lang} question={entry.item} number={entry.number} media={desk.media} withKey />
      <ItemKey lang={lang} question={entry.item} media={desk.media} />
      <div class="d-flex flex-wrap gap-3 align-items-center mt-3">
        {desk.study.method === 'angoff' ? (
          <label class="d-flex gap-2 align-items-center">
            <strong>{t('shareRight')}</strong>
            <span class="input-group w-auto">
              <Was name={`v.${key}`} value={desk.own.values[key]} />
              <input
                class="form-control judge-share"
                name={`v.${key}`}
                inputmode="decimal"
                maxlength={8}
                value={shownValue(desk, form, key)}
              />
              <span class="input-group-text">%</span>
            </span>
          </label>
        ) : (
          <CellChoice lang={lang} desk={desk} form={form} number={key} />
        )}
        <Feedback lang={lang} desk={desk} entry={entry} />
      </div>
    </article>
  )
}

/** From the second round on: the own last estimate, the panel's, and what candidates made of the item. */
const Feedback: FC<Part & { entry: Entry }> = ({ lang, desk, entry }) => {
  const t = texts(lang, cutScoreMessages)
  const last = desk.previous?.values[String(entry.number)]
  const panel = desk.panel?.items.find((one) => one.number === entry.number)
  const used = desk.facilities.find((one) => one.number === entry.number)
  return (
    <span class="d-flex flex-wrap gap-3 text-secondary">
      {last === undefined || desk.study.method !== 'angoff' ? null : (
        <span>{t('ownLast', { n: `${last} %` })}</span>
      )}
      {panel ? (
        <span>
          {t('panelLast', {
            mean: `${percent(panel.mean)} %`,
            sd: figure(panel.sd === null ? null : 100 * panel.sd),
          })}
        </span>
      ) : null}
      {used ? <span>{t('facilityOf', { share: percent(used.facility), n: used.n })}</span> : null}
    </span>
  )
}

const CellChoice: FC<Part & { form: Fields; number: string }> = ({ lang, desk, form, number }) => {
  const t = texts(lang, cutScoreMessages)
  const chosen = form[`c.${number}`] ?? desk.own.cells[number] ?? desk.previous?.cells[number]
  return (
    <label class="d-flex gap-2 align-items-center">
      <strong>{t('cell')}</strong>
      <Was name={`c.${number}`} value={desk.own.cells[number]} />
      <select class="form-select w-auto" name={`c.${number}`}>
        <option value="">{t('choose')}</option>
        {relevances.map((relevance) => (
          <optgroup label={t(`relevance.${relevance}`)}>
            {difficulties.map((difficulty) => (
              <option value={`${relevance}/${difficulty}`} selected={chosen === `${relevance}/${difficulty}`}>
                {t(`relevance.${relevance}`)} · {t(`difficulty.${difficulty}`)}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </label>
  )
}

const EbelGrid: FC<Part & { form: Fields }> = ({ lang, desk, form }) => {
  const t = texts(lang, cutScoreMessages)
  return (
    <Card flush title={t('cellShares')}>
      <div class="flush-hint">{t('cellSharesHint')}</div>
      <div class="table-responsive">
        <table class="table card-table table-vcenter ebel-grid">
          <thead>
            <tr>
              <th scope="col">{t('relevance')}</th>
              {difficulties.map((difficulty) => (
                <th scope="col">{t(`difficulty.${difficulty}`)}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {relevances.map((relevance) => (
              <tr>
                <th scope="row">{t(`relevance.${relevance}`)}</th>
                {difficulties.map((difficulty) => {
                  const cell = `${relevance}/${difficulty}`
                  return (
                    <td>
                      <Was name={`v.${cell}`} value={desk.own.values[cell]} />
                      <input
                        class="form-control judge-share"
                        size={4}
                        name={`v.${cell}`}
                        inputmode="decimal"
                        maxlength={8}
                        value={shownValue(desk, form, cell)}
                        aria-label={`${t(`relevance.${relevance}`)} · ${t(`difficulty.${difficulty}`)}`}
                      />
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  )
}

const HofsteeFields: FC<Part & { form: Fields }> = ({ lang, desk, form }) => {
  const t = texts(lang, cutScoreMessages)
  return (
    <Card>
      <div class="row">
        {hofsteeBounds.map((bound) => (
          <div class="col-md-6">
            <Field
              label={t(`bound.${bound}`)}
              name={`v.${bound}`}
              inputmode="decimal"
              maxlength={8}
              value={shownValue(desk, form, bound)}
            />
          </div>
        ))}
      </div>
      {desk.distribution.length > 0 ? (
        <HofsteeChart
          lang={lang}
          distribution={desk.distribution}
          fullMarks={desk.study.fullMarks}
          round={desk.panel}
        />
      ) : null}
    </Card>
  )
}
