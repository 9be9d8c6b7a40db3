/* request: what the model asks of the searching thread, and what comes back.
 *
 * Plain data, so that update is tested without a thread: a test reads the requests and makes the
 * answers by hand. Of each kind the newest request counts: the model numbers them, and an answer of an
 * older number is thrown away. An answer owns its memory; request_answer_free releases it. */
#ifndef DATELINE_APP_REQUEST_H
#define DATELINE_APP_REQUEST_H

#include "store/query.h"

enum request_kind {
	REQUEST_CORPUS,  /* all rows and the counts of the corpus; once, first */
	REQUEST_SEARCH,  /* the rows of a query */
	REQUEST_ROWS,    /* what the list lines of some rows show */
	REQUEST_ARTICLE, /* an article with what was found in it, and the hits of a query in its text */
	REQUEST_LINKS,   /* the links of an event, with their other ends */
};
enum { REQUEST_COUNT = REQUEST_LINKS + 1 };

struct request {
	bool wanted;      /* not yet handed to the thread */
	uint32_t number;  /* of the newest request of this kind; 0: never asked */
	struct buf query; /* SEARCH, ARTICLE: text that query_parse has taken */
	struct row *rows; /* ROWS: to be freed with mem_free by who takes the request */
	size_t row_count;
	int64_t id;       /* ARTICLE: the article; LINKS: the event */
};

/* ---- answers ---- */

struct snapshot {
	struct result *result;
	struct store_counts counts; /* CORPUS only */
};

struct texts {
	struct arena arena;
	struct texts_row {
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
	struct span *hits;       /* of the query, in order */
	size_t hit_count;
};

struct linked {
	struct arena arena;
	int64_t event;
	struct linked_end {
		struct link link;
		bool forth;         /* the event is link.from: the other end is link.to */
		struct row row;     /* the other end; importance and flags are not filled */
		struct str headline, title, source; /* title: of its article */
	} *ends;                    /* by kind, then score */
	size_t count;
};

struct answer {
	enum request_kind kind;
	uint32_t number;
	struct error error;       /* code ERROR_NONE: one of the following is there */
	struct snapshot *snapshot; /* CORPUS, SEARCH */
	struct texts *texts;
	struct opened *opened;
	struct linked *linked;
};

void request_snapshot_free(struct snapshot *s); /* NULL is allowed in all of these */
void request_texts_free(struct texts *t);
void request_opened_free(struct opened *o);
void request_linked_free(struct linked *l);
void request_answer_free(struct answer *a); /* what it holds, not itself */

#endif
