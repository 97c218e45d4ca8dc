/* The people behind the figures of a batch: who answered oddly, and how raters agreed. */
import type { FC } from 'hono/jsx'
import type { BatchReport, RaterReport } from '../../analytics/get-batch-statistics.ts'
import { fewAnswers } from '../../analytics/model.ts'
import type { Language } from '../../api/door.ts'
import { Facts } from '../components/facts.tsx'
import { Alert, Card, Field, Submit, Table } from '../components/parts.tsx'
import { batchStatisticsMessages } from '../messages/analytics.ts'
import { texts } from '../messages/define-messages.ts'

interface Part {
  readonly lang: Language
  readonly report: BatchReport
}

export const Unusual: FC<Part & { nameOf: (admissionNo: string) => string }> = ({
  lang,
  report: { statistics },
  nameOf,
}) => {
  const t = texts(lang, batchStatisticsMessages)
  const { unusual } = statistics
  if (!unusual || unusual.length === 0)
    return (
      <Card title={t('unusual')}>
        <p class="text-secondary mb-0">{unusual ? t('unusualNone') : t('unusualUnknown')}</p>
      </Card>
    )
  return (
    <Card flush title={t('unusual')}>
      <div class="flush-hint">{t('unusualLead')}</div>
      <Table
        head={[t('pair'), t('marks'), t('items'), 'lz']}
        empty=""
        rows={unusual.map((one) => [
          <span class="text-nowrap">
            <code>{one.admissionNo}</code> {nameOf(one.admissionNo)}
          </span>,
          one.marks,
          one.items,
          one.lz.toFixed(1),
        ])}
      />
    </Card>
  )
}

export const Agreement: FC<
  Part & { action: string | undefined; nameOf: (admissionNo: string) => string }
> = ({ lang, report: { statistics, findings }, action, nameOf }) => {
  const t = texts(lang, batchStatisticsMessages)
  const pairs = statistics.pairs / 2
  return (
    <Card flush={findings.length > 0} title={t('agreement')}>
      {findings.length === 0 ? (
        <p class="mb-0">{t('agreementNone', { pairs })}</p>
      ) : (
        <>
          <div class="flush-hint">{t('agreementLead', { pairs })}</div>
          <Table
            head={[t('pair'), t('matches'), t('omega'), t('note')]}
            empty=""
            rows={findings.map((found) => [
              [found.first, found.second].map((no) => (
                <div class="text-nowrap">
                  <code>{no}</code> {nameOf(no)}
                </div>
              )),
              t('matchesText', {
                matches: found.matches,
                items: found.items,
                expected: found.expected.toFixed(1),
              }),
              found.omega.toFixed(1),
              found.state === 'settled' ? (
                found.note
              ) : action ? (
                <form method="post" action={action} class="wide-cell">
                  <input type="hidden" name="first" value={found.first} />
                  <input type="hidden" name="second" value={found.second} />
                  <Field label={t('note')} name="note" id={`note-${found.first}-${found.second}`} required />
                  <Submit tone="secondary">{t('settle')}</Submit>
                </form>
              ) : (
                ''
              ),
            ])}
          />
        </>
      )}
    </Card>
  )
}

export const Raters: FC<{
  lang: Language
  raters: RaterReport | undefined
  nameOf: (userId: string) => string
}> = ({ lang, raters, nameOf }) => {
  const t = texts(lang, batchStatisticsMessages)
  if (!raters)
    return (
      <Card title={t('raters')}>
        <p class="text-secondary mb-0">{t('ratersNone')}</p>
      </Card>
    )
  const { agreement } = raters
  const few = raters.answers < fewAnswers
  return (
    <Card title={`${t('raters')}（n = ${raters.answers}）`}>
      {few ? (
        <Alert tone="info">{t('fewHint', { form: t('raters'), n: raters.answers, few: fewAnswers })}</Alert>
      ) : null}
      <Facts
        rows={[
          [t('doubleRated'), raters.answers],
          [t('exact'), `${Math.round(agreement.exact * 100)} %`],
          [t('adjacent'), agreement.adjacent === null ? '—' : `${Math.round(agreement.adjacent * 100)} %`],
          [t('kappaQuadratic'), number(agreement.kappaQuadratic)],
          [t('icc'), number(agreement.icc?.ICC21)],
          [t('krippendorff'), number(agreement.alpha.interval)],
          ...(agreement.severity
            ? ([
                [
                  t('severity'),
                  <>
                    {agreement.severity
                      .map((one) =>
                        t('severityText', {
                          name: nameOf(raters.raterIds[one.rater]!),
                          value: `${one.severity > 0 ? '+' : ''}${one.severity.toFixed(2)}`,
                        }),
                      )
                      .join(lang === 'zh' ? '；' : '; ')}
                    <div class="text-secondary">{t('severityHint')}</div>
                  </>,
                ],
              ] as const)
            : []),
        ]}
      />
    </Card>
  )
}

const number = (value: number | null | undefined): string =>
  value === null || value === undefined || !Number.isFinite(value) ? '—' : value.toFixed(2)
