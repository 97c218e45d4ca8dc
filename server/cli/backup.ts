/* liangcai backup: copies the embedded database while it runs. */
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Command } from 'commander'
import type { Config } from '../config.ts'
import { backUp } from '../storage/backup.ts'
import { startEmbedded } from '../storage/embedded.ts'

const quiet = { info() {}, warn() {}, error() {} }

export function registerBackup(program: Command, readConfig: () => Config): void {
  program
    .command('backup')
    .description(
      'copy the embedded database, its password and the secret into a new folder, while the platform runs',
    )
    .argument('<folder>', 'a folder that does not exist yet')
    .option('--json', 'print the report as JSON')
    .action(async (folder: string, { json }: { json?: boolean }) => {
      const config = readConfig()
      if (config.databaseUrl)
        throw new Error('DATABASE_URL is set: back that database up with pg_dump, and keep LIANGCAI_SECRET.')
      if (!existsSync(join(config.dataFolder, 'postgres', 'PG_VERSION')))
        throw new Error(
          `There is no database in ${config.dataFolder}. Set LIANGCAI_DATA as for the platform.`,
        )
      const server = await startEmbedded({ folder: config.dataFolder, log: quiet })
      try {
        const report = await backUp(server.url('postgres'), config.dataFolder, resolve(folder))
        console.log(
          json
            ? JSON.stringify(report)
            : `${report.folder}: ${report.files} files, ${Math.round(report.bytes / 1e6)} MB`,
        )
        if (!existsSync(join(config.dataFolder, 'secret')))
          console.error('The secret is not in the data folder: keep LIANGCAI_SECRET beside this backup.')
      } finally {
        if (server.started) await server.stop()
        else server.leave()
      }
    })
}
