/** Why the marking feature says no. */
import { defineRefusals } from '../kernel/refusal.ts'

export const markingRefusals = defineRefusals({
  'not-on-panel': [403, '您不是本计划指定的{role}，不能评分。', 'You are not named as {role} of this batch.'],
  'already-rated': [
    409,
    '您已评过这份答卷，不能再评；两名考评员相差较大时由第三名裁定。',
    'You have rated this answer already; where two raters lie apart a third decides.',
  ],
  'rating-not-open': [409, '这份答卷已经评完。', 'The rating of this answer is done.'],
  'rating-points-invalid': [
    422,
    '评分要点有 {expected} 条，收到 {got} 条。',
    'There are {expected} scoring points; {got} were sent.',
  ],
  'sheet-invalid': [422, '评分记录表有误：{zh}', 'The deduction sheet is not valid: {en}'],
  'candidate-absent': [
    409,
    '考生该部分的状态为“{state}”，不能录入成绩；请先撤销该状态。',
    'The candidate is {state} in this part; clear that state before entering marks.',
  ],
  'review-not-in-standard': [409, '本等级没有综合评审。', 'This level has no review part.'],
  'marks-out-of-range': [
    422,
    '分数应在 0–{full} 之间，收到 {got}。',
    'Marks must lie between 0 and {full}; got {got}.',
  ],
  'results-pending': [
    409,
    '还有 {count} 名考生的成绩未定，不能发布：{first}',
    '{count} candidates have no final marks yet; nothing was published: {first}',
  ],
  'results-outdated': [
    409,
    '{count} 名考生的成绩在计算之后有改动，请重新计算后再公示：{first}',
    'The marks of {count} candidates have changed since the results were computed; compute them again: {first}',
  ],
  'ruling-invalid': [
    422,
    '裁定与试题 {item} 不符：只有单选、多选、判断题可以追加答案，答案须是题中的选项。',
    'The ruling does not fit item {item}: further keys are for single choice, multiple response and true or false, and must name its options.',
  ],
  'ruling-published': [
    409,
    '成绩已经公示，裁定只能给分，不能收回。',
    'The results are published: a ruling can give marks, not take them back.',
  ],
  'nothing-to-revise': [
    409,
    '没有考生的成绩因此改变。若刚作出裁定，请等阅卷完成后再试。',
    'No result has changed. Right after a ruling, wait until marking is done and try again.',
  ],
  'revision-lowers': [
    409,
    '更正会降低考生 {first} 等 {count} 人的成绩；已公示的成绩只能更正得更高，降低须撤销证书并另行处理。',
    'The revision would lower the marks of {count} candidates ({first}); published results may only rise.',
  ],
  'marking-reason-missing': [
    422,
    '须写明原因（至少 2 个字）。',
    'A reason of at least 2 characters is needed.',
  ],
  'part-has-marks': [
    409,
    '考生该部分已有成绩或作答，不能登记为缺考；如属违纪请登记违纪。',
    'The candidate has answers or marks in this part and cannot be absent; record a violation if it was one.',
  ],
})
