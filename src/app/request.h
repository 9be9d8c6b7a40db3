/* request: what the model asks of the searching thread, and what comes back.
 *
 * Plain data, so that update is tested without a thread: a test reads the requests and makes the
 * answers by hand. Of each kind the newest request counts: the model numbers them, and an answer of an
 * older number is thrown away. Only changes of the notes all count: the model asks for the next when the one
 * before is answered. An answer owns its memory; request_answer_free releases it. */
#ifndef DATELINE_APP_REQUEST_H
#define DATELINE_APP_REQUEST_H

#include "base/vec.h"
#include "store/notes.h"
#include "store/order.h"
#include "store/query.h"
#include "store/tally.h"

enum request_kind {
	REQUEST_CORPUS,  /* all rows and the counts of the corpus; first, and whenever something changed */
	REQUEST_SEARCH,  /* the rows of a query */
	REQUEST_ORDER,   /* some rows in another order than that of time */
	REQUEST_ROWS,    /* what the list lines of some rows show */
	REQUEST_ARTICLE, /* an article with what was found in it, and the hits of a query in its text */
	REQUEST_LINKS,   /* the links of an event, with their other ends */
	REQUEST_PAIR,    /* the contacts of two countries among some rows */
	REQUEST_GRID,    /* some rows by countries and periods */
	REQUEST_COMPARE, /* an event with the others that are the same, each as its article tells it */
	REQUEST_NAMES,   /* what names there are: sources, tags, saved searches */
	REQUEST_CHANGE,  /* a change of the user's notes */
};
enum { REQUEST_COUNT = REQUEST_CHANGE + 1 };

/* One action of the user on the notes: undone as one. */
enum change_type { CHANGE_SAY, CHANGE_UNDO, CHANGE_REDO };

struct change_row {
	int64_t id;
	uint8_t type; /* enum row_type; a report stands for its article */
};

struct change_said {
	enum note_field field;
	struct buf value;
	int64_t event; /* not 0: the value is the name of this event */
	bool toggle;   /* the value is "1", or, when all rows have it already, "" */
};

struct change {
	enum change_type type;
	VEC(struct change_row) rows;  /* each thing is said of each of these; a search of none */
	VEC(struct change_said) said;
};

struct request {
	bool wanted;      /* not yet handed to the thread */
	uint32_t number;  /* of the newest request of this kind; 0: never asked */
	struct buf query; /* SEARCH, ARTICLE: text that query_parse has taken */
	struct row *rows; /* ROWS; COMPARE: the others, by id, or none. To be freed with mem_free by who takes the request */
	size_t row_count;
	bool whole;       /* CORPUS: all rows; else the first ones will do, of a large corpus */
	struct interval near; /* SEARCH: where the screen is */
	int64_t id;       /* ARTICLE: the article; LINKS, COMPARE: the event */
	struct change change; /* CHANGE */
	struct result *now, *all; /* ORDER, PAIR, GRID: the rows to be sorted or counted, and the corpus; shared */
	enum order_by by;         /* ORDER */
	enum precision unit;  /* PAIR, GRID: the periods; GRID: or coarser ones, when there would be more than `most` */
	size_t most;
	bool within;          /* PAIR, GRID: the filter is of a period, which ends with its rows, not with the corpus */
	char codes[2][3];     /* PAIR */
};

/* ---- answers ---- */

struct snapshot {
	struct result *result;
	bool beginning;             /* the rows are not all there: update_whole asks for them */
	struct store_counts counts; /* CORPUS only */
};

struct texts {
	struct arena arena;
	struct texts_row { /* in order: request_texts_order */
		int64_t id;
		uint8_t type; /* enum row_type */
		struct row_text text;
	} *rows;
	size_t count;
};

struct opened {
	struct arena arena;
	int64_t row;             /* the article's */
	struct article article;
	struct extraction found;
	int64_t *events;         /* row ids of found.events */
	struct event *read;      /* found.events as they were read, before the user corrected them */
	struct note_state *said; /* what the user says of each event; */
	struct note_state said_of_all; /* and of the article */
	struct opened_merge {
		size_t event;        /* of found.events */
		bool into;           /* it was merged into the other end; else the other into it */
		struct interval when; /* of the other end */
		enum precision precision;
		struct str headline, source;
	} *merges;
	size_t merge_count;
	struct span *hits;       /* of the query, in order */
	size_t hit_count;
	bool more_hits;          /* than are told */
};

