import type { Generated } from 'kysely'
import type { Json } from './json.ts'

export interface AssemblyTable {
  id: string
  organisation_id: string
  bank_id: string
  level: number
  standard_hash: string
  syllabus_hash: string
  blueprint: Json
  blueprint_hash: string
  seed: number
  report: Json
  created_by: string
  created_at: Generated<Date>
}

export interface FormTable {
  id: string
  assembly_id: string
  number: number
  hash: string
  document: Json
  delivery: Json | null
  delivery_hash: string | null
  compiled_at: Date | null
}
export interface AssemblyTables {
  assembly: AssemblyTable
  form: FormTable
}
