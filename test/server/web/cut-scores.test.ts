import { afterAll, beforeAll, expect, test } from 'vitest'
import { getStudy } from '../../../server/analytics/cut-scores/get-study.ts'
import type { Browser } from '../../support/app.ts'
import { type CentreSite, createCentreSite, textOf } from '../../support/pages.ts'
import { minimallyCompetent, sharesOf } from '../../support/panel.ts'
import { type SimulatedBatch, simulateBatch } from '../../support/simulated-batch.ts'

let centre: CentreSite
let batch: SimulatedBatch
let manager: Browser
let judges: Browser[]

const list = '/centre/cut-scores'
const password = '银杏-Quartz-4711-lake'

beforeAll(async () => {
  centre = await createCentreSite()
  batch = await simulateBatch(centre.ctx, centre.world, { sittings: 60 })
  manager = await centre.as('manager')
  judges = await Promise.all(['rater', 'rater2', 'rater3'].map((name) => centre.as(name)))
}, 120_000)
afterAll(() => centre.site.close())

const judgeIds = () => {
  const { rater, rater2, rater3 } = centre.world.people
  return [rater, rater2, rater3].map((judge) => judge.userId)
}
const fields = (method: string) => ({
  title: '电工四级合格线论证',
  method,
  form: batch.formId,
  description: minimallyCompetent,
  judge: judgeIds(),
})

/** Makes a study on the page; its address. */
async function make(method: string): Promise<string> {
  const answer = await manager.submit(list, fields(method))
  expect(answer.status).toBe(303)
  return answer.headers.get('location')!.split('?')[0]!
}

