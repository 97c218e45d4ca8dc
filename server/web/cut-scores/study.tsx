/*
 * A study as the manager runs it: what is next, who is through, what came out.
 * Long: five methods and five states share one page.
 */
import { Hono } from 'hono'
import type { FC } from 'hono/jsx'
import { closeStudy } from '../../analytics/cut-scores/close-study.ts'
import { enterObservations, type RowFault } from '../../analytics/cut-scores/enter-observations.ts'
import { getStudy, type StudyReport } from '../../analytics/cut-scores/get-study.ts'
import { customaryJudges, isJudged, type Judge, mostRounds } from '../../analytics/cut-scores/model.ts'
import { closeRound, excludeJudge, openRound } from '../../analytics/cut-scores/run-rounds.ts'
import {
  type AppContext,
  type Contexts,
  type Env,
  type Language,
  readForm,
  readFormFiles,
  requireStaff,
} from '../../api/door.ts'
import { limits } from '../../api/limits.ts'
import type { StaffActor } from '../../identity/model.ts'
import { isAllowed } from '../../identity/permissions.ts'
import type { Refusal } from '../../kernel/refusal.ts'
import { decodeText } from '../batches/candidate-file.ts'
import { Facts, Hash, PostButton } from '../components/facts.tsx'
import { answerForm, notFound } from '../components/form-answer.ts'
import {
  Alert,
  Badge,
  Card,
  Field,
  PageBody,
  PageHeader,
  Submit,
  Table,
  TextArea,
  Time,
} from '../components/parts.tsx'
import { Steps } from '../components/tabs.tsx'
import { renderPage } from '../layout.tsx'
import { cutScoreMessages } from '../messages/cut-scores.ts'
import { texts } from '../messages/define-messages.ts'
import { levelName } from '../messages/words.ts'
import { AnswerBadge } from './answer-badge.tsx'
import { ItemEstimates } from './item-estimates.tsx'
import { observationTemplate, readObservationFile } from './observation-file.ts'
import { studiesPath, studyPath } from './paths.ts'
import { Result, type ResultProps } from './result.tsx'

type Fields = Readonly<Record<string, string>>

interface State {
  readonly refusal?: Refusal
  /** What was typed as candidates. */
  readonly list?: string
  readonly lines?: readonly number[]
}

const done = ['made', 'opened', 'closedRound', 'closed', 'excludedDone', 'entered'] as const

