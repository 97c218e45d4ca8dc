/* Part 1 of a standard: overview, eligibility, assessment. */
import type { FC } from 'hono/jsx'
import { Facts } from '../components/facts.tsx'
import { texts } from '../messages/define-messages.ts'
import { standardMessages } from '../messages/standards.ts'
import { levelName, shortLevel } from '../messages/words.ts'
import type { StandardView } from './view.ts'

const ranks = (levels: readonly number[]) => [...levels].sort((a, b) => b - a)

export const Overview: FC<StandardView> = ({ lang, standard }) => {
  const t = texts(lang, standardMessages)
  const { occupation, overview, levels } = standard
  const { hours, teachers, facilities } = overview.training
  const rows: [string, unknown][] = [
    [t('occupation'), occupation.name],
    [
      t('code'),
      <>
        <code>{occupation.code}</code> {t('catalogue', { year: occupation.catalogue })}
      </>,
    ],
    ...(occupation.specialisations.length > 0
      ? [
          [t('specialisations'), occupation.specialisations.map((one) => one.name).join('、')] as [
            string,
            unknown,
          ],
        ]
      : []),
    [t('definition'), overview.definition],
    [
      t('levels'),
      ranks(levels)
        .map((level) => levelName(level, lang))
        .join('、'),
    ],
    [t('environment'), overview.environment],
    [t('abilities'), overview.abilities],
    [t('education'), overview.education],
    [
      t('hours'),
      ranks(levels)
        .filter((level) => hours[String(level)] !== undefined)
        .map((level) => `${shortLevel(level, lang)} ${hours[String(level)]}`)
        .join('，'),
    ],
    [t('teachers'), teachers],
    [t('facilities'), facilities],
    ...(occupation.aliases.length > 0
      ? [
          [
            t('aliases'),
            occupation.aliases
              .map((alias) => `${alias.code} ${alias.name ?? ''}（${alias.catalogue}）`)
              .join('；'),
          ] as [string, unknown],
        ]
      : []),
  ]
  return <Facts rows={rows as never} />
}

export const Eligibility: FC<StandardView> = ({ lang, standard }) => {
  const t = texts(lang, standardMessages)
  return (
    <>
      {[...standard.eligibility]
        .sort((a, b) => b.level - a.level)
        .map((entry) => (
          <section class="mb-3">
            <h3 class="h4 mb-1">
              {levelName(entry.level, lang)}{' '}
              <span class="text-secondary fw-normal small">
                {t('generation', { year: entry.generation })}
              </span>
            </h3>
            <p class="mb-1">{t('anyOf', { level: levelName(entry.level, lang) })}</p>
            <ol class="clause-list">
              {entry.anyOf.map(({ clause, text }) => (
                <li id={`e${clause}`}>{text}</li>
              ))}
            </ol>
          </section>
        ))}
    </>
  )
}

export const AssessmentRules: FC<StandardView> = ({ lang, standard }) => {
  const t = texts(lang, standardMessages)
  const { parts, ratios, venue } = standard.assessment
  const odd = (rule: { odd: boolean }) => (rule.odd ? t('odd') : '')
  const levels = ranks(standard.levels)
  return (
    <>
      <div class="table-responsive mb-3">
        <table class="table table-bordered doc-table">
          <thead>
            <tr>
              <th scope="col" class="text-nowrap">
                {t('part')}
              </th>
              {levels.map((level) => (
                <th scope="col" class="text-center text-nowrap">
                  {shortLevel(level, lang)}
                  <div class="small fw-normal">{t('minutes')}</div>
                </th>
              ))}
              <th scope="col" class="text-center text-nowrap">
                {t('pass')}
              </th>
              <th scope="col" class="wide-cell">
                {t('method')}
              </th>
            </tr>
          </thead>
          <tbody>
            {parts.map((part) => (
              <tr>
                <th scope="row" class="text-nowrap">
                  {part.name}
                </th>
                {levels.map((level) => (
                  <td class="text-center">
                    {part.levels.includes(level) ? (part.minutes[String(level)] ?? '—') : '—'}
                  </td>
                ))}
                <td class="text-center">
                  {part.fullMarks} / {part.passMark}
                </td>
                <td>{part.method}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <h3 class="h4">{t('ratios')}</h3>
      <ul>
        <li>
          {t('ratioTheory', {
            each: ratios.theoryInvigilators.candidatesEach,
            minimum: ratios.theoryInvigilators.minimumPerRoom,
          })}
        </li>
        <li>
          {t('ratioPractical', {
            each: ratios.practicalRaters.candidatesEach,
            minimum: ratios.practicalRaters.minimum,
            odd: odd(ratios.practicalRaters),
          })}
        </li>
        {ratios.reviewPanel ? (
          <li>{t('ratioReview', { minimum: ratios.reviewPanel.minimum, odd: odd(ratios.reviewPanel) })}</li>
        ) : null}
      </ul>
      <h3 class="h4">{t('venue')}</h3>
      <p class="mb-0">{venue}</p>
    </>
  )
}
