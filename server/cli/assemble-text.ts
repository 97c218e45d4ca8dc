/* What assemble prints for a person: Chinese, one line a requirement. */
import type { Forecast } from '../assembly/forecast.ts'
import type { AssemblyReport, Check, Reason } from '../assembly/model.ts'

const families: Readonly<Record<Check['family'], string>> = {
  section: '题型',
  scope: '二级范围',
  subscope: '三级范围',
  point: '鉴定点',
  importance: '重要程度',
  facility: '难度',
  key: '答案分布',
  enemies: '互斥',
  secrecy: '密级',
  overlap: '重复',
}

const units: Readonly<Record<Check['unit'], string>> = { items: '题', marks: '分', points: '点', share: '' }

export function reportText(
  title: string,
  ids: readonly string[],
  { checks, certificate, supply }: AssemblyReport,
): string {
  const rows = checks.map((check) => [
    families[check.family],
    check.name.zh,
    askedText(check),
    check.got.join(' / ') + units[check.unit],
    check.met ? '✓' : check.required ? '✗ 违反' : '△ 未达期望',
  ])
  const head = ['类别', '要求', '应为', '各卷实为', '结论']
  const { bound, cost, gap, violations, largestDifference, method } = certificate
  return [
    title,
    ...ids.map((id, index) => `  第 ${index + 1} 卷 ${id}`),
    `可用 ${supply.eligible} 题（共 ${supply.items} 题）`,
    '',
    table([head, ...rows]),
    '',
    `证书：违反 ${violations.length} 项；代价 ${cost}，理论下界 ${bound}，差距 ${gap}；各卷难度系数最大相差 ${largestDifference}；方法 ${method === 'all-at-once' ? '各卷同时求解' : '逐卷求解（带影子卷）'}`,
  ].join('\n')
}

function askedText({ asked: { min, max, target }, unit }: Check): string {
  const aim = target === undefined ? '' : `目标 ${target}，`
  const range =
    min === max
      ? `${min}`
      : min === undefined
        ? `≤ ${max}`
        : max === undefined
          ? `≥ ${min}`
          : `${trim(min)}–${trim(max)}`
  return (min === max ? '' : aim) + range + units[unit]
}

const trim = (value: number): number => Math.round(value * 1e4) / 1e4

export function reasonsText(reasons: readonly Reason[]): string {
  return [
    '不能组卷：',
    ...reasons.flatMap((reason) => [`  ✗ ${reason.zh}`, ...(reason.mend ? [`    → ${reason.mend.zh}`] : [])]),
  ].join('\n')
}

export function forecastText({ furtherForms, runsDry, thinPoints }: Forecast): string {
  const thin = thinPoints.slice(0, 10).map(({ point, unused }) => `${point}（${unused}）`)
  return [
    '',
    `余量：至多还能组 ${furtherForms} 套互不重复的试卷`,
    `最缺题的鉴定点（未用题数）：${thin.join('、')}`,
    ...(runsDry.length > 0
      ? ['再多一套还缺：', ...runsDry.map(({ zh, mend }) => `  ${zh}${mend ? `；${mend.zh}` : ''}`)]
      : []),
  ].join('\n')
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => widthOf(row[column]!))))
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell + ' '.repeat(widths[column]! - widthOf(cell)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/** Columns on a terminal: Chinese characters and full-width marks take two. */
const widthOf = (text: string): number =>
  [...text].reduce((sum, char) => sum + (/[\u2E80-\uFFEF]/.test(char) ? 2 : 1), 0)
