/* The articles of a corpus: adding, finding, reading, with what was found in them. */
#include "config.h"

#include "base/digest.h"
#include "base/utf8.h"
#include "store/found.h"
#include "store/given.h"
#include "store/inside.h"
#include "store/prepare.h"

#include <assert.h>
#include <string.h>
#include <time.h>

/* ---- digests: 20 hexadecimal digits outside, 10 bytes in the file ---- */

static int article_hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Digits to bytes; what is missing at the end is `fill` (0x0 or 0xF a digit). */
static bool article_digest_bytes(struct str digits, int fill, unsigned char out[static DIGEST_LENGTH / 2])
{
	if (digits.n > DIGEST_LENGTH)
		return false;
	for (size_t i = 0; i < DIGEST_LENGTH; i++) {
		int v = i < digits.n ? article_hex(digits.p[i]) : fill;
		if (v < 0)
			return false;
		out[i / 2] = (unsigned char)(i % 2 ? out[i / 2] | v : v << 4);
	}
	return true;
}

static void article_digest_digits(struct str bytes, char out[static DIGEST_LENGTH + 1])
{
	static const char digits[] = "0123456789abcdef";
	memset(out, '0', DIGEST_LENGTH);
	for (size_t i = 0; i < DIGEST_LENGTH && i / 2 < bytes.n; i++) {
		unsigned char byte = (unsigned char)bytes.p[i / 2];
		out[i] = digits[i % 2 ? byte & 15 : byte >> 4];
	}
	out[DIGEST_LENGTH] = '\0';
}

bool store_find_article(struct store *s, struct str id, int64_t *row, struct error *err)
{
	unsigned char low[DIGEST_LENGTH / 2], high[DIGEST_LENGTH / 2];
	*row = 0;
	if (id.n == 0 || !article_digest_bytes(id, 0x0, low) || !article_digest_bytes(id, 0xF, high))
		return true;
	sqlite3_stmt *st = db_prepare(&s->db, "SELECT id FROM article WHERE digest BETWEEN ? AND ? LIMIT 2", err);
	if (!st)
		return false;
	db_bind_blob(st, 1, (struct str){(const char *)low, sizeof low});
	db_bind_blob(st, 2, (struct str){(const char *)high, sizeof high});
	int64_t found[2] = {0, 0};
	size_t n = 0;
	enum db_result r;
	while ((r = db_step(&s->db, st, err)) == DB_ROW)
		found[n++] = sqlite3_column_int64(st, 0);
	if (n > 1)
		return error_set(err, ERROR_USAGE, "%.*s: more than one article begins so; give more of its digits", STR_ARG(id));
	*row = found[0];
	return r == DB_DONE;
}

/* ---- adding ---- */

static bool article_known(struct store *s, struct str digest, int64_t *row, struct error *err)
{
	sqlite3_stmt *st = db_prepare(&s->db, "SELECT id FROM article WHERE digest = ?", err);
	if (!st)
		return false;
	db_bind_blob(st, 1, digest);
	enum db_result r = db_step(&s->db, st, err);
	*row = r == DB_ROW ? sqlite3_column_int64(st, 0) : 0;
	db_done(st);
	return r != DB_FAILED;
}

struct article_numbers {
	uint32_t source, reader, site, folder;
	int64_t block;
};

static void article_bind_published(sqlite3_stmt *st, int i, const struct published *p)
{
	if (interval_known(p->when)) {
		sqlite3_bind_int(st, i, p->when.from);
		sqlite3_bind_int(st, i + 1, p->when.to);
	}
	sqlite3_bind_int(st, i + 2, p->precision);
	sqlite3_bind_int(st, i + 3, p->basis);
	sqlite3_bind_int64(st, i + 4, p->span.begin);
	sqlite3_bind_int64(st, i + 5, p->span.end);
	db_bind_text(st, i + 6, p->evidence);
}

