import type { Generated } from 'kysely'
import type { Json } from './json.ts'

export interface CutScoreStudyTable {
  id: string
  organisation_id: string
  title: string
  method: string
  form_id: string
  form_hash: string
  full_marks: number
  description: string
  state: Generated<string>
  round: Generated<number>
  observations: Json | null
  document: Json | null
  document_hash: string | null
  created_by: string
  created_at: Date
  closed_at: Date | null
  final_at: Date | null
}

export interface CutScoreJudgeTable {
  study_id: string
  user_id: string
  name: string
  excluded_round: number | null
  excluded_reason: string | null
  excluded_at: Date | null
  answer: string | null
  answer_hash: string | null
  answer_reason: string | null
  answered_at: Date | null
}

export interface CutScoreRoundTable {
  study_id: string
  round: number
  opened_at: Date
  closed_at: Date | null
}

export interface CutScoreEstimateTable {
  study_id: string
  round: number
  user_id: string
  document: Json
  saved_at: Date
}

export interface CutScoreTables {
  cut_score_study: CutScoreStudyTable
  cut_score_judge: CutScoreJudgeTable
  cut_score_round: CutScoreRoundTable
  cut_score_estimate: CutScoreEstimateTable
}
