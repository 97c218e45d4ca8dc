/*
 * A batch from plan to certificate by its pages alone: who may open what, what
 * the forms do, what they say when they refuse.
 */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { changeBatch } from '../../../server/batches/change-batch.ts'
import { getBatch, listAdmissions } from '../../../server/batches/get-batch.ts'
import type { Browser } from '../../support/app.ts'
import { type CentreSite, createCentreSite, textOf } from '../../support/pages.ts'
import { candidateActor, idNumber, sit } from '../../support/world.ts'

let centre: CentreSite
let manager: Browser
let rater: Browser
let batchId: string
let assemblyId: string
let admitted: string[]
/** A candidate's browser, signed in while the window was open. */
let candidate: Browser

const center = '/centre/batches'
const page = (tab = '') => `${center}/${batchId}${tab}`

beforeAll(async () => {
  centre = await createCentreSite()
  manager = await centre.as('manager')
  rater = await centre.as('rater')
})
afterAll(() => centre.site.close())

const location = (answer: Response) => {
  expect(answer.status, 'a redirect after the form').toBe(303)
  return answer.headers.get('location')!
}
const shown = async (browser: Browser, path: string) => textOf(await browser.get(path))

test('assembling says what the bank lacks, and then makes forms that can be read and printed', async () => {
  const { organisationId } = centre.world
  const fields = { organisation: organisationId, scope: '6-31-01-03/4', pattern: 'standard', seed: '7' }
  const many = await manager.submit('/centre/assemblies', { ...fields, forms: '20' })
  expect(many.status).toBe(422)
  expect(await textOf(many)).toContain('题库还不能满足这个组卷方案')
  const bad = await manager.submit('/centre/assemblies', { ...fields, forms: 'two' })
  expect([bad.status, (await bad.text()).includes('value="7"')]).toEqual([422, true])

  const path = location(await manager.submit('/centre/assemblies', { ...fields, forms: '2' }))
  assemblyId = path.split('/').at(-1)!
  const report = await (await manager.get(path)).text()
  expect(report).toContain('<svg')
  expect(report).not.toContain('<style')
  expect(await shown(manager, `${path}/forms/1`)).toContain('解析')
  const paper = await shown(manager, `${path}/forms/1/paper`)
  expect(paper).toContain('一、单项选择题（第 1 题～第 80 题')
  expect(paper).not.toContain('解析')
  expect(paper).not.toContain('答案 ')
  expect(await shown(manager, `${path}/forms/2/answers`)).toContain('答案及评分标准')
  expect((await manager.get(`${path}/forms/3`)).status).toBe(404)
  const opened = await centre.ctx.db
    .selectFrom('audit_event')
    .select('detail')
    .where('action', '=', 'form.opened')
    .execute()
  expect(opened.map((row) => (row.detail as { as: string }).as)).toEqual(['preview', 'paper', 'answers'])
}, 180_000)

test('forms of others are absent, and closed to those without the role', async () => {
  const path = `/centre/assemblies/${assemblyId}`
  const foreign = await centre.as('foreign')
  for (const tail of ['', '/forms/1', '/forms/1/paper', '/forms/1/answers'])
    expect((await foreign.get(path + tail)).status).toBe(404)
  expect((await rater.get(`${path}/forms/1`)).status).toBe(403)
  expect((await centre.site.visitor().get(path)).status).toBe(303)
})

test('a batch is made; a form with a fault keeps what was typed', async () => {
  const fields = {
    scope: '6-31-01-03/4',
    organisation: centre.world.organisationId,
    title: '页面测试批次',
    opensAt: '2027-03-01T09:00',
    closesAt: '2027-03-01T12:00',
    minutes: '90',
    lateEntry: '30',
    earlyLeave: '0',
    grace: '30',
    task: '',
    specialisation: '',
  }
  const short = await manager.submit(center, { ...fields, minutes: '30' })
  expect(short.status).toBe(422)
  const kept = await short.text()
  expect(kept).toContain('value="页面测试批次"')
  expect(kept).toContain('少于规范要求的 90 分钟')
  const tasks = await (await manager.get('/centre/batches/new?scope=6-31-01-03/4')).text()
  const task = /<option value="([0-9a-f]{64})"/.exec(tasks)![1]!
  const now = Date.now()
  const field = (at: number) => new Date(at + 8 * 3_600_000).toISOString().slice(0, 16)
  const path = location(
    await manager.submit(center, {
      ...fields,
      opensAt: field(now - 60_000),
      closesAt: field(now + 5 * 3_600_000),
      task,
    }),
  )
  batchId = path.split('/').at(-1)!.split('?')[0]!
  const overview = await shown(manager, page())
  for (const gap of ['没有选定试卷', '没有考生', '操作技能考评人员须不少于 3 名'])
    expect(overview).toContain(gap)
})

