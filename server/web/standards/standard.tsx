/*
 * One standard, the whole of it readable: overview, eligibility, assessment,
 * basic requirements, work requirements, weight tables. Every clause is an
 * anchor (#2.1.1.1, #4S1.1.1), so that a point or a certificate can lead to it.
 */
import { Hono } from 'hono'
import type { FC } from 'hono/jsx'
import type { Contexts, Env } from '../../api/door.ts'
import { listBanks } from '../../banks/list-banks.ts'
import { getStandard } from '../../standards/get-standard.ts'
import { Facts, Hash } from '../components/facts.tsx'
import { Alert, Badge, Card, PageBody, PageHeader } from '../components/parts.tsx'
import { renderPage } from '../layout.tsx'
import { texts } from '../messages/define-messages.ts'
import { standardMessages } from '../messages/standards.ts'
import { levelName, shortLevel } from '../messages/words.ts'
import { AssessmentRules, Eligibility, Overview } from './overview.tsx'
import { byRank, type StandardView } from './view.ts'
import { WeightTable } from './weight-table.tsx'
import { Basics, WorkTable } from './work-table.tsx'

export function standardPages(contexts: Contexts): Hono<Env> {
  const app = new Hono<Env>()
  app.get('/standards/:id/:edition', async (c) => {
    const { id, edition } = c.req.param()
    const lang = c.get('lang')
    const t = texts(lang, standardMessages)
    const { hash, standard } = await getStandard(contexts.staff, id.slice(0, 40), edition.slice(0, 40))
    const bank = (await listBanks(contexts.staff)).find((one) => one.id === standard.id)
    const view = { lang, standard }
    return renderPage(
      c,
      { title: standard.title, at: 'standards', styles: ['pages'] },
      <>
        <PageHeader
          title={standard.title}
          pretitle={<a href="/standards">{t('title')}</a>}
          lead={
            <span class="d-flex flex-wrap gap-2 align-items-center">
              <code>{standard.id}</code>
              <span>
                {t('edition')} {standard.edition}
              </span>
              <span>{t('from', { date: standard.effective.from })}</span>
              {standard.effective.to ? <span>{t('to', { date: standard.effective.to })}</span> : null}
              {standard.occupation.flags.map((flag) => (
                <Badge tone={flag === 'L' ? 'success' : 'info'}>{t(`flag.${flag}`)}</Badge>
              ))}
            </span>
          }
        >
          {bank ? (
            <a class="btn" href={`/banks/${bank.id}`}>
              {t('banks')}
            </a>
          ) : null}
        </PageHeader>
        <PageBody>
          <Alert tone="warning" title={`${t('notice')}：${t(`kind.${standard.kind}`)}`}>
            {standard.notice}
          </Alert>
          <Contents {...view} />
          <Card id="overview" title={`1 ${t('overview')}`}>
            <Overview {...view} />
          </Card>
          <Card id="eligibility" title={t('eligibility')}>
            <Eligibility {...view} />
          </Card>
          <Card id="assessment" title={t('assessment')}>
            <AssessmentRules {...view} />
          </Card>
          <Card id="basics" title={`2 ${t('basics')}`}>
            <Basics {...view} />
          </Card>
          <h2 class="h2 mt-4 mb-1" id="work">
            3 {t('work')}
          </h2>
          <p class="text-secondary">{t('workLead')}</p>
          {byRank(standard.work).map((work, place) => (
            <Card flush id={`level-${work.level}`} title={`3.${place + 1} ${levelName(work.level, lang)}`}>
              <WorkTable lang={lang} work={work} />
            </Card>
          ))}
          <h2 class="h2 mt-4" id="weights">
            4 {t('weights')}
          </h2>
          <Card flush id="theory-weights" title={`4.1 ${t('theoryWeights')}`}>
            <WeightTable {...view} columns={standard.weights.theory} />
          </Card>
          <Card flush id="skill-weights" title={`4.2 ${t('skillWeights')}`}>
            <WeightTable {...view} columns={standard.weights.skill} />
          </Card>
          <Card title={t('sources')}>
            <ul class="mb-0">
              {standard.sources.map((source) => (
                <li>
                  {source.text} {source.clause ?? ''}
                </li>
              ))}
            </ul>
          </Card>
          <Card title={t('hash')}>
            <Facts
              rows={[
                [t('edition'), standard.edition],
                [t('hash'), <Hash value={hash} />],
              ]}
            />
          </Card>
        </PageBody>
      </>,
    )
  })
  return app
}

const Contents: FC<StandardView> = ({ lang, standard }) => {
  const t = texts(lang, standardMessages)
  const entries: [string, string][] = [
    ['overview', t('overview')],
    ['eligibility', t('eligibility')],
    ['assessment', t('assessment')],
    ['basics', t('basics')],
    ...byRank(standard.work).map(({ level }): [string, string] => [
      `level-${level}`,
      `${t('work')}·${shortLevel(level, lang)}`,
    ]),
    ['weights', t('weights')],
  ]
  return (
    <nav class="contents mb-3" aria-label={t('contents')}>
      {entries.map(([id, text]) => (
        <a class="btn btn-sm" href={`#${id}`}>
          {text}
        </a>
      ))}
    </nav>
  )
}