export function studyPages(contexts: Contexts): Hono<Env> {
  const app = new Hono<Env>()
  const ctx = contexts.staff

  app.get(`${studiesPath}/:id`, (c) => render(c, {}))

  /** What a button of the page does, and what is said when it is done. */
  const steps: readonly (readonly [
    string,
    (typeof done)[number],
    (actor: StaffActor, studyId: string, form: Fields) => Promise<unknown>,
  ])[] = [
    ['rounds', 'opened', (actor, studyId) => openRound(ctx, actor, studyId)],
    ['round-closure', 'closedRound', (actor, studyId) => closeRound(ctx, actor, studyId)],
    ['closure', 'closed', (actor, studyId) => closeStudy(ctx, actor, studyId)],
    [
      'exclusions',
      'excludedDone',
      (actor, studyId, form) =>
        excludeJudge(ctx, actor, { studyId, userId: form.judge ?? '', reason: form.reason ?? '' }),
    ],
  ]
  for (const [path, said, work] of steps) {
    app.post(`${studiesPath}/:id/${path}`, async (c) => {
      const actor = requireStaff(c)
      const id = c.req.param('id') ?? ''
      const form = await readForm(c)
      return answerForm(
        async () => {
          await work(actor, id, form)
          return c.redirect(`${studyPath(id)}?done=${said}`, 303)
        },
        (refusal) => render(c, { refusal }),
      )
    })
  }

  app.get(`${studiesPath}/:id/observations/template.csv`, async (c) => {
    const { study } = await getStudy(ctx, requireStaff(c), c.req.param('id'))
    if (isJudged(study.method)) throw notFound('template.csv')
    return c.body(observationTemplate(study.method), 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="candidates.csv"',
    })
  })

  app.post(`${studiesPath}/:id/observations`, limits({ bodyBytes: 2_000_000, seconds: 20 }), async (c) => {
    const actor = requireStaff(c)
    const studyId = c.req.param('id')
    const form = await readForm(c)
    const [file] = await readFormFiles(c, 'file')
    const list = file ? decodeText(new Uint8Array(await file.arrayBuffer())) : (form.list ?? '')
    let lines: readonly number[] = []
    return answerForm(
      async () => {
        const read = readObservationFile(list)
        lines = read.lines
        await enterObservations(ctx, actor, { studyId, rows: read.rows })
        return c.redirect(`${studyPath(studyId)}?done=entered`, 303)
      },
      (refusal) => render(c, { refusal, list, lines }),
    )
  })

  async function render(c: AppContext, state: State) {
    const actor = requireStaff(c)
    const report = await getStudy(ctx, actor, c.req.param('id') ?? '')
    const { study, form } = report
    const lang = c.get('lang')
    const t = texts(lang, cutScoreMessages)
    const mayManage = isAllowed(actor, 'cut-score.manage', study.organisationId)
    const isOwnJudge = report.judges.some((judge) => judge.userId === actor.userId && !judge.excluded)
    const said = done.find((one) => one === c.req.query('done'))
    const panel = report.judges.filter((judge) => !judge.excluded).length
    return renderPage(
      c,
      {
        title: study.title,
        at: 'batches',
        styles: ['pages'],
        status: state.refusal?.kind.status ?? 200,
      },
      <>
        <PageHeader
          title={study.title}
          pretitle={<a href={studiesPath}>{t('title')}</a>}
          lead={
            <>
              {t(`method.${study.method}`)} · {levelName(form.level, lang)} · <code>{study.formId}</code>
            </>
          }
        >
          {isOwnJudge && study.state === 'round' ? (
            <a class="btn" href={studyPath(study.id, 'judge')}>
              {t('ownDesk')}
            </a>
          ) : null}
          {study.document ? (
            <a class="btn btn-primary" href={studyPath(study.id, 'record')}>
              {t('record')}
            </a>
          ) : null}
        </PageHeader>
        <PageBody>
          {said && !state.refusal ? <Alert tone="success">{t(said)}</Alert> : null}
          <Refused lang={lang} state={state} />
          <div class="mb-3">
            <Steps
              label={t('steps')}
              steps={[t('step.prepare'), t('step.judge'), t('step.sign'), t('step.final')]}
              at={{ draft: 0, round: 1, between: 1, signing: 2, final: 4 }[study.state]}
            />
          </div>
          {panel < customaryJudges ? (
            <Alert tone="warning">{t('fewJudges', { n: panel, most: customaryJudges })}</Alert>
          ) : null}
          <Card title={t('next')}>
            <Next lang={lang} report={report} mayManage={mayManage} />
          </Card>
          {mayManage && study.state === 'draft' && !isJudged(study.method) ? (
            <Observations lang={lang} report={report} state={state} />
          ) : null}
          {report.result ? <Result {...resultOf(report, lang)} /> : null}
          <Panel lang={lang} report={report} mayManage={mayManage} />
          <Card title={t('description')}>
            <p class="text-prewrap mb-0">{study.description}</p>
          </Card>
          <ItemEstimates
            lang={lang}
            result={report.result}
            facilities={study.document?.facilities ?? report.basis.facilities}
          />
          <Card>
            <Facts
              rows={[
                [
                  t('object'),
                  t('theoryForm', { form: study.formId, full: study.fullMarks, items: report.items.length }),
                ],
                [t('formHash'), <Hash value={study.formHash} />],
                [t('created'), <Time at={study.createdAt} />],
              ]}
            />
          </Card>
        </PageBody>
      </>,
    )
  }

  return app
}

const resultOf = ({ study, judges, basis, ...report }: StudyReport, lang: Language): ResultProps => ({
  lang,
  fullMarks: study.fullMarks,
  result: report.result!,
  impact: report.impact,
  distribution: study.document?.distribution ?? basis.distribution,
  observations: study.observations,
  nameOf: (id) => judges.find((judge) => judge.userId === id)?.name ?? id,
})

const Refused: FC<{ lang: Language; state: State }> = ({ lang, state: { refusal, lines = [] } }) => {
  const t = texts(lang, cutScoreMessages)
  if (!refusal) return null
  const faults = refusal.details.faults as readonly RowFault[] | undefined
  if (!faults) return <Alert tone="danger">{refusal.sentence(lang)}</Alert>
  return (
    <Alert tone="danger" title={t('faults', { n: Number(refusal.details.count) })}>
      <ul class="mb-0">
        {faults.slice(0, 50).map((fault) => (
          <li>
            {t('faultRow', { n: lines[fault.row - 1] ?? fault.row })}：{fault[lang]}
          </li>
        ))}
      </ul>
    </Alert>
  )
}

interface Part {
  readonly lang: Language
  readonly report: StudyReport
  readonly mayManage: boolean
}

