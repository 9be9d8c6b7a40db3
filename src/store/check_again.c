#include "config.h"

#include "store/check.h"

#include "store/pack.h"
#include "store/prepare.h"
#include "store/words_list.h"
#include "store/words_segment.h"

#include <string.h>

/* ---- the list rows ---- */

static bool check_again_make_rows(struct check *c, int64_t first, int64_t last, struct rows_batch *out)
{
	struct error err = ERROR_INIT;
	sqlite3_stmt *st = check_prepare(c, "SELECT source FROM article WHERE id = ?");
	for (int64_t i = first; st && i <= last; i++) {
		struct extraction x = {0};
		check_tell(c, i, c->newest);
		arena_reset(&c->arena);
		sqlite3_bind_int64(st, 1, i);
		if (!check_step(c, st))
			return false;
		uint32_t source = (uint32_t)sqlite3_column_int64(st, 0);
		db_done(st);
		if (!store_extraction(c->s, i, &c->arena, &x, NULL, &err))
			return false;
		rows_batch_add(out, i, &x, source);
	}
	return st != NULL;
}

static bool check_again_same_row(const struct rows_table *a, const struct rows_table *b, size_t i, size_t run)
{
	struct rows_entry x = rows_entry(a, i, run), y = rows_entry(b, i, run);
	size_t n, m;
	const uint16_t *p = rows_lists_get(&a->lists, x.value[ROWS_COUNTRIES], &n);
	const uint16_t *q = rows_lists_get(&b->lists, y.value[ROWS_COUNTRIES], &m);
	x.value[ROWS_TRAITS] = rows_traits_add_links(x.value[ROWS_TRAITS], -ROWS_LINKS_MOST);
	y.value[ROWS_TRAITS] = rows_traits_add_links(y.value[ROWS_TRAITS], -ROWS_LINKS_MOST);
	return rows_compare(&x, &y) == 0 && x.value[ROWS_TRAITS] == y.value[ROWS_TRAITS] && n == m &&
	       (n == 0 || memcmp(p, q, n * sizeof *p) == 0);
}

static bool check_again_same_rows(const struct rows_table *a, const struct rows_table *b)
{
	bool same = a->n == b->n && a->runs.n == b->runs.n && a->sources.n == b->sources.n;
	for (size_t i = 0; same && i < a->runs.n; i++)
		same = rows_time(a->runs.v[i].when) == rows_time(b->runs.v[i].when) && a->runs.v[i].end == b->runs.v[i].end;
	for (size_t i = 0; same && i < a->sources.n; i++)
		same = a->sources.v[i] == b->sources.v[i];
	for (size_t i = 0, run = 0; same && i < a->n; i++) {
		run += a->runs.v[run].end <= i;
		same = check_again_same_row(a, b, i, run);
	}
	return same;
}

static bool check_again_same_countries(const struct rows_table *t, struct str packed)
{
	uint32_t counts[ROWS_CODES] = {0};
	rows_count_countries(t, counts);
	struct unpack u = unpack_of(packed);
	while (u.p != u.end && !u.bad) {
		uint16_t code = unpack_fixed16(&u);
		uint32_t count = unpack_fixed32(&u);
		if (code >= ROWS_CODES || counts[code] != count)
			return false;
		counts[code] = 0;
	}
	for (int i = 0; i < ROWS_CODES; i++)
		if (counts[i])
			return false;
	return !u.bad;
}

static void check_again_row_segment(struct check *c, int64_t id, int64_t first, int64_t last, struct str countries)
{
	struct rows_batch batch = {0};
	struct rows_table *is, *should;
	struct error err = ERROR_INIT;
	if (!rows_segment_read(&c->s->db, id, &is, &err)) {
		check_say_error(c, &err);
		return;
	}
	/* articles that cannot be read have been told */
	if (check_again_make_rows(c, first, last, &batch)) {
		should = rows_batch_seal(&batch);
		if (!check_again_same_rows(is, should) || !check_again_same_countries(should, countries))
			check_say(c, "list rows of articles %lld to %lld: they do not say what was found in them", (long long)first,
				  (long long)last);
		rows_free(should);
	}
	rows_batch_free(&batch);
	rows_free(is);
}

void check_again_rows(struct check *c)
{
	sqlite3_stmt *st = check_prepare(c, "SELECT id, first, last, countries FROM row_segment ORDER BY first");
	int64_t next = 1;
	struct error err = ERROR_INIT;
	if (!db_integer(&c->s->db, "SELECT max(id) FROM article", 0, &c->newest, &err))
		return;
	while (st && check_step(c, st)) {
		int64_t first = sqlite3_column_int64(st, 1), last = sqlite3_column_int64(st, 2);
		if (first != next || last < first || last > c->newest)
			check_say(c, "list rows: a part of them is of articles %lld to %lld, should begin with %lld", (long long)first,
				  (long long)last, (long long)next);
		else
			check_again_row_segment(c, sqlite3_column_int64(st, 0), first, last, db_column(st, 3));
		next = last + 1;
	}
	if (next <= c->newest)
		check_say(c, "list rows: end before article %lld of %lld", (long long)next, (long long)c->newest);
}

/* ---- the word index ---- */

