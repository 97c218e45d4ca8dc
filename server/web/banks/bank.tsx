/* One bank: levels, paper patterns, glossary, and for those permitted the practical tasks. Public. */
import { Hono } from 'hono'
import type { FC } from 'hono/jsx'
import type { Bank, PaperPattern } from '../../../bank-schemas/index.ts'
import type { Contexts, Env, Language } from '../../api/door.ts'
import { getBank, listBanks } from '../../banks/list-banks.ts'
import { listTasks } from '../../banks/list-items.ts'
import type { BankLevelSummary } from '../../banks/model.ts'
import { isAllowedAnywhere } from '../../identity/permissions.ts'
import { Facts, Figures } from '../components/facts.tsx'
import { Badge, Card, PageBody, PageHeader, Table } from '../components/parts.tsx'
import { renderPage } from '../layout.tsx'
import { bankMessages } from '../messages/banks.ts'
import { texts } from '../messages/define-messages.ts'
import { practiceMessages } from '../messages/practice.ts'
import { levelName, words } from '../messages/words.ts'

export function bankPages(contexts: Contexts): Hono<Env> {
  const app = new Hono<Env>()
  app.get('/banks/:id', async (c) => {
    const lang = c.get('lang')
    const t = texts(lang, bankMessages)
    const bank = await getBank(contexts.staff, c.req.param('id').slice(0, 40))
    const summary = (await listBanks(contexts.staff)).find((one) => one.id === bank.id)
    const actor = c.get('actor')
    const tasks =
      actor && isAllowedAnywhere(actor, 'bank.read-tasks')
        ? (
            await Promise.all(bank.levels.map((level) => listTasks(contexts.staff, actor, bank.id, level)))
          ).flatMap((found, place) => found.map(({ task }) => ({ task, level: bank.levels[place]! })))
        : undefined
    return renderPage(
      c,
      { title: bank.name, at: 'banks', styles: ['pages'] },
      <>
        <PageHeader
          title={bank.name}
          pretitle={<a href="/banks">{t('title')}</a>}
          lead={
            <>
              <code>{bank.id}</code> · {t('version', { version: bank.version })} · {t('standard')}{' '}
              <a href={`/standards/${bank.standard.id}/${bank.standard.edition}`}>
                {bank.standard.id} / {bank.standard.edition}
              </a>
            </>
          }
        />
        <PageBody>
          {summary?.levels.map((level) => (
            <LevelCard lang={lang} bankId={bank.id} level={level} />
          ))}
          <Card flush title={t('patterns')}>
            <Table
              head={[t('pattern'), levelHead(lang), t('sections'), t('total'), t('minutes')]}
              empty={texts(lang, words)('none')}
              rows={bank.patterns.map((pattern) => [
                pattern.name,
                <span class="text-nowrap">{levelName(pattern.level, lang)}</span>,
                sectionsText(pattern, lang),
                fullMarks(pattern),
                <span class="text-nowrap">{texts(lang, words)('minutes', { n: pattern.minutes })}</span>,
              ])}
            />
          </Card>
          {tasks ? (
            <Card flush title={t('taskList')}>
              <Table
                head={[t('task'), levelHead(lang), t('method'), t('minutes')]}
                empty={texts(lang, words)('none')}
                rows={tasks.map(({ task, level }) => [
                  <a href={`/banks/${bank.id}/levels/${level}/tasks/${task.id}`}>{task.title}</a>,
                  <span class="text-nowrap">{levelName(level, lang)}</span>,
                  task.method,
                  texts(lang, words)('minutes', { n: task.minutes }),
                ])}
              />
            </Card>
          ) : null}
          <Glossary lang={lang} bank={bank} />
        </PageBody>
      </>,
    )
  })
  return app
}

const levelHead = (lang: Language) => texts(lang, words)('level')

const LevelCard: FC<{ lang: Language; bankId: string; level: BankLevelSummary }> = ({
  lang,
  bankId,
  level,
}) => {
  const t = texts(lang, bankMessages)
  const w = texts(lang, words)
  return (
    <Card
      title={levelName(level.level, lang)}
      actions={
        <span class="d-flex flex-wrap gap-2">
          {level.open > 0 ? (
            <a class="btn" href={`/practice?choice=${bankId}/${level.level}`}>
              {texts(lang, practiceMessages)('begin')}
            </a>
          ) : null}
          <a class="btn btn-primary" href={`/banks/${bankId}/levels/${level.level}`}>
            {t('syllabus')}
          </a>
        </span>
      }
    >
      <Figures
        figures={[
          { value: level.points, text: t('points') },
          { value: level.items, text: t('items') },
          { value: level.open, text: t('open') },
          { value: level.models, text: t('models') },
          { value: level.tasks, text: t('tasks') },
        ]}
      />
      <Facts
        rows={[
          [
            t('kinds'),
            Object.entries(level.kinds)
              .sort(([, a], [, b]) => b - a)
              .map(([kind, count]) => `${w(`kind.${kind as 'case'}`)} ${count}`)
              .join('，'),
          ],
        ]}
      />
    </Card>
  )
}

const Glossary: FC<{ lang: Language; bank: Bank }> = ({ lang, bank }) => {
  const t = texts(lang, bankMessages)
  return (
    <details class="card mb-3">
      <summary class="card-header">
        <h2 class="card-title d-inline">
          {t('glossary')} <Badge>{bank.glossary.length}</Badge>
        </h2>
      </summary>
      <Table
        head={[t('term'), t('english'), t('avoid')]}
        empty={texts(lang, words)('none')}
        rows={bank.glossary.map((entry) => [
          entry.term,
          <span lang="en">{entry.en ?? ''}</span>,
          <span class="text-secondary">{(entry.avoid ?? []).join('、')}</span>,
        ])}
      />
    </details>
  )
}

export function sectionsText(pattern: Pick<PaperPattern, 'sections'>, lang: Language): string {
  const t = texts(lang, bankMessages)
  const w = texts(lang, words)
  return pattern.sections
    .map(({ kind, count, marksEach }) => t('section', { kind: w(`kind.${kind}`), count, marks: marksEach }))
    .join(lang === 'zh' ? '，' : ', ')
}

export const fullMarks = (pattern: Pick<PaperPattern, 'sections'>): number =>
  pattern.sections.reduce((sum, { count, marksEach }) => sum + count * marksEach, 0)
