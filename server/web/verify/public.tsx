/* The public page of a certificate, where its QR code leads: everything printed, masked, and the status. */
import { Hono } from 'hono'
import type { FC } from 'hono/jsx'
import type { Contexts, Env, Language } from '../../api/door.ts'
import { getPublicCertificate, type PublicCertificate } from '../../certificates/get-certificate.ts'
import { idDocumentTypes } from '../../identity/id-number.ts'
import { Facts, Hash } from '../components/facts.tsx'
import { Card, chinaTime, PageBody, PageHeader, Time } from '../components/parts.tsx'
import { renderPage } from '../layout.tsx'
import { verifyMessages } from '../messages/certificates.ts'
import { texts } from '../messages/define-messages.ts'
import { words } from '../messages/words.ts'

export function publicCertificatePages(contexts: Contexts): Hono<Env> {
  const app = new Hono<Env>()
  app.get('/verify/:publicId', async (c) => {
    const lang = c.get('lang')
    const t = texts(lang, verifyMessages)
    const certificate = await getPublicCertificate(contexts.staff, c.req.param('publicId'))
    const { document, number } = certificate
    const { trace } = document
    return renderPage(
      c,
      { title: t('pageTitle', { number }), at: 'verify', styles: ['pages'] },
      <>
        <PageHeader
          title={document.title}
          pretitle={<a href="/verify">{t('title')}</a>}
          lead={<span class="tabular">{number}</span>}
        />
        <PageBody>
          <Status lang={lang} certificate={certificate} />
          <Card title={t('asPrinted')} actions={<span class="text-secondary small">{t('maskedNote')}</span>}>
            <Facts rows={printedFacts(certificate, lang)} />
          </Card>
          <Card title={t('history')}>
            <Facts
              rows={certificate.history.map((event) => [
                <Time at={event.at} />,
                <>
                  <strong>{texts(lang, words)(`certificate.${event.status}`)}</strong> {reasonIn(lang, event)}
                </>,
              ])}
            />
          </Card>
          <Card
            title={t('files')}
            actions={
              <a class="btn" href="/verify">
                {t('checkFile')}
              </a>
            }
          >
            <Facts
              rows={[
                [t('pdfHash'), <Hash value={certificate.pdfSha256} />],
                [t('documentHash'), <Hash value={certificate.documentHash} />],
                [
                  t('standard'),
                  <>
                    <a href={`/standards/${trace.standard.id}/${trace.standard.edition}`}>
                      {trace.standard.id} / {trace.standard.edition}
                    </a>
                    <div>
                      <Hash value={trace.standard.hash} />
                    </div>
                  </>,
                ],
                [t('form'), trace.form ?? '—'],
                [t('receipt'), trace.responseReceipt ? <Hash value={trace.responseReceipt} /> : '—'],
              ]}
            />
          </Card>
          <p class="text-secondary">{t('official')}</p>
        </PageBody>
      </>,
    )
  })
  return app
}

/** What the platform itself wrote is in both languages, a slash between; what a person wrote stays as it is. */
function reasonIn(lang: Language, { status, reason }: { status: string; reason: string }): string {
  const [zh, en] = reason.split(' / ')
  return status === 'revoked' || en === undefined ? reason : lang === 'zh' ? zh! : en
}

const Status: FC<{ lang: Language; certificate: PublicCertificate }> = ({
  lang,
  certificate: { status, history },
}) => {
  const t = texts(lang, verifyMessages)
  const last = history.findLast((event) => event.status === status)
  const isValid = status === 'valid'
  return (
    <div class={`verdict ${isValid ? 'verdict-good' : 'verdict-bad'}`} role="status">
      <span class="verdict-mark" aria-hidden="true">
        {isValid ? '✓' : '✕'}
      </span>
      <div>
        <div class="verdict-word">{t(status)}</div>
        <div>
          {isValid
            ? t('validText')
            : t(status === 'revoked' ? 'revokedText' : 'supersededText', {
                date: last ? chinaTime(last.at).slice(0, 10) : '',
                reason: last ? reasonIn(lang, last) : '',
              })}
        </div>
      </div>
    </div>
  )
}

function printedFacts({ document, institution }: PublicCertificate, lang: Language) {
  const t = texts(lang, verifyMessages)
  const w = texts(lang, words)
  const type = idDocumentTypes.find((one) => one.id === document.idType || one.zh === document.idType)
  return [
    [t('holder'), document.name],
    [t('idType'), type ? type[lang] : document.idType],
    [t('idNumber'), <span class="tabular">{document.idNumberMasked}</span>],
    [
      t('occupation'),
      <>
        {document.occupation} <code>{document.occupationCode}</code>
      </>,
    ],
    [t('specialisation'), document.specialisation],
    [t('level'), document.levelName],
    [t('basis'), document.basis],
    [
      t('marks'),
      document.marks
        .map((mark) => `${w(`part.${mark.part}`)} ${mark.marks}`)
        .join(lang === 'zh' ? '，' : ', '),
    ],
    [t('issuedOn'), document.issuedOn],
    [t('institution'), document.institution === institution ? institution : `${document.institution}`],
  ] as const
}
