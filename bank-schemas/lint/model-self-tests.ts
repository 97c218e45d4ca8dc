import { keyOfInstance } from '../item-models/instantiate-model.ts'
import { ModelError } from '../item-models/model-error.ts'
import type { ItemModel } from '../types/documents.ts'
import type { LintRule } from './bank-context.ts'

export const modelSelfTests: LintRule = {
  name: 'lint/model-self-tests',
  severity: 'error',
  summary: {
    zh: '模型自测：种子生成的答案与写明的一致',
    en: 'the seeds of a model yield the keys its self-tests state',
  },
  *check({ levels }) {
    for (const model of levels.flatMap(({ models }) => models)) {
      for (const [i, { seed, key }] of model.selfTests.entries()) {
        const actual = keyOf(model, seed)
        if (actual === undefined || actual === key) continue
        yield {
          document: model,
          at: ['selfTests', i, 'key'],
          zh: `种子 ${seed} 的答案是 ${actual}，写的是 ${key}`,
          en: `seed ${seed} yields ${actual}, not ${key}`,
        }
      }
    }
  },
}

/** A model that yields nothing has been reported by model-sound. */
function keyOf(model: ItemModel, seed: number): string | undefined {
  try {
    return keyOfInstance(model, seed)
  } catch (error) {
    if (error instanceof ModelError) return undefined
    throw error
  }
}
