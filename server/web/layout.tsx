/*
 * The frame of every page, and how a page is sent:
 *
 *   return renderPage(c, { title: t('title'), at: 'batches' }, <PageBody>…</PageBody>)
 */
import { raw } from 'hono/html'
import type { Child, FC, PropsWithChildren } from 'hono/jsx'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { AppContext, Language } from '../api/door.ts'
import type { Actor } from '../identity/model.ts'
import { isAllowedAnywhere, type OperationName } from '../identity/permissions.ts'
import { assetUrl } from './assets.ts'
import { texts } from './messages/define-messages.ts'
import { shellMessages } from './messages/shell.ts'

const places = [
  { key: 'home', href: '/' },
  { key: 'standards', href: '/standards' },
  { key: 'banks', href: '/banks' },
  { key: 'practice', href: '/practice' },
  { key: 'batches', href: '/centre', needs: ['batch.read'] },
  { key: 'assemblies', href: '/centre/assemblies', needs: ['form.assemble'] },
  { key: 'reviews', href: '/review-tasks', needs: ['bank.review'] },
  { key: 'marking', href: '/marking', needs: ['marking.rate', 'marking.read'] },
  { key: 'organisations', href: '/admin/organisations', needs: ['organisation.manage'] },
  { key: 'staff', href: '/admin/staff', needs: ['staff.manage'] },
  { key: 'audit', href: '/admin/audit', needs: ['audit.read'] },
  { key: 'verify', href: '/verify' },
] as const satisfies readonly { key: string; href: string; needs?: readonly OperationName[] }[]

export type Place = (typeof places)[number]['key']

export interface PageOptions {
  readonly title: string
  /** The entry of the menu that is shown as current. */
  readonly at?: Place
  /** Islands to load, e.g. ['exam']: /assets/exam-<hash>.js of islands/exam.ts(x). */
  readonly scripts?: readonly string[]
  /** Styles beside Tabler and ours: 'katex' for formulas, or the name of a file in styles/. */
  readonly styles?: readonly string[]
  /** Without menu and footer: the exam page. */
  readonly bare?: boolean
  readonly status?: ContentfulStatusCode
}

export async function renderPage(c: AppContext, options: PageOptions, body: Child): Promise<Response> {
  const page = (
    <Layout
      {...options}
      lang={c.get('lang') ?? 'zh'}
      actor={c.get('actor')}
      path={c.req.path.replace(/^\/+/, '/')}
    >
      {body}
    </Layout>
  )
  return c.html(`<!DOCTYPE html>${await page.toString()}`, options.status ?? 200)
}

interface LayoutProps extends PageOptions {
  readonly lang: Language
  readonly actor: Actor | undefined
  readonly path: string
}

const Layout: FC<PropsWithChildren<LayoutProps>> = ({ children, ...page }) => {
  const t = texts(page.lang, shellMessages)
  return (
    <html lang={page.lang === 'zh' ? 'zh-CN' : 'en'}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${page.title} · ${t('brand')}`}</title>
        <link rel="icon" href={icon} />
        <link rel="stylesheet" href={assetUrl('tabler.css')} />
        {page.styles?.map((name) => (
          <link rel="stylesheet" href={assetUrl(`${name}.css`)} />
        ))}
        <link rel="stylesheet" href={assetUrl('liangcai.css')} />
        {page.bare ? null : <script defer src={assetUrl('tabler.js')} />}
        {page.scripts?.map((name) => (
          <script type="module" src={assetUrl(`${name}.js`)} />
        ))}
      </head>
      <body>
        <a class="skip-link" href="#content">
          {t('skip')}
        </a>
        <div class="page">
          {page.bare ? null : <Header {...page} />}
          <div class="page-wrapper">
            <main id="content">{children}</main>
            {page.bare ? null : <Footer lang={page.lang} />}
          </div>
        </div>
      </body>
    </html>
  )
}

const icon = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="#0b5cad"/><path d="M8 22V10m0 12h9m3-12v12m0-12h4m-4 6h4" stroke="#fff" stroke-width="3" fill="none"/></svg>',
)}`

const Header: FC<LayoutProps> = ({ lang, actor, at, path }) => {
  const t = texts(lang, shellMessages)
  const shown = places.filter(
    (place) => !('needs' in place) || place.needs.some((operation) => isAllowedAnywhere(actor, operation)),
  )
  const link = (place: (typeof places)[number]) => (
    <li class={`nav-item${place.key === at ? ' active' : ''}`}>
      <a class="nav-link" href={place.href} aria-current={place.key === at ? 'page' : undefined}>
        <span class="nav-link-title">{t(place.key)}</span>
      </a>
    </li>
  )
  return (
    <header class="navbar navbar-expand-lg d-print-none">
      <div class="container-xl">
        <button
          class="navbar-toggler"
          type="button"
          data-bs-toggle="collapse"
          data-bs-target="#navbar-menu"
          aria-controls="navbar-menu"
          aria-expanded="false"
          aria-label={t('menu')}
        >
          <span class="navbar-toggler-icon" />
        </button>
        <a href="/" class="navbar-brand text-decoration-none me-auto me-lg-3">
          <span class="brand-mark" aria-hidden="true">
            量
          </span>
          <span class="brand-name">{t('brand')}</span>
        </a>
        <div class="navbar-nav flex-row order-lg-last align-items-center gap-2">
          <a
            class="nav-link px-2"
            href={`${path}?lang=${lang === 'zh' ? 'en' : 'zh'}`}
            hreflang={lang === 'zh' ? 'en' : 'zh-CN'}
          >
            {t('otherLanguage')}
          </a>
          {actor?.kind === 'staff' ? (
            <form method="post" action="/sign-out" class="d-flex align-items-center gap-2">
              <a
                class="d-none d-md-inline text-secondary text-decoration-none"
                href="/account/password"
                title={t('ownPassword')}
              >
                {actor.name}
              </a>
              <button type="submit" class="btn btn-sm">
                {t('signOut')}
              </button>
            </form>
          ) : (
            <a class="btn btn-sm" href="/sign-in">
              {t('signIn')}
            </a>
          )}
        </div>
        <div class="collapse navbar-collapse" id="navbar-menu">
          <ul class="navbar-nav">{shown.map(link)}</ul>
        </div>
      </div>
    </header>
  )
}

const Footer: FC<{ lang: Language }> = ({ lang }) => {
  const t = texts(lang, shellMessages)
  return (
    <footer class="footer footer-transparent d-print-none">
      <div class="container-xl d-flex flex-wrap gap-3 justify-content-between text-secondary">
        <span>
          {t('brand')} · {t('tagline')}
        </span>
        <span class="d-flex gap-3">
          <a class="link-secondary" href="/api/docs">
            {t('api')}
          </a>
          <a class="link-secondary" href="/api/errors">
            {t('errors')}
          </a>
        </span>
      </div>
    </footer>
  )
}

/** HTML that is known to be safe, e.g. made by renderRich of bank-schemas. */
export const SafeHtml: FC<{ html: string }> = ({ html }) => <>{raw(html)}</>