test('candidates: faults name their line, a check writes nothing, an import takes all', async () => {
  const path = page('/candidates')
  const line = (n: number, name = `考生${n}`) => `${name},,${idNumber(n)},第一考场,${n}`
  const wrong = await manager.submit(path, {
    do: 'import',
    list: `姓名,证件类型,证件号码\n${line(1)}\n乙,,110105194912310021\n${line(1, '丙')}`,
  })
  expect(wrong.status).toBe(422)
  const said = await textOf(wrong)
  expect(said).toContain('第 3 行 校验码不符')
  expect(said).toContain('第 4 行 证件号码与第 1 行相同')
  const list = [line(1), line(2), line(3), line(4)].join('\n')
  const checked = await manager.submit(path, { do: 'check', list })
  expect(await textOf(checked)).toContain('检查通过：4 名考生可以导入')
  expect(await shown(manager, path)).toContain('还没有考生')
  expect(location(await manager.submit(path, { do: 'import', list }))).toContain('imported=4')
  const people = await (await manager.get(path)).text()
  admitted = [...new Set(people.match(/\b\d{13}\b/g))].sort()
  expect(admitted).toHaveLength(4)
  expect(people).not.toContain(idNumber(1))
  const again = await manager.submit(path, { do: 'import', list: line(2) })
  expect(await textOf(again)).toContain('已在本计划中')
})

test('a draft is corrected on a page that keeps what was typed; a candidate is taken off the list', async () => {
  const form = await shown(manager, page('/change'))
  expect(form).toContain('修改计划')
  const opens = /name="opensAt"[^>]*value="([^"]+)"/.exec(
    await (await manager.get(page('/change'))).text(),
  )![1]!
  const fields = {
    title: '改了名的批次',
    opensAt: opens,
    closesAt: opens.replace(/T\d\d/, 'T23'),
    minutes: '90',
    lateEntry: '30',
    earlyLeave: '0',
    grace: '45',
    task: '',
    specialisation: '',
  }
  const bad = await manager.submit(page('/change'), { ...fields, grace: 'viele' })
  expect([bad.status, (await bad.text()).includes('value="viele"')]).toEqual([422, true])
  const before = await getBatch(centre.ctx, centre.world.people.manager, batchId)
  location(await manager.submit(page('/change'), fields))
  const after = await getBatch(centre.ctx, centre.world.people.manager, batchId)
  expect(after).toMatchObject({ title: '改了名的批次', graceSeconds: 45 })
  await changeBatch(centre.ctx, centre.world.people.manager, { ...before, batchId })
  location(await manager.submit(page('/candidates'), { do: 'import', list: `要走的考生,,${idNumber(91)}` }))
  const list = await listAdmissions(centre.ctx, centre.world.people.manager, batchId)
  const leaving = list.find((one) => one.name === '要走的考生')!
  const remove = (reason: string) =>
    manager.submit(page('/candidates/removal'), { admissionNo: leaving.admissionNo, reason })
  expect((await remove(' ')).status).toBe(422)
  location(await remove('本人退考'))
  expect(await shown(manager, page('/candidates'))).not.toContain('要走的考生')
  expect((await (await centre.as('foreign')).get(page('/change'))).status).toBe(404)
})

test('a list is also taken as a GBK file', async () => {
  const form = new FormData()
  // "甲,,1" in GBK: the name must come out readable beside the fault.
  form.set('file', new File([new Uint8Array([0xbc, 0xd7, 0x2c, 0x2c, 0x31])], '名单.csv'))
  form.set('do', 'check')
  const answer = await manager.send('POST', page('/candidates'), form)
  expect(answer.status).toBe(422)
  expect(await answer.text()).toContain('甲,,1')
})

