/* Says in words that a study is not where a step needs it. */
import { Refusal } from '../../kernel/refusal.ts'
import type { Study, StudyState } from './model.ts'
import { cutScoreRefusals } from './refusals.ts'

const names: Readonly<Record<StudyState, { readonly zh: string; readonly en: string }>> = {
  draft: { zh: '准备中', en: 'preparing' },
  round: { zh: '评委判断中', en: 'round open' },
  between: { zh: '本轮已结束', en: 'round closed' },
  signing: { zh: '待签字', en: 'to be signed' },
  final: { zh: '已定稿', en: 'final' },
}

export const wrongState = ({ state }: Pick<Study, 'state'>): Refusal =>
  new Refusal(cutScoreRefusals['cut-score-wrong-state'], { ...names[state], state })
