/** Why standard setting says no. */
import { defineRefusals } from '../../kernel/refusal.ts'

export const cutScoreRefusals = defineRefusals({
  'cut-score-title-missing': [
    422,
    '请填写论证项目名称（1–100 字）。',
    'Give the study a title of 1–100 characters.',
  ],
  'cut-score-description-missing': [
    422,
    '请先写明最低合格者的描述（20–4000 字）：评委判断时共同依据的就是它。',
    'Describe the minimally competent candidate first (20–4000 characters): it is what the judges judge by.',
  ],
  'cut-score-judges-too-few': [
    422,
    '评委不能少于 {fewest} 名，现为 {n} 名。通常为 10 名以上。',
    'At least {fewest} judges are needed, there are {n}. Customary are 10 and more.',
  ],
  'cut-score-judge-unknown': [
    422,
    '“{judge}”不能担任评委：须为本机构或平台的工作人员，且不是审计员。',
    '"{judge}" cannot be a judge: judges are staff of the organisation or the platform, and no auditors.',
  ],
  'cut-score-wrong-state': [
    409,
    '论证项目目前是“{zh}”，不能进行这一步。请刷新页面。',
    'The study is in state "{en}"; this step is not possible now. Reload the page.',
  ],
  'cut-score-not-judged': [
    409,
    '这种方法不分轮判断：请录入考生的成绩与评定。',
    'This method has no rounds: enter candidates with their scores and judgements.',
  ],
  'cut-score-no-observations': [
    409,
    '这种方法由评委判断，不录入考生成绩。',
    'In this method the judges judge; no candidates are entered.',
  ],
  'cut-score-rounds-used-up': [409, '最多 {most} 轮。', 'There are at most {most} rounds.'],
  'cut-score-round-incomplete': [
    409,
    '以下评委尚未完成本轮：{judges}。请等待其完成，或写明理由将其退出论证。',
    'These judges have not finished the round: {judges}. Wait for them, or exclude them with a reason.',
  ],
  'cut-score-estimates-invalid': [422, '有填写不正确之处：{zh}', 'Something entered is not right: {en}'],
  'cut-score-rows-invalid': [
    422,
    '{count} 处有误，全部未录入。第一处：第 {row} 行，{zh}。',
    'There are {count} faults and nothing was taken. The first: row {row}, {en}.',
  ],
  'cut-score-not-computable': [409, '还不能得出合格线：{zh}', 'There is no cut yet: {en}'],
  'cut-score-reason-missing': [422, '请写明理由（1–500 字）。', 'Give the reason (1–500 characters).'],
  'cut-score-judge-left': [409, '{judge} 已退出本次论证。', '{judge} has been excluded from this study.'],
  'cut-score-answered': [409, '{judge} 已经答复过这份记录。', '{judge} has answered this record already.'],
  'cut-score-record-changed': [
    409,
    '记录与您所见的不一致，不能签字。请重新打开记录核对；若仍如此，请联系管理员查验审计日志。',
    'The record is not the one you saw and cannot be signed. Open it again; if it stays so, have the audit trail checked.',
  ],
})
