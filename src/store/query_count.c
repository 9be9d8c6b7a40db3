/* How many articles answer, without their rows. */
#include "config.h"

#include "store/readers.h"

enum { COUNT_PIECE = 65536 }; /* articles between two looks at progress */

static bool count_by_rows(struct store *s, const struct query *q, const struct query_watch *watch, size_t *articles,
			  size_t *undecided, struct error *err)
{
	struct result *r;
	if (!query_run(s, q, watch, &r, err))
		return false;
	*articles = r->articles;
	*undecided = r->undecided;
	result_free(r);
	return true;
}

/* Of 64 articles, by bits: those to read, which are the candidates or, of an exact plan, the unsure ones among them.
 * *known: how many answer by the plan alone. */
static uint64_t count_must_read(const struct query_run *r, int64_t word, size_t *known)
{
	if (!r->candidates.bits)
		return UINT64_MAX;
	uint64_t candidates = r->candidates.bits[word];
	if (!r->exact)
		return candidates;
	uint64_t sure = candidates & ~r->unsure.bits[word];
	*known += (size_t)__builtin_popcountll(sure);
	return candidates & ~sure;
}

static bool count_articles(struct query_run *r, int64_t n, size_t *articles, size_t *undecided, struct error *err)
{
	enum { BITS = 64 };
	struct readers readers;
	VEC(uint32_t) piece = {0};
	size_t known = 0;
	r->exact = true;
	bool ok = query_plan_begin(r, n, err) && query_plan_window(r, (struct words_window){1, n}, err);
	readers_begin(&readers, r, NULL);
	readers.all = (size_t)n;
	for (int64_t word = 0; ok && word <= n / BITS; word++) {
		for (uint64_t left = count_must_read(r, word, &known); left; left &= left - 1) {
			int64_t article = word * BITS + __builtin_ctzll(left);
			if (article > 0 && article <= n)
				*vec_push(&piece) = (uint32_t)article;
		}
		if (piece.n < COUNT_PIECE && word < n / BITS)
			continue;
		readers.more = (size_t)(word * BITS < n ? word * BITS : n) - readers.done;
		ok = piece.n == 0 || readers_read(&readers, piece.v, piece.n, err);
		piece.n = 0;
		readers.done += readers.more;
		if (r->watch && r->watch->progress)
			r->watch->progress(r->watch->ctx, readers.done, readers.all, known + readers_holding(&readers));
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
