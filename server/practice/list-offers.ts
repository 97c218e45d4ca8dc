/* What can be practised on: every level of every bank, with its open items. Public. */
import { listBanks } from '../banks/list-banks.ts'
import { countOpenItems } from '../banks/list-items.ts'
import type { Context } from '../context.ts'
import type { PracticeOffer } from './model.ts'
import { isPracticeKind } from './rules.ts'

export async function listOffers(ctx: Context): Promise<PracticeOffer[]> {
  const [banks, counts] = await Promise.all([listBanks(ctx), countOpenItems(ctx)])
  return banks.flatMap((bank) =>
    bank.levels.map(({ level }) => ({
      bankId: bank.id,
      bankName: bank.name,
      level,
      items: counts
        .filter((row) => row.bankId === bank.id && row.level === level && isPracticeKind(row.kind))
        .reduce((sum, { count }) => sum + count, 0),
    })),
  )
}
