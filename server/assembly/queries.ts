/*
 * All SQL of assembly.
 */
import type { Blueprint, Form } from '../../bank-schemas/index.ts'
import type { Db, Trx } from '../storage/database.ts'
import { jsonb } from '../storage/jsonb.ts'
import type { Delivery } from './delivery.ts'
import type { AssembledForm, AssemblyReport } from './model.ts'

export interface NewAssembly {
  readonly id: string
  readonly organisationId: string
  readonly bankId: string
  readonly level: number
  readonly standardHash: string
  readonly syllabusHash: string
  readonly blueprint: Blueprint
  readonly blueprintHash: string
  readonly seed: number
  readonly report: AssemblyReport
  readonly createdBy: string
  readonly createdAt: Date
}

/** False when the same assembly is there already. */
export async function insertAssembly(trx: Trx, assembly: NewAssembly): Promise<boolean> {
  const inserted = await trx
    .insertInto('assembly')
    .values({
      id: assembly.id,
      organisation_id: assembly.organisationId,
      bank_id: assembly.bankId,
      level: assembly.level,
      standard_hash: assembly.standardHash,
      syllabus_hash: assembly.syllabusHash,
      blueprint: jsonb<unknown>(assembly.blueprint),
      blueprint_hash: assembly.blueprintHash,
      seed: assembly.seed,
      report: jsonb<unknown>(assembly.report),
      created_by: assembly.createdBy,
      created_at: assembly.createdAt,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst()
  return inserted !== undefined
}

export async function insertForms(
  trx: Trx,
  assemblyId: string,
  forms: readonly { hash: string; form: Form }[],
): Promise<void> {
  await trx
    .insertInto('form')
    .values(
      forms.map(({ hash, form }) => ({
        id: form.id,
        assembly_id: assemblyId,
        number: form.index,
        hash,
        document: jsonb<unknown>(form),
      })),
    )
    .execute()
}

export interface AssemblyRow {
  readonly id: string
  readonly organisationId: string
  readonly bankId: string
  readonly bankName: string
  readonly level: number
  readonly standardHash: string
  readonly syllabusHash: string
  readonly blueprint: Blueprint
  readonly blueprintHash: string
  readonly seed: number
  readonly report: AssemblyReport
  readonly createdBy: string
  readonly createdAt: Date
}

export async function findAssembly(db: Db, id: string): Promise<AssemblyRow | undefined> {
  const row = await db
    .selectFrom('assembly')
    .innerJoin('bank', 'bank.id', 'assembly.bank_id')
    .selectAll('assembly')
    .select('bank.name as bank_name')
    .where('assembly.id', '=', id)
    .executeTakeFirst()
  return (
    row && {
      id: row.id,
      organisationId: row.organisation_id,
      bankId: row.bank_id,
      bankName: row.bank_name,
      level: row.level,
      standardHash: row.standard_hash,
      syllabusHash: row.syllabus_hash,
      blueprint: row.blueprint as Blueprint,
      blueprintHash: row.blueprint_hash,
      seed: Number(row.seed),
      report: row.report as AssemblyReport,
      createdBy: row.created_by,
      createdAt: row.created_at,
    }
  )
}

export function countAssemblies(db: Db, organisations: 'all' | readonly string[]): Promise<number> {
  return scoped(db, organisations)
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .executeTakeFirstOrThrow()
    .then(({ count }) => Number(count))
}

export async function listAssemblyRows(
  db: Db,
  organisations: 'all' | readonly string[],
  limit: number,
  offset: number,
) {
  const rows = await scoped(db, organisations)
    .innerJoin('bank', 'bank.id', 'assembly.bank_id')
    .select([
      'assembly.id',
      'assembly.organisation_id',
      'assembly.bank_id',
      'bank.name',
      'assembly.level',
      'assembly.blueprint',
      'assembly.seed',
      'assembly.created_by',
      'assembly.created_at',
    ])
    .select((eb) => [
      eb
        .selectFrom('form')
        .select((e) => e.fn.countAll<string>().as('n'))
        .whereRef('form.assembly_id', '=', 'assembly.id')
        .as('forms'),
      eb
        .selectFrom('form')
        .select((e) => e.fn.count<string>('form.compiled_at').as('n'))
        .whereRef('form.assembly_id', '=', 'assembly.id')
        .as('compiled'),
    ])
    .orderBy('assembly.created_at', 'desc')
    .orderBy('assembly.id')
    .limit(limit)
    .offset(offset)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    organisationId: row.organisation_id,
    bankId: row.bank_id,
    bankName: row.name,
    level: row.level,
    pattern: (row.blueprint as Blueprint).pattern,
    seed: Number(row.seed),
    forms: Number(row.forms),
    compiled: Number(row.compiled),
    createdBy: row.created_by,
    createdAt: row.created_at,
  }))
}

