/* The articles of a corpus: adding them, with what was found in them. */
#include "config.h"

#include "base/digest.h"
#include "store/found.h"
#include "store/given.h"
#include "store/inside.h"
#include "store/prepare.h"

#include <assert.h>
#include <time.h>

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

static bool article_write(struct store *s, const struct article *a, const struct extraction *x, struct str digest,
			  struct buf *found, struct error *err)
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
static void article_add_words(struct store *s, const struct article *a, const struct extraction *x,
			      const struct store_prepared *p)
{
	struct arena arena = ARENA_INIT;
	if (!p)
		p = store_prepare(a, x, &arena, &arena);
	prepare_words(p, s->next_article, s->words);
	arena_free(&arena);
}

bool store_add(struct store *s, const struct article *a, const struct extraction *x, const struct store_prepared *p,
	       int64_t *row, bool *known, struct error *err)
{
	assert(s->writing);
	char id[DIGEST_LENGTH + 1];
	unsigned char digest[DIGEST_LENGTH / 2];
	if (a->text.n > ARTICLE_MOST_BYTES || a->original.n > ARTICLE_MOST_BYTES || x->event_count >> STORE_INDEX_BITS)
		return error_set(err, ERROR_SYNTAX, "%.*s: an article of more than %d MB; split it", STR_ARG(a->path),
				 ARTICLE_MOST_BYTES / 1000 / 1000);
	if (!digest_bytes(str_of(a->id), -1, digest)) {
		digest_text(a->text, id);
		digest_bytes(str_of(id), -1, digest);
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
