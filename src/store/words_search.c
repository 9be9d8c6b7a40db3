#include "config.h"

#include "store/words_search.h"

#include "store/words_grams.h"
#include "store/words_list.h"

#include <string.h>

bool words_search_damaged(struct words_search *w)
{
	return error_set(w->err, ERROR_CORRUPT, "%s: the word index of articles %lld to %lld is damaged; `dateline check` says where",
			 w->db->path, (long long)w->segment->first, (long long)w->segment->last);
}

bool words_search_cancelled(struct words_search *w)
{
	if (!w->index->cancel || !atomic_load_explicit(w->index->cancel, memory_order_relaxed))
		return false;
	error_set(w->err, ERROR_INTERRUPTED, "query: stopped");
	return true;
}

/* The lists of words that are neighbours are neighbours: mostly it is open. */
static bool words_search_open_piece(struct words_search *w, size_t i)
{
	if (w->piece && w->opened == i)
		return true;
	w->opened = i;
	int64_t row = words_segment_row(w->segment->id, (int64_t)i);
	int code = w->piece ? sqlite3_blob_reopen(w->piece, row)
			    : sqlite3_blob_open(w->db->handle, "main", "word_piece", "lists", row, 0, &w->piece);
	return code == SQLITE_OK || db_fail(w->db, w->err);
}

/* The bytes [begin, end) of the lists of a segment. */
static bool words_search_read(struct words_search *w, size_t begin, size_t end)
{
	buf_clear(&w->list);
	buf_reserve(&w->list, end - begin);
	while (begin < end) {
		size_t piece = begin / WORDS_PIECE, from = begin % WORDS_PIECE, stop = (piece + 1) * WORDS_PIECE;
		size_t n = (end < stop ? end : stop) - begin;
		if (!words_search_open_piece(w, piece))
			return false;
		if (from + n > (size_t)sqlite3_blob_bytes(w->piece))
			return words_search_damaged(w);
		if (sqlite3_blob_read(w->piece, w->list.p + w->list.n, (int)n, (int)from) != SQLITE_OK)
			return db_fail(w->db, w->err);
		w->list.n += n;
		begin += n;
	}
	return true;
}

void words_search_put_places(struct words_search *w)
{
	struct words_window window = w->found->window;
	for (size_t i = 0; i < w->articles.n; i++) {
		int64_t article = w->segment->first + w->articles.v[i];
		if (article >= window.first && article <= window.last)
			w->found->places[article - window.first] |= w->places.n ? w->places.v[i] : WORDS_PLACES_ALL;
	}
}

/* Adds the articles of a word to a set, and its places where they are asked for. */
bool words_search_add(struct words_search *w, size_t begin, struct words_count c, struct words_set *set)
{
	bool places = w->found && w->found->places && c.places;
	if (!words_search_read(w, begin, begin + c.list + (places ? c.places : 0)))
		return false;
	w->articles.n = w->places.n = 0;
	vec_reserve(&w->articles, c.articles);
	if (!words_list_get(str_sub(buf_str(&w->list), 0, c.list), c.articles, w->range, w->articles.v))
		return words_search_damaged(w);
	w->articles.n = c.articles;
	for (size_t i = 0; i < c.articles; i++)
		words_set_add(set, w->segment->first + w->articles.v[i]);
	if (!places)
		return true;
	vec_reserve(&w->places, c.articles);
	w->places.n = c.articles;
	return words_list_get_places(str_sub(buf_str(&w->list), c.list, w->list.n), c.articles, w->places.v) || words_search_damaged(w);
}

void words_search_end(struct words_search *w)
{
	sqlite3_blob_close(w->piece);
	vec_free(&w->hits);
	buf_free(&w->list);
	vec_free(&w->articles);
	vec_free(&w->places);
}

/* ---- parts ---- */

/* The count of the word that begins at `begin`, of which none before was asked later; its list is at p->list. */
struct words_count words_search_skip(struct words_search *w, struct words_part *p, size_t begin)
{
	struct words_count c = {0};
	while (p->at < begin) {
		const char *end = memchr(p->words.p + p->at, '\n', p->words.n - p->at);
		c = words_segment_count(&p->counts, w->segment->scope, w->range);
		p->list += c.list + c.places;
		p->at = end ? (size_t)(end - p->words.p) + 1 : p->words.n;
	}
	struct unpack ahead = p->counts;
	return words_segment_count(&ahead, w->segment->scope, w->range);
}

/* ---- which parts ---- */

/* Does a part with keys of at least `from` and, if there is a next one, at most `to`, hold keys that begin so? */
static bool words_search_meets(struct str from, struct str to, bool last, struct str begin)
{
	return (last || str_cmp(begin, to) <= 0) && (str_starts(from, begin) || str_cmp(from, begin) <= 0);
}

static bool words_search_wants(const struct words_pattern *pattern, struct str from, struct str to, bool last)
{
	static const char odd[] = {WORDS_ODD};
	char key[1 + WORDS_BEGIN_MOST] = {WORDS_ODD};
	if (pattern->begin_count == 0 || (pattern->odd && words_search_meets(from, to, last, (struct str){odd, 1})))
		return true;
	for (size_t i = 0; i < pattern->begin_count; i++) {
		struct str begin = str_sub(pattern->begins[i], 0, WORDS_BEGIN_MOST);
		memcpy(key + 1, begin.p, begin.n);
		if (words_search_meets(from, to, last, begin) || words_search_meets(from, to, last, (struct str){key, begin.n + 1}))
			return true;
	}
	return false;
}

