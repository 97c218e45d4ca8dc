/*
 * An exam day under load, over HTTP, against the platform as a process of its
 * own with PostgreSQL as another.
 *
 *   tsx test/load/exam-day.ts [--attempts 320] [--at-once 32] [--rounds 4] [--seconds 5] [--bell 1000]
 *
 * 1. Attempts: sign-in, start (all at once), 40 saves one by one, submission,
 *    result; attempts/s, saves/s, spread of start and save, CPU per attempt.
 * 2. Saves beside a bare Hono handler with one prepared upsert on the same
 *    database, in turns; ours as a ratio of its rate.
 * 3. The bell: so many candidates start in one second while others write.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { loginHash } from '../../server/identity/login-hash.ts'
import { deriveSecrets } from '../../server/identity/secrets.ts'
import { connect, poolOptions } from '../../server/storage/connect.ts'
import { startEmbedded } from '../../server/storage/embedded.ts'
import { ensureDatabase, migrate } from '../../server/storage/migrate.ts'
import { cookieOf, createExamDay, type ExamCandidate, sampleDelivery } from '../support/exam-day.ts'
import { freePort, startServer } from '../support/server-process.ts'
import { cpuSeconds, median, percentile, spread } from './figures.ts'
import { type Answer, HttpLine } from './http-line.ts'

const { values } = parseArgs({
  options: {
    attempts: { type: 'string', default: '320' },
    'at-once': { type: 'string', default: '32' },
    rounds: { type: 'string', default: '4' },
    seconds: { type: 'string', default: '5' },
    bell: { type: 'string', default: '1000' },
  },
})
const attempts = Number(values.attempts)
const atOnce = Number(values['at-once'])
const rounds = Number(values.rounds)
const roundSeconds = Number(values.seconds)
const bell = Number(values.bell)
const savesEach = 40

const folder = await mkdtemp(join(tmpdir(), 'liangcai-load-'))
await chmod(folder, 0o755)
const quiet = { info() {}, warn() {}, error: console.error }
const embedded = await startEmbedded({ folder: join(folder, 'database'), log: quiet })
await ensureDatabase(embedded.url('postgres'), 'liangcai')
const databaseUrl = embedded.url('liangcai')
await migrate(databaseUrl)
const master = Buffer.alloc(32, 9)
const secrets = deriveSecrets(master)
const idNumberOf = (admissionNo: string) => `id-${admissionNo}`
const db = connect(databaseUrl, { ...poolOptions.staff, name: 'liangcai-load', connections: 2 })
const makeDay = (name: string, candidates: number) =>
  createExamDay(db, {
    name,
    candidates,
    delivery: sampleDelivery(`form-${name}`, savesEach),
    loginHashOf: (admissionNo) => loginHash(secrets, admissionNo, idNumberOf(admissionNo)),
  })
const [walkers, writers, starters] = [
  await makeDay('walk', attempts),
  await makeDay('write', Math.max(atOnce, 100)),
  await makeDay('bell', bell),
]
const server = await startServer({
  PORT: String(await freePort()),
  LIANGCAI_DATA: join(folder, 'data'),
  DATABASE_URL: databaseUrl,
  LIANGCAI_SECRET: master.toString('base64'),
})
const postmaster = Number(
  (await readFile(join(folder, 'database/postgres/postmaster.pid'), 'utf8')).split('\n')[0],
)
const bare = await startBare()
const errors = new Map<string, number>()
console.log(
  `${availableParallelism()} cores, Node ${process.version}, embedded PostgreSQL, fsync on; driver, server and database share the machine`,
)

await walk()
await race()
await ring()
console.log(`errors: ${errors.size === 0 ? 'none' : JSON.stringify(Object.fromEntries(errors))}`)

bare.process.kill('SIGKILL')
await db.destroy()
await server.terminate()
await embedded.stop()
await rm(folder, { recursive: true, force: true })
process.exit(errors.size === 0 ? 0 : 1)

/** Whole attempts: `atOnce` candidates at a time, each wave starting together. */
async function walk(): Promise<void> {
  const starts: number[] = []
  const saves: number[] = []
  const cpu = [cpuSeconds(server.pid), cpuSeconds(postmaster, true)] as const
  const began = performance.now()
  for (let from = 0; from < attempts; from += atOnce) {
    const wave = walkers.candidates.slice(from, from + atOnce)
    const lines = await Promise.all(
      wave.map(async (candidate) => {
        const line = new HttpLine(server.url)
        const { admissionNo } = candidate
        const signedIn = await line.send('POST', '/api/v1/exam/session', {
          admissionNo,
          idNumber: idNumberOf(admissionNo),
        })
        note('sign-in', signedIn, [200, 201])
        line.cookie = signedIn.setCookie
        return line
      }),
    )
    await Promise.all(
      lines.map(async (line) => {
        const started = await line.send('POST', '/api/v1/exam/sitting', {})
        note('start', started)
        starts.push(started.milliseconds)
        for (let number = 1; number <= savesEach; number++) {
          const saved = await line.send('PUT', `/api/v1/exam/answers/${number}`, {
            seq: number,
            tab: 'load',
            response: 'ABCD'[number % 4],
          })
          note('save', saved)
          saves.push(saved.milliseconds)
        }
        note('submission', await line.send('POST', '/api/v1/exam/submission', {}))
        // Not published yet: a clear refusal is the right answer.
        note('result', await line.send('GET', '/api/v1/exam/result'), [200, 404, 409])
        line.close()
      }),
    )
  }
  const seconds = (performance.now() - began) / 1000
  const each = (before: number, after: number) => ((after - before) / attempts).toFixed(3)
  console.log(`\nAttempts: ${attempts}, ${atOnce} at once, ${savesEach} saves each`)
  console.log(
    `  ${(attempts / seconds).toFixed(1)} attempts/s, ${((attempts * savesEach) / seconds).toFixed(0)} saves/s`,
  )
  console.log(`  start  ${spread(starts)}`)
  console.log(`  save   ${spread(saves)}`)
  console.log(
    `  CPU seconds per attempt: server ${each(cpu[0], cpuSeconds(server.pid))}, database ${each(cpu[1], cpuSeconds(postmaster, true))}`,
  )
}

