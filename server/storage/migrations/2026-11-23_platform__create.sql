-- The first shape of the database, in the order of an exam's life.
--
-- Exam-day tables carry batch_id first in every primary key and every unique
-- constraint, so that they can be distributed by batch: no triggers, no
-- foreign keys out to tables that would not be distributed with them.

-- storage -------------------------------------------------------------------

create table audit_head (
  stream text primary key,
  sequence bigint not null,
  hash text not null
);

create table audit_event (
  stream text not null,
  sequence bigint not null,
  at timestamptz not null,
  actor text not null,
  organisation_id text,
  action text not null,
  subject text not null,
  detail jsonb not null,
  previous_hash text not null,
  hash text not null,
  primary key (stream, sequence)
);
create index audit_event_at on audit_event (at desc);
create index audit_event_subject on audit_event (subject);

create table blob (
  sha256 text primary key,
  media_type text not null,
  bytes bytea not null,
  created_at timestamptz not null default now()
);

-- identity ------------------------------------------------------------------

create table organisation (
  id text primary key,
  kind text not null check (kind in ('evaluation-centre', 'enterprise', 'item-authority')),
  name text not null,
  uscc text,
  -- Segments of the certificate number that the authority assigns: category letter, body code, province, station.
  certificate_category text check (certificate_category ~ '^[A-Z]$'),
  certificate_body_code text check (certificate_body_code ~ '^[0-9]{4}$'),
  certificate_province text check (certificate_province ~ '^[0-9]{2}$'),
  certificate_station text check (certificate_station ~ '^[0-9]{6}$'),
  created_at timestamptz not null default now()
);
create unique index organisation_certificate_codes on organisation
  (certificate_category, certificate_body_code, certificate_province, certificate_station);

-- Staff accounts: the four tables of the auth library, under its column names.
create table staff_user (
  id text primary key,
  name text not null,
  email text not null unique,
  "emailVerified" boolean not null default false,
  image text,
  username text unique,
  "displayUsername" text,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);

create table staff_session (
  id text primary key,
  token text not null unique,
  "userId" text not null references staff_user (id) on delete cascade,
  "expiresAt" timestamptz not null,
  "ipAddress" text,
  "userAgent" text,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);
create index staff_session_user on staff_session ("userId");

create table staff_account (
  id text primary key,
  "accountId" text not null,
  "providerId" text not null,
  "userId" text not null references staff_user (id) on delete cascade,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  scope text,
  password text,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);
create index staff_account_user on staff_account ("userId");

create table staff_verification (
  id text primary key,
  identifier text not null,
  value text not null,
  "expiresAt" timestamptz not null,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);

create table membership (
  user_id text not null references staff_user (id) on delete cascade,
  organisation_id text not null references organisation (id),
  role text not null check (role in
    ('administrator', 'centre-manager', 'invigilator', 'rater', 'item-writer', 'reviewer', 'enterprise-manager', 'auditor')),
  created_at timestamptz not null default now(),
  primary key (user_id, organisation_id, role)
);

-- A person who is assessed. The ID number is encrypted; the keyed hash finds it, the mask shows it.
create table candidate (
  id text primary key,
  organisation_id text not null references organisation (id),
  name text not null,
  id_type text not null,
  id_number_hash text not null,
  id_number_cipher bytea not null,
  id_number_masked text not null,
  created_at timestamptz not null default now(),
  unique (organisation_id, id_type, id_number_hash)
);

-- standards -----------------------------------------------------------------

create table standard_revision (
  hash text primary key,
  standard_id text not null,
  edition text not null,
  name text not null,
  kind text not null,
  document jsonb not null,
  loaded_at timestamptz not null default now()
);
create index standard_revision_edition on standard_revision (standard_id, edition, loaded_at desc);

-- banks ---------------------------------------------------------------------

create table bank (
  id text primary key,
  name text not null,
  version text not null,
  standard_id text not null,
  standard_edition text not null,
  document jsonb not null,
  loaded_at timestamptz not null default now()
);

create table syllabus_revision (
  hash text primary key,
  bank_id text not null references bank (id),
  level smallint not null,
  version text not null,
  document jsonb not null,
  loaded_at timestamptz not null default now()
);

create table item_revision (
  hash text primary key,
  item_id text not null,
  bank_id text not null references bank (id),
  level smallint not null,
  point text not null,
  kind text not null,
  secrecy text not null,
  status text not null,
  difficulty smallint not null,
  document jsonb not null,
  loaded_at timestamptz not null default now()
);
create index item_revision_item on item_revision (item_id);

