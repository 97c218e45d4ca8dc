-- What the use of items taught, and what somebody must look at because of it.
-- `item_health` is the newest figures of each revision, fed back to the bank by
-- the job that runs after every batch; the full documents are analytics' own.
create table item_health (
  item_hash text primary key references item_revision (hash),
  item_id text not null,
  bank_id text not null,
  level integer not null,
  n integer not null,
  facility double precision,
  discrimination double precision,
  -- Item parameters on the scale of the bank and level: { a, intercepts, c }.
  irt jsonb,
  computed_at timestamptz not null
);
create index item_health_bank on item_health (bank_id, level);

-- One open task a revision and kind of alarm: the same finding does not open a second.
create table review_task (
  id text primary key,
  bank_id text not null,
  level integer not null,
  item_id text not null,
  item_hash text not null references item_revision (hash),
  kind text not null,
  urgency text not null,
  value double precision not null,
  bound double precision not null,
  n integer not null,
  text_zh text not null,
  text_en text not null,
  opened_at timestamptz not null,
  seen_at timestamptz not null,
  state text not null default 'open' check (state in ('open', 'settled')),
  verdict text check (verdict in ('keep', 'revise', 'withdraw')),
  reason text,
  settled_by text,
  settled_at timestamptz,
  check ((state = 'settled') = (verdict is not null))
);
create unique index review_task_open on review_task (item_hash, kind) where state = 'open';
create index review_task_bank on review_task (bank_id, level, state);

create table item_statistics (
  item_hash text primary key references item_revision (hash),
  bank_id text not null,
  level integer not null,
  document jsonb not null,
  computed_at timestamptz not null
);
create index item_statistics_bank on item_statistics (bank_id, level);

create table form_statistics (
  form_id text primary key,
  bank_id text not null,
  level integer not null,
  document jsonb not null,
  computed_at timestamptz not null
);

create table batch_statistics (
  batch_id text primary key,
  document jsonb not null,
  computed_at timestamptz not null
);

-- Answers of two candidates that agree more than chance explains.
create table agreement_finding (
  batch_id text not null,
  first_admission_no text not null,
  second_admission_no text not null,
  form_id text not null,
  omega double precision not null,
  p double precision not null,
  matches integer not null,
  expected double precision not null,
  items integer not null,
  found_at timestamptz not null,
  state text not null default 'open' check (state in ('open', 'settled')),
  note text,
  settled_by text,
  settled_at timestamptz,
  primary key (batch_id, first_admission_no, second_admission_no)
);
