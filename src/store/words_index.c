#include "config.h"

#include "store/words_index.h"

#include "base/utf8.h"
#include "store/extents.h"
#include "store/words_grams.h"
#include "store/words_list.h"
#include "store/words_segment.h"

#include <string.h>

/* ---- sets ---- */

static size_t words_set_words(int64_t n)
{
	return (size_t)(n / 64 + 1);
}

struct words_set words_set_new(int64_t n)
{
	return (struct words_set){mem_zero(words_set_words(n), sizeof(uint64_t)), n};
}

void words_set_free(struct words_set *s)
{
	mem_free(s->bits);
	s->bits = NULL;
}

void words_set_fill(struct words_set *s)
{
	memset(s->bits, 0xFF, words_set_words(s->n) * sizeof *s->bits);
	s->bits[0] &= ~UINT64_C(1);
	s->bits[s->n / 64] &= UINT64_MAX >> (63 - s->n % 64);
}

void words_set_add(struct words_set *s, int64_t article)
{
	if (article > 0 && article <= s->n)
		s->bits[article / 64] |= UINT64_C(1) << article % 64;
}

bool words_set_has(const struct words_set *s, int64_t article)
{
	return article > 0 && article <= s->n && s->bits[article / 64] >> article % 64 & 1;
}

size_t words_set_count(const struct words_set *s)
{
	size_t n = 0;
	for (size_t i = 0; i < words_set_words(s->n); i++)
		n += (size_t)__builtin_popcountll(s->bits[i]);
	return n;
}

void words_set_and(struct words_set *s, const struct words_set *other)
{
	for (size_t i = 0; i < words_set_words(s->n); i++)
		s->bits[i] &= other->bits[i];
}

void words_set_or(struct words_set *s, const struct words_set *other)
{
	for (size_t i = 0; i < words_set_words(s->n); i++)
		s->bits[i] |= other->bits[i];
}

void words_set_narrow(struct words_set *s, const struct words_set *other, struct words_window w)
{
	enum { BITS = 64 };
	for (int64_t i = w.first / BITS; i <= w.last / BITS; i++) {
		uint64_t inside = UINT64_MAX;
		if (i == w.first / BITS)
			inside &= UINT64_MAX << w.first % BITS;
		if (i == w.last / BITS)
			inside &= UINT64_MAX >> (BITS - 1 - w.last % BITS);
		s->bits[i] &= other->bits[i] | ~inside;
	}
}

/* ---- loading ---- */

void words_index_free(struct words_index *x)
{
	for (size_t i = 0; i < x->n; i++) {
		buf_free(&x->v[i].keys);
		buf_free(&x->v[i].grams);
		for (size_t k = 0; k < x->v[i].part_count; k++) {
			buf_free(&x->v[i].parts[k].words);
			buf_free(&x->v[i].parts[k].counts);
		}
		mem_free(x->v[i].parts);
	}
	x->kept = 0;
	vec_free(x);
}

bool words_index_load(struct words_index *x, struct db *db, struct error *err)
{
	sqlite3_stmt *st = db_prepare(db, "SELECT id, first, last, scope, keys FROM word_segment ORDER BY scope, first", err);
	if (!st)
		return false;
	words_index_free(x);
	enum db_result r;
	while ((r = db_step(db, st, err)) == DB_ROW) {
		struct words_index_segment *s = vec_push(x);
		*s = (struct words_index_segment){.id = sqlite3_column_int64(st, 0), .first = sqlite3_column_int64(st, 1), .last = sqlite3_column_int64(st, 2)};
		s->scope = sqlite3_column_int(st, 3) == WORDS_TEXT ? WORDS_TEXT : WORDS_HEADS;
		buf_add_str(&s->keys, db_column(st, 4));
	}
	return r == DB_DONE;
}

struct words_window words_index_window(const struct words_index *x, enum words_scope scope, int64_t article, int64_t least, int64_t n)
{
	int64_t first = 1;
	for (size_t i = 0; i < x->n; i++) {
		const struct words_index_segment *s = &x->v[i];
		if (s->scope != scope || s->last - first + 1 < least)
			continue;
		if (article <= s->last)
			return (struct words_window){first, s->last < n ? s->last : n};
		first = s->last + 1;
	}
	return (struct words_window){first, n};
}

/* ---- lists ---- */