static bool article_insert(struct store *s, const struct article *a, const struct extraction *x, struct str digest,
			   struct article_numbers numbers, struct str found, struct error *err)
{
	sqlite3_stmt *st = db_prepare(&s->db,
				      "INSERT INTO article (id, digest, block, title, source, site, url, given_id, folder, path, reader,"
				      " published_from, published_to, published_precision, published_basis, published_begin, published_end,"
				      " published_evidence, language, repaired, ingested, found)"
				      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
				      err);
	if (!st)
		return false;
	sqlite3_bind_int64(st, 1, s->next_article);
	db_bind_blob(st, 2, digest);
	sqlite3_bind_int64(st, 3, numbers.block);
	db_bind_text(st, 4, a->title);
	sqlite3_bind_int64(st, 5, numbers.source);
	sqlite3_bind_int64(st, 6, numbers.site);
	db_bind_text(st, 7, given_tail(a->url));
	db_bind_text(st, 8, a->given_id);
	sqlite3_bind_int64(st, 9, numbers.folder);
	db_bind_text(st, 10, given_tail(a->path));
	sqlite3_bind_int64(st, 11, numbers.reader);
	article_bind_published(st, 12, &x->published);
	db_bind_text(st, 19, str_of(x->language));
	sqlite3_bind_int64(st, 20, a->repaired);
	sqlite3_bind_int64(st, 21, (sqlite3_int64)time(NULL));
	db_bind_blob(st, 22, found);
	return db_finish(&s->db, st, err);
}

static bool article_insert_original(struct store *s, struct str bytes, struct error *err)
{
	if (bytes.n == 0)
		return true;
	sqlite3_stmt *st = db_prepare(&s->db, "INSERT INTO original (article, bytes) VALUES (?, ?)", err);
	if (!st)
		return false;
	sqlite3_bind_int64(st, 1, s->next_article);
	db_bind_blob(st, 2, bytes);
	return db_finish(&s->db, st, err);
}

static bool article_count_source(struct store *s, uint32_t source, struct error *err)
{
	if (!source)
		return true;
	sqlite3_stmt *st = db_prepare(&s->db,
				      "INSERT INTO source (name, articles) VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET articles = articles + 1",
				      err);
	if (!st)
		return false;
	sqlite3_bind_int64(st, 1, source);
	return db_finish(&s->db, st, err);
}

void store_add_totals(struct store_totals *t, const struct article *a, const struct extraction *x)
{
	t->articles++;
	t->events += (int64_t)x->event_count;
	t->text_bytes += (int64_t)a->text.n;
	for (size_t i = 0; i < x->event_count; i++) {
		struct interval when = x->events[i].when;
		if (!interval_known(when))
			continue;
		t->dated++;
		if (t->first_day == DAY_NONE || when.from < t->first_day)
			t->first_day = when.from;
		if (t->last_day == DAY_NONE || when.to > t->last_day)
			t->last_day = when.to;
	}
}

static bool article_write(struct store *s, const struct article *a, const struct extraction *x, struct str digest, struct buf *found,
			  struct error *err)
{
	struct article_numbers n;
	if (!names_number(&s->names, &s->db, a->source, &n.source, err) ||
	    !names_number(&s->names, &s->db, str_of(a->reader), &n.reader, err) ||
	    !names_number(&s->names, &s->db, given_head(a->url), &n.site, err) ||
	    !names_number(&s->names, &s->db, given_head(a->path), &n.folder, err) ||
	    !found_pack(&s->names, &s->db, a->text, x, found, err))
		return false;
	rows_batch_add(&s->rows, s->next_article, x, n.source);
	return block_add(&s->block, &s->db, a->text, &n.block, err) &&
	       article_insert(s, a, x, digest, n, buf_str(found), err) && article_insert_original(s, a->original, err) &&
	       article_count_source(s, n.source, err);
}

/* SQLite's values end at a billion bytes. */
enum { ARTICLE_MOST_BYTES = 900 * 1000 * 1000 };

