/* The pictures of item statistics. */
import type { FC } from 'hono/jsx'
import { expectedScore, type ItemParameters, itemInformation } from '../../../scoring/statistics/index.ts'
import type { ItemIrt, ItemStatistics } from '../../analytics/model.ts'
import type { Language } from '../../api/door.ts'
import { type LineSeries, LinesChart, seriesColours } from '../components/chart.tsx'
import { itemStatisticsMessages } from '../messages/analytics.ts'
import { texts } from '../messages/define-messages.ts'

const abilities = Array.from({ length: 61 }, (_, k) => -3 + k / 10)
const grey = '#8795a5'
const keyColour = '#2b9a66'

/** 正确 for true, 未作答 for omit; letters stay. */
export function optionName(option: string, lang: Language): string {
  const t = texts(lang, itemStatisticsMessages)
  return option === 'true' || option === 'false' || option === 'omit' ? t(option) : option
}

export const OptionCurvesChart: FC<{ lang: Language; item: ItemStatistics }> = ({ lang, item }) => {
  const t = texts(lang, itemStatisticsMessages)
  const keys = new Set(item.options.filter((option) => option.isKey).map((option) => option.option))
  const others = seriesColours.filter((colour) => colour !== keyColour)
  let next = 0
  const series = item.curves.map(({ option, shares }): LineSeries => {
    const isKey = keys.has(option)
    return {
      name: isKey ? `${optionName(option, lang)} ✓` : optionName(option, lang),
      points: shares.map((share, group) => [group, share]),
      colour: isKey ? keyColour : option === 'omit' ? grey : others[next++ % others.length]!,
      dashed: !isKey,
      marked: true,
    }
  })
  return (
    <LinesChart
      label={t('optionCurves')}
      series={series}
      x=""
      y={t('share')}
      yMax={1}
      xNames={item.groups.map((persons, group) => t('group', { n: group + 1, persons }))}
    />
  )
}

const parametersOf = (id: string, irt: Pick<ItemIrt, 'a' | 'intercepts' | 'c'>): ItemParameters => ({
  id,
  a: irt.a,
  intercepts: irt.intercepts,
  c: irt.c,
})

/** The characteristic curve and where the data lie. */
export const ItemCurveChart: FC<{ lang: Language; id: string; irt: ItemIrt }> = ({ lang, id, irt }) => {
  const t = texts(lang, itemStatisticsMessages)
  const item = parametersOf(id, irt)
  const full = irt.intercepts.length
  return (
    <LinesChart
      label={t('curve')}
      x={t('ability')}
      y={t('shareOfMarks')}
      yMax={1}
      xRange={[-3, 3]}
      series={[
        {
          name: t('expected'),
          points: abilities.map((theta) => [theta, expectedScore(item, theta) / full]),
          colour: seriesColours[0],
        },
        {
          name: t('observed'),
          points: irt.observed.map(({ theta, share }) => [theta, share]),
          sizes: irt.observed.map(({ n }) => n),
          colour: seriesColours[1],
        },
      ]}
    />
  )
}

/** Information of one item, or of many together. */
export const InformationChart: FC<{
  lang: Language
  label: string
  items: readonly { hash: string; irt: ItemIrt }[]
}> = ({ lang, label, items }) => {
  const t = texts(lang, itemStatisticsMessages)
  const parameters = items.map(({ hash, irt }) => parametersOf(hash, irt))
  return (
    <LinesChart
      label={label}
      x={t('ability')}
      y={t('information')}
      xRange={[-3, 3]}
      height={260}
      series={[
        {
          name: t('information'),
          points: abilities.map((theta) => [
            theta,
            parameters.reduce((sum, item) => sum + itemInformation(item, theta), 0),
          ]),
          colour: seriesColours[3],
        },
      ]}
    />
  )
}
