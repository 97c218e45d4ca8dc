/*
 * All SQL of identity; staff accounts are also written by the auth library. Long,
 * because one place for the SQL of a feature is worth more than short files.
 */
import { CompiledQuery, type Insertable, sql } from 'kysely'
import { offsetOf, type Page, type PageRequest } from '../kernel/page.ts'
import { runPrepared } from '../storage/connect.ts'
import type { Db, Trx } from '../storage/database.ts'
import type { CandidateTable, OrganisationTable } from '../storage/tables/identity.ts'
import type { CandidateSessionTable } from '../storage/tables/sittings.ts'
import type { Membership, Organisation, OrganisationKind, Role, StaffMember } from './model.ts'

// organisations -----------------------------------------------------------------

export async function listOrganisationRows(db: Db, ids: 'all' | readonly string[]): Promise<Organisation[]> {
  const rows = await db
    .selectFrom('organisation')
    .selectAll()
    .$if(ids !== 'all', (query) => query.where('id', '=', sql<string>`any(${[...ids]}::text[])`))
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map(toOrganisation)
}

export async function findOrganisation(db: Db, id: string): Promise<Organisation | undefined> {
  const row = await db.selectFrom('organisation').selectAll().where('id', '=', id).executeTakeFirst()
  return row && toOrganisation(row as never)
}

/** False when the id or the certificate codes are taken. */
export async function insertOrganisation(trx: Trx, row: Insertable<OrganisationTable>): Promise<boolean> {
  const done = await trx
    .insertInto('organisation')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return done.numInsertedOrUpdatedRows === 1n
}

function toOrganisation(row: {
  id: string
  kind: string
  name: string
  uscc: string | null
  certificate_category: string | null
  certificate_body_code: string | null
  certificate_province: string | null
  certificate_station: string | null
}): Organisation {
  const {
    certificate_category: category,
    certificate_body_code: bodyCode,
    certificate_province: province,
    certificate_station: station,
  } = row
  return {
    id: row.id,
    kind: row.kind as OrganisationKind,
    name: row.name,
    uscc: row.uscc,
    certificateCodes:
      category && bodyCode && province && station ? { category, bodyCode, province, station } : null,
  }
}

// staff -------------------------------------------------------------------------

export async function listStaffRows(db: Db, organisationId: string): Promise<StaffMember[]> {
  const rows = await db
    .selectFrom('staff_user')
    .innerJoin('membership', 'membership.user_id', 'staff_user.id')
    .select(['staff_user.id', 'username', 'name', 'role', 'organisation_id', 'staff_user.createdAt'])
    .where('organisation_id', '=', organisationId)
    .orderBy('username')
    .orderBy('role')
    .execute()
  const people = new Map<string, StaffMember & { memberships: Membership[] }>()
  for (const row of rows) {
    const person = people.get(row.id) ?? {
      id: row.id,
      username: row.username ?? '',
      name: row.name,
      createdAt: row.createdAt,
      memberships: [],
    }
    person.memberships.push({ organisationId: row.organisation_id, role: row.role as Role })
    people.set(row.id, person)
  }
  return [...people.values()]
}

export async function listMemberships(db: Db, userId: string): Promise<Membership[]> {
  const rows = await db
    .selectFrom('membership')
    .select(['organisation_id', 'role'])
    .where('user_id', '=', userId)
    .orderBy('organisation_id')
    .orderBy('role')
    .execute()
  return rows.map((row) => ({ organisationId: row.organisation_id, role: row.role as Role }))
}

export async function findStaffByUsername(
  db: Db,
  username: string,
): Promise<{ id: string; name: string } | undefined> {
  return db
    .selectFrom('staff_user')
    .select(['id', 'name'])
    .where('username', '=', username)
    .executeTakeFirst()
}

/** Account name and hashed password. */
export async function findCredential(
  db: Db,
  userId: string,
): Promise<{ username: string; password: string } | undefined> {
  const row = await db
    .selectFrom('staff_account')
    .innerJoin('staff_user', 'staff_user.id', 'staff_account.userId')
    .select(['staff_user.username', 'staff_account.password'])
    .where('staff_account.userId', '=', userId)
    .where('staff_account.providerId', '=', 'credential')
    .executeTakeFirst()
  return row?.username && row.password ? { username: row.username, password: row.password } : undefined
}

