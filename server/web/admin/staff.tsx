/* People of an organisation: accounts, roles, passwords. */
import { Hono } from 'hono'
import {
  type AppContext,
  type Contexts,
  type Env,
  readForm,
  readFormList,
  requireStaff,
} from '../../api/door.ts'
import { createStaff } from '../../identity/create-staff.ts'
import { listOrganisations } from '../../identity/list-organisations.ts'
import { listStaff } from '../../identity/list-staff.ts'
import { type Role, roles, type StaffMember } from '../../identity/model.ts'
import { isAllowed } from '../../identity/permissions.ts'
import { resetPassword } from '../../identity/reset-password.ts'
import { setRoles } from '../../identity/set-roles.ts'
import { commonRefusals, Refusal } from '../../kernel/refusal.ts'
import {
  Alert,
  Badge,
  Card,
  CheckBoxes,
  Field,
  PageBody,
  PageHeader,
  Select,
  Submit,
  Table,
  Time,
} from '../components/parts.tsx'
import { renderPage } from '../layout.tsx'
import { adminMessages } from '../messages/admin.ts'
import { texts } from '../messages/define-messages.ts'
import { shellMessages } from '../messages/shell.ts'

const outcomes = ['staffCreated', 'rolesSaved', 'passwordReset'] as const
type Outcome = (typeof outcomes)[number]

export function staffPages(contexts: Contexts): Hono<Env> {
  const app = new Hono<Env>()
  const { staff } = contexts

  app.get('/admin/staff', (c) => renderList(c, {}))

  app.post('/admin/staff', async (c) => {
    const actor = requireStaff(c)
    const form = await readForm(c)
    const organisationId = form.organisation ?? ''
    try {
      await createStaff(staff, actor, {
        organisationId,
        username: (form.username ?? '').slice(0, 60),
        name: readName(form.name),
        password: form.password ?? '',
        roles: await readRoles(c),
      })
    } catch (error) {
      if (error instanceof Refusal) return renderList(c, { organisationId, refusal: error, form })
      throw error
    }
    return c.redirect(listOf(organisationId, 'staffCreated'), 303)
  })

  app.get('/admin/staff/:organisation/:user', (c) => renderPerson(c, undefined))

  app.post('/admin/staff/:organisation/:user/roles', async (c) => {
    const { organisation: organisationId, user: userId } = c.req.param()
    try {
      await setRoles(staff, requireStaff(c), { organisationId, userId, roles: await readRoles(c) })
    } catch (error) {
      if (error instanceof Refusal && error.kind.status !== 404) return renderPerson(c, error)
      throw error
    }
    return c.redirect(listOf(organisationId, 'rolesSaved'), 303)
  })

  app.post('/admin/staff/:organisation/:user/password-reset', async (c) => {
    const { organisation: organisationId, user: userId } = c.req.param()
    const { password = '' } = await readForm(c)
    try {
      await resetPassword(staff, requireStaff(c), { organisationId, userId, password })
    } catch (error) {
      if (error instanceof Refusal && error.kind.status !== 404) return renderPerson(c, error)
      throw error
    }
    return c.redirect(listOf(organisationId, 'passwordReset'), 303)
  })

  async function renderList(
    c: AppContext,
    state: { organisationId?: string; refusal?: Refusal; form?: Record<string, string> },
  ) {
    const actor = requireStaff(c)
    const lang = c.get('lang')
    const t = texts(lang, adminMessages)
    const shell = texts(lang, shellMessages)
    const organisations = (await listOrganisations(staff, actor)).filter((one) =>
      isAllowed(actor, 'staff.manage', one.id),
    )
    const chosen = state.organisationId ?? c.req.query('organisation') ?? organisations[0]?.id ?? ''
    const people = await listStaff(staff, actor, chosen)
    const done = outcomes.find((one) => one === c.req.query('done'))
    return renderPage(
      c,
      { title: t('staffTitle'), at: 'staff', status: state.refusal?.kind.status ?? 200 },
      <>
        <PageHeader title={t('staffTitle')} pretitle={shell('admin')} />
        <PageBody>
          {done ? <Alert tone="success">{t(done)}</Alert> : null}
          {state.refusal ? <Alert tone="danger">{state.refusal.sentence(lang)}</Alert> : null}
          {organisations.length > 1 ? (
            <form method="get" action="/admin/staff" class="row g-2 align-items-end">
              <div class="col-md-6">
                <Select
                  label={t('organisation')}
                  name="organisation"
                  value={chosen}
                  choices={organisations.map((one) => ({ value: one.id, text: one.name }))}
                />
              </div>
              <div class="col-auto mb-3">
                <Submit tone="secondary">{t('filter')}</Submit>
              </div>
            </form>
          ) : null}
          <Card flush>
            <Table
              head={[t('username'), t('personName'), t('roles'), t('since'), '']}
              empty={shell('nothing')}
              rows={people.map((one) => [
                one.username,
                one.name,
                <span class="d-flex flex-wrap gap-1">
                  {one.memberships.map(({ role }) => (
                    <Badge tone="primary">{shell(`role.${role}`)}</Badge>
                  ))}
                </span>,
                <Time at={one.createdAt} />,
                <a href={personPath(chosen, one)}>{t('edit')}</a>,
              ])}
            />
          </Card>
          <Card title={t('newStaff')}>
            <form method="post" action="/admin/staff" autocomplete="off">
              <input type="hidden" name="organisation" value={chosen} />
              <div class="row">
                <div class="col-md-4">
                  <Field
                    label={t('username')}
                    name="username"
                    value={state.form?.username}
                    hint={t('usernameHint')}
                    autocomplete="off"
                    maxlength={30}
                    required
                  />
                </div>
                <div class="col-md-4">
                  <Field
                    label={t('personName')}
                    name="name"
                    value={state.form?.name}
                    maxlength={50}
                    required
                  />
                </div>
                <div class="col-md-4">
                  <Field
                    label={t('firstPassword')}
                    name="password"
                    type="password"
                    hint={t('passwordHint')}
                    autocomplete="new-password"
                    maxlength={128}
                    required
                  />
                </div>
              </div>
              <RoleBoxes lang={lang} chosen={[]} />
              <Submit>{t('create')}</Submit>
            </form>
          </Card>
        </PageBody>
      </>,
    )
  }

  async function renderPerson(c: AppContext, refusal: Refusal | undefined) {
    const actor = requireStaff(c)
    const lang = c.get('lang')
    const t = texts(lang, adminMessages)
    const organisationId = c.req.param('organisation') ?? ''
    const userId = c.req.param('user') ?? ''
    const person = (await listStaff(staff, actor, organisationId)).find((one) => one.id === userId)
    if (!person) throw new Refusal(commonRefusals['not-found'], { what: userId })
    const chosen = person.memberships.map(({ role }) => role)
    return renderPage(
      c,
      { title: person.name, at: 'staff', status: refusal?.kind.status ?? 200 },
      <>
        <PageHeader
          title={person.name}
          pretitle={<a href={listOf(organisationId)}>{t('staffTitle')}</a>}
          lead={person.username}
        />
        <PageBody>
          {refusal ? <Alert tone="danger">{refusal.sentence(lang)}</Alert> : null}
          <Card title={t('roles')}>
            <form method="post" action={`${personPath(organisationId, person)}/roles`}>
              <RoleBoxes lang={lang} chosen={chosen} bare />
              <Submit>{t('save')}</Submit>
            </form>
          </Card>
          <Card title={t('resetPassword')}>
            <form
              method="post"
              action={`${personPath(organisationId, person)}/password-reset`}
              autocomplete="off"
            >
              <div class="row">
                <div class="col-md-5">
                  <Field
                    label={t('newPassword')}
                    name="password"
                    type="password"
                    hint={t('passwordHint')}
                    autocomplete="new-password"
                    maxlength={128}
                    required
                  />
                </div>
              </div>
              <Submit tone="danger">{t('resetPassword')}</Submit>
            </form>
          </Card>
        </PageBody>
      </>,
    )
  }

  return app
}

