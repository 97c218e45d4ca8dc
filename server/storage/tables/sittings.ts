import type { Generated } from 'kysely'
import type { Json } from './json.ts'

export interface CandidateSessionTable {
  batch_id: string
  token_hash: string
  admission_no: string
  created_at: Generated<Date>
  expires_at: Date
  ended_at: Date | null
  user_agent: string | null
  address: string | null
}

export interface SittingTable {
  batch_id: string
  admission_no: string
  form_id: string
  delivery_hash: string
  seed: number
  item_count: number
  state: string
  started_at: Date
  deadline_at: Date
  grace_seconds: number
  submitted_at: Date | null
  submitted_by: string | null
  receipt: string | null
  answers: Json | null
}

export interface AnswerTable {
  batch_id: string
  admission_no: string
  item_number: number
  seq: number
  tab: string
  response: Json
  saved_at: Date
}

export interface AnswerLogTable {
  batch_id: string
  admission_no: string
  item_number: number
  seq: number
  tab: string
  outcome: string
  response: Json
  at: Date
}

export interface SittingEventTable {
  batch_id: string
  admission_no: string
  at: Generated<Date>
  kind: string
  actor: string
  detail: Json
}
export interface SittingsTables {
  candidate_session: CandidateSessionTable
  sitting: SittingTable
  answer: AnswerTable
  answer_log: AnswerLogTable
  sitting_event: SittingEventTable
}