/* A word that was found: its list. */
struct words_hit {
	size_t list;
	struct words_count count;
};

/* A search through one segment. */
struct words_search {
	struct words_index *index;
	struct words_index_segment *segment;
	uint32_t range;               /* articles of the segment */
	struct db *db;
	struct extents_file *file;    /* the table of segments */
	struct words_found *found;
	sqlite3_blob *piece;
	size_t opened;                /* which one that is, if there is one */
	VEC(struct words_hit) hits;   /* words that the pattern matches, in order */
	struct buf list;
	VEC(uint32_t) articles;       /* of the word that was read last */
	VEC(uint8_t) places;
	enum regex_outcome *outcome;
	struct error *err;
};

static bool words_index_damaged(struct words_search *w)
{
	return error_set(w->err, ERROR_CORRUPT, "%s: the word index of articles %lld to %lld is damaged; `dateline check` says where",
			 w->db->path, (long long)w->segment->first, (long long)w->segment->last);
}

static bool words_index_cancelled(struct words_search *w)
{
	if (!w->index->cancel || !atomic_load_explicit(w->index->cancel, memory_order_relaxed))
		return false;
	error_set(w->err, ERROR_INTERRUPTED, "query: stopped");
	return true;
}

/* The lists of words that are neighbours are neighbours: mostly it is open. */
static bool words_index_open_piece(struct words_search *w, size_t i)
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
static bool words_index_read(struct words_search *w, size_t begin, size_t end)
{
	buf_clear(&w->list);
	buf_reserve(&w->list, end - begin);
	while (begin < end) {
		size_t piece = begin / WORDS_PIECE, from = begin % WORDS_PIECE, stop = (piece + 1) * WORDS_PIECE;
		size_t n = (end < stop ? end : stop) - begin;
		if (!words_index_open_piece(w, piece))
			return false;
		if (from + n > (size_t)sqlite3_blob_bytes(w->piece))
			return words_index_damaged(w);
		if (sqlite3_blob_read(w->piece, w->list.p + w->list.n, (int)n, (int)from) != SQLITE_OK)
			return db_fail(w->db, w->err);
		w->list.n += n;
		begin += n;
	}
	return true;
}

static void words_index_put_places(struct words_search *w)
{
	struct words_window window = w->found->window;
	for (size_t i = 0; i < w->articles.n; i++) {
		int64_t article = w->segment->first + w->articles.v[i];
		if (article >= window.first && article <= window.last)
			w->found->places[article - window.first] |= w->places.n ? w->places.v[i] : WORDS_PLACES_ALL;
	}
}

/* Adds the articles of a word to a set, and its places where they are asked for. */
static bool words_index_add(struct words_search *w, size_t begin, struct words_count c, struct words_set *set)
{
	bool places = w->found && w->found->places && c.places;
	if (!words_index_read(w, begin, begin + c.list + (places ? c.places : 0)))
		return false;
	w->articles.n = w->places.n = 0;
	vec_reserve(&w->articles, c.articles);
	if (!words_list_get(str_sub(buf_str(&w->list), 0, c.list), c.articles, w->range, w->articles.v))
		return words_index_damaged(w);
	w->articles.n = c.articles;
	for (size_t i = 0; i < c.articles; i++)
		words_set_add(set, w->segment->first + w->articles.v[i]);
	if (!places)
		return true;
	vec_reserve(&w->places, c.articles);
	w->places.n = c.articles;
	return words_list_get_places(str_sub(buf_str(&w->list), c.list, w->list.n), c.articles, w->places.v) || words_index_damaged(w);
}

static void words_index_end(struct words_search *w)
{
	sqlite3_blob_close(w->piece);
	vec_free(&w->hits);
	buf_free(&w->list);
	vec_free(&w->articles);
	vec_free(&w->places);
}

/* ---- parts ---- */

/* A part of a vocabulary, and the way through it. */
struct words_part {
	struct str words;
	struct unpack counts;
	size_t at, list;           /* of the next word: in words, and of its list in all of them */
};

/* The count of the word that begins at `begin`, of which none before was asked later; its list is at p->list. */
static struct words_count words_index_skip(struct words_search *w, struct words_part *p, size_t begin)
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

/* Where the line begins that holds `at`. */
static size_t words_index_line(struct str words, size_t at)
{
	while (at > 0 && words.p[at - 1] != '\n')
		at--;
	return at;
}

