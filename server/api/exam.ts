/*
 * The exam room: what a candidate's browser talks to from the start to the result.
 *
 * The save path (PUT answers) is a plain route: its body has two dozen bytes
 * and its statement checks the session itself, so neither the session lookup
 * nor a schema library stands before it. It is documented all the same.
 */
import type { Context } from '../context.ts'
import type { CandidateActor } from '../identity/model.ts'
import { identityRefusals } from '../identity/refusals.ts'
import { commonRefusals, Refusal } from '../kernel/refusal.ts'
import { getClock } from '../sittings/get-clock.ts'
import { getExam } from '../sittings/get-exam.ts'
import { getReceipt } from '../sittings/get-receipt.ts'
import { saveAnswer } from '../sittings/save-answer.ts'
import { startSitting } from '../sittings/start-sitting.ts'
import { submitSitting } from '../sittings/submit-sitting.ts'
import { candidateSession, claimedCandidate } from './candidate-session.ts'
import {
  type AppContext,
  answers,
  type Contexts,
  createApi,
  createRoute,
  jsonBody,
  requireCandidate,
  z,
} from './door.ts'
import { limits } from './limits.ts'

const clockSchema = z
  .object({
    state: z.enum(['open', 'submitted', 'cancelled']),
    serverTime: z.iso.datetime().openapi({ description: "The database's clock, which decides." }),
    startedAt: z.iso.datetime(),
    deadlineAt: z.iso.datetime(),
    remainingSeconds: z.number().int().min(0),
    graceSeconds: z.number().int().openapi({
      description: 'After the deadline answers that were given in time may still arrive for so long.',
    }),
  })
  .openapi('SittingClock')

const overviewSchema = z
  .object({
    batch: z.object({
      id: z.string(),
      title: z.string(),
      state: z.string(),
      opensAt: z.iso.datetime(),
      closesAt: z.iso.datetime(),
      minutes: z.number().int(),
      lateEntryMinutes: z.number().int(),
      earlyLeaveMinutes: z.number().int(),
      graceSeconds: z.number().int(),
    }),
    candidate: z.object({
      admissionNo: z.string(),
      name: z.string(),
      idNumberMasked: z.string(),
      room: z.string().nullable(),
      seat: z.string().nullable(),
      extraMinutes: z.number().int(),
    }),
    sitting: clockSchema.nullable(),
    serverTime: z.iso.datetime(),
  })
  .openapi('Exam')

const answerSchema = z
  .object({
    number: z.number().int().openapi({ description: 'Number of the item on the canonical form.' }),
    seq: z.number().int(),
    tab: z.string(),
    response: z.unknown(),
    savedAt: z.iso.datetime(),
  })
  .openapi('StoredAnswer')

const paperSchema = z
  .object({
    delivery: z.unknown().openapi({
      description: 'The form in this order of items and options; it holds no key, rationale or policy.',
    }),
    answers: z.array(answerSchema),
    clock: clockSchema,
  })
  .openapi('Paper')

const receiptSchema = z
  .object({
    batchId: z.string(),
    batchTitle: z.string(),
    admissionNo: z.string(),
    name: z.string(),
    idNumberMasked: z.string(),
    formId: z.string(),
    startedAt: z.iso.datetime(),
    submittedAt: z.iso.datetime(),
    submittedBy: z.enum(['candidate', 'deadline', 'invigilator']),
    answered: z.number().int(),
    itemCount: z.number().int(),
    receipt: z.string().openapi({
      description: 'SHA-256 of the canonical JSON (RFC 8785) of {batch, admission, form, answers}.',
    }),
  })
  .openapi('Receipt')

const answerBody = z
  .strictObject({
    seq: z.number().int().min(1).max(Number.MAX_SAFE_INTEGER).openapi({
      description: 'Larger than every number this browser has seen for the sitting.',
    }),
    tab: z
      .string()
      .regex(/^[\w-]{1,40}$/)
      .openapi({ description: 'Names the window that saves.' }),
    response: z.unknown().openapi({ description: 'Shape by item kind, see /schemas/v1/response.' }),
  })
  .openapi('AnswerInput')

const savedSchema = z
  .object({ number: z.number().int(), seq: z.number().int(), savedAt: z.iso.datetime(), clock: clockSchema })
  .openapi('SavedAnswer')

const tags = ['exam']

/** The largest answer is an essay of 20,000 characters in \u escapes. */
const answerLimits = { bodyBytes: 160 * 1024 }

