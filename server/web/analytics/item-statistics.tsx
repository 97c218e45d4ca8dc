/* One item revision: its figures, its pictures, what they mean, and the item itself. */
import { Hono } from 'hono'
import type { FC } from 'hono/jsx'
import { getItemReport, type ItemReport } from '../../analytics/get-item-statistics.ts'
import { fewAnswers, type ItemDif, type ItemStatistics } from '../../analytics/model.ts'
import { readItem } from '../../analytics/read-item.ts'
import { type Contexts, type Env, type Language, requireStaff } from '../../api/door.ts'
import { getBank } from '../../banks/list-banks.ts'
import { getMedia } from '../../banks/list-items.ts'
import { Facts, Figures, Hash } from '../components/facts.tsx'
import { notFound } from '../components/form-answer.ts'
import { ItemCard } from '../components/item-view.tsx'
import { Alert, Badge, Card, PageBody, PageHeader, Table, Time } from '../components/parts.tsx'
import { renderPage } from '../layout.tsx'
import { itemStatisticsMessages } from '../messages/analytics.ts'
import { texts } from '../messages/define-messages.ts'
import { InformationChart, ItemCurveChart, OptionCurvesChart, optionName } from './item-charts.tsx'
import { TaskList } from './review-tasks.tsx'

interface Part {
  readonly lang: Language
  readonly item: ItemStatistics
}

export function itemStatisticsPages(contexts: Contexts): Hono<Env> {
  const app = new Hono<Env>()
  const ctx = contexts.staff
  app.get('/banks/:id/statistics/:hash', async (c) => {
    const actor = requireStaff(c)
    const lang = c.get('lang')
    const t = texts(lang, itemStatisticsMessages)
    const bank = await getBank(ctx, c.req.param('id').slice(0, 40))
    const report = await getItemReport(ctx, actor, c.req.param('hash').slice(0, 80))
    if (!report.statistics.itemId.startsWith(`${bank.id}_`)) throw notFound(c.req.param('hash'))
    const media = await getMedia(ctx, bank.id)
    const item = report.statistics
    const level = report.revision.item.levels[0]
    return renderPage(
      c,
      { title: `${item.itemId} · ${t('title')}`, at: 'banks', styles: ['katex', 'pages'] },
      <>
        <PageHeader
          title={item.itemId}
          pretitle={
            <a href={`/banks/${bank.id}/levels/${level}/statistics`}>
              {bank.name} · {t('back')}
            </a>
          }
          lead={
            <>
              {t('computedAt')} <Time at={report.computedAt} />
            </>
          }
        />
        <PageBody>
          <Readings lang={lang} item={item} />
          <HeadFigures lang={lang} item={item} />
          <TaskList lang={lang} tasks={report.tasks} withItem={false} />
          <ItemCard lang={lang} item={report.revision.item} media={media} hash={item.hash} withKey />
          <Alert tone="info">{t('viewLogged')}</Alert>
          {item.options.length > 0 ? <Options lang={lang} item={item} /> : null}
          <Model lang={lang} item={item} />
          <Comparisons lang={lang} item={item} />
          <Uses lang={lang} report={report} />
        </PageBody>
      </>,
    )
  })
  return app
}

const Readings: FC<Part> = ({ lang, item }) => (
  <Card title={texts(lang, itemStatisticsMessages)('reading')}>
    {readItem(item).map((reading) => (
      <Alert tone={reading.tone}>{reading[lang]}</Alert>
    ))}
  </Card>
)

const HeadFigures: FC<Part> = ({ lang, item }) => {
  const t = texts(lang, itemStatisticsMessages)
  const few = item.n < fewAnswers
  return (
    <Figures
      figures={[
        { value: item.n, text: t('n'), tone: few ? 'warning' : undefined },
        {
          value: withError(item.facility, item.facilityError),
          text: t('facility'),
        },
        {
          value: few || item.discrimination === null ? '—' : item.discrimination.toFixed(2),
          text: t('discrimination'),
        },
        { value: item.omitted, text: t('omitted') },
        { value: item.forms, text: t('formsUsed') },
      ]}
    />
  )
}

const withError = (value: number, error: number | null): string =>
  error === null ? value.toFixed(2) : `${value.toFixed(2)} ± ${error.toFixed(2)}`

