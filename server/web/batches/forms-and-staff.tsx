/* Which forms a batch uses and who works on it. */
import { Hono } from 'hono'
import { type AppContext, type Contexts, type Env, readFormList, requireStaff } from '../../api/door.ts'
import { limits } from '../../api/limits.ts'
import { getAssembly } from '../../assembly/get-assembly.ts'
import { listAssemblies } from '../../assembly/list-assemblies.ts'
import { getBatch, listBatchForms, listBatchStaff } from '../../batches/get-batch.ts'
import type { Batch, BatchStaffRole } from '../../batches/model.ts'
import { setForms } from '../../batches/set-forms.ts'
import { setStaff } from '../../batches/set-staff.ts'
import { listStaff } from '../../identity/list-staff.ts'
import type { Role, StaffActor } from '../../identity/model.ts'
import type { Refusal } from '../../kernel/refusal.ts'
import { patternNames } from '../assemblies/pattern-names.ts'
import { answerForm, invalid } from '../components/form-answer.ts'
import { Alert, Card, chinaTime, EmptyState, Submit } from '../components/parts.tsx'
import { batchMessages } from '../messages/batches.ts'
import { texts } from '../messages/define-messages.ts'
import { batchPath, renderBatch } from './frame.tsx'

/** Role in a batch → the role a person must have in the organisation. */
const neededRole: Readonly<Record<BatchStaffRole, Role>> = {
  invigilator: 'invigilator',
  rater: 'rater',
  'practical-rater': 'rater',
}
const batchRoles = ['invigilator', 'rater', 'practical-rater'] as const
const headings = {
  invigilator: 'invigilators',
  rater: 'raters',
  'practical-rater': 'practicalRaters',
} as const

/** Assemblies of this bank and level that are offered, newest first. */
const mostAssemblies = 10

