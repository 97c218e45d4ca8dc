/** Why the banks feature says no. */
import { defineRefusals } from '../kernel/refusal.ts'

export const bankRefusals = defineRefusals({
  'review-settled': [
    409,
    '这条复核任务已有结论（{verdict}），不能再改。',
    'This review task is settled ({verdict}) and cannot be changed.',
  ],
  'review-reason-missing': [
    422,
    '请选择结论（保留、修改、停用）并写明理由。',
    'Choose a verdict (keep, revise, withdraw) and give the reason.',
  ],
})
