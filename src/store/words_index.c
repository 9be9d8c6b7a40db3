#include "config.h"

#include "store/words_index.h"

#include "base/utf8.h"
#include "store/words_search.h"

#include <string.h>

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

/* ---- one part ---- */

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
		struct words_count c = words_search_skip(w, p, words_index_line(p->words, begin));
		w->found->seen += c.articles;
		if (w->found->most && w->found->seen > w->found->most) {
			*w->outcome = REGEX_UNDECIDED;
			return true;
		}
		if (c.articles == 0)
			return words_search_damaged(w);
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
			struct words_count c = words_search_skip(w, p, at);
			if (c.articles == 0)
				return words_search_damaged(w);
			if (!words_search_add(w, p->list, c, set))
				return false;
		}
		const char *next = memchr(p->words.p + at, '\n', p->words.n - at);
		at = next ? (size_t)(next - p->words.p) + 1 : p->words.n;
	}
	return true;
}

/* ---- segments ---- */

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
	struct words_count c = words_search_skip(w, p, 0);
	if (c.articles == 0)
		return words_search_damaged(w);
	c.places = 0; /* who knows where */
	if (!words_search_add(w, p->list, c, &found->set) || (found->unsure.bits && !words_search_add(w, p->list, c, &found->unsure)))
		return false;
	if (found->places)
		words_search_put_places(w);
	return true;
}

/* Which words there are. To read their lists is another matter: together they may be too many. */
static bool words_index_look(struct words_search *w, const struct words_pattern *pattern, struct regex_match *m)
{
	struct words_match match = {pattern, m};
	return words_search_parts(w, pattern, words_index_visit_match, &match);
}

static bool words_index_read_lists(struct words_search *w)
{
	struct str keys = buf_str(&w->segment->keys);
	if (str_starts(keys, STR("\n")) && !words_search_part(w, 0, words_index_visit_empty, NULL))
		return false;
	for (size_t i = 0; i < w->hits.n; i++) {
		if (words_search_cancelled(w) || !words_search_add(w, w->hits.v[i].list, w->hits.v[i].count, &w->found->set))
			return false;
		if (w->found->places)
			words_search_put_places(w);
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
			return words_search_damaged(w);
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
		words_search_end(&searches[i]);
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
		ok = words_search_parts(&w, &odd, words_index_visit_units, set);
		words_search_end(&w);
	}
	return ok;
}
