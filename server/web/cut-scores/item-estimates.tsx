/*
 * What the panel thought of each item, beside what candidates made of it: where
 * they part there is something to talk over. A judge about to sign sees the own
 * estimates too.
 */
import type { FC } from 'hono/jsx'
import type { CutResult, Estimates, RecordDocument } from '../../analytics/cut-scores/model.ts'
import type { Language } from '../../api/door.ts'
import { Table } from '../components/parts.tsx'
import { cutScoreMessages } from '../messages/cut-scores.ts'
import { texts } from '../messages/define-messages.ts'
import { figure, percent } from './result.tsx'

export const ItemEstimates: FC<{
  lang: Language
  result: CutResult | undefined
  facilities: RecordDocument['facilities']
  own?: Estimates
}> = ({ lang, result, facilities, own }) => {
  const t = texts(lang, cutScoreMessages)
  const last = result?.rounds.at(-1)
  if (!last || last.items.length === 0) return null
  return (
    <details class="card mb-3">
      <summary class="card-header">
        <h2 class="card-title d-inline">
          {t('itemEstimates')} · {t('roundN', { n: last.round })}
        </h2>
      </summary>
      <Table
        head={[t('item'), ...(own ? [t('ownEstimate')] : []), t('panelMean'), t('spread'), t('facility')]}
        empty=""
        rows={last.items.map((item) => {
          const used = facilities.find((one) => one.number === item.number)
          return [
            item.number,
            ...(own ? [`${own.values[String(item.number)] ?? '—'} %`] : []),
            `${percent(item.mean)} %`,
            figure(item.sd === null ? null : 100 * item.sd),
            used ? `${percent(used.facility)} %（n = ${used.n}）` : '—',
          ]
        })}
      />
    </details>
  )
}
