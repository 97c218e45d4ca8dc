/*
 * Kills the platform and its database at random moments under load, and proves
 * that no answer that was acknowledged is ever missing.
 *
 *   tsx test/faults/kill-server.ts [--app 30] [--database 20] [--terminate 5] [--writers 16]
 *
 * A real process with the embedded database, fsync on. Writers save over HTTP,
 * write every acknowledgement to a file, and repeat what was not acknowledged.
 * After every restart and at the end each item is compared: stored is the
 * acknowledged answer or a later one, and no sequence number ever went down.
 *
 * Prints "acknowledged N, found N, lost 0, kills K"; ends with 1 when one is lost.
 */
import { appendFileSync, readFileSync } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { connect, poolOptions } from '../../server/storage/connect.ts'
import type { Db } from '../../server/storage/database.ts'
import { cookieOf, createExamDay, type ExamCandidate } from '../support/exam-day.ts'
import {
  embeddedUrl,
  freePort,
  killDatabase,
  type ServerProcess,
  startServer,
} from '../support/server-process.ts'

const { values } = parseArgs({
  options: {
    app: { type: 'string', default: '30' },
    database: { type: 'string', default: '20' },
    terminate: { type: 'string', default: '5' },
    writers: { type: 'string', default: '16' },
  },
})
const kills = {
  app: Number(values.app),
  database: Number(values.database),
  terminate: Number(values.terminate),
}
const writerCount = Number(values.writers)
const itemCount = 10

const folder = await mkdtemp(join(tmpdir(), 'liangcai-faults-'))
await chmod(folder, 0o755)
const acknowledgements = join(folder, 'acknowledged.log')
const settings = { PORT: String(await freePort()), LIANGCAI_DATA: join(folder, 'data') }
const began = performance.now()

let server: ServerProcess = await startServer(settings)
let db = openDatabase()
const day = await createExamDay(db, { candidates: writerCount })

appendFileSync(acknowledgements, '')
let writing = true
let requests = 0
/** When the newest acknowledged save was sent. */
let newestAcknowledged = 0
const unexpected: string[] = []
const highest = new Map<string, number>()
const decreased: string[] = []
const recoveries: { app: number[]; database: number[]; terminate: number[] } = {
  app: [],
  database: [],
  terminate: [],
}
const drains: number[] = []

for (const candidate of day.candidates) {
  const answer = await send(candidate, 'POST', '/api/v1/exam/sitting', {})
  if (answer?.status !== 200) throw new Error(`No start: ${answer?.status} ${answer?.text}`)
}
const writers = day.candidates.map((candidate) => write(candidate))

for (const [kind, count] of Object.entries(kills) as [keyof typeof kills, number][]) {
  for (let kill = 1; kill <= count; kill++) {
    await sleep(300 + Math.random() * 1700)
    if (kind === 'app') await server.kill()
    if (kind === 'terminate') drains.push(await server.terminate())
    if (kind === 'database') await killDatabase(settings.LIANGCAI_DATA)
    const down = performance.now()
    if (kind !== 'database') {
      server = await startServer(settings)
      // A database that was stopped may come back on another port.
      await db.destroy()
      db = openDatabase()
    }
    while (newestAcknowledged < down) await sleep(20)
    recoveries[kind].push((performance.now() - down) / 1000)
    await compareSequences()
    console.log(`${kind} ${kill}/${count}: saving again after ${recoveries[kind].at(-1)!.toFixed(1)} s`)
  }
}
writing = false
await Promise.all(writers)
await compareSequences()

const lines = readFileSync(acknowledgements, 'utf8').trim().split('\n').filter(Boolean)
const stored = await storedSequences(db)
const lost = lines.filter((line) => {
  const [admissionNo, number, seq] = line.split(' ')
  return !((stored.get(`${admissionNo}/${number}`) ?? 0) >= Number(seq))
})
const logged = await loggedAnswers(db)
const unlogged = lines.filter((line) => !logged.has(line))
const seconds = (performance.now() - began) / 1000
const total = kills.app + kills.database + kills.terminate
const longest = (times: readonly number[]) => (times.length > 0 ? Math.max(...times).toFixed(1) : '–')
console.log(
  `requests ${requests}, answers that were neither 200 nor "try again": ${unexpected.length} ${unexpected.slice(0, 5).join('; ')}`,
)
console.log(
  `sequence numbers that went down: ${decreased.length}; acknowledged without a line in the log: ${unlogged.length}`,
)
console.log(
  `longest way back: app ${longest(recoveries.app)} s, database ${longest(recoveries.database)} s, restart ${longest(recoveries.terminate)} s; longest drain ${longest(drains)} s`,
)
console.log(`${writerCount} writers, ${seconds.toFixed(0)} s`)
console.log(
  `acknowledged ${lines.length}, found ${lines.length - lost.length}, lost ${lost.length}, kills ${total}`,
)

await db.destroy()
await server.terminate()
await rm(folder, { recursive: true, force: true })
process.exit(lost.length + unexpected.length + decreased.length + unlogged.length === 0 ? 0 : 1)

/** Saves one answer after the other; each until the server has answered for it. */
async function write(candidate: ExamCandidate): Promise<void> {
  for (let seq = 1; writing; seq++) {
    const number = 1 + (seq % itemCount)
    const body = { seq, tab: 'faults', response: 'ABCD'[seq % 4] }
    for (;;) {
      const sent = performance.now()
      const answer = await send(candidate, 'PUT', `/api/v1/exam/answers/${number}`, body)
      if (answer?.status === 200) {
        appendFileSync(acknowledgements, `${candidate.admissionNo} ${number} ${seq}\n`)
        newestAcknowledged = Math.max(newestAcknowledged, sent)
        break
      }
      if (answer && answer.status !== 503) {
        unexpected.push(`${answer.status} ${answer.text.slice(0, 160)}`)
        break
      }
      await sleep(100)
    }
  }
}

function openDatabase(): Db {
  return connect(embeddedUrl(settings.LIANGCAI_DATA), {
    ...poolOptions.staff,
    name: 'liangcai-faults',
    connections: 2,
  })
}

/** Undefined when nobody answered. */
async function send(
  candidate: ExamCandidate,
  method: string,
  path: string,
  body: unknown,
): Promise<{ status: number; text: string } | undefined> {
  requests++
  try {
    const answer = await fetch(server.url + path, {
      method,
      headers: { cookie: cookieOf(candidate), 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(8000),
    })
    return { status: answer.status, text: await answer.text() }
  } catch {
    return undefined
  }
}

async function compareSequences(): Promise<void> {
  const now = await storedSequences(db)
  for (const [key, seq] of highest) if ((now.get(key) ?? 0) < seq) decreased.push(key)
  for (const [key, seq] of now) highest.set(key, seq)
}

async function storedSequences(from: Db): Promise<Map<string, number>> {
  for (;;) {
    try {
      const rows = await from.selectFrom('answer').select(['admission_no', 'item_number', 'seq']).execute()
      return new Map(rows.map((row) => [`${row.admission_no}/${row.item_number}`, row.seq]))
    } catch {
      await sleep(200)
    }
  }
}

async function loggedAnswers(from: Db): Promise<Set<string>> {
  const rows = await from
    .selectFrom('answer_log')
    .select(['admission_no', 'item_number', 'seq'])
    .where('outcome', '=', 'saved')
    .execute()
  return new Set(rows.map((row) => `${row.admission_no} ${row.item_number} ${row.seq}`))
}
