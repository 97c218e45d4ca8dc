/*
 * Do two groups of equal ability find an item equally hard? Each comparison is
 * made on the form with the most persons in its smaller group, between the two
 * largest groups. Pure.
 */
import { analyseDif, responseMatrix } from '../../scoring/statistics/index.ts'
import { known } from './analyse-form.ts'
import type { EvidenceForm, ItemDif } from './model.ts'

/** Fewest persons in the smaller group (README of scoring/statistics: what a sample allows). */
const smallestGroup = 200

/** By revision. */
export function difByItem(forms: readonly EvidenceForm[]): Map<string, ItemDif[]> {
  const out = new Map<string, ItemDif[]>()
  const comparisons = [
    ...new Set(forms.flatMap((form) => form.sittings.flatMap((sitting) => Object.keys(sitting.groups)))),
  ]
  for (const by of comparisons) {
    const done = new Set<string>()
    const sides = forms.map((form) => ({ form, ...twoLargest(form, by) }))
    sides.sort((a, b) => b.smaller - a.smaller)
    for (const { form, reference, focal, smaller } of sides) {
      if (smaller < smallestGroup) continue
      for (const found of compareGroups(form, by, reference, focal)) {
        if (done.has(found.hash)) continue
        done.add(found.hash)
        out.set(found.hash, [...(out.get(found.hash) ?? []), found.dif])
      }
    }
  }
  return out
}

function twoLargest(form: EvidenceForm, by: string) {
  const sizes = new Map<string, number>()
  for (const { groups } of form.sittings)
    if (groups[by] !== undefined) sizes.set(groups[by], (sizes.get(groups[by]) ?? 0) + 1)
  const [first, second] = [...sizes].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
  return { reference: first?.[0] ?? '', focal: second?.[0] ?? '', smaller: second?.[1] ?? 0 }
}

function compareGroups(
  form: EvidenceForm,
  by: string,
  reference: string,
  focal: string,
): { hash: string; dif: ItemDif }[] {
  const sittings = form.sittings.filter(({ groups }) => groups[by] === reference || groups[by] === focal)
  // Mantel–Haenszel is for right and wrong: partly right answers take no part.
  const columns = form.items.flatMap((item, j) =>
    sittings.every(({ marks }) => marks[j] === 0 || marks[j] === item.fullMarks) ? [j] : [],
  )
  if (columns.length < 5) return []
  const matrix = responseMatrix(
    columns.map((j) => form.items[j]!.hash),
    sittings.map(({ marks }) => columns.map((j) => (marks[j] === 0 ? 0 : 1))),
  )
  const found = analyseDif(
    matrix,
    sittings.map(({ groups }) => (groups[by] === reference ? 0 : 1)),
    { purify: true },
  )
  return found.items.map((item) => ({
    hash: item.id,
    dif: {
      by,
      reference,
      focal,
      nReference: item.nReference,
      nFocal: item.nFocal,
      delta: known(item.delta),
      alpha: known(item.alpha),
      p: known(item.p),
      class: item.class,
      uniformP: known(item.logistic.uniformP),
      nonUniformP: known(item.logistic.nonUniformP),
    },
  }))
}
