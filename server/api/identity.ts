/* People, organisations and the audit trail. */
import { createOrganisation } from '../identity/create-organisation.ts'
import { createStaff } from '../identity/create-staff.ts'
import { signOutCandidate } from '../identity/find-candidate-session.ts'
import { listAuditEvents, verifyAuditTrail } from '../identity/list-audit-events.ts'
import { listOrganisations } from '../identity/list-organisations.ts'
import { listStaff } from '../identity/list-staff.ts'
import { organisationKinds, roles } from '../identity/model.ts'
import { resetPassword } from '../identity/reset-password.ts'
import { revealIdNumber } from '../identity/reveal-id-number.ts'
import { setRoles } from '../identity/set-roles.ts'
import { signInCandidate } from '../identity/sign-in-candidate.ts'
import { signInStaff } from '../identity/sign-in-staff.ts'
import { signOutStaff } from '../identity/sign-out-staff.ts'
import { candidateCookie, setCandidateCookie } from './candidate-session.ts'
import {
  answers,
  type Contexts,
  createApi,
  createRoute,
  idParam,
  jsonBody,
  pageQuery,
  requireStaff,
  z,
} from './door.ts'
import { limits } from './limits.ts'

const role = z.enum(roles)
const membership = z.object({ organisationId: z.string(), role })
const person = z
  .object({ userId: z.string(), name: z.string(), memberships: z.array(membership) })
  .openapi('Person')
const done = z.object({ done: z.literal(true) })

const certificateCodes = z.strictObject({
  category: z.string().regex(/^[A-Z]$/),
  bodyCode: z.string().regex(/^\d{4}$/),
  province: z.string().regex(/^\d{2}$/),
  station: z.string().regex(/^\d{6}$/),
})
const organisation = z
  .object({
    id: z.string(),
    kind: z.enum(organisationKinds),
    name: z.string(),
    uscc: z.string().nullable(),
    certificateCodes: certificateCodes.nullable(),
  })
  .openapi('Organisation')
const staffMember = z
  .object({
    id: z.string(),
    username: z.string(),
    name: z.string(),
    memberships: z.array(membership),
    createdAt: z.iso.datetime(),
  })
  .openapi('StaffMember')

const ofOrganisation = z.object({ id: idParam })
const ofStaff = z.object({ id: idParam, userId: idParam })
const password = z.string().min(1).max(128)

