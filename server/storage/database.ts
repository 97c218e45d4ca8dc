/*
 * The tables of all features, joined; and the handles operations use.
 */
import type { Kysely, Transaction } from 'kysely'
import type { AnalyticsTables } from './tables/analytics.ts'
import type { AssemblyTables } from './tables/assembly.ts'
import type { BanksTables } from './tables/banks.ts'
import type { BatchesTables } from './tables/batches.ts'
import type { CertificatesTables } from './tables/certificates.ts'
import type { CutScoreTables } from './tables/cut-scores.ts'
import type { IdentityTables } from './tables/identity.ts'
import type { MarkingTables } from './tables/marking.ts'
import type { PracticeTables } from './tables/practice.ts'
import type { SittingsTables } from './tables/sittings.ts'
import type { StandardsTables } from './tables/standards.ts'
import type { StorageTables } from './tables/storage.ts'

export interface Database
  extends StorageTables,
    IdentityTables,
    StandardsTables,
    BanksTables,
    PracticeTables,
    AssemblyTables,
    BatchesTables,
    SittingsTables,
    MarkingTables,
    CertificatesTables,
    AnalyticsTables,
    CutScoreTables {}

/** A pool, or a transaction on it. */
export type Db = Kysely<Database>
export type Trx = Transaction<Database>
