/*
 * The audit trail: append-only chains of events.
 *
 * An event is written in the transaction of the change it tells of, and carries
 * the hash of the event before it in its stream; the head row of the stream
 * holds the last hash and orders the writers. A stream is an organisation, or a
 * sitting (batch/admission number) so that candidates do not queue for one row.
 */

import { contentHash } from '../../bank-schemas/canonical.ts'
import type { Context } from '../context.ts'
import type { Db, Trx } from './database.ts'
import { jsonb } from './jsonb.ts'

export interface AuditEvent {
  /** organisation id, `batch/admissionNo` of a sitting, or "system". */
  readonly stream: string
  /** staff:<user id>, candidate:<admission no>, job:<name> or system. */
  readonly actor: string
  readonly organisationId?: string
  /** noun.verb, e.g. certificate.revoked. */
  readonly action: string
  /** kind:id of what was changed. */
  readonly subject: string
  readonly detail?: Readonly<Record<string, unknown>>
}

const genesis = '0'.repeat(64)

/** Writes one event; call it inside the transaction of the change. */
export async function recordAudit(trx: Trx, ctx: Pick<Context, 'clock'>, event: AuditEvent): Promise<void> {
  const head = await trx
    .insertInto('audit_head')
    .values({ stream: event.stream, sequence: 1, hash: genesis })
    .onConflict((conflict) =>
      conflict.column('stream').doUpdateSet((eb) => ({ sequence: eb('audit_head.sequence', '+', 1) })),
    )
    .returning(['sequence', 'hash'])
    .executeTakeFirstOrThrow()
  const row = {
    stream: event.stream,
    sequence: head.sequence,
    at: ctx.clock.now(),
    actor: event.actor,
    organisation_id: event.organisationId ?? null,
    action: event.action,
    subject: event.subject,
    detail: event.detail ?? {},
    previous_hash: head.hash,
  }
  const hash = hashOf(row)
  await trx
    .insertInto('audit_event')
    .values({ ...row, detail: jsonb(row.detail), hash })
    .execute()
  await trx.updateTable('audit_head').set({ hash }).where('stream', '=', event.stream).execute()
}

export interface AuditVerdict {
  readonly streams: number
  readonly events: number
  readonly faults: readonly { readonly stream: string; readonly sequence: number; readonly fault: string }[]
}

/** Walks every chain; each changed, missing or added row is a fault. Reads one snapshot: the platform may go on writing. */
export async function verifyAudit(db: Db): Promise<AuditVerdict> {
  return db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(walkChains)
}

async function walkChains(db: Db): Promise<AuditVerdict> {
  const heads = await db.selectFrom('audit_head').selectAll().orderBy('stream').execute()
  const faults: { stream: string; sequence: number; fault: string }[] = []
  let events = 0
  for (const head of heads) {
    let previous = genesis
    let expected = 1
    for (;;) {
      const rows = await db
        .selectFrom('audit_event')
        .selectAll()
        .where('stream', '=', head.stream)
        .where('sequence', '>=', expected)
        .orderBy('sequence')
        .limit(1000)
        .execute()
      for (const row of rows) {
        const fault = (text: string) =>
          faults.push({ stream: head.stream, sequence: row.sequence, fault: text })
        if (row.sequence !== expected) fault(`event ${expected} is missing`)
        if (row.previous_hash !== previous) fault('does not follow the event before it')
        if (hashOf(row) !== row.hash) fault('was changed after it was written')
        previous = row.hash
        expected = row.sequence + 1
        events++
      }
      if (rows.length < 1000) break
    }
    if (expected - 1 !== head.sequence || previous !== head.hash) {
      faults.push({
        stream: head.stream,
        sequence: head.sequence,
        fault: 'the last events are missing or the head was changed',
      })
    }
  }
  const strays = await db
    .selectFrom('audit_event')
    .select(['stream', 'sequence'])
    .where('stream', 'not in', db.selectFrom('audit_head').select('stream'))
    .execute()
  for (const stray of strays) faults.push({ ...stray, fault: 'belongs to no known stream' })
  return { streams: heads.length, events, faults }
}

interface Hashed {
  readonly stream: string
  readonly sequence: number
  readonly at: Date
  readonly actor: string
  readonly organisation_id: string | null
  readonly action: string
  readonly subject: string
  readonly detail: unknown
  readonly previous_hash: string
}

function hashOf(row: Hashed): string {
  const { stream, sequence, at, actor, organisation_id, action, subject, detail, previous_hash } = row
  return contentHash({
    stream,
    sequence,
    at: at.toISOString(),
    actor,
    organisation_id,
    action,
    subject,
    detail,
    previous_hash,
  })
}
