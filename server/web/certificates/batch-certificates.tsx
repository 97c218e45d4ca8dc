/* The certificates of a batch: issue, list, open, revoke. */
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
import { getBatch } from '../../batches/get-batch.ts'
import { getCertificatePdf } from '../../certificates/get-certificate.ts'
import { listCertificates, requestCertificates } from '../../certificates/issue-certificates.ts'
import type { CertificateRecord } from '../../certificates/model.ts'
import { revokeCertificate } from '../../certificates/revoke-certificate.ts'
import { isAllowed } from '../../identity/permissions.ts'
import type { Refusal } from '../../kernel/refusal.ts'
import { listResults } from '../../marking/compute-results.ts'
import { batchPath, renderBatch } from '../batches/frame.tsx'
import { PostButton } from '../components/facts.tsx'
import { answerForm, notFound } from '../components/form-answer.ts'
import { Badge, Card, Field, Submit, Table } from '../components/parts.tsx'
import { certificateMessages } from '../messages/certificates.ts'
import { texts } from '../messages/define-messages.ts'
import { words } from '../messages/words.ts'

const outcomes = ['queued', 'revoked'] as const

export function certificatePages(contexts: Contexts): Hono<Env> {
  const app = new Hono<Env>()
  const ctx = contexts.staff
  const path = (id: string) => batchPath(id, 'certificates')

  app.get('/centre/batches/:id/certificates', (c) => render(c))

  app.post('/centre/batches/:id/certificates', async (c) => {
    const id = c.req.param('id')
    return answerForm(
      async () => {
        await requestCertificates(ctx, requireStaff(c), id)
        return c.redirect(`${path(id)}?done=queued`, 303)
      },
      (refusal) => render(c, refusal),
    )
  })

  app.get('/centre/batches/:id/certificates/:file{[A-Z0-9]+\\.pdf}', async (c) => {
    const actor = requireStaff(c)
    const number = await numberOf(actor, c.req.param('id'), c.req.param('file').replace('.pdf', ''))
    const pdf = await getCertificatePdf(ctx, actor, number)
    return c.body(new Uint8Array(pdf), 200, {
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="${number}.pdf"`,
      'cache-control': 'no-store',
    })
  })

  app.post('/centre/batches/:id/certificates/:number/revocation', async (c) => {
    const { id, number } = c.req.param()
    const form = await readForm(c)
    return answerForm(
      async () => {
        const actor = requireStaff(c)
        await revokeCertificate(ctx, actor, {
          number: await numberOf(actor, id, number),
          reason: (form.reason ?? '').slice(0, 500),
        })
        return c.redirect(`${path(id)}?done=revoked`, 303)
      },
      (refusal) => render(c, refusal, { ...form, number }),
    )
  })

  /** A certificate of another batch is not under this address. */
  async function numberOf(actor: ReturnType<typeof requireStaff>, id: string, number: string) {
    const found = (await listCertificates(ctx, actor, id)).find((one) => one.number === number)
    if (!found) throw notFound(number)
    return found.number
  }

  async function render(c: AppContext, refusal?: Refusal, form: Record<string, string> = {}) {
    const actor = requireStaff(c)
    const id = c.req.param('id') ?? ''
    const lang = c.get('lang')
    const t = texts(lang, certificateMessages)
    const batch = await getBatch(ctx, actor, id, 'certificate.read')
    const [certificates, results] = await Promise.all([
      listCertificates(ctx, actor, id),
      listResults(ctx, actor, id),
    ])
    const done = outcomes.find((one) => one === c.req.query('done'))
    const mayIssue = isAllowed(actor, 'certificate.issue', batch.organisationId)
    const passed = results.filter((result) => result.passed === true).length
    const valid = certificates.filter((one) => one.status === 'valid').length
    const ready = ['published', 'certified'].includes(batch.state)
    return renderBatch(
      c,
      { contexts, actor, batch, tab: 'certificates', refusal, done: done && t(done) },
      <>
        {ready && mayIssue && (valid < passed || batch.state === 'published') ? (
          <Card>
            <div class="d-flex flex-wrap gap-3 align-items-center">
              <PostButton action={path(id)} confirm={t('issueConfirm')}>
                {t('issue')}
              </PostButton>
              <span class="text-secondary">{t('issueHint')}</span>
            </div>
          </Card>
        ) : null}
        <Card
          flush
          title={t('title')}
          actions={
            <span class="text-secondary">
              {ready
                ? t('count', { passed, issued: valid, other: certificates.length - valid })
                : t('notYet')}
            </span>
          }
        >
          {certificates.length > 0 ? <div class="flush-hint text-secondary">{t('pdfHint')}</div> : null}
          <Table
            head={[t('number'), t('holder'), t('issuedOn'), t('status'), '', '']}
            empty={t('empty')}
            rows={certificates.map((one) => [
              <span class="tabular text-nowrap">{one.number}</span>,
              <>
                <div class="text-nowrap">{one.document.name}</div>
                <div class="text-secondary small tabular">{one.document.idNumberMasked}</div>
              </>,
              <span class="text-nowrap">{one.document.issuedOn}</span>,
              <Badge tone={one.status === 'valid' ? 'success' : 'danger'}>
                {texts(lang, words)(`certificate.${one.status}`)}
              </Badge>,
              <span class="d-flex flex-wrap gap-2">
                <a class="text-nowrap" href={`${path(id)}/${one.number}.pdf`}>
                  {t('pdf')}
                </a>
                <a class="text-nowrap" href={`/verify/${one.publicId}`}>
                  {t('publicPage')}
                </a>
              </span>,
              one.status === 'valid' && isAllowed(actor, 'certificate.revoke', batch.organisationId) ? (
                <RevokeForm lang={lang} certificate={one} path={path(id)} form={form} />
              ) : (
                ''
              ),
            ])}
          />
        </Card>
      </>,
    )
  }

  return app
}

const RevokeForm: FC<{
  lang: Language
  certificate: CertificateRecord
  path: string
  form: Readonly<Record<string, string>>
}> = ({ lang, certificate: { number }, path, form }) => {
  const t = texts(lang, certificateMessages)
  const own = form.number === number
  return (
    <details open={own}>
      <summary class="text-danger text-nowrap">{t('revoke')}</summary>
      <form method="post" action={`${path}/${number}/revocation`} class="mt-2">
        <Field
          id={`reason-${number}`}
          label={t('reason')}
          name="reason"
          value={own ? form.reason : undefined}
          hint={t('reasonHint')}
          maxlength={200}
          required
        />
        <Submit tone="danger">{t('revoke')}</Submit>
      </form>
    </details>
  )
}
