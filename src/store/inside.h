/* inside: what the files of the store share and nobody else sees. */
#ifndef DATELINE_STORE_INSIDE_H
#define DATELINE_STORE_INSIDE_H

#include "store/block.h"
#include "store/db.h"
#include "store/keys.h"
#include "store/large.h"
#include "store/linked.h"
#include "store/names.h"
#include "store/narrow.h"
#include "store/nearby.h"
#include "store/overlay.h"
#include "store/rows_batch.h"
#include "store/rows_segment.h"
#include "store/store.h"
#include "store/words_index.h"

enum {
	STORE_VERSION = 9,     /* of schema.sql */
	STORE_INDEX_BITS = 24, /* of an event's row id; the article's stands above them */
};

struct store_totals {
	int64_t articles, events, dated, text_bytes;
	int32_t first_day, last_day; /* DAY_NONE: no dated event */
};

/* Does a query ask the word index before it reads texts? The last two are for tests that compare them. */
enum store_planning { STORE_PLAN_WHEN_WORTH, STORE_PLAN_ALWAYS, STORE_PLAN_NEVER };

struct store {
	struct db db;
	struct db second;            /* of a thread that helps to read; opened when it is needed */
	enum store_mode mode;
	bool writing;                /* between store_begin and its end */
	struct names names;
	struct block block;          /* the one that store_add fills */
	struct words words[WORDS_SCOPES]; /* the words of what it added */
	struct keys keys;            /* the linker's, of this batch */
	struct store_totals totals;  /* valid while writing */
	int64_t next_article, committed; /* the newest one when the batch began */
	struct rows_batch rows;      /* the rows of what it added */
	struct rows_table *base;     /* the rows as they were read, once */
	struct rows_table *table;    /* what queries filter: the notes laid over them */
	struct overlay overlay;
	struct linked linked;        /* of table, made by query_keep_links or the first query that asks for links */
	int64_t table_version;       /* store_version and notes_version that they are of; 0: none */
	uint64_t table_notes;
	bool table_rejected;         /* with what the user rejected */
	uint64_t own_writes;         /* commits of this connection: PRAGMA data_version counts the others' */
	struct words_index index;    /* loaded by the first query that asks for words, */
	int64_t index_version;       /*   of this store_version; 0: not */
	struct nearby nearby;        /* texts that were read where the user looks */
	struct large large;          /* of which single events were read */
	struct buf compared;         /* a bit an article: its text is the one that it was stored with */
	struct narrow narrow;        /* what the last query left for a narrower one */
	enum store_planning planning;
	struct notes *notes;         /* borrowed: notes.h; NULL for none */
};

bool store_read_totals(struct store *s, struct store_totals *out, struct error *err);
/* Counts one article in. */
void store_add_totals(struct store_totals *t, const struct article *a, const struct extraction *x);
/* Writes the words of what was added. */
bool store_flush_words(struct store *s, struct error *err);
/* The corpus as it is now, as a number that changes with every commit of anybody. */
bool store_version(struct store *s, int64_t *out, struct error *err);
/* Opens s->second; false: reading goes on without it, as it does when another file is now where the corpus was. */
bool store_open_second(struct store *s);
/* Loads s->index if it is not of this moment. */
bool store_load_index(struct store *s, struct error *err);
/* Loads s->table and s->overlay if they are not of this moment; `rejected`: with the rows that the user rejected. */
bool store_load_rows(struct store *s, bool rejected, struct error *err);

#endif
