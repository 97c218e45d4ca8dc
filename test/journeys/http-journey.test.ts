/*
 * The same way through the JSON door alone, as another system would walk it:
 * app.request() on a real database, nothing called behind the doors but the
 * jobs, which a queue would run.
 *
 * On the way everything a candidate receives before publication is searched
 * for what the bank says about the very items on the paper.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Form, Item } from '../../bank-schemas/index.ts'
import { loadItemBanks } from '../../server/banks/load-item-banks.ts'
import { issueCertificates, nationalQueryUrls } from '../../server/certificates/issue-certificates.ts'
import { createOrganisation } from '../../server/identity/create-organisation.ts'
import { systemActor } from '../../server/identity/model.ts'
import { markSitting } from '../../server/marking/mark-sitting.ts'
import { type Browser, createTestSite, type TestSite } from '../support/app.ts'
import { idNumber, itemBanks } from '../support/world.ts'

let site: TestSite
let centre: string
let manager: Browser
let raters: Browser[]
const people: { id: string; role: string }[] = []
const received: string[] = []

beforeAll(async () => {
  site = await createTestSite()
  const system = systemActor('test')
  await loadItemBanks(site.ctx, system, itemBanks)
  centre = await createOrganisation(site.ctx, system, {
    kind: 'evaluation-centre',
    name: '江苏接口评价中心',
    certificateCodes: { category: 'S', bodyCode: '0000', province: '32', station: '000777' },
  })
  manager = await site.staff('centre-manager', centre)
  raters = [
    await site.staff('rater', centre),
    await site.staff('rater', centre),
    await site.staff('rater', centre),
  ]
  await site.staff('invigilator', centre)
  await site.staff('invigilator', centre)
  for (const row of await site.ctx.db
    .selectFrom('membership')
    .selectAll()
    .where('organisation_id', '=', centre)
    .execute()) {
    people.push({ id: row.user_id, role: row.role })
  }
})
afterAll(() => site.close())

async function json<T>(answer: Response | Promise<Response>, status = 200): Promise<T> {
  const got = await answer
  const text = await got.text()
  if (got.status !== status) throw new Error(`${got.status} instead of ${status}: ${text.slice(0, 500)}`)
  return JSON.parse(text) as T
}

const state: { batchId: string; admissions: string[]; form: Form; items: Map<number, Item> } = {
  batchId: '',
  admissions: [],
  form: {} as Form,
  items: new Map(),
}

test('a manager assembles a form, makes a batch, admits candidates, names staff, confirms', async () => {
  const { tasks } = await json<{ tasks: { hash: string }[] }>(
    manager.get('/api/v1/banks/6-31-01-03/levels/4/practical-tasks'),
  )
  const { assembly } = await json<{
    assembly: { assembled: { id: string }[]; report: { certificate: { violations: string[] } } }
  }>(
    manager.post('/api/v1/assemblies', {
      organisationId: centre,
      bankId: '6-31-01-03',
      level: 4,
      forms: 1,
      seed: 7,
    }),
    201,
  )
  expect(assembly.report.certificate.violations).toEqual([])
  const now = Date.now()
  const { id } = await json<{ id: string }>(
    manager.post('/api/v1/batches', {
      organisationId: centre,
      title: '接口批次',
      bankId: '6-31-01-03',
      level: 4,
      opensAt: new Date(now - 60_000).toISOString(),
      closesAt: new Date(now + 4 * 3_600_000).toISOString(),
      earlyLeaveMinutes: 0,
      practicalTaskHash: tasks[0]!.hash,
    }),
    201,
  )
  state.batchId = id
  await json(
    manager.put(`/api/v1/batches/${id}/forms`, { formIds: assembly.assembled.map((form) => form.id) }),
  )
  const { admitted } = await json<{ admitted: { admissionNo: string }[] }>(
    manager.post(`/api/v1/batches/${id}/admissions`, {
      rows: [1, 2].map((n) => ({
        name: `接口考生${n}`,
        idType: 'resident-id',
        idNumber: idNumber(n),
        room: 'A',
        seat: String(n),
      })),
    }),
    201,
  )
  state.admissions = admitted.map((row) => row.admissionNo)
  await json(
    manager.put(`/api/v1/batches/${id}/staff`, {
      staff: people.flatMap((person) =>
        person.role === 'invigilator'
          ? [{ userId: person.id, role: 'invigilator' }]
          : person.role === 'rater'
            ? [{ userId: person.id, role: 'practical-rater' }]
            : [],
      ),
    }),
  )
  const { gaps } = await json<{ gaps: unknown[] }>(manager.get(`/api/v1/batches/${id}`))
  expect(gaps).toEqual([])
  await json(manager.post(`/api/v1/batches/${id}/confirmation`))
  const row = await site.ctx.db
    .selectFrom('form')
    .select('document')
    .where('id', '=', assembly.assembled[0]!.id)
    .executeTakeFirstOrThrow()
  state.form = row.document as Form
  for (const entry of state.form.sections.flatMap((section) => section.items)) {
    const revision = await site.ctx.db
      .selectFrom('item_revision')
      .select('document')
      .where('hash', '=', entry.hash)
      .executeTakeFirstOrThrow()
    state.items.set(entry.number, revision.document as Item)
  }
  expect(state.items.size).toBe(100)
})

test('a candidate signs in, starts, saves a hundred answers one by one, hands in and gets a receipt', async () => {
  const candidate = site.visitor()
  const keep = async (answer: Promise<Response>) => {
    const got = await answer
    received.push([...got.headers].join('\n'), await got.clone().text())
    return got
  }
  await json(
    keep(candidate.post('/api/v1/exam/session', { admissionNo: state.admissions[0], idNumber: idNumber(1) })),
  )
  received.push(await (await candidate.get('/exam/paper')).text())
  await json(keep(candidate.get('/api/v1/exam')))
  const paper = await json<{ delivery: { sections: { items: { number: number }[] }[] } }>(
    keep(candidate.post('/api/v1/exam/sitting')),
  )
  const order = paper.delivery.sections.flatMap((section) => section.items.map((item) => item.number))
  expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, i) => i + 1))
  expect(order).not.toEqual([...order].sort((a, b) => a - b))
  for (const [i, number] of order.entries()) {
    const item = state.items.get(number)!
    const right = item.kind === 'single-choice' || item.kind === 'true-false' ? item.key : undefined
    const response = i < 85 ? right : item.kind === 'true-false' ? !item.key : 'A' === right ? 'B' : 'A'
    const saved = await json<{ seq: number }>(
      keep(candidate.put(`/api/v1/exam/answers/${number}`, { seq: i + 1, tab: 'tab-one', response })),
    )
    expect(saved.seq).toBe(i + 1)
  }
  // A wrong answer and the right one are acknowledged alike: nothing but the time differs.
  const number = order[0]!
  const { key } = state.items.get(number) as { key: string | boolean }
  const wrong = typeof key === 'boolean' ? !key : key === 'A' ? 'B' : 'A'
  const acknowledged = []
  for (const [seq, response] of [
    [501, wrong],
    [502, key],
  ]) {
    const answer = await candidate.put(`/api/v1/exam/answers/${number}`, { seq, tab: 'tab-one', response })
    const {
      savedAt: _at,
      clock: _clock,
      seq: _seq,
      ...rest
    } = await json<Record<string, unknown>>(answer.clone())
    acknowledged.push({
      status: answer.status,
      headers: [...answer.headers.keys()],
      length: (await answer.text()).length,
      rest,
    })
  }
  expect(acknowledged[0]).toEqual(acknowledged[1])
  const refused = await candidate.put('/api/v1/exam/answers/101', { seq: 200, tab: 'tab-one', response: 'A' })
  expect(refused.status).toBeGreaterThanOrEqual(400)
  const first = await json<{ receipt: string }>(keep(candidate.post('/api/v1/exam/submission')))
  const again = await json<{ receipt: string }>(keep(candidate.post('/api/v1/exam/submission')))
  expect(again).toEqual(first)
  const late = await candidate.put('/api/v1/exam/answers/1', { seq: 999, tab: 'tab-one', response: 'A' })
  expect([409, 410]).toContain(late.status)
})

test('nothing the candidate received names a key, a rationale, a policy or an item', () => {
  const all = received.join('\n')
  expect(all.length).toBeGreaterThan(20_000)
  for (const item of state.items.values()) {
    expect(all.includes(item.id), item.id).toBe(false)
    // A rationale is a whole sentence: its beginning would be found. It may take up some words of the stem.
    const beginning = item.rationale.slice(0, 24)
    expect(all.includes(beginning), `${item.id}: ${beginning}`).toBe(false)
  }
  for (const word of [
    'all-or-nothing',
    'partial-under',
    '"key"',
    '"rationale"',
    '"policy"',
    '"selfTests"',
    '"difficulty"',
    '"point"',
    '"secrecy"',
  ]) {
    expect(all.includes(word), word).toBe(false)
  }
})

test('before publication a candidate is told nothing of the result', async () => {
  const candidate = site.visitor()
  await json(
    candidate.post('/api/v1/exam/session', { admissionNo: state.admissions[0], idNumber: idNumber(1) }),
  )
  expect(await json(candidate.get('/api/v1/exam/result'))).toEqual({
    published: false,
    passed: null,
    result: null,
    certificateNumber: null,
  })
})

test('marking, practical sheets, results, publication, certificate, public page, revocation', async () => {
  const id = state.batchId
  // The second candidate does not come.
  await markSitting(site.ctx, { batchId: id, admissionNo: state.admissions[0]! })
  const { run } = await json<{ run: { marks: number } }>(
    manager.get(`/api/v1/batches/${id}/candidates/${state.admissions[0]}/score-run`),
  )
  expect(run.marks).toBe(85)
  for (const rater of raters) {
    await json(
      rater.post(`/api/v1/batches/${id}/candidates/${state.admissions[0]}/practical-sheets`, {
        deductions: {},
        vetoes: [],
      }),
      201,
    )
  }
  await json(manager.post(`/api/v1/batches/${id}/closure`))
  await json(
    manager.put(`/api/v1/batches/${id}/candidates/${state.admissions[1]}/part-status`, {
      part: 'practical',
      state: 'absent',
      reason: '未到场',
    }),
  )
  expect(await json(manager.post(`/api/v1/batches/${id}/results`))).toEqual({ results: 2, pending: 0 })
  await json(manager.post(`/api/v1/batches/${id}/publication`))
  await json(manager.post(`/api/v1/batches/${id}/certificates`), 202)
  await issueCertificates(
    site.ctx,
    { secrets: site.contexts.secrets, publicUrl: 'http://exam.test', ...nationalQueryUrls },
    { batchId: id, actor: 'staff:test' },
  )
  const { certificates } = await json<{
    certificates: { number: string; publicId: string; pdfSha256: string }[]
  }>(manager.get(`/api/v1/batches/${id}/certificates`))
  expect(certificates).toHaveLength(1)
  const candidate = site.visitor()
  await json(
    candidate.post('/api/v1/exam/session', { admissionNo: state.admissions[0], idNumber: idNumber(1) }),
  )
  expect(await json(candidate.get('/api/v1/exam/result'))).toMatchObject({
    published: true,
    passed: true,
    certificateNumber: certificates[0]!.number,
  })
  const [certificate] = certificates
  expect(certificate!.number).toMatch(/^S000032000777\d{2}4000001$/)

  const pdf = await manager.get(`/api/v1/certificates/${certificate!.number}/pdf`)
  expect(pdf.headers.get('content-type')).toBe('application/pdf')
  const bytes = new Uint8Array(await pdf.arrayBuffer())
  const anybody = site.visitor()
  // A PDF is bytes: sent as text it is another file, and is said to be.
  const asText = await json(
    anybody.send('POST', '/api/v1/verification', Buffer.from(bytes).toString('latin1'), {
      'content-type': 'application/pdf',
    }),
  )
  expect(asText).toMatchObject({ valid: false, file: 'altered' })
  const genuine = await site.app.request('http://exam.test/api/v1/verification', {
    method: 'POST',
    body: bytes,
    headers: { 'content-type': 'application/pdf', origin: 'http://exam.test', host: 'exam.test' },
  })
  expect(await genuine.json()).toMatchObject({ valid: true, file: 'genuine', number: certificate!.number })

  const shown = await json<{ status: string; pdfSha256: string }>(
    anybody.get(`/api/v1/verification/${certificate!.publicId}`),
  )
  expect(shown).toMatchObject({ status: 'valid', pdfSha256: certificate!.pdfSha256 })
  expect(JSON.stringify(shown)).not.toContain('接口考生1')
  await json(
    manager.post(`/api/v1/certificates/${certificate!.number}/revocation`, { reason: '测试撤销原因' }),
    201,
  )
  expect(await json(anybody.get(`/api/v1/verification/${certificate!.publicId}`))).toMatchObject({
    status: 'revoked',
  })
  expect((await anybody.get(`/api/v1/certificates/${certificate!.number}/pdf`)).status).toBe(401)
})