/** A page as people read it, in both languages: nothing of it is a slip. */
async function look(browser: Browser, path: string): Promise<string> {
  const texts: string[] = []
  for (const lang of ['en', 'zh']) {
    const answer = await browser.get(`${path}${path.includes('?') ? '&' : '?'}lang=${lang}`)
    expect(answer.status, path).toBe(200)
    const text = await textOf(answer)
    expect(text, path).not.toMatch(/NaN|undefined|Infinity|\[object|\{\w+\}|null/)
    texts.push(text)
  }
  return texts[1]!
}

test('a study is made on a page that keeps what was typed', async () => {
  expect(await look(manager, '/centre')).toContain('合格线论证')
  expect(await look(manager, list)).toContain('还没有论证项目')
  expect(await look(manager, `${list}/new`)).toContain('选择试卷')
  expect(await look(manager, `${list}/new?form=${batch.formId}`)).toContain('员工rater2')
  const refused = await manager.submit(list, { ...fields('angoff'), description: '短' })
  expect(refused.status).toBe(422)
  expect(await refused.text()).toContain('电工四级合格线论证')
  expect((await manager.submit(list, { ...fields('angoff'), method: 'guess' })).status).toBe(422)
})

test('Angoff from the first page to the printed record', async () => {
  const path = await make('angoff')
  const id = path.split('/').at(-1)!
  expect(await look(manager, path)).toContain('只有 3 名评委')
  expect(await look(judges[0]!, `${path}/judge`)).toContain('论证尚未开始')
  const { items } = await getStudy(centre.ctx, centre.world.people.manager, id)

  for (const round of [1, 2]) {
    expect((await manager.submit(`${path}/rounds`, {})).status).toBe(303)
    expect(await look(judges[0]!, '/centre')).toContain('去判断')
    const desk = await look(judges[0]!, `${path}/judge`)
    expect(desk).toContain('最低合格者')
    expect(desk).toContain('答案')
    expect(desk.includes('全体上一轮')).toBe(round === 2)

    const bad = await judges[0]!.submit(`${path}/judge`, { page: '1', 'v.1': '六十', 'v.2': '55' })
    expect(bad.status).toBe(422)
    const kept = await bad.text()
    expect(kept).toContain('第 1 题填的是“六十”，应为 0–100 的数')
    expect(kept).toContain('value="六十"')

    expect((await manager.submit(`${path}/round-closure`, {})).status).toBe(409)
    for (const [place, judge] of judges.entries()) {
      const shares = Object.entries(sharesOf(items, place, round))
      for (const page of [0, 1]) {
        const answer = await judge.submit(`${path}/judge`, {
          page: String(page + 1),
          do: 'next',
          ...Object.fromEntries(
            shares.slice(page * 10, page * 10 + 10).map(([number, share]) => [`v.${number}`, String(share)]),
          ),
        })
        expect(answer.headers.get('location')).toBe(
          `${path}/judge?page=2&done=${page ? 'savedAll' : 'saved'}`,
        )
      }
    }
    expect(await look(manager, path)).toContain('所有评委都已完成本轮')
    expect((await manager.submit(`${path}/round-closure`, {})).status).toBe(303)
  }

  const study = await look(manager, path)
  expect(study).toContain('建议合格线（分）')
  expect(study).toContain('不会自动改变任何评价计划')
  expect(study).toContain('评委间的离散由')
  expect(study).toContain('60 名考生的成绩')
  expect((await manager.submit(`${path}/closure`, {})).status).toBe(303)

  expect(await look(judges[0]!, '/centre')).toContain('签字确认')
  const record = await (await judges[0]!.get(`${path}/record`)).text()
  expect(record).toContain('我的估计')
  const hash = /name="hash" value="(\w{64})"/.exec(record)![1]!
  const sign = (judge: Browser, change: Record<string, string>) =>
    judge.submit(`${path}/record/signature`, { hash, read: 'yes', password, ...change })
  expect((await sign(judges[0]!, { read: '' })).status).toBe(422)
  const wrong = await sign(judges[0]!, { password: 'not this one' })
  expect(wrong.status).toBe(422)
  expect(await textOf(wrong)).toContain('密码不正确')
  expect((await sign(judges[0]!, { hash: 'f'.repeat(64) })).status).toBe(409)
  for (const judge of judges.slice(0, 2)) expect((await sign(judge, {})).status).toBe(303)
  const declined = { hash, reason: '第 12 题应先修改' }
  expect((await judges[2]!.submit(`${path}/record/decline`, declined)).status).toBe(303)
  // With nothing left to do a judge still finds the way to what was signed.
  expect(await look(judges[0]!, '/centre')).toContain('合格线论证')
  expect((await (await judges[0]!.get(list)).text()).includes(`${path}/judge`)).toBe(true)

  const final = await look(manager, `${path}/record`)
  expect(final).toContain('第 12 题应先修改')
  expect(final).toContain('所有签字都针对这一散列值')
  expect(final.split(hash)).toHaveLength(5)
  expect(await look(manager, `${path}/record/print`)).toContain('合格线论证记录')
  const json = await (await manager.get(`${path}/record.json`)).json()
  expect(json).toMatchObject({ hash, document: { schema: 'urn:liangcai:cut-score-record:v1' } })
  expect(await look(manager, list)).toContain('已定稿')
})

test('Ebel and Hofstee have their own desks', async () => {
  const ebel = await make('ebel')
  await manager.submit(`${ebel}/rounds`, {})
  expect(await look(judges[0]!, `${ebel}/judge`)).toContain('各格的得分率')
  const saved = await judges[0]!.submit(`${ebel}/judge`, {
    page: '1',
    'c.1': 'essential/easy',
    'v.essential/easy': '85',
  })
  expect(saved.status).toBe(303)
  expect(await (await judges[0]!.get(`${ebel}/judge`)).text()).toContain('value="85"')

  const hofstee = await make('hofstee')
  for (const round of [1, 2]) {
    await manager.submit(`${hofstee}/rounds`, {})
    expect(await look(judges[0]!, `${hofstee}/judge`)).toContain('可接受的最低合格线')
    for (const judge of judges)
      await judge.submit(`${hofstee}/judge`, {
        page: '1',
        'v.lowestCut': '50',
        'v.highestCut': String(65 + round),
        'v.lowestFail': '10',
        'v.highestFail': '70',
      })
    expect((await manager.submit(`${hofstee}/round-closure`, {})).status).toBe(303)
  }
  expect(await look(manager, hofstee)).toContain('不合格率随合格线的变化')
})

test('candidates are pasted or sent as a file; a fault names its line', async () => {
  const path = await make('contrasting-groups')
  expect(await (await manager.get(`${path}/observations/template.csv`)).text()).toContain(
    '考生编号,成绩,分组',
  )
  const enter = (text: string) => manager.submit(`${path}/observations`, { list: text })
  const refused = await enter('考生编号,成绩,分组\nK1,72,合格\n\nK2,七十,不合格\nK3,55,差')
  expect(refused.status).toBe(422)
  const text = await textOf(refused)
  expect(text).toContain('第 4 行：成绩填的是“七十”')
  expect(text).toContain('第 5 行：分组“差”应为“合格”或“不合格”')
  expect((await enter('"K1,72')).status).toBe(422)
  const rows = Array.from(
    { length: 24 },
    (_, n) => `K${n},${45 + n * 2},${n + (n % 4) > 11 ? '合格' : '不合格'}`,
  )
  const form = new FormData()
  form.append('file', new File([rows.join('\r\n')], 'groups.csv', { type: 'text/csv' }))
  expect((await manager.send('POST', `${path}/observations`, form)).status).toBe(303)
  expect(await look(manager, path)).toContain('两组考生的成绩')

  const regression = await make('borderline-regression')
  const list5 = Array.from(
    { length: 25 },
    (_, n) => `K${n}\t${40 + n * 2 + (n % 3)}\t${1 + Math.floor(n / 5)}`,
  )
  expect((await manager.submit(`${regression}/observations`, { list: list5.join('\n') })).status).toBe(303)
  expect(await look(manager, regression)).toContain('成绩与总体评定')
  expect((await manager.submit(`${regression}/closure`, {})).status).toBe(303)
  expect(await look(judges[0]!, `${regression}/record`)).toContain('签字表示')
  expect(await look(judges[0]!, `${regression}/record/print`)).toContain('考生人数')
})

test('a foreign centre finds nothing, a colleague without the duty is told so', async () => {
  const path = await make('angoff')
  const foreign = await centre.as('foreign')
  const invigilator = await centre.as('invigilator')
  for (const page of ['', '/judge', '/record', '/record/print', '/record.json']) {
    expect((await foreign.get(path + page)).status, page).toBe(404)
    expect((await invigilator.get(path + page)).status, page).toBe(403)
  }
  expect((await foreign.submit(`${path}/rounds`, {})).status).toBe(404)
  expect((await judges[0]!.submit(`${path}/rounds`, {})).status).toBe(403)
  expect((await manager.get(`${path}/judge`)).status).toBe(403)
  expect((await manager.get(`${path}/record`)).status).toBe(409)
  expect((await centre.site.visitor().get(path)).headers.get('location')).toContain('/sign-in')
})

test('the same by the API', async () => {
  const api = '/api/v1/cut-scores'
  const { title, method, description } = fields('angoff')
  const made = await manager.post(api, {
    title,
    method,
    description,
    formId: batch.formId,
    judges: judgeIds().slice(0, 2),
  })
  expect(made.status).toBe(201)
  const path = `${api}/${(await made.json()).id}`
  expect((await manager.post(`${path}/rounds`)).status).toBe(200)
  const bad = await judges[0]!.put(`${path}/estimates`, { values: { '1': 101 } })
  expect(bad.status).toBe(422)
  expect((await bad.json()).detail).toContain('应为 0–100 的数')
  for (const [place, judge] of judges.slice(0, 2).entries()) {
    const values = sharesOf(
      batch.hashes.map((_, n) => ({ number: n + 1 })),
      place,
      1,
    )
    expect(await (await judge.put(`${path}/estimates`, { values })).json()).toEqual({ missing: [] })
  }
  expect((await judges[2]!.put(`${path}/estimates`, { values: {} })).status).toBe(403)
  expect((await manager.post(`${path}/round-closure`)).status).toBe(200)
  expect((await manager.put(`${path}/observations`, { rows: [] })).status).toBe(409)
  const { hash } = await (await manager.post(`${path}/closure`)).json()
  expect((await (await manager.get(path)).json()).result.n).toBe(2)
  expect((await judges[0]!.post(`${path}/record/signature`, { hash, password })).status).toBe(200)
  expect((await judges[1]!.post(`${path}/record/decline`, { hash, reason: '不同意' })).status).toBe(200)
  const record = await (await judges[1]!.get(`${path}/record`)).json()
  expect(record.verification).toEqual({ intact: true, signaturesMatch: true, recomputed: true })
  const studies = (await (await manager.get(api)).json()).studies
  expect(studies.find((one: { id: string }) => path.endsWith(one.id))).toMatchObject({ state: 'final' })
  expect((await (await centre.as('foreign')).get(path)).status).toBe(404)
})