const Options: FC<Part> = ({ lang, item }) => {
  const t = texts(lang, itemStatisticsMessages)
  const few = item.n < fewAnswers
  return (
    <>
      <Card flush title={`${t('options')}（n = ${item.n}）`}>
        <Table
          head={[t('option'), '', t('n'), t('share'), t('optionDiscrimination')]}
          empty=""
          rows={item.options.map((option) => [
            <strong>{optionName(option.option, lang)}</strong>,
            option.isKey ? <Badge tone="success">{t('key')}</Badge> : '',
            option.n,
            `${(option.share * 100).toFixed(1)} %`,
            few || option.discrimination === null ? '—' : option.discrimination.toFixed(2),
          ])}
        />
      </Card>
      <Card title={t('optionCurves')}>
        {item.curves.length > 0 && !few ? (
          <>
            <p class="text-secondary">{t('optionCurvesHint')}</p>
            <OptionCurvesChart lang={lang} item={item} />
          </>
        ) : (
          <p class="text-secondary mb-0">{t('tooFewForCurves')}</p>
        )}
      </Card>
    </>
  )
}

const Model: FC<Part> = ({ lang, item: { irt, itemId, hash } }) => {
  const t = texts(lang, itemStatisticsMessages)
  if (!irt)
    return (
      <Card title={t('curve')}>
        <p class="text-secondary mb-0">{t('notCalibrated')}</p>
      </Card>
    )
  return (
    <>
      <Card title={`${t('curve')}（n = ${irt.n}）`}>
        <p class="text-secondary">{t('curveHint')}</p>
        <ItemCurveChart lang={lang} id={itemId} irt={irt} />
        <Facts
          rows={[
            [t('model'), irt.model.toUpperCase()],
            [t('slope'), withError(irt.a, irt.seA)],
            [t('location'), withError(irt.b, irt.seB)],
            [
              t('fit'),
              irt.fit
                ? t('fitText', {
                    x2: irt.fit.x2.toFixed(1),
                    df: irt.fit.df,
                    p: irt.fit.p.toFixed(3),
                    n: irt.fit.n,
                  })
                : t('notFitted'),
            ],
          ]}
        />
      </Card>
      <Card title={t('informationChart')}>
        <InformationChart lang={lang} label={t('informationChart')} items={[{ hash, irt }]} />
      </Card>
    </>
  )
}

const Comparisons: FC<Part> = ({ lang, item }) => {
  const t = texts(lang, itemStatisticsMessages)
  const figure = (value: number | null) => (value === null ? '—' : value.toFixed(3))
  return (
    <Card flush={item.dif.length > 0} title={t('dif')}>
      {item.dif.length === 0 ? (
        <p class="text-secondary mb-0">{t('difNone')}</p>
      ) : (
        <Table
          head={[
            t('difBy'),
            t('reference'),
            t('focal'),
            'Δ',
            'p (MH)',
            t('difClass'),
            t('uniform'),
            t('nonUniform'),
          ]}
          empty=""
          rows={item.dif.map((one: ItemDif) => [
            t(`by.${one.by as 'organisation'}`),
            `${one.reference}（${one.nReference}）`,
            `${one.focal}（${one.nFocal}）`,
            one.delta === null ? '—' : one.delta.toFixed(2),
            figure(one.p),
            <Badge tone={one.class === 'C' ? 'danger' : one.class === 'B' ? 'warning' : 'success'}>
              {one.class ?? '—'}
            </Badge>,
            figure(one.uniformP),
            figure(one.nonUniformP),
          ])}
        />
      )}
    </Card>
  )
}

const Uses: FC<{ lang: Language; report: ItemReport }> = ({ lang, report: { statistics } }) => {
  const t = texts(lang, itemStatisticsMessages)
  return (
    <Card flush title={t('history')}>
      <Table
        head={[t('batch'), t('n'), t('facility')]}
        empty=""
        rows={statistics.history.map((use) => [<code>{use.batchId}</code>, use.n, use.facility.toFixed(2)])}
      />
      <div class="card-footer text-secondary">
        {t('revision')} <Hash value={statistics.hash} />
      </div>
    </Card>
  )
}