/* The words of an article that came unprepared. */
static void article_add_words(struct store *s, const struct article *a, const struct extraction *x, const struct store_prepared *p)
{
	struct arena arena = ARENA_INIT;
	if (!p)
		p = store_prepare(a, x, &arena, &arena);
	prepare_words(p, s->next_article, s->words);
	arena_free(&arena);
}

bool store_add(struct store *s, const struct article *a, const struct extraction *x, const struct store_prepared *p, int64_t *row, bool *known,
	       struct error *err)
{
	assert(s->writing);
	char id[DIGEST_LENGTH + 1];
	unsigned char digest[DIGEST_LENGTH / 2];
	if (a->text.n > ARTICLE_MOST_BYTES || a->original.n > ARTICLE_MOST_BYTES || x->event_count >> STORE_INDEX_BITS)
		return error_set(err, ERROR_SYNTAX, "%.*s: an article of more than %d MB; split it", STR_ARG(a->path),
				 ARTICLE_MOST_BYTES / 1000 / 1000);
	if (!article_digest_bytes(str_of(a->id), -1, digest)) {
		digest_text(a->text, id);
		article_digest_bytes(str_of(id), -1, digest);
	}
	struct str bytes = {(const char *)digest, sizeof digest};
	if (!article_known(s, bytes, row, err))
		return false;
	*known = *row != 0;
	if (*known)
		return given_add_alias(s, *row, a, err);
	struct buf found = BUF_INIT;
	bool ok = article_write(s, a, x, bytes, &found, err);
	buf_free(&found);
	if (!ok)
		return false;
	store_add_totals(&s->totals, a, x);
	article_add_words(s, a, x, p);
	*row = s->next_article++;
	return (!words_is_large(&s->words[WORDS_TEXT]) && !words_is_large(&s->words[WORDS_HEADS])) || store_flush_words(s, err);
}

/* ---- reading ---- */

static struct str article_column(sqlite3_stmt *st, int i, struct arena *arena)
{
	return utf8_clean(arena_str(arena, db_column(st, i)), arena);
}

static unsigned article_enum(sqlite3_stmt *st, int i, unsigned last)
{
	int64_t v = sqlite3_column_int64(st, i);
	return v >= 0 && v <= last ? (unsigned)v : 0;
}

static struct span article_span(sqlite3_stmt *st, int i)
{
	int64_t begin = sqlite3_column_int64(st, i), end = sqlite3_column_int64(st, i + 1);
	return begin >= 0 && begin <= end && end <= UINT32_MAX ? (struct span){(uint32_t)begin, (uint32_t)end} : SPAN_NONE;
}

static struct interval article_interval(sqlite3_stmt *st, int i)
{
	int64_t from = sqlite3_column_int64(st, i), to = sqlite3_column_int64(st, i + 1);
	if (sqlite3_column_type(st, i) == SQLITE_NULL || from < DAY_MIN || from > to || to > DAY_MAX)
		return INTERVAL_NONE;
	return (struct interval){(int32_t)from, (int32_t)to};
}

static struct published article_published(sqlite3_stmt *st, int i, struct arena *arena)
{
	return (struct published){
		.when = article_interval(st, i),
		.precision = article_enum(st, i + 2, PRECISION_DECADE),
		.basis = article_enum(st, i + 3, PUBLISHED_INFERRED),
		.span = article_span(st, i + 4),
		.evidence = article_column(st, i + 6, arena),
	};
}

static bool article_missing(struct store *s, int64_t row, struct error *err)
{
	return error_set(err, ERROR_CORRUPT, "%s: article %lld is missing; `dateline check` says what is damaged", s->db.path, (long long)row);
}

struct article_row {
	struct article article;
	uint64_t source, reader, site, folder;
	int64_t block;
};

