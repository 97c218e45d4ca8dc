/*
 * Walks a syllabus. Pure.
 */
import type { Point, Syllabus } from '../../bank-schemas/index.ts'

/** All points, in the order of the table. */
export function pointsOf(syllabus: Syllabus): Point[] {
  return syllabus.scopes.flatMap((a) => a.children.flatMap((b) => b.children.flatMap((c) => c.points)))
}

/** Names of the scopes a point lies in, from the first level down. */
export function scopePathOf(syllabus: Syllabus, pointCode: string): { code: string; name: string }[] {
  for (const a of syllabus.scopes)
    for (const b of a.children)
      for (const c of b.children)
        if (c.points.some((point) => point.code === pointCode))
          return [a, b, c].map(({ code, name }) => ({ code, name }))
  return []
}
