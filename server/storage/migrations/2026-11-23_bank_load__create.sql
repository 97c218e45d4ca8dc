-- The last state of the banks folder that was taken in: the same files need not be read again.
create table bank_load (
  only_row boolean primary key default true check (only_row),
  fingerprint text not null,
  report jsonb not null,
  loaded_at timestamptz not null
);
