import type { Generated } from 'kysely'
import type { Json } from './json.ts'

export interface StandardRevisionTable {
  hash: string
  standard_id: string
  edition: string
  name: string
  kind: string
  document: Json
  loaded_at: Generated<Date>
}
export interface StandardsTables {
  standard_revision: StandardRevisionTable
}
