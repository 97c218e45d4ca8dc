/*
 * Regions of a hotspot image: is a point inside, and how large is it. Pixels of
 * the original image, x to the right, y down. Edges belong to the region.
 */
import type { Region } from './item.ts'

export interface Point {
  readonly x: number
  readonly y: number
}

export function contains(region: Region, { x, y }: Point): boolean {
  switch (region.shape) {
    case 'rect':
      return x >= region.x && x <= region.x + region.width && y >= region.y && y <= region.y + region.height
    case 'circle':
      return (x - region.x) ** 2 + (y - region.y) ** 2 <= region.radius ** 2
    case 'polygon':
      return inPolygon(corners(region.points), { x, y })
  }
}

/** Area in square pixels. */
export function area(region: Region): number {
  switch (region.shape) {
    case 'rect':
      return region.width * region.height
    case 'circle':
      return Math.PI * region.radius ** 2
    case 'polygon':
      return (
        Math.abs(edges(corners(region.points)).reduce((sum, [a, b]) => sum + a.x * b.y - b.x * a.y, 0)) / 2
      )
  }
}

const corners = (points: readonly (readonly number[])[]): readonly Point[] =>
  points.map(([x = 0, y = 0]) => ({ x, y }))

const edges = (points: readonly Point[]): readonly (readonly [Point, Point])[] =>
  points.map((point, index) => [point, points[(index + 1) % points.length]!] as const)

/** Even-odd rule; a point on an edge is inside. */
function inPolygon(points: readonly Point[], point: Point): boolean {
  let inside = false
  for (const [a, b] of edges(points)) {
    if (onEdge(a, b, point)) return true
    const crosses = a.y > point.y !== b.y > point.y
    if (crosses && point.x < ((b.x - a.x) * (point.y - a.y)) / (b.y - a.y) + a.x) inside = !inside
  }
  return inside
}

function onEdge(a: Point, b: Point, { x, y }: Point): boolean {
  const cross = (b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x)
  const between =
    x >= Math.min(a.x, b.x) && x <= Math.max(a.x, b.x) && y >= Math.min(a.y, b.y) && y <= Math.max(a.y, b.y)
  return cross === 0 && between
}