/** Saves only, ours and the bare handler in turns. */
async function race(): Promise<void> {
  const lines = await Promise.all(writers.candidates.slice(0, atOnce).map(startedLine))
  const bareLines = Array.from({ length: atOnce }, () => new HttpLine(bare.url))
  const ours = { rates: [] as number[], times: [] as number[], cpu: 0, saves: 0 }
  const theirs = { rates: [] as number[], times: [] as number[], cpu: 0, saves: 0 }
  let seq = 0
  const turn = async (
    into: typeof ours,
    pid: number,
    send: (index: number, count: number) => Promise<Answer>,
    seconds: number,
  ) => {
    const cpu = cpuSeconds(pid)
    const began = performance.now()
    let count = 0
    await Promise.all(
      Array.from({ length: atOnce }, async (_, index) => {
        while (performance.now() - began < seconds * 1000) {
          const answer = await send(index, ++seq)
          note('save', answer)
          into.times.push(answer.milliseconds)
          count++
        }
      }),
    )
    into.rates.push(count / ((performance.now() - began) / 1000))
    into.cpu += cpuSeconds(pid) - cpu
    into.saves += count
  }
  const saveOurs = (index: number, count: number) =>
    lines[index]!.send('PUT', `/api/v1/exam/answers/${1 + (count % savesEach)}`, {
      seq: count,
      tab: 'load',
      response: 'ABCD'[count % 4],
    })
  const saveBare = (index: number, count: number) =>
    bareLines[index]!.send('PUT', `/answers/sitting-${index}/${1 + (count % savesEach)}`, {
      seq: count,
      response: 'ABCD'[count % 4],
    })
  const warm = { rates: [], times: [], cpu: 0, saves: 0 }
  await turn(warm, server.pid, saveOurs, 2)
  await turn(warm, bare.pid, saveBare, 2)
  for (let round = 0; round < rounds; round++) {
    await turn(ours, server.pid, saveOurs, roundSeconds)
    await turn(theirs, bare.pid, saveBare, roundSeconds)
  }
  const line = (name: string, of: typeof ours) =>
    console.log(
      `  ${name} ${median(of.rates).toFixed(0)}/s (${of.rates.map((rate) => rate.toFixed(0)).join(', ')})  ${spread(of.times)}  ${((of.cpu / of.saves) * 1e6).toFixed(0)} µs CPU each`,
    )
  console.log(`\nSaves, ${atOnce} at once, ${rounds} turns of ${roundSeconds} s`)
  line('ours ', ours)
  line('bare ', theirs)
  const ratios = ours.rates.map((rate, round) => rate / theirs.rates[round]!)
  console.log(`  ratio ${median(ratios).toFixed(2)} (${ratios.map((ratio) => ratio.toFixed(2)).join(', ')})`)
  for (const each of [...lines, ...bareLines]) each.close()
}

