/* 评分记录表 as a form: how often each fault was seen, and the vetoes. The sum is shown by a small script and counted by the server. */
import type { FC } from 'hono/jsx'
import type { PracticalTask, SheetLine } from '../../../bank-schemas/index.ts'
import type { Language } from '../../api/door.ts'
import { Alert, Card, TextArea } from '../components/parts.tsx'
import { deductionText } from '../components/task-sheets.tsx'
import { texts } from '../messages/define-messages.ts'
import { markingMessages } from '../messages/marking.ts'

export interface SheetValues {
  /** Field d/<line>/<deduction> to what was typed. */
  readonly counts: Readonly<Record<string, string>>
  readonly vetoes: readonly string[]
  readonly comment?: string
}

interface SheetFormProps {
  readonly lang: Language
  readonly task: PracticalTask
  readonly action: string
  readonly values: SheetValues
  readonly disabled: boolean
}

export const SheetForm: FC<SheetFormProps> = ({ lang, task, action, values, disabled }) => {
  const t = texts(lang, markingMessages)
  const { sheet } = task
  return (
    <form method="post" action={action} data-sheet={sheet.fullMarks}>
      <fieldset disabled={disabled}>
        {sheet.sections.map((section) => (
          <Card flush title={section.name}>
            <div class="table-responsive">
              <table class="table card-table doc-table sheet-table">
                <thead>
                  <tr>
                    <th scope="col">{t('line')}</th>
                    <th scope="col" class="text-end">
                      {t('marks')}
                    </th>
                    <th scope="col">{t('deductions')}</th>
                    <th scope="col" class="text-end text-nowrap">
                      {t('lineScore')}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {section.lines.map((line) => (
                    <Line lang={lang} line={line} values={values} />
                  ))}
                </tbody>
              </table>
            </div>
          </Card>
        ))}
        <Card title={<span class="text-danger">{t('vetoes')}</span>}>
          <Alert tone="warning">{t('vetoWarning')}</Alert>
          {sheet.vetoes.map((veto) => (
            <label class="form-check mb-2">
              <input
                class="form-check-input"
                type="checkbox"
                name="veto"
                value={veto.id}
                checked={values.vetoes.includes(veto.id)}
              />
              <span class="form-check-label">
                <strong>{veto.id}</strong> {veto.text}{' '}
                <span class="text-danger">（{t(`effect.${veto.effect}`)}）</span>
              </span>
            </label>
          ))}
          <TextArea label={t('remark')} name="comment" rows={2} value={values.comment} />
        </Card>
      </fieldset>
      <div class="sheet-total card">
        <span>
          {t('total')} <output data-total>{totalOf(task, values)}</output> / {sheet.fullMarks}
        </span>
        <strong class="text-danger" data-veto hidden={values.vetoes.length === 0}>
          {t('vetoTicked')}
        </strong>
        <button type="submit" class="btn btn-primary ms-auto" disabled={disabled}>
          {t('saveSheet')}
        </button>
      </div>
    </form>
  )
}

const Line: FC<{ lang: Language; line: SheetLine; values: SheetValues }> = ({ lang, line, values }) => {
  const t = texts(lang, markingMessages)
  return (
    <tr data-line={line.marks}>
      <td class="wide-cell">
        <div class="fw-medium">
          {line.id} {line.element}
        </div>
        <div class="text-secondary">{line.requirement}</div>
      </td>
      <td class="number-cell" data-label={t('marks')}>
        {line.marks}
      </td>
      <td>
        {line.deductions.map((deduction) => {
          const name = `d/${line.id}/${deduction.id}`
          return (
            <div class="deduction-row">
              <label for={name}>{deductionText(lang, deduction)}</label>
              <input
                class="form-control form-control-sm"
                id={name}
                name={name}
                type="number"
                inputmode="numeric"
                min={0}
                max={deduction.times}
                step={1}
                value={values.counts[name] ?? ''}
                data-each={deduction.each}
                data-times={deduction.times}
              />
              <span class="text-secondary text-nowrap small">{t('times', { n: deduction.times })}</span>
            </div>
          )
        })}
      </td>
      <td class="number-cell fw-medium" data-label={t('lineScore')} data-score>
        {scoreOf(line, values)}
      </td>
    </tr>
  )
}

/** Only for show: what counts is scoreSheet of scoring/, when the sheet is saved. */
function scoreOf(line: SheetLine, values: SheetValues): number {
  const lost = line.deductions.reduce((sum, { id, each, times }) => {
    const count = Number(values.counts[`d/${line.id}/${id}`] ?? 0)
    return sum + each * Math.min(Number.isFinite(count) ? count : 0, times)
  }, 0)
  return Math.round(Math.max(0, line.marks - lost) * 100) / 100
}

const totalOf = ({ sheet }: PracticalTask, values: SheetValues): number =>
  Math.round(
    sheet.sections.flatMap((section) => section.lines).reduce((sum, line) => sum + scoreOf(line, values), 0) *
      100,
  ) / 100
