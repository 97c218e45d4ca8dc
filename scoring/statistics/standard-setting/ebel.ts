/*
 * Ebel: judges sort the items into cells of relevance × difficulty and say,
 * per cell, which share of its points a minimally competent candidate earns.
 * A judge's cut is Σ points in the cell × share. Source: Ebel 1972.
 */
import { requireInput } from '../input-error.ts'
import { type PanelCut, panelCut } from './judge-panel.ts'

export interface EbelJudge {
  /** Cell of each item, e.g. "essential/easy". */
  readonly cells: readonly string[]
  /** Share (0 … 1) expected in each cell. */
  readonly expected: Readonly<Record<string, number>>
}

/** `points` are the marks per item, 1 when left out. */
export function ebel(judges: readonly EbelJudge[], points?: readonly number[]): PanelCut {
  return panelCut(
    judges.map(({ cells, expected }, j) =>
      cells.reduce((sum, cell, i) => {
        const share = expected[cell]
        requireInput(
          share !== undefined && share >= 0 && share <= 1,
          `Judge ${j + 1}: cell “${cell}” has the share ${share}, expected one from 0 to 1.`,
        )
        return sum + share * (points?.[i] ?? 1)
      }, 0),
    ),
  )
}
