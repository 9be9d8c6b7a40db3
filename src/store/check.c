/* store_check: everything that can be wrong with a corpus file, in words.
 *
 * First SQLite's own look at its pages, then ours: each block's texts against their articles' digests, what
 * was found against the text it was found in, what is derived against what it is derived from. A part that
 * cannot be read is one damage, and the check goes on with the next part. */
#include "config.h"

#include "store/check.h"

#include "base/digest.h"
#include "base/utf8.h"
#include "store/file.h"
#include "store/found.h"
#include "store/pack.h"

#include <stdarg.h>
#include <string.h>

void check_say(struct check *c, const char *fmt, ...)
{
	struct buf b = BUF_INIT;
	va_list ap;
	va_start(ap, fmt);
	buf_addv(&b, fmt, ap);
	va_end(ap);
	c->found.all++;
	c->found.derived += c->derived;
	c->watch->report(c->watch->ctx, buf_cstr(&b));
	buf_free(&b);
}

/* The message names the file and, for the user of other commands, the check as a remedy: both are known here. */
void check_say_error(struct check *c, const struct error *err)
{
	struct str line = str_of(err->msg), path = str_of(c->s->db.path);
	if (str_starts(line, path) && str_starts(str_sub(line, path.n, line.n), STR(": ")))
		line = str_sub(line, path.n + 2, line.n);
	size_t remedy = str_find(line, STR("; "), 0);
	if (err->code == ERROR_CORRUPT && remedy != SIZE_MAX)
		line = str_sub(line, 0, remedy);
	check_say(c, "%s: %.*s", c->part, STR_ARG(line));
}

void check_tell(const struct check *c, int64_t done, int64_t all)
{
	if (c->watch->progress)
		c->watch->progress(c->watch->ctx, c->part, done, all);
}

sqlite3_stmt *check_prepare(struct check *c, const char *sql)
{
	struct error err = ERROR_INIT;
	sqlite3_stmt *st = db_prepare(&c->s->db, sql, &err);
	if (!st)
		check_say_error(c, &err);
	return st;
}

bool check_step(struct check *c, sqlite3_stmt *st)
{
	struct error err = ERROR_INIT;
	enum db_result r = db_step(&c->s->db, st, &err);
	if (r == DB_FAILED)
		check_say_error(c, &err);
	return r == DB_ROW;
}

/* ---- SQLite's own ---- */

static void check_pages(struct check *c)
{
	int64_t is, should;
	if (file_is_cut(c->s->db.path, &is, &should))
		check_say(c, "file: cut off, %lld of %lld bytes are there", (long long)is, (long long)should);
	sqlite3_stmt *st = check_prepare(c, "PRAGMA integrity_check(1000)");
	while (st && check_step(c, st)) {
		struct str line = db_column(st, 0);
		if (!str_eq(line, STR("ok")))
			check_say(c, "file: %.*s", STR_ARG(line));
	}
}

/* ---- articles ---- */

static void check_text_column(struct check *c, int64_t article, const char *what, struct str text)
{
	if (!utf8_is_clean(text))
		check_say(c, "article %lld: its %s is not valid UTF-8", (long long)article, what);
}

static bool check_digest(struct check *c, int64_t article, struct str bytes, struct str text)
{
	char want[DIGEST_LENGTH + 1], is[DIGEST_LENGTH + 1];
	digest_digits(bytes, want);
	digest_text(text, is);
	if (text.n == 0 || strcmp(want, is) == 0) /* without a text it goes by what else was given */
		return true;
	check_say(c, "article %lld: its text is not the one it was stored with (digest %s, should be %s)", (long long)article, is, want);
	return false;
}

static bool check_is_boundary(struct str text, uint32_t at)
{
	return at <= text.n && (at == text.n || ((unsigned char)text.p[at] & 0xC0) != 0x80);
}

static void check_span(struct check *c, int64_t article, const char *what, size_t i, struct span s, struct str text)
{
	if (s.begin > s.end || !check_is_boundary(text, s.begin) || !check_is_boundary(text, s.end))
		check_say(c, "article %lld: %s %zu claims bytes %u-%u, which are no part of its text", (long long)article, what, i,
			  s.begin, s.end);
}

static void check_event_spans(struct check *c, int64_t article, size_t i, const struct event *e, struct str text)
{
	const struct span spans[] = {e->span, e->head, e->headline_span, e->modality_span, e->place_span};
	for (size_t k = 0; k < sizeof spans / sizeof *spans; k++)
		check_span(c, article, "event", i, spans[k], text);
	for (size_t k = 0; k < e->country_count; k++)
		check_span(c, article, "event", i, e->countries[k].span, text);
	check_text_column(c, article, "headline", e->headline);
}

