/*
 * What is stored where an answer could not be: for the person who must choose,
 * and to tell a repetition from a conflict.
 */
import { runPrepared } from '../storage/connect.ts'
import type { Db } from '../storage/database.ts'
import type { SaveMember } from './save-group.ts'
import { type NotNewerRow, notNewerStatement } from './save-statement.ts'

export interface Stored {
  /** The very answer that was sent: a repetition. */
  readonly same: boolean
  readonly seq: number
  readonly tab: string
  readonly response: unknown
  readonly savedAt: Date
}

/** With `log`, an answer that is not the stored one goes to the log as stale. */
export async function findStored(db: Db, member: SaveMember, log: boolean): Promise<Stored | undefined> {
  const [row] = await runPrepared<NotNewerRow>(db, {
    sql: notNewerStatement,
    parameters: [
      member.batchId,
      member.admissionNo,
      member.number,
      member.seq,
      member.tab,
      member.response,
      log,
    ],
  })
  return (
    row && {
      same: row.same,
      seq: row.stored_seq,
      tab: row.stored_tab,
      response: row.stored_response,
      savedAt: row.saved_at,
    }
  )
}
