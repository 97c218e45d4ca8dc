/*
 * A jsonb parameter.
 *
 * postgres.js would encode a string once more and take an array for an SQL
 * array; text cast on the server has neither trap.
 */
import { type RawBuilder, sql } from 'kysely'

export function jsonb<T>(value: T): RawBuilder<T> {
  return sql<T>`cast(${JSON.stringify(value)}::text as jsonb)`
}
