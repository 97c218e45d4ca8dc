/*
 * Every refusal the platform can give: the refusals.ts of all features, found
 * by their place, so that none can be forgotten.
 */
import { readdirSync } from 'node:fs'
import { commonRefusals, type RefusalKind } from '../kernel/refusal.ts'
import { internalError } from './problem.ts'

export interface ListedRefusal {
  readonly code: string
  readonly status: number
  readonly zh: string
  readonly en: string
  /** Folder of server/ that declares it. */
  readonly feature: string
}

const server = new URL('../', import.meta.url)

export const refusalList: readonly ListedRefusal[] = await collect()

async function collect(): Promise<ListedRefusal[]> {
  const files = readdirSync(server, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('/refusals.ts'))
    .sort()
  const listed: ListedRefusal[] = [
    ...Object.values(commonRefusals).map((kind) => ({ ...kind, feature: 'kernel' })),
    { ...internalError, feature: 'kernel' },
  ]
  for (const file of files) {
    const feature = file.split('/')[0]!
    for (const table of Object.values(await import(new URL(file, server).href))) {
      for (const kind of Object.values(table as Record<string, RefusalKind>))
        if (typeof kind === 'object' && 'code' in kind && 'zh' in kind) listed.push({ ...kind, feature })
    }
  }
  return listed
}