static bool check_again_gather(struct check *c, int64_t article, struct words *words)
{
	struct article a;
	struct extraction x = {0};
	struct error err = ERROR_INIT;
	arena_reset(&c->arena);
	if (!store_article_and_extraction(c->s, article, &c->arena, &a, &x, &err))
		return false;
	prepare_words(store_prepare(&a, &x, &c->arena, &c->arena), article, words);
	return true;
}

/* What is said of a word, read and cut. */
struct check_again_lists {
	VEC(uint32_t) articles;
	VEC(uint8_t) places;
};

/* Puts into `out` what a word's lists say of its articles. False on damage. */
static bool check_again_cut_word(const struct words_segment *s, struct str word, struct words_count count, struct str lists,
				 struct check_again_lists *l, struct words_segment *out)
{
	size_t n = 0, all = count.articles;
	vec_reserve(&l->articles, all);
	vec_reserve(&l->places, all);
	if (lists.n != count.list + count.places || !words_list_get(str_sub(lists, 0, count.list), all, words_segment_range(s), l->articles.v) ||
	    (s->scope == WORDS_TEXT && !words_list_get_places(str_sub(lists, count.list, lists.n), all, l->places.v)))
		return false;
	for (size_t i = 0; i < all; i++) {
		int64_t article = s->first + l->articles.v[i];
		if (article < out->first || article > out->last)
			continue;
		if (s->scope == WORDS_TEXT)
			l->places.v[n] = l->places.v[i];
		l->articles.v[n++] = (uint32_t)(article - out->first);
	}
	if (n)
		words_segment_put(out, word, l->articles.v, l->places.v, n);
	return true;
}

/* What a segment says of articles out->first to out->last. False on damage. */
static bool check_again_cut(const struct words_segment *s, struct words_segment *out)
{
	struct check_again_lists l = {0};
	struct unpack counts = unpack_of(buf_str(&s->counts));
	struct str words = buf_str(&s->words), lists = buf_str(&s->postings);
	bool ok = true;
	for (size_t at = 0, list = 0, end; ok && at < words.n; at = end + 1) {
		end = str_find(words, STR("\n"), at);
		struct words_count c = words_segment_count(&counts, s->scope, words_segment_range(s));
		ok = end != SIZE_MAX && c.articles > 0 &&
		     check_again_cut_word(s, str_sub(words, at, end), c, str_sub(lists, list, list + c.list + c.places), &l, out);
		list += c.list + c.places;
	}
	vec_free(&l.articles);
	vec_free(&l.places);
	return ok;
}

/* Empties `words`. */
static bool check_again_same_words(const struct words_segment *have, struct words words[static WORDS_SCOPES])
{
	struct words_segment want, is = {.first = words[have->scope].first, .last = words[have->scope].last, .scope = have->scope};
	words_seal(&words[have->scope], have->scope, &want);
	bool same = check_again_cut(have, &is) && str_eq(buf_str(&is.words), buf_str(&want.words)) &&
		    str_eq(buf_str(&is.counts), buf_str(&want.counts)) && str_eq(buf_str(&is.postings), buf_str(&want.postings));
	words_segment_free(&want);
	words_segment_free(&is);
	for (int i = 0; i < WORDS_SCOPES; i++)
		words_free(&words[i]);
	return same;
}

/* Some articles after the other: gathered, the words of all of a large segment would take twenty times its room. */
static void check_again_segment(struct check *c, int64_t id, int64_t first, int64_t last, enum words_scope scope)
{
	struct words words[WORDS_SCOPES] = {0};
	struct words_segment have = {.id = id, .first = first, .last = last, .scope = scope};
	bool same = words_segment_read(&have, &c->s->db, NULL), read = true;
	for (int64_t i = first; same && read && i <= last; i++) {
		read = check_again_gather(c, i, words);
		check_tell(c, i, c->newest);
		if (read && (i == last || words_is_large(&words[WORDS_TEXT])))
			same = check_again_same_words(&have, words);
	}
	/* articles that cannot be read have been told */
	if (!same)
		check_say(c, "word index of articles %lld to %lld: it does not say what their texts say", (long long)first, (long long)last);
	for (int i = 0; i < WORDS_SCOPES; i++)
		words_free(&words[i]);
	words_segment_free(&have);
}

static void check_again_scope(struct check *c, enum words_scope scope)
{
	sqlite3_stmt *st = check_prepare(c, "SELECT id, first, last FROM word_segment WHERE scope = ? ORDER BY first");
	int64_t next = 1;
	if (st)
		sqlite3_bind_int(st, 1, scope);
	while (st && check_step(c, st)) {
		int64_t first = sqlite3_column_int64(st, 1), last = sqlite3_column_int64(st, 2);
		if (first != next || last < first || last > c->newest)
			check_say(c, "word index: a part of it is of articles %lld to %lld, should begin with %lld", (long long)first,
				  (long long)last, (long long)next);
		else
			check_again_segment(c, sqlite3_column_int64(st, 0), first, last, scope);
		next = last + 1;
	}
	if (next <= c->newest)
		check_say(c, "word index: ends before article %lld of %lld", (long long)next, (long long)c->newest);
}

void check_again_words(struct check *c)
{
	check_again_scope(c, WORDS_TEXT);
	check_again_scope(c, WORDS_HEADS);
}
