/*
 * The 鉴定要素细目表 of a level in its real layout: scopes of three levels with
 * code, weight and ratio, points with code and importance. Public.
 */
import { Hono } from 'hono'
import type { FC } from 'hono/jsx'
import type { Point, Scope1, Scope2, Scope3 } from '../../../bank-schemas/index.ts'
import type { Contexts, Env, Language } from '../../api/door.ts'
import { countItemsByPoint, type PointCount } from '../../banks/count-items-by-point.ts'
import { getBank, getSyllabus } from '../../banks/list-banks.ts'
import { pointsOf } from '../../banks/syllabus-points.ts'
import { isAllowedAnywhere } from '../../identity/permissions.ts'
import { levelOf } from '../components/form-answer.ts'
import { Badge, Card, PageBody, PageHeader } from '../components/parts.tsx'
import { renderPage } from '../layout.tsx'
import { itemStatisticsMessages } from '../messages/analytics.ts'
import { bankMessages } from '../messages/banks.ts'
import { texts } from '../messages/define-messages.ts'
import { levelName } from '../messages/words.ts'

export function syllabusPages(contexts: Contexts): Hono<Env> {
  const app = new Hono<Env>()
  app.get('/banks/:id/levels/:level', async (c) => {
    const lang = c.get('lang')
    const t = texts(lang, bankMessages)
    const level = levelOf(c.req.param('level'))
    const bank = await getBank(contexts.staff, c.req.param('id').slice(0, 40))
    const [{ hash, syllabus }, counts] = await Promise.all([
      getSyllabus(contexts.staff, bank.id, level),
      countItemsByPoint(contexts.staff, bank.id, level),
    ])
    const base = `/banks/${bank.id}/levels/${level}`
    const title = `${bank.name} · ${levelName(level, lang)}`
    return renderPage(
      c,
      { title: `${title} · ${t('syllabus')}`, at: 'banks', styles: ['pages'] },
      <>
        <PageHeader
          title={t('syllabus')}
          pretitle={<a href={`/banks/${bank.id}`}>{title}</a>}
          lead={
            <>
              {t('part')}：{t('theory')} · {t('pointTotal')} {pointsOf(syllabus).length} ·{' '}
              {t('version', { version: syllabus.version })} · <code title={hash}>{hash.slice(0, 12)}</code> ·{' '}
              <a href={`/standards/${syllabus.standard.id}/${syllabus.standard.edition}`}>
                {t('standard')} {syllabus.standard.id} / {syllabus.standard.edition}
              </a>
            </>
          }
        >
          {isAllowedAnywhere(c.get('actor'), 'bank.read-statistics') ? (
            <a class="btn" href={`${base}/statistics`}>
              {texts(lang, itemStatisticsMessages)('title')}
            </a>
          ) : null}
        </PageHeader>
        <PageBody>
          <Card flush>
            <div class="flush-hint text-secondary">
              {t('syllabusLead')} {t('legend')}
            </div>
            <div class="table-responsive">
              <table class="table table-bordered doc-table syllabus-table mb-0">
                <thead>
                  <tr>
                    <th scope="col">{t('scope1')}</th>
                    <th scope="col">{t('scope2')}</th>
                    <th scope="col">{t('scope3')}</th>
                    <th scope="col">{t('pointCode')}</th>
                    <th scope="col">{t('pointName')}</th>
                    <th scope="col" class="text-center">
                      {t('importance')}
                    </th>
                    <th scope="col" class="text-end text-nowrap">
                      {t('itemCount')}
                      <div class="small fw-normal">{t('itemCountHint')}</div>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {syllabus.scopes.flatMap((a) =>
                    a.children.flatMap((b, ib) =>
                      b.children.flatMap((leaf, ic) =>
                        leaf.points.map((point, ip) => (
                          <tr>
                            {ib + ic + ip === 0 ? <ScopeCell lang={lang} scope={a} span={sizeOf(a)} /> : null}
                            {ic + ip === 0 ? <ScopeCell lang={lang} scope={b} span={sizeOf(b)} /> : null}
                            {ip === 0 ? <ScopeCell lang={lang} scope={leaf} span={sizeOf(leaf)} /> : null}
                            <PointCells
                              lang={lang}
                              point={point}
                              href={`${base}/points/${point.code}`}
                              count={counts.get(point.code)}
                            />
                          </tr>
                        )),
                      ),
                    ),
                  )}
                </tbody>
              </table>
            </div>
          </Card>
        </PageBody>
      </>,
    )
  })
  return app
}

type Scope = Scope1 | Scope2 | Scope3

const sizeOf = (scope: Scope): number =>
  'points' in scope
    ? scope.points.length
    : (scope.children as readonly Scope[]).reduce((sum, child) => sum + sizeOf(child), 0)

const ScopeCell: FC<{ lang: Language; scope: Scope; span: number }> = ({ lang, scope, span }) => {
  const t = texts(lang, bankMessages)
  const ratio = scope.ratio.map((n) => String(n).padStart(2, '0')).join(':')
  return (
    <th scope="rowgroup" rowspan={span} class="scope-cell fw-normal" id={scope.code}>
      <div>
        <span class="scope-code">{scope.code}</span> {scope.name}
      </div>
      <div class="scope-facts">{t('weight', { weight: scope.weight })}</div>
      <div class="scope-facts">{t('ratio', { ratio })}</div>
    </th>
  )
}

const tones = { X: 'danger', Y: 'warning', Z: 'secondary' } as const

const PointCells: FC<{ lang: Language; point: Point; href: string; count: PointCount | undefined }> = ({
  point,
  href,
  count = { items: 0, open: 0 },
}) => (
  <>
    <td>
      <code>{point.code}</code>
    </td>
    <td class="point-name">
      <a href={href}>{point.name}</a>
    </td>
    <td class="text-center">
      <Badge tone={tones[point.importance]}>{point.importance}</Badge>
    </td>
    <td class="number-cell">
      {count.items} ({count.open})
    </td>
  </>
)
