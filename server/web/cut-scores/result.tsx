/* The result of a study: the cut with its error, how the judges came to it, and what would follow. */
import type { FC } from 'hono/jsx'
import {
  borderlineRating,
  type CutResult,
  type Impact,
  type MarkCount,
  type Observation,
  type RoundResult,
  ratings,
} from '../../analytics/cut-scores/model.ts'
import type { Language } from '../../api/door.ts'
import { BarsChart, LinesChart, seriesColours } from '../components/chart.tsx'
import { Figures } from '../components/facts.tsx'
import { Alert, Card, Table } from '../components/parts.tsx'
import { cutScoreMessages } from '../messages/cut-scores.ts'
import { texts } from '../messages/define-messages.ts'

export interface ResultProps {
  readonly lang: Language
  readonly fullMarks: number
  readonly result: CutResult
  readonly impact: readonly Impact[]
  readonly distribution: readonly MarkCount[]
  readonly observations: readonly Observation[] | null
  readonly nameOf: (judge: string) => string
}

export const figure = (value: number | null, digits = 1): string =>
  value === null ? '—' : value.toFixed(digits).replace('-', '−')

export const percent = (share: number): string => (100 * share).toFixed(1)

export const Result: FC<ResultProps> = (props) => {
  const { lang, result, fullMarks } = props
  const t = texts(lang, cutScoreMessages)
  const last = result.rounds.at(-1)
  return (
    <>
      <Card title={last ? `${t('result')} · ${t('roundN', { n: last.round })}` : t('result')}>
        <Figures
          figures={[
            { value: figure(result.cut), text: t('cut'), tone: 'primary' },
            {
              value: `${percent(result.cut / fullMarks)}%`,
              text: t('ofFull', { full: fullMarks }),
            },
            { value: result.se === null ? t('noSe') : `±${figure(result.se, 2)}`, text: t('se') },
            { value: result.n, text: t(result.rounds.length > 0 ? 'nJudges' : 'nCandidates') },
          ]}
        />
        <p class="mt-3 mb-1">{comparison(props)}</p>
        {last?.meets === false ? <Alert tone="warning">{t('noMeet')}</Alert> : null}
        <p class="text-secondary mb-0">{t('onlyAdvice')}</p>
      </Card>
      <ImpactCard {...props} />
      {result.rounds.length > 0 ? <Rounds {...props} /> : null}
      {result.regression ? <Regression {...props} /> : null}
      {result.groups ? <Groups {...props} /> : null}
    </>
  )
}

/** Against the pass mark of the standard, in words; empty when it has none. */
export function comparison({ lang, result, impact }: ResultProps): string {
  const t = texts(lang, cutScoreMessages)
  const regulation = impact.find((one) => one.at === 'regulation')
  if (!regulation) return ''
  const gap = result.cut - regulation.marks
  const shown = Math.abs(gap).toFixed(1)
  const said = shown === '0.0' ? t('same') : t(gap > 0 ? 'higher' : 'lower', { n: shown })
  if (shown === '0.0' || result.se === null) return said
  return `${said}${lang === 'en' ? ' ' : ''}${t(Math.abs(gap) < 2 * result.se ? 'within' : 'beyond')}`
}

export function impactRows({ lang, impact, distribution }: ResultProps) {
  const t = texts(lang, cutScoreMessages)
  const sat = distribution.reduce((sum, one) => sum + one.n, 0)
  const rows = impact.map((one) => [
    t(`at.${one.at}`),
    figure(one.marks),
    one.passed === null ? '—' : `${one.passed} / ${sat}`,
    one.passed === null ? '—' : `${percent(one.passed / sat)} %`,
  ])
  return { head: [t('line'), t('marks'), t('passed'), t('passRate')], rows, sat }
}

