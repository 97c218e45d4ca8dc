/* A candidate's own result after publication, with the reasons, and the way to the certificate. */
import { Hono } from 'hono'
import type { FC } from 'hono/jsx'
import { candidateSession } from '../../api/candidate-session.ts'
import { type Contexts, type Env, type Language, requireCandidate } from '../../api/door.ts'
import { getOwnCertificate } from '../../certificates/get-certificate.ts'
import type { CertificateStatus } from '../../certificates/model.ts'
import { findOwnResult } from '../../marking/get-score-run.ts'
import type { ResultRecord } from '../../marking/model.ts'
import { getExam } from '../../sittings/get-exam.ts'
import { PartCell } from '../batches/results.tsx'
import { Facts } from '../components/facts.tsx'
import { notFound } from '../components/form-answer.ts'
import { Alert, Card, EmptyState, Table, Time } from '../components/parts.tsx'
import { renderPage } from '../layout.tsx'
import { texts } from '../messages/define-messages.ts'
import { resultMessages } from '../messages/marking.ts'
import { words } from '../messages/words.ts'
import { anonymous, reasonsOf } from './readable-reasons.ts'

export function ownResultPages(contexts: Contexts): Hono<Env> {
  const app = new Hono<Env>()
  const ctx = contexts.exam

  app.get('/exam/result', candidateSession(contexts), async (c) => {
    const candidate = requireCandidate(c)
    const lang = c.get('lang')
    const t = texts(lang, resultMessages)
    const [exam, result] = await Promise.all([getExam(ctx, candidate), findOwnResult(ctx, candidate)])
    const certificate = result?.passed ? await getOwnCertificate(ctx, candidate) : undefined
    return renderPage(
      c,
      { title: t('ownTitle'), styles: ['pages'] },
      <div class="container-tight own-result py-4">
        <div class="d-flex align-items-center mb-3">
          <h1 class="h2 mb-0">{t('ownTitle')}</h1>
          <form method="post" action="/exam/sign-out" class="ms-auto">
            <button type="submit" class="btn btn-sm">
              {t('signOut')}
            </button>
          </form>
        </div>
        <Card title={exam.candidate.name}>
          <Facts
            rows={[
              [t('exam'), exam.batch.title],
              [t('admissionNo'), <span class="tabular">{exam.candidate.admissionNo}</span>],
              [t('idNumber'), <span class="tabular">{exam.candidate.idNumberMasked}</span>],
            ]}
          />
        </Card>
        {result ? (
          <OwnResult lang={lang} result={result} certificate={certificate?.record.status} />
        ) : (
          <Card>
            <EmptyState title={t('ownPending')} />
          </Card>
        )}
      </div>,
    )
  })

  app.get('/exam/certificate.pdf', candidateSession(contexts), async (c) => {
    const found = await getOwnCertificate(ctx, requireCandidate(c))
    if (!found) throw notFound('certificate.pdf')
    return c.body(new Uint8Array(found.pdf), 200, {
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="${found.record.number}.pdf"`,
    })
  })

  return app
}

const OwnResult: FC<{
  lang: Language
  result: ResultRecord
  certificate: CertificateStatus | undefined
}> = ({ lang, result, certificate }) => {
  const t = texts(lang, resultMessages)
  const w = texts(lang, words)
  const { document, passed, publishedAt } = result
  const reasons = reasonsOf(
    document,
    anonymous((n) => t('raterN', { n }), t('head')),
  )
  return (
    <>
      <div class={`verdict ${passed ? 'verdict-good' : 'verdict-unsure'}`}>
        <span class="verdict-word">{passed ? t('ownPassed') : t('ownFailed')}</span>
      </div>
      <Card flush>
        <Table
          head={[t('part'), t('marks'), t('pass')]}
          empty=""
          rows={document.parts.map((part) => [
            w(`part.${part.id}`),
            <PartCell lang={lang} part={part} />,
            `${part.passMark} / ${part.fullMarks}`,
          ])}
        />
      </Card>
      <Card title={t('why')}>
        <ul class="mb-0">
          {[...reasons.whole, ...reasons.parts.flatMap((part) => part.reasons)].map((reason) => (
            <li>{reason}</li>
          ))}
        </ul>
      </Card>
      {passed && certificate === 'valid' ? (
        <Card>
          <a class="btn btn-primary btn-lg w-100" href="/exam/certificate.pdf">
            {t('certificate')}
          </a>
          <p class="text-secondary mt-2 mb-0">{t('certificateHint')}</p>
        </Card>
      ) : null}
      {passed && certificate && certificate !== 'valid' ? (
        <Alert tone="danger">{t('certificate.revoked')}</Alert>
      ) : null}
      {passed && !certificate ? <Alert tone="info">{t('noCertificate')}</Alert> : null}
      <p class="text-secondary">
        {publishedAt ? (
          <>
            {t('publishedAt')} <Time at={publishedAt} />。
          </>
        ) : null}
        {t('appeal')}
      </p>
    </>
  )
}