static void article_take(sqlite3_stmt *st, struct arena *arena, struct article_row *out)
{
	struct article *a = &out->article;
	article_digest_digits(db_column(st, 0), a->id);
	out->block = sqlite3_column_int64(st, 1);
	a->title = article_column(st, 2, arena);
	out->source = (uint64_t)sqlite3_column_int64(st, 3);
	out->site = (uint64_t)sqlite3_column_int64(st, 4);
	a->url = article_column(st, 5, arena);
	a->given_id = article_column(st, 6, arena);
	out->folder = (uint64_t)sqlite3_column_int64(st, 7);
	a->path = article_column(st, 8, arena);
	out->reader = (uint64_t)sqlite3_column_int64(st, 9);
	a->published = article_published(st, 10, arena);
	struct str language = article_column(st, 17, arena);
	memcpy(a->language, language.p ? language.p : "", language.n < 3 ? language.n : 3);
	a->repaired = (uint32_t)sqlite3_column_int64(st, 18);
}

static struct str article_joined(const char *head, struct str tail, struct arena *arena)
{
	return head ? utf8_clean(arena_printf(arena, "%s%.*s", head, STR_ARG(tail)), arena) : tail;
}

static bool article_read(struct store *s, int64_t row, struct arena *arena, struct article_row *out, struct error *err)
{
	sqlite3_stmt *st = db_prepare(&s->db,
				      "SELECT digest, block, title, source, site, url, given_id, folder, path, reader,"
				      " published_from, published_to, published_precision, published_basis, published_begin, published_end,"
				      " published_evidence, language, repaired FROM article WHERE id = ?",
				      err);
	if (!st)
		return false;
	sqlite3_bind_int64(st, 1, row);
	enum db_result r = db_step(&s->db, st, err);
	if (r != DB_ROW)
		return r == DB_DONE && article_missing(s, row, err);
	article_take(st, arena, out);
	db_done(st);
	struct article *a = &out->article;
	const char *source, *site, *folder;
	if (!names_text(&s->names, &s->db, out->source, &source, err) || !names_text(&s->names, &s->db, out->reader, &a->reader, err) ||
	    !names_text(&s->names, &s->db, out->site, &site, err) || !names_text(&s->names, &s->db, out->folder, &folder, err))
		return false;
	a->source = utf8_clean(str_of(source), arena);
	a->url = article_joined(site, a->url, arena);
	a->path = article_joined(folder, a->path, arena);
	return given_aliases(s, row, arena, a, err);
}

bool store_article_head(struct store *s, int64_t row, struct arena *arena, struct article *out, struct error *err)
{
	struct article_row a = {0};
	if (!article_read(s, row, arena, &a, err))
		return false;
	*out = a.article;
	return true;
}

static bool article_original(struct store *s, int64_t row, struct arena *arena, struct str *out, struct error *err)
{
	sqlite3_stmt *st = db_prepare(&s->db, "SELECT bytes FROM original WHERE article = ?", err);
	if (!st)
		return false;
	sqlite3_bind_int64(st, 1, row);
	enum db_result r = db_step(&s->db, st, err);
	*out = r == DB_ROW ? arena_str(arena, db_column(st, 0)) : STR_NONE;
	db_done(st);
	return r != DB_FAILED;
}

/* What was found in an article, and the title and text that it was found in. */
static bool article_found(struct store *s, int64_t article, struct arena *arena, struct str *title, struct str *text, struct extraction *out,
			  struct error *err)
{
	sqlite3_stmt *st = db_prepare(&s->db,
				      "SELECT found, published_from, published_to, published_precision, published_basis, published_begin,"
				      " published_end, published_evidence, language, block, title FROM article WHERE id = ?",
				      err);
	if (!st)
		return false;
	sqlite3_bind_int64(st, 1, article);
	enum db_result r = db_step(&s->db, st, err);
	if (r != DB_ROW)
		return r == DB_DONE && article_missing(s, article, err);
	struct extraction x = {.published = article_published(st, 1, arena)};
	*title = article_column(st, 10, arena);
	struct str language = article_column(st, 8, arena);
	memcpy(x.language, language.p ? language.p : "", language.n < 3 ? language.n : 3);
	bool ok = block_text(&s->block, &s->db, sqlite3_column_int64(st, 9), article, SIZE_MAX, arena, text, err) &&
		  found_unpack(&s->names, &s->db, db_column(st, 0), *text, article, arena, &x, err);
	db_done(st);
	if (ok)
		*out = x;
	return ok;
}

