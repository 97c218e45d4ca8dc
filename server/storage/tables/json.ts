/*
 * A jsonb column. Written through jsonb(); read as unknown and given its type
 * by the queries of the feature, which know what they wrote.
 */
import type { ColumnType, RawBuilder } from 'kysely'

export type Json = ColumnType<unknown, RawBuilder<unknown>, RawBuilder<unknown>>
