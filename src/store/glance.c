/* What an article is like, for who need not read all of it: a large one takes seconds. */
#include "config.h"

#include "base/utf8.h"
#include "store/inside.h"
#include "store/pack.h"

bool store_glance(struct store *s, int64_t row, size_t most, struct arena *arena, struct str *text, size_t *events, struct error *err)
{
	sqlite3_stmt *st = db_prepare(&s->db, "SELECT block, found FROM article WHERE id = ?", err);
	if (!st)
		return false;
	sqlite3_bind_int64(st, 1, row);
	enum db_result r = db_step(&s->db, st, err);
	if (r == DB_DONE)
		error_set(err, ERROR_CORRUPT, "%s: article %lld is missing; `dateline check` says what is damaged", s->db.path, (long long)row);
	if (r != DB_ROW)
		return false;
	struct unpack u = unpack_of(db_column(st, 1));
	*events = unpack_count(&u); /* what is found begins with it: found.h */
	bool ok = block_text(&s->block, &s->db, sqlite3_column_int64(st, 0), row, most, arena, text, err);
	db_done(st);
	if (ok)
		*text = utf8_clean(*text, arena);
	return ok;
}
