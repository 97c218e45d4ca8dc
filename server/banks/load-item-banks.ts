/*
 * Takes the standards and banks of item-banks/ into the database at the start.
 *
 * A bank is taken whole or not at all: one with a schema error is left out and
 * reported, and what was loaded of it before stays in use. Loading the same
 * files again changes nothing, and is found out by their fingerprint without
 * reading them as banks: a restart in the middle of an exam must be quick.
 */
import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { contentHash, type Issue } from '../../bank-schemas/index.ts'
import type { Context } from '../context.ts'
import { type Actor, actorName } from '../identity/model.ts'
import { authorisePlatform } from '../identity/permissions.ts'
import { loadStandard } from '../standards/load-standard.ts'
import { recordAudit } from '../storage/audit.ts'
import { putBlob } from '../storage/blobs.ts'
import type { Trx } from '../storage/database.ts'
import { folderFingerprint } from './folder-fingerprint.ts'
import type { LoadReport } from './model.ts'
import {
  findLoad,
  lockLoading,
  replaceItems,
  replaceMedia,
  replaceModels,
  replaceTasks,
  setLoad,
  setSyllabus,
  upsertBank,
} from './queries.ts'
import { type BankFolder, readItemBanks } from './read-bank-folder.ts'

export async function loadItemBanks(ctx: Context, actor: Actor, folder: string): Promise<LoadReport> {
  authorisePlatform(actor, 'bank.load')
  const fingerprint = await folderFingerprint(folder)
  const before = await findLoad(ctx.db)
  if (before?.fingerprint === fingerprint) return { ...before.report, newRevisions: 0 }
  const { banks, standards } = readItemBanks(folder)
  const refused: { id: string; errors: number; first: string }[] = []
  let newRevisions = 0
  let loadedStandards = 0
  for (const { standard, issues, file } of standards) {
    if (!standard) refused.push(refusal(file, issues))
    else {
      loadedStandards++
      if ((await loadStandard(ctx, actor, standard)).isNew) newRevisions++
    }
  }
  let items = 0
  let loadedBanks = 0
  for (const bank of banks) {
    const fault = faultOf(bank)
    if (fault) {
      refused.push(fault)
      continue
    }
    newRevisions += await loadBank(ctx, actor, bank)
    items += bank.levels.reduce((sum, level) => sum + level.items.length, 0)
    loadedBanks++
  }
  for (const bank of refused) ctx.log.warn(bank, 'a bank or standard was left out: it has errors')
  const report = { standards: loadedStandards, banks: loadedBanks, items, newRevisions, refused }
  await setLoad(ctx.db, fingerprint, report, ctx.clock.now())
  return report
}

function faultOf(folder: BankFolder): LoadReport['refused'][number] | undefined {
  if (folder.issues.length > 0) return refusal(folder.id, folder.issues)
  if (!folder.bank) return { id: folder.id, errors: 1, first: 'bank.json is missing' }
  if (!folder.standard)
    return {
      id: folder.id,
      errors: 1,
      first: `the standard ${folder.bank.standard.id}/${folder.bank.standard.edition} is missing`,
    }
  return undefined
}

function refusal(id: string, issues: readonly Issue[]) {
  const first = issues[0]
  return {
    id,
    errors: issues.length,
    first: first ? `${first.file ?? ''} ${first.pointer} ${first.message.en}` : '',
  }
}

async function loadBank(ctx: Context, actor: Actor, folder: BankFolder): Promise<number> {
  const bank = folder.bank!
  const at = ctx.clock.now()
  return ctx.db.transaction().execute(async (trx) => {
    await lockLoading(trx)
    await upsertBank(trx, bank, at)
    let fresh = 0
    for (const { level, syllabus, items, models, tasks } of folder.levels) {
      if (syllabus && (await setSyllabus(trx, contentHash(syllabus), syllabus, at))) fresh++
      const rows = items.map((item) => ({ hash: contentHash(item), item, bankId: bank.id, level }))
      fresh += await replaceItems(trx, bank.id, level, rows, at)
      await replaceModels(
        trx,
        bank.id,
        level,
        models.map((model) => ({ hash: contentHash(model), model })),
        at,
      )
      await replaceTasks(
        trx,
        bank.id,
        level,
        tasks.map((task) => ({ hash: contentHash(task), task })),
        at,
      )
    }
    await replaceMedia(trx, bank.id, await storeMedia(trx, folder))
    if (fresh > 0) {
      await recordAudit(trx, ctx, {
        stream: 'system',
        actor: actorName(actor),
        action: 'bank.loaded',
        subject: `bank:${bank.id}`,
        detail: { version: bank.version, newRevisions: fresh },
      })
    }
    return fresh
  })
}

const mediaTypes: Readonly<Record<string, string>> = {
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.webp': 'image/webp',
}

async function storeMedia(trx: Trx, folder: BankFolder): Promise<{ file: string; sha256: string }[]> {
  const stored: { file: string; sha256: string }[] = []
  for (const [file, path] of folder.media) {
    const mediaType = mediaTypes[extname(path).toLowerCase()]
    if (!mediaType) continue
    stored.push({ file, sha256: await putBlob(trx, mediaType, await readFile(path)) })
  }
  return stored
}
