-- Failed sign-ins, counted for all processes. The columns are those the rate
-- limiter writes; a key is a hash of account or admission number and address.
create table sign_in_throttle (
  key text primary key,
  points integer not null default 0,
  expire bigint
);
create index sign_in_throttle_expire on sign_in_throttle (expire);
