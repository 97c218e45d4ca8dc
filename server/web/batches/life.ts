/* Where a batch stands, as people see it. Pure. */
import type { Batch, BatchState } from '../../batches/model.ts'

export const lifeSteps = ['draft', 'ready', 'open', 'closed', 'marked', 'published', 'certified'] as const
export type LifeStep = (typeof lifeSteps)[number]

/** A confirmed batch is under exam once its window has begun; nobody has to open it. */
export function stepOf(batch: Pick<Batch, 'state' | 'opensAt'>, now: Date): LifeStep {
  if (batch.state === 'ready' && now >= batch.opensAt) return 'open'
  return batch.state === 'archived' ? 'certified' : batch.state
}

/** The step under way by its place; past the last when nothing is left to do. */
export function placeOf(batch: Pick<Batch, 'state' | 'opensAt'>, now: Date): number {
  const step = stepOf(batch, now)
  return step === 'certified' ? lifeSteps.length : lifeSteps.indexOf(step)
}

export const stateTone = (state: BatchState | LifeStep) =>
  state === 'draft'
    ? 'secondary'
    : state === 'open'
      ? 'danger'
      : state === 'certified' || state === 'archived'
        ? 'success'
        : 'primary'
