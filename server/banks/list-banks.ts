/*
 * The public view of the banks: what there is and how much of it. Counts and
 * syllabuses are public, items are not (see list-items.ts).
 */
import type { Bank } from '../../bank-schemas/index.ts'
import type { Context } from '../context.ts'
import { commonRefusals, Refusal } from '../kernel/refusal.ts'
import type { BankSummary, SyllabusRevision } from './model.ts'
import {
  countItems,
  countParts,
  findBank,
  findSyllabus,
  findSyllabusRevision,
  listBankRows,
  listSyllabuses,
} from './queries.ts'
import { pointsOf } from './syllabus-points.ts'

export async function listBanks(ctx: Context): Promise<BankSummary[]> {
  const [banks, counts, parts, syllabuses] = await Promise.all([
    listBankRows(ctx.db),
    countItems(ctx.db),
    countParts(ctx.db),
    listSyllabuses(ctx.db),
  ])
  return banks.map(({ id, name, version }) => ({
    id,
    name,
    version,
    levels: syllabuses
      .filter(({ syllabus }) => syllabus.bank === id)
      .map(({ syllabus }) => {
        const rows = counts.filter((row) => row.bank_id === id && row.level === syllabus.level)
        const part = parts.find((row) => row.bank_id === id && row.level === syllabus.level)
        const kinds: Record<string, number> = {}
        for (const row of rows) kinds[row.kind] = (kinds[row.kind] ?? 0) + Number(row.count)
        const sum = (of: typeof rows) => of.reduce((total, row) => total + Number(row.count), 0)
        return {
          level: syllabus.level,
          points: pointsOf(syllabus).length,
          items: sum(rows),
          open: sum(rows.filter((row) => row.secrecy === 'open')),
          kinds,
          models: part?.models ?? 0,
          tasks: part?.tasks ?? 0,
        }
      }),
  }))
}

/** Refuses: not-found. */
export async function getBank(ctx: Context, id: string): Promise<Bank> {
  const bank = await findBank(ctx.db, id)
  if (!bank) throw new Refusal(commonRefusals['not-found'], { what: id })
  return bank
}

/** The current syllabus of a level. Refuses: not-found. */
export async function getSyllabus(ctx: Context, bankId: string, level: number): Promise<SyllabusRevision> {
  const found = await findSyllabus(ctx.db, bankId, level)
  if (!found) throw new Refusal(commonRefusals['not-found'], { what: `${bankId}/${level}` })
  return found
}

/** Exactly the revision a form was assembled from. Refuses: not-found. */
export async function getSyllabusRevision(ctx: Context, hash: string): Promise<SyllabusRevision> {
  const found = await findSyllabusRevision(ctx.db, hash)
  if (!found) throw new Refusal(commonRefusals['not-found'], { what: hash })
  return found
}
