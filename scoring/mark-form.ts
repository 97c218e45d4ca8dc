/*
 * A form and the answers to it → marks per item, per scope, and in all. Pure:
 * the caller brings the item revisions the form names.
 *
 * Marks are rounded per item and totals add rounded marks (policies/rounding.ts).
 */
import { applyRatings, type Ratings } from './apply-ratings.ts'
import type { Credit } from './credit.ts'
import type { Form, Item, Kind } from './item.ts'
import { defaultRounding, marksOf, type Rounding } from './policies/rounding.ts'
import { ratioOfDecimal, sum, toNumber } from './ratio.ts'
import { applyRuling, type ItemRuling } from './rulings.ts'
import { scoreItem } from './score-item.ts'

export interface MarkFormInput {
  readonly form: Pick<Form, 'sections'>
  /** Item revisions by content hash. */
  readonly items: ReadonlyMap<string, Item>
  /** Responses by number on the paper; a number left out was not answered. */
  readonly responses: ReadonlyMap<number, unknown>
  /** Ratings so far, by number on the paper. */
  readonly ratings?: ReadonlyMap<number, Ratings>
  /** Rulings on faulty items, by content hash. */
  readonly rulings?: ReadonlyMap<string, ItemRuling>
  readonly rounding?: Rounding
}

export interface ItemMark {
  /** Number on the paper. */
  readonly number: number
  readonly id: string
  readonly hash: string
  readonly point: string
  readonly kind: Kind
  /** Rounded marks earned. */
  readonly marks: number
  readonly fullMarks: number
  readonly credit: Credit
}

export interface ScopeMark {
  /** Scope code, "A", "AA" or "AAA". */
  readonly scope: string
  readonly marks: number
  readonly fullMarks: number
  readonly items: number
}

export interface FormMark {
  readonly items: readonly ItemMark[]
  readonly total: number
  /** Sum of the items' full marks. */
  readonly fullMarks: number
  /** Numbers still waiting for a rater; the total is provisional while there are any. */
  readonly needsRater: readonly number[]
  /** Subtotals of every scope met, by code. */
  readonly scopes: readonly ScopeMark[]
}

/** Marks a form. Throws RangeError when a revision the form names is not in `items`: no mark is better than a wrong one. */
export function markForm(input: MarkFormInput): FormMark {
  const items = input.form.sections.flatMap((section) =>
    section.items.map((entry) => markItem(input, entry, section.marksEach)),
  )
  return {
    items,
    total: total(items.map(({ marks }) => marks)),
    fullMarks: total(items.map(({ fullMarks }) => fullMarks)),
    needsRater: items.filter(({ credit }) => credit.needsRater).map(({ number }) => number),
    scopes: scopeMarks(items),
  }
}

type FormItem = Form['sections'][number]['items'][number]

function markItem(input: MarkFormInput, entry: FormItem, fullMarks: number): ItemMark {
  const { number, id, hash, point } = entry
  const item = input.items.get(hash)
  if (item === undefined)
    throw new RangeError(`item ${number} of the form, ${id}, revision ${hash}, is not at hand`)
  const scored = scoreItem(item, input.responses.get(number))
  const ratings = input.ratings?.get(number)
  const rated = ratings === undefined ? scored : applyRatings(scored, ratings)
  const ruling = input.rulings?.get(hash)
  const credit = ruling === undefined ? rated : applyRuling(item, input.responses.get(number), rated, ruling)
  const marks = marksOf(credit, fullMarks, input.rounding ?? defaultRounding)
  return { number, id, hash, point, kind: item.kind, marks, fullMarks, credit }
}

function scopeMarks(items: readonly ItemMark[]): readonly ScopeMark[] {
  const scopes = new Map<string, ItemMark[]>()
  for (const item of items) for (const scope of scopesOf(item.point)) append(scopes, scope, item)
  return [...scopes]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([scope, within]) => ({
      scope,
      marks: total(within.map(({ marks }) => marks)),
      fullMarks: total(within.map(({ fullMarks }) => fullMarks)),
      items: within.length,
    }))
}

/** AAA001 belongs to A, AA and AAA. */
const scopesOf = (point: string): readonly string[] => [1, 2, 3].map((letters) => point.slice(0, letters))

const append = (scopes: Map<string, ItemMark[]>, scope: string, item: ItemMark): void => {
  scopes.set(scope, [...(scopes.get(scope) ?? []), item])
}

const total = (marks: readonly number[]): number => toNumber(sum(marks.map(ratioOfDecimal)))
