/* A practical task in print layout, for those who run, rate, write or review it. */
import { Hono } from 'hono'
import { type Contexts, type Env, requireStaff } from '../../api/door.ts'
import { getBank } from '../../banks/list-banks.ts'
import { getMedia, listTasks } from '../../banks/list-items.ts'
import { getStandard } from '../../standards/get-standard.ts'
import { levelOf, notFound } from '../components/form-answer.ts'
import { renderPrint } from '../components/print-page.tsx'
import { TaskSheets } from '../components/task-sheets.tsx'
import { texts } from '../messages/define-messages.ts'
import { taskMessages } from '../messages/tasks.ts'

export function taskPages(contexts: Contexts): Hono<Env> {
  const app = new Hono<Env>()
  app.get('/banks/:id/levels/:level/tasks/:taskId', async (c) => {
    const { id, taskId } = c.req.param()
    const level = levelOf(c.req.param('level'))
    const ctx = contexts.staff
    const tasks = await listTasks(ctx, requireStaff(c), id.slice(0, 40), level)
    const found = tasks.find(({ task }) => task.id === taskId)
    if (!found) throw notFound(taskId)
    const bank = await getBank(ctx, id)
    const [{ standard }, media] = await Promise.all([
      getStandard(ctx, bank.standard.id, bank.standard.edition),
      getMedia(ctx, bank.id),
    ])
    return renderPrint(
      c,
      {
        title: found.task.title,
        back: `/banks/${bank.id}`,
        note: texts(c.get('lang'), taskMessages)('note'),
      },
      <TaskSheets
        lang={c.get('lang')}
        task={found.task}
        occupation={standard.occupation.name}
        level={level}
        media={media}
      />,
    )
  })
  return app
}
