/* The standards: what a certificate stands on. Public. */
import { Hono } from 'hono'
import type { Contexts, Env } from '../../api/door.ts'
import { listStandards } from '../../standards/get-standard.ts'
import { Badge, EmptyState, PageBody, PageHeader } from '../components/parts.tsx'
import { renderPage } from '../layout.tsx'
import { texts } from '../messages/define-messages.ts'
import { standardMessages } from '../messages/standards.ts'
import { levelName } from '../messages/words.ts'

export function standardListPages(contexts: Contexts): Hono<Env> {
  const app = new Hono<Env>()
  app.get('/standards', async (c) => {
    const lang = c.get('lang')
    const t = texts(lang, standardMessages)
    const standards = await listStandards(contexts.staff)
    return renderPage(
      c,
      { title: t('title'), at: 'standards', styles: ['pages'] },
      <>
        <PageHeader title={t('title')} lead={t('lead')} />
        <PageBody>
          {standards.length === 0 ? <EmptyState title={t('empty')} /> : null}
          <div class="row row-cards">
            {standards.map((one) => (
              <div class="col-sm-6 col-lg-4 d-flex">
                <div class="card w-100 card-link-whole">
                  <div class="card-body d-flex flex-column">
                    <div class="d-flex align-items-center gap-2 mb-1">
                      <code>{one.id}</code>
                      {one.flags.map((flag) => (
                        <Badge tone={flag === 'L' ? 'success' : 'info'}>
                          {t(`flag.${flag as 'L' | 'S'}`)}
                        </Badge>
                      ))}
                    </div>
                    <h2 class="h3 mb-1">
                      <a class="stretched-link" href={`/standards/${one.id}/${one.edition}`}>
                        {one.name}
                      </a>
                    </h2>
                    <div class="text-secondary mb-2">
                      {t(`kind.${one.kind}`)} · {t('edition')} {one.edition}
                    </div>
                    <div class="d-flex flex-wrap gap-1 mb-2">
                      {[...one.levels]
                        .sort((a, b) => b - a)
                        .map((level) => (
                          <Badge tone="primary">{levelName(level, lang)}</Badge>
                        ))}
                    </div>
                    <div class="text-secondary small mt-auto">{t('from', { date: one.effectiveFrom })}</div>
                  </div>
                </div>
              </div>
            ))}
          </div>
        </PageBody>
      </>,
    )
  })
  return app
}
