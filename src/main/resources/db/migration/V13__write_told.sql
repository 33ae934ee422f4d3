-- What the API said about each partition of a write, as JSON; null for an API that says nothing of them.
alter table reset_write add column told text;
