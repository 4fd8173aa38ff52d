-- 1: the end of a preview that nobody asked for as a run; the newest few are kept.
ALTER TABLE run ADD COLUMN explored INTEGER NOT NULL DEFAULT 0;
