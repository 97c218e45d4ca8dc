/*
 * Reads the document of a conformance case of kind "bank-folder": a bank with
 * its standard and levels in one object. Pointers of its issues lead into that
 * object.
 */
import { pointer } from '../../bank-schemas/index.ts'
import type { BankContext, LevelContext, Location } from '../../bank-schemas/lint/bank-context.ts'

/** The context a lint rule sees, each document located inside the case. */
export function contextOf(document: Record<string, unknown>): BankContext {
  const locations = new Map<object, Location>()
  const place = (value: unknown, ...at: (string | number)[]): void => {
    if (value !== undefined) locations.set(value as object, { file: '', pointer: pointer(...at) })
  }
  const levels = ((document.levels ?? []) as Partial<LevelContext>[]).map((level, i): LevelContext => {
    const { items = [], models = [], tasks = [], syllabus } = level
    place(syllabus, 'levels', i, 'syllabus')
    for (const [name, list] of Object.entries({ items, models, tasks })) {
      for (const [j, one] of list.entries()) place(one, 'levels', i, name, j)
    }
    return { level: level.level ?? 0, syllabus, items, models, tasks }
  })
  place(document.bank, 'bank')
  place(document.standard, 'standard')
  const media = new Set((document.media ?? []) as string[])
  const vectors = new Map(Object.entries((document.vectors ?? {}) as Record<string, string>))
  const { id, bank, standard } = document as unknown as BankContext
  return { id, bank, standard, levels, media, vectors, locations }
}
