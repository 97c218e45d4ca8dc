/* The frame of a batch: title, progress, tabs of what the person may see. */
import type { Child } from 'hono/jsx'
import type { AppContext, Contexts } from '../../api/door.ts'
import type { Batch } from '../../batches/model.ts'
import type { Actor } from '../../identity/model.ts'
import { isAllowed, type OperationName } from '../../identity/permissions.ts'
import type { Refusal } from '../../kernel/refusal.ts'
import { Alert, chinaTime, PageBody, PageHeader } from '../components/parts.tsx'
import { Steps, Tabs } from '../components/tabs.tsx'
import { renderPage } from '../layout.tsx'
import { batchMessages } from '../messages/batches.ts'
import { texts } from '../messages/define-messages.ts'
import { levelName } from '../messages/words.ts'
import { lifeSteps, placeOf } from './life.ts'

export type BatchTab =
  | 'overview'
  | 'candidates'
  | 'forms'
  | 'monitor'
  | 'marking'
  | 'results'
  | 'statistics'
  | 'certificates'

const tabs: readonly (readonly [BatchTab, OperationName])[] = [
  ['overview', 'batch.read'],
  ['candidates', 'batch.read'],
  ['forms', 'batch.change'],
  ['monitor', 'sitting.monitor'],
  ['marking', 'result.read'],
  ['results', 'result.read'],
  ['statistics', 'statistics.read'],
  ['certificates', 'certificate.read'],
]

export const batchPath = (batchId: string, tab: BatchTab = 'overview'): string =>
  `/centre/batches/${encodeURIComponent(batchId)}${tab === 'overview' ? '' : `/${tab}`}`

export interface BatchFrame {
  readonly contexts: Contexts
  readonly actor: Actor
  readonly batch: Batch
  readonly tab: BatchTab
  /** What was just done. */
  readonly done?: string
  readonly refusal?: Refusal
  /** When what was refused is shown by the body itself. */
  readonly status?: 422
  readonly scripts?: readonly string[]
}

export function renderBatch(c: AppContext, frame: BatchFrame, body: Child) {
  const { batch, actor, tab, refusal } = frame
  const lang = c.get('lang')
  const t = texts(lang, batchMessages)
  const shown = tabs.filter(([, operation]) => isAllowed(actor, operation, batch.organisationId))
  return renderPage(
    c,
    {
      title: `${t(`tab.${tab}`)} · ${batch.title}`,
      at: 'batches',
      styles: ['katex', 'pages'],
      scripts: frame.scripts,
      status: refusal?.kind.status ?? frame.status ?? 200,
    },
    <>
      <PageHeader
        title={batch.title}
        pretitle={<a href="/centre/batches">{t('batches')}</a>}
        lead={
          <>
            {batch.bankId} · {levelName(batch.level, lang)} · {windowText(batch)}
          </>
        }
      />
      <div class="container-xl">
        <Steps
          label={t('steps')}
          steps={lifeSteps.map((step) => t(`step.${step}`))}
          at={placeOf(batch, frame.contexts.staff.clock.now())}
        />
      </div>
      <Tabs
        label={t('tabs')}
        at={tab}
        tabs={shown.map(([key]) => ({ key, href: batchPath(batch.id, key), text: t(`tab.${key}`) }))}
      />
      <PageBody>
        {frame.done ? <Alert tone="success">{frame.done}</Alert> : null}
        {refusal ? <Alert tone="danger">{refusal.sentence(lang)}</Alert> : null}
        {body}
      </PageBody>
    </>,
  )
}

/** 2027-03-01 09:00 – 12:00 */
export function windowText({ opensAt, closesAt }: Pick<Batch, 'opensAt' | 'closesAt'>): string {
  const [from, to] = [chinaTime(opensAt), chinaTime(closesAt)]
  return `${from} – ${to.slice(0, 10) === from.slice(0, 10) ? to.slice(11) : to}`
}
