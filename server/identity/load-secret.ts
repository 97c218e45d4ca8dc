/*
 * The master secret: from the settings, or made once in the data folder,
 * readable by its owner only. Whoever loses it loses every stored ID number.
 */
import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { deriveSecrets, type Secrets } from './secrets.ts'

export async function loadSecrets(config: {
  readonly secret: string | undefined
  readonly dataFolder: string
}): Promise<Secrets> {
  return deriveSecrets(Buffer.from(config.secret ?? (await readOrMake(config.dataFolder)), 'base64'))
}

async function readOrMake(folder: string): Promise<string> {
  const file = join(folder, 'secret')
  await mkdir(folder, { recursive: true })
  try {
    // Fails when it exists: two processes starting at once agree on one.
    await writeFile(file, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  return (await readFile(file, 'utf8')).trim()
}
