-- notes_schema: what a user said about articles and events, in the order in which it was said.
-- Nothing is ever changed or deleted: an undo is one more entry. notes.c reads it through and keeps the sum.

CREATE TABLE entry (
	id INTEGER PRIMARY KEY,
	at INTEGER NOT NULL,              -- seconds since 1970-01-01 UTC
	article TEXT NOT NULL,            -- digest of its text
	span_begin INTEGER NOT NULL,      -- the event's passage; 0 and 0: the article itself
	span_end INTEGER NOT NULL,
	field TEXT NOT NULL,              -- notes.h
	value TEXT NOT NULL,
	change INTEGER NOT NULL           -- the first entry of the same action
) STRICT;
