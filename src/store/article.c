/* The articles of a corpus: finding and reading them, with what was found in them. */
#include "config.h"

#include "base/digest.h"
#include "base/utf8.h"
#include "store/found.h"
#include "store/given.h"
#include "store/inside.h"

#include <string.h>

bool store_find_article(struct store *s, struct str id, int64_t *row, struct error *err)
{
	unsigned char low[DIGEST_LENGTH / 2], high[DIGEST_LENGTH / 2];
	*row = 0;
	if (id.n == 0 || !digest_bytes(id, 0x0, low) || !digest_bytes(id, 0xF, high))
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
	digest_digits(db_column(st, 0), a->id);
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

/* An article is named by its text, so a damaged one is known. Where there is none, it goes by what else was given. Each is compared
 * once; and none while a writer reads, for links only. */
static bool article_has_text(struct store *s, int64_t row, struct str digest, struct str text, struct error *err)
{
	enum { REMEMBERED = 1 << 28 }; /* rows: more than a corpus has, and no wild number */
	char is[DIGEST_LENGTH + 1], should[DIGEST_LENGTH + 1];
	size_t at = (size_t)row / 8, bit = (size_t)row % 8;
	if (!text.n || s->writing || (at < s->compared.n && s->compared.p[at] >> bit & 1))
		return true;
	digest_text(text, is);
	digest_digits(digest, should);
	if (strcmp(is, should) != 0)
		return error_set(err, ERROR_CORRUPT,
				 "%s: the text of article %lld is not the one it was stored with; `dateline check` says what else is damaged",
				 s->db.path, (long long)row);
	while (row < REMEMBERED && s->compared.n <= at)
		buf_add_char(&s->compared, 0);
	if (row < REMEMBERED)
		s->compared.p[at] |= (char)(1 << bit);
	return true;
}

/* What was found in an article, and the title and text that it was found in. */
static bool article_found(struct store *s, int64_t article, struct arena *arena, struct str *title, struct str *text, struct extraction *out,
			  struct error *err)
{
	sqlite3_stmt *st = db_prepare(&s->db,
				      "SELECT found, published_from, published_to, published_precision, published_basis, published_begin,"
				      " published_end, published_evidence, language, block, title, digest FROM article WHERE id = ?",
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
		  article_has_text(s, article, db_column(st, 11), *text, err) &&
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
		digest_digits(db_column(st, 0), digest);
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
