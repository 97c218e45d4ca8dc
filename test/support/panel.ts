/* A panel at work: what its judges give, by a rule, so that a test can say what must come out. */
import { createStudy, type NewStudy } from '../../server/analytics/cut-scores/create-study.ts'
import type { StudyItem } from '../../server/analytics/cut-scores/model.ts'
import type { TestContext } from './context.ts'
import type { World } from './world.ts'

export const minimallyCompetent =
  '刚好达到四级要求的电工：能按图完成常规接线与检测，遇到常见故障能判断原因，对不常见的故障需要他人指导。'

/** Three raters of the world are its judges. Returns the id. */
export function createPanel(
  ctx: TestContext,
  world: World,
  formId: string,
  options: Partial<NewStudy> = {},
): Promise<string> {
  const { manager, rater, rater2, rater3 } = world.people
  return createStudy(ctx, manager, {
    title: '电工四级合格线论证',
    method: 'angoff',
    formId,
    description: minimallyCompetent,
    judges: [rater, rater2, rater3].map((judge) => judge.userId),
    ...options,
  })
}

/** Per cents of a judge by item; judges differ, and less so in the second round. */
export const sharesOf = (
  items: readonly Pick<StudyItem, 'number'>[],
  judge: number,
  round: number,
): Record<string, number> =>
  Object.fromEntries(
    items.map(({ number }) => [
      String(number),
      60 + ((number * 7) % 25) + ((judge - 1) * 8) / round - (round === 2 ? 1 : 0),
    ]),
  )
