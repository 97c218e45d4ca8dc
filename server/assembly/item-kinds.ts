/* What the kinds of items are called on a paper. */
import type { Sentence } from './model.ts'

interface KindWords {
  /** Short, as item writers say it: 单选. */
  readonly short: Sentence
  /** As printed above a section: 单项选择题. */
  readonly title: string
  readonly instructions: string
}

const words = (zh: string, en: string, title: string, instructions: string): KindWords => ({
  short: { zh, en },
  title,
  instructions,
})

export const itemKinds: Readonly<Record<string, KindWords>> = {
  'single-choice': words('单选', 'single-choice', '单项选择题', '每题只有一个正确选项。'),
  'multiple-response': words('多选', 'multiple-response', '多项选择题', '每题有两个或两个以上正确选项。'),
  'true-false': words('判断', 'true-false', '判断题', '正确的选“√”，错误的选“×”。'),
  'fill-in': words('填空', 'fill-in', '填空题', '将正确答案填入空格。'),
  numeric: words('计算', 'numeric', '计算题', '填写计算结果。'),
  matching: words('匹配', 'matching', '匹配题', '为左列每一项选择右列对应的一项。'),
  ordering: words('排序', 'ordering', '排序题', '按正确的先后顺序排列。'),
  hotspot: words('识图', 'hotspot', '识图题', '在图上点出所要求的位置。'),
  'short-answer': words('简答', 'short-answer', '简答题', '简要作答。'),
  essay: words('论述', 'essay', '论述题', '按要求论述。'),
  case: words('案例', 'case', '案例题', '阅读材料，回答各小题。'),
}

export const shortName = (kind: string): Sentence => itemKinds[kind]?.short ?? { zh: kind, en: kind }
