/* Every item of a level that was used: its figures, and what they say. For those who write and review. */
import { Hono } from 'hono'
import { getBankStatistics } from '../../analytics/get-item-statistics.ts'
import { fewAnswers, type ItemStatistics } from '../../analytics/model.ts'
import { type Reading, readItem } from '../../analytics/read-item.ts'
import { type Contexts, type Env, type Language, requireStaff } from '../../api/door.ts'
import { getBank } from '../../banks/list-banks.ts'
import { listReviewTasks } from '../../banks/review-tasks.ts'
import { Figures } from '../components/facts.tsx'
import { levelOf, pageOf } from '../components/form-answer.ts'
import {
  Badge,
  Card,
  EmptyState,
  PageBody,
  PageHeader,
  Pagination,
  Table,
  Time,
} from '../components/parts.tsx'
import { renderPage } from '../layout.tsx'
import { itemStatisticsMessages } from '../messages/analytics.ts'
import { texts } from '../messages/define-messages.ts'
import { levelName, words } from '../messages/words.ts'
import { InformationChart } from './item-charts.tsx'

const pageSize = 50
const isFlag = ({ tone }: Reading) => tone === 'danger' || tone === 'warning'
/** Anything said but that all is well. */
const isRemark = ({ clear }: Reading) => !clear

export function bankStatisticsPages(contexts: Contexts): Hono<Env> {
  const app = new Hono<Env>()
  const ctx = contexts.staff
  app.get('/banks/:id/levels/:level/statistics', async (c) => {
    const actor = requireStaff(c)
    const lang = c.get('lang')
    const t = texts(lang, itemStatisticsMessages)
    const level = levelOf(c.req.param('level'))
    const bank = await getBank(ctx, c.req.param('id').slice(0, 40))
    const [{ items, computedAt }, tasks] = await Promise.all([
      getBankStatistics(ctx, actor, bank.id, level),
      listReviewTasks(ctx, actor, { bankId: bank.id, level, state: 'open' }),
    ])
    const onlyFlagged = c.req.query('only') === 'flagged'
    const read = items.map((item) => ({ item, readings: readItem(item) }))
    const shown = onlyFlagged ? read.filter(({ readings }) => readings.some(isRemark)) : read
    const page = pageOf(c.req.query('page'))
    const base = `/banks/${bank.id}/levels/${level}`
    const calibrated = items.flatMap(({ hash, irt }) => (irt ? [{ hash, irt }] : []))
    return renderPage(
      c,
      { title: `${t('title')} · ${bank.name}`, at: 'banks', styles: ['pages'] },
      <>
        <PageHeader
          title={t('title')}
          pretitle={
            <a href={base}>
              {bank.name} · {levelName(level, lang)}
            </a>
          }
          lead={
            <>
              {t('lead')}{' '}
              {computedAt ? (
                <>
                  {t('computedAt')} <Time at={computedAt} />
                </>
              ) : null}
            </>
          }
        />
        <PageBody>
          {items.length === 0 ? (
            <EmptyState title={t('none')} />
          ) : (
            <>
              <Figures
                figures={[
                  { value: items.length, text: t('used') },
                  { value: calibrated.length, text: t('calibrated') },
                  {
                    value: items.filter(({ n }) => n < fewAnswers).length,
                    text: t('few', { n: fewAnswers }),
                  },
                  {
                    value: <a href="/review-tasks">{tasks.length}</a>,
                    text: t('openTasks'),
                    tone: tasks.length > 0 ? 'warning' : undefined,
                  },
                ]}
              />
              {calibrated.length > 0 ? (
                <Card title={t('bankInformation')}>
                  <p class="text-secondary">{t('bankInformationHint')}</p>
                  <InformationChart lang={lang} label={t('bankInformation')} items={calibrated} />
                </Card>
              ) : null}
              <Card
                flush
                title={t('title')}
                actions={
                  <a
                    class="btn btn-sm"
                    href={onlyFlagged ? `${base}/statistics` : `${base}/statistics?only=flagged`}
                  >
                    {onlyFlagged ? t('all') : t('onlyFlagged')}
                  </a>
                }
              >
                <Table
                  head={[
                    t('item'),
                    t('point'),
                    t('kind'),
                    t('n'),
                    t('facility'),
                    t('discrimination'),
                    t('verdict'),
                  ]}
                  empty={onlyFlagged ? t('noneFlagged') : t('none')}
                  rows={shown
                    .slice((page - 1) * pageSize, page * pageSize)
                    .map(({ item, readings }) => rowOf(item, readings, bank.id, base, lang))}
                />
                <Pagination
                  lang={lang}
                  page={{ page, size: pageSize, total: shown.length }}
                  href={`${base}/statistics${onlyFlagged ? '?only=flagged' : ''}`}
                />
              </Card>
            </>
          )}
        </PageBody>
      </>,
    )
  })
  return app
}

function rowOf(
  item: ItemStatistics,
  readings: readonly Reading[],
  bankId: string,
  base: string,
  lang: Language,
) {
  const first = readings[0]!
  return [
    <a class="text-nowrap" href={`/banks/${bankId}/statistics/${item.hash}`}>
      <code>{item.itemId.split('_').slice(2).join('_')}</code>
    </a>,
    <a href={`${base}/points/${item.point}`}>{item.point}</a>,
    <span class="text-nowrap">{texts(lang, words)(`kind.${item.kind as 'case'}`)}</span>,
    item.n,
    item.facility.toFixed(2),
    item.n < fewAnswers || item.discrimination === null ? '—' : item.discrimination.toFixed(2),
    <span class="wide-cell d-block">
      {isFlag(first) ? <Badge tone={first.tone}>!</Badge> : null}{' '}
      <span class={isFlag(first) ? '' : 'text-secondary'}>{first[lang]}</span>
    </span>,
  ]
}