/* The next line of the keys from *at on; false behind the last one. */
static bool words_search_next_key(struct str keys, size_t *at, struct str *out)
{
	if (*at >= keys.n)
		return false;
	const char *end = memchr(keys.p + *at, '\n', keys.n - *at);
	size_t n = end ? (size_t)(end - keys.p) - *at : keys.n - *at;
	*out = (struct str){keys.p + *at, n};
	*at += n + 1;
	return true;
}

/* ---- all of them ---- */

static struct words_index_part *words_search_kept(const struct words_index_segment *s, size_t part)
{
	return part < s->part_count && s->parts[part].words.n ? &s->parts[part] : NULL;
}

static void words_search_keep(struct words_search *w, size_t part, struct str words, struct str counts, size_t list)
{
	struct words_index_segment *s = w->segment;
	if (!w->index->keeps || w->index->kept + words.n + counts.n > WORDS_INDEX_KEPT)
		return;
	if (part >= s->part_count) {
		s->parts = mem_resize(s->parts, part + 1, sizeof *s->parts);
		memset(s->parts + s->part_count, 0, (part + 1 - s->part_count) * sizeof *s->parts);
		s->part_count = part + 1;
	}
	buf_add_str(&s->parts[part].words, words);
	buf_add_str(&s->parts[part].counts, counts);
	s->parts[part].list = list;
	w->index->kept += words.n + counts.n;
}

bool words_search_part(struct words_search *w, int64_t part, words_search_visit *visit, void *ctx)
{
	const struct words_index_part *kept = words_search_kept(w->segment, (size_t)part);
	if (kept) {
		struct words_part p = {.words = buf_str(&kept->words), .counts = unpack_of(buf_str(&kept->counts)), .list = kept->list};
		return visit(w, &p, ctx);
	}
	sqlite3_stmt *st = db_prepare(w->db, "SELECT words, counts, begin FROM word_part WHERE id = ?", w->err);
	if (!st)
		return false;
	sqlite3_bind_int64(st, 1, words_segment_row(w->segment->id, part));
	enum db_result r = db_step(w->db, st, w->err);
	if (r != DB_ROW)
		return r == DB_DONE && words_search_damaged(w);
	struct words_part p = {.words = db_column(st, 0), .counts = unpack_of(db_column(st, 1)), .list = (size_t)sqlite3_column_int64(st, 2)};
	words_search_keep(w, (size_t)part, p.words, db_column(st, 1), p.list);
	bool ok = visit(w, &p, ctx);
	db_done(st);
	return ok;
}

/* By its extents if that may be: SQLite would put it together in memory of its own, as much for each segment. */
static bool words_search_reach_grams(struct words_search *w)
{
	enum { GRAMS = 6, COLUMNS };
	struct extents_column c[COLUMNS];
	struct extents e = {.size = 0};
	struct buf *grams = &w->segment->grams;
	bool ok = w->file && w->file->file && extents_find(w->file, w->segment->id, &e) && extents_columns(w->file, &e, c, COLUMNS);
	if (ok) {
		buf_reserve(grams, c[GRAMS].n);
		ok = extents_read(w->file, &e, c[GRAMS].at, c[GRAMS].n, grams->p);
		grams->n = ok ? c[GRAMS].n : 0;
	}
	extents_free(&e);
	return ok;
}

static bool words_search_read_grams(struct words_search *w)
{
	if (words_search_reach_grams(w))
		return true;
	sqlite3_stmt *st = db_prepare(w->db, "SELECT grams FROM word_segment WHERE id = ?", w->err);
	if (!st)
		return false;
	sqlite3_bind_int64(st, 1, w->segment->id);
	enum db_result r = db_step(w->db, st, w->err);
	if (r == DB_ROW)
		buf_add_str(&w->segment->grams, db_column(st, 0));
	db_done(st);
	return r == DB_ROW || (r == DB_DONE && words_search_damaged(w));
}

/* Can a part have a word with the letters that the pattern asks for? A part without a filter can have any. */
static bool words_search_may_hold(const struct words_search *w, int64_t part, const struct words_pattern *pattern)
{
	struct str grams = buf_str(&w->segment->grams);
	size_t at = (size_t)part * WORDS_GRAMS_BYTES;
	return at + WORDS_GRAMS_BYTES > grams.n || words_grams_may_hold(grams.p + at, pattern->holds);
}

bool words_search_parts(struct words_search *w, const struct words_pattern *pattern, words_search_visit *visit, void *ctx)
{
	struct str keys = buf_str(&w->segment->keys), from, to = STR_NONE;
	size_t at = 0;
	/* who knows how the words begin reads few parts anyhow */
	bool filtered = pattern->begin_count == 0 && pattern->holds.n >= WORDS_GRAM;
	if (filtered && w->segment->grams.n == 0 && !words_search_read_grams(w))
		return false;
	bool ok = true, more = words_search_next_key(keys, &at, &from);
	for (int64_t part = 0; ok && more && *w->outcome != REGEX_UNDECIDED; part++, from = to) {
		more = words_search_next_key(keys, &at, &to);
		if (words_search_wants(pattern, from, to, !more) && (!filtered || words_search_may_hold(w, part, pattern)))
			ok = !words_search_cancelled(w) && words_search_part(w, part, visit, ctx);
	}
	/* the next segment's take the same memory: new pages of it cost as much as to read them */
	if (!w->index->keeps)
		buf_free(&w->segment->grams);
	return ok;
}
