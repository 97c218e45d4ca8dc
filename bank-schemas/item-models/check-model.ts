/*
 * Says what is wrong with an item model, by reading it and by drawing from it.
 */
import { checkRich } from '../check-rich.ts'
import { type Issue, pointer } from '../issue.ts'
import type { Item, ItemModel } from '../types/documents.ts'
import { validateDocument } from '../validate.ts'
import { type DrawnValues, drawValues } from './draw-values.ts'
import { Draws } from './draws.ts'
import { instantiateModel } from './instantiate-model.ts'
import { ModelError } from './model-error.ts'
import { brokenPlaceholders, namesIn } from './placeholders.ts'
import { readModel } from './read-model.ts'

type At = readonly (string | number)[]

/** Instances that differ in their numbers, of all seeds tried, below which a model is one item in disguise. */
const leastVariety = 12
/** Draws a value takes on average, above which the constraints should be built into the domains. */
const maxMeanTries = 50
/** Rounding may move the key by this share at most; more, and the printed key is not the answer. */
const maxRounding = 0.02

/** Issues over the seeds 1 … seeds; an empty list means that the model may be released. */
export function checkModel(model: ItemModel, seeds = 200): Issue[] {
  try {
    readModel(model)
    const texts = checkTexts(model)
    return texts.some(({ severity }) => severity === 'error')
      ? texts
      : [...texts, ...checkInstances(model, seeds)]
  } catch (error) {
    if (error instanceof ModelError) return [issue('error', error.at, error.sentence.zh, error.sentence.en)]
    throw error
  }
}

function checkTexts(model: ItemModel): Issue[] {
  const declared = [...model.variables, ...(model.derived ?? [])].map(({ name }) => name)
  const known = new Set([...declared, 'key'])
  const issues: Issue[] = []
  for (const field of ['stem', 'rationale'] as const) {
    const unknown = [
      ...namesIn(model[field]).filter((name) => !known.has(name)),
      ...brokenPlaceholders(model[field]),
    ]
    for (const name of unknown)
      issues.push(
        issue('error', [field], `占位符“${name}”没有对应的变量`, `no variable stands behind “${name}”`),
      )
  }
  if (namesIn(model.stem).includes('key'))
    issues.push(issue('error', ['stem'], '题干写出了答案 {{key}}', 'the stem gives the key away'))
  const distractors = model.distractors?.length ?? 0
  if (model.kind === 'single-choice' && distractors < 2) {
    issues.push(
      issue(
        'error',
        ['distractors'],
        '单选题模型至少要有 2 个干扰项',
        'a single-choice model needs two distractors or more',
      ),
    )
  }
  return [...issues, ...unseenVariables(model)]
}

/** A value the candidate cannot see cannot be reckoned with. */
function unseenVariables(model: ItemModel): Issue[] {
  const seen = new Set(namesIn(model.stem))
  for (const { name, expression } of (model.derived ?? []).toReversed()) {
    if (seen.has(name)) for (const word of expression.match(/[A-Za-z]\w*/g) ?? []) seen.add(word)
  }
  return model.variables.flatMap(({ name }, i) =>
    seen.has(name)
      ? []
      : [
          issue(
            'warning',
            ['variables', i],
            `变量 ${name} 没有出现在题干中`,
            `variable ${name} is not in the stem`,
          ),
        ],
  )
}

function checkInstances(model: ItemModel, seeds: number): Issue[] {
  const drawn = Array.from({ length: seeds }, (_, i) => drawValues(model, new Draws(`${model.id}:${i + 1}`)))
  const items = Array.from({ length: Math.min(seeds, 20) }, (_, i) => instantiateModel(model, i + 1))
  return [...checkItems(items), ...checkVariety(drawn), ...checkRounding(drawn, model.key.decimals)]
}

function checkItems(items: readonly Item[]): Issue[] {
  for (const item of items) {
    const invalid = validateDocument('item', item)[0]
    if (invalid) return [{ ...invalid, pointer: '' }]
    for (const field of ['stem', 'rationale'] as const) {
      const fault = checkRich(item[field])[0]
      if (fault)
        return [issue('error', [field], `${item.id}：${fault.message.zh}`, `${item.id}: ${fault.message.en}`)]
    }
  }
  return []
}

function checkVariety(drawn: readonly DrawnValues[]): Issue[] {
  const issues: Issue[] = []
  const instances = new Set(drawn.map(({ values }) => [...values.values()].join())).size
  const tries = drawn.reduce((sum, one) => sum + one.tries, 0) / drawn.length
  if (instances < Math.min(leastVariety, drawn.length)) {
    issues.push(
      issue(
        'warning',
        ['variables'],
        `${drawn.length} 个种子只得到 ${instances} 种数据`,
        `${drawn.length} seeds give only ${instances} sets of numbers`,
      ),
    )
  }
  if (tries > maxMeanTries) {
    issues.push(
      issue(
        'warning',
        ['constraints'],
        `平均要抽 ${tries.toFixed(0)} 次才满足约束`,
        `a draw takes ${tries.toFixed(0)} tries on average`,
      ),
    )
  }
  return issues
}

function checkRounding(drawn: readonly DrawnValues[], decimals: number): Issue[] {
  const worst = Math.max(
    ...drawn.map(({ key, printed }) => roundingOf(Number(key.toString()), Number(printed[0]))),
  )
  if (worst <= maxRounding) return []
  const percent = (100 * worst).toFixed(0)
  return [
    issue(
      'warning',
      ['key', 'decimals'],
      `保留 ${decimals} 位小数使答案偏离 ${percent} %，小数位数太少`,
      `${decimals} decimals move the key by ${percent} %`,
    ),
  ]
}

function roundingOf(key: number, printed: number): number {
  return key === 0 ? 0 : Math.abs(printed - key) / Math.abs(key)
}

function issue(severity: Issue['severity'], at: At, zh: string, en: string): Issue {
  return { rule: 'model/check', severity, pointer: pointer(...at), message: { zh, en } }
}
