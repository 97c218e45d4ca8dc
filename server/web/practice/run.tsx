/* /practice/:id: the item to be answered, what an answer was worth, or the report. */
import { Hono } from 'hono'
import type { Child, FC } from 'hono/jsx'
import {
  type AppContext,
  type Contexts,
  type Env,
  type Language,
  readForm,
  readFormList,
} from '../../api/door.ts'
import { getBank } from '../../banks/list-banks.ts'
import { getItemRevisions, getMedia } from '../../banks/list-items.ts'
import type { Refusal } from '../../kernel/refusal.ts'
import { answerItem } from '../../practice/answer-item.ts'
import { endSelfAssessment } from '../../practice/end-self-assessment.ts'
import { getFeedback, getSelfAssessment } from '../../practice/get-self-assessment.ts'
import type { SelfAssessment } from '../../practice/model.ts'
import { PostButton } from '../components/facts.tsx'
import { answerForm, invalid, notFound } from '../components/form-answer.ts'
import { type Media, Rich } from '../components/item-view.tsx'
import { Alert, Badge, PageBody, PageHeader } from '../components/parts.tsx'
import { renderPage } from '../layout.tsx'
import { texts } from '../messages/define-messages.ts'
import { practiceMessages } from '../messages/practice.ts'
import { levelName, words } from '../messages/words.ts'
import { AnswerFields } from './answer-fields.tsx'
import { FeedbackView } from './feedback.tsx'
import { type Fields, readResponse } from './read-response.ts'
import { ReportView } from './report.tsx'

interface Sent {
  readonly fields: Fields
  readonly ticked: readonly string[]
}

const nothingSent: Sent = { fields: {}, ticked: [] }

export function practiceRunPages(contexts: Contexts): Hono<Env> {
  const app = new Hono<Env>()
  const ctx = contexts.staff

  app.get('/practice/:id', async (c) => {
    const id = c.req.param('id').slice(0, 80)
    const after = c.req.query('after')
    return after === undefined ? render(c, id) : renderAnswered(c, id, after)
  })

  app.post('/practice/:id/answers', async (c) => {
    const id = c.req.param('id').slice(0, 80)
    const sent = { fields: await readForm(c), ticked: await readFormList(c, 'answer') }
    return answerForm(
      async () => {
        const { number } = await answerItem(ctx, { id, ...(await readAnswer(sent)) })
        return c.redirect(`/practice/${id}?after=${number}`, 303)
      },
      (refusal) => render(c, id, refusal, sent),
    )
  })

  app.post('/practice/:id/conclusion', async (c) => {
    const id = c.req.param('id').slice(0, 80)
    return answerForm(
      async () => {
        await endSelfAssessment(ctx, id)
        return c.redirect(`/practice/${id}`, 303)
      },
      (refusal) => render(c, id, refusal),
    )
  })

  /** Refuses: not-found, invalid-input. */
  async function readAnswer({ fields, ticked }: Sent): Promise<{ item: string; response: unknown }> {
    const item = (fields.item ?? '').slice(0, 80)
    if (fields.skip !== undefined) return { item, response: null }
    const revision = (await getItemRevisions(ctx, [item])).get(item)!
    const response = readResponse(revision.item, fields, ticked)
    if (response === null) throw invalid(...practiceMessages.unanswered)
    return { item, response }
  }

  async function render(c: AppContext, id: string, refusal?: Refusal, sent: Sent = nothingSent) {
    const run = await getSelfAssessment(ctx, id)
    const lang = c.get('lang')
    const media = await getMedia(ctx, run.bankId)
    // What was sent for another item is of no use to this one.
    const kept = sent.fields.item === run.current?.hash ? sent : nothingSent
    return frame(
      c,
      run,
      refusal?.kind.status ?? 200,
      <>
        {refusal ? <Alert tone="danger">{refusal.sentence(lang)}</Alert> : null}
        {run.current ? <CurrentItem lang={lang} run={run} media={media} sent={kept} /> : null}
        {run.report ? <ReportView lang={lang} run={run} report={run.report} /> : null}
      </>,
    )
  }

  async function renderAnswered(c: AppContext, id: string, after: string) {
    if (!/^[1-9]\d?$/.test(after)) throw notFound(after)
    const [run, feedback] = await Promise.all([
      getSelfAssessment(ctx, id),
      getFeedback(ctx, id, Number(after)),
    ])
    const media = await getMedia(ctx, run.bankId)
    return frame(
      c,
      run,
      200,
      <FeedbackView
        lang={c.get('lang')}
        run={run}
        feedback={feedback}
        number={Number(after)}
        media={media}
      />,
    )
  }

  async function frame(c: AppContext, run: SelfAssessment, status: number, body: Child) {
    const lang = c.get('lang')
    const t = texts(lang, practiceMessages)
    const bank = await getBank(ctx, run.bankId)
    const title = run.report ? t('reportTitle') : t(`mode.${run.mode}`)
    return renderPage(
      c,
      { title, at: 'practice', styles: ['katex', 'pages', 'practice'], status: status as 200 },
      <div class="practice">
        <PageHeader
          title={title}
          pretitle={
            <>
              <a href="/practice">{t('title')}</a> › {bank.name} · {levelName(run.level, lang)}
            </>
          }
        />
        <PageBody>{body}</PageBody>
      </div>,
    )
  }

  return app
}

const CurrentItem: FC<{ lang: Language; run: SelfAssessment; media: Media; sent: Sent }> = ({
  lang,
  run,
  media,
  sent,
}) => {
  const t = texts(lang, practiceMessages)
  const { item, hash } = run.current!
  const action = `/practice/${run.id}`
  return (
    <>
      <Progress lang={lang} run={run} />
      <form method="post" action={`${action}/answers`} class="item-card">
        <div class="item-head">
          <strong>{t('question', { n: run.answers.length + 1 })}</strong>
          <Badge tone="primary">{texts(lang, words)(`kind.${item.kind}`)}</Badge>
        </div>
        <div class="practice-stem">
          <Rich text={item.stem} media={media} />
        </div>
        <AnswerFields lang={lang} item={item} media={media} sent={sent.fields} ticked={sent.ticked} />
        <input type="hidden" name="item" value={hash} />
        <div class="practice-buttons">
          <button type="submit" class="btn btn-primary btn-lg">
            {t('submit')}
          </button>
          <button type="submit" class="btn btn-lg" name="skip" value="yes" formnovalidate>
            {t('skip')}
          </button>
        </div>
      </form>
      {run.answers.length > 0 ? (
        <div class="practice-end text-secondary">
          <PostButton action={`${action}/conclusion`} tone="sm">
            {t('endNow')}
          </PostButton>
          <span>{t('endFirst')}</span>
        </div>
      ) : null}
    </>
  )
}

export const Progress: FC<{ lang: Language; run: SelfAssessment }> = ({ lang, run }) => {
  const t = texts(lang, practiceMessages)
  const done = Math.round((run.answers.length / run.maxItems) * 100)
  return (
    <div class="practice-progress">
      <div class="d-flex flex-wrap gap-2 justify-content-between">
        <span>
          {t('answered', { n: run.answers.length })}
          <span class="text-secondary">{t('upTo', { max: run.maxItems })}</span>
        </span>
        <span>
          {t('confidence')}
          <strong>{t(`confidence.${run.confidence}`)}</strong>
        </span>
      </div>
      <div class="progress mt-1">
        <div
          class="progress-bar"
          style={`width:${done}%`}
          role="progressbar"
          aria-valuenow={done}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-label={t('answered', { n: run.answers.length })}
        />
      </div>
    </div>
  )
}
