/* What a centre prints of its candidates: 准考证, 桌签, 签到表. ID numbers stay masked. */
import { Hono } from 'hono'
import type { FC } from 'hono/jsx'
import { type Contexts, type Env, type Language, requireStaff } from '../../api/door.ts'
import { getBatch, listAdmissions } from '../../batches/get-batch.ts'
import type { Admission, Batch } from '../../batches/model.ts'
import { getStandardRevision } from '../../standards/get-standard.ts'
import { renderPrint } from '../components/print-page.tsx'
import { batchMessages } from '../messages/batches.ts'
import { texts } from '../messages/define-messages.ts'
import { levelName } from '../messages/words.ts'
import { batchPath, windowText } from './frame.tsx'

interface PrintProps {
  readonly lang: Language
  readonly batch: Batch
  readonly occupation: string
  readonly admissions: readonly Admission[]
}

const prints = ['tickets', 'labels', 'signInSheet'] as const

export function candidatePrintPages(contexts: Contexts): Hono<Env> {
  const app = new Hono<Env>()
  const ctx = contexts.staff
  for (const print of prints) {
    app.get(`/centre/batches/:id/candidates/${print}`, async (c) => {
      const actor = requireStaff(c)
      const batch = await getBatch(ctx, actor, c.req.param('id'))
      const [admissions, { standard }] = await Promise.all([
        listAdmissions(ctx, actor, batch.id),
        getStandardRevision(ctx, batch.standardHash),
      ])
      const Document = { tickets: Tickets, labels: Labels, signInSheet: SignInSheets }[print]
      return renderPrint(
        c,
        {
          title: `${texts(c.get('lang'), batchMessages)(print)} · ${batch.title}`,
          back: batchPath(batch.id, 'candidates'),
        },
        <Document
          lang={c.get('lang')}
          batch={batch}
          admissions={admissions}
          occupation={standard.occupation.name}
        />,
      )
    })
  }
  return app
}

/** Pages of so many tickets or labels each. */
function sheetsOf<T>(entries: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(entries.length / size) }, (_, n) =>
    entries.slice(n * size, (n + 1) * size),
  )
}

const place = ({ room, seat }: Admission) => [room, seat].filter(Boolean).join(' ') || '—'

const Tickets: FC<PrintProps> = ({ lang, batch, occupation, admissions }) => {
  const t = texts(lang, batchMessages)
  return (
    <>
      {sheetsOf(admissions, 6).map((sheet) => (
        <section class="sheet">
          <div class="tickets">
            {sheet.map((one) => (
              <article class="ticket">
                <h2>{t('ticketTitle')}</h2>
                <div class="ticket-exam">{batch.title}</div>
                <dl>
                  <dt>{t('name')}</dt>
                  <dd class="big">{one.name}</dd>
                  <dt>{t('admissionNo')}</dt>
                  <dd class="big tabular">{one.admissionNo}</dd>
                  <dt>{t('idNumber')}</dt>
                  <dd class="tabular">{one.idNumberMasked}</dd>
                  <dt>{t('occupation')}</dt>
                  <dd>
                    {occupation} {levelName(batch.level, lang)}
                  </dd>
                  <dt>{t('examTime')}</dt>
                  <dd>{windowText(batch)}</dd>
                  <dt>{t('examRoom')}</dt>
                  <dd class="big">{place(one)}</dd>
                </dl>
                <ol>
                  <li>{t('rule1', { late: batch.lateEntryMinutes })}</li>
                  <li>{t('rule2')}</li>
                  <li>{t('rule3')}</li>
                  <li>{t('rule4', { early: batch.earlyLeaveMinutes })}</li>
                </ol>
              </article>
            ))}
          </div>
        </section>
      ))}
    </>
  )
}

const Labels: FC<PrintProps> = ({ admissions }) => (
  <>
    {sheetsOf(admissions, 10).map((sheet) => (
      <section class="sheet">
        <div class="tickets">
          {sheet.map((one) => (
            <article class="desk-label">
              <div>{one.room ?? ''}</div>
              <div class="seat">{one.seat ?? '—'}</div>
              <div class="name">{one.name}</div>
              <div class="tabular">{one.admissionNo}</div>
              <div class="tabular">{one.idNumberMasked}</div>
            </article>
          ))}
        </div>
      </section>
    ))}
  </>
)

const SignInSheets: FC<PrintProps> = ({ lang, batch, occupation, admissions }) => {
  const t = texts(lang, batchMessages)
  const rooms = Object.entries(Object.groupBy(admissions, (one) => one.room ?? ''))
  return (
    <>
      {rooms.map(([room, all]) => (
        <section class="sheet">
          <h1 class="sheet-title">{batch.title}</h1>
          <h2 class="sheet-subtitle">{t('signInSheet')}</h2>
          <p class="sheet-facts">
            <span>
              {t('occupation')}：{occupation} {levelName(batch.level, lang)}
            </span>
            <span>
              {t('room')}：{room || t('noRoom')}
            </span>
            <span>
              {t('examTime')}：{windowText(batch)}
            </span>
          </p>
          <table class="ruled tall">
            <thead>
              <tr>
                {[
                  t('seat'),
                  t('admissionNo'),
                  t('name'),
                  t('idNumber'),
                  t('signature'),
                  t('arrival'),
                  t('note'),
                ].map((head) => (
                  <th scope="col">{head}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {(all ?? []).map((one) => (
                <tr>
                  <td class="centre">{one.seat ?? ''}</td>
                  <td class="centre tabular">{one.admissionNo}</td>
                  <td class="centre">{one.name}</td>
                  <td class="centre tabular">{one.idNumberMasked}</td>
                  <td class="w-12" />
                  <td />
                  <td class="w-12" />
                </tr>
              ))}
            </tbody>
          </table>
          <p>{t('present', { total: all?.length ?? 0 })}</p>
          <p class="sheet-blanks">
            <span>
              {t('invigilatorSign')}：<i /> <i />
            </span>
          </p>
        </section>
      ))}
    </>
  )
}
