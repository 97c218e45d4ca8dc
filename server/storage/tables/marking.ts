import type { Generated } from 'kysely'
import type { Json } from './json.ts'

export interface ScoreRunTable {
  batch_id: string
  admission_no: string
  run: number
  form_id: string
  form_hash: string
  receipt: string
  scorer_version: string
  credits: Json
  marks: number
  needs_rater: boolean
  created_at: Generated<Date>
}

export interface RatingTaskTable {
  batch_id: string
  admission_no: string
  item_number: number
  sub_item: Generated<string>
  item_hash: string
  response: Json
  ratings_needed: number
  state: string
  fraction: number | null
}

export interface RatingTable {
  batch_id: string
  admission_no: string
  item_number: number
  sub_item: Generated<string>
  rater_id: string
  fraction: number
  points: Json
  comment: string | null
  arbitration: Generated<boolean>
  created_at: Generated<Date>
}

export interface PracticalSheetTable {
  batch_id: string
  admission_no: string
  rater_id: string
  revision: number
  task_hash: string
  deductions: Json
  vetoes: Json
  marks: number
  comment: string | null
  created_at: Generated<Date>
}

export interface ReviewMarkTable {
  batch_id: string
  admission_no: string
  rater_id: string
  marks: number
  comment: string | null
  created_at: Generated<Date>
}

export interface PartStatusTable {
  batch_id: string
  admission_no: string
  part: string
  state: string
  reason: string
  recorded_by: string
  recorded_at: Generated<Date>
}

export interface ResultTable {
  batch_id: string
  admission_no: string
  revision: number
  document: Json
  passed: boolean | null
  created_at: Generated<Date>
  published_at: Date | null
}
export interface PracticalDecisionTable {
  batch_id: string
  admission_no: string
  revision: number
  decided_by: string
  marks: number | null
  vetoes: Json
  reason: string
  created_at: Generated<Date>
}

export interface ItemRulingTable {
  batch_id: string
  item_hash: string
  revision: number
  kind: string
  keys: Json
  reason: string
  decided_by: string
  decided_at: Date
  followed_at: Date | null
}

export interface MarkingTables {
  item_ruling: ItemRulingTable
  practical_decision: PracticalDecisionTable
  score_run: ScoreRunTable
  rating_task: RatingTaskTable
  rating: RatingTable
  practical_sheet: PracticalSheetTable
  review_mark: ReviewMarkTable
  part_status: PartStatusTable
  result: ResultTable
}