export function formsAndStaffPages(contexts: Contexts): Hono<Env> {
  const app = new Hono<Env>()
  const ctx = contexts.staff

  app.get('/centre/batches/:id/forms', (c) => render(c))

  app.post('/centre/batches/:id/forms', limits({ seconds: 30 }), async (c) => {
    const batchId = c.req.param('id')
    const formIds = (await readFormList(c, 'form')).slice(0, 20)
    return answerForm(
      async () => {
        if (formIds.length === 0) throw invalid('请至少选择一套试卷', 'choose at least one form')
        await setForms(ctx, requireStaff(c), { batchId, formIds })
        return c.redirect(`${batchPath(batchId, 'forms')}?done=formsSaved`, 303)
      },
      (refusal) => render(c, { refusal, chosen: formIds }),
    )
  })

  app.post('/centre/batches/:id/staff', async (c) => {
    const batchId = c.req.param('id')
    const named = await readFormList(c, 'staff')
    return answerForm(
      async () => {
        await setStaff(ctx, requireStaff(c), { batchId, staff: named.flatMap(readPerson) })
        return c.redirect(`${batchPath(batchId, 'forms')}?done=staffSaved`, 303)
      },
      (refusal) => render(c, { refusal, named }),
    )
  })

  async function render(
    c: AppContext,
    state: { refusal?: Refusal; chosen?: readonly string[]; named?: readonly string[] } = {},
  ) {
    const actor = requireStaff(c)
    const batchId = c.req.param('id') ?? ''
    const lang = c.get('lang')
    const t = texts(lang, batchMessages)
    const batch = await getBatch(ctx, actor, batchId, 'batch.change')
    const [assemblies, stored, people, staff] = await Promise.all([
      assembliesFor(actor, batch),
      listBatchForms(ctx, actor, batchId),
      listStaff(ctx, actor, batch.organisationId),
      listBatchStaff(ctx, actor, batchId),
    ])
    const nameOf = await patternNames(ctx, [batch.bankId])
    const chosen = state.chosen ?? stored
    const named = state.named ?? staff.map(({ userId, role }) => `${userId}/${role}`)
    const done = (['formsSaved', 'staffSaved'] as const).find((one) => one === c.req.query('done'))
    const { minimum, odd } = batch.rules.practicalRaters
    const mayChoose = batch.state === 'draft'
    return renderBatch(
      c,
      { contexts, actor, batch, tab: 'forms', refusal: state.refusal, done: done && t(done) },
      <>
        <Card title={t('chooseForms')}>
          {mayChoose ? (
            <p class="text-secondary">{t('formsHint')}</p>
          ) : (
            <Alert tone="info">{t('formsFixed')}</Alert>
          )}
          {assemblies.length === 0 ? (
            <EmptyState title={t('noForms')}>
              <a class="btn btn-primary" href={`/centre/assemblies/new?scope=${batch.bankId}/${batch.level}`}>
                {texts(lang, batchMessages)('goAssemble')}
              </a>
            </EmptyState>
          ) : (
            <form method="post" action={`${batchPath(batchId)}/forms`}>
              {assemblies.map((assembly) => (
                <fieldset class="mb-3" disabled={!mayChoose}>
                  <legend class="form-label mb-1">
                    <a href={`/centre/assemblies/${assembly.id}`}>
                      {nameOf(assembly.bankId, assembly.pattern)}
                    </a>{' '}
                    <span class="text-secondary fw-normal">
                      {t('assembled', { time: chinaTime(assembly.createdAt), seed: assembly.seed })}
                    </span>
                  </legend>
                  {assembly.assembled.map((form) => (
                    <label class="form-check form-check-inline">
                      <input
                        class="form-check-input"
                        type="checkbox"
                        name="form"
                        value={form.id}
                        checked={chosen.includes(form.id)}
                      />
                      <span class="form-check-label">
                        {t('formN', { n: form.number })} <code class="small">{form.id}</code>
                      </span>
                    </label>
                  ))}
                </fieldset>
              ))}
              {mayChoose ? <Submit>{t('saveForms')}</Submit> : null}
            </form>
          )}
        </Card>
        <Card flush title={t('chooseStaff')}>
          <form method="post" action={`${batchPath(batchId)}/staff`}>
            <div class="flush-hint text-secondary">
              {t('staffHint', { minimum, odd: odd ? t('odd') : '' })}
            </div>
            <div class="table-responsive">
              <table class="table table-vcenter card-table">
                <thead>
                  <tr>
                    <th scope="col">{t('person')}</th>
                    {batchRoles.map((role) => (
                      <th scope="col" class="text-center">
                        {t(headings[role])}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {people
                    .map((person) => ({ person, roles: person.memberships.map(({ role }) => role) }))
                    .filter(({ roles }) => roles.includes('invigilator') || roles.includes('rater'))
                    .map(({ person, roles }) => (
                      <tr>
                        <td>
                          {person.name} <span class="text-secondary">{person.username}</span>
                        </td>
                        {batchRoles.map((role) => (
                          <td class="text-center">
                            {roles.includes(neededRole[role]) ? (
                              <input
                                class="form-check-input"
                                type="checkbox"
                                name="staff"
                                value={`${person.id}/${role}`}
                                checked={named.includes(`${person.id}/${role}`)}
                                aria-label={`${person.name} ${t(headings[role])}`}
                              />
                            ) : (
                              <span class="text-secondary">{t('noRole')}</span>
                            )}
                          </td>
                        ))}
                      </tr>
                    ))}
                </tbody>
              </table>
            </div>
            <div class="flush-hint">
              <Submit>{t('saveStaff')}</Submit>
            </div>
          </form>
        </Card>
      </>,
    )
  }

  async function assembliesFor(actor: StaffActor, batch: Batch) {
    const { rows } = await listAssemblies(ctx, actor, {
      organisationId: batch.organisationId,
      page: 1,
      size: 200,
    })
    const own = rows.filter((row) => row.bankId === batch.bankId && row.level === batch.level)
    return Promise.all(own.slice(0, mostAssemblies).map((row) => getAssembly(ctx, actor, row.id)))
  }

  return app
}

/** `<user>/<role>`; anything else is left out. */
function readPerson(text: string): { userId: string; role: BatchStaffRole }[] {
  const [userId = '', role] = text.split('/')
  const known = batchRoles.find((one) => one === role)
  return known && userId !== '' && userId.length <= 80 ? [{ userId, role: known }] : []
}
