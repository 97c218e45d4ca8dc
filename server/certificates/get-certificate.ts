/*
 * Reads certificates: for the public by their random address, for staff and the
 * holder with the PDF.
 */
import type { Context } from '../context.ts'
import { getOrganisation } from '../identity/list-organisations.ts'
import { type Actor, actorName, type CandidateActor } from '../identity/model.ts'
import { authorise } from '../identity/permissions.ts'
import { commonRefusals, Refusal } from '../kernel/refusal.ts'
import { recordAudit } from '../storage/audit.ts'
import { findBlob } from '../storage/blobs.ts'
import { parseCertificateNumber } from './certificate-number.ts'
import type { CertificateEvent, CertificateRecord } from './model.ts'
import { findByAdmission, findByNumber, findByPublicId, listEvents } from './queries.ts'

/** What the public page shows: everything printed, with the personal data masked, the status and its history. */
export interface PublicCertificate {
  readonly number: string
  readonly document: CertificateRecord['document']
  readonly documentHash: string
  readonly status: CertificateRecord['status']
  readonly history: readonly Omit<CertificateEvent, 'actor'>[]
  readonly pdfSha256: string
  readonly institution: string
}

/** Refuses: not-found. */
export async function getPublicCertificate(ctx: Context, publicId: string): Promise<PublicCertificate> {
  const record = /^[A-Za-z0-9_-]{20,64}$/.test(publicId) ? await findByPublicId(ctx.db, publicId) : undefined
  if (!record) throw new Refusal(commonRefusals['not-found'], { what: publicId.slice(0, 64) })
  const [events, organisation] = await Promise.all([
    listEvents(ctx.db, record.number),
    getOrganisation(ctx, record.organisationId),
  ])
  return {
    number: record.number,
    document: masked(record.document),
    documentHash: record.documentHash,
    status: record.status,
    history: events.map(({ at, status, reason }) => ({ at, status, reason })),
    pdfSha256: record.pdfSha256,
    institution: organisation.name,
  }
}

/** The number and the holder's name together find the page: the number alone can be guessed. Refuses: not-found. */
export async function findPublicId(ctx: Context, input: { number: string; name: string }): Promise<string> {
  const number = input.number.trim().toUpperCase()
  const record = parseCertificateNumber(number) ? await findByNumber(ctx.db, number) : undefined
  if (!record || record.document.name !== input.name.trim())
    throw new Refusal(commonRefusals['not-found'], { what: number.slice(0, 30) })
  return record.publicId
}

/** The PDF holds the full ID number: only for the organisation that issued it, and logged. Refuses: not-found, forbidden. */
export async function getCertificatePdf(ctx: Context, actor: Actor, number: string): Promise<Buffer> {
  const record = await findByNumber(ctx.db, number)
  authorise(actor, 'certificate.read', record?.organisationId, number)
  await ctx.db.transaction().execute((trx) =>
    recordAudit(trx, ctx, {
      stream: record!.organisationId,
      actor: actorName(actor),
      organisationId: record!.organisationId,
      action: 'certificate.opened',
      subject: `certificate:${number}`,
    }),
  )
  return bytesOf(ctx, record!)
}

/** The holder's own certificate, or undefined while there is none. */
export async function getOwnCertificate(
  ctx: Context,
  candidate: CandidateActor,
): Promise<{ record: CertificateRecord; pdf: Buffer } | undefined> {
  const record = await findByAdmission(ctx.db, candidate.batchId, candidate.admissionNo)
  return record && { record, pdf: await bytesOf(ctx, record) }
}

async function bytesOf(ctx: Context, record: CertificateRecord): Promise<Buffer> {
  const blob = await findBlob(ctx.db, record.pdfSha256)
  if (!blob) throw new Refusal(commonRefusals['not-found'], { what: record.number })
  return blob.bytes
}

/** 欧阳雪梅 → 欧**梅, 张三 → 张*: enough for the holder's employer to recognise, not to look up. */
function masked(document: CertificateRecord['document']): CertificateRecord['document'] {
  const letters = [...document.name]
  const name =
    letters.length <= 2 ? `${letters[0]}*` : `${letters[0]}${'*'.repeat(letters.length - 2)}${letters.at(-1)}`
  // A score run is named batch/admission/run.
  const { admission, scoreRun } = document.trace
  const hidden = {
    admission: '***',
    scoreRun: scoreRun === null ? null : scoreRun.replace(`/${admission}/`, '/***/'),
  }
  return { ...document, name, trace: { ...document.trace, ...hidden } }
}
