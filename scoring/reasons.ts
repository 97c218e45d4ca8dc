/*
 * Why a mark is what it is, as a code for programs and a sentence in Chinese and
 * English for people. No reason spells out a key: whether keys are shown is for
 * the exam to decide, and reasons are stored with results.
 */
export interface Reason {
  readonly code: ReasonCode
  readonly params: Readonly<Record<string, string | number>>
  readonly zh: string
  readonly en: string
}

/** Code to its sentences; {name} is replaced by the parameter of that name. */
const sentences = {
  'no-response': ['未作答，得 0 分。', 'Not answered: no credit.'],
  'malformed-response': [
    '作答数据与题型 {kind} 不符（{phrase}），得 0 分。',
    'The response does not fit kind {kind} ({phrase}): no credit.',
  ],
  correct: ['回答正确。', 'Right.'],
  incorrect: ['回答错误。', 'Wrong.'],
  rule: ['计分规则 {policy}：{phrase}。', 'Scoring rule {policy}: {phrase}.'],
  ticks: [
    '应选 {keys} 项，选对 {right} 项，错选 {wrong} 项，漏选 {missed} 项。',
    'Options to tick: {keys}; ticked rightly {right}, ticked wrongly {wrong}, missed {missed}.',
  ],
  blanks: [
    '共 {total} 空，填对 {right} 空，未填 {empty} 空。',
    'Blanks: {total}; right {right}, empty {empty}.',
  ],
  pairs: [
    '共 {total} 对，配对正确 {right} 对，错误 {wrong} 对，未配 {empty} 对。',
    'Pairs: {total}; right {right}, wrong {wrong}, left open {empty}.',
  ],
  order: [
    '共 {total} 个要素，排出 {placed} 个，其中 {inPlace} 个位置正确，{pairsRight} / {pairsTotal} 对先后关系正确。',
    'Elements: {total}; placed {placed}, in their own place {inPlace}, pairs in the right order {pairsRight} of {pairsTotal}.',
  ],
  regions: [
    '共 {total} 处，标中 {hit} 处，标错 {missed} 处。',
    'Regions: {total}; marked rightly {hit}, marks outside {missed}.',
  ],
  'too-many-marks': [
    '最多可标 {allowed} 处，实际标了 {set} 处，得 0 分。',
    'Marks set: {set}, allowed: {allowed}: no credit.',
  ],
  'unreadable-number': ['“{text}”不能读作数，得 0 分。', '“{text}” cannot be read as a number: no credit.'],
  'ambiguous-number': [
    '“{text}”既可读作 {first}，也可读作 {second}，无法判定，得 0 分。',
    '“{text}” may be read as {first} or as {second}: no credit.',
  ],
  'unit-missing': ['缺少单位，得 0 分。', 'The unit is missing: no credit.'],
  'unit-unknown': ['不认识单位“{unit}”，得 0 分。', 'Unknown unit “{unit}”: no credit.'],
  'unit-incompatible': [
    '单位“{unit}”与要求的单位不是同一种量，得 0 分。',
    'Unit “{unit}” does not measure the quantity asked for: no credit.',
  ],
  'unit-unexpected': [
    '本题不带单位，写了“{unit}”，得 0 分。',
    'No unit is expected, “{unit}” was written: no credit.',
  ],
  'unit-ambiguous': [
    '单位“{unit}”有多种读法，无法判定，得 0 分。',
    'Unit “{unit}” has several readings: no credit.',
  ],
  'unit-converted': ['已由 {from} 换算为 {to}。', 'Converted from {from} to {to}.'],
  'within-tolerance': ['读作 {value}，在允许误差之内。', 'Read as {value}: within tolerance.'],
  'outside-tolerance': ['读作 {value}，超出允许误差。', 'Read as {value}: outside tolerance.'],
  'ruling-full-marks': [
    '本题经裁定全体考生得满分。',
    'By a ruling every candidate has full marks for this item.',
  ],
  'ruling-also-accept': ['经裁定，此答案也算正确。', 'By a ruling this answer counts as right too.'],
  'needs-rater': ['待评分员评阅。', 'Waits for a rater.'],
  'case-sum': [
    '案例各小题按分值合计：{earned} / {full}。',
    'Sub-items of the case added up by their marks: {earned} of {full}.',
  ],
  'sheet-fault': [
    '{rater} 的评分记录表有误：{phrase}（{where}）。',
    'Fault on the mark sheet of {rater}: {phrase} ({where}).',
  ],
  deduction: [
    '{line} {element}：{text}，{count} 次，每次扣 {each} 分，扣 {lost} 分。',
    'Line {line} {element}: {text}, {count} times {each} marks, {lost} off.',
  ],
  'deduction-capped': [
    '{line} {element}：{text}，记 {count} 次，最多按 {times} 次扣。',
    'Line {line} {element}: {text}, noted {count} times, counted {times} at most.',
  ],
  'line-floored': [
    '{line} {element}：应扣 {deducted} 分，超过配分 {fullMarks} 分，该项记 0 分。',
    'Line {line} {element}: {deducted} to come off {fullMarks}; the line falls to 0, not below.',
  ],
  'sheet-total': ['{rater} 评 {total} 分，满分 {fullMarks} 分。', '{rater}: {total} of {fullMarks} marks.'],
  'too-few-raters': [
    '已交 {raters} 份评分表，至少需要 {needed} 份。',
    'Sheets: {raters}; at least {needed} needed.',
  ],
  'even-panel': ['评分员 {raters} 人，应为奇数。', 'Raters: {raters}; the number must be odd.'],
  'repeated-rater': ['评分员 {rater} 交了不止一份。', 'Rater {rater} is there more than once.'],
  'panel-mark': ['{phrase}：{marks}。', '{phrase}: {marks}.'],
  'too-few-to-trim': [
    '评分员不足 5 人，不去掉最高分和最低分。',
    'Fewer than five raters: highest and lowest are kept.',
  ],
  spread: ['评分员之间最大相差 {spread}。', 'Largest difference between raters: {spread}.'],
  'spread-exceeded': [
    '评分员之间最大相差 {spread}，超过 {limit}，需仲裁。',
    'Largest difference between raters {spread} exceeds {limit}: arbitration.',
  ],
  'veto-applied': [
    '否定项 {veto}“{text}”成立（{votes} / {raters} 人勾选）：{phrase}。',
    'Veto {veto} “{text}” holds ({votes} of {raters} raters): {phrase}.',
  ],
  'veto-disputed': [
    '否定项 {veto}“{text}”有 {votes} / {raters} 人勾选，未过半数，需仲裁。',
    'Veto {veto} “{text}” ticked by {votes} of {raters} raters, no majority: arbitration.',
  ],
  'veto-dismissed': ['否定项 {veto}“{text}”经仲裁不成立。', 'Veto {veto} “{text}” dismissed in arbitration.'],
  arbitrated: ['{by} 仲裁：{marks}。', 'Arbitrated by {by}: {marks}.'],
  'task-weight': ['{task}：{marks} 分，占 {weight}。', '{task}: {marks} marks, weight {weight}.'],
  'point-earned': ['要点 {point} 得分（{fraction}）。', 'Scoring point {point} earned ({fraction}).'],
  'rater-gave': ['{rater} 评 {fraction}。', '{rater} gave {fraction}.'],
  'rating-fault': ['{rater} 的评分有误：{phrase}。', 'Fault in the rating of {rater}: {phrase}.'],
  'part-passed': [
    '{name}：{marks} 分，达到合格线 {passMark} 分。',
    '{part}: {marks} marks, pass mark {passMark} reached.',
  ],
  'part-not-passed': [
    '{name}：{marks} 分，未达到合格线 {passMark} 分。',
    '{part}: {marks} marks, pass mark {passMark} not reached.',
  ],
  'part-vetoed': ['{name}：否定项成立，该部分不合格。', '{part}: a veto holds, the part is failed.'],
  'part-absent': ['{name}：缺考。', '{part}: absent.'],
  'part-violation': ['{name}：违纪，成绩无效。', '{part}: violation, no result.'],
  'part-pending': ['{name}：待评。', '{part}: not marked yet.'],
  'part-out-of-range': [
    '{name}：{marks} 分不在 0 至 {fullMarks} 之间，不予认定。',
    '{part}: {marks} is not between 0 and {fullMarks}; not accepted.',
  ],
  'part-not-asked': [
    '{name}不在本标准本等级的考核项目之内，不计。',
    '{part} is not assessed at this level by this standard: left out.',
  ],
  'level-reached': [
    '{level} 级各部分均合格，达到该等级。',
    'All parts of level {level} passed: the level is reached.',
  ],
  'level-not-reached': [
    '{level} 级有部分未合格，未达到该等级。',
    'Not all parts of level {level} passed: the level is not reached.',
  ],
  'level-pending': ['{level} 级尚有部分待评。', 'Parts of level {level} are not marked yet.'],
} as const satisfies Record<string, readonly [zh: string, en: string]>

