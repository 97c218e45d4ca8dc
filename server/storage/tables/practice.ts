import type { Generated } from 'kysely'
import type { Json } from './json.ts'

export interface PracticePoolTable {
  hash: string
  bank_id: string
  level: number
  document: Json
  created_at: Date
}

export interface SelfAssessmentTable {
  id: string
  bank_id: string
  level: number
  mode: string
  pool_hash: string
  rules: Json
  seed: number
  answers: Json
  state: Generated<string>
  result: Json | null
  created_at: Date
  ended_at: Date | null
}

export interface PracticeTables {
  practice_pool: PracticePoolTable
  self_assessment: SelfAssessmentTable
}
