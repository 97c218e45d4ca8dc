/*
 * The platform as a process of its own, for tests that kill it or load it.
 * Everything is addressed by the pids this file started.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const root = resolve(import.meta.dirname, '../..')

export interface ServerProcess {
  readonly url: string
  readonly pid: number
  /** Whether the process has ended. */
  readonly ended: () => boolean
  kill(): Promise<void>
  /** SIGTERM; resolves with the seconds it took to end. */
  terminate(): Promise<number>
}

export async function startServer(
  settings: Record<string, string> & { PORT: string; LIANGCAI_DATA: string },
): Promise<ServerProcess> {
  const child: ChildProcess = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts'], {
    cwd: root,
    env: {
      ...process.env,
      LIANGCAI_DEMO: 'no',
      LOG_LEVEL: process.env.LIANGCAI_TEST_LOG ?? 'silent',
      ...settings,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const url = `http://127.0.0.1:${settings.PORT}`
  const ended = () => child.exitCode !== null || child.signalCode !== null
  for (const giveUp = Date.now() + 90_000; ; await sleep(50)) {
    if (ended()) throw new Error(`The server ended while starting: exit ${child.exitCode}`)
    if (Date.now() > giveUp) throw new Error('The server does not answer within 90 s')
    if (
      await fetch(`${url}/health/live`).then(
        (answer) => answer.ok,
        () => false,
      )
    )
      break
  }
  return {
    url,
    pid: child.pid!,
    ended,
    async kill() {
      child.kill('SIGKILL')
      if (!ended()) await once(child, 'exit')
    },
    async terminate() {
      const began = performance.now()
      child.kill('SIGTERM')
      if (!ended()) await once(child, 'exit')
      return (performance.now() - began) / 1000
    },
  }
}

/** URL of the platform's database on the embedded server under a data folder. */
export function embeddedUrl(folder: string): string {
  const port = readFileSync(join(folder, 'postgres/postmaster.pid'), 'utf8').split('\n')[3]
  const password = readFileSync(join(folder, 'postgres.password'), 'utf8').trim()
  return `postgres://liangcai:${password}@127.0.0.1:${port}/liangcai`
}

/** SIGKILL to the postmaster of a data folder and all its children. Returns how many. */
export async function killDatabase(folder: string): Promise<number> {
  const text = await readFile(join(folder, 'postgres/postmaster.pid'), 'utf8').catch(() => '')
  const postmaster = Number(text.split('\n')[0])
  if (!postmaster) return 0
  const pids = [postmaster, ...(await childrenOf(postmaster))]
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {}
  }
  return pids.length
}

async function childrenOf(parent: number): Promise<number[]> {
  const found: number[] = []
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '')
    if (Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === parent) found.push(Number(name))
  }
  return found
}

export function freePort(): Promise<number> {
  return new Promise((found) => {
    const probe = createServer()
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => found(port))
    })
  })
}
