/* A process of its own that issues certificates, to be killed: tsx issue-worker.ts <database url> <batch id> */
import { issueCertificates, nationalQueryUrls } from '../../server/certificates/issue-certificates.ts'
import { deriveSecrets } from '../../server/identity/secrets.ts'
import { connect, poolOptions } from '../../server/storage/connect.ts'
import { createTestContext } from './context.ts'

const [url, batchId] = process.argv.slice(2)
const db = connect(url!, poolOptions.jobs)
const ctx = { ...createTestContext(db), ids: (await import('../../server/kernel/ids.ts')).randomIds }
const settings = {
  secrets: deriveSecrets(Buffer.alloc(32, 7)),
  publicUrl: 'https://example.test',
  ...nationalQueryUrls,
}
console.log('issuing')
await issueCertificates(ctx, settings, { batchId: batchId!, actor: 'staff:x' })
process.exit(0)