test('forms and staff are chosen, and the batch is confirmed', async () => {
  const early = await manager.submit(page('/confirmation'), {})
  expect(early.status).toBe(409)
  expect(await textOf(early)).toContain('还不能确认计划')
  expect((await manager.submit(page('/forms'), {})).status).toBe(422)
  const offered = await (await manager.get(page('/forms'))).text()
  const forms = [...offered.matchAll(/name="form" value="([^"]+)"/g)].map((match) => match[1]!)
  expect(forms).toHaveLength(2)
  location(await manager.submit(page('/forms'), { form: forms }))
  const { people } = centre.world
  const raters = [people.rater, people.rater2, people.rater3]
  location(
    await manager.submit(page('/staff'), {
      staff: [
        `${people.invigilator.userId}/invigilator`,
        `${people.second.userId}/invigilator`,
        ...raters.flatMap(({ userId }) => [`${userId}/rater`, `${userId}/practical-rater`]),
      ],
    }),
  )
  location(await manager.submit(page('/confirmation'), {}))
  const overview = await shown(manager, page())
  expect(overview).toContain('结束考试')
})

test('tickets, labels and sign-in sheets show masked numbers only', async () => {
  for (const print of ['tickets', 'labels', 'signInSheet']) {
    const html = await (await manager.get(page(`/candidates/${print}`))).text()
    for (const no of admitted) expect(html).toContain(no)
    expect(html).toContain('3201**********')
    expect(html).not.toContain(idNumber(1))
  }
})

const tabs = [
  ['', ['manager', 'invigilator', 'rater', 'auditor']],
  ['/candidates', ['manager', 'invigilator', 'rater', 'auditor']],
  ['/candidates/tickets', ['manager', 'invigilator', 'rater', 'auditor']],
  ['/candidates/template.csv', ['manager']],
  ['/forms', ['manager']],
  ['/monitor', ['manager', 'invigilator', 'auditor']],
  ['/marking', ['manager', 'auditor']],
  ['/results', ['manager', 'auditor']],
  ['/results.csv', ['manager', 'auditor']],
  ['/results/book', ['manager', 'auditor']],
  ['/certificates', ['manager', 'auditor']],
] as const

test.each(tabs)('tab "%s" opens for %j, not for others, and foreign is as absent', async (tab, allowed) => {
  for (const username of ['manager', 'invigilator', 'rater', 'auditor'] as const) {
    const answer = await (await centre.as(username)).get(page(tab))
    expect([username, answer.status]).toEqual([
      username,
      (allowed as readonly string[]).includes(username) ? 200 : 403,
    ])
  }
  const foreign = await centre.as('foreign')
  const without = (html: string, id: string) =>
    html.replaceAll(id, 'ID').replaceAll(/[0-9a-z]{4,8}-\d+ ·/g, 'N ·')
  const there = await foreign.get(page(tab))
  const absent = await foreign.get(page(tab).replace(batchId, 'bat_nothing'))
  expect([there.status, absent.status]).toEqual([404, 404])
  expect(without(await there.text(), batchId)).toBe(without(await absent.text(), 'bat_nothing'))
  expect((await centre.site.visitor().get(page(tab))).status).toBe(303)
})

test('a foreign manager can change nothing', async () => {
  const foreign = await centre.as('foreign')
  const posts: [string, Record<string, string>][] = [
    ['/candidates', { do: 'import', list: `外人,,${idNumber(50)}` }],
    ['/forms', { form: 'x' }],
    ['/staff', {}],
    ['/confirmation', {}],
    ['/closure', {}],
    ['/extensions', { minutes: '5', reason: '外人' }],
    [`/monitor/${admitted[0]}/incidents`, { kind: 'note', text: '外人' }],
    ['/marking/statuses', { admissionNo: admitted[0]!, part: 'theory', state: 'absent', reason: '外人' }],
    ['/results', {}],
    ['/publication', {}],
    ['/certificates', {}],
  ]
  for (const [path, fields] of posts)
    expect([path, (await foreign.submit(page(path), fields)).status]).toEqual([path, 404])
})

