import type { Generated } from 'kysely'
import type { Json } from './json.ts'

export interface BankTable {
  id: string
  name: string
  version: string
  standard_id: string
  standard_edition: string
  document: Json
  loaded_at: Generated<Date>
}

export interface SyllabusRevisionTable {
  hash: string
  bank_id: string
  level: number
  version: string
  document: Json
  loaded_at: Generated<Date>
}

export interface ItemRevisionTable {
  hash: string
  item_id: string
  bank_id: string
  level: number
  point: string
  kind: string
  secrecy: string
  status: string
  difficulty: number
  document: Json
  loaded_at: Generated<Date>
}

export interface BankItemTable {
  item_id: string
  bank_id: string
  level: number
  hash: string
}

export interface BankSyllabusTable {
  bank_id: string
  level: number
  hash: string
}

export interface ItemModelRevisionTable {
  hash: string
  model_id: string
  bank_id: string
  level: number
  document: Json
  current: Generated<boolean>
  loaded_at: Generated<Date>
}

export interface PracticalTaskRevisionTable {
  hash: string
  task_id: string
  bank_id: string
  level: number
  document: Json
  current: Generated<boolean>
  loaded_at: Generated<Date>
}

export interface BankMediaTable {
  bank_id: string
  file: string
  sha256: string
}
export interface BankLoadTable {
  only_row: Generated<boolean>
  fingerprint: string
  report: Json
  loaded_at: Date
}

export interface ItemHealthTable {
  item_hash: string
  item_id: string
  bank_id: string
  level: number
  n: number
  facility: number | null
  discrimination: number | null
  irt: Json | null
  computed_at: Date
}

export interface ReviewTaskTable {
  id: string
  bank_id: string
  level: number
  item_id: string
  item_hash: string
  kind: string
  urgency: string
  value: number
  bound: number
  n: number
  text_zh: string
  text_en: string
  opened_at: Date
  seen_at: Date
  state: Generated<string>
  verdict: string | null
  reason: string | null
  settled_by: string | null
  settled_at: Date | null
}

export interface BanksTables {
  item_health: ItemHealthTable
  review_task: ReviewTaskTable
  bank_load: BankLoadTable
  bank: BankTable
  syllabus_revision: SyllabusRevisionTable
  item_revision: ItemRevisionTable
  bank_item: BankItemTable
  bank_syllabus: BankSyllabusTable
  item_model_revision: ItemModelRevisionTable
  practical_task_revision: PracticalTaskRevisionTable
  bank_media: BankMediaTable
}