const ImpactCard: FC<ResultProps> = (props) => {
  const t = texts(props.lang, cutScoreMessages)
  const { head, rows, sat } = impactRows(props)
  return (
    <Card flush title={t('impact')}>
      <div class="flush-hint">{sat > 0 ? t('impactLead', { n: sat }) : t('impactNone')}</div>
      <Table head={head} rows={rows} empty="" />
    </Card>
  )
}

const Rounds: FC<ResultProps> = (props) => {
  const { lang, result, nameOf } = props
  const t = texts(lang, cutScoreMessages)
  const judges = [...new Set(result.rounds.flatMap((round) => round.judgeCuts.map((one) => one.judge)))]
  return (
    <Card flush title={t('rounds')}>
      <Table {...roundRows(props)} empty="" />
      <div class="card-body">
        <Convergence {...props} />
        {judges.length > 0 ? (
          <>
            <h3 class="h4">{t('judgeCuts')}</h3>
            {rowsOf([...judges, mean]).map((row) => (
              <BarsChart
                label={t('judgeCuts')}
                height={260}
                categories={row.map((judge) => (judge === mean ? t('mean') : nameOf(judge)))}
                series={result.rounds.map((round, place) => ({
                  name: t('roundN', { n: round.round }),
                  colour: seriesColours[place]!,
                  values: row.map((judge) => tenth(judge === mean ? round.cut : cutOf(round, judge))),
                }))}
              />
            ))}
          </>
        ) : (
          <HofsteeChart {...props} round={result.rounds.at(-1)} />
        )}
      </div>
    </Card>
  )
}

/** Stands for the panel beside its judges. */
const mean = 'mean'

/** So many judges beside each other can be read. */
const judgesARow = 8

const rowsOf = (judges: readonly string[]): string[][] =>
  Array.from({ length: Math.ceil(judges.length / judgesARow) }, (_, n) =>
    judges.slice(n * judgesARow, (n + 1) * judgesARow),
  )

/** 0 for a judge who no longer counted in the round: no bar. */
const cutOf = (round: RoundResult, judge: string): number =>
  round.judgeCuts.find((one) => one.judge === judge)?.cut ?? 0

const tenth = (value: number): number => Math.round(value * 10) / 10

export function roundRows({ lang, result }: ResultProps) {
  const t = texts(lang, cutScoreMessages)
  const isHofstee = result.rounds.some((round) => round.failRate !== null)
  const head = isHofstee
    ? [t('round'), t('cut'), t('se'), t('failRate')]
    : [t('round'), t('cut'), t('se'), t('sd'), t('range'), t('withFacility')]
  const rows = result.rounds.map((round) => {
    const cuts = round.judgeCuts.map((one) => one.cut)
    const start = [t('roundN', { n: round.round }), figure(round.cut), figure(round.se, 2)]
    if (isHofstee) return [...start, `${percent(round.failRate ?? 0)} %`]
    return [
      ...start,
      figure(round.sd, 2),
      `${figure(Math.min(...cuts))}–${figure(Math.max(...cuts))}`,
      figure(round.withFacility, 2),
    ]
  })
  return { head, rows }
}

const Convergence: FC<ResultProps> = ({ lang, result: { rounds } }) => {
  const t = texts(lang, cutScoreMessages)
  const [from, to] = [rounds[0]?.sd, rounds.at(-1)?.sd]
  if (rounds.length < 2 || from == null || to == null) return null
  return <p>{t(to < from ? 'spreadLess' : 'spreadMore', { from: figure(from, 2), to: figure(to, 2) })}</p>
}