export function identityRoutes(contexts: Contexts) {
  const app = createApi()
  const { staff, exam } = contexts

  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/v1/session',
      summary: 'Sign in as staff',
      tags: ['identity'],
      request: { body: jsonBody(z.strictObject({ username: z.string().min(1).max(60), password })) },
      responses: answers('Signed in; the cookie is the session.', person),
    }),
    async (c) => {
      const { actor, cookies } = await signInStaff(staff, contexts, {
        ...c.req.valid('json'),
        headers: c.req.raw.headers,
        address: c.get('address'),
      })
      for (const line of cookies) c.header('set-cookie', line, { append: true })
      const { userId, name, memberships } = actor
      return c.json({ userId, name, memberships: [...memberships] }, 200)
    },
  )

  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/v1/session',
      summary: 'Who is signed in',
      tags: ['identity'],
      responses: answers('The member of staff.', person),
    }),
    (c) => {
      const { userId, name, memberships } = requireStaff(c)
      return c.json({ userId, name, memberships: [...memberships] }, 200)
    },
  )

  app.openapi(
    createRoute({
      method: 'delete',
      path: '/api/v1/session',
      summary: 'Sign out',
      tags: ['identity'],
      responses: answers('The session is dead.', done),
    }),
    async (c) => {
      for (const line of await signOutStaff(contexts.staffAuth, c.req.raw.headers))
        c.header('set-cookie', line, { append: true })
      return c.json({ done: true as const }, 200)
    },
  )

  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/v1/exam/session',
      summary: 'Sign in as a candidate',
      tags: ['exam'],
      request: {
        body: jsonBody(
          z.strictObject({ admissionNo: z.string().min(1).max(40), idNumber: z.string().min(1).max(40) }),
        ),
      },
      responses: answers(
        'Signed in; the cookie is the session.',
        z.object({
          batchId: z.string(),
          admissionNo: z.string(),
          name: z.string(),
          expiresAt: z.iso.datetime(),
        }),
      ),
    }),
    async (c) => {
      const session = await signInCandidate(exam, contexts, {
        ...c.req.valid('json'),
        address: c.get('address'),
        userAgent: c.req.header('user-agent'),
      })
      setCandidateCookie(c, contexts, session)
      const { batchId, admissionNo } = session.actor
      return c.json(
        { batchId, admissionNo, name: session.name, expiresAt: session.expiresAt.toISOString() },
        200,
      )
    },
  )

  app.openapi(
    createRoute({
      method: 'delete',
      path: '/api/v1/exam/session',
      summary: 'Sign out as a candidate; saved answers stay',
      tags: ['exam'],
      responses: answers('The session is dead.', done),
    }),
    async (c) => {
      await signOutCandidate(exam, candidateCookie(c, contexts))
      setCandidateCookie(c, contexts, undefined)
      return c.json({ done: true as const }, 200)
    },
  )

  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/v1/organisations',
      summary: 'The organisations one belongs to',
      tags: ['identity'],
      responses: answers('Organisations.', z.object({ organisations: z.array(organisation) })),
    }),
    async (c) => c.json({ organisations: await listOrganisations(staff, c.get('actor')) }, 200),
  )

  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/v1/organisations',
      summary: 'Make an organisation',
      tags: ['identity'],
      request: {
        body: jsonBody(
          z.strictObject({
            kind: z.enum(organisationKinds),
            name: z.string().trim().min(1).max(100),
            uscc: z
              .string()
              .regex(/^[0-9A-HJ-NPQRTUWXY]{18}$/)
              .optional(),
            certificateCodes: certificateCodes.optional(),
          }),
        ),
      },
      responses: answers('Made.', z.object({ id: z.string() }), 201),
    }),
    async (c) => c.json({ id: await createOrganisation(staff, c.get('actor'), c.req.valid('json')) }, 201),
  )

  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/v1/organisations/{id}/staff',
      summary: 'The people of an organisation',
      tags: ['identity'],
      request: { params: ofOrganisation },
      responses: answers('People.', z.object({ staff: z.array(staffMember) })),
    }),
    async (c) => {
      const people = await listStaff(staff, c.get('actor'), c.req.valid('param').id)
      const shown = people.map((one) => ({
        ...one,
        memberships: [...one.memberships],
        createdAt: one.createdAt.toISOString(),
      }))
      return c.json({ staff: shown }, 200)
    },
  )

  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/v1/organisations/{id}/staff',
      summary: 'Make an account for a member of staff',
      tags: ['identity'],
      request: {
        params: ofOrganisation,
        body: jsonBody(
          z.strictObject({
            username: z.string().min(3).max(30),
            name: z.string().trim().min(1).max(50),
            password,
            roles: z.array(role).min(1).max(roles.length),
          }),
        ),
      },
      responses: answers('Made.', z.object({ id: z.string() }), 201),
    }),
    async (c) => {
      const id = await createStaff(staff, requireStaff(c), {
        organisationId: c.req.valid('param').id,
        ...c.req.valid('json'),
      })
      return c.json({ id }, 201)
    },
  )

  app.openapi(
    createRoute({
      method: 'put',
      path: '/api/v1/organisations/{id}/staff/{userId}/roles',
      summary: 'Set the roles of a person; their sessions end',
      tags: ['identity'],
      request: {
        params: ofStaff,
        body: jsonBody(z.strictObject({ roles: z.array(role).max(roles.length) })),
      },
      responses: answers('Set.', done),
    }),
    async (c) => {
      const { id, userId } = c.req.valid('param')
      await setRoles(staff, requireStaff(c), { organisationId: id, userId, roles: c.req.valid('json').roles })
      return c.json({ done: true as const }, 200)
    },
  )

  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/v1/organisations/{id}/staff/{userId}/password-reset',
      summary: 'Give a person a new password; their sessions end',
      tags: ['identity'],
      request: { params: ofStaff, body: jsonBody(z.strictObject({ password })) },
      responses: answers('Reset.', done),
    }),
    async (c) => {
      const { id, userId } = c.req.valid('param')
      await resetPassword(staff, requireStaff(c), { organisationId: id, userId, ...c.req.valid('json') })
      return c.json({ done: true as const }, 200)
    },
  )

  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/v1/candidates/{id}/id-number-disclosure',
      summary: 'Show a whole ID number; the reason is kept in the audit trail',
      tags: ['identity'],
      request: {
        params: ofOrganisation,
        body: jsonBody(z.strictObject({ reason: z.string().max(500) })),
      },
      responses: answers('The number.', z.object({ idType: z.string(), idNumber: z.string() })),
    }),
    async (c) => {
      const input = { candidateId: c.req.valid('param').id, reason: c.req.valid('json').reason }
      return c.json(await revealIdNumber(staff, contexts.secrets, requireStaff(c), input), 200)
    },
  )

  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/v1/audit-events',
      summary: 'The audit trail, newest first',
      tags: ['audit'],
      request: {
        query: pageQuery.extend({
          action: z.string().max(80).optional(),
          subject: z.string().max(200).optional(),
        }),
      },
      responses: answers(
        'Events.',
        z.object({
          total: z.int(),
          page: z.int(),
          size: z.int(),
          rows: z.array(
            z.object({
              stream: z.string(),
              sequence: z.int(),
              at: z.iso.datetime(),
              actor: z.string(),
              actorName: z.string().nullable(),
              action: z.string(),
              subject: z.string(),
              detail: z.unknown(),
            }),
          ),
        }),
      ),
    }),
    async (c) => {
      const { rows, ...page } = await listAuditEvents(staff, c.get('actor'), c.req.valid('query'))
      return c.json({ ...page, rows: rows.map((row) => ({ ...row, at: row.at.toISOString() })) }, 200)
    },
  )

  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/v1/audit-verification',
      summary: 'Walk every chain of the audit trail',
      tags: ['audit'],
      middleware: limits({ seconds: 60 }),
      responses: answers(
        'What was found.',
        z.object({
          streams: z.int(),
          events: z.int(),
          faults: z.array(z.object({ stream: z.string(), sequence: z.int(), fault: z.string() })),
        }),
      ),
    }),
    async (c) => {
      const { faults, ...counts } = await verifyAuditTrail(contexts.jobs, c.get('actor'))
      return c.json({ ...counts, faults: [...faults] }, 200)
    },
  )

  return app
}
