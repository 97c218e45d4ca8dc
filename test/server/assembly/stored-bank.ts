/* The synthetic bank in a database, with an organisation and its people. */

import type { PaperPattern } from '../../../bank-schemas/index.ts'
import { contentHash } from '../../../bank-schemas/index.ts'
import type { SourceItem } from '../../../server/assembly/model.ts'
import type { Role, StaffActor } from '../../../server/identity/model.ts'
import { putBlob } from '../../../server/storage/blobs.ts'
import type { Db } from '../../../server/storage/database.ts'
import { jsonb } from '../../../server/storage/jsonb.ts'
import { bankId, level, makeSyllabus, patterns } from './synthetic-bank.ts'

export const organisationId = 'org_nanjing'

export const staff = (role: Role, at = organisationId): StaffActor => ({
  kind: 'staff',
  userId: `usr_${role}`,
  name: role,
  memberships: [{ organisationId: at, role }],
})

export async function storeBank(
  db: Db,
  items: readonly SourceItem[],
  more: readonly PaperPattern[] = [],
): Promise<void> {
  for (const id of [organisationId, 'org_elsewhere']) {
    await db.insertInto('organisation').values({ id, kind: 'evaluation-centre', name: id }).execute()
  }
  const standard = { id: bankId, edition: '2026-1', occupation: { name: '电工' } }
  await db
    .insertInto('standard_revision')
    .values({
      hash: contentHash(standard),
      standard_id: bankId,
      edition: '2026-1',
      name: '电工',
      kind: 'industry',
      document: jsonb<unknown>(standard),
    })
    .execute()
  const bank = {
    id: bankId,
    name: '电工题库',
    standard: { id: bankId, edition: '2026-1' },
    patterns: [...Object.values(patterns), ...more],
  }
  await db
    .insertInto('bank')
    .values({
      id: bankId,
      name: bank.name,
      version: '1.0.0',
      standard_id: bankId,
      standard_edition: '2026-1',
      document: jsonb<unknown>(bank),
    })
    .execute()
  const syllabus = makeSyllabus()
  const hash = contentHash(syllabus)
  await db
    .insertInto('syllabus_revision')
    .values({ hash, bank_id: bankId, level, version: '1.0.0', document: jsonb<unknown>(syllabus) })
    .execute()
  await db.insertInto('bank_syllabus').values({ bank_id: bankId, level, hash }).execute()
  await db
    .insertInto('item_revision')
    .values(
      items.map(({ item, hash: revision }) => ({
        hash: revision,
        item_id: item.id,
        bank_id: bankId,
        level,
        point: item.point,
        kind: item.kind,
        secrecy: item.secrecy,
        status: item.status,
        difficulty: item.difficulty,
        document: jsonb<unknown>(item),
      })),
    )
    .execute()
  await db
    .insertInto('bank_item')
    .values(
      items.map(({ item, hash: revision }) => ({ item_id: item.id, bank_id: bankId, level, hash: revision })),
    )
    .execute()
  const sha256 = await putBlob(db, 'image/svg+xml', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'))
  await db.insertInto('bank_media').values({ bank_id: bankId, file: 'media/circuit.svg', sha256 }).execute()
}
