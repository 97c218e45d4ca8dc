-- When published results followed the ruling: until then somebody has to correct them.
alter table item_ruling add column followed_at timestamptz;
