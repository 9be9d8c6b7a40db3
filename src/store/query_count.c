/* How many articles answer, without their rows. */
#include "config.h"

#include "store/readers.h"

enum { COUNT_PIECE = 65536 }; /* articles between two looks at progress */

static bool count_by_rows(struct store *s, const struct query *q, const struct query_watch *watch, size_t *articles, size_t *undecided,
			  struct error *err)
{
	struct result *r;
	if (!query_run(s, q, watch, &r, err))
		return false;
	*articles = r->articles;
	*undecided = r->undecided;
	result_free(r);
	return true;
}

/* Articles to read: the candidates, or of an exact plan the unsure ones among them. */
static bool count_must_read(const struct query_run *r, int64_t article)
{
	return !r->candidates.bits || (words_set_has(&r->candidates, article) && (!r->exact || words_set_has(&r->unsure, article)));
}

static bool count_articles(struct query_run *r, int64_t n, size_t *articles, size_t *undecided, struct error *err)
{
	struct readers readers;
	VEC(uint32_t) piece = {0};
	size_t known = 0;
	if (!query_plan(r, n, err))
		return false;
	bool exact = r->exact && r->candidates.bits, ok = true;
	readers_begin(&readers, r, NULL);
	for (int64_t i = 1; ok && i <= n; i++) {
		if (count_must_read(r, i))
			*vec_push(&piece) = (uint32_t)i;
		else
			known += exact && words_set_has(&r->candidates, i);
		if (piece.n == COUNT_PIECE || (i == n && piece.n)) {
			ok = readers_read(&readers, piece.v, piece.n, err);
			piece.n = 0;
			if (r->watch && r->watch->progress)
				r->watch->progress(r->watch->ctx, (size_t)i, (size_t)n, known + readers_holding(&readers));
		}
	}
	*articles = known + readers_holding(&readers);
	*undecided = readers_undecided(&readers);
	readers_end(&readers);
	vec_free(&piece);
	return ok;
}

bool query_count(struct store *s, const struct query *q, const struct query_watch *watch, size_t *articles, size_t *undecided,
		 struct error *err)
{
	bool any, hides;
	if (!overlay_asks(s, &any, &hides, err))
		return false;
	/* events that are hidden, and fields, are asked of the rows */
	if (hides || q->text_terms == 0 || q->text_terms != q->terms.n)
		return count_by_rows(s, q, watch, articles, undecided, err);
	struct query_run r = {.s = s, .q = q, .watch = watch};
	int64_t n;
	bool ok = query_run_begin(&r, err) && db_integer(&s->db, "SELECT max(id) FROM article", 0, &n, err) &&
		  count_articles(&r, n, articles, undecided, err);
	query_run_end(&r);
	return ok;
}