/* Every word in which the pattern matches, each once. */
static bool words_index_match_part(struct words_search *w, struct words_part *p, const struct words_pattern *pattern, struct regex_match *m)
{
	size_t begin, end, at = 0;
	while (at < p->words.n) {
		enum regex_outcome o = regex_find(pattern->regex, m, p->words, at, &begin, &end);
		if (o == REGEX_UNDECIDED)
			*w->outcome = o;
		if (o != REGEX_YES || begin >= p->words.n)
			return true;
		struct words_count c = words_index_skip(w, p, words_index_line(p->words, begin));
		w->found->seen += c.articles;
		if (w->found->most && w->found->seen > w->found->most) {
			*w->outcome = REGEX_UNDECIDED;
			return true;
		}
		if (c.articles == 0)
			return words_index_damaged(w);
		*vec_push(&w->hits) = (struct words_hit){p->list, c};
		const char *next = memchr(p->words.p + begin, '\n', p->words.n - begin);
		at = next ? (size_t)(next - p->words.p) + 1 : p->words.n;
	}
	return true;
}

/* The characters that are words by themselves are odd words. */
static bool words_index_add_units(struct words_search *w, struct words_part *p, struct words_set *set)
{
	for (size_t at = 0; at < p->words.n;) {
		uint32_t cp;
		utf8_decode(str_sub(p->words, at, p->words.n), &cp, NULL);
		if (words_class_of(cp) == WORDS_UNIT) {
			struct words_count c = words_index_skip(w, p, at);
			if (c.articles == 0)
				return words_index_damaged(w);
			if (!words_index_add(w, p->list, c, set))
				return false;
		}
		const char *next = memchr(p->words.p + at, '\n', p->words.n - at);
		at = next ? (size_t)(next - p->words.p) + 1 : p->words.n;
	}
	return true;
}

/* ---- which parts ---- */

/* Does a part with keys of at least `from` and, if there is a next one, at most `to`, hold keys that begin so? */
static bool words_index_meets(struct str from, struct str to, bool last, struct str begin)
{
	return (last || str_cmp(begin, to) <= 0) && (str_starts(from, begin) || str_cmp(from, begin) <= 0);
}

static bool words_index_wants(const struct words_pattern *pattern, struct str from, struct str to, bool last)
{
	static const char odd[] = {WORDS_ODD};
	char key[1 + WORDS_BEGIN_MOST] = {WORDS_ODD};
	if (pattern->begin_count == 0 || (pattern->odd && words_index_meets(from, to, last, (struct str){odd, 1})))
		return true;
	for (size_t i = 0; i < pattern->begin_count; i++) {
		struct str begin = str_sub(pattern->begins[i], 0, WORDS_BEGIN_MOST);
		memcpy(key + 1, begin.p, begin.n);
		if (words_index_meets(from, to, last, begin) || words_index_meets(from, to, last, (struct str){key, begin.n + 1}))
			return true;
	}
	return false;
}

/* The next line of the keys from *at on; false behind the last one. */
static bool words_index_next_key(struct str keys, size_t *at, struct str *out)
{
	if (*at >= keys.n)
		return false;
	const char *end = memchr(keys.p + *at, '\n', keys.n - *at);
	size_t n = end ? (size_t)(end - keys.p) - *at : keys.n - *at;
	*out = (struct str){keys.p + *at, n};
	*at += n + 1;
	return true;
}

/* ---- segments ---- */

/* What is done with every part that is wanted. `ctx` is the caller's. */
typedef bool words_index_visit(struct words_search *w, struct words_part *p, void *ctx);

static struct words_index_part *words_index_kept(const struct words_index_segment *s, size_t part)
{
	return part < s->part_count && s->parts[part].words.n ? &s->parts[part] : NULL;
}

static void words_index_keep(struct words_search *w, size_t part, struct str words, struct str counts, size_t list)
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

static bool words_index_visit_part(struct words_search *w, int64_t part, words_index_visit *visit, void *ctx)
{
	const struct words_index_part *kept = words_index_kept(w->segment, (size_t)part);
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
		return r == DB_DONE && words_index_damaged(w);
	struct words_part p = {.words = db_column(st, 0), .counts = unpack_of(db_column(st, 1)), .list = (size_t)sqlite3_column_int64(st, 2)};
	words_index_keep(w, (size_t)part, p.words, db_column(st, 1), p.list);
	bool ok = visit(w, &p, ctx);
	db_done(st);
	return ok;
}

