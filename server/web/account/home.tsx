/* The front door: three kinds of visitors and where each goes. */
import { Hono } from 'hono'
import type { Env } from '../../api/door.ts'
import { renderPage } from '../layout.tsx'
import { accountMessages } from '../messages/account.ts'
import { texts } from '../messages/define-messages.ts'
import { shellMessages } from '../messages/shell.ts'

export function homePages(): Hono<Env> {
  const app = new Hono<Env>()
  app.get('/', (c) => {
    const lang = c.get('lang')
    const t = texts(lang, accountMessages)
    const shell = texts(lang, shellMessages)
    const signedIn = c.get('actor')?.kind === 'staff'
    const doors = [
      {
        title: t('candidateTitle'),
        text: t('candidateText'),
        href: '/exam',
        button: shell('candidateSignIn'),
        main: true,
      },
      { title: t('verifyTitle'), text: t('verifyText'), href: '/verify', button: t('verifyButton') },
      {
        title: t('staffTitle'),
        text: t('staffText'),
        href: signedIn ? '/centre' : '/sign-in',
        button: signedIn ? shell('batches') : shell('signIn'),
      },
    ]
    return renderPage(
      c,
      { title: shell('home'), at: 'home' },
      <>
        <section class="hero">
          <div class="container-xl">
            <h1>{shell('tagline')}</h1>
            <p>{t('homeLead')}</p>
          </div>
        </section>
        <div class="page-body">
          <div class="container-xl">
            <div class="row row-cards">
              {doors.map((door) => (
                <div class="col-md-4 d-flex">
                  <div class={`card door-card w-100${door.main ? ' door-card-main' : ''}`}>
                    <div class="card-body">
                      <h2 class="h2 mb-2">{door.title}</h2>
                      <p class="text-secondary">{door.text}</p>
                      <a href={door.href} class={`btn btn-lg w-100${door.main ? ' btn-primary' : ''}`}>
                        {door.button}
                      </a>
                    </div>
                  </div>
                </div>
              ))}
            </div>
            <div class="card mt-3">
              <div class="card-body d-flex flex-wrap gap-3 align-items-center justify-content-between">
                <div>
                  <h2 class="h3 mb-1">{t('browseTitle')}</h2>
                  <div class="text-secondary">{t('browseText')}</div>
                </div>
                <div class="d-flex flex-wrap gap-2">
                  <a class="btn btn-primary" href="/practice">
                    {t('practiceButton')}
                  </a>
                  <a class="btn" href="/standards">
                    {shell('standards')}
                  </a>
                  <a class="btn" href="/banks">
                    {shell('banks')}
                  </a>
                </div>
              </div>
            </div>
          </div>
        </div>
      </>,
    )
  })
  return app
}
