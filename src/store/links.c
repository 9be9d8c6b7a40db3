/* The links between events. */
#include "config.h"

#include "store/inside.h"

#include <assert.h>

static bool links_write(struct store *s, const struct link *l, const char *sql, struct error *err)
{
	sqlite3_stmt *st = db_prepare(&s->db, sql, err);
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

bool store_add_link(struct store *s, const struct link *l, struct error *err)
{
	assert(s->writing);
	if (!links_write(s, l, "INSERT OR IGNORE INTO link (origin, target, kind, score, reason) VALUES (?1, ?2, ?3, ?4, ?5)", err))
		return false;
	if (sqlite3_changes(s->db.handle) == 0)
		return links_write(s, l, "UPDATE link SET score = ?4, reason = ?5 WHERE origin = ?1 AND target = ?2 AND kind = ?3", err);
	rows_batch_link(&s->rows, l->from, 1);
	rows_batch_link(&s->rows, l->to, 1);
	return true;
}

bool store_count_links(struct store *s, int64_t *out, struct error *err)
{
	return db_integer(&s->db, "SELECT count(*) FROM link", 0, out, err);
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

/* What the statement finds. */
static bool links_collect(struct store *s, sqlite3_stmt *st, struct arena *arena, struct link **out, size_t *count, struct error *err)
{
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

static bool links_event_id(struct store *s, int64_t event, struct arena *arena, struct str *id, const struct note_state **state,
			   struct error *err)
{
	struct event e;
	struct article a;
	int64_t article;
	if (!store_event(s, event, arena, &e, &article, err) || !store_article_head(s, article, arena, &a, err))
		return false;
	*id = store_event_id(arena, a.id, e.span);
	*state = notes_find(s->notes, a.id, e.span);
	return true;
}

/* Rejecting a link is said of both its ends, so one of them is enough to ask. */
static bool links_reject(struct store *s, int64_t event, struct arena *arena, struct link *links, size_t n, struct error *err)
{
	const struct note_state *state, *other;
	struct str id;
	if (n == 0 || !links_event_id(s, event, arena, &id, &state, err))
		return n == 0;
	for (size_t i = 0; state && state->unlinked_count && i < n; i++) {
		if (!links_event_id(s, links[i].from == event ? links[i].to : links[i].from, arena, &id, &other, err))
			return false;
		for (size_t k = 0; k < state->unlinked_count; k++)
			links[i].rejected |= notes_same_event(s->notes, state->unlinked[k], id);
	}
	return true;
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
	return links_collect(s, st, arena, out, count, err) &&
	       (!s->notes || !notes_unlinks(s->notes) || links_reject(s, event, arena, *out, *count, err));
}

bool store_series_links(struct store *s, int64_t event, struct arena *arena, struct link **out, size_t *count, struct error *err)
{
	sqlite3_stmt *st = db_prepare(&s->db, "SELECT origin, target, kind, score, reason FROM link WHERE origin = ? AND kind = ?", err);
	if (!st)
		return false;
	sqlite3_bind_int64(st, 1, event);
	sqlite3_bind_int(st, 2, LINK_SERIES);
	return links_collect(s, st, arena, out, count, err);
}

bool store_remove_link(struct store *s, const struct link *l, struct error *err)
{
	assert(s->writing);
	sqlite3_stmt *st = db_prepare(&s->db, "DELETE FROM link WHERE origin = ? AND kind = ? AND target = ?", err);
	if (!st)
		return false;
	sqlite3_bind_int64(st, 1, l->from);
	sqlite3_bind_int(st, 2, l->kind);
	sqlite3_bind_int64(st, 3, l->to);
	if (!db_finish(&s->db, st, err))
		return false;
	if (sqlite3_changes(s->db.handle)) {
		rows_batch_link(&s->rows, l->from, -1);
		rows_batch_link(&s->rows, l->to, -1);
	}
	return true;
}
