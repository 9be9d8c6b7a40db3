#include "config.h"

#include "store/given.h"

#include "base/utf8.h"
#include "store/inside.h"

#include <assert.h>

static size_t given_cut(struct str path)
{
	size_t at = path.n;
	while (at > 0 && path.p[at - 1] >= '0' && path.p[at - 1] <= '9')
		at--;
	if (at > 0 && at < path.n && path.p[at - 1] == ':')
		return at;
	for (at = path.n; at > 0 && path.p[at - 1] != '/';)
		at--;
	return at;
}

struct str given_head(struct str path)
{
	return str_sub(path, 0, given_cut(path));
}

struct str given_tail(struct str path)
{
	return str_sub(path, given_cut(path), path.n);
}

/* ---- finding ---- */

/* The statement's rows, articles, each once: none, one, or more than that. */
static bool given_collect(struct store *s, sqlite3_stmt *st, struct str id, int64_t found[static 2], struct error *err)
{
	if (!st)
		return false;
	db_bind_text(st, 1, id);
	enum db_result r;
	while ((r = db_step(&s->db, st, err)) == DB_ROW) {
		int64_t row = sqlite3_column_int64(st, 0);
		if (!found[0] || found[0] == row)
			found[0] = row;
		else
			found[1] = row;
	}
	return r == DB_DONE;
}

bool store_find_given(struct store *s, struct str id, int64_t *row, struct error *err)
{
	int64_t found[2] = {0, 0};
	*row = 0;
	if (!id.n)
		return true;
	/* an id mostly differs from others at its end, and the index holds no more than that */
	if (!given_collect(s,
			   db_prepare(&s->db,
				      "SELECT id FROM article WHERE substr(given_id, -8) = substr(?1, -8) AND given_id <> '' AND given_id = ?1"
				      " LIMIT 2",
				      err),
			   id, found, err) ||
	    !given_collect(s, db_prepare(&s->db, "SELECT article FROM alias WHERE given_id = ? LIMIT 2", err), id, found, err))
		return false;
	if (found[1])
		return error_set(err, ERROR_USAGE, "%.*s: more than one article came with this id; give its digest", STR_ARG(id));
	*row = found[0];
	return true;
}

bool store_is_given(struct store *s, int64_t row, struct str id, bool *is, struct error *err)
{
	*is = true;
	if (!id.n)
		return true;
	sqlite3_stmt *st = db_prepare(&s->db,
				      "SELECT 1 FROM article WHERE id = ?1 AND given_id = ?2"
				      " UNION ALL SELECT 1 FROM alias WHERE article = ?1 AND given_id = ?2",
				      err);
	if (!st)
		return false;
	sqlite3_bind_int64(st, 1, row);
	db_bind_text(st, 2, id);
	enum db_result r = db_step(&s->db, st, err);
	*is = r == DB_ROW;
	db_done(st);
	return r != DB_FAILED;
}

/* ---- aliases ---- */

bool given_add_alias(struct store *s, int64_t row, const struct article *a, struct error *err)
{
	bool is;
	uint32_t source, folder;
	assert(s->writing);
	if (!store_is_given(s, row, a->given_id, &is, err))
		return false;
	if (is)
		return true;
	sqlite3_stmt *st = db_prepare(&s->db, "INSERT INTO alias (article, given_id, source, folder, path) VALUES (?, ?, ?, ?, ?)", err);
	if (!st || !names_number(&s->names, &s->db, a->source, &source, err) ||
	    !names_number(&s->names, &s->db, given_head(a->path), &folder, err))
		return false;
	sqlite3_bind_int64(st, 1, row);
	db_bind_text(st, 2, a->given_id);
	sqlite3_bind_int64(st, 3, source);
	sqlite3_bind_int64(st, 4, folder);
	db_bind_text(st, 5, given_tail(a->path));
	return db_finish(&s->db, st, err);
}

bool given_aliases(struct store *s, int64_t row, struct arena *arena, struct article *a, struct error *err)
{
	sqlite3_stmt *st = db_prepare(&s->db, "SELECT given_id FROM alias WHERE article = ? ORDER BY given_id", err);
	if (!st)
		return false;
	sqlite3_bind_int64(st, 1, row);
	VEC(struct str) ids = {0};
	enum db_result r;
	while ((r = db_step(&s->db, st, err)) == DB_ROW) {
		struct buf b = BUF_INIT;
		utf8_repair(db_column(st, 0), &b);
		*vec_push(&ids) = arena_str(arena, buf_str(&b));
		buf_free(&b);
	}
	a->also_count = ids.n;
	a->also = arena_alloc(arena, ids.n, sizeof *a->also);
	for (size_t i = 0; i < ids.n; i++)
		a->also[i] = ids.v[i];
	vec_free(&ids);
	return r == DB_DONE;
}