static void check_spans(struct check *c, int64_t article, const struct extraction *x, struct str text)
{
	check_span(c, article, "publication date", 0, x->published.span, text);
	for (size_t i = 0; i < x->furniture_count; i++)
		check_span(c, article, "furniture", i, x->furniture[i], text);
	for (size_t i = 0; i < x->timex_count; i++)
		check_span(c, article, "date", i, x->timexes[i].span, text);
	for (size_t i = 0; i < x->place_count; i++)
		check_span(c, article, "place", i, x->places[i].span, text);
	for (size_t i = 0; i < x->event_count; i++)
		check_event_spans(c, article, i, &x->events[i], text);
}

static void check_count_source(struct check *c, uint64_t source)
{
	if (!source || source >= 1u << 28)
		return;
	while (c->sources.n <= source)
		*vec_push(&c->sources) = 0;
	c->sources.v[source]++;
}

static void check_count(struct check *c, const struct extraction *x, struct str text)
{
	struct article a = {.text = text};
	store_add_totals(&c->totals, &a, x);
}

/* The statement's row: digest, block, source, title, url, given_id, path. False: what is found in another text means nothing. */
static bool check_columns(struct check *c, sqlite3_stmt *st, int64_t article, int64_t block, struct str text)
{
	static const char *const names[] = {"title", "url", "id", "path"};
	bool own = check_digest(c, article, db_column(st, 0), text);
	if (sqlite3_column_int64(st, 1) != block)
		check_say(c, "article %lld: claims block %lld, its text is in block %lld", (long long)article,
			  (long long)sqlite3_column_int64(st, 1), (long long)block);
	check_count_source(c, (uint64_t)sqlite3_column_int64(st, 2));
	for (int i = 0; i < 4; i++)
		check_text_column(c, article, names[i], db_column(st, 3 + i));
	return own;
}

static void check_found(struct check *c, int64_t article, struct str text)
{
	arena_reset(&c->arena);
	struct extraction x = {0};
	struct error err = ERROR_INIT;
	if (!store_extraction(c->s, article, &c->arena, &x, NULL, &err)) {
		check_say_error(c, &err);
		c->unread = true;
		return;
	}
	check_spans(c, article, &x, text);
	check_count(c, &x, text);
}

static void check_article(struct check *c, int64_t article, int64_t block, struct str text)
{
	sqlite3_stmt *st = check_prepare(c, "SELECT digest, block, source, title, url, given_id, path FROM article WHERE id = ?");
	if (!st)
		return;
	sqlite3_bind_int64(st, 1, article);
	if (!check_step(c, st)) {
		check_say(c, "article %lld: missing; its text is in block %lld", (long long)article, (long long)block);
		c->unread = true;
		return;
	}
	bool own = check_columns(c, st, article, block, text);
	db_done(st);
	check_text_column(c, article, "text", text);
	if (own)
		check_found(c, article, text);
	else
		c->unread = true;
}

/* ---- blocks ---- */

static bool check_ends(struct check *c, int64_t block, struct str ends, struct str text)
{
	uint32_t last = 0;
	bool good = ends.n % 4 == 0;
	for (size_t i = 0; good && i < ends.n / 4; i++) {
		uint32_t end = unpack_at32(ends, i);
		good = end >= last;
		last = end;
	}
	if (!good || last != text.n)
		check_say(c, "block %lld: its list of texts does not fit its %zu bytes of text", (long long)block, text.n);
	return good && last == text.n;
}

static void check_block_row(struct check *c, int64_t id, int64_t first, struct str ends, struct str text)
{
	if (c->next && first != c->next)
		check_say(c, "block %lld: begins with article %lld, should with %lld", (long long)id, (long long)first, (long long)c->next);
	c->next = first + (int64_t)(ends.n / 4);
	if (!check_ends(c, id, ends, text)) {
		c->unread = true;
		return;
	}
	uint32_t begin = 0;
	for (size_t i = 0; i < ends.n / 4; i++) {
		uint32_t end = unpack_at32(ends, i);
		check_article(c, first + (int64_t)i, id, str_sub(text, begin, end));
		begin = end;
	}
}

