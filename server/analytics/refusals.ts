/** Why analytics says no. */
import { defineRefusals } from '../kernel/refusal.ts'

export const analyticsRefusals = defineRefusals({
  'finding-note-missing': [
    422,
    '请写明核查了什么、结果如何。',
    'Write what was checked and what came of it.',
  ],
})
