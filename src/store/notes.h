/* notes: what the user says about articles and events: stars, tags, notes, corrections.
 *
 * A layer of its own, in a file of its own (a user's data folder, so that a corpus may be read-only, and
 * shared). It names things by content: the digest of an article and the span of a passage. So it outlives
 * the corpus: ingesting again, another corpus with the same article, a better extractor that finds the same
 * passage, or most of it: the notes are there. One file serves every corpus.
 *
 * The file is a log: entries are only added, each with its time; undo and redo are entries too. The
 * log is read once and kept in memory with its sum (ten thousands of notes are summed up in some ms); another
 * process's entries are seen, and they alone read, at the next notes_refresh. One struct notes is of one thread at a time. */
#ifndef DATELINE_STORE_NOTES_H
#define DATELINE_STORE_NOTES_H

#include "base/arena.h"
#include "base/error.h"
#include "record.h"

struct notes;
struct store;

enum note_field {
	NOTE_STAR,      /* "1", or "" to take it away, as with all below */
	NOTE_TAG,       /* the tag; entries add up */
	NOTE_UNTAG,     /* the tag that goes */
	NOTE_TEXT,      /* a note in words */
	NOTE_DATE,      /* "2018-05-23", "2018-05", "2018-05-23..2018-05-25", "none": undated */
	NOTE_COUNTRIES, /* "PK:host IN:participant RU", or "none" */
	NOTE_KIND,      /* "meeting" */
	NOTE_REJECT,    /* "1": this is no event */
	NOTE_UNLINK,    /* "dl:...": the event that this one does not belong with; entries add up */
	NOTE_LINK,      /* the same: they belong together after all */
	NOTE_MERGE,     /* "dl:...": that one is this event, told again; it stands for both, and no merge closes a ring */
	NOTE_SPLIT,     /* "1234 Words": from that byte of the text on, the passage tells another event; entries add up */
	NOTE_SEARCH,    /* "border talks: country:PK /border/": a query by name; of no article */
	NOTE_UNSEARCH,  /* the name of the search that goes */
	NOTE_UNDO,      /* the number of the action that is undone; only in the log */
	NOTE_REDO,
};
enum { NOTE_FIELD_COUNT = NOTE_REDO + 1 };

const char *notes_field_name(enum note_field f); /* "star" */
bool notes_field_parse(struct str s, enum note_field *out);

struct note_target {
	char article[24];  /* digest */
	struct span span;  /* the event's passage, or SPAN_NONE for the article */
};                         /* of a search: nothing, "" and SPAN_NONE */

/* By article, then by the passage; 0: the same. */
int notes_target_order(const struct note_target *t, const char *article, struct span span);

struct note_entry {
	int64_t id;
	int64_t change;    /* the action: entries that were added together share it */
	int64_t at;        /* seconds since 1970-01-01 UTC */
	struct note_target target;
	enum note_field field;
	struct str value;
	bool undone;       /* an undo holds; for NOTE_UNDO and NOTE_REDO false */
};

/* All that holds about one target. Texts live until the next change of the notes. */
struct note_state {
	struct note_target target;
	uint64_t said;             /* grows out of the entries that hold: of one log, who has the same says the same */
	bool starred, rejected;
	struct str text;
	struct str *tags;          /* in order of time */
	size_t tag_count;
	struct str date, countries, kind; /* corrections as given; empty: none */
	struct str *unlinked;
	size_t unlinked_count;
	struct str merged;         /* "dl:..."; empty: none */
	struct note_split {
		uint32_t begin;
		struct str headline;
	} *splits;
	size_t split_count;
};

struct note_search {
	struct str name, query;
};

/* Where notes are kept: $XDG_DATA_HOME/dateline/notes.db, else ~/.local/share/dateline/notes.db. False when
 * neither folder is to be known. Appends the path. */
bool notes_default_path(struct buf *out);

/* Makes the file, private to the user, and its folder when they are not there. */
bool notes_open(const char *path, struct notes **out, struct error *err);
/* The user's own notes from where they are kept; *out is NULL when nothing was ever noted. */
bool notes_open_own(struct notes **out, struct error *err);
void notes_close(struct notes *n); /* NULL is allowed */

