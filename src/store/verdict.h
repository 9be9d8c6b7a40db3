/* verdict: which rows of an article answer the words and patterns of a query.
 *
 * An event answers by its passage or its headline, a report by its article's text or title, each taken as a
 * text of its own. One reader is of one thread and one connection; what it finds goes into verdicts that two
 * readers share, each writing those of other articles. */
#ifndef DATELINE_STORE_VERDICT_H
#define DATELINE_STORE_VERDICT_H

#include "store/nearby.h"
#include "store/passages.h"
#include "store/query_run.h"
#include "store/texts.h"

/* Of an article: bit 0 its report, bit 1 + i its i-th event. */
struct verdict {
	uint64_t few;     /* the first 63 rows and, in the top bit: there is more */
	uint64_t *more;   /* then all of them */
};

struct verdict_reader {
	const struct query_run *r;
	struct db *db;
	struct regex_match **matches; /* one a term; NULL for fields */
	struct texts texts;
	struct passages passages;
	int shelf;                    /* of r->s->nearby */
	struct arena arena;           /* of one article */
	struct arena kept;            /* of long verdicts: they live until verdict_end */
};

/* shelf: of what is nearby, 0 or 1, this reader's own. */
void verdict_begin(struct verdict_reader *v, const struct query_run *r, struct db *db, int shelf);
void verdict_end(struct verdict_reader *v);
/* Who is known by the word index to answer by its text or not at all is read no further than its text. *undecided: a
 * match limit kept it from a verdict. */
bool verdict_read(struct verdict_reader *v, int64_t article, struct verdict *out, bool *undecided, struct error *err);

/* Reads all of the article that is asked for, so that it is kept. */
bool verdict_keep(struct verdict_reader *v, int64_t article, struct error *err);

/* Does any row of the article answer? No more of it is read than that takes. */
bool verdict_any(struct verdict_reader *v, int64_t article, bool *holds, bool *undecided, struct error *err);

static inline bool verdict_holds(const struct verdict *v, uint32_t row)
{
	return v->more ? v->more[row / 64] >> row % 64 & 1 : row < 63 && (v->few >> row & 1);
}

#endif
