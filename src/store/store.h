/* store: one file is the corpus.
 *
 * The only layer that speaks SQL; row ids and file names stay in it, so that a second store (a server)
 * can stand behind the same header. One struct store is one connection: of one thread at a time.
 * Writers: one at a time (ERROR_BUSY says who waits), one transaction a batch; readers see the last
 * committed state while another process writes (WAL). What is derived (word index, link keys,
 * summaries, links) can be made again from the articles.
 *
 * A row id is an int64_t > 0 that means something to this corpus only; the stable names are the
 * article's digest and `dl:ARTICLE#bBEGIN-END`. */
#ifndef DATELINE_STORE_STORE_H
#define DATELINE_STORE_STORE_H

#include "base/arena.h"
#include "base/error.h"
#include "record.h"

struct store;

enum store_mode {
	STORE_READ,   /* must exist; never written, works on a read-only medium */
	STORE_WRITE,  /* made when it does not exist */
	STORE_CHECK,  /* as STORE_READ, but a file that is cut off is opened too: for store_check */
};

/* ERROR_IO (absent, not readable), ERROR_SCHEMA (not a corpus; a newer one: both versions named),
 * ERROR_CORRUPT, ERROR_BUSY. A file that is not a corpus is never written to. Foreign files are opened
 * with trusted_schema off and defensive mode on. */
bool store_open(const char *path, enum store_mode mode, struct store **out, struct error *err);
/* The same corpus once more, for reading in another thread what was committed. False: it cannot be opened, or another file is
 * now where it was. */
bool store_open_again(struct store *s, struct store **out);
void store_close(struct store *s); /* NULL is allowed; an open transaction is rolled back */
const char *store_path(const struct store *s);

/* ---- writing ---- */

bool store_begin(struct store *s, struct error *err);
/* On failure nothing of the batch is kept. */
bool store_commit(struct store *s, struct error *err);
void store_rollback(struct store *s);
/* After the last commit of an ingest that added so many articles: leaves few segments of what searches and linking read,
 * with work in proportion to what was added. Its own transaction; one that another writer keeps from it is left out. */
bool store_tidy(struct store *s, int64_t added, struct error *err);

/* What storing an article takes that needs no store: made in any thread, in arena; points into the article. Scratch may
 * be emptied after it, and be the same. */
struct store_prepared *store_prepare(const struct article *a, const struct extraction *x, struct arena *scratch, struct arena *arena);

/* Adds an article with what was found in it; `p` is of store_prepare, or NULL. *known is true, and nothing is added but its
 * id if that is another one, when an article of the same digest is there; *row is then that one. Inside a transaction; after
 * a failure roll it back. The events' row ids are store_event_row(*row, 0), (*row, 1) ... in the order of x->events.
 * Publication date, language and furniture are x's. About 30 us for 2 KB. */
bool store_add(struct store *s, const struct article *a, const struct extraction *x, const struct store_prepared *p, int64_t *row,
	       bool *known, struct error *err);

/* The row id of an article's index-th event, and back. */
int64_t store_event_row(int64_t article, size_t index);
int64_t store_event_article(int64_t event);
size_t store_event_index(int64_t event);

/* ---- reading ----
 *
 * An article's text is compared with its digest when it is first read whole (4 us for 3 KB), but not between store_begin
 * and its end: one that is damaged is ERROR_CORRUPT, never read as if it were the article. A search (query.h) does not
 * compare what it goes through.
 *
 * Texts are copied into the arena; rules (const char *) live until store_close. What else is text and not valid
 * UTF-8 any more, in a damaged file, is repaired on reading. */

/* All that is read until store_release is of one state of the corpus, whatever others write; and each reading is cheaper
 * by its locks (a third of what listing an event costs). Writers are not kept waiting, but their log grows meanwhile.
 * Not while writing; twice is once. */
bool store_hold(struct store *s, struct error *err);
void store_release(struct store *s);

struct store_counts {
	int64_t articles, events, dated, text_bytes;
	struct interval span; /* first to last event day */
};
/* Kept sums: costs the same in a corpus of any size. */
bool store_count(struct store *s, struct store_counts *out, struct error *err);
/* Goes through all of them. */
bool store_count_links(struct store *s, int64_t *out, struct error *err);

/* By digest, or a prefix of it that is unique; *row 0 when absent. */
bool store_find_article(struct store *s, struct str id, int64_t *row, struct error *err);
/* By an id that it came with; ERROR_USAGE when several have it. */
bool store_find_given(struct store *s, struct str id, int64_t *row, struct error *err);
/* Did the article come with this id? An empty one tells nothing new: true. */
bool store_is_given(struct store *s, int64_t row, struct str id, bool *is, struct error *err);
/* By "dl:ARTICLE#bBEGIN-END"; *row 0 when absent. ERROR_USAGE when it is no such name. */
bool store_find_event(struct store *s, struct str id, int64_t *row, struct error *err);

/* The names of all sources that articles give, in order, at most `most` of them; memory in arena. */
bool store_sources(struct store *s, size_t most, struct arena *arena, struct str **out, size_t *count, struct error *err);
/* Was anything committed to the corpus, or said in the notes, since this connection last read the rows? */
bool store_changed(struct store *s, bool *changed, struct error *err);

