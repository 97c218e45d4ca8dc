/*
 * The statement of the save path: a group of answers of different candidates,
 * judged and stored one by one in one round trip and one commit.
 *
 * For each member, in this order:
 *   1. the session: token hash, owner, not ended, not expired;
 *   2. the sitting row FOR SHARE: a submission or an extension that is under
 *      way is waited for, and what it left is what is judged; afterwards no
 *      submission can slip between this check and the commit;
 *   3. state, deadline + grace by the database's clock read after the lock,
 *      the form the answer was checked against, the item number;
 *   4. the answer, when its seq is larger than the stored one, and a log row.
 *
 * Locks are taken in one order by everybody: sittings by admission number,
 * then answers by item; members must come sorted so. Every row is reached by
 * (batch_id, …), no now() and no subquery stands in the upsert: the rules for
 * distributing the tables by batch.
 *
 * Text and not kysely, because it is the hot path: planned once, sent prepared.
 */
export const saveStatement = `
with asked as materialized (
  select * from unnest(
    $1::int[], $2::text[], $3::text[], $4::text[], $5::text[], $6::int[], $7::bigint[], $8::text[], $9::text[]
  ) as a (place, batch_id, admission_no, token_hash, delivery_hash, item_number, seq, tab, response)
), seen as materialized (
  select a.*, s.state, s.started_at, s.deadline_at, s.grace_seconds, s.item_count,
    s.delivery_hash as sitting_hash, live.live, clock_timestamp() as at
  from asked a
  left join lateral (
    select true as live from candidate_session c
    where c.batch_id = a.batch_id and c.token_hash = a.token_hash and c.admission_no = a.admission_no
      and c.ended_at is null and c.expires_at > clock_timestamp()
  ) live on true
  left join lateral (
    select * from sitting s
    where s.batch_id = a.batch_id and s.admission_no = a.admission_no and live.live
    for share
  ) s on true
), judged as materialized (
  select *, case
    when live is null then 'no-session'
    when state is null then 'not-started'
    when state <> 'open' or at > deadline_at + grace_seconds * interval '1 second' then 'closed'
    when sitting_hash <> delivery_hash then 'other-form'
    when item_number not between 1 and item_count then 'unknown-item'
    else 'save' end as verdict
  from seen
), stored as (
  insert into answer (batch_id, admission_no, item_number, seq, tab, response, saved_at)
  select batch_id, admission_no, item_number, seq, tab, response::jsonb, at
  from judged where verdict = 'save'
  order by batch_id, admission_no, item_number
  on conflict (batch_id, admission_no, item_number) do update
    set seq = excluded.seq, tab = excluded.tab, response = excluded.response, saved_at = excluded.saved_at
    where answer.seq < excluded.seq
  returning batch_id, admission_no, item_number
), logged as (
  insert into answer_log (batch_id, admission_no, item_number, seq, tab, outcome, response, at)
  select j.batch_id, j.admission_no, j.item_number, j.seq, j.tab, 'saved', j.response::jsonb, j.at
  from judged j join stored using (batch_id, admission_no, item_number)
)
select j.place, j.at, j.state, j.started_at, j.deadline_at, j.grace_seconds,
  case when j.verdict = 'save' and stored.item_number is null then 'not-newer' else j.verdict end as verdict
from judged j left join stored using (batch_id, admission_no, item_number)`

export interface SaveRow {
  readonly place: number
  readonly verdict:
    | 'save'
    | 'not-newer'
    | 'no-session'
    | 'not-started'
    | 'closed'
    | 'other-form'
    | 'unknown-item'
  readonly at: Date
  readonly state: 'open' | 'submitted' | 'cancelled' | null
  readonly started_at: Date | null
  readonly deadline_at: Date | null
  readonly grace_seconds: number | null
}

/**
 * What is stored where an answer was not newer. With $7 it is logged as stale,
 * unless it is the very answer that is stored: then it was a repetition.
 */
export const notNewerStatement = `
with found as materialized (
  select seq as stored_seq, tab as stored_tab, response as stored_response, saved_at,
    seq = $4::bigint and tab = $5::text and response = $6::text::jsonb as same
  from answer where batch_id = $1 and admission_no = $2 and item_number = $3
), logged as (
  insert into answer_log (batch_id, admission_no, item_number, seq, tab, outcome, response, at)
  select $1, $2, $3, $4::bigint, $5::text, 'stale', $6::text::jsonb, clock_timestamp()
  from found where $7::boolean and not same
)
select * from found`

export interface NotNewerRow {
  readonly same: boolean
  readonly stored_seq: number
  readonly stored_tab: string
  readonly stored_response: unknown
  readonly saved_at: Date
}
