/*
 * Issues the certificates of a published batch.
 *
 * A person asks (request-…), a job does it: small groups, each in one
 * transaction that takes the numbers, draws the PDFs and stores them. A group
 * that fails leaves no number behind; a job that is tried again goes on where
 * the last one stopped, because a candidate of a batch has one valid
 * certificate. Where marks were corrected the certificate is replaced.
 */
import { contentHash } from '../../bank-schemas/index.ts'
import { changeState } from '../batches/confirm-batch.ts'
import { getBatch, lockBatchFor, requireState } from '../batches/get-batch.ts'
import type { Batch } from '../batches/model.ts'
import type { Context } from '../context.ts'
import { getOrganisation } from '../identity/list-organisations.ts'
import { type Actor, actorName, type Organisation, systemActor } from '../identity/model.ts'
import { readIdNumber } from '../identity/read-id-number.ts'
import type { Secrets } from '../identity/secrets.ts'
import { Refusal } from '../kernel/refusal.ts'
import { listPassers, type Passer } from '../marking/list-passers.ts'
import { getStandardRevision } from '../standards/get-standard.ts'
import { levelNames } from '../standards/model.ts'
import { recordAudit } from '../storage/audit.ts'
import { putBlob } from '../storage/blobs.ts'
import type { Trx } from '../storage/database.ts'
import { certificateNumber } from './certificate-number.ts'
import { drawCertificate, glyphMissing, missingGlyph } from './draw-certificate.ts'
import type { CertificateRecord, NumberSegments } from './model.ts'
import { insertCertificate, insertEvent, listByBatch, takeSerials, updateStatus } from './queries.ts'
import { certificateRefusals } from './refusals.ts'

/** Certificates in one transaction: short enough not to hold the series for long. */
const groupSize = 20

export interface IssueSettings {
  readonly secrets: Secrets
  /** Address under which the public page is reached, without a slash at the end. */
  readonly publicUrl: string
  readonly certificateQueryUrl: string
  readonly institutionQueryUrl: string
}

/** The query addresses that the reference layout prints (人社鉴发〔2021〕1号). */
export const nationalQueryUrls = {
  certificateQueryUrl: 'jndj.osta.org.cn',
  institutionQueryUrl: 'pjjg.osta.org.cn',
}

/** Queues the work. Refuses: not-found, forbidden, wrong-state, certificate-segments-missing. */
export async function requestCertificates(ctx: Context, actor: Actor, batchId: string): Promise<void> {
  await ctx.db.transaction().execute(async (trx) => {
    const batch = await lockBatchFor(trx, actor, batchId, 'certificate.issue')
    requireState(batch, 'published', 'certified')
    segmentsOf(await getOrganisation({ ...ctx, db: trx }, batch.organisationId))
    await ctx.jobs.enqueue(trx, 'issue-certificates', { batchId, actor: actorName(actor) })
    await recordAudit(trx, ctx, {
      stream: batch.organisationId,
      actor: actorName(actor),
      organisationId: batch.organisationId,
      action: 'certificate.requested',
      subject: `batch:${batchId}`,
    })
  })
}

/** The job. Returns how many it issued. Refuses: certificate-glyph-missing, when all others have theirs. */
export async function issueCertificates(
  ctx: Context,
  settings: IssueSettings,
  payload: { batchId: string; actor: string },
): Promise<number> {
  const actor = systemActor('issue-certificates')
  let issued = 0
  for (;;) {
    const count = await ctx.db.transaction().execute(async (trx) => {
      const batch = await lockBatchFor(trx, actor, payload.batchId, 'certificate.issue')
      requireState(batch, 'published', 'certified')
      const inTrx = { ...ctx, db: trx }
      const issuedSoFar = await listByBatch(trx, batch.id)
      const missing = (await listPassers(inTrx, actor, batch.id)).filter((passer) =>
        needsOne(passer, issuedSoFar),
      )
      const group = missing.filter(({ name }) => missingGlyph(name) === undefined).slice(0, groupSize)
      if (group.length > 0) await issueGroup(trx, ctx, settings, batch, group, payload.actor)
      // Who cannot be printed does not hold up the others; the batch is not certified without them.
      else if (missing[0])
        throw glyphMissing(missingGlyph(missing[0].name)!, { admission: missing[0].admissionNo })
      else if (batch.state === 'published') await changeState(trx, ctx, actor, batch, 'certified')
      return group.length
    })
    issued += count
    if (count === 0) return issued
  }
}

/**
 * None yet, or a valid one that prints other marks than the results now say: it
 * is replaced. A revoked certificate is not made good by issuing again.
 */
