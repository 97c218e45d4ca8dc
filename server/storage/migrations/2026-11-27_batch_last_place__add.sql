-- The place in the last admission number given out: a number that was taken back is not given to anybody else.
alter table batch add column last_place integer not null default 0;
update batch set last_place = coalesce(
  (select max(right(a.admission_no, 4)::integer) from admission a where a.batch_id = batch.id), 0);
