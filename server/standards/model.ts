/** Nouns of the standards feature. */
import type { Standard } from '../../bank-schemas/index.ts'

/** A standard as one immutable revision, named by the hash of its content. */
export interface StandardRevision {
  readonly hash: string
  readonly standard: Standard
}

export interface StandardSummary {
  readonly hash: string
  readonly id: string
  readonly edition: string
  readonly name: string
  readonly title: string
  readonly kind: Standard['kind']
  readonly levels: readonly number[]
  readonly flags: readonly string[]
  readonly effectiveFrom: string
}

export const levelNames: Readonly<Record<number, { readonly zh: string; readonly en: string }>> = {
  5: { zh: '五级/初级工', en: 'Level 5 (junior)' },
  4: { zh: '四级/中级工', en: 'Level 4 (intermediate)' },
  3: { zh: '三级/高级工', en: 'Level 3 (senior)' },
  2: { zh: '二级/技师', en: 'Level 2 (technician)' },
  1: { zh: '一级/高级技师', en: 'Level 1 (senior technician)' },
}