const RoleBoxes = (props: { lang: 'zh' | 'en'; chosen: readonly Role[]; bare?: boolean }) => {
  const { lang, chosen, bare } = props
  const t = texts(lang, adminMessages)
  const shell = texts(lang, shellMessages)
  const choices = roles.map((role) => ({ value: role, text: shell(`role.${role}`) }))
  return (
    <CheckBoxes
      bare={bare}
      label={t('roles')}
      name="roles"
      choices={choices}
      chosen={chosen}
      hint={t('rolesHint')}
    />
  )
}

const personPath = (organisationId: string, person: StaffMember) =>
  `/admin/staff/${encodeURIComponent(organisationId)}/${encodeURIComponent(person.id)}`

const listOf = (organisationId: string, done?: Outcome) =>
  `/admin/staff?organisation=${encodeURIComponent(organisationId)}${done ? `&done=${done}` : ''}`

async function readRoles(c: AppContext): Promise<Role[]> {
  const asked = await readFormList(c, 'roles')
  return roles.filter((role) => asked.includes(role))
}

function readName(name: string | undefined): string {
  const trimmed = name?.trim() ?? ''
  if (trimmed !== '' && trimmed.length <= 50) return trimmed
  throw new Refusal(commonRefusals['invalid-input'], {
    zh: '姓名应为 1–50 字',
    en: 'a name has 1–50 characters',
  })
}
