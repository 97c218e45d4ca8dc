/* The exam room's pages: the paper (an island, without a byte about the candidate) and the receipt. */
import { Hono } from 'hono'
import { candidateSession } from '../../api/candidate-session.ts'
import { type AppContext, type Contexts, type Env, requireCandidate } from '../../api/door.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { getReceipt } from '../../sittings/get-receipt.ts'
import type { Receipt } from '../../sittings/model.ts'
import { assetRoutes, assetUrl } from '../assets.ts'
import { renderPage } from '../layout.tsx'
import { examMessages, fillText } from '../messages/exam.ts'

const workerPath = '/exam/worker.js'

export function examPages(contexts: Contexts): Hono<Env> {
  const app = new Hono<Env>()
  const assets = assetRoutes()

  // Kept by the service worker and shown to whoever sits here next: nothing personal may stand in it.
  app.get('/exam/paper', (c) => {
    const texts = examMessages[c.get('lang')]
    return renderPage(
      c,
      { title: texts.pageTitle, bare: true, styles: ['katex', 'exam'], scripts: ['exam-paper'] },
      <div id="exam" data-worker={workerPath}>
        <p class="loading">{texts.loading}</p>
      </div>,
    )
  })

  // Under /exam/, because a service worker rules only what lies beside or below it.
  app.get(workerPath, async (c) => {
    const script = await assets.request(assetUrl('exam-worker.js'))
    return c.body(await script.text(), 200, { 'content-type': 'text/javascript; charset=utf-8' })
  })

  app.get('/exam/receipt', candidateSession(contexts), async (c) => {
    try {
      return await renderReceipt(c, await getReceipt(contexts.exam, requireCandidate(c)))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      if (error.kind.status === 401) return c.redirect('/exam', 303)
      return renderNoReceipt(c, error)
    }
  })
  return app
}

function renderReceipt(c: AppContext, receipt: Receipt) {
  const lang = c.get('lang')
  const texts = examMessages[lang]
  const time = (date: Date) =>
    new Intl.DateTimeFormat(lang === 'zh' ? 'zh-CN' : 'en-GB', {
      timeZone: 'Asia/Shanghai',
      dateStyle: 'long',
      timeStyle: 'medium',
      hour12: false,
    }).format(date)
  const by = {
    candidate: texts.receiptByCandidate,
    deadline: texts.receiptByDeadline,
    invigilator: texts.receiptByInvigilator,
  }[receipt.submittedBy]
  const rows: readonly (readonly [string, string])[] = [
    [texts.candidate, receipt.name],
    [texts.admissionNo, receipt.admissionNo],
    [texts.idNumber, receipt.idNumberMasked],
    [texts.receiptExam, receipt.batchTitle],
    [texts.receiptStarted, time(receipt.startedAt)],
    [texts.receiptSubmitted, time(receipt.submittedAt)],
    [texts.receiptBy, by],
    [
      texts.receiptAnswered,
      fillText(texts.receiptAnsweredOf, { answered: receipt.answered, total: receipt.itemCount }),
    ],
    [texts.receiptForm, receipt.formId],
  ]
  return renderPage(
    c,
    { title: texts.receiptTitle, bare: true, styles: ['exam'], scripts: ['exam-receipt'] },
    <div class="receipt">
      <p class="receipt-done">
        <span aria-hidden="true">✓</span> {texts.receiptDone}
      </p>
      <h1>{texts.receiptTitle}</h1>
      <dl>
        {rows.map(([name, value]) => (
          <>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </>
        ))}
        <dt>{texts.receiptHash}</dt>
        <dd class="receipt-hash">{receipt.receipt.match(/.{8}/g)?.join(' ')}</dd>
      </dl>
      <p class="receipt-why">{texts.receiptHashWhy}</p>
      <div class="receipt-actions d-print-none">
        <button type="button" class="button" id="sign-out">
          {texts.receiptSignOut}
        </button>
        <a class="button" href="/exam/result">
          {texts.receiptResult}
        </a>
        <button type="button" class="button primary" id="print-receipt">
          {texts.receiptPrint}
        </button>
      </div>
    </div>,
  )
}

function renderNoReceipt(c: AppContext, refusal: Refusal) {
  const texts = examMessages[c.get('lang')]
  return renderPage(
    c,
    { title: texts.receiptNone, bare: true, styles: ['exam'], status: refusal.kind.status },
    <div class="message">
      <h1>{texts.receiptNone}</h1>
      <p>{refusal.sentence(c.get('lang'))}</p>
      <div class="message-actions">
        <a class="button primary" href="/exam/paper">
          {texts.backToPaper}
        </a>
      </div>
    </div>,
  )
}