/** An organisation list that is empty matches nothing. */
function scoped(db: Db, organisations: 'all' | readonly string[]) {
  const query = db.selectFrom('assembly')
  return organisations === 'all'
    ? query
    : query.where('assembly.organisation_id', 'in', organisations.length > 0 ? [...organisations] : [''])
}

export async function listForms(db: Db, assemblyId: string): Promise<AssembledForm[]> {
  const rows = await db
    .selectFrom('form')
    .select(['id', 'number', 'hash', 'document', 'compiled_at'])
    .where('assembly_id', '=', assemblyId)
    .orderBy('number')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    hash: row.hash,
    form: row.document as Form,
    compiledAt: row.compiled_at,
  }))
}

export interface FormRow {
  readonly id: string
  readonly assemblyId: string
  readonly organisationId: string
  readonly standardHash: string
  readonly number: number
  readonly hash: string
  readonly document: Form
  readonly deliveryHash: string | null
  readonly compiledAt: Date | null
}

/** Without the delivery, which is large and has its own query. */
export async function findForm(db: Db, id: string): Promise<FormRow | undefined> {
  const row = await db
    .selectFrom('form')
    .innerJoin('assembly', 'assembly.id', 'form.assembly_id')
    .select([
      'form.id',
      'form.assembly_id',
      'form.number',
      'form.hash',
      'form.document',
      'form.delivery_hash',
      'form.compiled_at',
    ])
    .select(['assembly.organisation_id', 'assembly.standard_hash'])
    .where('form.id', '=', id)
    .executeTakeFirst()
  return (
    row && {
      id: row.id,
      assemblyId: row.assembly_id,
      organisationId: row.organisation_id,
      standardHash: row.standard_hash,
      number: row.number,
      hash: row.hash,
      document: row.document as Form,
      deliveryHash: row.delivery_hash,
      compiledAt: row.compiled_at,
    }
  )
}

/** Sets the delivery of a form that has none; false when another was quicker. */
export async function setDelivery(
  trx: Trx,
  formId: string,
  delivery: Delivery,
  hash: string,
  at: Date,
): Promise<boolean> {
  const updated = await trx
    .updateTable('form')
    .set({ delivery: jsonb<unknown>(delivery), delivery_hash: hash, compiled_at: at })
    .where('id', '=', formId)
    .where('delivery', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return updated !== undefined
}

export async function findDelivery(
  db: Db,
  formId: string,
): Promise<{ delivery: Delivery; hash: string } | undefined> {
  const row = await db
    .selectFrom('form')
    .select(['delivery', 'delivery_hash'])
    .where('id', '=', formId)
    .executeTakeFirst()
  return row?.delivery && row.delivery_hash
    ? { delivery: row.delivery as Delivery, hash: row.delivery_hash }
    : undefined
}

export async function listUncompiledIds(db: Db, formIds: readonly string[]): Promise<string[]> {
  if (formIds.length === 0) return []
  const rows = await db
    .selectFrom('form')
    .select('id')
    .where('id', 'in', [...formIds])
    .where('compiled_at', 'is', null)
    .execute()
  return rows.map(({ id }) => id)
}

/** Items in forms of the organisation made from the bank since a time, and in how many forms each. */
export async function listUsedItems(
  db: Db,
  organisationId: string,
  bankId: string,
  level: number,
): Promise<Form[]> {
  const rows = await db
    .selectFrom('form')
    .innerJoin('assembly', 'assembly.id', 'form.assembly_id')
    .select('form.document')
    .where('assembly.organisation_id', '=', organisationId)
    .where('assembly.bank_id', '=', bankId)
    .where('assembly.level', '=', level)
    .orderBy('form.id')
    .execute()
  return rows.map((row) => row.document as Form)
}