const Next: FC<Part> = ({ lang, report, mayManage }) => {
  const t = texts(lang, cutScoreMessages)
  const { study, progress, judges } = report
  const to = (path: string) => `${studyPath(study.id)}/${path}`
  if (study.state === 'final') return <p class="mb-0">{t('isFinal')}</p>
  if (study.state === 'signing') {
    const panel = judges.filter((judge) => !judge.excluded)
    return (
      <p class="mb-0">
        {t('waitSign', { n: panel.filter((judge) => judge.answer).length, all: panel.length })}
      </p>
    )
  }
  if (!mayManage) return <p class="mb-0">{t(`state.${study.state}`)}</p>
  if (study.state === 'round') {
    const ready = progress.every((one) => one.given === one.asked)
    return (
      <>
        <p>{t(ready ? 'allDone' : 'closeRoundWait')}</p>
        {ready ? (
          <PostButton action={to('round-closure')}>{t('closeRound', { n: study.round })}</PostButton>
        ) : null}
      </>
    )
  }
  const mayOpen = isJudged(study.method) && study.round < mostRounds
  return (
    <>
      {report.obstacle ? <p>{report.obstacle[lang]}</p> : null}
      {mayOpen ? (
        <div class="mb-3">
          <p>{t(study.round === 0 ? 'openFirst' : 'openLater')}</p>
          <PostButton action={to('rounds')}>{t('openRound', { n: study.round + 1 })}</PostButton>
        </div>
      ) : null}
      {report.result ? (
        <div>
          <p>{t('closeStudyHint')}</p>
          <PostButton
            action={to('closure')}
            tone={mayOpen ? 'secondary' : 'primary'}
            confirm={t('closeConfirm')}
          >
            {t('closeStudy')}
          </PostButton>
        </div>
      ) : null}
    </>
  )
}

const Observations: FC<Omit<Part, 'mayManage'> & { state: State }> = ({ lang, report, state }) => {
  const t = texts(lang, cutScoreMessages)
  const { study } = report
  const isGroups = study.method === 'contrasting-groups'
  const third = t(isGroups ? 'thirdGroup' : 'thirdRating')
  const path = `${studyPath(study.id)}/observations`
  return (
    <Card title={t('observations')}>
      {study.observations ? <p>{t('haveEntered', { n: study.observations.length })}</p> : null}
      <form method="post" action={path} enctype="multipart/form-data">
        <p class="text-secondary">
          {t('observationsHint', { third })} <a href={`${path}/template.csv`}>{t('template')}</a>
        </p>
        <TextArea
          label={t('rows')}
          name="list"
          rows={7}
          value={state.list}
          placeholder={isGroups ? 'K001,72.5,合格' : 'K001,72.5,3'}
        />
        <Field label={t('file')} name="file" type="file" accept=".csv,.txt,text/csv" />
        <Submit tone={study.observations ? 'secondary' : 'primary'}>{t('enter')}</Submit>
      </form>
    </Card>
  )
}

const Panel: FC<Part> = ({ lang, report, mayManage }) => {
  const t = texts(lang, cutScoreMessages)
  const { study, judges, progress } = report
  const mayExclude = mayManage && study.state !== 'final'
  const standing = (judge: Judge) => {
    if (judge.excluded)
      return <span class="text-secondary">{t('excludedText', { ...judge.excluded, at: '' })}</span>
    if (study.document) return <AnswerBadge lang={lang} judge={judge} />
    const own = progress.find((one) => one.judge.userId === judge.userId)
    if (study.state !== 'round' || !own) return '—'
    return own.given === own.asked ? (
      <Badge tone="success">{t('done')}</Badge>
    ) : (
      <Badge tone="warning">{t('progressText', { given: own.given, asked: own.asked })}</Badge>
    )
  }
  return (
    <Card
      flush
      title={
        <>
          {t('judges')} <Badge>{judges.length}</Badge>
        </>
      }
    >
      <Table
        head={[t('judge'), t(study.state === 'round' ? 'progress' : 'state'), '']}
        empty=""
        rows={judges.map((judge) => [
          <span class="text-nowrap">{judge.name}</span>,
          standing(judge),
          mayExclude && !judge.excluded && !judge.answer ? (
            <details>
              <summary>{t(study.state === 'signing' ? 'absent' : 'exclude')}</summary>
              <form
                method="post"
                action={`${studyPath(study.id)}/exclusions`}
                class="d-flex flex-wrap gap-2 mt-2"
              >
                <input type="hidden" name="judge" value={judge.userId} />
                <input
                  class="form-control w-auto"
                  name="reason"
                  required
                  maxlength={500}
                  placeholder={t('reason')}
                  aria-label={t('reason')}
                />
                <Submit tone="danger">{t(study.state === 'signing' ? 'absent' : 'exclude')}</Submit>
              </form>
            </details>
          ) : (
            ''
          ),
        ])}
      />
    </Card>
  )
}