test('the monitor follows the sittings; time and incidents are recorded with their reasons', async () => {
  const { ctx } = centre
  candidate = centre.site.visitor()
  location(await candidate.submit('/exam', { admissionNo: admitted[0]!, idNumber: idNumber(1) }))
  const actors = await Promise.all(admitted.slice(0, 3).map((no) => candidateActor(ctx, batchId, no)))
  const { startSitting } = await import('../../../server/sittings/start-sitting.ts')
  await startSitting(ctx, actors[0]!)
  const monitor = await shown(manager, page('/monitor'))
  expect(monitor).toContain('作答中')
  expect(monitor).toContain('0 / 100')
  const invigilator = await centre.as('invigilator')
  const one = page(`/monitor/${admitted[0]}`)
  expect((await invigilator.submit(`${one}/extensions`, { minutes: '5', reason: ' ' })).status).toBe(422)
  location(await invigilator.submit(`${one}/extensions`, { minutes: '5', reason: '换机' }))
  location(
    await invigilator.submit(`${one}/incidents`, { kind: 'machine-change', text: '3 号机换至 12 号机' }),
  )
  location(await invigilator.submit(page('/extensions'), { minutes: '2', reason: '停电' }))
  const record = await shown(invigilator, one)
  for (const text of ['更换机器', '3 号机换至 12 号机', '+5 分钟', '换机', '停电'])
    expect(record).toContain(text)
  expect(record).not.toContain('重新打开作答')
  expect((await invigilator.get(page('/monitor/9999999999999'))).status).toBe(404)
  for (const [n, actor] of actors.entries()) await sit(ctx, actor, [100, 90, 30][n]!)
  await centre.runJobs()
  expect(await shown(manager, page(`/marking/${admitted[1]}`))).toContain('回答正确')
})

test('a deduction sheet is summed by the server, corrected by a revision, and seen by its rater alone', async () => {
  const path = `/marking/${batchId}/practical/${admitted[0]}`
  const form = await (await rater.get(path)).text()
  const field = /name="(d\/[^"]+)"[^>]*data-each="(\d+)"/.exec(form)!
  const saved = location(await rater.submit(path, { [field[1]!]: '1' }))
  expect(saved).toBe(`${path}?saved=${100 - Number(field[2])}`)
  expect((await rater.submit(path, { [field[1]!]: 'x' })).status).toBe(422)
  location(await rater.submit(path, {}))
  expect(await shown(rater, `/marking/${batchId}/practical`)).toContain('第 2 次记录')
  const second = await centre.as('rater2')
  expect(await shown(second, `/marking/${batchId}/practical`)).not.toContain('第 2 次记录')
  expect((await (await centre.as('invigilator')).get(path)).status).toBe(403)
  expect((await (await centre.as('foreign')).get(path)).status).toBe(404)
  expect((await rater.get(`/marking/${batchId}/practical/9999999999999`)).status).toBe(404)
})

test('the head settles a panel that does not agree, with a reason', async () => {
  const raters = [rater, await centre.as('rater2'), await centre.as('rater3')]
  for (const [n, one] of raters.entries()) {
    for (const no of admitted.slice(0, 3)) {
      const fields: Record<string, string> = {}
      if (no === admitted[1] && n === 2) fields.veto = 'V1'
      location(await one.submit(`/marking/${batchId}/practical/${no}`, fields))
    }
  }
  location(await manager.submit(page('/closure'), {}))
  const marking = await shown(manager, page('/marking'))
  expect(marking).toContain('待裁定')
  const decision = { admissionNo: admitted[1]!, disputed: 'V1', marks: '' }
  const bare = await manager.submit(page('/marking/decisions'), { ...decision, reason: '' })
  expect(bare.status).toBe(422)
  location(
    await manager.submit(page('/marking/decisions'), { ...decision, reason: '两名考评员在场，未见通电' }),
  )
  expect(await shown(manager, page('/marking'))).not.toContain('待裁定')
})