struct linked {
	struct arena arena;
	int64_t event;
	struct linked_end {
		struct link link;
		bool forth;         /* the event is link.from: the other end is link.to */
		struct row row;     /* the other end; importance is not filled, of the flags ROW_NEW_DATE only */
		struct str headline, title, source; /* title: of its article */
		struct str passage;                 /* of its article's text; */
		struct span head;                   /* the word in it that tells the event */
	} *ends;                    /* by kind, then score */
	size_t count;
};

struct names_known {
	struct arena arena;
	struct str *sources, *tags;
	size_t source_count, tag_count;
	struct note_search *searches;
	size_t search_count;
};

/* A piece of a passage and what it means (telling.h). */
enum telling_what { TELLING_WORD, TELLING_DATE, TELLING_COUNTRY, TELLING_NUMBER };
struct telling {
	struct span span; /* of the passage */
	enum telling_what what;
	enum precision precision; /* of a date */
	uint64_t key;     /* two pieces of a kind say the same when these are the same, or, dates, agree */
	bool own;         /* a word: no other report has it; else: not most of the reports say it */
};

/* An event as one article tells it. */
struct report {
	int64_t id, article;
	struct event event;
	struct str title, source, passage;
	struct published published;
	struct note_state said; /* what the user corrected of the event */
	struct str *numbers;    /* of the passage, without those of its dates */
	size_t number_count;
	struct telling *told;   /* the pieces of the passage, in order */
	size_t told_count;
	unsigned unlike;        /* bit f: most reports say otherwise of that field (enum compare_field) */
	int own;                /* of a hundred words of the passage, how many no other report has; -1: it has no words */
};

enum { REQUEST_REPORTS = 20 /* side by side, at most */ };
struct compared {
	struct arena arena;
	int64_t event;
	struct report *reports; /* the event's own first, then by score; those that were asked for in order of time */
	size_t count;
};

struct paired {
	struct tally_pair tally;
	enum precision unit;
	size_t open;            /* of those announced: nothing is known to have come of them; SIZE_MAX: too many to be asked */
};

struct gridded {
	struct tally_grid tally;
	enum precision unit;
	struct result *now;     /* that was counted; shared */
};

/* What was done: an entry of the action stands for all of them. */
struct changed {
	struct arena arena;
	enum change_type type;
	enum note_field field;
	struct str value;
	size_t rows;            /* of how many it was said; 0 and UNDO or REDO: there was nothing to do */
};

struct answer {
	enum request_kind kind;
	uint32_t number;
	bool partial;             /* SEARCH: what was found so far; more will come */
	struct error error;       /* code ERROR_NONE: one of the following is there */
	struct snapshot *snapshot; /* CORPUS, SEARCH */
	struct order *order;
	struct texts *texts;
	struct opened *opened;
	struct linked *linked;
	struct compared *compared;
	struct paired *paired;
	struct gridded *gridded;
	struct names_known *names;
	struct changed *changed;
};

void request_snapshot_free(struct snapshot *s); /* NULL is allowed in all of these */
void request_texts_free(struct texts *t);
/* Puts the rows in order, so that request_text finds them by halving; NULL: there is none of that row. */
void request_texts_order(struct texts *t);
const struct texts_row *request_text(const struct texts *t, int64_t id, uint8_t type);
void request_opened_free(struct opened *o);
void request_linked_free(struct linked *l);
void request_compared_free(struct compared *c);
void request_paired_free(struct paired *p);
void request_gridded_free(struct gridded *g);
void request_names_free(struct names_known *n);
void request_changed_free(struct changed *c);
void request_change_free(struct change *c); /* what it holds */
void request_free(struct request *r);       /* what it holds */
void request_answer_free(struct answer *a); /* what it holds, not itself */

#endif
