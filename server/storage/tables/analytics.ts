import type { Generated } from 'kysely'
import type { Json } from './json.ts'

export interface ItemStatisticsTable {
  item_hash: string
  bank_id: string
  level: number
  document: Json
  computed_at: Date
}

export interface FormStatisticsTable {
  form_id: string
  bank_id: string
  level: number
  document: Json
  computed_at: Date
}

export interface BatchStatisticsTable {
  batch_id: string
  document: Json
  computed_at: Date
}

export interface AgreementFindingTable {
  batch_id: string
  first_admission_no: string
  second_admission_no: string
  form_id: string
  omega: number
  p: number
  matches: number
  expected: number
  items: number
  found_at: Date
  state: Generated<string>
  note: string | null
  settled_by: string | null
  settled_at: Date | null
}

export interface AnalyticsTables {
  item_statistics: ItemStatisticsTable
  form_statistics: FormStatisticsTable
  batch_statistics: BatchStatisticsTable
  agreement_finding: AgreementFindingTable
}
