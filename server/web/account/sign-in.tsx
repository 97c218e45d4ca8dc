/* Staff sign-in and sign-out: plain forms, no script needed. */
import { Hono } from 'hono'
import { type AppContext, type Contexts, type Env, readForm } from '../../api/door.ts'
import { signInStaff } from '../../identity/sign-in-staff.ts'
import { signOutStaff } from '../../identity/sign-out-staff.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { Alert, Field, Submit } from '../components/parts.tsx'
import { renderPage } from '../layout.tsx'
import { accountMessages } from '../messages/account.ts'
import { texts } from '../messages/define-messages.ts'
import { safePath } from '../safe-path.ts'

export function signInPages(contexts: Contexts): Hono<Env> {
  const app = new Hono<Env>()

  app.get('/sign-in', async (c) => {
    const next = safePath(c.req.query('next'), '/centre')
    return c.get('actor')?.kind === 'staff'
      ? c.redirect(next, 303)
      : renderForm(c, { next, changed: c.req.query('done') === 'password' })
  })

  app.post('/sign-in', async (c) => {
    const { username = '', password = '', next } = await readForm(c)
    const goOn = safePath(next, '/centre')
    try {
      const { cookies } = await signInStaff(contexts.staff, contexts, {
        username: username.slice(0, 100),
        password,
        headers: c.req.raw.headers,
        address: c.get('address'),
      })
      for (const line of cookies) c.header('set-cookie', line, { append: true })
      return c.redirect(goOn, 303)
    } catch (error) {
      if (error instanceof Refusal) return renderForm(c, { next: goOn, username, refusal: error })
      throw error
    }
  })

  app.post('/sign-out', async (c) => {
    for (const line of await signOutStaff(contexts.staffAuth, c.req.raw.headers))
      c.header('set-cookie', line, { append: true })
    return c.redirect('/', 303)
  })

  return app
}

function renderForm(
  c: AppContext,
  state: { next: string; username?: string; refusal?: Refusal; changed?: boolean },
) {
  const t = texts(c.get('lang'), accountMessages)
  if (state.refusal?.kind.status === 429) c.header('retry-after', String(state.refusal.details.seconds ?? 60))
  return renderPage(
    c,
    { title: t('staffSignInTitle'), status: state.refusal?.kind.status ?? 200 },
    <div class="container-tight py-4">
      <div class="card narrow">
        <div class="card-body">
          <h1 class="h2 text-center mb-4">{t('staffSignInTitle')}</h1>
          {state.changed ? <Alert tone="success">{t('passwordChanged')}</Alert> : null}
          {state.refusal ? <Alert tone="danger">{state.refusal.sentence(c.get('lang'))}</Alert> : null}
          <form method="post" action="/sign-in">
            <input type="hidden" name="next" value={state.next} />
            <Field
              label={t('username')}
              name="username"
              value={state.username}
              autocomplete="username"
              maxlength={60}
              required
              autofocus={!state.username}
            />
            <Field
              label={t('password')}
              name="password"
              type="password"
              autocomplete="current-password"
              maxlength={128}
              required
              autofocus={Boolean(state.username)}
            />
            <Submit wide>{t('signInButton')}</Submit>
          </form>
        </div>
      </div>
      <p class="text-center text-secondary mt-3">{t('forgotten')}</p>
    </div>,
  )
}
