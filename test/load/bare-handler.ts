/*
 * The yardstick: a bare Hono handler that does one prepared upsert with
 * postgres.js, and nothing else. DATABASE_URL and PORT say where.
 */
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import postgres from 'postgres'

const sql = postgres(process.env.DATABASE_URL!, { max: 10, onnotice: () => {} })
await sql`create table if not exists bare_answer (
  sitting text not null, item smallint not null, seq bigint not null, response text not null, saved_at timestamptz not null,
  primary key (sitting, item))`
const app = new Hono()
app.put('/answers/:sitting/:item', async (c) => {
  const { seq, response } = await c.req.json()
  await sql`insert into bare_answer values (${c.req.param('sitting')}, ${Number(c.req.param('item'))}, ${seq}, ${response}, now())
    on conflict (sitting, item) do update set seq = excluded.seq, response = excluded.response, saved_at = excluded.saved_at
    where bare_answer.seq < excluded.seq`
  return c.json({ seq })
})
serve({ fetch: app.fetch, port: Number(process.env.PORT), hostname: '127.0.0.1' }, ({ port }) =>
  console.log(`listening ${port}`),
)
