/* The studies one may read or judges, newest first. */
import { Hono } from 'hono'
import { listStudies } from '../../analytics/cut-scores/get-study.ts'
import type { Study, StudySummary } from '../../analytics/cut-scores/model.ts'
import { type Contexts, type Env, requireStaff } from '../../api/door.ts'
import { isAllowed, isAllowedAnywhere } from '../../identity/permissions.ts'
import { Badge, Card, PageBody, PageHeader, Table, Time, type Tone } from '../components/parts.tsx'
import { renderPage } from '../layout.tsx'
import { cutScoreMessages } from '../messages/cut-scores.ts'
import { texts } from '../messages/define-messages.ts'
import { studiesPath, studyPath } from './paths.ts'
import { figure } from './result.tsx'

export const stateTone: Readonly<Record<Study['state'], Tone | 'secondary'>> = {
  draft: 'secondary',
  round: 'warning',
  between: 'info',
  signing: 'warning',
  final: 'success',
}

export function studyListPages(contexts: Contexts): Hono<Env> {
  const app = new Hono<Env>()
  app.get(studiesPath, async (c) => {
    const actor = requireStaff(c)
    const t = texts(c.get('lang'), cutScoreMessages)
    const studies = await listStudies(contexts.staff, actor)
    const href = (study: StudySummary) =>
      isAllowed(actor, 'cut-score.read', study.organisationId)
        ? studyPath(study.id)
        : studyPath(study.id, 'judge')
    return renderPage(
      c,
      { title: t('title'), at: 'batches', styles: ['pages'] },
      <>
        <PageHeader title={t('title')} lead={t('lead')}>
          {isAllowedAnywhere(actor, 'cut-score.manage') ? (
            <a class="btn btn-primary" href={`${studiesPath}/new`}>
              {t('new')}
            </a>
          ) : null}
        </PageHeader>
        <PageBody>
          <Card flush>
            <Table
              head={[t('name'), t('method'), t('state'), t('cut'), t('created')]}
              empty={t('none')}
              rows={studies.map((study) => [
                <a href={href(study)}>{study.title}</a>,
                <span class="text-nowrap">{t(`method.${study.method}`)}</span>,
                <Badge tone={stateTone[study.state]}>
                  {study.state === 'round'
                    ? `${t('roundN', { n: study.round })} · ${t('state.round')}`
                    : t(`state.${study.state}`)}
                </Badge>,
                figure(study.cut),
                <span class="text-nowrap">
                  <Time at={study.createdAt} />
                </span>,
              ])}
            />
          </Card>
        </PageBody>
      </>,
    )
  })
  return app
}
