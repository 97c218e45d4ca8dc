-- Standard setting: a study, its judges, the rounds they judged in, and the record they signed.
create table cut_score_study (
  id text primary key,
  organisation_id text not null references organisation (id),
  title text not null,
  method text not null check (
    method in ('angoff', 'ebel', 'hofstee', 'borderline-regression', 'contrasting-groups')
  ),
  form_id text not null references form (id),
  form_hash text not null,
  full_marks double precision not null,
  -- The minimally competent candidate, in words; written before anybody judges.
  description text not null,
  state text not null default 'draft' check (state in ('draft', 'round', 'between', 'signing', 'final')),
  round integer not null default 0 check (round between 0 and 3),
  -- Candidates with a score and a judgement, for the methods that start from them.
  observations jsonb,
  -- The record, from the close of the study on, and the hash that is signed.
  document jsonb,
  document_hash text,
  created_by text not null,
  created_at timestamptz not null,
  closed_at timestamptz,
  final_at timestamptz,
  check ((state in ('signing', 'final')) = (document_hash is not null)),
  check ((document is null) = (document_hash is null))
);
create index cut_score_study_organisation on cut_score_study (organisation_id, created_at);

create table cut_score_judge (
  study_id text not null references cut_score_study (id),
  user_id text not null references staff_user (id),
  -- As it was when the study was made; the record keeps it.
  name text not null,
  -- The first round the judge no longer counts in.
  excluded_round integer,
  excluded_reason text,
  excluded_at timestamptz,
  answer text check (answer in ('signed', 'declined', 'absent')),
  answer_hash text,
  answer_reason text,
  answered_at timestamptz,
  primary key (study_id, user_id),
  check ((excluded_round is null) = (excluded_at is null)),
  check ((answer is null) = (answered_at is null)),
  check (answer is distinct from 'signed' or answer_hash is not null)
);
create index cut_score_judge_user on cut_score_judge (user_id);

create table cut_score_round (
  study_id text not null references cut_score_study (id),
  round integer not null,
  opened_at timestamptz not null,
  closed_at timestamptz,
  primary key (study_id, round)
);

create table cut_score_estimate (
  study_id text not null,
  round integer not null,
  user_id text not null,
  document jsonb not null,
  saved_at timestamptz not null,
  primary key (study_id, round, user_id),
  foreign key (study_id, round) references cut_score_round (study_id, round),
  foreign key (study_id, user_id) references cut_score_judge (study_id, user_id)
);
