/** The nodes of a syllabus, scopes and points, each with its place. */
import type { Point, Scope1, Scope2, Scope3, Syllabus } from '../types/documents.ts'

export type Scope = Scope1 | Scope2 | Scope3

export interface PlacedScope {
  readonly scope: Scope
  readonly parent?: Scope
  readonly at: readonly (string | number)[]
}

export interface PlacedPoint {
  readonly point: Point
  readonly scope: Scope3
  readonly at: readonly (string | number)[]
}

/** All scopes, parents before children. */
export function* scopesOf(syllabus: Syllabus): Generator<PlacedScope> {
  yield* scopesBelow(syllabus.scopes, ['scopes'])
}

function* scopesBelow(
  scopes: readonly Scope[],
  at: readonly (string | number)[],
  parent?: Scope,
): Generator<PlacedScope> {
  for (const [i, scope] of scopes.entries()) {
    yield { scope, parent, at: [...at, i] }
    if ('children' in scope) yield* scopesBelow(scope.children, [...at, i, 'children'], scope)
  }
}

/** All points, in order. */
export function* pointsOf(syllabus: Syllabus): Generator<PlacedPoint> {
  for (const { scope, at } of scopesOf(syllabus)) {
    if (!('points' in scope)) continue
    for (const [i, point] of scope.points.entries()) yield { point, scope, at: [...at, 'points', i] }
  }
}

/** The points below one scope. */
export function pointsBelow(scope: Scope): Point[] {
  return 'points' in scope ? scope.points : scope.children.flatMap(pointsBelow)
}
