/* 综合评审: each member of the panel gives marks to a candidate. Levels without it have no such page. */
import { Hono } from 'hono'
import { type AppContext, type Contexts, type Env, readForm, requireStaff } from '../../api/door.ts'
import { getBatch, listAdmissions } from '../../batches/get-batch.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { enterReviewMark } from '../../marking/enter-review-mark.ts'
import { markingRefusals } from '../../marking/refusals.ts'
import { answerForm, invalid } from '../components/form-answer.ts'
import { Alert, Card, Field, PageBody, PageHeader, Select, Submit, TextArea } from '../components/parts.tsx'
import { renderPage } from '../layout.tsx'
import { texts } from '../messages/define-messages.ts'
import { markingMessages } from '../messages/marking.ts'

export function reviewPages(contexts: Contexts): Hono<Env> {
  const app = new Hono<Env>()
  const ctx = contexts.staff

  app.get('/marking/:batchId/review', (c) => render(c, {}))

  app.post('/marking/:batchId/review', async (c) => {
    const batchId = c.req.param('batchId')
    const form = await readForm(c)
    return answerForm(
      async () => {
        if (!/^\d{1,3}(\.\d{1,2})?$/.test((form.marks ?? '').trim()))
          throw invalid('分数应为数，至多两位小数', 'the marks must be a number with at most two decimals')
        await enterReviewMark(ctx, requireStaff(c), {
          batchId,
          admissionNo: form.admissionNo ?? '',
          marks: Number(form.marks),
          comment: form.comment?.slice(0, 1000),
        })
        return c.redirect(`/marking/${encodeURIComponent(batchId)}/review?done=reviewSaved`, 303)
      },
      (refusal) => render(c, form, refusal),
    )
  })

  async function render(c: AppContext, form: Record<string, string>, refusal?: Refusal) {
    const actor = requireStaff(c)
    const batchId = c.req.param('batchId') ?? ''
    const lang = c.get('lang')
    const t = texts(lang, markingMessages)
    const batch = await getBatch(ctx, actor, batchId, 'marking.review')
    const part = batch.rules.parts.find((one) => one.id === 'review')
    if (!part) throw new Refusal(markingRefusals['review-not-in-standard'])
    const admissions = await listAdmissions(ctx, actor, batchId)
    return renderPage(
      c,
      { title: t('reviewTitle'), at: 'marking', styles: ['pages'], status: refusal?.kind.status ?? 200 },
      <>
        <PageHeader
          title={t('reviewTitle')}
          pretitle={<a href="/marking">{t('title')}</a>}
          lead={`${batch.title} · ${t('reviewHint', { full: part.fullMarks })}`}
        />
        <PageBody>
          {c.req.query('done') === 'reviewSaved' ? <Alert tone="success">{t('reviewSaved')}</Alert> : null}
          {refusal ? <Alert tone="danger">{refusal.sentence(lang)}</Alert> : null}
          <Card>
            <form method="post" action={`/marking/${batch.id}/review`}>
              <Select
                label={t('choose')}
                name="admissionNo"
                value={form.admissionNo}
                choices={admissions.map((one) => ({
                  value: one.admissionNo,
                  text: `${one.admissionNo} ${one.name}`,
                }))}
              />
              <Field label={t('reviewMarks')} name="marks" inputmode="decimal" value={form.marks} required />
              <TextArea label={t('remark')} name="comment" rows={2} value={form.comment} />
              <Submit>{t('saveReview')}</Submit>
            </form>
          </Card>
        </PageBody>
      </>,
    )
  }

  return app
}
