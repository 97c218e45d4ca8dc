import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { createLog } from '../../server/start.ts'
import { createTestDatabase } from '../support/database.ts'
import { createExamDay } from '../support/exam-day.ts'

test('an error of the database is logged without the row it quotes', async () => {
  const database = await createTestDatabase()
  const day = await createExamDay(database.db, { candidates: 1 })
  const update = sql`update admission set extra_minutes = 9999 where batch_id = ${day.batchId}`
  const error = await update.execute(database.db).catch((thrown: unknown) => thrown)
  const lines: string[] = []
  createLog('info', { write: (line) => void lines.push(line) }).error(
    { requestId: 'r1', err: error },
    'a request broke',
  )
  const text = lines.join('')
  expect((error as { detail: string }).detail).toContain(day.candidates[0]!.name)
  expect(text).toContain('admission_extra_minutes_check')
  expect(text).not.toContain(day.candidates[0]!.name)
  await database.drop()
})
