/*
 * Fills the self-tests that authors of item models left open:
 * liangcai validate --fix-models. Keys that stand already are never changed,
 * since they are what guards the model.
 */
import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { hasPlaceholderSelfTests, ModelError, withSelfTests } from '../../bank-schemas/index.ts'
import type { BankFolder } from '../banks/read-bank-folder.ts'

/** Writes the files and returns a line for each. `base` is what file names are relative to. */
export function fillModelSelfTests(banks: readonly BankFolder[], base: string): string[] {
  const models = banks.flatMap(({ levels, locations }) =>
    levels.flatMap((level) => level.models.map((model) => ({ model, file: locations.get(model)!.file }))),
  )
  return models
    .filter(({ model }) => hasPlaceholderSelfTests(model))
    .map(({ model, file }) => {
      try {
        const filled = withSelfTests(model)
        writeFileSync(resolve(base, file), `${JSON.stringify(filled, null, 2)}\n`)
        return `${file} ${filled.selfTests.map(({ seed, key }) => `${seed}→${key}`).join(', ')}`
      } catch (error) {
        if (error instanceof ModelError) return `${file} ✗ ${error.sentence.zh} / ${error.sentence.en}`
        throw error
      }
    })
}
