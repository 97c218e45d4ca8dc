-- What a centre decided about a faulty item of a batch after the exam. A ruling
-- only ever gives marks; a later one is a new revision, 'none' takes it back.
create table item_ruling (
  batch_id text not null,
  item_hash text not null references item_revision (hash),
  revision smallint not null,
  kind text not null check (kind in ('full-marks', 'also-accept', 'none')),
  keys jsonb not null,
  reason text not null,
  decided_by text not null,
  decided_at timestamptz not null,
  primary key (batch_id, item_hash, revision)
);

-- A candidate of a batch has one valid certificate; one that was replaced stays on record.
alter table certificate drop constraint certificate_batch_id_admission_no_key;
create unique index certificate_one_valid on certificate (batch_id, admission_no) where status = 'valid';
create index certificate_admission on certificate (batch_id, admission_no);