/** A user and the credential of the auth library. False when the account name is taken. */
export async function insertStaff(
  trx: Trx,
  staff: { id: string; username: string; name: string; password: string },
): Promise<boolean> {
  const done = await trx
    .insertInto('staff_user')
    .values({
      id: staff.id,
      name: staff.name,
      // The library wants an address; no mail is ever sent there (RFC 2606).
      email: `${staff.username}@staff.invalid`,
      username: staff.username,
      displayUsername: staff.username,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (done.numInsertedOrUpdatedRows !== 1n) return false
  await trx
    .insertInto('staff_account')
    .values({
      id: `acc_${staff.id}`,
      accountId: staff.id,
      providerId: 'credential',
      userId: staff.id,
      password: staff.password,
    })
    .execute()
  return true
}

export async function updatePassword(trx: Trx, userId: string, password: string, now: Date): Promise<void> {
  await trx
    .updateTable('staff_account')
    .set({ password, updatedAt: now })
    .where('userId', '=', userId)
    .where('providerId', '=', 'credential')
    .execute()
}

export async function countStaff(db: Db): Promise<number> {
  const row = await db
    .selectFrom('staff_user')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

export async function deleteMemberships(trx: Trx, userId: string, organisationId: string): Promise<void> {
  await trx
    .deleteFrom('membership')
    .where('user_id', '=', userId)
    .where('organisation_id', '=', organisationId)
    .execute()
}

export async function insertMemberships(
  trx: Trx,
  userId: string,
  organisationId: string,
  roles: readonly Role[],
): Promise<void> {
  if (roles.length === 0) return
  await trx
    .insertInto('membership')
    .values(roles.map((role) => ({ user_id: userId, organisation_id: organisationId, role })))
    .execute()
}

/** Locks the organisation's row, so that two changes of its people wait for each other. */
export async function lockOrganisation(trx: Trx, id: string): Promise<boolean> {
  const row = await trx
    .selectFrom('organisation')
    .select('id')
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row !== undefined
}

export async function deleteStaffSessions(trx: Trx, userId: string): Promise<void> {
  await trx.deleteFrom('staff_session').where('userId', '=', userId).execute()
}

// candidates --------------------------------------------------------------------

/** Id of the person: the given one when new, the known one otherwise. */
export async function insertOrFindCandidate(trx: Trx, row: Insertable<CandidateTable>): Promise<string> {
  const inserted = await trx
    .insertInto('candidate')
    .values(row)
    .onConflict((conflict) => conflict.columns(['organisation_id', 'id_type', 'id_number_hash']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (inserted) return inserted.id
  const known = await trx
    .selectFrom('candidate')
    .select('id')
    .where('organisation_id', '=', row.organisation_id)
    .where('id_type', '=', row.id_type)
    .where('id_number_hash', '=', row.id_number_hash)
    .executeTakeFirstOrThrow()
  return known.id
}

export async function findCandidateCipher(
  db: Db,
  candidateId: string,
): Promise<{ organisationId: string; idType: string; cipher: Buffer } | undefined> {
  const row = await db
    .selectFrom('candidate')
    .select(['organisation_id', 'id_type', 'id_number_cipher'])
    .where('id', '=', candidateId)
    .executeTakeFirst()
  return (
    row && {
      organisationId: row.organisation_id,
      idType: row.id_type,
      cipher: Buffer.from(row.id_number_cipher),
    }
  )
}

// throttling --------------------------------------------------------------------

/** Lets the rate limiter run its statements on our pool; it reads the answer as node-postgres shapes it. */
export function queryRunner(db: Db) {
  return async ({ text, values }: { text: string; values: unknown[] }) => {
    const { rows } = await db.executeQuery<Record<string, unknown>>(CompiledQuery.raw(text, values))
    return { rows, rowCount: rows.length }
  }
}

/** Removes counters that ran out; for the hourly round. */
export async function deleteExpiredThrottles(db: Db, now: Date): Promise<void> {
  await db.deleteFrom('sign_in_throttle').where('expire', '<', now.getTime()).execute()
}

// candidate sessions ------------------------------------------------------------

export interface AdmissionWindow {
  readonly batchId: string
  readonly admissionNo: string
  readonly name: string
  readonly opensAt: Date
  readonly window: 'early' | 'open' | 'closed'
  /** When a session opened now ends by itself. */
  readonly expiresAt: Date
}

/**
 * The admissions a login hash belongs to, judged by the database's clock.
 *
 * A session lives through the longest sitting that may start at the last moment,
 * and an hour more; one opened to read results lives an hour.
 */
const admissionWindows = `
  select a.batch_id as "batchId", a.admission_no as "admissionNo", a.name, b.opens_at as "opensAt",
    case
      when b.state in ('published', 'certified') then 'open'
      when s.deadline_at is not null and now() <= s.deadline_at + make_interval(secs => s.grace_seconds) then 'open'
      when b.state in ('closed', 'marked', 'archived') then 'closed'
      when b.state = 'draft' then 'early'
      when b.state = 'ready' and now() < b.opens_at - make_interval(mins => $2::int) then 'early'
      when now() <= b.closes_at + make_interval(mins => a.extra_minutes) then 'open'
      else 'closed'
    end as "window",
    greatest(
      now() + interval '1 hour',
      b.closes_at + make_interval(mins => b.minutes + a.extra_minutes + 60)
    ) as "expiresAt"
  from admission a
  join batch b on b.id = a.batch_id
  left join sitting s on s.batch_id = a.batch_id and s.admission_no = a.admission_no and s.state = 'open'
  where a.login_hash = $1
  order by b.opens_at`

export const listAdmissionWindows = (
  db: Db,
  loginHash: string,
  earlyMinutes: number,
): Promise<AdmissionWindow[]> =>
  runPrepared<AdmissionWindow>(db, { sql: admissionWindows, parameters: [loginHash, earlyMinutes] })

export async function insertCandidateSession(db: Db, row: Insertable<CandidateSessionTable>): Promise<void> {
  await runPrepared(db, {
    sql: `insert into candidate_session (batch_id, token_hash, admission_no, expires_at, user_agent, address)
          values ($1, $2, $3, $4, $5, $6)`,
    parameters: [row.batch_id, row.token_hash, row.admission_no, row.expires_at, row.user_agent, row.address],
  })
}

/** Admission number of a session that has neither ended nor run out. */
export async function findLiveCandidateSession(
  db: Db,
  batchId: string,
  tokenHash: string,
): Promise<string | undefined> {
  const rows = await runPrepared<{ admission_no: string }>(db, {
    sql: `select admission_no from candidate_session
          where batch_id = $1 and token_hash = $2 and ended_at is null and expires_at > now()`,
    parameters: [batchId, tokenHash],
  })
  return rows[0]?.admission_no
}

export async function endCandidateSession(db: Db, batchId: string, tokenHash: string): Promise<void> {
  await db
    .updateTable('candidate_session')
    .set({ ended_at: sql<Date>`clock_timestamp()` })
    .where('batch_id', '=', batchId)
    .where('token_hash', '=', tokenHash)
    .where('ended_at', 'is', null)
    .execute()
}

// audit -------------------------------------------------------------------------

export interface AuditRow {
  readonly stream: string
  readonly sequence: number
  readonly at: Date
  readonly actor: string
  /** Name of the member of staff, when it was one. */
  readonly actorName: string | null
  readonly action: string
  readonly subject: string
  readonly detail: unknown
}

/** Newest first. */
export async function listAuditRows(
  db: Db,
  organisations: 'all' | readonly string[],
  filter: { readonly action?: string; readonly subject?: string },
  page: PageRequest,
): Promise<Page<AuditRow>> {
  const base = db
    .selectFrom('audit_event')
    .$if(organisations !== 'all', (query) =>
      query.where('organisation_id', '=', sql<string>`any(${[...organisations]}::text[])`),
    )
    .$if(filter.action !== undefined, (query) => query.where('action', '=', filter.action!))
    .$if(filter.subject !== undefined, (query) => query.where('subject', '=', filter.subject!))
  const [rows, count] = await Promise.all([
    base
      .leftJoin('staff_user', (join) => join.on(sql<boolean>`audit_event.actor = 'staff:' || staff_user.id`))
      .select(['stream', 'sequence', 'at', 'actor', 'action', 'subject', 'detail'])
      .select('staff_user.name as actorName')
      .orderBy('at', 'desc')
      .orderBy('stream')
      .orderBy('sequence', 'desc')
      .limit(page.size)
      .offset(offsetOf(page))
      .execute(),
    base.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
  ])
  return { rows, ...page, total: Number(count.total) }
}