/* By its extents if that may be: SQLite would put it together in memory of its own, as much for each segment. */
static bool words_index_reach_grams(struct words_search *w)
{
	enum { GRAMS = 6, COLUMNS };
	struct extents_column c[COLUMNS];
	struct extents e = {.size = 0};
	struct buf *grams = &w->segment->grams;
	bool ok = w->file->file && extents_find(w->file, w->segment->id, &e) && extents_columns(w->file, &e, c, COLUMNS);
	if (ok) {
		buf_reserve(grams, c[GRAMS].n);
		ok = extents_read(w->file, &e, c[GRAMS].at, c[GRAMS].n, grams->p);
		grams->n = ok ? c[GRAMS].n : 0;
	}
	extents_free(&e);
	return ok;
}

static bool words_index_read_grams(struct words_search *w)
{
	if (words_index_reach_grams(w))
		return true;
	sqlite3_stmt *st = db_prepare(w->db, "SELECT grams FROM word_segment WHERE id = ?", w->err);
	if (!st)
		return false;
	sqlite3_bind_int64(st, 1, w->segment->id);
	enum db_result r = db_step(w->db, st, w->err);
	if (r == DB_ROW)
		buf_add_str(&w->segment->grams, db_column(st, 0));
	db_done(st);
	return r == DB_ROW || (r == DB_DONE && words_index_damaged(w));
}

/* Can a part have a word with the letters that the pattern asks for? A part without a filter can have any. */
static bool words_index_may_hold(const struct words_search *w, int64_t part, const struct words_pattern *pattern)
{
	struct str grams = buf_str(&w->segment->grams);
	size_t at = (size_t)part * WORDS_GRAMS_BYTES;
	return at + WORDS_GRAMS_BYTES > grams.n || words_grams_may_hold(grams.p + at, pattern->holds);
}

static bool words_index_visit_parts(struct words_search *w, const struct words_pattern *pattern, words_index_visit *visit, void *ctx)
{
	struct str keys = buf_str(&w->segment->keys), from, to = STR_NONE;
	size_t at = 0;
	/* who knows how the words begin reads few parts anyhow */
	bool filtered = pattern->begin_count == 0 && pattern->holds.n >= WORDS_GRAM;
	if (filtered && w->segment->grams.n == 0 && !words_index_read_grams(w))
		return false;
	bool ok = true, more = words_index_next_key(keys, &at, &from);
	for (int64_t part = 0; ok && more && *w->outcome != REGEX_UNDECIDED; part++, from = to) {
		more = words_index_next_key(keys, &at, &to);
		if (words_index_wants(pattern, from, to, !more) && (!filtered || words_index_may_hold(w, part, pattern)))
			ok = !words_index_cancelled(w) && words_index_visit_part(w, part, visit, ctx);
	}
	/* the next segment's take the same memory: new pages of it cost as much as to read them */
	if (!w->index->keeps)
		buf_free(&w->segment->grams);
	return ok;
}

struct words_match {
	const struct words_pattern *pattern;
	struct regex_match *match;
};

static bool words_index_visit_match(struct words_search *w, struct words_part *p, void *ctx)
{
	const struct words_match *m = ctx;
	return words_index_match_part(w, p, m->pattern, m->match);
}

/* The empty word stands for those that were too long to keep; it is the first one. */
static bool words_index_visit_empty(struct words_search *w, struct words_part *p, void *ctx)
{
	(void)ctx;
	struct words_found *found = w->found;
	if (!str_starts(p->words, STR("\n")))
		return true;
	struct words_count c = words_index_skip(w, p, 0);
	if (c.articles == 0)
		return words_index_damaged(w);
	c.places = 0; /* who knows where */
	if (!words_index_add(w, p->list, c, &found->set) || (found->unsure.bits && !words_index_add(w, p->list, c, &found->unsure)))
		return false;
	if (found->places)
		words_index_put_places(w);
	return true;
}

/* Which words there are. To read their lists is another matter: together they may be too many. */
static bool words_index_look(struct words_search *w, const struct words_pattern *pattern, struct regex_match *m)
{
	struct words_match match = {pattern, m};
	return words_index_visit_parts(w, pattern, words_index_visit_match, &match);
}

