/* The record of a study: read, signed or declined by the judges, checked, printed, taken away as JSON. */
import { Hono } from 'hono'
import type { FC } from 'hono/jsx'
import { getRecord, type SignedRecord } from '../../analytics/cut-scores/get-record.ts'
import { declineRecord, signRecord } from '../../analytics/cut-scores/sign-record.ts'
import {
  type AppContext,
  type Contexts,
  type Env,
  type Language,
  readForm,
  requireStaff,
} from '../../api/door.ts'
import { toWire } from '../../api/wire.ts'
import { isAllowed } from '../../identity/permissions.ts'
import type { Refusal } from '../../kernel/refusal.ts'
import { Facts, Hash } from '../components/facts.tsx'
import { answerForm, invalid } from '../components/form-answer.ts'
import {
  Alert,
  Card,
  Field,
  PageBody,
  PageHeader,
  Submit,
  Table,
  TextArea,
  Time,
} from '../components/parts.tsx'
import { renderPrint } from '../components/print-page.tsx'
import { renderPage } from '../layout.tsx'
import { cutScoreMessages } from '../messages/cut-scores.ts'
import { texts } from '../messages/define-messages.ts'
import { AnswerBadge } from './answer-badge.tsx'
import { ItemEstimates } from './item-estimates.tsx'
import { studiesPath, studyPath } from './paths.ts'
import { RecordSheet } from './record-sheet.tsx'
import { Result, type ResultProps } from './result.tsx'