/* As it was read: what the user split off is not among its events. */
static bool article_load(struct store *s, int64_t row, struct arena *arena, struct article *out, struct extraction *x, struct error *err)
{
	struct article_row a = {0};
	struct str title, text;
	if (!article_read(s, row, arena, &a, err) || !article_original(s, row, arena, &a.article.original, err) ||
	    !article_found(s, row, arena, &title, &text, x, err))
		return false;
	a.article.text = utf8_clean(text, arena);
	a.article.furniture = x->furniture;
	a.article.furniture_count = x->furniture_count;
	*out = a.article;
	return true;
}

bool store_article(struct store *s, int64_t row, struct arena *arena, struct article *out, struct error *err)
{
	struct extraction x = {0};
	return article_load(s, row, arena, out, &x, err);
}

/* Adds the events that the user split off. */
static bool article_split(struct store *s, int64_t article, struct arena *arena, struct extraction *x, struct error *err)
{
	sqlite3_stmt *st = db_prepare(&s->db, "SELECT digest FROM article WHERE id = ?", err);
	if (!st)
		return false;
	sqlite3_bind_int64(st, 1, article);
	enum db_result r = db_step(&s->db, st, err);
	if (r == DB_ROW) {
		char digest[sizeof ((struct article *)0)->id];
		article_digest_digits(db_column(st, 0), digest);
		notes_split(s->notes, digest, arena, x);
	}
	db_done(st);
	return r != DB_FAILED;
}

bool store_extraction(struct store *s, int64_t article, struct arena *arena, struct extraction *out, int64_t **event_rows,
		      struct error *err)
{
	struct str title, text;
	struct extraction x = {0};
	if (!article_found(s, article, arena, &title, &text, &x, err) || (s->notes && !article_split(s, article, arena, &x, err)))
		return false;
	if (event_rows) {
		*event_rows = arena_alloc(arena, x.event_count, sizeof **event_rows);
		for (size_t i = 0; i < x.event_count; i++)
			(*event_rows)[i] = store_event_row(article, i);
	}
	*out = x;
	return true;
}

bool store_text_and_extraction(struct store *s, int64_t row, struct arena *arena, struct article *a, struct extraction *out, struct error *err)
{
	struct str title, text;
	struct extraction x = {0};
	if (!article_found(s, row, arena, &title, &text, &x, err) || (s->notes && !article_split(s, row, arena, &x, err)))
		return false;
	*a = (struct article){.title = title, .text = utf8_clean(text, arena)};
	*out = x;
	return true;
}

bool store_article_and_extraction(struct store *s, int64_t row, struct arena *arena, struct article *a, struct extraction *out,
				  struct error *err)
{
	struct extraction x = {0};
	if (!article_load(s, row, arena, a, &x, err) || (s->notes && !article_split(s, row, arena, &x, err)))
		return false;
	*out = x;
	return true;
}

bool store_sources(struct store *s, size_t most, struct arena *arena, struct str **out, size_t *count, struct error *err)
{
	sqlite3_stmt *st = db_prepare(&s->db, "SELECT n.text FROM source s JOIN name n ON n.id = s.name ORDER BY n.text LIMIT ?", err);
	if (!st)
		return false;
	sqlite3_bind_int64(st, 1, (int64_t)most);
	VEC(struct str) names = {0};
	enum db_result r;
	while ((r = db_step(&s->db, st, err)) == DB_ROW) {
		struct str name = utf8_clean(db_column(st, 0), arena);
		if (name.n)
			*vec_push(&names) = arena_str(arena, name);
	}
	*count = names.n;
	*out = arena_alloc(arena, names.n, sizeof **out);
	if (names.n)
		memcpy(*out, names.v, names.n * sizeof **out);
	vec_free(&names);
	return r == DB_DONE;
}
