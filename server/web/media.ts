/*
 * Pictures of items, /media/<sha256>.<extension>: named by their bytes and so
 * never changing. Only pictures: certificates lie in the same table, and their
 * hash is printed on a public page.
 */
import { Hono } from 'hono'
import type { Contexts, Env } from '../api/door.ts'
import { commonRefusals, Refusal } from '../kernel/refusal.ts'
import { findBlob } from '../storage/blobs.ts'

/** A room opens the same pictures in the same minute: 64 MB of them stay in memory. */
const cacheBytes = 64 * 1024 * 1024

export function mediaRoutes(contexts: Pick<Contexts, 'exam'>): Hono<Env> {
  const kept = new Map<string, { mediaType: string; bytes: Buffer }>()
  let size = 0

  async function findPicture(sha256: string) {
    const known = kept.get(sha256)
    if (known) return known
    const blob = await findBlob(contexts.exam.db, sha256)
    if (!blob?.mediaType.startsWith('image/')) return undefined
    kept.set(sha256, blob)
    size += blob.bytes.byteLength
    for (const [oldest, { bytes }] of kept) {
      if (size <= cacheBytes) break
      kept.delete(oldest)
      size -= bytes.byteLength
    }
    return blob
  }

  const app = new Hono<Env>()
  app.get('/media/:file{[0-9a-f]{64}\\.[a-z0-9]{1,5}}', async (c) => {
    const file = c.req.param('file')
    const picture = await findPicture(file.slice(0, 64))
    if (!picture) throw new Refusal(commonRefusals['not-found'], { what: file })
    c.header('content-type', picture.mediaType)
    c.header('cache-control', 'public, max-age=31536000, immutable')
    // An SVG opened on its own could run scripts of its own.
    c.header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox")
    return c.body(new Uint8Array(picture.bytes))
  })
  return app
}