export function recordPages(contexts: Contexts): Hono<Env> {
  const app = new Hono<Env>()
  const ctx = contexts.staff

  app.get(`${studiesPath}/:id/record`, (c) => render(c))

  app.post(`${studiesPath}/:id/record/signature`, async (c) => {
    const actor = requireStaff(c)
    const studyId = c.req.param('id')
    const form = await readForm(c)
    return answerForm(
      async () => {
        if (form.read !== 'yes')
          throw invalid(
            texts('zh', cutScoreMessages)('tickMissing'),
            texts('en', cutScoreMessages)('tickMissing'),
          )
        await signRecord(ctx, contexts.throttles, actor, {
          studyId,
          hash: form.hash ?? '',
          password: form.password ?? '',
          address: c.get('address'),
        })
        return c.redirect(`${studyPath(studyId, 'record')}?done=signed`, 303)
      },
      (refusal) => render(c, refusal),
    )
  })

  app.post(`${studiesPath}/:id/record/decline`, async (c) => {
    const actor = requireStaff(c)
    const studyId = c.req.param('id')
    const form = await readForm(c)
    return answerForm(
      async () => {
        await declineRecord(ctx, actor, { studyId, hash: form.hash ?? '', reason: form.reason ?? '' })
        return c.redirect(`${studyPath(studyId, 'record')}?done=declined`, 303)
      },
      (refusal) => render(c, refusal),
    )
  })

  app.get(`${studiesPath}/:id/record.json`, async (c) => {
    const { document, hash, panel } = await getRecord(ctx, requireStaff(c), c.req.param('id'))
    const signatures = panel.map(({ userId, name, answer }) => ({ judge: userId, name, answer }))
    return c.body(JSON.stringify(toWire({ hash, document, signatures }), null, 2), 200, {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="cut-score-${document.study.id}.json"`,
    })
  })

  app.get(`${studiesPath}/:id/record/print`, async (c) => {
    const signed = await getRecord(ctx, requireStaff(c), c.req.param('id'))
    const lang = c.get('lang')
    return renderPrint(
      c,
      {
        title: `${texts(lang, cutScoreMessages)('recordTitle')} · ${signed.document.study.title}`,
        back: studyPath(signed.study.id, 'record'),
      },
      <RecordSheet lang={lang} signed={signed} props={resultProps(signed, lang)} />,
    )
  })

  async function render(c: AppContext, refusal?: Refusal) {
    const actor = requireStaff(c)
    const signed = await getRecord(ctx, actor, c.req.param('id') ?? '')
    const { study, document, panel } = signed
    const lang = c.get('lang')
    const t = texts(lang, cutScoreMessages)
    const own = panel.find((judge) => judge.userId === actor.userId)
    const said = (['signed', 'declined'] as const).find((one) => one === c.req.query('done'))
    return renderPage(
      c,
      {
        title: `${t('recordTitle')} · ${study.title}`,
        at: 'batches',
        styles: ['pages'],
        status: refusal?.kind.status ?? 200,
      },
      <>
        <PageHeader
          title={t('recordTitle')}
          pretitle={<a href={studiesPath}>{t('title')}</a>}
          lead={`${study.title} · ${t(`method.${study.method}`)}`}
        >
          {isAllowed(actor, 'cut-score.read', study.organisationId) ? (
            <a class="btn" href={studyPath(study.id)}>
              {t('backToStudy')}
            </a>
          ) : null}
          <a class="btn" href={studyPath(study.id, 'record.json')}>
            {t('download')}
          </a>
          <a class="btn btn-primary" href={studyPath(study.id, 'record/print')}>
            {t('print')}
          </a>
        </PageHeader>
        <PageBody>
          {refusal ? <Alert tone="danger">{refusal.sentence(lang)}</Alert> : null}
          {said && !refusal ? <Alert tone="success">{t(said)}</Alert> : null}
          <Verification lang={lang} signed={signed} />
          <Result {...resultProps(signed, lang)} />
          <ItemEstimates
            lang={lang}
            result={document.result}
            facilities={document.facilities}
            own={document.rounds.at(-1)?.estimates.find((one) => one.judge === actor.userId)?.given}
          />
          <Card title={t('record')}>
            <RecordFacts lang={lang} signed={signed} />
          </Card>
          <Card title={t('description')}>
            <p class="text-prewrap mb-0">{document.description}</p>
          </Card>
          <Card flush title={t('signatures')}>
            <Table
              head={[t('judge'), t('state'), t('answeredAt'), t('hashShort')]}
              empty=""
              rows={panel.map((judge) => [
                <span class="text-nowrap">{judge.name}</span>,
                <AnswerBadge lang={lang} judge={judge} />,
                judge.answer ? (
                  <span class="text-nowrap">
                    <Time at={judge.answer.at} seconds />
                  </span>
                ) : (
                  ''
                ),
                judge.answer?.hash ? <Hash value={judge.answer.hash} /> : '',
              ])}
            />
          </Card>
          {own && !own.answer && study.state === 'signing' ? <Answering lang={lang} signed={signed} /> : null}
        </PageBody>
      </>,
    )
  }

  return app
}

interface Part {
  readonly lang: Language
  readonly signed: SignedRecord
}

const resultProps = ({ document }: SignedRecord, lang: Language): ResultProps => ({
  lang,
  fullMarks: document.object.fullMarks,
  result: document.result,
  impact: document.impact,
  distribution: document.distribution,
  observations: document.observations,
  nameOf: (id) => document.judges.find((judge) => judge.id === id)?.name ?? id,
})

const Verification: FC<Part> = ({ lang, signed: { verification } }) => {
  const t = texts(lang, cutScoreMessages)
  const faults = (['intact', 'signaturesMatch', 'recomputed'] as const).filter((one) => !verification[one])
  return faults.length === 0 ? (
    <Alert tone="success" title={t('verification')}>
      {t('verifiedWell')}
    </Alert>
  ) : (
    <Alert tone="danger" title={t('verification')}>
      {faults.map((fault) => (
        <div>{t(`fault.${fault}`)}</div>
      ))}
    </Alert>
  )
}

const RecordFacts: FC<Part> = ({ lang, signed: { document, hash, study } }) => {
  const t = texts(lang, cutScoreMessages)
  const { object } = document
  return (
    <Facts
      rows={[
        [t('organisation'), document.study.organisation.name],
        [
          t('object'),
          t('theoryForm', { form: object.form, full: object.fullMarks, items: object.items.length }),
        ],
        [t('formHash'), <Hash value={object.formHash} />],
        [t('standardHash'), <Hash value={object.standardHash} />],
        [t('closedAt'), <Time at={new Date(document.study.closedAt)} />],
        ...(study.finalAt ? [[t('finalAt'), <Time at={study.finalAt} />] as const] : []),
        [t('hash'), <Hash value={hash} />],
      ]}
    />
  )
}

const Answering: FC<Part> = ({ lang, signed: { study, hash } }) => {
  const t = texts(lang, cutScoreMessages)
  return (
    <Card title={t('sign')} id="sign">
      <p>{t('signLead')}</p>
      <p>
        <Hash value={hash} />
      </p>
      <form method="post" action={`${studyPath(study.id, 'record')}/signature`}>
        <input type="hidden" name="hash" value={hash} />
        <label class="form-check mb-3">
          <input class="form-check-input" type="checkbox" name="read" value="yes" required />
          <span class="form-check-label">{t('tick')}</span>
        </label>
        <div class="row">
          <div class="col-md-5">
            <Field
              label={t('password')}
              name="password"
              type="password"
              autocomplete="current-password"
              hint={t('passwordHint')}
              required
            />
          </div>
        </div>
        <Submit>{t('sign')}</Submit>
      </form>
      <details class="mt-4">
        <summary>{t('decline')}</summary>
        <form method="post" action={`${studyPath(study.id, 'record')}/decline`} class="mt-2">
          <input type="hidden" name="hash" value={hash} />
          <TextArea label={t('reason')} name="reason" rows={2} required />
          <Submit tone="danger">{t('decline')}</Submit>
        </form>
      </details>
    </Card>
  )
}
