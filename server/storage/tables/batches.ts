import type { Generated } from 'kysely'
import type { Json } from './json.ts'

export interface BatchTable {
  id: string
  organisation_id: string
  title: string
  standard_hash: string
  bank_id: string
  level: number
  specialisation: Generated<string>
  state: string
  opens_at: Date
  closes_at: Date
  minutes: number
  late_entry_minutes: Generated<number>
  early_leave_minutes: Generated<number>
  grace_seconds: Generated<number>
  rules: Json
  practical_task_hash: string | null
  last_place: Generated<number>
  created_by: string
  created_at: Generated<Date>
  published_at: Date | null
}

export interface BatchFormTable {
  batch_id: string
  form_id: string
  position: number
}

export interface BatchStaffTable {
  batch_id: string
  user_id: string
  role: string
}

export interface AdmissionTable {
  batch_id: string
  admission_no: string
  candidate_id: string
  name: string
  id_number_masked: string
  login_hash: string
  form_id: string | null
  seed: number
  room: string | null
  seat: string | null
  extra_minutes: Generated<number>
  eligibility: Json | null
  created_at: Generated<Date>
}
export interface BatchesTables {
  batch: BatchTable
  batch_form: BatchFormTable
  batch_staff: BatchStaffTable
  admission: AdmissionTable
}