/** The bell: everyone starts in one second while a hundred others write once a second. */
async function ring(): Promise<void> {
  const lines = await Promise.all(writers.candidates.map(startedLine))
  const waiting = await Promise.all(
    starters.candidates.map(async (candidate) => {
      const line = new HttpLine(server.url)
      line.cookie = cookieOf(candidate)
      await line.open()
      return line
    }),
  )
  const phases = { before: [] as number[], during: [] as number[] }
  let phase: keyof typeof phases = 'before'
  let writing = true
  const writingAll = lines.map(async (line, index) => {
    await sleep((1000 * index) / lines.length)
    for (let seq = 1_000_000; writing; seq++) {
      const at = phase
      const saved = await line.send('PUT', `/api/v1/exam/answers/${1 + (seq % savesEach)}`, {
        seq,
        tab: 'load',
        response: 'A',
      })
      note('save', saved)
      phases[at].push(saved.milliseconds)
      await sleep(Math.max(0, 1000 - saved.milliseconds))
    }
  })
  await sleep(4000)
  phase = 'during'
  const began = performance.now()
  const started = await Promise.all(
    waiting.map(async (line, index) => {
      await sleep((1000 * index) / waiting.length)
      return line.send('POST', '/api/v1/exam/sitting', {})
    }),
  )
  const seconds = (performance.now() - began) / 1000
  await sleep(300)
  writing = false
  await Promise.all(writingAll)
  for (const answer of started) note('start', answer)
  console.log(`\nThe bell: ${bell} start within one second, ${lines.length} others write once a second`)
  console.log(
    `  started ${started.filter((answer) => answer.status === 200).length} in ${seconds.toFixed(1)} s  ${spread(started.map((answer) => answer.milliseconds))}`,
  )
  console.log(`  saves before  ${spread(phases.before)} (${phases.before.length})`)
  console.log(
    `  saves during  ${spread(phases.during)} (${phases.during.length}), slowest ${percentile(phases.during, 1).toFixed(0)} ms`,
  )
  for (const line of [...lines, ...waiting]) line.close()
}

async function startedLine(candidate: ExamCandidate): Promise<HttpLine> {
  const line = new HttpLine(server.url)
  line.cookie = cookieOf(candidate)
  note('start', await line.send('POST', '/api/v1/exam/sitting', {}))
  return line
}

function note(what: string, answer: Answer, fine: readonly number[] = [200]): void {
  if (fine.includes(answer.status)) return
  const key = `${what} ${answer.status} ${/"code":"([^"]+)"/.exec(answer.body)?.[1] ?? ''}`
  errors.set(key, (errors.get(key) ?? 0) + 1)
}

async function startBare(): Promise<{ url: string; pid: number; process: ChildProcess }> {
  const port = await freePort()
  const child = spawn(process.execPath, ['--import', 'tsx', 'test/load/bare-handler.ts'], {
    cwd: resolve(import.meta.dirname, '../..'),
    env: { ...process.env, DATABASE_URL: databaseUrl, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout!, 'data')
  return { url: `http://127.0.0.1:${port}`, pid: child.pid!, process: child }
}