static bool words_index_read_lists(struct words_search *w)
{
	struct str keys = buf_str(&w->segment->keys);
	if (str_starts(keys, STR("\n")) && !words_index_visit_part(w, 0, words_index_visit_empty, NULL))
		return false;
	for (size_t i = 0; i < w->hits.n; i++) {
		if (words_index_cancelled(w) || !words_index_add(w, w->hits.v[i].list, w->hits.v[i].count, &w->found->set))
			return false;
		if (w->found->places)
			words_index_put_places(w);
	}
	return true;
}

static void words_index_miss(struct words_found *found, int64_t article)
{
	words_set_add(&found->set, article);
	if (found->unsure.bits)
		words_set_add(&found->unsure, article);
	if (found->places)
		found->places[article - found->window.first] = WORDS_PLACES_ALL;
}

/* The window's articles between segments, and behind the last one. */
static void words_index_miss_between(const struct words_search *searches, size_t n, struct words_found *found)
{
	int64_t next = found->window.first, last = found->window.last;
	for (size_t i = 0; i <= n; i++) {
		int64_t end = i < n && searches[i].segment->first <= last ? searches[i].segment->first : last + 1;
		for (; next < end; next++)
			words_index_miss(found, next);
		if (i < n && next <= searches[i].segment->last)
			next = searches[i].segment->last + 1;
	}
}

/* The segments of a scope that have articles of the window, each behind the one before it. */
static bool words_index_searches(struct words_index *x, enum words_scope scope, const struct words_search *of, struct words_search *out, size_t *n)
{
	struct words_window window = of->found->window;
	int64_t next = 1;
	*n = 0;
	for (size_t i = 0; i < x->n; i++) {
		struct words_index_segment *s = &x->v[i];
		if (s->scope != scope || s->last < window.first || s->first > window.last)
			continue;
		struct words_search *w = &out[(*n)++];
		*w = *of;
		w->segment = s;
		if (s->first < next || s->last < s->first || s->last - s->first >= INT32_MAX)
			return words_index_damaged(w);
		w->range = (uint32_t)(s->last - s->first + 1);
		next = s->last + 1;
	}
	return true;
}

bool words_index_match(struct words_index *x, struct db *db, enum words_scope scope, const struct words_pattern *pattern,
		       struct words_found *found, enum regex_outcome *outcome, struct error *err)
{
	struct regex_match *m = regex_match_new(pattern->regex);
	struct words_search *searches = mem_zero(x->n + 1, sizeof *searches);
	struct extents_file file;
	const struct words_search of = {.index = x, .db = db, .file = &file, .found = found, .outcome = outcome, .err = err};
	size_t n;
	*outcome = REGEX_YES;
	extents_begin(&file, db, "word_segment");
	bool ok = words_index_searches(x, scope, &of, searches, &n);
	for (size_t i = 0; ok && *outcome == REGEX_YES && i < n; i++)
		ok = words_index_look(&searches[i], pattern, m);
	for (size_t i = 0; ok && *outcome == REGEX_YES && i < n; i++)
		ok = words_index_read_lists(&searches[i]);
	if (ok && *outcome == REGEX_YES)
		words_index_miss_between(searches, n, found);
	for (size_t i = 0; i < n; i++)
		words_index_end(&searches[i]);
	extents_end(&file);
	mem_free(searches);
	regex_match_free(m);
	return ok;
}

/* ---- units ---- */

static bool words_index_visit_units(struct words_search *w, struct words_part *p, void *ctx)
{
	return words_index_add_units(w, p, ctx);
}

bool words_index_units(struct words_index *x, struct db *db, enum words_scope scope, struct words_set *set, struct error *err)
{
	static const struct str none = {"\n", 1}; /* no key begins so */
	const struct words_pattern odd = {.begins = &none, .begin_count = 1, .odd = true};
	enum regex_outcome outcome = REGEX_YES;
	bool ok = true;
	for (size_t i = 0; ok && i < x->n; i++) {
		struct words_index_segment *s = &x->v[i];
		struct words_search w = {.index = x, .segment = s, .range = (uint32_t)(s->last - s->first + 1), .db = db, .outcome = &outcome, .err = err};
		if (s->scope != scope)
			continue;
		ok = words_index_visit_parts(&w, &odd, words_index_visit_units, set);
		words_index_end(&w);
	}
	return ok;
}
