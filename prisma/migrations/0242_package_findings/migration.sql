-- What the linter found in a version when it was imported; null for versions that were imported before there was one.
-- Safe: adds a nullable column. Undo: drop it.

alter table package_version add column findings jsonb;