static void check_block(struct check *c, int64_t id)
{
	sqlite3_stmt *st = check_prepare(c, "SELECT first, ends, text FROM block WHERE id = ?");
	if (!st)
		return;
	sqlite3_bind_int64(st, 1, id);
	if (check_step(c, st)) {
		check_block_row(c, id, sqlite3_column_int64(st, 0), db_column(st, 1), db_column(st, 2));
	} else {
		check_say(c, "block %lld: cannot be read, and the articles in it", (long long)id);
		c->next = 0;
		c->unread = true;
	}
	db_done(st);
}

static void check_blocks(struct check *c)
{
	VEC(int64_t) ids = {0};
	sqlite3_stmt *st = check_prepare(c, "SELECT id FROM block ORDER BY id");
	while (st && check_step(c, st))
		*vec_push(&ids) = sqlite3_column_int64(st, 0);
	c->next = 1;
	for (size_t i = 0; i < ids.n; i++) {
		check_block(c, ids.v[i]);
		check_tell(c, (int64_t)i + 1, (int64_t)ids.n);
	}
	vec_free(&ids);
	struct error err = ERROR_INIT;
	int64_t last;
	if (!db_integer(&c->s->db, "SELECT max(id) FROM article", 0, &last, &err))
		check_say_error(c, &err);
	else if (c->next && last >= c->next)
		check_say(c, "articles %lld to %lld: their texts are missing", (long long)c->next, (long long)last);
}

/* ---- what is derived or refers ---- */

static void check_totals(struct check *c)
{
	struct store_totals t;
	struct error err = ERROR_INIT;
	if (!store_read_totals(c->s, &t, &err))
		check_say_error(c, &err);
	else if (t.articles != c->totals.articles || t.events != c->totals.events || t.dated != c->totals.dated ||
		 t.text_bytes != c->totals.text_bytes || t.first_day != c->totals.first_day || t.last_day != c->totals.last_day)
		check_say(c, "sums: %lld articles and %lld events are claimed, %lld and %lld are there", (long long)t.articles,
			  (long long)t.events, (long long)c->totals.articles, (long long)c->totals.events);
}

static void check_sources(struct check *c)
{
	sqlite3_stmt *st = check_prepare(c, "SELECT name, articles FROM source");
	while (st && check_step(c, st)) {
		uint64_t source = (uint64_t)sqlite3_column_int64(st, 0);
		uint32_t is = source < c->sources.n ? c->sources.v[source] : 0;
		if (is != sqlite3_column_int64(st, 1))
			check_say(c, "source %llu: %lld articles are claimed, %u are there", (unsigned long long)source,
				  (long long)sqlite3_column_int64(st, 1), is);
		if (source < c->sources.n)
			c->sources.v[source] = 0;
	}
	for (size_t i = 0; i < c->sources.n; i++)
		if (c->sources.v[i])
			check_say(c, "source %zu: missing; %u articles are of it", i, c->sources.v[i]);
}

static void check_originals(struct check *c)
{
	sqlite3_stmt *st = check_prepare(c, "SELECT o.article FROM original o LEFT JOIN article a ON a.id = o.article "
					    "WHERE a.id IS NULL");
	while (st && check_step(c, st))
		check_say(c, "original of article %lld: the article is not there", (long long)sqlite3_column_int64(st, 0));
}

/* ---- the parts ---- */

static void check_sums(struct check *c)
{
	if (c->unread)
		return;
	check_totals(c);
	check_sources(c);
}

static const struct {
	const char *name;
	void (*look)(struct check *c);
	bool derived;
} check_parts[] = {
	{"file", check_pages, false},
	{"articles", check_blocks, false},
	{"sums", check_sums, true},
	{"originals", check_originals, false},
	{"list rows", check_again_rows, true},
	{"links", check_links, true},
	{"word index", check_again_words, true},
};

bool store_check(struct store *s, const struct store_watch *watch, struct store_damages *damages, struct error *err)
{
	struct check c = {.s = s, .watch = watch, .totals = {.first_day = DAY_NONE, .last_day = DAY_NONE}};
	if (!db_exec(&s->db, "BEGIN", err))
		return false;
	for (size_t i = 0; i < sizeof check_parts / sizeof *check_parts; i++) {
		c.part = check_parts[i].name;
		c.derived = check_parts[i].derived;
		check_tell(&c, 0, 0);
		check_parts[i].look(&c);
	}
	sqlite3_exec(s->db.handle, "COMMIT", NULL, NULL, NULL);
	arena_free(&c.arena);
	vec_free(&c.sources);
	vec_free(&c.events);
	*damages = c.found;
	return true;
}
