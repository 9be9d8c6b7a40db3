/* store_rebuild: what is derived, made again from the articles. */
#include "config.h"

#include "store/inside.h"
#include "store/prepare.h"

#include <assert.h>

enum { REBUILD_BATCH = 4096 }; /* articles a segment */

static bool rebuild_empty(struct store *s, struct error *err)
{
	s->totals = (struct store_totals){.first_day = DAY_NONE, .last_day = DAY_NONE};
	return db_exec(&s->db,
		       "DELETE FROM row_segment; DELETE FROM row_part; DELETE FROM row_link; DELETE FROM word_segment;"
		       " DELETE FROM word_part; DELETE FROM word_piece;"
		       " DELETE FROM source; INSERT INTO source (name, articles) SELECT source, count(*) FROM article WHERE source > 0 GROUP BY source;",
		       err) &&
	       store_remove_links(s, err);
}

static bool rebuild_article(struct store *s, int64_t row, struct arena *arena, struct error *err)
{
	struct article a;
	struct extraction x;
	uint32_t source;
	arena_reset(arena);
	if (!store_article_and_extraction(s, row, arena, &a, &x, err) ||
	    !names_number(&s->names, &s->db, a.source, &source, err))
		return false;
	store_add_totals(&s->totals, &a, &x);
	rows_batch_add(&s->rows, row, &x, source);
	prepare_words(store_prepare(&a, &x, arena, arena), row, s->words);
	return true;
}

static bool rebuild_flush(struct store *s, int64_t done, int64_t all, const struct store_watch *watch, struct error *err)
{
	if (watch && watch->progress)
		watch->progress(watch->ctx, "list rows and word index", done, all);
	return rows_segment_flush(&s->rows, &s->db, err) && store_flush_words(s, err);
}

bool store_rebuild(struct store *s, const struct store_watch *watch, struct error *err)
{
	struct arena arena = ARENA_INIT;
	int64_t last = s->next_article - 1;
	assert(s->writing);
	bool ok = rebuild_empty(s, err);
	for (int64_t row = 1; ok && row <= last; row++)
		ok = rebuild_article(s, row, &arena, err) && ((row % REBUILD_BATCH && row < last) || rebuild_flush(s, row, last, watch, err));
	arena_free(&arena);
	return ok;
}
