import type { Issue } from '../issue.ts'
import { checkModel } from '../item-models/check-model.ts'
import type { ItemModel } from '../types/documents.ts'
import type { BankContext, Finding, LintRule } from './bank-context.ts'

export const modelSound: LintRule = {
  name: 'lint/model-sound',
  severity: 'error',
  summary: { zh: '参数化试题模型能生成有效的试题', en: 'an item model yields valid items' },
  check: (context) => findingsOf(context, 'error'),
}

export const modelVariety: LintRule = {
  name: 'lint/model-variety',
  severity: 'warning',
  summary: {
    zh: '参数化试题模型数据有变化、约束合理、取舍位数足够',
    en: 'an item model varies, meets its constraints often enough and is not rounded too coarsely',
  },
  check: (context) => findingsOf(context, 'warning'),
}

function* findingsOf({ levels }: BankContext, severity: Issue['severity']): Generator<Finding> {
  for (const model of levels.flatMap(({ models }) => models)) {
    for (const issue of issuesOf(model)) {
      if (issue.severity !== severity) continue
      const at = issue.pointer.split('/').slice(1)
      yield { document: model, at, zh: issue.message.zh, en: issue.message.en }
    }
  }
}

/** Two rules ask; 200 instances are drawn once. */
const checked = new WeakMap<ItemModel, Issue[]>()

function issuesOf(model: ItemModel): Issue[] {
  const issues = checked.get(model) ?? checkModel(model)
  checked.set(model, issues)
  return issues
}
