/*
 * A weight table: a row a function, a column a level, "—" where the level has no
 * such function. The number of a function means something else at every level;
 * rows are therefore joined by name.
 */
import type { FC } from 'hono/jsx'
import type { Standard, WeightColumn } from '../../../bank-schemas/index.ts'
import { texts } from '../messages/define-messages.ts'
import { standardMessages } from '../messages/standards.ts'
import { shortLevel } from '../messages/words.ts'
import { byRank, type StandardView } from './view.ts'

export const WeightTable: FC<StandardView & { columns: readonly WeightColumn[] }> = ({
  lang,
  standard,
  columns,
}) => {
  const t = texts(lang, standardMessages)
  const ranked = byRank(columns)
  const fixed = { ethics: t('ethics'), basics: t('knowledge') }
  const rows = weightRows(standard, ranked, fixed)
  const sum = (column: WeightColumn) => column.rows.reduce((total, row) => total + row.weight, 0)
  return (
    <div class="table-responsive">
      <table class="table table-bordered doc-table mb-0">
        <thead>
          <tr>
            <th scope="col" colspan={2}>
              {t('item')}
            </th>
            {ranked.map(({ level }) => (
              <th scope="col" class="text-center text-nowrap">
                {shortLevel(level, lang)} (%)
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ group, span, name, weights }) => (
            <tr>
              {span > 0 ? (
                <th scope="rowgroup" rowspan={span} class="weight-group">
                  {t(group)}
                </th>
              ) : null}
              <th scope="row" class="fw-normal weight-name">
                {name}
              </th>
              {weights.map((weight) => (
                <td class="text-center">{weight ?? '—'}</td>
              ))}
            </tr>
          ))}
          <tr class="total-row">
            <th scope="row" colspan={2}>
              {t('total')}
            </th>
            {ranked.map((column) => (
              <td class="text-center">{sum(column)}</td>
            ))}
          </tr>
        </tbody>
      </table>
    </div>
  )
}

interface Row {
  readonly group: 'basics' | 'related' | 'skills'
  /** Rows of the group when this is its first, else 0. */
  readonly span: number
  readonly name: string
  readonly weights: readonly (number | undefined)[]
}

function weightRows(
  standard: Standard,
  columns: readonly WeightColumn[],
  fixed: Readonly<Record<'ethics' | 'basics', string>>,
): Row[] {
  const nameOf = (level: number, row: string): string =>
    row === 'ethics' || row === 'basics'
      ? fixed[row]
      : (standard.work.find((work) => work.level === level)?.functions.find((one) => one.number === row)
          ?.name ?? row)
  const isTheory = columns.some((column) => column.rows.some(({ row }) => row === 'ethics'))
  const names = new Map<string, Row['group']>()
  for (const column of columns)
    for (const { row } of column.rows)
      names.set(
        nameOf(column.level, row),
        row === 'ethics' || row === 'basics' ? 'basics' : isTheory ? 'related' : 'skills',
      )
  const entries = [...names]
  return entries.map(([name, group], place) => ({
    group,
    span: place > 0 && entries[place - 1]![1] === group ? 0 : entries.filter(([, of]) => of === group).length,
    name,
    weights: columns.map(
      (column) => column.rows.find(({ row }) => nameOf(column.level, row) === name)?.weight,
    ),
  }))
}
