/*
 * Bytes named by their SHA-256: pictures of items, PDFs of certificates.
 */
import { createHash } from 'node:crypto'
import type { Db } from './database.ts'

/** Stores bytes once; the same bytes have the same name. Returns the SHA-256. */
export async function putBlob(db: Db, mediaType: string, bytes: Buffer): Promise<string> {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  await db
    .insertInto('blob')
    .values({ sha256, media_type: mediaType, bytes })
    .onConflict((c) => c.doNothing())
    .execute()
  return sha256
}

export async function findBlob(
  db: Db,
  sha256: string,
): Promise<{ mediaType: string; bytes: Buffer } | undefined> {
  const row = await db
    .selectFrom('blob')
    .select(['media_type', 'bytes'])
    .where('sha256', '=', sha256)
    .executeTakeFirst()
  return row && { mediaType: row.media_type, bytes: row.bytes }
}
