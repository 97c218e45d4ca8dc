import type { Hotspot } from '../types/documents.ts'
import type { LintRule } from './bank-context.ts'

export const hotspotRegions: LintRule = {
  name: 'lint/hotspot-regions',
  severity: 'error',
  summary: { zh: '识图题的答案区域在图内', en: 'the regions of a hotspot lie inside its picture' },
  *check({ levels }) {
    for (const item of levels.flatMap(({ items }) => items)) {
      if (item.kind !== 'hotspot') continue
      for (const [i, region] of item.key.entries()) {
        const [left, top, right, bottom] = boundsOf(region)
        if (left >= 0 && top >= 0 && right <= item.image.width && bottom <= item.image.height) continue
        yield {
          document: item,
          at: ['key', i],
          zh: `第 ${i + 1} 个区域超出图片 ${item.image.width}×${item.image.height}`,
          en: `region ${i + 1} leaves the picture`,
        }
      }
    }
  },
}

function boundsOf(region: Hotspot['key'][number]): [number, number, number, number] {
  switch (region.shape) {
    case 'rect':
      return [region.x, region.y, region.x + region.width, region.y + region.height]
    case 'circle':
      return [
        region.x - region.radius,
        region.y - region.radius,
        region.x + region.radius,
        region.y + region.radius,
      ]
    case 'polygon': {
      const xs = region.points.map(([x]) => x)
      const ys = region.points.map(([, y]) => y)
      return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]
    }
  }
}
