/* Paper patterns by the name their bank gives them. */
import { getBank } from '../../banks/list-banks.ts'
import type { Context } from '../../context.ts'

/** A pattern that is no longer in its bank, or was never, keeps its id. */
export async function patternNames(
  ctx: Context,
  bankIds: readonly string[],
): Promise<(bankId: string, pattern: string) => string> {
  const banks = await Promise.all([...new Set(bankIds)].map((id) => getBank(ctx, id)))
  return (bankId, pattern) =>
    banks.find((bank) => bank.id === bankId)?.patterns.find((one) => one.id === pattern)?.name ?? pattern
}
