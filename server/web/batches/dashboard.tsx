/* /centre: what is to do today, by role. */
import { Hono } from 'hono'
import type { FC } from 'hono/jsx'
import { type JudgeDuty, listJudgeDuties, listStudies } from '../../analytics/cut-scores/get-study.ts'
import { listOpenFindings } from '../../analytics/get-batch-statistics.ts'
import { type Contexts, type Env, type Language, requireStaff } from '../../api/door.ts'
import { listReviewTasks } from '../../banks/review-tasks.ts'
import { listBatches } from '../../batches/get-batch.ts'
import type { Batch } from '../../batches/model.ts'
import { isAllowed, isAllowedAnywhere, type OperationName } from '../../identity/permissions.ts'
import { listUnrevised } from '../../marking/rule-on-item.ts'
import { Badge, Card, EmptyState, PageBody, PageHeader } from '../components/parts.tsx'
import { renderPage } from '../layout.tsx'
import { listOwnBatches } from '../marking/own-batches.ts'
import { batchStatisticsMessages } from '../messages/analytics.ts'
import { batchMessages } from '../messages/batches.ts'
import { cutScoreMessages } from '../messages/cut-scores.ts'
import { texts } from '../messages/define-messages.ts'
import { rulingMessages } from '../messages/rulings.ts'
import { levelName } from '../messages/words.ts'
import { type BatchTab, batchPath, windowText } from './frame.tsx'
import { type LifeStep, stateTone, stepOf } from './life.ts'

/** Who has something to do at a step, and where. */
const duties: Readonly<Partial<Record<LifeStep, readonly (readonly [OperationName, BatchTab])[]>>> = {
  draft: [['batch.open', 'overview']],
  ready: [['sitting.extend', 'candidates']],
  open: [['sitting.extend', 'monitor']],
  closed: [['result.compute', 'marking']],
  marked: [['result.publish', 'results']],
  published: [['certificate.issue', 'certificates']],
}

/** What burns first. */
const urgency: readonly LifeStep[] = ['open', 'closed', 'marked', 'published', 'draft', 'ready']

interface Work {
  readonly batch: Batch & { readonly candidates: number }
  readonly step: LifeStep
  readonly href: string
  readonly next: LifeStep | 'rate'
}

const links: readonly (readonly [
  'goAssemble' | 'cutScores' | 'markingWork' | 'writeItems' | 'manageStaff' | 'readAudit',
  string,
  OperationName,
])[] = [
  ['goAssemble', '/centre/assemblies', 'form.assemble'],
  ['cutScores', '/centre/cut-scores', 'cut-score.read'],
  ['markingWork', '/marking', 'marking.rate'],
  ['writeItems', '/banks', 'bank.read-items'],
  ['manageStaff', '/admin/staff', 'staff.manage'],
  ['readAudit', '/admin/audit', 'audit.read'],
]

