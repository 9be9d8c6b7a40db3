/* Events by row and by name. An event lies in its article's findings: its row id says where. */
#include "config.h"

#include "store/inside.h"

int64_t store_event_row(int64_t article, size_t index)
{
	return article << STORE_INDEX_BITS | (int64_t)index;
}

int64_t store_event_article(int64_t event)
{
	return event >> STORE_INDEX_BITS;
}

size_t store_event_index(int64_t event)
{
	return (size_t)(event & ((1 << STORE_INDEX_BITS) - 1));
}

bool store_event(struct store *s, int64_t row, struct arena *arena, struct event *out, int64_t *article, struct error *err)
{
	*article = store_event_article(row);
	return large_event(s, row, arena, out, NULL, NULL, err);
}

bool store_event_passage(struct store *s, int64_t row, struct arena *arena, struct event *out, struct article *head, struct str *passage,
			 struct error *err)
{
	return large_event(s, row, arena, out, NULL, passage, err) && store_article_head(s, store_event_article(row), arena, head, err);
}

/* ---- names of events ---- */

struct str store_event_id(struct arena *arena, const char *article_id, struct span passage)
{
	return arena_printf(arena, "dl:%s#b%u-%u", article_id, passage.begin, passage.end);
}

static bool article_number(struct str *rest, char end, uint32_t *out)
{
	uint64_t v = 0;
	size_t i = 0;
	for (; i < rest->n && rest->p[i] >= '0' && rest->p[i] <= '9' && v <= UINT32_MAX; i++)
		v = v * 10 + (uint64_t)(rest->p[i] - '0');
	bool ended = end ? i < rest->n && rest->p[i] == end : i == rest->n;
	if (i == 0 || v > UINT32_MAX || !ended)
		return false;
	*rest = str_sub(*rest, i + 1, rest->n);
	*out = (uint32_t)v;
	return true;
}

bool store_event_id_parse(struct str id, struct str *digest, struct span *passage)
{
	size_t hash = str_find(id, STR("#b"), 0);
	if (!str_starts(id, STR("dl:")) || hash == SIZE_MAX)
		return false;
	*digest = str_sub(id, 3, hash);
	struct str rest = str_sub(id, hash + 2, id.n);
	return digest->n > 0 && article_number(&rest, '-', &passage->begin) && article_number(&rest, '\0', &passage->end);
}

bool store_find_event(struct store *s, struct str id, int64_t *row, struct error *err)
{
	struct str digest;
	struct span passage;
	int64_t article;
	*row = 0;
	if (!store_event_id_parse(id, &digest, &passage))
		return error_set(err, ERROR_USAGE, "%.*s: not the name of an event; they look like dl:0123456789abcdef0123#b120-188", STR_ARG(id));
	if (!store_find_article(s, digest, &article, err))
		return false;
	if (!article)
		return true;
	struct arena arena = ARENA_INIT;
	struct extraction x = {0};
	bool ok = store_extraction(s, article, &arena, &x, NULL, err);
	for (size_t i = 0; ok && i < x.event_count && !*row; i++)
		if (x.events[i].span.begin == passage.begin && x.events[i].span.end == passage.end)
			*row = store_event_row(article, i);
	/* or by a name that it had before an extractor cut it otherwise, if something was said of it then */
	for (size_t i = 0; ok && s->notes && i < x.event_count && !*row; i++) {
		struct span now = x.events[i].span;
		if (notes_same_event(s->notes, id, arena_printf(&arena, "dl:%.*s#b%u-%u", STR_ARG(digest), now.begin, now.end)))
			*row = store_event_row(article, i);
	}
	arena_free(&arena);
	return ok;
}
