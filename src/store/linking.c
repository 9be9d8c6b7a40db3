/* What the linker keeps in the corpus between batches: keys, series, and how far it has come. */
#include "config.h"

#include "store/inside.h"

#include <assert.h>

bool store_last_article(struct store *s, int64_t *row, struct error *err)
{
	if (s->writing) {
		*row = s->next_article - 1;
		return true;
	}
	return db_integer(&s->db, "SELECT max(id) FROM article", 0, row, err);
}

int64_t store_committed_article(const struct store *s)
{
	return s->committed;
}

/* ---- how far ---- */

bool store_link_state(struct store *s, struct arena *arena, int64_t *articles, struct str *words, struct error *err)
{
	sqlite3_stmt *st = db_prepare(&s->db, "SELECT articles, words FROM link_state", err);
	if (!st)
		return false;
	*articles = 0;
	*words = STR_NONE;
	enum db_result r = db_step(&s->db, st, err);
	if (r == DB_ROW) {
		*articles = sqlite3_column_int64(st, 0);
		*words = arena_str(arena, db_column(st, 1));
	}
	db_done(st);
	return r != DB_FAILED;
}

bool store_set_link_articles(struct store *s, int64_t articles, struct error *err)
{
	assert(s->writing);
	sqlite3_stmt *st = db_prepare(&s->db, "UPDATE link_state SET articles = ?", err);
	if (!st)
		return false;
	sqlite3_bind_int64(st, 1, articles);
	return db_finish(&s->db, st, err);
}

bool store_set_link_words(struct store *s, struct str words, struct error *err)
{
	assert(s->writing);
	sqlite3_stmt *st = db_prepare(&s->db, "UPDATE link_state SET words = ?", err);
	if (!st)
		return false;
	db_bind_blob(st, 1, words);
	return db_finish(&s->db, st, err);
}

/* ---- keys ---- */

bool store_fetch_link_keys(struct store *s, const uint64_t *keys, size_t n, struct error *err)
{
	return keys_fetch(&s->keys, &s->db, keys, n, err);
}

void store_expect_link_keys(const struct store *s, const uint64_t *keys, size_t n)
{
	keys_expect(&s->keys, keys, n);
}

size_t store_link_key(const struct store *s, uint64_t key, struct store_key_event events[static STORE_KEY_MOST])
{
	return keys_events(&s->keys, key, events);
}

void store_add_link_key(struct store *s, uint64_t key, struct store_key_event event)
{
	assert(s->writing);
	keys_add(&s->keys, key, event);
}

/* ---- series ---- */

bool store_add_series(struct store *s, uint64_t key, const struct store_series *m, struct error *err)
{
	assert(s->writing);
	uint32_t name;
	if (!names_number(&s->names, &s->db, m->name, &name, err))
		return false;
	sqlite3_stmt *st = db_prepare(&s->db,
				      "INSERT OR REPLACE INTO link_series (key, event, day_from, day_to, precision, rank, name)"
				      " VALUES (?, ?, ?, ?, ?, ?, ?)",
				      err);
	if (!st)
		return false;
	sqlite3_bind_int64(st, 1, (int64_t)key);
	sqlite3_bind_int64(st, 2, m->event);
	sqlite3_bind_int(st, 3, m->when.from);
	sqlite3_bind_int(st, 4, m->when.to);
	sqlite3_bind_int(st, 5, m->precision);
	sqlite3_bind_int64(st, 6, m->rank);
	sqlite3_bind_int64(st, 7, name);
	return db_finish(&s->db, st, err);
}

/* A value that a damaged file may hold is brought into its range. */
static bool linking_take_series(struct store *s, sqlite3_stmt *st, struct store_series *out, struct error *err)
{
	const char *name;
	if (!names_text(&s->names, &s->db, (uint64_t)sqlite3_column_int64(st, 5), &name, err))
		return false;
	int precision = sqlite3_column_int(st, 3);
	*out = (struct store_series){
		.event = sqlite3_column_int64(st, 0),
		.when = {sqlite3_column_int(st, 1), sqlite3_column_int(st, 2)},
		.precision = precision >= 0 && precision < PRECISION_COUNT ? (enum precision)precision : PRECISION_DAY,
		.rank = (uint32_t)sqlite3_column_int64(st, 4),
		.name = str_of(name),
	};
	return true;
}

bool store_series(struct store *s, uint64_t key, size_t most, struct arena *arena, struct store_series **out, size_t *count,
		  struct error *err)
{
	sqlite3_stmt *st = db_prepare(
		&s->db, "SELECT event, day_from, day_to, precision, rank, name FROM link_series WHERE key = ? ORDER BY event LIMIT ?", err);
	if (!st)
		return false;
	sqlite3_bind_int64(st, 1, (int64_t)key);
	sqlite3_bind_int64(st, 2, (int64_t)most);
	VEC(struct store_series) members = {0};
	enum db_result r;
	bool ok = true;
	while (ok && (r = db_step(&s->db, st, err)) == DB_ROW)
		ok = linking_take_series(s, st, vec_push(&members), err);
	db_done(st);
	ok = ok && r == DB_DONE;
	if (ok) {
		*count = members.n;
		*out = arena_alloc(arena, members.n, sizeof **out);
		for (size_t i = 0; i < members.n; i++)
			(*out)[i] = members.v[i];
	}
	vec_free(&members);
	return ok;
}

/* ---- taking away ---- */

bool store_remove_links(struct store *s, struct error *err)
{
	assert(s->writing);
	keys_free(&s->keys);
	s->rows.links.n = 0;
	return rows_segment_forget_links(&s->db, err) &&
	       db_exec(&s->db,
		       "DELETE FROM link; DELETE FROM link_page; DELETE FROM link_run; DELETE FROM link_series;"
		       " UPDATE link_state SET articles = 0, words = x''",
		       err);
}
