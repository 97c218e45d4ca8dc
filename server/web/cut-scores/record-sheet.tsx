/* 合格线论证记录 on paper: the same content, with room for signatures by hand. */
import type { Child, FC } from 'hono/jsx'
import type { SignedRecord } from '../../analytics/cut-scores/get-record.ts'
import type { Language } from '../../api/door.ts'
import { Hash } from '../components/facts.tsx'
import { chinaTime, TableBody } from '../components/parts.tsx'
import { cutScoreMessages } from '../messages/cut-scores.ts'
import { texts } from '../messages/define-messages.ts'
import { comparison, figure, impactRows, percent, type ResultProps, roundRows } from './result.tsx'

const Ruled: FC<{ head: readonly Child[]; rows: readonly (readonly Child[])[] }> = (table) => (
  <table class="ruled">
    <TableBody {...table} />
  </table>
)

export const RecordSheet: FC<{ lang: Language; signed: SignedRecord; props: ResultProps }> = ({
  lang,
  signed: { document, hash, panel },
  props,
}) => {
  const t = texts(lang, cutScoreMessages)
  const { study, object, result } = document
  const time = (text: string) => chinaTime(new Date(text))
  const excluded = document.judges.filter((judge) => judge.excluded)
  const last = result.rounds.at(-1)
  const impact = impactRows(props)
  return (
    <section class="sheet">
      <h1 class="sheet-title">{t('recordTitle')}</h1>
      <h2 class="sheet-subtitle">{study.title}</h2>
      <p class="sheet-facts">
        <span>
          {t('organisation')}：{study.organisation.name}
        </span>
        <span>
          {t('method')}：{t(`method.${study.method}`)}
        </span>
        <span>
          {t('closedAt')}：{time(study.closedAt)}
        </span>
      </p>
      <p>
        {t('object')}：
        {t('theoryForm', { form: object.form, full: object.fullMarks, items: object.items.length })}
      </p>
      <p>
        {t('formHash')}：<Hash value={object.formHash} />
      </p>
      <h3>{t('description')}</h3>
      <p class="text-prewrap">{document.description}</p>
      <h3>{t('result')}</h3>
      <Ruled
        head={[t('cut'), t('se'), t(result.rounds.length > 0 ? 'nJudges' : 'nCandidates')]}
        rows={[
          [
            <strong>
              {figure(result.cut)}（{percent(result.cut / object.fullMarks)} %）
            </strong>,
            result.se === null ? t('noSe') : figure(result.se, 2),
            result.n,
          ],
        ]}
      />
      <p>{comparison(props)}</p>
      <p>{t('onlyAdvice')}</p>
      <h3>{t('impact')}</h3>
      <p>{impact.sat > 0 ? t('impactLead', { n: impact.sat }) : t('impactNone')}</p>
      <Ruled head={impact.head} rows={impact.rows} />
      {last ? (
        <>
          <h3>{t('rounds')}</h3>
          <Ruled {...roundRows(props)} />
          <p>
            {document.rounds
              .map((one) => `${t('roundN', { n: one.round })} ${time(one.openedAt)} – ${time(one.closedAt)}`)
              .join('；')}
          </p>
        </>
      ) : null}
      {last && last.judgeCuts.length > 0 ? <JudgeCuts lang={lang} props={props} /> : null}
      {last && last.items.length > 0 ? (
        <>
          <h3>
            {t('itemEstimates')}（{t('roundN', { n: last.round })}，{t('panelMean')} %）
          </h3>
          <div class="answer-grid">
            {last.items.map((item) => (
              <div>
                <b>{item.number}</b>
                {Math.round(100 * item.mean)}
              </div>
            ))}
          </div>
        </>
      ) : null}
      {excluded.length > 0 ? (
        <>
          <h3>{t('excludedJudges')}</h3>
          {excluded.map((judge) => (
            <p>
              {judge.name}：{t('excludedText', { ...judge.excluded! })}
            </p>
          ))}
        </>
      ) : null}
      <h3>{t('signatures')}</h3>
      <p>{t('hash')}：</p>
      <p>
        <Hash value={hash} />
      </p>
      <Ruled
        head={[t('judge'), t('state'), t('answeredAt'), t('hashShort'), t('handSign')]}
        rows={panel.map(({ name, answer }) => [
          <span class="text-nowrap">{name}</span>,
          answer
            ? `${t(`answer.${answer.kind}`)}${answer.reason ? `：${answer.reason}` : ''}`
            : t('answer.open'),
          <span class="text-nowrap">{answer ? chinaTime(answer.at, true) : ''}</span>,
          answer?.hash ? <code>{answer.hash.slice(0, 16)}…</code> : '',
          <span class="hand-sign" />,
        ])}
      />
    </section>
  )
}

/** A line a judge, a column a round. */
const JudgeCuts: FC<{ lang: Language; props: ResultProps }> = ({ lang, props: { result, nameOf } }) => {
  const t = texts(lang, cutScoreMessages)
  const judges = [...new Set(result.rounds.flatMap((round) => round.judgeCuts.map((one) => one.judge)))]
  return (
    <>
      <h3>{t('judgeCuts')}</h3>
      <Ruled
        head={[t('judge'), ...result.rounds.map((round) => t('roundN', { n: round.round }))]}
        rows={judges.map((judge) => [
          nameOf(judge),
          ...result.rounds.map((round) =>
            figure(round.judgeCuts.find((one) => one.judge === judge)?.cut ?? null),
          ),
        ])}
      />
    </>
  )
}
