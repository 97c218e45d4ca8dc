/* What all marked sittings of a bank and level answered, as the analysis wants it. */
import type { Item } from '../../bank-schemas/index.ts'
import { defaultRounding, marksOf, scoreItem } from '../../scoring/index.ts'
import { getItemRevisions } from '../banks/list-items.ts'
import type { ItemRevision } from '../banks/model.ts'
import type { Batch } from '../batches/model.ts'
import type { Context } from '../context.ts'
import { systemActor } from '../identity/model.ts'
import { listRulings } from '../marking/rule-on-item.ts'
import { truthName } from './answer-choices.ts'
import type { Evidence, EvidenceForm, EvidenceSitting } from './model.ts'
import { listForms, listMarkedSittings, type SittingRow } from './queries.ts'

const system = systemActor('gather-evidence')

/** The newest so many sittings: more would change no figure that anyone reads. */
const mostSittings = 20_000

export async function gatherEvidence(ctx: Context, batch: Batch): Promise<Evidence> {
  const rows = await listMarkedSittings(ctx.db, batch.bankId, batch.level, mostSittings)
  const documents = await listForms(ctx.db, [...new Set(rows.map((row) => row.formId))])
  const hashes = documents.flatMap(({ document }) =>
    document.sections.flatMap((section) => section.items.map((item) => item.hash)),
  )
  const revisions = await getItemRevisions(ctx, [...new Set(hashes)])
  const rulings = await rulingsByBatch(ctx, [...new Set(rows.map((row) => row.batchId))])
  const forms = documents.map(({ id, document }): EvidenceForm => {
    const entries = document.sections.flatMap((section) =>
      section.items.map((item) => ({ ...item, fullMarks: section.marksEach })),
    )
    const numbers = entries.map((entry) => entry.number)
    return {
      formId: id,
      fullMarks: document.fullMarks,
      items: entries.map((entry) => {
        const { item } = revisions.get(entry.hash)!
        return {
          hash: entry.hash,
          id: entry.id,
          kind: item.kind,
          point: entry.point,
          fullMarks: entry.fullMarks,
          keys: keysOf(item),
          options: optionsOf(item),
        }
      }),
      // A run that does not cover the form is no evidence about it.
      sittings: rows
        .filter((row) => row.formId === id && row.marks.length === entries.length)
        .map((row) => toSitting(row, numbers))
        .map((sitting) => withOriginalMarks(sitting, entries, rulings.get(sitting.batchId), revisions)),
    }
  })
  const theory = batch.rules.parts.find((part) => part.id === 'theory')
  return {
    forms,
    batch: { id: batch.id, cutShare: theory ? theory.passMark / theory.fullMarks : 0.6 },
  }
}

function toSitting(row: SittingRow, numbers: readonly number[]): EvidenceSitting {
  const responses = new Map(row.answers.map((answer) => [answer.number, answer.response]))
  return {
    batchId: row.batchId,
    admissionNo: row.admissionNo,
    room: row.room,
    groups: {
      organisation: row.organisationKind,
      ...(row.specialisation !== '' && { specialisation: row.specialisation }),
    },
    marks: row.marks,
    responses: numbers.map((number) => responses.get(number) ?? null),
  }
}

/** Revisions that a ruling stands on, by batch. */
async function rulingsByBatch(
  ctx: Context,
  batchIds: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const each = await Promise.all(
    batchIds.map(async (id) => {
      const records = await listRulings(ctx, system, id)
      return [id, new Set(records.filter(({ ruling }) => ruling).map(({ itemHash }) => itemHash))] as const
    }),
  )
  return new Map(each)
}

/**
 * A ruling gives marks, but what candidates knew it does not change: figures of
 * an item are those of its own key, or the fault that was ruled on would vanish
 * from them.
 */
function withOriginalMarks(
  sitting: EvidenceSitting,
  entries: readonly { readonly hash: string; readonly fullMarks: number }[],
  ruled: ReadonlySet<string> | undefined,
  revisions: ReadonlyMap<string, ItemRevision>,
): EvidenceSitting {
  if (!ruled || !entries.some((entry) => ruled.has(entry.hash))) return sitting
  const marks = entries.map((entry, j) => {
    if (!ruled.has(entry.hash)) return sitting.marks[j]!
    const credit = scoreItem(revisions.get(entry.hash)!.item, sitting.responses[j])
    // What a person rates cannot be scored again here.
    return credit.needsRater ? sitting.marks[j]! : marksOf(credit, entry.fullMarks, defaultRounding)
  })
  return { ...sitting, marks, ruledMarks: sitting.marks }
}

function optionsOf(item: Item): string[] | undefined {
  if (item.kind === 'true-false') return [truthName(true), truthName(false)]
  return item.kind === 'single-choice' || item.kind === 'multiple-response'
    ? item.options.map((option) => option.id)
    : undefined
}

function keysOf(item: Item): string[] | undefined {
  if (item.kind === 'single-choice') return [item.key]
  if (item.kind === 'multiple-response') return [...item.key]
  return item.kind === 'true-false' ? [truthName(item.key)] : undefined
}