export type ReasonCode = keyof typeof sentences
export const reasonCodes = Object.keys(sentences) as readonly ReasonCode[]

/** Words that differ between the languages and are no parameter: {phrase} in a sentence. */
export interface Phrase {
  readonly zh: string
  readonly en: string
}

/**
 * A reason in both languages. `params` fill the sentences and are kept for programs. They may quote what a candidate
 * typed, and are stored and hashed: control characters and broken surrogates, which databases and canonical JSON
 * refuse, become U+FFFD here, and a number that is none becomes its name.
 */
export function reason(code: ReasonCode, params: Reason['params'] = {}, phrase?: Phrase): Reason {
  const [zh, en] = sentences[code]
  const kept = Object.fromEntries(Object.entries(params).map(([name, value]) => [name, storable(value)]))
  return { code, params: kept, zh: fill(zh, kept, phrase?.zh), en: fill(en, kept, phrase?.en) }
}

function storable(value: string | number): string | number {
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value)
  return value.toWellFormed().replace(/\p{Cc}/gu, '\ufffd')
}

const fill = (sentence: string, params: Reason['params'], phrase: string | undefined): string =>
  sentence.replace(/\{(\w+)\}/g, (hole, name: string) =>
    String((name === 'phrase' ? phrase : params[name]) ?? hole),
  )
