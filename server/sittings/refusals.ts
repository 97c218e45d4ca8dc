import { defineRefusals } from '../kernel/refusal.ts'

export const sittingRefusals = defineRefusals({
  'exam-not-open': [
    409,
    '考试尚未开放。请等候监考人员宣布开考。',
    'The exam is not open yet. Wait for the invigilator.',
  ],
  'exam-over': [409, '本场考试已经结束。', 'This exam is over.'],
  'late-entry-closed': [
    409,
    '开考 {minutes} 分钟后不得入场。请联系监考人员。',
    'Entry closed {minutes} minutes after the start. Speak to the invigilator.',
  ],
  'no-form': [
    409,
    '尚未为您安排试卷。请联系监考人员。',
    'No form has been set for you. Speak to the invigilator.',
  ],
  'sitting-not-started': [
    409,
    '您还没有开始考试。请先点击“开始考试”。',
    'You have not started the exam. Press "Start" first.',
  ],
  'sitting-closed': [
    409,
    '考试已结束，作答不再接收。以回执为准；如有疑问请联系监考人员。',
    'The sitting is closed and takes no more answers. The receipt counts; speak to the invigilator if in doubt.',
  ],
  'sitting-not-open': [
    409,
    '该考生不在考试中（状态：{state}）。',
    'This candidate is not sitting the exam (state: {state}).',
  ],
  'sitting-not-submitted': [409, '尚未交卷，没有回执。', 'Nothing has been handed in; there is no receipt.'],
  'stale-answer': [
    409,
    '另一个窗口或设备已保存了更新的作答。',
    'Another window or machine has saved a newer answer.',
  ],
  'unknown-exam-item': [404, '本试卷没有第 {number} 题。', 'This form has no item {number}.'],
  'invalid-response': [422, '作答无法接受：{zh}', 'The response cannot be taken: {en}'],
  'hand-in-too-early': [
    409,
    '开考 {minutes} 分钟后方可交卷，还需等待 {seconds} 秒。',
    'Handing in is possible {minutes} minutes after the start: {seconds} seconds to go.',
  ],
  'reason-missing': [422, '请写明原因。', 'State the reason.'],
  'batch-not-begun': [
    409,
    '考试还没有开始，不能结束。如需改期，请在“概况”中修改计划。',
    'The exam has not begun and cannot be ended. To postpone it, change the batch on its overview.',
  ],
  'sittings-still-open': [
    409,
    '还有 {count} 名考生正在作答，不能结束本计划。',
    '{count} candidates are still writing; the batch cannot be closed yet.',
  ],
})
