/*
 * An exam that could begin now: organisation, standard, bank, one compiled form
 * with an item of every kind, a batch that is open, candidates who are signed
 * in. Rows are written by SQL so that a test of sittings needs no stage upstream.
 *
 * Everything a candidate must never see carries `canary`.
 */
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { contentHash } from '../../bank-schemas/canonical.ts'
import type { Delivery } from '../../server/assembly/delivery.ts'
import type { CandidateActor, StaffActor } from '../../server/identity/model.ts'
import { putBlob } from '../../server/storage/blobs.ts'
import type { Db } from '../../server/storage/database.ts'
import { jsonb } from '../../server/storage/jsonb.ts'

export const canary = 'CANARY-KEY-7f3a'

export interface ExamCandidate {
  readonly admissionNo: string
  readonly name: string
  /** The secret of the session; the database holds its SHA-256. */
  readonly token: string
  readonly actor: CandidateActor
}

export interface ExamDay {
  readonly organisationId: string
  readonly batchId: string
  readonly formId: string
  readonly delivery: Delivery
  readonly candidates: readonly ExamCandidate[]
  readonly manager: StaffActor
  readonly invigilator: StaffActor
  /** A manager of another organisation. */
  readonly foreigner: StaffActor
}

export interface ExamDayOptions {
  /** Distinguishes several exams in one database. */
  readonly name?: string
  readonly candidates?: number
  readonly minutes?: number
  readonly graceSeconds?: number
  readonly earlyLeaveMinutes?: number
  readonly lateEntryMinutes?: number
  /** The batch opened so many minutes ago. */
  readonly openedMinutesAgo?: number
  readonly closesInMinutes?: number
  readonly delivery?: Delivery
  /** Keyed hash of admission and ID number, for candidates who sign in themselves. */
  readonly loginHashOf?: (admissionNo: string) => string
}

