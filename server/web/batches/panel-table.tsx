/* The practical panel: a row a candidate, a column a rater, and the form that settles a dispute. */
import type { FC } from 'hono/jsx'
import type { Language } from '../../api/door.ts'
import type { BatchStaff } from '../../batches/model.ts'
import { type PracticalRow, practicalSpreadLimit } from '../../marking/enter-practical-sheet.ts'
import { Badge, Field, Submit } from '../components/parts.tsx'
import { texts } from '../messages/define-messages.ts'
import { markingMessages } from '../messages/marking.ts'
import { batchPath } from './frame.tsx'
import { Reason } from './sitting.tsx'

interface PanelProps {
  readonly lang: Language
  readonly batchId: string
  readonly rows: readonly PracticalRow[]
  readonly names: ReadonlyMap<string, string>
  readonly raters: readonly BatchStaff[]
  readonly settle: 'now' | 'later' | 'never'
  readonly form: Readonly<Record<string, string>>
}

const tones = { incomplete: 'secondary', arbitration: 'danger', settled: 'success' } as const

export const PanelTable: FC<PanelProps> = (props) => {
  const { lang, rows, raters } = props
  const t = texts(lang, markingMessages)
  return (
    <div class="table-responsive">
      <table class="table table-vcenter card-table">
        <thead>
          <tr>
            <th scope="col">{t('candidate')}</th>
            {raters.map((rater) => (
              <th scope="col" class="text-end text-nowrap">
                {rater.name}
              </th>
            ))}
            <th scope="col" class="text-end">
              {t('spread')}
            </th>
            <th scope="col">{t('vetoes')}</th>
            <th scope="col">{t('panel')}</th>
            <th scope="col" class="text-end">
              {t('panelMarks')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <>
              <PanelRow {...props} row={row} />
              {row.panel.state === 'arbitration' && props.settle !== 'never' ? (
                <tr>
                  <td colspan={raters.length + 5} class="bg-light">
                    <SettleForm {...props} row={row} />
                  </td>
                </tr>
              ) : null}
            </>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const PanelRow: FC<PanelProps & { row: PracticalRow }> = ({ lang, row, raters, names }) => {
  const t = texts(lang, markingMessages)
  const { panel, sheets } = row
  return (
    <tr>
      <td>
        <div class="text-nowrap">{names.get(row.admissionNo)}</div>
        <div class="text-secondary small tabular">{row.admissionNo}</div>
      </td>
      {raters.map((rater) => {
        const sheet = sheets.find((one) => one.raterId === rater.userId)
        return (
          <td class="number-cell">
            {sheet?.marks ?? '—'}
            {sheet && sheet.vetoes.length > 0 ? (
              <div class="text-danger small">{sheet.vetoes.join(' ')}</div>
            ) : null}
          </td>
        )
      })}
      <td class="number-cell">{panel.spread ?? '—'}</td>
      <td>
        {panel.vetoes.map((veto) => (
          <span class="me-1" title={veto.text}>
            <Badge tone={veto.standing === 'holds' ? 'danger' : 'warning'}>
              {t('vetoVotes', { id: veto.id, votes: veto.votes })}
            </Badge>
          </span>
        ))}
      </td>
      <td>
        <Badge tone={tones[panel.state]}>{t(`panel.${panel.state}`)}</Badge>
        {panel.failed ? <div class="text-danger small">{t('failedByVeto')}</div> : null}
      </td>
      <td class="number-cell">
        <strong>{panel.marks ?? '—'}</strong>
      </td>
    </tr>
  )
}

const SettleForm: FC<PanelProps & { row: PracticalRow }> = ({ lang, batchId, row, settle, form }) => {
  const t = texts(lang, markingMessages)
  const kept = form.admissionNo === row.admissionNo ? form : {}
  const disputed = row.panel.vetoes.filter((veto) => veto.standing === 'disputed')
  if (settle === 'later') return <span class="text-secondary">{t('settleAfterClose')}</span>
  return (
    <details open={form.admissionNo === row.admissionNo}>
      <summary>
        <strong>{t('settle')}</strong>{' '}
        <span class="text-secondary">{t('settleHint', { limit: practicalSpreadLimit })}</span>
      </summary>
      <form method="post" action={`${batchPath(batchId, 'marking')}/decisions`} class="mt-2">
        <input type="hidden" name="admissionNo" value={row.admissionNo} />
        <div class="row">
          <div class="col-md-4">
            <Field
              id={`settle-${row.admissionNo}`}
              label={t('settleMarks', { n: row.panel.proposed ?? '—' })}
              name="marks"
              inputmode="decimal"
              value={kept.marks}
            />
          </div>
          <div class="col-md-8">
            <Reason lang={lang} form={kept} id={`settle-${row.admissionNo}`} />
          </div>
        </div>
        {disputed.map((veto) => (
          <label class="form-check">
            <input type="hidden" name="disputed" value={veto.id} />
            <input class="form-check-input" type="checkbox" name="holds" value={veto.id} />
            <span class="form-check-label">{t('vetoHolds', { id: veto.id, text: veto.text })}</span>
          </label>
        ))}
        <Submit tone="danger">{t('settle')}</Submit>
      </form>
    </details>
  )
}
