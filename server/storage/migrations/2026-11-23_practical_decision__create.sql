-- Who settled a practical panel whose raters lay apart or did not agree on a veto. A later decision is a new revision.
create table practical_decision (
  batch_id text not null,
  admission_no text not null,
  revision smallint not null,
  decided_by text not null,
  marks numeric(6, 2),
  vetoes jsonb not null,
  reason text not null,
  created_at timestamptz not null default now(),
  primary key (batch_id, admission_no, revision)
);
