/* The report: how much, how sure, likely to pass or not, what to study; every figure with what it rests on. */
import type { FC } from 'hono/jsx'
import type { Language } from '../../api/door.ts'
import { keptDays, type Report, type SelfAssessment } from '../../practice/model.ts'
import { LinesChart, seriesColours } from '../components/chart.tsx'
import { Figures, PostButton } from '../components/facts.tsx'
import { Alert, Card, chinaTime } from '../components/parts.tsx'
import { texts } from '../messages/define-messages.ts'
import { practiceMessages } from '../messages/practice.ts'

interface ReportProps {
  readonly lang: Language
  readonly run: SelfAssessment
  readonly report: Report
}

export const ReportView: FC<ReportProps> = (props) => {
  const { lang, run, report } = props
  const t = texts(lang, practiceMessages)
  const provisional = report.answers - report.calibrated
  return (
    <>
      <Verdict {...props} />
      {provisional > 0 ? (
        <Alert tone="warning">{t('provisional', { n: report.answers, p: provisional })}</Alert>
      ) : null}
      <p class="mb-3">
        <strong>{t('isNot')}</strong> {t(`reason.${report.reason}`)}
      </p>
      <HeadFigures {...props} />
      <p class="text-secondary">{t('whyLess')}</p>
      <Study {...props} />
      <Scopes {...props} />
      <TraceChart {...props} />
      <LookBack {...props} />
      <div class="practice-buttons">
        <PostButton
          action="/practice"
          tone="primary btn-lg"
          fields={{ choice: `${run.bankId}/${run.level}`, mode: run.mode }}
        >
          {t('again')}
        </PostButton>
        <a class="btn btn-lg" href={`/practice?choice=${run.bankId}/${run.level}`}>
          {t('otherTrade')}
        </a>
      </div>
      <p class="text-secondary">{t('keepAddress', { date: lastDay(run.createdAt) })}</p>
    </>
  )
}

const lastDay = (from: Date): string =>
  chinaTime(new Date(from.getTime() + keptDays * 86_400_000)).slice(0, 10)

const percent = (share: number): string => `${Math.round(share * 100)}%`

/** Nothing estimated is certain. */
const chance = (share: number): string => (share > 0.99 ? '> 99%' : share < 0.01 ? '< 1%' : percent(share))

function verdictOf({ decision, reason, passChance }: Report) {
  if (decision && reason === 'classified')
    return { key: `decided.${decision}`, tone: decision === 'pass' ? 'good' : 'bad' } as const
  if (decision) return { key: `leaning.${decision}`, tone: 'unsure' } as const
  if (passChance >= 0.95) return { key: 'pass.sure', tone: 'good' } as const
  if (passChance >= 0.75) return { key: 'pass.likely', tone: 'good' } as const
  if (passChance > 0.25) return { key: 'pass.open', tone: 'unsure' } as const
  return { key: passChance > 0.05 ? 'pass.unlikely' : 'pass.hardly', tone: 'bad' } as const
}

const marks = { good: '✓', bad: '✕', unsure: '?' } as const

const Verdict: FC<ReportProps> = ({ lang, report }) => {
  const t = texts(lang, practiceMessages)
  const { key, tone } = verdictOf(report)
  return (
    <div class={`verdict verdict-${tone} practice-verdict`} role="status">
      <span class="verdict-mark" aria-hidden="true">
        {marks[tone]}
      </span>
      <div>
        <div class="verdict-word">{t(key)}</div>
        <div>{t('verdictText', { chance: chance(report.passChance), n: report.answers })}</div>
      </div>
    </div>
  )
}

