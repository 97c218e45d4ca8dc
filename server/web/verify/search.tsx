/* /verify: find the public page by number and name, or verify a file. Guessing is slow. */
import { Hono } from 'hono'
import type { FC } from 'hono/jsx'
import {
  type AppContext,
  type Contexts,
  type Env,
  type Language,
  readForm,
  readFormFiles,
} from '../../api/door.ts'
import { limits } from '../../api/limits.ts'
import { findPublicId } from '../../certificates/get-certificate.ts'
import { type PdfVerdict, verifyPdf } from '../../certificates/verify-pdf.ts'
import { Throttle, throttled, tooMany } from '../../identity/throttle.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { Facts, Hash } from '../components/facts.tsx'
import { answerForm, invalid } from '../components/form-answer.ts'
import { Alert, Badge, Card, Field, PageBody, PageHeader, Submit } from '../components/parts.tsx'
import { renderPage } from '../layout.tsx'
import { certificateMessages, verifyMessages } from '../messages/certificates.ts'
import { texts } from '../messages/define-messages.ts'
import { words } from '../messages/words.ts'

/** Bytes of an upload with its form around it. */
const uploadBytes = 2_000_000
const quarterSeconds = 15 * 60

export function verifySearchPages(contexts: Contexts): Hono<Env> {
  const app = new Hono<Env>()
  const ctx = contexts.staff
  // An office checks fifty certificates and mistypes some; nobody needs ten names for one number.
  const rule = { seconds: quarterSeconds, forgiving: false }
  const byAddress = new Throttle({ ...rule, name: 'certificate-address', failures: 30, burst: 90 }, ctx.db)
  const byNumber = new Throttle({ ...rule, name: 'certificate-number', failures: 10, burst: 30 }, ctx.db)

  app.get('/verify', (c) => render(c, {}))

  app.post('/verify', async (c) => {
    const form = await readForm(c)
    const number = (form.number ?? '').slice(0, 40)
    const name = (form.name ?? '').slice(0, 60)
    return answerForm(
      async () => {
        const publicId = await search(c.get('address'), number, name)
        return publicId === undefined
          ? render(c, { form, missing: true })
          : c.redirect(`/verify/${publicId}`, 303)
      },
      (refusal) => render(c, { form, refusal }),
    )
  })

  app.post('/verify/file', limits({ bodyBytes: uploadBytes, seconds: 10 }), async (c) =>
    answerForm(
      async () => {
        const [file] = await readFormFiles(c, 'file')
        const bytes = file ? Buffer.from(await file.arrayBuffer()) : Buffer.alloc(0)
        if (bytes.subarray(0, 5).toString('latin1') !== '%PDF-')
          throw invalid('请选择一个 PDF 文件', 'choose a PDF file')
        const verdict = await verifyPdf(ctx, bytes)
        const publicId =
          verdict.certificate && (await findPublicId(ctx, verdict.certificate).catch(() => undefined))
        return render(c, { verdict, publicId: publicId ?? undefined })
      },
      (refusal) => render(c, { refusal }),
    ),
  )

  /** Undefined when there is no such pair. Refuses: too-many-requests. */
  async function search(address: string, number: string, name: string): Promise<string | undefined> {
    const keys = [byAddress.keyOf(address), byNumber.keyOf(number.trim().toUpperCase())]
    return throttled(keys, () => findPublicId(ctx, { number, name }).catch(ifAbsent)).catch(tooMany)
  }

  return app
}

function ifAbsent(error: unknown): undefined {
  if (error instanceof Refusal && error.kind.status === 404) return undefined
  throw error
}

interface State {
  readonly form?: Readonly<Record<string, string>>
  readonly missing?: boolean
  readonly refusal?: Refusal
  readonly verdict?: PdfVerdict
  readonly publicId?: string
}

