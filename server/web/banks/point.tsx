/* The items of one point: open ones for everybody, all of them for those who write and review. */
import { Hono } from 'hono'
import type { Contexts, Env } from '../../api/door.ts'
import { getBank, getSyllabus } from '../../banks/list-banks.ts'
import { getMedia, listItemsOfPoint } from '../../banks/list-items.ts'
import { pointsOf, scopePathOf } from '../../banks/syllabus-points.ts'
import { isAllowedAnywhere } from '../../identity/permissions.ts'
import { levelOf, notFound } from '../components/form-answer.ts'
import { ItemCard } from '../components/item-view.tsx'
import { Alert, Badge, EmptyState, PageBody, PageHeader } from '../components/parts.tsx'
import { renderPage } from '../layout.tsx'
import { bankMessages } from '../messages/banks.ts'
import { texts } from '../messages/define-messages.ts'
import { levelName, words } from '../messages/words.ts'

export function pointPages(contexts: Contexts): Hono<Env> {
  const app = new Hono<Env>()
  app.get('/banks/:id/levels/:level/points/:point', async (c) => {
    const lang = c.get('lang')
    const t = texts(lang, bankMessages)
    const level = levelOf(c.req.param('level'))
    const bank = await getBank(contexts.staff, c.req.param('id').slice(0, 40))
    const { syllabus } = await getSyllabus(contexts.staff, bank.id, level)
    const points = pointsOf(syllabus)
    const place = points.findIndex((one) => one.code === c.req.param('point'))
    const point = points[place]
    if (!point) throw notFound(c.req.param('point'))
    const [{ items, hidden }, media] = await Promise.all([
      listItemsOfPoint(contexts.staff, c.get('actor'), bank.id, level, point.code),
      getMedia(contexts.staff, bank.id),
    ])
    const base = `/banks/${bank.id}/levels/${level}`
    const path = scopePathOf(syllabus, point.code)
    const seesAll = isAllowedAnywhere(c.get('actor'), 'bank.read-items')
    const standard = `/standards/${syllabus.standard.id}/${syllabus.standard.edition}`
    const link = (offset: number, text: string) =>
      points[place + offset] ? (
        <a class="btn" href={`${base}/points/${points[place + offset]!.code}`}>
          {text}
        </a>
      ) : null
    return renderPage(
      c,
      { title: `${point.code} ${point.name}`, at: 'banks', styles: ['katex', 'pages'] },
      <>
        <PageHeader
          title={`${point.code} ${point.name}`}
          pretitle={
            <>
              <a href={base}>
                {bank.name} · {levelName(level, lang)}
              </a>{' '}
              › {path.map((scope) => `${scope.code} ${scope.name}`).join(' › ')}
            </>
          }
          lead={
            <span class="d-flex flex-wrap gap-2 align-items-center">
              <Badge tone={point.importance === 'X' ? 'danger' : 'secondary'}>
                {texts(lang, words)(`importance.${point.importance}`)}
              </Badge>
              <span>
                {t('clauses')}{' '}
                {point.clauses.map((clause) => (
                  <a class="me-2" href={`${standard}#${clause}`}>
                    {clause}
                  </a>
                ))}
              </span>
              <span>{t('pointItems', { count: items.length })}</span>
            </span>
          }
        >
          {link(-1, t('previousPoint'))}
          {link(1, t('nextPoint'))}
        </PageHeader>
        <PageBody>
          {seesAll ? <Alert tone="info">{t('viewLogged')}</Alert> : null}
          {items.length === 0 ? <EmptyState title={t('noOpen')} /> : null}
          {items.map(({ hash, item }) => (
            <ItemCard lang={lang} item={item} media={media} hash={hash} withKey />
          ))}
          {hidden > 0 ? <Alert tone="info">{t('hidden', { count: hidden })}</Alert> : null}
        </PageBody>
      </>,
    )
  })
  return app
}
