/** Fills the self-tests of a model whose author left the place for them. */
import type { ItemModel } from '../types/documents.ts'
import { keyOfInstance } from './instantiate-model.ts'

/** One test, seed 1, key "0": no calculation of a trade gives 0, so it says "not filled in yet". */
export function hasPlaceholderSelfTests({ selfTests }: ItemModel): boolean {
  return selfTests.length === 1 && selfTests[0]!.seed === 1 && selfTests[0]!.key === '0'
}

/** The model with the keys of the given seeds. Throws ModelError for a model that yields no instance. */
export function withSelfTests(model: ItemModel, seeds: readonly number[] = [1, 2, 3]): ItemModel {
  return { ...model, selfTests: seeds.map((seed) => ({ seed, key: keyOfInstance(model, seed) })) }
}
