#include "config.h"

#include "store/names.h"

#include <string.h>

void names_forget(struct names *n)
{
	vec_free(&n->texts);
	vec_free(&n->slots);
	n->used = 0;
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
static struct names_slot *names_slot(struct names *n, struct str text, uint32_t hash)
{
	size_t mask = n->slots.n - 1;
	for (size_t i = hash & mask;; i = (i + 1) & mask) {
		struct names_slot *slot = &n->slots.v[i];
		if (slot->number == 0 || (slot->hash == hash && str_eq(str_of(n->texts.v[slot->number]), text)))
			return slot;
	}
}

static void names_grow(struct names *n)
{
	struct names old = {.slots = {n->slots.v, n->slots.n, n->slots.cap}};
	size_t size = n->slots.n ? n->slots.n * 2 : 1024;
	memset(&n->slots, 0, sizeof n->slots);
	vec_reserve(&n->slots, size);
	n->slots.n = size;
	memset(n->slots.v, 0, size * sizeof *n->slots.v);
	for (size_t i = 0; i < old.slots.n; i++) {
		size_t at = old.slots.v[i].hash & (size - 1);
		if (!old.slots.v[i].number)
			continue;
		while (n->slots.v[at].number)
			at = (at + 1) & (size - 1);
		n->slots.v[at] = old.slots.v[i];
	}
	vec_free(&old.slots);
}

static const char *names_remember(struct names *n, uint32_t number, struct str text)
{
	while (n->texts.n <= number)
		*vec_push(&n->texts) = NULL;
	n->texts.v[number] = arena_cstr(&n->arena, text);
	return n->texts.v[number];
}

static void names_index(struct names *n, uint32_t number, struct str text, uint32_t hash)
{
	if (n->used * 2 >= n->slots.n)
		names_grow(n);
	*names_slot(n, text, hash) = (struct names_slot){hash, number};
	n->used++;
}

/* Numbers are consecutive, so a huge one is damage, not a reason for a huge array. */
static bool names_number_is_sane(uint64_t number)
{
	return number > 0 && number < 1u << 28;
}

/* The number that the file has for a text; 0 for none. */
static bool names_find(struct db *db, struct str text, uint32_t *out, struct error *err)
{
	sqlite3_stmt *st = db_prepare(db, "SELECT id FROM name WHERE text = ?", err);
	if (!st)
		return false;
	db_bind_text(st, 1, text);
	enum db_result r = db_step(db, st, err);
	uint64_t number = r == DB_ROW ? (uint64_t)sqlite3_column_int64(st, 0) : 0;
	db_done(st);
	*out = names_number_is_sane(number) ? (uint32_t)number : 0;
	return r != DB_FAILED;
}

static bool names_add(struct db *db, struct str text, uint32_t *out, struct error *err)
{
	sqlite3_stmt *st = db_prepare(db, "INSERT INTO name (text) VALUES (?)", err);
	if (!st)
		return false;
	db_bind_text(st, 1, text);
	if (!db_finish(db, st, err))
		return false;
	*out = (uint32_t)sqlite3_last_insert_rowid(db->handle);
	return true;
}

bool names_number(struct names *n, struct db *db, struct str text, uint32_t *out, struct error *err)
{
	*out = 0;
	if (text.n == 0)
		return true;
	uint32_t hash = names_hash(text);
	uint32_t number = n->slots.n ? names_slot(n, text, hash)->number : 0;
	if (!number) {
		if (!names_find(db, text, &number, err) || (!number && !names_add(db, text, &number, err)))
			return false;
		names_remember(n, number, text);
		names_index(n, number, text, hash);
	}
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
