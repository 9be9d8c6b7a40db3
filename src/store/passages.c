#include "config.h"

#include "store/passages.h"

enum { PASSAGES_NEAR = 4 }; /* rows that are gone through rather than to look for one */

void passages_begin(struct passages *p, struct db *db)
{
	*p = (struct passages){.db = db};
}

void passages_end(struct passages *p)
{
	if (p->st)
		db_done(p->st);
	p->st = NULL;
}

static bool passages_next(struct passages *p, struct error *err)
{
	enum db_result r = db_step(p->db, p->st, err);
	if (r == DB_ROW)
		p->at = sqlite3_column_int64(p->st, 0);
	else
		p->st = NULL;
	return r != DB_FAILED;
}

static bool passages_look(struct passages *p, int64_t article, struct error *err)
{
	passages_end(p);
	p->st = db_prepare(p->db, "SELECT id, title, found FROM article WHERE id >= ? ORDER BY id", err);
	if (!p->st)
		return false;
	sqlite3_bind_int64(p->st, 1, article);
	return passages_next(p, err);
}

/* To the article's row, if there is one. */
static bool passages_seek(struct passages *p, int64_t article, struct error *err)
{
	if (!p->st || article < p->at || article - p->at > PASSAGES_NEAR)
		return passages_look(p, article, err);
	while (p->st && p->at < article)
		if (!passages_next(p, err))
			return false;
	return true;
}

bool passages_get(struct passages *p, int64_t article, struct str text, struct arena *arena, struct str *title, struct found_passage **out,
		  size_t *count, struct error *err)
{
	if (!passages_seek(p, article, err))
		return false;
	if (!p->st || p->at != article)
		return error_set(err, ERROR_CORRUPT, "%s: article %lld is missing; `dateline check` says what is damaged", p->db->path,
				 (long long)article);
	*title = db_column(p->st, 1);
	return found_unpack_passages(p->db, db_column(p->st, 2), text, article, arena, out, count, err);
}