test('absences are states that can be taken back; results are computed, published and shown to the candidate', async () => {
  const pending = location(await manager.submit(page('/results'), {}))
  expect(pending).toContain('pending=1')
  const status = { admissionNo: admitted[3]!, part: 'practical', reason: '未到场' }
  location(await manager.submit(page('/marking/statuses'), { ...status, state: 'absent' }))
  location(await manager.submit(page('/marking/statuses'), { ...status, state: 'none' }))
  // The same from the monitor, where the invigilator sees it.
  const one = page(`/monitor/${admitted[3]}`)
  location(await manager.submit(`${one}/status`, { ...status, state: 'absent' }))
  expect(await shown(manager, page('/monitor'))).toContain('操作技能 缺考')
  expect(await shown(manager, one)).toContain('未到场')
  location(await manager.submit(`${one}/status-removal`, { part: 'practical', reason: '撤销' }))
  expect(await shown(manager, page('/monitor'))).not.toContain('操作技能 缺考')
  location(await manager.submit(page('/marking/statuses'), { ...status, state: 'absent' }))
  expect(location(await manager.submit(page('/results'), {}))).toContain('pending=0')

  expect(await shown(candidate, '/exam/result')).toContain('成绩还没有公布')
  expect((await candidate.get('/exam/certificate.pdf')).status).toBe(404)
  location(await manager.submit(page('/publication'), {}))
  const own = await shown(candidate, '/exam/result')
  expect(own).toContain('恭喜，您已通过本次评价')
  expect(own).not.toContain('usr_')
  expect((await centre.site.visitor().get('/exam/result')).status).toBe(303)
  const results = await shown(manager, page('/results'))
  expect(results).toContain('合格率')
  expect(results).not.toContain('usr_')
  const csv = await (await manager.get(page('/results.csv'))).text()
  expect(csv.split('\r\n')).toHaveLength(6)
})

test('certificates are issued, opened, verified and revoked', async () => {
  location(await manager.submit(page('/certificates'), {}))
  await centre.runJobs()
  const list = await (await manager.get(page('/certificates'))).text()
  const numbers = [...new Set(list.match(/\bS0000\d{17}\b/g))]
  const [number] = numbers
  expect(numbers).toHaveLength(2)
  const publicPath = /\/verify\/[\w-]{20,}/.exec(list)![0]
  const pdf = await manager.get(page(`/certificates/${number}.pdf`))
  expect(pdf.headers.get('content-type')).toBe('application/pdf')
  const bytes = new Uint8Array(await pdf.arrayBuffer())
  expect((await (await centre.as('foreign')).get(page(`/certificates/${number}.pdf`))).status).toBe(404)

  const visitor = centre.site.visitor()
  expect(location(await visitor.submit('/verify', { number: number!, name: '考生1' }))).toBe(publicPath)
  const open = await (await visitor.get(publicPath)).text()
  expect(open).toContain('证书真实，目前有效')
  for (const hidden of ['考生1', idNumber(1), admitted[0]!]) expect(open).not.toContain(hidden)
  const upload = (content: Uint8Array<ArrayBuffer>) => {
    const form = new FormData()
    form.set('file', new File([content], 'c.pdf'))
    return visitor.send('POST', '/verify/file', form)
  }
  expect(await textOf(await upload(bytes))).toContain('真实有效')
  expect(await textOf(await upload(new Uint8Array([...bytes, 10])))).toContain('文件被改动过')

  const revoke = page(`/certificates/${number}/revocation`)
  const short = await manager.submit(revoke, { reason: '错' })
  expect([short.status, (await short.text()).includes('value="错"')]).toEqual([422, true])
  location(await manager.submit(revoke, { reason: '报名材料不实，已核实' }))
  const revoked = await shown(visitor, publicPath)
  expect(revoked).toContain('已撤销')
  expect(revoked).toContain('报名材料不实，已核实')
  expect(await textOf(await upload(bytes))).toContain('文件真实，但证书已失效')
})

test('the dashboard tells each role what is theirs', async () => {
  expect(await shown(manager, '/centre')).toContain('工作台')
  expect(await shown(await centre.site.staff('item-writer'), '/centre')).toContain('查看题库与试题')
  expect(await shown(await centre.as('auditor'), '/centre')).toContain('查看审计记录')
  expect((await centre.site.visitor().get('/centre')).status).toBe(303)
})
