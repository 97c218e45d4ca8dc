/* A form for those who check it: every item with key and rationale. */
import { Hono } from 'hono'
import { type Contexts, type Env, requireStaff } from '../../api/door.ts'
import { getAssembly } from '../../assembly/get-assembly.ts'
import { openForm } from '../../assembly/open-form.ts'
import { getStandardRevision } from '../../standards/get-standard.ts'
import { notFound } from '../components/form-answer.ts'
import { ItemCard } from '../components/item-view.tsx'
import { Alert, PageBody, PageHeader } from '../components/parts.tsx'
import { renderPrint } from '../components/print-page.tsx'
import { renderPage } from '../layout.tsx'
import { assemblyMessages } from '../messages/assemblies.ts'
import { texts } from '../messages/define-messages.ts'
import { levelName, words } from '../messages/words.ts'
import { AnswerSheet } from './answer-sheet.tsx'
import { ExamPaper } from './exam-paper.tsx'

export function formPages(contexts: Contexts): Hono<Env> {
  const app = new Hono<Env>()
  const ctx = contexts.staff

  app.get('/centre/assemblies/:id/forms/:number', async (c) => {
    const lang = c.get('lang')
    const t = texts(lang, assemblyMessages)
    const w = texts(lang, words)
    const { id, number } = c.req.param()
    const actor = requireStaff(c)
    const { assembly, one } = await find(actor, id, number)
    const { form, items, media } = await openForm(ctx, actor, { formId: one.id, as: 'preview' })
    return renderPage(
      c,
      { title: `${t('form', { n: one.number })} · ${one.id}`, at: 'assemblies', styles: ['katex', 'pages'] },
      <>
        <PageHeader
          title={t('form', { n: one.number })}
          pretitle={
            <a href={`/centre/assemblies/${id}`}>
              {assembly.bankName} · {levelName(assembly.level, lang)}
            </a>
          }
          lead={<code>{one.id}</code>}
        >
          <a class="btn" href={`/centre/assemblies/${id}/forms/${number}/paper`}>
            {t('paper')}
          </a>
          <a class="btn" href={`/centre/assemblies/${id}/forms/${number}/answers`}>
            {t('answers')}
          </a>
        </PageHeader>
        <PageBody>
          <Alert tone="warning">{t('secretNote')}</Alert>
          {form.document.sections.map((section) => (
            <section>
              <h2 class="h3 mt-3">
                {section.title ?? w(`kind.${section.kind as 'case'}`)}{' '}
                <span class="text-secondary fw-normal">
                  {t('eachMarks', {
                    marks: section.marksEach,
                    total: section.marksEach * section.items.length,
                  })}
                </span>
              </h2>
              {section.items.map((entry) => (
                <ItemCard
                  lang={lang}
                  item={items.get(entry.hash)!}
                  media={media}
                  hash={entry.hash}
                  number={entry.number}
                  withKey
                />
              ))}
            </section>
          ))}
        </PageBody>
      </>,
    )
  })

  for (const as of ['paper', 'answers'] as const) {
    app.get(`/centre/assemblies/:id/forms/:number/${as}`, async (c) => {
      const lang = c.get('lang')
      const t = texts(lang, assemblyMessages)
      const { id, number } = c.req.param()
      const actor = requireStaff(c)
      const { assembly, one } = await find(actor, id, number)
      const [opened, { standard }] = await Promise.all([
        openForm(ctx, actor, { formId: one.id, as }),
        getStandardRevision(ctx, assembly.standardHash),
      ])
      const title = t('paperTitle', {
        occupation: standard.occupation.name,
        level: levelName(assembly.level, lang),
      })
      const Document = as === 'paper' ? ExamPaper : AnswerSheet
      return renderPrint(
        c,
        {
          title: `${t(as)} · ${t('form', { n: one.number })}`,
          back: `/centre/assemblies/${id}`,
          note: t('secretNote'),
        },
        <Document lang={lang} title={title} opened={opened} />,
      )
    })
  }

  async function find(actor: ReturnType<typeof requireStaff>, id: string, number: string) {
    const assembly = await getAssembly(ctx, actor, id)
    const one = assembly.assembled.find((form) => String(form.number) === number)
    if (!one) throw notFound(`${id}/${number}`)
    return { assembly, one }
  }

  return app
}
