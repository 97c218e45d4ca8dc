/** Why practice says no. */
import { defineRefusals } from '../kernel/refusal.ts'

export const practiceRefusals = defineRefusals({
  'too-few-open-items': [
    409,
    '该题库这一等级只有 {items} 道可自测的公开题，至少需要 {needed} 道。请选择其他题库或等级。',
    'This level has only {items} open items to practise on; {needed} are needed. Choose another bank or level.',
  ],
  'not-the-current-item': [
    409,
    '这不是当前要答的题。请刷新页面，继续回答当前题目。',
    'This is not the item to be answered now. Reload, and answer the current one.',
  ],
  'self-assessment-ended': [
    409,
    '本次自测已经结束，不能再作答。可以查看报告，或重新开始一次。',
    'This self-assessment has ended. See its report, or start another.',
  ],
  'nothing-answered': [
    409,
    '还没有回答任何题目，没有可以报告的内容。',
    'Nothing was answered yet: there is nothing to report.',
  ],
  'response-unreadable': [
    422,
    '这个回答无法判分：{zh}请改正后再提交。',
    'The answer cannot be scored: {en} Mend it and send it again.',
  ],
})
