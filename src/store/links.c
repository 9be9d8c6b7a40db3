/* The links between events. */
#include "config.h"

#include "store/inside.h"

#include <assert.h>

bool store_add_link(struct store *s, const struct link *l, struct error *err)
{
	assert(s->writing);
	sqlite3_stmt *st =
		db_prepare(&s->db, "INSERT OR REPLACE INTO link (origin, target, kind, score, reason) VALUES (?, ?, ?, ?, ?)", err);
	if (!st)
		return false;
	/* the same event either way round is one link */
	bool turned = l->kind == LINK_SAME && l->from > l->to;
	sqlite3_bind_int64(st, 1, turned ? l->to : l->from);
	sqlite3_bind_int64(st, 2, turned ? l->from : l->to);
	sqlite3_bind_int(st, 3, l->kind);
	sqlite3_bind_int(st, 4, l->score);
	db_bind_text(st, 5, l->reason);
	return db_finish(&s->db, st, err);
}

static void links_take(sqlite3_stmt *st, struct arena *arena, struct link *out)
{
	int64_t kind = sqlite3_column_int64(st, 2);
	*out = (struct link){
		.from = sqlite3_column_int64(st, 0),
		.to = sqlite3_column_int64(st, 1),
		.kind = kind >= 0 && kind < LINK_KIND_COUNT ? (enum link_kind)kind : LINK_SAME,
		.score = (uint8_t)sqlite3_column_int(st, 3),
		.reason = arena_str(arena, db_column(st, 4)),
	};
}

bool store_links_of(struct store *s, int64_t event, struct arena *arena, struct link **out, size_t *count, struct error *err)
{
	sqlite3_stmt *st = db_prepare(&s->db,
				      "SELECT origin, target, kind, score, reason FROM link WHERE origin = ?1"
				      " UNION ALL SELECT origin, target, kind, score, reason FROM link WHERE target = ?1"
				      " ORDER BY 3, 4 DESC, 1, 2",
				      err);
	if (!st)
		return false;
	sqlite3_bind_int64(st, 1, event);
	VEC(struct link) links = {0};
	enum db_result r;
	while ((r = db_step(&s->db, st, err)) == DB_ROW)
		links_take(st, arena, vec_push(&links));
	if (r == DB_DONE) {
		*count = links.n;
		*out = arena_alloc(arena, links.n, sizeof **out);
		for (size_t i = 0; i < links.n; i++)
			(*out)[i] = links.v[i];
	}
	vec_free(&links);
	return r == DB_DONE;
}
