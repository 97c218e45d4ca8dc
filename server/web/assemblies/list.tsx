/* The assemblies of one's organisations, newest first. */
import { Hono } from 'hono'
import { type Contexts, type Env, requireStaff } from '../../api/door.ts'
import { listAssemblies } from '../../assembly/list-assemblies.ts'
import { isAllowedAnywhere } from '../../identity/permissions.ts'
import { pageOf } from '../components/form-answer.ts'
import { Card, PageBody, PageHeader, Pagination, Table, Time } from '../components/parts.tsx'
import { renderPage } from '../layout.tsx'
import { assemblyMessages } from '../messages/assemblies.ts'
import { texts } from '../messages/define-messages.ts'
import { levelName, words } from '../messages/words.ts'
import { patternNames } from './pattern-names.ts'

export function assemblyListPages(contexts: Contexts): Hono<Env> {
  const app = new Hono<Env>()
  app.get('/centre/assemblies', async (c) => {
    const actor = requireStaff(c)
    const lang = c.get('lang')
    const t = texts(lang, assemblyMessages)
    const page = await listAssemblies(contexts.staff, actor, { page: pageOf(c.req.query('page')), size: 30 })
    const nameOf = await patternNames(
      contexts.staff,
      page.rows.map((row) => row.bankId),
    )
    return renderPage(
      c,
      { title: t('title'), at: 'assemblies', styles: ['pages'] },
      <>
        <PageHeader title={t('title')} lead={t('lead')}>
          {isAllowedAnywhere(actor, 'form.assemble') ? (
            <a class="btn btn-primary" href="/centre/assemblies/new">
              {t('new')}
            </a>
          ) : null}
        </PageHeader>
        <PageBody>
          <Card flush>
            <Table
              head={[
                t('createdAt'),
                t('bank'),
                texts(lang, words)('level'),
                t('pattern'),
                t('forms'),
                t('compiled'),
                t('seed'),
              ]}
              empty={t('empty')}
              rows={page.rows.map((row) => [
                <a class="text-nowrap" href={`/centre/assemblies/${row.id}`}>
                  <Time at={row.createdAt} />
                </a>,
                row.bankName,
                <span class="text-nowrap">{levelName(row.level, lang)}</span>,
                nameOf(row.bankId, row.pattern),
                row.forms,
                row.compiled,
                row.seed,
              ])}
            />
            <Pagination lang={lang} page={page} href="/centre/assemblies" />
          </Card>
        </PageBody>
      </>,
    )
  })
  return app
}
