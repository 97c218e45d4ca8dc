import { afterAll, expect, inject, test } from 'vitest'
import { connect, poolOptions, runPrepared } from '../../../server/storage/connect.ts'
import { freePort } from '../../support/server-process.ts'

const ask = { sql: 'select 1 as one', parameters: [] }
const pools: { destroy(): Promise<void> }[] = []
afterAll(() => Promise.all(pools.map((pool) => pool.destroy())))
const open = (url: string, connections = 2) => {
  const pool = connect(url, { ...poolOptions.staff, connections })
  pools.push(pool)
  return pool
}

test('a database that refuses connections fails at once, each time, and the pool loses no place', async () => {
  const url = new URL(inject('adminUrl'))
  url.port = String(await freePort())
  const pool = open(url.href)
  for (let attempt = 0; attempt < 6; attempt++)
    await expect(runPrepared(pool, ask)).rejects.toMatchObject({ code: 'ECONNREFUSED' })
})

test('of several hosts the one that answers is found', async () => {
  const url = new URL(inject('adminUrl'))
  const dead = `127.0.0.1:${await freePort()}`
  const pool = open(`postgres://${url.username}:${url.password}@${dead},${url.host}${url.pathname}`, 1)
  let answered: unknown
  for (let attempt = 0; attempt < 3 && !answered; attempt++)
    answered = await runPrepared(pool, ask).catch(() => undefined)
  expect(answered).toEqual([{ one: 1 }])
})
