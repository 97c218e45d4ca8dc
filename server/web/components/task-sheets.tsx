/*
 * The papers of a practical task, as a centre prints them: 准备通知单 for the site
 * and the candidate, 试卷, and an empty 评分记录表.
 */
import type { Child, FC } from 'hono/jsx'
import type { PracticalTask, SheetLine } from '../../../bank-schemas/index.ts'
import type { Language } from '../../api/door.ts'
import { texts } from '../messages/define-messages.ts'
import { taskMessages } from '../messages/tasks.ts'
import { levelName, words } from '../messages/words.ts'
import { type Media, Rich } from './item-view.tsx'

export interface TaskProps {
  readonly lang: Language
  readonly task: PracticalTask
  readonly occupation: string
  readonly level: number
  readonly media: Media
}

export const TaskSheets: FC<TaskProps> = (props) => (
  <>
    <Preparation {...props} side="site" />
    <Preparation {...props} side="candidate" />
    <Paper {...props} />
    <DeductionSheet {...props} />
  </>
)

const Head: FC<TaskProps & { title: string }> = ({ lang, task, occupation, level, title }) => {
  const t = texts(lang, taskMessages)
  return (
    <>
      <h1 class="sheet-title">
        {occupation}（{levelName(level, lang)}）{t('exam')}
      </h1>
      <h2 class="sheet-subtitle">{title}</h2>
      <p class="sheet-facts">
        <span>
          {t('title')}：{task.title}
        </span>
        <span>
          {t('code')}：{task.id}
        </span>
        <span>
          {t('method')}：{task.method}
        </span>
        <span>
          {t('minutes')}：{texts(lang, words)('minutes', { n: task.minutes })}
        </span>
      </p>
    </>
  )
}

const Preparation: FC<TaskProps & { side: 'site' | 'candidate' }> = ({ side, ...props }) => {
  const t = texts(props.lang, taskMessages)
  const { preparation } = props.task
  return (
    <section class="sheet">
      <Head {...props} title={side === 'site' ? t('sitePreparation') : t('ownPreparation')} />
      <table class="ruled">
        <thead>
          <tr>
            {[t('number'), t('name'), t('specification'), t('unit'), t('quantity'), t('remark')].map(
              (head) => (
                <th scope="col">{head}</th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {preparation[side].map((need, place) => (
            <tr>
              <td class="centre">{place + 1}</td>
              <td>{need.name}</td>
              <td>{need.specification ?? ''}</td>
              <td class="centre">{need.unit ?? ''}</td>
              <td class="centre">{need.quantity ?? ''}</td>
              <td>{need.note ?? ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <h3>{t('safety')}</h3>
      <ol>
        {preparation.safety.map((line) => (
          <li>{line}</li>
        ))}
      </ol>
    </section>
  )
}

const Paper: FC<TaskProps> = (props) => {
  const { lang, task, media } = props
  const t = texts(lang, taskMessages)
  return (
    <section class="sheet">
      <Head {...props} title={t('paper')} />
      <PersonLine lang={lang} />
      <h3>一、{t('background')}</h3>
      <Rich text={task.task.background} media={media} />
      <h3>二、{t('requirements')}</h3>
      <ol>
        {task.task.requirements.map((line) => (
          <li>
            <Rich text={line} media={media} />
          </li>
        ))}
      </ol>
      <h3>三、{t('deliverables')}</h3>
      <ol>
        {task.task.deliverables.map((line) => (
          <li>{line}</li>
        ))}
      </ol>
    </section>
  )
}

const PersonLine: FC<{ lang: Language }> = ({ lang }) => {
  const t = texts(lang, taskMessages)
  return (
    <p class="sheet-blanks">
      {[t('candidateName'), t('admissionNo'), t('workplace'), t('unitName')].map((label) => (
        <span>
          {label}：<i />
        </span>
      ))}
    </p>
  )
}

export const deductionText = (
  lang: Language,
  { text, each, times }: SheetLine['deductions'][number],
): string => {
  const t = texts(lang, taskMessages)
  return times > 1 ? t('deductionTimes', { text, each, most: each * times }) : t('deduction', { text, each })
}

const DeductionSheet: FC<TaskProps> = (props) => {
  const { lang, task } = props
  const t = texts(lang, taskMessages)
  const lines = task.sheet.sections.flatMap((section) =>
    section.lines.map((line, place) => ({
      line,
      first: place === 0 ? section : undefined,
      span: section.lines.length,
    })),
  )
  return (
    <section class="sheet">
      <Head {...props} title={t('sheet')} />
      <PersonLine lang={lang} />
      <table class="ruled">
        <thead>
          <tr>
            {(
              [
                ['', 'w-4'],
                [t('element'), 'w-12'],
                [t('requirement'), 'w-22'],
                [t('marks'), 'w-5'],
                [t('rule'), ''],
                [t('taken'), 'w-6'],
                [t('got'), 'w-6'],
              ] as const
            ).map(([head, width]) => (
              <th scope="col" class={width}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ line, first, span }) => (
            <tr>
              {first ? (
                <th scope="rowgroup" rowspan={span} class="upright">
                  {first.name}
                </th>
              ) : null}
              <td>
                {line.id} {line.element}
              </td>
              <td>{line.requirement}</td>
              <td class="centre">{line.marks}</td>
              <td>
                {line.deductions.map((deduction) => (
                  <div>{deductionText(lang, deduction)}</div>
                ))}
              </td>
              <td />
              <td />
            </tr>
          ))}
          <tr>
            <th colspan={3} scope="row">
              {t('total')}
            </th>
            <td class="centre">{task.sheet.fullMarks}</td>
            <td />
            <td />
            <td />
          </tr>
        </tbody>
      </table>
      <h3>{t('vetoes')}</h3>
      <p>{t('vetoNote')}</p>
      <VetoTable lang={lang} vetoes={task.sheet.vetoes} />
      <p class="sheet-blanks">
        {[t('rater'), t('checker'), t('date')].map((label) => (
          <span>
            {label}：<i />
          </span>
        ))}
      </p>
    </section>
  )
}

const VetoTable: FC<{ lang: Language; vetoes: PracticalTask['sheet']['vetoes'] }> = ({
  lang,
  vetoes,
}): Child => {
  const t = texts(lang, taskMessages)
  return (
    <table class="ruled">
      <tbody>
        {vetoes.map((veto) => (
          <tr>
            <td class="centre w-6">{veto.id}</td>
            <td>{veto.text}</td>
            <td>{t(`effect.${veto.effect}`)}</td>
            <td class="centre w-6" />
          </tr>
        ))}
      </tbody>
    </table>
  )
}