/** At the bell a thousand starts arrive in one second: so many at a time, and the saves of others go in between. */
const startsUnderWay = 8

/** Without `saves` the answers share the pool of the exam. */
export function examRoutes(contexts: Contexts & { readonly saves?: Context }) {
  const ctx = contexts.exam
  const saves = contexts.saves ?? contexts.exam
  const api = createApi()

  const candidate = candidateSession(contexts)

  api.openapi(
    createRoute({
      method: 'get',
      path: '/api/v1/exam',
      tags,
      summary: 'The exam of the candidate: batch, place, state, server time',
      middleware: candidate,
      responses: answers('The exam as it stands', overviewSchema),
    }),
    async (c) => {
      const overview = await getExam(ctx, seated(c, requireCandidate(c)))
      return c.json(wire({ ...overview, sitting: overview.sitting ?? null }), 200)
    },
  )

  const oneAtATime = gate(startsUnderWay)
  api.openapi(
    createRoute({
      method: 'post',
      path: '/api/v1/exam/sitting',
      tags,
      summary: 'Start, or come back to the paper',
      description:
        'Begins the sitting once; every repetition returns the same paper with the answers so far.',
      middleware: candidate,
      responses: answers('The paper', paperSchema),
    }),
    async (c) => c.json(wire(await oneAtATime(() => startSitting(ctx, seated(c, requireCandidate(c))))), 200),
  )

  api.openapi(
    createRoute({
      method: 'get',
      path: '/api/v1/exam/clock',
      tags,
      summary: 'What is left, by the clock of the database',
      middleware: candidate,
      responses: answers('The clock', clockSchema),
    }),
    async (c) => c.json(wire(await getClock(ctx, seated(c, requireCandidate(c)))), 200),
  )

  api.openAPIRegistry.registerPath({
    method: 'put',
    path: '/api/v1/exam/answers/{number}',
    tags,
    summary: 'Save one answer',
    description:
      'Acknowledged after the commit. A repetition is acknowledged again; an answer that is not newer is refused as `stale-answer` with what is stored.',
    request: { params: z.object({ number: z.string() }), body: jsonBody(answerBody) },
    responses: answers('Saved', savedSchema),
  })
  api.put('/api/v1/exam/answers/:number', limits(answerLimits), async (c) => {
    const actor = seated(c, claimedCandidate(c, contexts))
    const number = Number(c.req.param('number'))
    const { seq, tab, response } = answerBody.parse(await c.req.json())
    if (!Number.isInteger(number)) throw new Refusal(commonRefusals['not-found'], { what: 'item' })
    return c.json(wire(await saveAnswer(saves, actor, { number, seq, tab, response })))
  })

  api.openapi(
    createRoute({
      method: 'post',
      path: '/api/v1/exam/submission',
      tags,
      summary: 'Hand in',
      description: 'Freezes the answers; every repetition returns the same receipt.',
      middleware: candidate,
      responses: answers('The receipt', receiptSchema),
    }),
    async (c) => c.json(wire(await submitSitting(ctx, seated(c, requireCandidate(c)))), 200),
  )

  api.openapi(
    createRoute({
      method: 'get',
      path: '/api/v1/exam/submission',
      tags,
      summary: 'The receipt of what was handed in',
      middleware: candidate,
      responses: answers('The receipt', receiptSchema),
    }),
    async (c) => c.json(wire(await getReceipt(ctx, seated(c, requireCandidate(c)))), 200),
  )
  return api
}

/**
 * A window may say for which sitting it works. On a machine where another
 * candidate has signed in meanwhile, the former one's window is refused as
 * signed out: nothing it still holds is taken for the follower's.
 */
function seated(c: AppContext, candidate: CandidateActor): CandidateActor {
  const sitting = c.req.header('x-exam-sitting')
  if (sitting !== undefined && sitting !== `${candidate.batchId}/${candidate.admissionNo}`)
    throw new Refusal(identityRefusals['session-ended'])
  return candidate
}

/** Runs at most so many at a time, first come first served. */
function gate(places: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = []
  let free = places
  return async (work) => {
    if (free === 0) await new Promise<void>((resume) => waiting.push(resume))
    else free--
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else free++
    }
  }
}

/** As JSON will have it: dates are text. */
type Wire<T> = T extends Date
  ? string
  : T extends readonly (infer Each)[]
    ? Wire<Each>[]
    : T extends object
      ? { [Key in keyof T]: Wire<T[Key]> }
      : T

const wire = <T>(value: T): Wire<T> => value as unknown as Wire<T>
