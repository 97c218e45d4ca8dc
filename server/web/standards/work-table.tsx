/* Parts 2 and 3 of a standard: basic requirements, and work requirements level by level. */
import type { FC } from 'hono/jsx'
import type { BasicSection, ClauseText, WorkLevel } from '../../../bank-schemas/index.ts'
import type { Language } from '../../api/door.ts'
import { texts } from '../messages/define-messages.ts'
import { standardMessages } from '../messages/standards.ts'
import type { StandardView } from './view.ts'

export const Basics: FC<StandardView> = ({ lang, standard }) => {
  const t = texts(lang, standardMessages)
  return (
    <>
      <h3 class="h3">2.1 {t('ethics')}</h3>
      <Sections lang={lang} sections={standard.basics.ethics} />
      <h3 class="h3 mt-3">2.2 {t('knowledge')}</h3>
      <Sections lang={lang} sections={standard.basics.knowledge} />
    </>
  )
}

const Sections: FC<{ lang: Language; sections: readonly BasicSection[] }> = ({ lang, sections }) => (
  <div class="row">
    {sections.map((section) => (
      <section class="col-md-6 mb-2" id={section.clause}>
        <h4 class="h4 mb-1">
          {section.clause} {section.name}
        </h4>
        <Clauses lang={lang} clauses={section.items} />
      </section>
    ))}
  </div>
)

/** `4S1.1.1` prints as 1.1.1: the table it stands in says the level and the kind. */
const printed = (clause: string) => clause.replace(/^\d[SK]/, '')

const Clauses: FC<{ lang: Language; clauses: readonly ClauseText[] }> = ({ lang, clauses }) => {
  const t = texts(lang, standardMessages)
  return (
    <ul class="clauses">
      {clauses.map(({ clause, text }) => (
        <li id={clause}>
          <a
            class="clause-number"
            href={`#${clause}`}
            title={clause}
            aria-label={t('clauseLink', { clause })}
          >
            {printed(clause)}
          </a>
          {text}
        </li>
      ))}
    </ul>
  )
}

export const WorkTable: FC<{ lang: Language; work: WorkLevel }> = ({ lang, work }) => {
  const t = texts(lang, standardMessages)
  return (
    <div class="table-responsive">
      <table class="table table-bordered doc-table work-table mb-0">
        <thead>
          <tr>
            <th scope="col">{t('function')}</th>
            <th scope="col">{t('content')}</th>
            <th scope="col">{t('skills')}</th>
            <th scope="col">{t('related')}</th>
          </tr>
        </thead>
        <tbody>
          {work.functions.flatMap((one) =>
            one.contents.map((content, place) => (
              <tr>
                {place === 0 ? (
                  <th scope="rowgroup" rowspan={one.contents.length} id={`${work.level}F${one.number}`}>
                    {one.number}. {one.name}
                  </th>
                ) : null}
                <td class="work-content">
                  {content.number} {content.name}
                </td>
                <td data-label={t('skills')}>
                  <Clauses lang={lang} clauses={content.skills} />
                </td>
                <td data-label={t('related')}>
                  <Clauses lang={lang} clauses={content.knowledge} />
                </td>
              </tr>
            )),
          )}
        </tbody>
      </table>
    </div>
  )
}