/* Adds entries as one action, all or none, undone together. ERROR_USAGE when a value is not what its field
 * takes. id, change and undone are not read; an `at` of 0 is now. */
bool notes_add(struct notes *n, const struct note_entry *entries, size_t count, struct error *err);
/* What is added between the two is written at the end, all or none, and holds from then on: for many actions at once. */
bool notes_hold(struct notes *n, struct error *err);
bool notes_release(struct notes *n, struct error *err);
/* The common case of one. */
bool notes_set(struct notes *n, const struct note_target *target, enum note_field field, struct str value, struct error *err);
/* Takes back the newest action that holds, or brings back what was taken back last if nothing was added
 * since. *what is an entry of it, with id 0 when there was none; its value lives until the next change. */
bool notes_undo(struct notes *n, struct note_entry *what, struct error *err);
bool notes_redo(struct notes *n, struct note_entry *what, struct error *err);

/* Sees what other processes added. */
bool notes_refresh(struct notes *n, struct error *err);
/* Grows with every change that is seen. */
uint64_t notes_version(const struct notes *n);

/* NULL when nothing is said about it. */
const struct note_state *notes_find(const struct notes *n, const char article[24], struct span span);
/* A copy that outlives the notes; memory in arena. NULL gives a state that says nothing. */
struct note_state notes_copy(const struct note_state *state, struct arena *arena);
/* All targets about which something holds, by article and span. Borrowed until the next change. */
const struct note_state *notes_all(const struct notes *n, size_t *count);
/* Searches that were saved, in order of time. Borrowed until the next change. */
const struct note_search *notes_searches(const struct notes *n, size_t *count);
/* Every tag that something has, once, by name; the array in arena, the texts borrowed until the next change. */
struct str *notes_tags(const struct notes *n, struct arena *arena, size_t *count);
/* Is any link rejected? So that who reads links need not look each time. */
bool notes_unlinks(const struct notes *n);
/* Do two names ("dl:...") name one event? An extractor that cuts a passage otherwise gives it another name. */
bool notes_same_event(const struct notes *n, struct str a, struct str b);
/* Of an event that was merged (note_state.merged), and may be again, the name of the one that stands for it; borrowed as
 * the name or until the next change. */
struct str notes_merged_last(const struct notes *n, struct str name);
/* Names of the events that were merged into the one of this name, also by way of others, as they are now; memory in arena. */
struct str *notes_merged_into(const struct notes *n, struct str name, struct arena *arena, size_t *count);
/* The log in order of time, for export, as it is now; borrowed until the next change. What an import gives back to notes_add is what
 * holds (undone false) and is neither NOTE_UNDO nor NOTE_REDO; notes_order tells what is there already. */
bool notes_log(struct notes *n, const struct note_entry **out, size_t *count, struct error *err);
/* For qsort and vec_place: entries by their time, then by what they say; 0 for two that say the same of the same at once,
 * whatever actions they are of. */
int notes_order(const void *entry, const void *other);

/* Puts the corrections of a state into an event: date and its basis, countries, kind. New memory in arena. */
void notes_correct(const struct note_state *state, struct arena *arena, struct event *e);
/* Is anything said that changes the event itself? */
bool notes_corrects(const struct note_state *state);
/* Brings notes and the events of an article together. Appends the events that the user split off: each has a passage of its
 * own, from where it begins to the end of the old one, and otherwise what the old one has; new memory in arena. And what was
 * said of a passage that is no event's any more, because the extractor has changed, is from then on said of the event that
 * has most of it: states of this article may move (notes_all). */
void notes_split(struct notes *n, const char article[24], struct arena *arena, struct extraction *x);
/* Is the value what its field takes? ERROR_USAGE says what it takes, and where it does not. */
bool notes_takes(const struct note_entry *e, struct error *err);
/* That, and no merge that would close a ring, when `before` were added first: what notes_add asks of each. Of what is held
 * and not released it knows only by `before`. */
bool notes_allows(const struct notes *n, const struct note_entry *before, size_t count, const struct note_entry *e, struct error *err);

/* The notes that queries on this connection go by (is:starred, tag:, corrected dates); NULL for none.
 * Borrowed: it must outlive the store or be taken away. */
void notes_attach(struct notes *n, struct store *s);

#endif
