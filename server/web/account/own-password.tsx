/* A member of staff changes the own password. */
import { Hono } from 'hono'
import { type AppContext, type Contexts, type Env, readForm, requireStaff } from '../../api/door.ts'
import { changeOwnPassword } from '../../identity/change-own-password.ts'
import { minimumPasswordLength } from '../../identity/passwords.ts'
import type { Refusal } from '../../kernel/refusal.ts'
import { answerForm, invalid } from '../components/form-answer.ts'
import { Alert, Card, Field, PageBody, PageHeader, Submit } from '../components/parts.tsx'
import { renderPage } from '../layout.tsx'
import { accountMessages } from '../messages/account.ts'
import { texts } from '../messages/define-messages.ts'

export function ownPasswordPages(contexts: Contexts): Hono<Env> {
  const app = new Hono<Env>()
  const ctx = contexts.staff

  app.get('/account/password', (c) => render(c))

  app.post('/account/password', async (c) => {
    const actor = requireStaff(c)
    const form = await readForm(c)
    return answerForm(
      async () => {
        if (form.next !== form.again) throw invalid('两次输入的新密码不同', 'the new passwords differ')
        await changeOwnPassword(ctx, contexts.throttles, actor, {
          current: form.current ?? '',
          next: form.next ?? '',
          address: c.get('address'),
        })
        return c.redirect('/sign-in?done=password', 303)
      },
      (refusal) => render(c, refusal),
    )
  })

  function render(c: AppContext, refusal?: Refusal) {
    requireStaff(c)
    const lang = c.get('lang')
    const t = texts(lang, accountMessages)
    return renderPage(
      c,
      { title: t('ownPassword'), status: refusal?.kind.status ?? 200 },
      <>
        <PageHeader title={t('ownPassword')} lead={t('ownPasswordLead')} />
        <PageBody>
          {refusal ? <Alert tone="danger">{refusal.sentence(lang)}</Alert> : null}
          <div class="row">
            <div class="col-md-6">
              <Card>
                <form method="post" action="/account/password">
                  <Field
                    label={t('currentPassword')}
                    name="current"
                    type="password"
                    autocomplete="current-password"
                    required
                  />
                  <Field
                    label={t('nextPassword')}
                    name="next"
                    type="password"
                    autocomplete="new-password"
                    hint={t('nextPasswordHint', { n: minimumPasswordLength })}
                    required
                  />
                  <Field
                    label={t('againPassword')}
                    name="again"
                    type="password"
                    autocomplete="new-password"
                    required
                  />
                  <Submit>{t('ownPassword')}</Submit>
                </form>
              </Card>
            </div>
          </div>
        </PageBody>
      </>,
    )
  }

  return app
}