export function dashboardPages(contexts: Contexts): Hono<Env> {
  const app = new Hono<Env>()
  app.get('/centre', async (c) => {
    const actor = requireStaff(c)
    const lang = c.get('lang')
    const t = texts(lang, batchMessages)
    const now = contexts.staff.clock.now()
    const batches = await listBatches(contexts.staff, actor)
    const ofRater = isAllowedAnywhere(actor, 'marking.rate')
      ? await listOwnBatches(contexts.staff, actor)
      : []
    const work = batches
      .flatMap((batch): Work[] => {
        const step = stepOf(batch, now)
        const duty = duties[step]?.find(([operation]) => isAllowed(actor, operation, batch.organisationId))
        if (duty) return [{ batch, step, href: batchPath(batch.id, duty[1]), next: step }]
        const rates =
          (step === 'open' || step === 'closed') && ofRater.some((own) => own.batch.id === batch.id)
        return rates ? [{ batch, step, href: '/marking', next: 'rate' }] : []
      })
      .sort((a, b) => urgency.indexOf(a.step) - urgency.indexOf(b.step))
    const reviews = isAllowedAnywhere(actor, 'bank.review')
      ? await listReviewTasks(contexts.staff, actor, { state: 'open' })
      : []
    const [findings, unrevised] = await Promise.all([
      listOpenFindings(contexts.staff, actor),
      listUnrevised(contexts.staff, actor),
    ])
    const judging = await listJudgeDuties(contexts.staff, actor)
    const studies = await listStudies(contexts.staff, actor)
    // A judge who is done finds the way back to the study, and to the record that was signed.
    const own = links.filter(
      ([key, , operation]) =>
        isAllowedAnywhere(actor, operation) || (key === 'cutScores' && studies.length > 0),
    )
    return renderPage(
      c,
      { title: t('dashboard'), at: 'batches', styles: ['pages'] },
      <>
        <PageHeader title={t('dashboard')} lead={t('hello', { name: actor.name })}>
          {isAllowedAnywhere(actor, 'batch.read') ? (
            <a class="btn" href="/centre/batches">
              {t('allBatches')}
            </a>
          ) : null}
          {isAllowedAnywhere(actor, 'batch.create') ? (
            <a class="btn btn-primary" href="/centre/batches/new">
              {t('newBatch')}
            </a>
          ) : null}
        </PageHeader>
        <PageBody>
          <Card flush title={t('toDo')}>
            {work.length + reviews.length + findings.length + judging.length + unrevised.length === 0 ? (
              <EmptyState title={t('nothingToDo')} />
            ) : (
              <div class="list-group list-group-flush">
                {reviews.length > 0 ? (
                  <a class="list-group-item list-group-item-action" href="/review-tasks">
                    <div class="d-flex flex-wrap gap-2 align-items-center">
                      <Badge tone={reviews.some((task) => task.urgency === 'urgent') ? 'danger' : 'warning'}>
                        {reviews.length}
                      </Badge>
                      <strong>{t('reviewWaiting', { n: reviews.length })}</strong>
                      <span class="ms-auto text-primary">{t('next.review')} →</span>
                    </div>
                  </a>
                ) : null}
                {unrevised.map((one) => (
                  <a class="list-group-item list-group-item-action" href={batchPath(one.batchId, 'results')}>
                    <div class="d-flex flex-wrap gap-2 align-items-center">
                      <Badge tone="danger">!</Badge>
                      <strong>{texts(lang, rulingMessages)('unrevisedTask', { title: one.title })}</strong>
                      <span class="ms-auto text-primary">{texts(lang, rulingMessages)('revise')} →</span>
                    </div>
                  </a>
                ))}
                {findings.map((finding) => (
                  <a
                    class="list-group-item list-group-item-action"
                    href={batchPath(finding.batchId, 'statistics')}
                  >
                    <div class="d-flex flex-wrap gap-2 align-items-center">
                      <Badge tone="danger">{finding.n}</Badge>
                      <strong>
                        {texts(lang, batchStatisticsMessages)('findingsWaiting', {
                          title: finding.title,
                          n: finding.n,
                        })}
                      </strong>
                      <span class="ms-auto text-primary">{t('next.check')} →</span>
                    </div>
                  </a>
                ))}
                {judging.map((entry) => (
                  <DutyLine lang={lang} {...entry} />
                ))}
                {work.map((entry) => (
                  <WorkLine lang={lang} {...entry} />
                ))}
              </div>
            )}
          </Card>
          {own.length > 0 ? (
            <Card title={t('quickLinks')}>
              <div class="d-flex flex-wrap gap-2">
                {own.map(([key, href]) => (
                  <a class="btn" href={href}>
                    {t(key)}
                  </a>
                ))}
              </div>
            </Card>
          ) : null}
        </PageBody>
      </>,
    )
  })
  return app
}

const WorkLine: FC<Work & { lang: Language }> = ({ lang, batch, step, href, next }) => {
  const t = texts(lang, batchMessages)
  return (
    <a class="list-group-item list-group-item-action" href={href}>
      <div class="d-flex flex-wrap gap-2 align-items-center">
        <Badge tone={stateTone(step)}>{t(`step.${step}`)}</Badge>
        <strong>{batch.title}</strong>
        <span class="ms-auto text-primary">{t(`next.${next}`)} →</span>
      </div>
      <div class="text-secondary small">
        {levelName(batch.level, lang)} · {windowText(batch)} · {t('candidates')} {batch.candidates}
      </div>
    </a>
  )
}

/** A round to finish or a record to answer, for the judge of a cut score. */
const DutyLine: FC<JudgeDuty & { lang: Language }> = ({ lang, study, duty }) => {
  const t = texts(lang, cutScoreMessages)
  return (
    <a
      class="list-group-item list-group-item-action"
      href={`/centre/cut-scores/${study.id}/${duty === 'sign' ? 'record' : 'judge'}`}
    >
      <div class="d-flex flex-wrap gap-2 align-items-center">
        <Badge tone="info">{t(`state.${study.state}`)}</Badge>
        <strong>{study.title}</strong>
        <span class="ms-auto text-primary">{t(`duty.${duty}`)} →</span>
      </div>
      <div class="text-secondary small">
        {t('title')} · {t(`method.${study.method}`)}
        {duty === 'estimate' ? ` · ${t('roundN', { n: study.round })}` : ''}
      </div>
    </a>
  )
}
