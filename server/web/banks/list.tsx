/* The banks: what there is and how much of it. Public. */
import { Hono } from 'hono'
import type { Contexts, Env } from '../../api/door.ts'
import { listBanks } from '../../banks/list-banks.ts'
import { Card, EmptyState, PageBody, PageHeader } from '../components/parts.tsx'
import { renderPage } from '../layout.tsx'
import { bankMessages } from '../messages/banks.ts'
import { texts } from '../messages/define-messages.ts'
import { levelName, words } from '../messages/words.ts'

export function bankListPages(contexts: Contexts): Hono<Env> {
  const app = new Hono<Env>()
  app.get('/banks', async (c) => {
    const lang = c.get('lang')
    const t = texts(lang, bankMessages)
    const w = texts(lang, words)
    const banks = await listBanks(contexts.staff)
    return renderPage(
      c,
      { title: t('title'), at: 'banks', styles: ['pages'] },
      <>
        <PageHeader title={t('title')} lead={t('lead')} />
        <PageBody>
          <Card flush>
            {banks.length === 0 ? (
              <EmptyState title={t('empty')} />
            ) : (
              <div class="table-responsive">
                <table class="table table-vcenter card-table">
                  <thead>
                    <tr>
                      <th scope="col">{t('bank')}</th>
                      <th scope="col">{w('level')}</th>
                      <th scope="col" class="text-end">
                        {t('points')}
                      </th>
                      <th scope="col" class="text-end">
                        {t('items')}
                      </th>
                      <th scope="col" class="text-end">
                        {t('open')}
                      </th>
                      <th scope="col" class="text-end">
                        {t('models')}
                      </th>
                      <th scope="col" class="text-end">
                        {t('tasks')}
                      </th>
                      <th scope="col" />
                    </tr>
                  </thead>
                  <tbody>
                    {banks.flatMap((bank) =>
                      bank.levels.map((level, place) => (
                        <tr>
                          {place === 0 ? (
                            <td rowspan={bank.levels.length}>
                              <a href={`/banks/${bank.id}`} class="fw-medium">
                                {bank.name}
                              </a>
                              <div class="text-secondary small text-nowrap">
                                <code>{bank.id}</code> {t('version', { version: bank.version })}
                              </div>
                            </td>
                          ) : null}
                          <td class="text-nowrap">{levelName(level.level, lang)}</td>
                          <td class="number-cell">{level.points}</td>
                          <td class="number-cell">{level.items}</td>
                          <td class="number-cell">{level.open}</td>
                          <td class="number-cell">{level.models}</td>
                          <td class="number-cell">{level.tasks}</td>
                          <td class="text-nowrap">
                            <a href={`/banks/${bank.id}/levels/${level.level}`}>{t('seeSyllabus')}</a>
                          </td>
                        </tr>
                      )),
                    )}
                  </tbody>
                </table>
              </div>
            )}
          </Card>
        </PageBody>
      </>,
    )
  })
  return app
}
