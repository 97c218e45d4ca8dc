/* How the pools stand, and whether the database answers. */
import { sql } from 'kysely'
import type { Db } from './database.ts'

export interface PoolActivity {
  readonly pool: string
  readonly state: string
  readonly count: number
}

export async function countConnections(db: Db): Promise<PoolActivity[]> {
  const { rows } = await sql<PoolActivity>`
    select application_name as pool, coalesce(state, 'other') as state, count(*)::int as count
    from pg_stat_activity
    where datname = current_database() and application_name like 'liangcai%'
    group by 1, 2`.execute(db)
  return rows
}

/** Resolves when the database answers in time, rejects otherwise. */
export async function pingDatabase(db: Db, milliseconds: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, refuse) => {
    timer = setTimeout(
      () => refuse(new Error(`the database did not answer within ${milliseconds} ms`)),
      milliseconds,
    )
  })
  try {
    await Promise.race([sql`select 1`.execute(db), late])
  } finally {
    clearTimeout(timer)
  }
}
