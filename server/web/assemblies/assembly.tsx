/* One assembly: asked against got, the proof of quality, marks by scope as a picture, the forms. */
import { Hono } from 'hono'
import { type AppContext, type Contexts, type Env, requireStaff } from '../../api/door.ts'
import { limits } from '../../api/limits.ts'
import type { Forecast } from '../../assembly/forecast.ts'
import { forecastAssembly } from '../../assembly/forecast-assembly.ts'
import { getFormCurves } from '../../assembly/form-curves.ts'
import { getAssembly } from '../../assembly/get-assembly.ts'
import { Facts, Hash } from '../components/facts.tsx'
import { Alert, Badge, Card, PageBody, PageHeader, Table, Time } from '../components/parts.tsx'
import { renderPage } from '../layout.tsx'
import { assemblyMessages } from '../messages/assemblies.ts'
import { texts } from '../messages/define-messages.ts'
import { levelName } from '../messages/words.ts'
import { ChecksTable, CurveCharts, FacilityChart, ScopeChart } from './checks.tsx'
import { ReasonList } from './new.tsx'
import { patternNames } from './pattern-names.ts'

export function assemblyPages(contexts: Contexts): Hono<Env> {
  const app = new Hono<Env>()
  const ctx = contexts.staff

  app.get('/centre/assemblies/:id', (c) => render(c, undefined))
  app.get('/centre/assemblies/:id/forecast', limits({ seconds: 60 }), async (c) =>
    render(c, await forecastAssembly(ctx, requireStaff(c), c.req.param('id'))),
  )

  async function render(c: AppContext, forecast: Forecast | undefined) {
    const lang = c.get('lang')
    const t = texts(lang, assemblyMessages)
    const assembly = await getAssembly(ctx, requireStaff(c), c.req.param('id') ?? '')
    const curves = await getFormCurves(ctx, assembly)
    const { certificate, checks, supply } = assembly.report
    const nameOf = await patternNames(ctx, [assembly.bankId])
    const base = `/centre/assemblies/${assembly.id}`
    const title = `${assembly.bankName} · ${levelName(assembly.level, lang)} · ${nameOf(assembly.bankId, assembly.pattern)}`
    return renderPage(
      c,
      { title, at: 'assemblies', styles: ['pages'] },
      <>
        <PageHeader
          title={title}
          pretitle={<a href="/centre/assemblies">{t('title')}</a>}
          lead={
            <>
              <Time at={assembly.createdAt} /> · {t('seed')} {assembly.seed} · {t('forms')} {assembly.forms}
            </>
          }
        />
        <PageBody>
          <Card flush title={t('formList')}>
            <div class="flush-hint text-secondary">{t('secretNote')}</div>
            <Table
              head={['', t('formId'), t('itemCount'), t('marks'), t('compiled'), '']}
              empty=""
              rows={assembly.assembled.map((one) => [
                <span class="text-nowrap">{t('form', { n: one.number })}</span>,
                <code class="text-nowrap" title={one.hash}>
                  {one.id}
                </code>,
                one.form.sections.reduce((sum, section) => sum + section.items.length, 0),
                one.form.fullMarks,
                one.compiledAt ? <Time at={one.compiledAt} /> : <Badge>{t('notCompiled')}</Badge>,
                <span class="d-flex flex-wrap gap-2">
                  <a href={`${base}/forms/${one.number}`}>{t('preview')}</a>
                  <a href={`${base}/forms/${one.number}/paper`}>{t('paper')}</a>
                  <a href={`${base}/forms/${one.number}/answers`}>{t('answers')}</a>
                </span>,
              ])}
            />
          </Card>
          <Card title={t('chart')}>
            <ScopeChart lang={lang} checks={checks} forms={assembly.forms} />
          </Card>
          <Card title={t('facilityChart')}>
            <FacilityChart lang={lang} checks={checks} forms={assembly.forms} />
          </Card>
          <Card title={t('curves')}>
            <CurveCharts lang={lang} curves={curves} />
          </Card>
          <Card title={t('certificate')}>
            <Facts
              rows={[
                [
                  t('violations'),
                  certificate.violations.length === 0 ? (
                    <Badge tone="success">0</Badge>
                  ) : (
                    certificate.violations.join('，')
                  ),
                ],
                [t('largestDifference'), certificate.largestDifference],
                [
                  t('gap'),
                  t('gapText', {
                    gap: round(certificate.gap),
                    cost: round(certificate.cost),
                    bound: round(certificate.bound),
                  }),
                ],
                [t('method'), t(`method.${certificate.method}`)],
                [
                  t('supply'),
                  t('supplyText', {
                    eligible: supply.eligible,
                    items: supply.items,
                    observed: supply.observed ?? 0,
                  }),
                ],
                [t('model'), <Hash value={certificate.modelHash} />],
                [t('blueprint'), <Hash value={assembly.blueprintHash} />],
                [t('standard'), <Hash value={assembly.standardHash} />],
                [t('syllabus'), <Hash value={assembly.syllabusHash} />],
              ]}
            />
          </Card>
          <Card
            title={t('forecast')}
            actions={
              <a class="btn" href={`${base}/forecast#forecast`}>
                {t('forecastButton')}
              </a>
            }
            id="forecast"
          >
            {forecast ? <ForecastView lang={lang} forecast={forecast} /> : null}
          </Card>
          <Card flush title={t('checks')}>
            <div class="flush-hint text-secondary">{t('checksLead')}</div>
            <ChecksTable lang={lang} checks={checks} forms={assembly.forms} />
          </Card>
        </PageBody>
      </>,
    )
  }

  return app
}

const round = (value: number) => Math.round(value * 1e4) / 1e4

const ForecastView = ({ lang, forecast }: { lang: 'zh' | 'en'; forecast: Forecast }) => {
  const t = texts(lang, assemblyMessages)
  return (
    <>
      <Alert tone={forecast.furtherForms > 0 ? 'info' : 'warning'}>
        {t('forecastResult', { count: forecast.furtherForms })}
      </Alert>
      {forecast.runsDry.length > 0 ? (
        <>
          <h3 class="h4">{t('runsDry')}</h3>
          <ReasonList lang={lang} reasons={forecast.runsDry} />
        </>
      ) : null}
      <h3 class="h4 mt-3">{t('thinPoints')}</h3>
      <div class="d-flex flex-wrap gap-2">
        {forecast.thinPoints.map(({ point, unused }) => (
          <Badge tone={unused === 0 ? 'danger' : 'secondary'}>
            {point} {t('unused', { n: unused })}
          </Badge>
        ))}
      </div>
    </>
  )
}