const HeadFigures: FC<ReportProps> = ({ lang, run, report }) => {
  const t = texts(lang, practiceMessages)
  const { share, low, high } = report.estimate
  return (
    <Figures
      figures={[
        { value: t(`band.${report.band}`), text: t('mastery', { n: report.answers }) },
        { value: percent(share), text: t('masteryShare', { low: percent(low), high: percent(high) }) },
        { value: chance(report.passChance), text: t('passChance') },
        {
          value: `${run.answers.filter(({ score }) => score === 1).length} / ${report.answers}`,
          text: t('answersRight'),
        },
      ]}
    />
  )
}

const Study: FC<ReportProps> = ({ lang, run, report }) => {
  const t = texts(lang, practiceMessages)
  const standard = `/standards/${report.standard.id}/${report.standard.edition}`
  return (
    <Card title={t('train')}>
      {report.weakPoints.length === 0 ? (
        <p class="mb-0">{t('nothingWrong')}</p>
      ) : (
        <>
          <p class="text-secondary">{t('trainHint')}</p>
          <ul class="study-list">
            {report.weakPoints.map((point) => (
              <li>
                <div>
                  <a href={`/banks/${run.bankId}/levels/${run.level}/points/${point.code}`}>
                    {point.code} {point.name}
                  </a>
                  <div class="text-secondary small">
                    {point.scope} · {t('clauses')}{' '}
                    {point.clauses.map((clause) => (
                      <a class="me-2" href={`${standard}#${clause}`}>
                        {clause}
                      </a>
                    ))}
                  </div>
                </div>
                <span class="text-nowrap text-secondary">
                  {t('wrongOfAsked', { asked: point.asked, wrong: point.wrong })}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Card>
  )
}

const Scopes: FC<ReportProps> = ({ lang, report }) => {
  const t = texts(lang, practiceMessages)
  return (
    <Card title={t('byScope')}>
      <p class="text-secondary">{t('scopeHint')}</p>
      <ul class="study-list">
        {report.scopes.map(({ code, name, asked, right }) => (
          <li>
            <span>
              {code} {name}
            </span>
            <span class="scope-result">
              <span class="progress" aria-hidden="true">
                <span class="progress-bar" style={`width:${Math.round((right / asked) * 100)}%`} />
              </span>
              <span class="tabular text-nowrap">
                {right} / {asked}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}

const TraceChart: FC<ReportProps> = ({ lang, report: { trace, answers } }) => {
  const t = texts(lang, practiceMessages)
  const line = (of: (estimate: Report['trace'][number]) => number) =>
    trace.map((estimate, n) => [n, Math.round(of(estimate) * 1000) / 10] as const)
  return (
    <Card title={t('chartTitle', { n: answers })}>
      <p class="text-secondary">{t('chartHint')}</p>
      <LinesChart
        label={t('chartTitle', { n: answers })}
        x={t('chartX')}
        y={t('chartY')}
        yMax={100}
        xRange={[0, answers]}
        width={500}
        height={300}
        series={[
          {
            name: t('lineEstimate'),
            points: line(({ share }) => share),
            colour: seriesColours[0],
            marked: true,
          },
          { name: t('lineHigh'), points: line(({ high }) => high), colour: seriesColours[5], dashed: true },
          { name: t('lineLow'), points: line(({ low }) => low), colour: seriesColours[5], dashed: true },
          {
            name: t('lineCut'),
            points: [
              [0, 60],
              [answers, 60],
            ],
            colour: seriesColours[1],
          },
        ]}
      />
    </Card>
  )
}

const LookBack: FC<ReportProps> = ({ lang, run }) => {
  const t = texts(lang, practiceMessages)
  return (
    <Card title={t('lookBack')}>
      <p class="text-secondary">{t('lookBackHint')}</p>
      <div class="look-back">
        {run.answers.map(({ score }, place) => (
          <a
            class={`btn ${score === 1 ? 'btn-outline-success' : 'btn-outline-danger'}`}
            href={`/practice/${run.id}?after=${place + 1}`}
          >
            {place + 1} {score === 1 ? '✓' : '✕'}
          </a>
        ))}
      </div>
    </Card>
  )
}
