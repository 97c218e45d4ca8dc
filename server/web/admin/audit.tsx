/* The audit trail, and its proof at the press of a button. */
import { Hono } from 'hono'
import { type AppContext, type Contexts, type Env, requireStaff } from '../../api/door.ts'
import { limits } from '../../api/limits.ts'
import { listAuditEvents, verifyAuditTrail } from '../../identity/list-audit-events.ts'
import type { AuditVerdict } from '../../storage/audit.ts'
import { Alert, Card, PageBody, PageHeader, Pagination, Submit, Table, Time } from '../components/parts.tsx'
import { renderPage } from '../layout.tsx'
import { adminMessages } from '../messages/admin.ts'
import { texts } from '../messages/define-messages.ts'
import { shellMessages } from '../messages/shell.ts'

export function auditPages(contexts: Contexts): Hono<Env> {
  const app = new Hono<Env>()

  app.get('/admin/audit', (c) => render(c, undefined))
  app.post('/admin/audit/verification', limits({ seconds: 60 }), async (c) =>
    render(c, await verifyAuditTrail(contexts.jobs, requireStaff(c))),
  )

  async function render(c: AppContext, verdict: AuditVerdict | undefined) {
    const lang = c.get('lang')
    const t = texts(lang, adminMessages)
    const shell = texts(lang, shellMessages)
    const asked = Number(c.req.query('page'))
    const page = Number.isInteger(asked) && asked >= 1 && asked <= 100_000 ? asked : 1
    const subject = c.req.query('subject')?.slice(0, 200) || undefined
    const events = await listAuditEvents(contexts.staff, requireStaff(c), { page, size: 30, subject })
    return renderPage(
      c,
      { title: t('auditTitle'), at: 'audit' },
      <>
        <PageHeader title={t('auditTitle')} pretitle={shell('admin')} lead={t('auditLead')}>
          <form method="post" action="/admin/audit/verification">
            <Submit>{t('verifyTrail')}</Submit>
          </form>
        </PageHeader>
        <PageBody>
          {verdict ? <Verdict lang={lang} verdict={verdict} /> : null}
          <Card flush>
            <Table
              head={[t('at'), t('actor'), t('action'), t('subject'), t('detail')]}
              empty={shell('nothing')}
              rows={events.rows.map((row) => [
                <span class="text-nowrap">
                  <Time at={row.at} seconds />
                </span>,
                <span class="text-break-all" title={row.actor}>
                  {row.actorName ?? row.actor}
                </span>,
                <code>{row.action}</code>,
                <a class="text-break-all" href={`/admin/audit?subject=${encodeURIComponent(row.subject)}`}>
                  {row.subject}
                </a>,
                <span class="code-small">{shorten(JSON.stringify(row.detail))}</span>,
              ])}
            />
            <Pagination
              lang={lang}
              page={events}
              href={subject ? `/admin/audit?subject=${encodeURIComponent(subject)}` : '/admin/audit'}
            />
          </Card>
        </PageBody>
      </>,
    )
  }

  return app
}

const Verdict = ({ lang, verdict }: { lang: 'zh' | 'en'; verdict: AuditVerdict }) => {
  const t = texts(lang, adminMessages)
  const { streams, events, faults } = verdict
  if (faults.length === 0) return <Alert tone="success">{t('verifyGood', { streams, events })}</Alert>
  return (
    <>
      <Alert tone="danger">{t('verifyBad', { count: faults.length })}</Alert>
      <Card flush>
        <Table
          head={[t('stream'), t('sequence'), t('fault')]}
          empty=""
          rows={faults.slice(0, 100).map((one) => [one.stream, one.sequence, one.fault])}
        />
      </Card>
    </>
  )
}

const shorten = (text: string) => (text === '{}' ? '' : text.length > 200 ? `${text.slice(0, 200)}…` : text)
