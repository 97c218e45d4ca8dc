/** Why the batches feature says no. */
import { defineRefusals } from '../kernel/refusal.ts'

export const batchRefusals = defineRefusals({
  'batch-window-invalid': [
    422,
    '考试窗口无效：开始 {opensAt}，结束 {closesAt}；结束须晚于开始至少 {minutes} 分钟。',
    'The window is not valid: it opens {opensAt} and closes {closesAt}; it must be at least {minutes} minutes long.',
  ],
  'batch-minutes-too-short': [
    422,
    '理论考试时间 {minutes} 分钟少于规范要求的 {required} 分钟。',
    'The theory part lasts {minutes} minutes; the standard asks for at least {required}.',
  ],
  'batch-early-leave': [
    422,
    '开考 {earlyLeaveMinutes} 分钟后才可交卷，超过了考试时间 {minutes} 分钟。',
    'Handing in is allowed after {earlyLeaveMinutes} minutes, but the exam lasts {minutes}.',
  ],
  'batch-level-unknown': [
    422,
    '规范 {standard} 没有 {level} 级。',
    'The standard {standard} has no level {level}.',
  ],
  'batch-form-mismatch': [
    422,
    '试卷 {form} 属于 {actual}，本计划需要 {expected}。',
    'Form {form} belongs to {actual}; this batch needs {expected}.',
  ],
  'batch-task-mismatch': [
    422,
    '操作技能试题 {task} 不属于本计划的题库或等级。',
    'The practical task {task} does not belong to the bank and level of this batch.',
  ],
  'admission-rows-invalid': [
    422,
    '考生名单有 {count} 行有误，未导入任何一行。第一处：{first}',
    'There are errors in {count} rows of the candidate list; nothing was imported. First: {first}',
  ],
  'batch-begun': [
    409,
    '考试窗口已经开始，不能再改计划或删除考生。',
    'The window has begun: the batch and its list can no longer be changed.',
  ],
  'batch-confirmed': [
    409,
    '计划已确认：可以改名称、时间窗口和入场规则，考试时长和操作技能试题不能再改。',
    'The batch is confirmed: title, window and entry rules may change, the length of the exam and the practical task may not.',
  ],
  'candidate-not-listed': [
    404,
    '本计划没有准考证号为 {admission} 的考生。',
    'There is no candidate {admission} in this batch.',
  ],
  'removal-reason-missing': [
    422,
    '请写明移除考生的原因（至少 2 个字）。',
    'Give the reason of the removal (at least 2 characters).',
  ],
  'batch-not-complete': [409, '还不能确认计划：{missing}', 'The batch cannot be confirmed yet: {missing}'],
})
