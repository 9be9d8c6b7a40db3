#include "config.h"

#include "store/names.h"

#include <string.h>

void names_forget(struct names *n)
{
	vec_free(&n->texts);
	vec_free(&n->slots);
	n->used = 0;
	n->complete = false;
}

void names_free(struct names *n)
{
	names_forget(n);
	arena_free(&n->arena);
}

/* FNV-1a: short texts, no enemy who gains by a collision. */
static uint32_t names_hash(struct str s)
{
	uint32_t h = 2166136261u;
	for (size_t i = 0; i < s.n; i++)
		h = (h ^ (unsigned char)s.p[i]) * 16777619u;
	return h;
}

/* The slot that holds the text, or the empty one where it belongs. */
static uint32_t *names_slot(struct names *n, struct str text)
{
	size_t mask = n->slots.n - 1;
	for (size_t i = names_hash(text) & mask;; i = (i + 1) & mask) {
		uint32_t number = n->slots.v[i];
		if (number == 0 || str_eq(str_of(n->texts.v[number]), text))
			return &n->slots.v[i];
	}
}

static void names_grow(struct names *n)
{
	size_t size = n->slots.n ? n->slots.n * 2 : 1024;
	vec_free(&n->slots);
	vec_reserve(&n->slots, size);
	n->slots.n = size;
	memset(n->slots.v, 0, size * sizeof *n->slots.v);
	for (size_t i = 1; i < n->texts.n; i++)
		if (n->texts.v[i])
			*names_slot(n, str_of(n->texts.v[i])) = (uint32_t)i;
}

static const char *names_remember(struct names *n, uint32_t number, struct str text)
{
	while (n->texts.n <= number)
		*vec_push(&n->texts) = NULL;
	n->texts.v[number] = arena_cstr(&n->arena, text);
	return n->texts.v[number];
}

static void names_index(struct names *n, uint32_t number)
{
	if (n->used * 2 >= n->slots.n)
		names_grow(n);
	*names_slot(n, str_of(n->texts.v[number])) = number;
	n->used++;
}

/* Numbers are consecutive, so a huge one is damage, not a reason for a huge array. */
static bool names_number_is_sane(uint64_t number)
{
	return number > 0 && number < 1u << 28;
}

static bool names_load(struct names *n, struct db *db, struct error *err)
{
	names_forget(n);
	sqlite3_stmt *st = db_prepare(db, "SELECT id, text FROM name ORDER BY id", err);
	if (!st)
		return false;
	enum db_result r;
	while ((r = db_step(db, st, err)) == DB_ROW) {
		uint64_t number = (uint64_t)sqlite3_column_int64(st, 0);
		if (!names_number_is_sane(number))
			continue;
		names_remember(n, (uint32_t)number, db_column(st, 1));
		names_index(n, (uint32_t)number);
	}
	n->complete = r == DB_DONE;
	return n->complete;
}

static bool names_add(struct names *n, struct db *db, struct str text, uint32_t *out, struct error *err)
{
	sqlite3_stmt *st = db_prepare(db, "INSERT INTO name (text) VALUES (?)", err);
	if (!st)
		return false;
	db_bind_text(st, 1, text);
	if (!db_finish(db, st, err))
		return false;
	uint32_t number = (uint32_t)sqlite3_last_insert_rowid(db->handle);
	names_remember(n, number, text);
	names_index(n, number);
	*out = number;
	return true;
}

bool names_number(struct names *n, struct db *db, struct str text, uint32_t *out, struct error *err)
{
	if (text.n == 0) {
		*out = 0;
		return true;
	}
	if (!n->complete && !names_load(n, db, err))
		return false;
	uint32_t number = n->slots.n ? *names_slot(n, text) : 0;
	if (!number)
		return names_add(n, db, text, out, err);
	*out = number;
	return true;
}

static bool names_fetch(struct names *n, struct db *db, uint32_t number, struct error *err)
{
	sqlite3_stmt *st = db_prepare(db, "SELECT text FROM name WHERE id = ?", err);
	if (!st)
		return false;
	sqlite3_bind_int64(st, 1, number);
	enum db_result r = db_step(db, st, err);
	if (r == DB_ROW)
		names_remember(n, number, db_column(st, 0));
	db_done(st);
	return r == DB_ROW || (r == DB_DONE && error_set(err, ERROR_CORRUPT, "%s: name %u is missing; `dateline check` says what is damaged",
							 db->path, number));
}

bool names_text(struct names *n, struct db *db, uint64_t number, const char **out, struct error *err)
{
	if (number == 0) {
		*out = NULL;
		return true;
	}
	if (!names_number_is_sane(number))
		return error_set(err, ERROR_CORRUPT, "%s: a name has an impossible number; `dateline check` says what is damaged", db->path);
	if ((number >= n->texts.n || !n->texts.v[number]) && !names_fetch(n, db, (uint32_t)number, err))
		return false;
	*out = n->texts.v[number];
	return true;
}