function needsOne(passer: Passer, records: readonly CertificateRecord[]): boolean {
  const own = records.filter((record) => record.admissionNo === passer.admissionNo)
  const valid = own.find((record) => record.status === 'valid')
  if (!valid) return own.length === 0
  return contentHash(valid.document.marks) !== contentHash(passer.marks)
}

async function issueGroup(
  trx: Trx,
  ctx: Context,
  settings: IssueSettings,
  batch: Batch,
  passers: readonly Passer[],
  requestedBy: string,
): Promise<void> {
  const inTrx = { ...ctx, db: trx }
  const organisation = await getOrganisation(inTrx, batch.organisationId)
  const { standard } = await getStandardRevision(inTrx, batch.standardHash)
  const issuedOn = chinaDate(ctx.clock.now())
  const year = Number(issuedOn.slice(0, 4))
  const segments = segmentsOf(organisation)
  const first = await takeSerials(trx, organisation.id, year, batch.level, passers.length)
  for (const [i, passer] of passers.entries()) {
    const publicId = ctx.ids.token()
    const holder = await readIdNumber(trx, ctx, settings.secrets, systemActor('issue-certificates'), {
      candidateId: passer.candidateId,
      reason: `printed on the certificate; requested by ${requestedBy}`,
    })
    const document: CertificateRecord['document'] = {
      $schema: 'urn:liangcai:schema:v1:certificate',
      number: certificateNumber(segments, year, batch.level, first + i),
      title: '职业技能等级证书',
      institution: organisation.name,
      issuedOn,
      name: passer.name,
      idType: holder.idType,
      idNumberMasked: holder.masked,
      occupation: standard.occupation.name,
      occupationCode: standard.occupation.code,
      specialisation: batch.specialisation,
      level: batch.level,
      levelName: levelNames[batch.level]!.zh,
      basis: '考核',
      marks: passer.marks,
      trace: {
        batch: batch.id,
        admission: passer.admissionNo,
        standard: { id: standard.id, edition: standard.edition, hash: batch.standardHash },
        form: passer.formId,
        scoreRun: passer.scoreRun,
        responseReceipt: passer.receipt,
      },
    }
    const pdf = await drawCertificate({
      certificate: document,
      idNumber: holder.idNumber,
      verificationUrl: `${settings.publicUrl}/verify/${publicId}`,
      seal: ctx.ids.token(),
      ...settings,
    })
    const record: CertificateRecord = {
      number: document.number,
      publicId,
      batchId: batch.id,
      admissionNo: passer.admissionNo,
      organisationId: batch.organisationId,
      document,
      documentHash: contentHash(document),
      pdfSha256: await putBlob(trx, 'application/pdf', pdf),
      status: 'valid',
      issuedAt: ctx.clock.now(),
    }
    await supersede(trx, ctx, batch, record, requestedBy)
    await insertCertificate(trx, record, requestedBy)
    await recordAudit(trx, ctx, {
      stream: batch.organisationId,
      actor: requestedBy,
      organisationId: batch.organisationId,
      action: 'certificate.issued',
      subject: `certificate:${record.number}`,
      detail: {
        batch: batch.id,
        admission: passer.admissionNo,
        document: record.documentHash,
        pdf: record.pdfSha256,
      },
    })
  }
}

/** The candidate's valid certificate gives way to the new one, and says so. */
async function supersede(
  trx: Trx,
  ctx: Context,
  batch: Batch,
  next: CertificateRecord,
  requestedBy: string,
): Promise<void> {
  const old = (await listByBatch(trx, batch.id)).find(
    (record) => record.admissionNo === next.admissionNo && record.status === 'valid',
  )
  if (!old) return
  const reason = `成绩更正，换发 ${next.number} / marks corrected, replaced by ${next.number}`
  await updateStatus(trx, old.number, 'superseded')
  await insertEvent(trx, old.number, {
    at: ctx.clock.now(),
    status: 'superseded',
    reason,
    actor: requestedBy,
  })
  await recordAudit(trx, ctx, {
    stream: batch.organisationId,
    actor: requestedBy,
    organisationId: batch.organisationId,
    action: 'certificate.superseded',
    subject: `certificate:${old.number}`,
    detail: { by: next.number },
  })
}

function segmentsOf(organisation: Organisation): NumberSegments {
  if (!organisation.certificateCodes) throw new Refusal(certificateRefusals['certificate-segments-missing'])
  return organisation.certificateCodes
}

/** The date in China: UTC+8, no summer time. */
function chinaDate(instant: Date): string {
  return new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(0, 10)
}

/** Certificates of a batch. Refuses: not-found, forbidden. */
export async function listCertificates(
  ctx: Context,
  actor: Actor,
  batchId: string,
): Promise<CertificateRecord[]> {
  await getBatch(ctx, actor, batchId, 'certificate.read')
  return listByBatch(ctx.db, batchId)
}