-- The revision of each document that is current in its bank: what assembly and browsing read.
create table bank_item (
  item_id text primary key,
  bank_id text not null references bank (id),
  level smallint not null,
  hash text not null references item_revision (hash)
);
create index bank_item_bank on bank_item (bank_id, level);

create table bank_syllabus (
  bank_id text not null references bank (id),
  level smallint not null,
  hash text not null references syllabus_revision (hash),
  primary key (bank_id, level)
);

create table item_model_revision (
  hash text primary key,
  model_id text not null,
  bank_id text not null references bank (id),
  level smallint not null,
  document jsonb not null,
  current boolean not null default true,
  loaded_at timestamptz not null default now()
);
create index item_model_bank on item_model_revision (bank_id, level) where current;

create table practical_task_revision (
  hash text primary key,
  task_id text not null,
  bank_id text not null references bank (id),
  level smallint not null,
  document jsonb not null,
  current boolean not null default true,
  loaded_at timestamptz not null default now()
);
create index practical_task_bank on practical_task_revision (bank_id, level) where current;

create table bank_media (
  bank_id text not null references bank (id),
  file text not null,
  sha256 text not null references blob (sha256),
  primary key (bank_id, file)
);

-- assembly ------------------------------------------------------------------

create table assembly (
  id text primary key,
  organisation_id text not null references organisation (id),
  bank_id text not null references bank (id),
  level smallint not null,
  standard_hash text not null references standard_revision (hash),
  syllabus_hash text not null references syllabus_revision (hash),
  blueprint jsonb not null,
  blueprint_hash text not null,
  seed bigint not null,
  report jsonb not null,
  created_by text not null,
  created_at timestamptz not null default now()
);
create index assembly_organisation on assembly (organisation_id, created_at desc);

create table form (
  id text primary key,
  assembly_id text not null references assembly (id),
  number smallint not null,
  hash text not null,
  document jsonb not null,
  -- What is handed to a candidate: rendered items without key, rationale or policy. Null until compiled.
  delivery jsonb,
  delivery_hash text,
  compiled_at timestamptz,
  unique (assembly_id, number)
);

-- batches -------------------------------------------------------------------

create table batch (
  id text primary key,
  organisation_id text not null references organisation (id),
  title text not null,
  standard_hash text not null references standard_revision (hash),
  bank_id text not null references bank (id),
  level smallint not null,
  specialisation text not null default '--',
  state text not null check (state in
    ('draft', 'ready', 'open', 'closed', 'marked', 'published', 'certified', 'archived')),
  opens_at timestamptz not null,
  closes_at timestamptz not null,
  minutes integer not null check (minutes between 1 and 600),
  late_entry_minutes integer not null default 30,
  early_leave_minutes integer not null default 30,
  grace_seconds integer not null default 30 check (grace_seconds between 0 and 600),
  -- Assessment rules copied from the standard when the batch is made: parts with full and pass marks.
  rules jsonb not null,
  practical_task_hash text references practical_task_revision (hash),
  created_by text not null,
  created_at timestamptz not null default now(),
  published_at timestamptz
);
create index batch_organisation on batch (organisation_id, opens_at desc);

create table batch_form (
  batch_id text not null,
  form_id text not null,
  position smallint not null,
  primary key (batch_id, form_id)
);

create table batch_staff (
  batch_id text not null,
  user_id text not null,
  role text not null check (role in ('invigilator', 'rater', 'practical-rater')),
  primary key (batch_id, user_id, role)
);

create table admission (
  batch_id text not null,
  admission_no text not null,
  candidate_id text not null,
  name text not null,
  id_number_masked text not null,
  -- Keyed hash of admission number and ID number: what a candidate proves at the bell.
  login_hash text not null,
  form_id text,
  seed bigint not null,
  room text,
  seat text,
  extra_minutes integer not null default 0 check (extra_minutes between 0 and 600),
  eligibility jsonb,
  created_at timestamptz not null default now(),
  primary key (batch_id, admission_no),
  unique (batch_id, candidate_id),
  unique (batch_id, login_hash)
);
create index admission_login on admission (login_hash);

-- sittings ------------------------------------------------------------------

create table candidate_session (
  batch_id text not null,
  token_hash text not null,
  admission_no text not null,
  created_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null,
  ended_at timestamptz,
  user_agent text,
  address text,
  primary key (batch_id, token_hash)
);
create index candidate_session_token on candidate_session (token_hash);
create index candidate_session_admission on candidate_session (batch_id, admission_no);

create table sitting (
  batch_id text not null,
  admission_no text not null,
  form_id text not null,
  delivery_hash text not null,
  seed bigint not null,
  item_count smallint not null,
  state text not null check (state in ('open', 'submitted', 'cancelled')),
  started_at timestamptz not null,
  deadline_at timestamptz not null,
  grace_seconds integer not null,
  submitted_at timestamptz,
  submitted_by text check (submitted_by in ('candidate', 'deadline', 'invigilator')),
  receipt text,
  answers jsonb,
  primary key (batch_id, admission_no)
);
create index sitting_overdue on sitting (deadline_at) where state = 'open';

