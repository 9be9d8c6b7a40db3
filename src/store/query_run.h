/* query_run: a query at work, from the inside: the fields choose among the rows (query_fields.c), the word index
 * among the articles (query_plan.c), and the texts of what is left are read (query_scan.c). Shared by the
 * query_*.c files. */
#ifndef DATELINE_STORE_QUERY_RUN_H
#define DATELINE_STORE_QUERY_RUN_H

#include "store/inside.h"
#include "store/plan.h"
#include "store/terms.h"

struct query_run {
	struct store *s;
	const struct query *q;
	const struct query_watch *watch;
	bool transaction;             /* is one of its own open? */
	struct query_fields *fields;
	size_t plan_share;            /* words of more than one in so many articles are no plan; 0: any are */
	bool keeps;                   /* what is read now is kept nearby */
	/* Of the articles, by the word index; bits NULL: all. */
	struct words_set candidates;  /* can answer */
	struct words_set heads;       /* can answer by a title or a headline */
	struct words_set unsure;      /* of an exact plan: the candidates that must be read all the same */
	bool local;                   /* who answers by no head answers by its text or not at all */
	bool exact;                   /* candidates answer, but for the unsure ones: asked for, and then whether it is so */
	struct query_plans {
		struct arena arena;
		int64_t n;            /* articles */
		struct {
			struct query_plan_term {
				struct plan *plan;
				struct words_found heads;
			} *v;
			size_t n, cap;
		} v;                  /* of the terms that can be planned */
	} plans;
	struct query_ranks {
		VEC(uint32_t) v;
	} ranks;                 /* of the answer */
	size_t undecided;        /* articles */
};

/* Before and after all the rest. */
bool query_run_begin(struct query_run *r, struct error *err);
void query_run_end(struct query_run *r);
/* ERROR_INTERRUPTED when the caller wants no answer any more. */
bool query_cancelled(const struct query_run *r, struct error *err);

/* Makes r->fields of the terms that are no words. */
bool query_fields_make(struct query_run *r, struct error *err);
void query_fields_free(struct query_fields *f);
/* Does a row, whose run this is, answer them? */
bool query_fields_hold(const struct query_fields *f, size_t rank, size_t run);
/* The rows of a run that do, into ranks, where there is room for one more than the run has; returns how many. */
size_t query_fields_choose(const struct query_fields *f, size_t run, uint32_t *ranks);

/* Makes r->heads of articles 1 .. n and, if the query can be planned, r->candidates of all of them. */
bool query_plan_begin(struct query_run *r, int64_t n, struct error *err);
/* Is every window asked of in less time than some texts are read? */
bool query_plan_is_cheap(const struct query_run *r);
/* Leaves of the candidates in a window those with every word that the query must find (plan.h). Once each window. */
bool query_plan_window(struct query_run *r, struct words_window window, struct error *err);
void query_plan_forget(struct query_run *r);
/* Fills r->ranks with the rows whose fields and texts answer. */
bool query_scan(struct query_run *r, struct error *err);
/* The result of r->ranks, which it takes, or of all rows. */
struct result *result_make(struct query_run *r, bool all);
/* The result of all rows, of which the table has the first, with their marks. */
struct result *result_make_beginning(struct rows_table *t, const struct rows_sums *sums, const struct overlay *marks);

#endif
