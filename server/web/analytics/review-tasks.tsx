/* The desk of those who review: what figures call in question, and the verdict. */
import { Hono } from 'hono'
import type { FC } from 'hono/jsx'
import {
  type AppContext,
  type Contexts,
  type Env,
  type Language,
  readForm,
  requireStaff,
} from '../../api/door.ts'
import { listBanks } from '../../banks/list-banks.ts'
import { type ReviewTask, type ReviewVerdict, reviewVerdicts } from '../../banks/model.ts'
import { listReviewTasks, settleReviewTask } from '../../banks/review-tasks.ts'
import type { Refusal } from '../../kernel/refusal.ts'
import { answerForm } from '../components/form-answer.ts'
import {
  Alert,
  Badge,
  Card,
  EmptyState,
  PageBody,
  PageHeader,
  Select,
  Submit,
  Table,
  TextArea,
  Time,
} from '../components/parts.tsx'
import { renderPage } from '../layout.tsx'
import { itemStatisticsMessages } from '../messages/analytics.ts'
import { texts } from '../messages/define-messages.ts'
import { levelName } from '../messages/words.ts'

export function reviewTaskPages(contexts: Contexts): Hono<Env> {
  const app = new Hono<Env>()
  const ctx = contexts.staff

  app.get('/review-tasks', (c) => render(c))

  app.post('/review-tasks/:id/verdict', async (c) => {
    const actor = requireStaff(c)
    const form = await readForm(c)
    return answerForm(
      async () => {
        await settleReviewTask(ctx, actor, {
          taskId: c.req.param('id').slice(0, 80),
          verdict: form.verdict as ReviewVerdict,
          reason: form.reason ?? '',
        })
        return c.redirect('/review-tasks?done=settled', 303)
      },
      (refusal) => render(c, refusal),
    )
  })

  async function render(c: AppContext, refusal?: Refusal) {
    const actor = requireStaff(c)
    const lang = c.get('lang')
    const t = texts(lang, itemStatisticsMessages)
    const [tasks, banks] = await Promise.all([listReviewTasks(ctx, actor), listBanks(ctx)])
    const nameOf = new Map(banks.map((bank) => [bank.id, bank.name]))
    const open = tasks.filter((task) => task.state === 'open')
    const settled = tasks.filter((task) => task.state === 'settled')
    return renderPage(
      c,
      { title: t('reviewTitle'), at: 'reviews', styles: ['pages'], status: refusal?.kind.status ?? 200 },
      <>
        <PageHeader title={t('reviewTitle')} lead={t('reviewLead')} />
        <PageBody>
          {c.req.query('done') === 'settled' ? <Alert tone="success">{t('settled')}</Alert> : null}
          {refusal ? <Alert tone="danger">{refusal.sentence(lang)}</Alert> : null}
          {open.length === 0 ? <EmptyState title={t('reviewNone')} /> : null}
          {open.map((task) => (
            <OpenTask lang={lang} task={task} bankName={nameOf.get(task.bankId) ?? task.bankId} />
          ))}
          {settled.length > 0 ? (
            <Card flush title={t('settledTasks')}>
              <TaskTable lang={lang} tasks={settled.slice().reverse()} withItem />
            </Card>
          ) : null}
        </PageBody>
      </>,
    )
  }

  return app
}

const OpenTask: FC<{ lang: Language; task: ReviewTask; bankName: string }> = ({ lang, task, bankName }) => {
  const t = texts(lang, itemStatisticsMessages)
  return (
    <Card
      id={task.id}
      title={
        <span class="d-flex flex-wrap gap-2 align-items-center">
          <Badge tone={task.urgency === 'urgent' ? 'danger' : 'warning'}>
            {t(`urgency.${task.urgency}`)}
          </Badge>
          {t(`alarm.${task.kind as 'key-suspect'}`)}
          <code class="fs-5">{task.itemId}</code>
        </span>
      }
      actions={
        <a class="btn btn-sm" href={`/banks/${task.bankId}/statistics/${task.itemHash}`}>
          {t('look')}
        </a>
      }
    >
      <p>{task[lang]}</p>
      <p class="text-secondary">
        {bankName} · {levelName(task.level, lang)} · n = {task.n} · {t('openedAt')}{' '}
        <Time at={task.openedAt} />
      </p>
      <details>
        <summary class="btn btn-primary">{t('settle')}</summary>
        <form method="post" action={`/review-tasks/${task.id}/verdict`} class="mt-3">
          <Select
            label={t('verdict')}
            name="verdict"
            required
            choices={reviewVerdicts.map((value) => ({ value, text: t(`verdict.${value}`) }))}
          />
          <TextArea label={t('reason')} name="reason" rows={2} required hint={t('reasonHint')} />
          <Submit>{t('settle')}</Submit>
        </form>
      </details>
    </Card>
  )
}

/** Tasks of one item, or of all. */
const TaskTable: FC<{ lang: Language; tasks: readonly ReviewTask[]; withItem: boolean }> = ({
  lang,
  tasks,
  withItem,
}) => {
  const t = texts(lang, itemStatisticsMessages)
  return (
    <Table
      head={[...(withItem ? [t('item')] : []), t('finding'), t('n'), t('verdict'), t('reason')]}
      empty=""
      rows={tasks.map((task) => [
        ...(withItem
          ? [
              <a href={`/banks/${task.bankId}/statistics/${task.itemHash}`}>
                <code>{task.itemId}</code>
              </a>,
            ]
          : []),
        <span class="wide-cell d-block">{task[lang]}</span>,
        task.n,
        task.verdict ? (
          <Badge tone={task.verdict === 'withdraw' ? 'danger' : 'secondary'}>
            {t(`verdict.${task.verdict}`)}
          </Badge>
        ) : (
          <a href={`/review-tasks#${task.id}`}>{t('settle')}</a>
        ),
        task.reason ?? '',
      ])}
    />
  )
}

export const TaskList: FC<{ lang: Language; tasks: readonly ReviewTask[]; withItem: boolean }> = (props) =>
  props.tasks.length === 0 ? null : (
    <Card flush title={texts(props.lang, itemStatisticsMessages)('finding')}>
      <TaskTable {...props} />
    </Card>
  )
