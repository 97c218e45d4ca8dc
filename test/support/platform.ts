/*
 * The whole platform as `npm start` runs it, on a throw-away embedded database
 * and any free port, with the demo data.
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseConfig } from '../../server/config.ts'
import { type Platform, start } from '../../server/start.ts'
import { connect, poolOptions } from '../../server/storage/connect.ts'
import type { Db } from '../../server/storage/database.ts'
import { startEmbedded } from '../../server/storage/embedded.ts'

const log = {
  info() {},
  warn() {},
  error: (fields: object, message: string) => console.error(message, fields),
}

export interface RunningPlatform {
  readonly url: string
  readonly folder: string
  /** What npm start prints. */
  readonly greeting: readonly string[]
  /** A look behind the doors. */
  readonly db: Db
  stop(): Promise<void>
}

export async function startPlatform(): Promise<RunningPlatform> {
  const folder = await mkdtemp(join(tmpdir(), 'liangcai-platform-'))
  await chmod(folder, 0o755)
  const config = parseConfig({
    PORT: '0',
    HOST: '127.0.0.1',
    LIANGCAI_DATA: folder,
    LIANGCAI_DEMO: 'yes',
    LOG_LEVEL: 'error',
  })
  const platform: Platform = await start(config, { now: () => new Date() }, log)
  const server = await startEmbedded({ folder, log })
  const db = connect(server.url('liangcai'), { ...poolOptions.staff, name: 'liangcai-test-look' })
  return {
    url: platform.url,
    folder,
    greeting: platform.greeting,
    db,
    stop: async () => {
      await db.destroy()
      server.leave()
      await platform.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
