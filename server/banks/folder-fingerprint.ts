/*
 * One hash over a folder of banks and the schemas they are read by: the same
 * fingerprint means that loading again would change nothing.
 */
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { publishedSchemas } from '../../bank-schemas/index.ts'

/** SHA-256, hex, over names and contents of all files below the folder. */
export async function folderFingerprint(folder: string): Promise<string> {
  const hash = createHash('sha256')
  for (const { schema } of publishedSchemas) hash.update(JSON.stringify(schema))
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  for (const path of paths.sort()) {
    const bytes = await readFile(path)
    hash.update(`${path.slice(folder.length)}\n${bytes.length}\n`).update(bytes)
  }
  return hash.digest('hex')
}
