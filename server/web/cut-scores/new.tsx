/* A new study: the form first, because the judges come from the organisation that owns it. */
import { Hono } from 'hono'
import {
  createStudy,
  type FormChoice,
  listFormChoices,
  listPossibleJudges,
} from '../../analytics/cut-scores/create-study.ts'
import { customaryJudges, methods } from '../../analytics/cut-scores/model.ts'
import {
  type AppContext,
  type Contexts,
  type Env,
  readForm,
  readFormList,
  requireStaff,
} from '../../api/door.ts'
import { authoriseAnywhere } from '../../identity/permissions.ts'
import type { Refusal } from '../../kernel/refusal.ts'
import { answerForm, invalid } from '../components/form-answer.ts'
import {
  Alert,
  Card,
  CheckBoxes,
  chinaTime,
  EmptyState,
  Field,
  PageBody,
  PageHeader,
  Select,
  Submit,
  TextArea,
} from '../components/parts.tsx'
import { renderPage } from '../layout.tsx'
import { cutScoreMessages } from '../messages/cut-scores.ts'
import { texts } from '../messages/define-messages.ts'
import { levelName } from '../messages/words.ts'
import { studiesPath, studyPath } from './paths.ts'

type Fields = Readonly<Record<string, string>>

export function newStudyPages(contexts: Contexts): Hono<Env> {
  const app = new Hono<Env>()
  const ctx = contexts.staff

  app.get(`${studiesPath}/new`, (c) => render(c, { form: c.req.query('form') ?? '' }, []))

  app.post(studiesPath, async (c) => {
    const actor = requireStaff(c)
    const form = await readForm(c)
    const judges = await readFormList(c, 'judge')
    return answerForm(
      async () => {
        const method = methods.find((one) => one === form.method)
        if (!method) throw invalid('请选择方法', 'choose a method')
        const id = await createStudy(ctx, actor, {
          title: form.title ?? '',
          method,
          formId: form.form ?? '',
          description: form.description ?? '',
          judges,
        })
        return c.redirect(`${studyPath(id)}?done=made`, 303)
      },
      (refusal) => render(c, form, judges, refusal),
    )
  })

  async function render(c: AppContext, form: Fields, judges: readonly string[], refusal?: Refusal) {
    const actor = requireStaff(c)
    authoriseAnywhere(actor, 'cut-score.manage')
    const lang = c.get('lang')
    const t = texts(lang, cutScoreMessages)
    const choices = await listFormChoices(ctx, actor)
    const chosen = choices.find((choice) => choice.id === form.form)
    const nameOf = (choice: FormChoice) =>
      `${choice.bankName} · ${levelName(choice.level, lang)} · ${t('formNumber', { n: choice.number })} · ${chinaTime(choice.createdAt).slice(0, 10)} · ${choice.id.slice(-6)}`
    return renderPage(
      c,
      { title: t('new'), at: 'batches', styles: ['pages'], status: refusal?.kind.status ?? 200 },
      <>
        <PageHeader title={t('new')} pretitle={<a href={studiesPath}>{t('title')}</a>} lead={t('lead')} />
        <PageBody>
          {refusal ? <Alert tone="danger">{refusal.sentence(lang)}</Alert> : null}
          <Card title={t('chooseForm')}>
            {choices.length === 0 ? (
              <EmptyState title={t('noForms')}>
                <a class="btn" href="/centre/assemblies/new">
                  {t('assemble')}
                </a>
              </EmptyState>
            ) : (
              <form method="get" action={`${studiesPath}/new`} class="row g-2 align-items-end">
                <div class="col-md-8">
                  <Select
                    label={t('form')}
                    name="form"
                    choices={choices.map((choice) => ({ value: choice.id, text: nameOf(choice) }))}
                    value={form.form}
                  />
                </div>
                <div class="col-auto mb-3">
                  <Submit tone={chosen ? 'secondary' : 'primary'}>{t('proceed')}</Submit>
                </div>
              </form>
            )}
          </Card>
          {chosen ? await secondStep(chosen) : null}
        </PageBody>
      </>,
    )

    async function secondStep(choice: FormChoice) {
      const candidates = await listPossibleJudges(ctx, actor, choice.organisationId)
      return (
        <Card title={`${t('fill')}（${nameOf(choice)}）`}>
          <form method="post" action={studiesPath}>
            <input type="hidden" name="form" value={choice.id} />
            <Field
              label={t('name')}
              name="title"
              value={form.title}
              hint={t('nameHint')}
              maxlength={100}
              required
            />
            <fieldset class="mb-3">
              <legend class="form-label required">{t('method')}</legend>
              {methods.map((method) => (
                <label class="form-check">
                  <input
                    class="form-check-input"
                    type="radio"
                    name="method"
                    value={method}
                    required
                    checked={(form.method ?? 'angoff') === method}
                  />
                  <span class="form-check-label">
                    <strong>{t(`method.${method}`)}</strong>
                    <span class="d-block text-secondary">{t(`about.${method}`)}</span>
                  </span>
                </label>
              ))}
            </fieldset>
            <TextArea
              label={t('description')}
              name="description"
              rows={6}
              value={form.description}
              hint={t('descriptionHint')}
              placeholder={t('descriptionExample')}
              required
            />
            <CheckBoxes
              label={t('judges')}
              name="judge"
              chosen={judges}
              hint={t('judgesHint', { most: customaryJudges })}
              choices={candidates.map((one) => ({
                value: one.userId,
                text: `${one.name}（${one.username}，${one.organisation}）`,
              }))}
            />
            <Submit>{t('make')}</Submit>
          </form>
        </Card>
      )
    }
  }

  return app
}