/** The share failing rises with the cut; the panel's line falls; where they meet is the cut. */
export const HofsteeChart: FC<{
  lang: Language
  distribution: readonly MarkCount[]
  fullMarks: number
  round: RoundResult | undefined
}> = ({ lang, distribution, fullMarks, round }) => {
  const t = texts(lang, cutScoreMessages)
  const sat = distribution.reduce((sum, one) => sum + one.n, 0)
  let below = 0
  const curve = distribution.map(({ marks, n }): [number, number] => {
    const point: [number, number] = [marks, (100 * below) / sat]
    below += n
    return point
  })
  const bounds = round?.bounds
  return (
    <>
      <h3 class="h4">{t('hofsteeChart')}</h3>
      <LinesChart
        label={t('hofsteeChart')}
        x={t('marks')}
        y={t('failShare')}
        yMax={100}
        xRange={[0, fullMarks]}
        series={[
          { name: t('failCurve'), points: curve, colour: seriesColours[0] },
          ...(round && bounds
            ? [
                {
                  name: t('panelLine'),
                  points: [
                    [bounds.lowestCut, bounds.highestFail],
                    [bounds.highestCut, bounds.lowestFail],
                  ] as const,
                  colour: seriesColours[2],
                  marked: true,
                },
                {
                  name: t('at.cut'),
                  points: [[round.cut, 100 * (round.failRate ?? 0)]] as const,
                  sizes: [1],
                  colour: seriesColours[1],
                },
              ]
            : []),
        ]}
      />
    </>
  )
}

const Regression: FC<ResultProps> = ({ lang, result, observations, fullMarks }) => {
  const t = texts(lang, cutScoreMessages)
  const { slope, intercept, r2 } = result.regression!
  // A point for all candidates of one rating and score; its size is their number.
  const points = new Map<string, { at: [number, number]; n: number }>()
  for (const { rating, score } of observations ?? []) {
    const key = `${rating}/${score}`
    points.set(key, { at: [rating, score], n: (points.get(key)?.n ?? 0) + 1 })
  }
  const candidates = [...points.values()]
  return (
    <Card title={t('regressionChart')}>
      {r2 === null ? null : <p>{t('r2', { n: Math.round(100 * r2) })}</p>}
      <LinesChart
        label={t('regressionChart')}
        x={t('rating')}
        y={t('marks')}
        yMax={fullMarks}
        xNames={['', ...ratings.map((rating) => `${rating} ${t(`rating.${rating}`)}`)]}
        series={[
          {
            name: t('candidatesSeries'),
            points: candidates.map((one) => one.at),
            sizes: candidates.map((one) => one.n),
            colour: seriesColours[0],
          },
          {
            name: t('regressionLine'),
            points: ratings.map((rating): [number, number] => [rating, intercept + slope * rating]),
            colour: seriesColours[2],
          },
          {
            name: t('at.cut'),
            points: [[borderlineRating, result.cut]],
            sizes: [Math.max(...candidates.map((one) => one.n))],
            colour: seriesColours[1],
          },
        ]}
      />
    </Card>
  )
}

const tenths = 10

const Groups: FC<ResultProps> = ({ lang, result, observations, fullMarks }) => {
  const t = texts(lang, cutScoreMessages)
  const { competent, notCompetent, falseFail, falsePass } = result.groups!
  const count = (rating: number) =>
    Array.from(
      { length: tenths },
      (_, k) =>
        (observations ?? []).filter(
          (one) =>
            one.rating === rating && Math.min(tenths - 1, Math.floor((one.score / fullMarks) * tenths)) === k,
        ).length,
    )
  return (
    <Card title={t('groupsChart')}>
      <p>
        {t('groupsText', {
          nc: competent.n,
          mc: figure(competent.mean),
          ff: percent(falseFail),
          nn: notCompetent.n,
          mn: figure(notCompetent.mean),
          fp: percent(falsePass),
        })}
      </p>
      {result.se === null ? <Alert tone="warning">{t('groupsApart')}</Alert> : null}
      <BarsChart
        label={t('groupsChart')}
        height={280}
        categories={Array.from(
          { length: tenths },
          (_, k) => `${Math.round((k * fullMarks) / tenths)}–${Math.round(((k + 1) * fullMarks) / tenths)}`,
        )}
        series={[
          { name: t('notCompetent'), values: count(0), colour: seriesColours[1] },
          { name: t('competent'), values: count(1), colour: seriesColours[0] },
        ]}
      />
    </Card>
  )
}