/* The article with its text; memory in arena. A row that does not exist is ERROR_CORRUPT. */
bool store_article(struct store *s, int64_t row, struct arena *arena, struct article *out, struct error *err);
/* The same without text and original (empty): cheap, for lists. */
bool store_article_head(struct store *s, int64_t row, struct arena *arena, struct article *out, struct error *err);
/* Timexes, places and events of an article, as they were added. event_rows, when not NULL, gets the
 * row ids of the events in the same order. */
bool store_extraction(struct store *s, int64_t article, struct arena *arena, struct extraction *out,
		      int64_t **event_rows, struct error *err);
/* Both, read once. */
bool store_article_and_extraction(struct store *s, int64_t row, struct arena *arena, struct article *a, struct extraction *x,
				  struct error *err);
/* Of the article only its title and text: a third of the time, for linking. */
bool store_text_and_extraction(struct store *s, int64_t row, struct arena *arena, struct article *a, struct extraction *x, struct error *err);
/* What an article is like, without reading all of it: the first bytes of its text, at most `most`, and how many events it has.
 * Memory in arena. */
bool store_glance(struct store *s, int64_t row, size_t most, struct arena *arena, struct str *text, size_t *events, struct error *err);
/* One event and the row id of its article. */
bool store_event(struct store *s, int64_t row, struct arena *arena, struct event *out, int64_t *article,
		 struct error *err);
/* One event, its article as store_article_head reads it, and its passage. */
bool store_event_passage(struct store *s, int64_t row, struct arena *arena, struct event *out, struct article *head, struct str *passage,
			 struct error *err);

/* ---- links ---- */

/* Links of an event in both directions, by kind then score then date; with notes (notes.h) those that the user
 * rejected are there and say so. */
bool store_links_of(struct store *s, int64_t event, struct arena *arena, struct link **out, size_t *count,
		    struct error *err);
bool store_add_link(struct store *s, const struct link *l, struct error *err); /* replaces one of the same ends and kind */

/* ---- what the linker keeps (ingest/linker.h); all inside a transaction ---- */

/* The row of the newest article, 0 for none; also of the ones added in this transaction. */
bool store_last_article(struct store *s, int64_t *row, struct error *err);
/* The newest one that was there when the last transaction began, 0 for none: other connections see it. */
int64_t store_committed_article(const struct store *s);

/* How far linking has come, 0 at first, and the linker's own value beside it (in arena). */
bool store_link_state(struct store *s, struct arena *arena, int64_t *articles, struct str *words, struct error *err);
bool store_set_link_articles(struct store *s, int64_t articles, struct error *err);
bool store_set_link_words(struct store *s, struct str words, struct error *err);

/* Which events share a key: at most STORE_KEY_MOST of them, the earliest, each with a byte that the linker
 * gave. Keys are fetched many at once, then asked and added to in memory until the commit. A key has
 * 42 bits, and events come in order of rows. */
enum { STORE_KEY_MOST = 48 };
struct store_key_event {
	int64_t event;
	uint8_t sketch;
};
bool store_fetch_link_keys(struct store *s, const uint64_t *keys, size_t n, struct error *err);
/* Those that are asked for next: has their memory come near. */
void store_expect_link_keys(const struct store *s, const uint64_t *keys, size_t n);
size_t store_link_key(const struct store *s, uint64_t key, struct store_key_event events[static STORE_KEY_MOST]);
void store_add_link_key(struct store *s, uint64_t key, struct store_key_event event);

struct store_series {
	int64_t event;
	struct interval when;
	enum precision precision;
	uint32_t rank;   /* the linker's own */
	struct str name; /* of the series; lives until store_close */
};
bool store_add_series(struct store *s, uint64_t key, const struct store_series *m, struct error *err);
/* In order of events, the first `most` of them. */
bool store_series(struct store *s, uint64_t key, size_t most, struct arena *arena, struct store_series **out, size_t *count,
		  struct error *err);
/* The LINK_SERIES links from an event. */
bool store_series_links(struct store *s, int64_t event, struct arena *arena, struct link **out, size_t *count, struct error *err);
bool store_remove_link(struct store *s, const struct link *l, struct error *err);
/* Takes all links away, and all that the linker keeps: before links are made again. */
bool store_remove_links(struct store *s, struct error *err);

/* ---- care ---- */

/* Who waits for long care. */
struct store_watch {
	void (*report)(void *ctx, const char *line); /* store_check: a line in words per damage */
	/* How much of a part is done; all 0: it cannot be told. NULL: nobody looks. */
	void (*progress)(void *ctx, const char *part, int64_t done, int64_t all);
	void *ctx;
};

struct store_damages {
	int64_t all;
	int64_t derived; /* of them in what store_rebuild and the linker make again */
};

/* Looks for damage: SQLite's own check, then every article's digest, every span within its text, every
 * reference; *damages counts it. Memory: that of the list rows, and of the largest part of the word index (some 100 MB). */
bool store_check(struct store *s, const struct store_watch *watch, struct store_damages *damages, struct error *err);

/* Makes again what is derived from the articles (rows, word index, sums), and takes the links away, which the
 * linker makes again (ingest/linker.h). Inside a transaction. About 0.1 ms an article. watch may be NULL. */
bool store_rebuild(struct store *s, const struct store_watch *watch, struct error *err);

/* "dl:ARTICLE#bBEGIN-END" */
struct str store_event_id(struct arena *arena, const char *article_id, struct span passage);
/* The article, as a part of id, and the passage; false when it is no such name. */
bool store_event_id_parse(struct str id, struct str *article, struct span *passage);

#endif
