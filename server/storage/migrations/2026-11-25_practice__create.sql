-- Self-assessment on open items. A run belongs to whoever knows its id, which
-- nobody can guess; it holds no personal data and is removed after 90 days.

-- What runs draw from, with the parameters of the day: many runs share one pool,
-- named by the hash of its content, so that each can be replayed.
create table practice_pool (
  hash text primary key,
  bank_id text not null,
  level integer not null,
  document jsonb not null,
  created_at timestamptz not null
);

create table self_assessment (
  id text primary key,
  bank_id text not null,
  level integer not null,
  mode text not null check (mode in ('measure', 'classify')),
  pool_hash text not null references practice_pool (hash),
  -- Rules of the adaptive engine but for the seed.
  rules jsonb not null,
  seed integer not null,
  -- One entry an answer: item, response, credit, estimate after it, time.
  answers jsonb not null default '[]',
  state text not null default 'running' check (state in ('running', 'ended')),
  result jsonb,
  created_at timestamptz not null,
  ended_at timestamptz,
  check ((state = 'ended') = (result is not null and ended_at is not null))
);
create index self_assessment_created on self_assessment (created_at);
create index self_assessment_pool on self_assessment (pool_hash);