-- The newest answer to each item.
create table answer (
  batch_id text not null,
  admission_no text not null,
  item_number smallint not null,
  seq bigint not null,
  tab text not null,
  response jsonb not null,
  saved_at timestamptz not null,
  primary key (batch_id, admission_no, item_number)
);

-- Every save that arrived and what became of it; rows are only added.
create table answer_log (
  batch_id text not null,
  admission_no text not null,
  item_number smallint not null,
  seq bigint not null,
  tab text not null,
  outcome text not null check (outcome in ('saved', 'stale')),
  response jsonb not null,
  at timestamptz not null
);
create index answer_log_sitting on answer_log (batch_id, admission_no);

create table sitting_event (
  batch_id text not null,
  admission_no text not null,
  at timestamptz not null default clock_timestamp(),
  kind text not null,
  actor text not null,
  detail jsonb not null
);
create index sitting_event_sitting on sitting_event (batch_id, admission_no, at);

-- marking -------------------------------------------------------------------

create table score_run (
  batch_id text not null,
  admission_no text not null,
  run smallint not null,
  form_id text not null,
  form_hash text not null,
  receipt text not null,
  scorer_version text not null,
  credits jsonb not null,
  marks numeric(6, 2) not null,
  needs_rater boolean not null,
  created_at timestamptz not null default now(),
  primary key (batch_id, admission_no, run)
);

create table rating_task (
  batch_id text not null,
  admission_no text not null,
  item_number smallint not null,
  sub_item text not null default '',
  item_hash text not null,
  response jsonb not null,
  ratings_needed smallint not null,
  state text not null check (state in ('open', 'arbitration', 'done')),
  fraction numeric(7, 6),
  primary key (batch_id, admission_no, item_number, sub_item)
);

create table rating (
  batch_id text not null,
  admission_no text not null,
  item_number smallint not null,
  sub_item text not null default '',
  rater_id text not null,
  fraction numeric(7, 6) not null,
  points jsonb not null,
  comment text,
  arbitration boolean not null default false,
  created_at timestamptz not null default now(),
  primary key (batch_id, admission_no, item_number, sub_item, rater_id)
);

-- One rater's deduction sheet for one candidate; a correction is a new revision, the old one stays.
create table practical_sheet (
  batch_id text not null,
  admission_no text not null,
  rater_id text not null,
  revision smallint not null,
  task_hash text not null,
  deductions jsonb not null,
  vetoes jsonb not null,
  marks numeric(6, 2) not null,
  comment text,
  created_at timestamptz not null default now(),
  primary key (batch_id, admission_no, rater_id, revision)
);

-- Panel marks of the review part (综合评审), one row a rater.
create table review_mark (
  batch_id text not null,
  admission_no text not null,
  rater_id text not null,
  marks numeric(6, 2) not null,
  comment text,
  created_at timestamptz not null default now(),
  primary key (batch_id, admission_no, rater_id)
);

-- 缺考 and 违纪 are states of a part, never marks.
create table part_status (
  batch_id text not null,
  admission_no text not null,
  part text not null check (part in ('theory', 'practical', 'review')),
  state text not null check (state in ('absent', 'violation')),
  reason text not null,
  recorded_by text not null,
  recorded_at timestamptz not null default now(),
  primary key (batch_id, admission_no, part)
);

create table result (
  batch_id text not null,
  admission_no text not null,
  revision smallint not null,
  document jsonb not null,
  passed boolean,
  created_at timestamptz not null default now(),
  published_at timestamptz,
  primary key (batch_id, admission_no, revision)
);

-- certificates --------------------------------------------------------------

create table certificate_series (
  organisation_id text not null references organisation (id),
  year smallint not null,
  level smallint not null,
  last_serial integer not null,
  primary key (organisation_id, year, level)
);

create table certificate (
  number text primary key,
  public_id text not null unique,
  batch_id text not null,
  admission_no text not null,
  organisation_id text not null references organisation (id),
  document jsonb not null,
  document_hash text not null,
  pdf_sha256 text not null references blob (sha256),
  status text not null check (status in ('valid', 'revoked', 'superseded')),
  issued_at timestamptz not null default now(),
  unique (batch_id, admission_no)
);

create table certificate_event (
  number text not null references certificate (number),
  at timestamptz not null default now(),
  status text not null,
  reason text not null,
  actor text not null
);
create index certificate_event_number on certificate_event (number, at);
