/* Candidates with score and judgement as people have them: CSV, or cells pasted from a spreadsheet. */
import type { ObservationRow } from '../../analytics/cut-scores/enter-observations.ts'
import type { Method } from '../../analytics/cut-scores/model.ts'
import { recordsOf } from '../batches/candidate-file.ts'
import { invalid } from '../components/form-answer.ts'

/** With a byte order mark, so that spreadsheets take it for UTF-8. */
export const observationTemplate = (method: Method): string =>
  `\uFEFF考生编号,成绩,${method === 'contrasting-groups' ? '分组' : '总体评定'}\r\n`

export interface ObservationFile {
  readonly rows: readonly ObservationRow[]
  /** Line of the list where each row stands, from 1. */
  readonly lines: readonly number[]
}

const isHeading = (cells: readonly string[] | undefined): boolean =>
  /^(考生|准考证|编号|candidate)/i.test(cells?.[0] ?? '') && !/\d/.test(cells?.[1] ?? '')

/** Refuses: invalid-input. */
export function readObservationFile(list: string): ObservationFile {
  const records = linesOf(list)
  const body = isHeading(records[0]?.cells) ? records.slice(1) : records
  return {
    rows: body.map(({ cells: [candidate = '', score = '', rating = ''] }) => ({ candidate, score, rating })),
    lines: body.map(({ line }) => line),
  }
}

function linesOf(list: string): ReturnType<typeof recordsOf> {
  try {
    return recordsOf(list)
  } catch {
    throw invalid('数据不是可读的 CSV，请检查引号', 'the lines are no readable CSV: check the quotes')
  }
}