export async function createExamDay(db: Db, options: ExamDayOptions = {}): Promise<ExamDay> {
  const name = options.name ?? 'a'
  const organisationId = `org_${name}`
  const batchId = `bat_${name}`
  const formId = `6-31-01-03_4_${name}`
  const delivery = options.delivery ?? sampleDelivery(formId)
  await insertUpstream(db, name, organisationId, formId, delivery)
  await db
    .insertInto('batch')
    .values({
      id: batchId,
      organisation_id: organisationId,
      title: '2026 年第四季度电工四级理论知识考试',
      standard_hash: `standard_${name}`,
      bank_id: `bank_${name}`,
      level: 4,
      state: 'open',
      opens_at: sql<Date>`clock_timestamp() - ${options.openedMinutesAgo ?? 1} * interval '1 minute'`,
      closes_at: sql<Date>`clock_timestamp() + ${options.closesInMinutes ?? 300} * interval '1 minute'`,
      minutes: options.minutes ?? 90,
      late_entry_minutes: options.lateEntryMinutes ?? 30,
      early_leave_minutes: options.earlyLeaveMinutes ?? 0,
      grace_seconds: options.graceSeconds ?? 30,
      rules: jsonb<unknown>({ parts: [{ id: 'theory', fullMarks: 100, passMark: 60 }] }),
      created_by: 'test',
    })
    .execute()
  await db.insertInto('batch_form').values({ batch_id: batchId, form_id: formId, position: 1 }).execute()
  const candidates = await admit(db, batchId, organisationId, formId, name, options)
  const staff = (
    userId: string,
    role: 'centre-manager' | 'invigilator',
    at = organisationId,
  ): StaffActor => ({
    kind: 'staff',
    userId: `${userId}_${name}`,
    name: userId,
    memberships: [{ organisationId: at, role }],
  })
  return {
    organisationId,
    batchId,
    formId,
    delivery,
    candidates,
    manager: staff('manager', 'centre-manager'),
    invigilator: staff('invigilator', 'invigilator'),
    foreigner: staff('foreigner', 'centre-manager', 'org_elsewhere'),
  }
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** A drawing for the hotspot item. */
const circuit = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 360" width="640" height="360" font-family="sans-serif" font-size="16"><rect width="640" height="360" fill="#fff"/><g fill="none" stroke="#222" stroke-width="2"><path d="M40 60H600M40 300H600"/><rect x="90" y="150" width="70" height="60"/><rect x="250" y="150" width="70" height="60"/><rect x="410" y="150" width="70" height="60"/><path d="M125 60V150M125 210V300M285 60V150M285 210V300M445 60V150M445 210V300"/></g><g text-anchor="middle"><text x="125" y="186">QF</text><text x="285" y="186">KM</text><text x="445" y="186">FR</text></g></svg>`

async function insertUpstream(
  db: Db,
  name: string,
  organisationId: string,
  formId: string,
  delivery: Delivery,
): Promise<void> {
  await db
    .insertInto('organisation')
    .values({ id: organisationId, kind: 'evaluation-centre', name: '示范评价中心' })
    .execute()
  await db
    .insertInto('standard_revision')
    .values({
      hash: `standard_${name}`,
      standard_id: '6-31-01-03',
      edition: '2018',
      name: '电工',
      kind: 'national',
      document: jsonb<unknown>({}),
    })
    .execute()
  await db
    .insertInto('bank')
    .values({
      id: `bank_${name}`,
      name: '电工',
      version: '1.0.0',
      standard_id: '6-31-01-03',
      standard_edition: '2018',
      document: jsonb<unknown>({}),
    })
    .execute()
  await db
    .insertInto('syllabus_revision')
    .values({
      hash: `syllabus_${name}`,
      bank_id: `bank_${name}`,
      level: 4,
      version: '1.0.0',
      document: jsonb<unknown>({}),
    })
    .execute()
  await putBlob(db, 'image/svg+xml', Buffer.from(circuit))
  await db
    .insertInto('item_revision')
    .values({
      hash: `item_${name}`,
      item_id: `${formId}_AAA001_01`,
      bank_id: `bank_${name}`,
      level: 4,
      point: 'AAA001',
      kind: 'single-choice',
      secrecy: 'operational',
      status: 'released',
      difficulty: 3,
      document: jsonb<unknown>({ key: canary, rationale: canary, policy: canary }),
    })
    .execute()
  await db
    .insertInto('assembly')
    .values({
      id: `asm_${name}`,
      organisation_id: organisationId,
      bank_id: `bank_${name}`,
      level: 4,
      standard_hash: `standard_${name}`,
      syllabus_hash: `syllabus_${name}`,
      blueprint: jsonb<unknown>({}),
      blueprint_hash: 'blueprint',
      seed: 1,
      report: jsonb<unknown>({}),
      created_by: 'test',
    })
    .execute()
  await db
    .insertInto('form')
    .values({
      id: formId,
      assembly_id: `asm_${name}`,
      number: 1,
      hash: `form_${name}`,
      document: jsonb<unknown>({ policies: canary, keys: canary }),
      delivery: jsonb<unknown>(delivery),
      delivery_hash: contentHash(delivery),
      compiled_at: new Date(),
    })
    .execute()
}

async function admit(
  db: Db,
  batchId: string,
  organisationId: string,
  formId: string,
  name: string,
  { candidates: count = 3, loginHashOf }: ExamDayOptions,
): Promise<ExamCandidate[]> {
  const candidates = Array.from({ length: count }, (_, index): ExamCandidate => {
    const admissionNo = `3201${String(index + 1).padStart(6, '0')}`
    const token = `${name}-token-${index + 1}-`.padEnd(32, 'x')
    return {
      admissionNo,
      name: `${familyNames[index % familyNames.length]}${givenNames[index % givenNames.length]}`,
      token,
      actor: { kind: 'candidate', batchId, admissionNo, sessionHash: sha256(token) },
    }
  })
  for (let from = 0; from < count; from += 500) {
    const some = candidates.slice(from, from + 500)
    await db
      .insertInto('candidate')
      .values(
        some.map((candidate) => ({
          id: `cand_${name}_${candidate.admissionNo}`,
          organisation_id: organisationId,
          name: candidate.name,
          id_type: 'resident-id',
          id_number_hash: sha256(`${name}${candidate.admissionNo}`),
          id_number_cipher: Buffer.from('sealed'),
          id_number_masked: '3201**********001X',
        })),
      )
      .execute()
    await db
      .insertInto('admission')
      .values(
        some.map((candidate, index) => ({
          batch_id: batchId,
          admission_no: candidate.admissionNo,
          candidate_id: `cand_${name}_${candidate.admissionNo}`,
          name: candidate.name,
          id_number_masked: '3201**********001X',
          login_hash:
            loginHashOf?.(candidate.admissionNo) ?? sha256(`login ${name} ${candidate.admissionNo}`),
          form_id: formId,
          seed: 1000 + from + index,
          room: `${Math.floor((from + index) / 30) + 1} 考场`,
          seat: String(((from + index) % 30) + 1).padStart(2, '0'),
        })),
      )
      .execute()
    await db
      .insertInto('candidate_session')
      .values(
        some.map((candidate) => ({
          batch_id: batchId,
          token_hash: candidate.actor.sessionHash,
          admission_no: candidate.admissionNo,
          expires_at: sql<Date>`clock_timestamp() + interval '12 hours'`,
        })),
      )
      .execute()
  }
  return candidates
}

const familyNames = ['王', '李', '张', '刘', '陈', '杨', '赵', '黄']
const givenNames = ['伟', '秀英', '建国', '芳', '志强', '敏', '静']

/** The cookie of a signed-in candidate, as the browser sends it to a site without https. */
export const cookieOf = ({ actor, token }: ExamCandidate): string =>
  `liangcai-exam=${actor.batchId}.${actor.admissionNo}.${token}`

/** One item of every kind, and enough single choice to have an order. */
export function sampleDelivery(formId: string, singleChoice = 10): Delivery {
  const choices = (...texts: string[]) =>
    texts.map((html, index) => ({ id: String.fromCharCode(65 + index), html: `<p>${html}</p>` }))
  const lower = (...texts: string[]) =>
    texts.map((html, index) => ({ id: String.fromCharCode(97 + index), html }))
  const section = (kind: string, title: string, marksEach: number, items: readonly object[]) => ({
    kind,
    title,
    instructions: `共 ${items.length} 题，每题 ${marksEach} 分。`,
    marksEach,
    items,
  })
  let number = 0
  const item = (kind: string, stem: string, more: object = {}) => ({
    number: ++number,
    kind,
    stemHtml: `<p>${stem}</p>`,
    ...more,
  })
  return {
    formId,
    title: '电工（四级/中级工）理论知识试卷',
    minutes: 90,
    fullMarks: 100,
    mathCss: true,
    sections: [
      section(
        'single-choice',
        '一、单项选择题',
        1,
        Array.from({ length: singleChoice }, (_, index) =>
          item('single-choice', `电路题 ${index + 1}：三相异步电动机的旋转方向由（  ）决定。`, {
            options: choices('电源电压大小', '电源频率', '定子电流的相序', '转子绕组形式'),
          }),
        ),
      ),
      section('multiple-response', '二、多项选择题', 2, [
        item('multiple-response', '下列属于基本安全用具的是（  ）。', {
          options: choices('绝缘棒', '绝缘夹钳', '验电器', '绝缘靴', '绝缘垫'),
        }),
      ]),
      section('true-false', '三、判断题', 1, [item('true-false', '停电检修时应先验电后挂接地线。')]),
      section('fill-in', '四、填空题', 2, [
        item(
          'fill-in',
          '我国工频交流电的频率为 <span data-blank="1"></span> Hz，线电压是相电压的 <span data-blank="2"></span> 倍。',
          { blanks: ['1', '2'] },
        ),
      ]),
      section('numeric', '五、计算题', 4, [
        item('numeric', '一只 220 V、100 W 的灯泡，其额定电流是多少？', { unit: 'A' }),
      ]),
      section('matching', '六、匹配题', 3, [
        item('matching', '把测量仪表与用途连起来。', {
          left: [
            { id: '1', html: '兆欧表' },
            { id: '2', html: '钳形电流表' },
            { id: '3', html: '接地电阻测试仪' },
          ],
          right: lower('测绝缘电阻', '不断线测电流', '测接地电阻'),
        }),
      ]),
      section('ordering', '七、排序题', 3, [
        item('ordering', '把停电作业的安全措施按先后排列。', {
          elements: lower('停电', '验电', '装设接地线', '悬挂标示牌'),
        }),
      ]),
      section('hotspot', '八、识图题', 3, [
        item('hotspot', '在图上标出热继电器。', {
          image: { src: `/media/${sha256(circuit)}.svg`, alt: '电动机控制电路图', width: 640, height: 360 },
          marks: 2,
        }),
      ]),
      section('short-answer', '九、简答题', 5, [
        item('short-answer', '简述触电急救的步骤。', { maxLength: 300 }),
      ]),
      section('essay', '十、论述题', 10, [
        item('essay', '论述三相异步电动机不能起动的原因及排查方法。', { maxLength: 2000 }),
      ]),
      section('case', '十一、案例题', 10, [
        item('case', '某车间一台电动机运行时过热，三相电流为 12 A、12 A、0 A。', {
          items: [
            {
              id: '1',
              kind: 'single-choice',
              stemHtml: '<p>最可能的故障是</p>',
              options: choices('过电压', '缺相运行', '轴承缺油', '接地不良'),
            },
            { id: '2', kind: 'true-false', stemHtml: '<p>应立即停机检查。</p>' },
            { id: '3', kind: 'short-answer', stemHtml: '<p>说明判断依据。</p>', maxLength: 200 },
          ],
        }),
      ]),
    ] as unknown as Delivery['sections'],
  }
}

/** A valid response to each item of sampleDelivery, by kind. */
export const sampleResponses: Readonly<Record<string, unknown>> = {
  'single-choice': 'C',
  'multiple-response': ['A', 'B'],
  'true-false': true,
  'fill-in': { '1': '50', '2': '√3' },
  numeric: '0.45 A',
  matching: { '1': 'a', '2': 'b', '3': 'c' },
  ordering: ['a', 'b', 'c', 'd'],
  hotspot: [{ x: 120.5, y: 200 }],
  'short-answer': '切断电源，判断意识，心肺复苏，送医。',
  essay: '一、电源方面……\n二、电动机方面……',
  case: { '1': 'B', '2': true, '3': '一相电流为零。' },
}
