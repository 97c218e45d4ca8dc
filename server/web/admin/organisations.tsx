/* Organisations: all of them for the platform, one's own for others. */
import { Hono } from 'hono'
import { type AppContext, type Contexts, type Env, readForm, requireStaff } from '../../api/door.ts'
import { createOrganisation } from '../../identity/create-organisation.ts'
import { listOrganisations } from '../../identity/list-organisations.ts'
import { type OrganisationKind, organisationKinds, platformOrganisation } from '../../identity/model.ts'
import { isAllowed } from '../../identity/permissions.ts'
import { commonRefusals, Refusal } from '../../kernel/refusal.ts'
import {
  Alert,
  Badge,
  Card,
  Field,
  PageBody,
  PageHeader,
  Select,
  Submit,
  Table,
} from '../components/parts.tsx'
import { renderPage } from '../layout.tsx'
import { adminMessages } from '../messages/admin.ts'
import { texts } from '../messages/define-messages.ts'
import { shellMessages } from '../messages/shell.ts'

export function organisationPages(contexts: Contexts): Hono<Env> {
  const app = new Hono<Env>()
  const { staff } = contexts

  app.get('/admin/organisations', (c) => render(c, { done: c.req.query('done') === 'created' }))

  app.post('/admin/organisations', async (c) => {
    const actor = requireStaff(c)
    const form = await readForm(c)
    try {
      await createOrganisation(staff, actor, {
        kind: readKind(form.kind),
        name: readName(form.name),
        uscc: form.uscc?.trim() || undefined,
        certificateCodes: readCodes(form),
      })
    } catch (error) {
      if (error instanceof Refusal) return render(c, { refusal: error, form })
      throw error
    }
    return c.redirect('/admin/organisations?done=created', 303)
  })

  async function render(
    c: AppContext,
    { refusal, done, form = {} }: { refusal?: Refusal; done?: boolean; form?: Record<string, string> },
  ) {
    const actor = requireStaff(c)
    const lang = c.get('lang')
    const t = texts(lang, adminMessages)
    const shell = texts(lang, shellMessages)
    const organisations = await listOrganisations(staff, actor)
    const kinds = organisationKinds.map((kind) => ({ value: kind, text: shell(`organisation.${kind}`) }))
    return renderPage(
      c,
      { title: t('organisationsTitle'), at: 'organisations', status: refusal?.kind.status ?? 200 },
      <>
        <PageHeader title={t('organisationsTitle')} pretitle={shell('admin')} />
        <PageBody>
          {done ? <Alert tone="success">{t('organisationCreated')}</Alert> : null}
          {refusal ? <Alert tone="danger">{refusal.sentence(lang)}</Alert> : null}
          <Card flush>
            <Table
              head={[t('name'), t('kind'), t('uscc'), t('codes'), '']}
              empty={shell('nothing')}
              rows={organisations.map((one) => [
                <strong>{one.name}</strong>,
                <Badge tone="primary">{shell(`organisation.${one.kind}`)}</Badge>,
                one.uscc ?? '—',
                one.certificateCodes ? <code>{Object.values(one.certificateCodes).join(' ')}</code> : '—',
                isAllowed(actor, 'staff.manage', one.id) ? (
                  <a href={`/admin/staff?organisation=${encodeURIComponent(one.id)}`}>{t('people')}</a>
                ) : (
                  ''
                ),
              ])}
            />
          </Card>
          {isAllowed(actor, 'organisation.manage', platformOrganisation) ? (
            <Card title={t('newOrganisation')}>
              <form method="post" action="/admin/organisations">
                <div class="row">
                  <div class="col-md-5">
                    <Field label={t('name')} name="name" value={form.name} maxlength={100} required />
                  </div>
                  <div class="col-md-3">
                    <Select label={t('kind')} name="kind" choices={kinds} value={form.kind} />
                  </div>
                  <div class="col-md-4">
                    <Field
                      label={t('uscc')}
                      name="uscc"
                      value={form.uscc}
                      hint={t('usccHint')}
                      maxlength={18}
                    />
                  </div>
                </div>
                <div class="row">
                  {(['category', 'bodyCode', 'province', 'station'] as const).map((code) => (
                    <div class="col-6 col-md-3">
                      <Field label={t(code)} name={code} value={form[code]} maxlength={6} />
                    </div>
                  ))}
                </div>
                <p class="form-hint">{t('codesHint')}</p>
                <Submit>{t('create')}</Submit>
              </form>
            </Card>
          ) : null}
        </PageBody>
      </>,
    )
  }

  return app
}

const invalid = (zh: string, en: string) => new Refusal(commonRefusals['invalid-input'], { zh, en })

function readKind(kind: string | undefined): OrganisationKind {
  const known = organisationKinds.find((one) => one === kind)
  if (!known) throw invalid('机构类型不在列表中', 'the kind is not in the list')
  return known
}

function readName(name: string | undefined): string {
  const trimmed = name?.trim() ?? ''
  if (trimmed === '' || trimmed.length > 100)
    throw invalid('名称应为 1–100 字', 'a name has 1–100 characters')
  return trimmed
}

function readCodes(form: Record<string, string>) {
  const read = (name: string) => form[name]?.trim() ?? ''
  const [category, bodyCode, province, station] = ['category', 'bodyCode', 'province', 'station'].map(
    read,
  ) as [string, string, string, string]
  const text = category + bodyCode + province + station
  if (text === '') return undefined
  if (
    !/^[A-Z]$/.test(category) ||
    !/^\d{12}$/.test(bodyCode + province + station) ||
    bodyCode.length !== 4 ||
    province.length !== 2
  )
    throw invalid(
      '证书编码应为 1 位大写字母、4 位、2 位、6 位数字，四项须同时填写',
      'certificate codes are one capital letter, 4, 2 and 6 digits, all four together',
    )
  return { category, bodyCode, province, station }
}