function render(c: AppContext, { form = {}, missing, refusal, verdict, publicId }: State): Promise<Response> {
  const lang = c.get('lang')
  const t = texts(lang, verifyMessages)
  if (refusal?.kind.status === 429) c.header('retry-after', String(refusal.details.seconds ?? 60))
  return renderPage(
    c,
    {
      title: t('title'),
      at: 'verify',
      styles: ['pages'],
      status: refusal?.kind.status ?? (missing ? 404 : 200),
    },
    <>
      <PageHeader title={t('title')} lead={t('lead')} />
      <PageBody>
        {refusal ? <Alert tone="danger">{refusal.sentence(lang)}</Alert> : null}
        {missing ? <Alert tone="warning">{t('notFound')}</Alert> : null}
        {verdict ? <Verdict lang={lang} verdict={verdict} publicId={publicId} /> : null}
        <div class="row">
          <div class="col-lg-6">
            <Card title={t('byNumber')}>
              <form method="post" action="/verify">
                <Field
                  label={t('number')}
                  name="number"
                  value={form.number}
                  hint={t('numberHint')}
                  maxlength={40}
                  autocomplete="off"
                  big
                  required
                />
                <Field
                  label={t('name')}
                  name="name"
                  value={form.name}
                  maxlength={60}
                  autocomplete="off"
                  required
                />
                <Submit wide>{t('search')}</Submit>
              </form>
            </Card>
          </div>
          <div class="col-lg-6">
            <Card title={t('byFile')}>
              <form method="post" action="/verify/file" enctype="multipart/form-data">
                <Field
                  label={t('file')}
                  name="file"
                  type="file"
                  accept="application/pdf,.pdf"
                  hint={t('fileHint')}
                  required
                />
                <Submit wide>{t('verify')}</Submit>
              </form>
            </Card>
          </div>
        </div>
      </PageBody>
    </>,
  )
}

function verdictWords(verdict: PdfVerdict, lang: Language) {
  const t = texts(lang, verifyMessages)
  const number = verdict.number ?? ''
  if (verdict.file === 'altered')
    return { tone: 'bad', mark: '✕', word: t('altered'), text: t('alteredText', { number }) }
  if (verdict.file === 'unknown')
    return { tone: 'unsure', mark: '?', word: t('unknown'), text: t('unknownText') }
  if (verdict.valid) return { tone: 'good', mark: '✓', word: t('genuine'), text: t('genuineText') }
  if (verdict.status && verdict.status !== 'valid') {
    const status = texts(lang, words)(`certificate.${verdict.status}`)
    return { tone: 'bad', mark: '✕', word: t('notValid'), text: t('notValidText', { status }) }
  }
  return { tone: 'unsure', mark: '!', word: t('broken'), text: t('brokenText') }
}

const Verdict: FC<{ lang: Language; verdict: PdfVerdict; publicId: string | undefined }> = ({
  lang,
  verdict,
  publicId,
}) => {
  const t = texts(lang, verifyMessages)
  const said = verdictWords(verdict, lang)
  return (
    <>
      <div class={`verdict verdict-${said.tone}`} role="status">
        <span class="verdict-mark" aria-hidden="true">
          {said.mark}
        </span>
        <div>
          <div class="verdict-word">{said.word}</div>
          <div>{said.text}</div>
        </div>
        {publicId ? (
          <a class="btn ms-auto" href={`/verify/${publicId}`}>
            {t('openPage')}
          </a>
        ) : null}
      </div>
      <Card title={t('trace')}>
        <Facts
          rows={[
            ...(verdict.number
              ? [[texts(lang, certificateMessages)('number'), verdict.number] as const]
              : []),
            [t('fileHash'), <Hash value={verdict.sha256} />],
            ...verdict.trace.map(
              (step) =>
                [
                  t(`step.${step.step}`),
                  <>
                    <Badge tone={step.holds ? 'success' : 'danger'}>
                      {step.holds ? t('holds') : t('fails')}
                    </Badge>{' '}
                    <Hash value={step.detail} />
                  </>,
                ] as const,
            ),
          ]}
        />
      </Card>
    </>
  )
}
