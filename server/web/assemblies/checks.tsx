/* Asked against got: a row a requirement, a column a form; and marks by scope as a picture. */
import type { FC } from 'hono/jsx'
import type { Language } from '../../api/door.ts'
import type { FormCurves } from '../../assembly/form-curves.ts'
import type { Check } from '../../assembly/model.ts'
import { BarsChart, seriesColours as colours, LinesChart } from '../components/chart.tsx'
import { Badge } from '../components/parts.tsx'
import { assemblyMessages } from '../messages/assemblies.ts'
import { texts } from '../messages/define-messages.ts'

interface ChecksProps {
  readonly lang: Language
  readonly checks: readonly Check[]
  readonly forms: number
}

const families: readonly Check['family'][] = [
  'section',
  'scope',
  'facility',
  'importance',
  'point',
  'key',
  'enemies',
  'secrecy',
  'overlap',
  'subscope',
]

export const ChecksTable: FC<ChecksProps> = ({ lang, checks, forms }) => {
  const t = texts(lang, assemblyMessages)
  const columns = Array.from({ length: forms }, (_, n) => n)
  return (
    <div class="table-responsive">
      <table class="table table-sm card-table">
        <thead>
          <tr>
            <th scope="col">{t('requirement')}</th>
            <th scope="col" class="text-end">
              {t('asked')}
            </th>
            {columns.map((n) => (
              <th scope="col" class="text-end text-nowrap">
                {t('form', { n: n + 1 })}
              </th>
            ))}
            <th scope="col" />
          </tr>
        </thead>
        {families
          .filter((family) => checks.some((check) => check.family === family))
          .map((family) => (
            <tbody>
              <tr>
                <th scope="colgroup" colspan={forms + 3} class="bg-light">
                  {t(`family.${family}`)}
                </th>
              </tr>
              {checks
                .filter((check) => check.family === family)
                .map((check) => (
                  <tr>
                    <td>{check.name[lang]}</td>
                    <td class="number-cell">{askedText(check, lang)}</td>
                    {check.family === 'overlap' ? (
                      <td class="number-cell" colspan={forms}>
                        {check.got[0]}
                      </td>
                    ) : (
                      columns.map((n) => <td class="number-cell">{check.got[n]}</td>)
                    )}
                    <td class="text-end">
                      <Badge tone={check.met ? 'success' : check.required ? 'danger' : 'secondary'}>
                        {check.met ? t('met') : check.required ? t('unmet') : t('preferred')}
                      </Badge>
                    </td>
                  </tr>
                ))}
            </tbody>
          ))}
      </table>
    </div>
  )
}

const round = (value: number) => Math.round(value * 1e4) / 1e4

function askedText({ asked: { min, max, target } }: Check, lang: Language): string {
  const t = texts(lang, assemblyMessages)
  if (min !== undefined && max !== undefined && min === max) return String(round(min))
  if (min !== undefined && max !== undefined) return t('between', { min: round(min), max: round(max) })
  if (max !== undefined) return t('atMost', { max: round(max) })
  if (min !== undefined) return t('atLeast', { min: round(min) })
  return target === undefined ? '' : String(round(target))
}

/** Scopes of the second level; with many forms only the first six are drawn. */
export const ScopeChart: FC<ChecksProps> = ({ lang, checks, forms }) => {
  const t = texts(lang, assemblyMessages)
  const scopes = checks.filter((check) => check.family === 'scope' && /^scope:..$/.test(check.id))
  const drawn = Math.min(forms, colours.length)
  return (
    <BarsChart
      label={t('chart')}
      categories={scopes.map((check) => check.name[lang].replace(' ', '\n'))}
      series={[
        { name: t('chartAsked'), values: scopes.map((check) => check.asked.target ?? 0), colour: '#b8c4d2' },
        ...Array.from({ length: drawn }, (_, n) => ({
          name: t('form', { n: n + 1 }),
          values: scopes.map((check) => check.got[n] ?? 0),
          colour: colours[n]!,
        })),
      ]}
    />
  )
}

/** Expected facility of each form beside the target. */
export const FacilityChart: FC<ChecksProps> = ({ lang, checks, forms }) => {
  const t = texts(lang, assemblyMessages)
  const facility = checks.find((check) => check.family === 'facility')
  if (!facility) return null
  return (
    <BarsChart
      label={t('facilityChart')}
      height={220}
      categories={Array.from({ length: forms }, (_, n) => t('form', { n: n + 1 }))}
      series={[
        { name: t('target'), values: facility.got.map(() => facility.asked.target ?? 0), colour: '#b8c4d2' },
        { name: t('family.facility'), values: facility.got, colour: colours[0] },
      ]}
    />
  )
}

/** What the forms are expected to do over the range of ability, laid over each other. */
export const CurveCharts: FC<{ lang: Language; curves: FormCurves }> = ({ lang, curves }) => {
  const t = texts(lang, assemblyMessages)
  const forms = curves.forms.slice(0, colours.length)
  const calibrated = curves.forms.reduce((sum, form) => sum + form.calibrated, 0)
  const items = curves.forms.reduce((sum, form) => sum + form.items, 0)
  const lines = (of: (form: FormCurves['forms'][number]) => readonly number[]) =>
    forms.map((form, place) => ({
      name: t('form', { n: form.number }),
      points: of(form).map((value, k) => [curves.abilities[k]!, value] as const),
      colour: colours[place]!,
      dashed: place > 0,
    }))
  return (
    <>
      <p class="text-secondary">{t('curvesHint', { calibrated, items })}</p>
      <h3 class="h4">{t('shareCurve')}</h3>
      <LinesChart
        label={t('shareCurve')}
        series={lines((form) => form.share)}
        x={t('ability')}
        y={t('shareOfMarks')}
        yMax={1}
        xRange={[-3, 3]}
      />
      <h3 class="h4 mt-3">{t('informationCurve')}</h3>
      <LinesChart
        label={t('informationCurve')}
        series={lines((form) => form.information)}
        x={t('ability')}
        y={t('informationCurve')}
        xRange={[-3, 3]}
      />
    </>
  )
}
