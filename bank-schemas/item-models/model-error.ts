import type { Issue } from '../issue.ts'

/** A model that cannot yield the item asked for; checkModel finds it before release. */
export class ModelError extends Error {
  readonly sentence: Issue['message']
  /** Path of the part of the model that is at fault. */
  readonly at: readonly (string | number)[]

  constructor(at: readonly (string | number)[], zh: string, en: string) {
    super(en)
    this.name = 'ModelError'
    this.at = at
    this.sentence = { zh, en }
  }
}
