#include "config.h"

#include "store/verdict.h"

#include "base/utf8.h"
#include "store/found.h"

/* What one article has to search. */
struct verdict_article {
	struct str text, title;
	struct extraction passages;
};

void verdict_begin(struct verdict_reader *v, const struct query_run *r, struct db *db)
{
	const struct query *q = r->q;
	*v = (struct verdict_reader){.r = r, .db = db, .arena = ARENA_INIT};
	v->matches = mem_zero(q->terms.n, sizeof *v->matches);
	for (size_t i = 0; i < q->terms.n; i++)
		if (term_is_text(&q->terms.v[i]))
			v->matches[i] = regex_match_new(q->terms.v[i].regex);
	texts_begin(&v->texts, db, &r->candidates, &r->sparse);
}

void verdict_end(struct verdict_reader *v)
{
	for (size_t i = 0; v->r && i < v->r->q->terms.n; i++)
		regex_match_free(v->matches[i]);
	mem_free(v->matches);
	texts_end(&v->texts);
	arena_free(&v->arena);
	arena_free(&v->kept);
}

/* ---- one row ---- */

static enum regex_outcome verdict_look(const struct term *t, struct regex_match *m, struct str first, struct str second)
{
	size_t begin, end;
	enum regex_outcome a = regex_find(t->regex, m, first, 0, &begin, &end);
	if (a == REGEX_YES || !second.p)
		return a;
	enum regex_outcome b = regex_find(t->regex, m, second, 0, &begin, &end);
	return b == REGEX_NO ? a : b;
}

/* All terms must say yes; a no beats what could not be decided. */
static enum regex_outcome verdict_row(const struct verdict_reader *v, struct str first, struct str second)
{
	enum regex_outcome all = REGEX_YES;
	for (size_t i = 0; i < v->r->q->terms.n; i++) {
		if (!v->matches[i])
			continue;
		enum regex_outcome o = verdict_look(&v->r->q->terms.v[i], v->matches[i], first, second);
		if (o == REGEX_UNDECIDED)
			all = REGEX_UNDECIDED;
		else if ((o == REGEX_YES) == v->r->q->terms.v[i].negated)
			return REGEX_NO;
	}
	return all;
}

static enum regex_outcome verdict_event(struct verdict_reader *v, const struct verdict_article *a, size_t i)
{
	const struct event *e = &a->passages.events[i];
	struct str passage = str_sub(a->text, e->span.begin, e->span.end);
	return verdict_row(v, utf8_clean(passage, &v->arena), utf8_clean(e->headline, &v->arena));
}

/* ---- one article ---- */

static bool verdict_passages(struct verdict_reader *v, int64_t article, struct verdict_article *a, struct error *err)
{
	sqlite3_stmt *st = db_prepare(v->db, "SELECT title, found FROM article WHERE id = ?", err);
	if (!st)
		return false;
	sqlite3_bind_int64(st, 1, article);
	enum db_result r = db_step(v->db, st, err);
	if (r != DB_ROW)
		return r == DB_DONE && error_set(err, ERROR_CORRUPT, "%s: article %lld is missing; `dateline check` says what is damaged",
						 v->db->path, (long long)article);
	a->title = utf8_clean(arena_str(&v->arena, db_column(st, 0)), &v->arena);
	bool ok = found_passages(v->db, db_column(st, 1), a->text, article, &v->arena, &a->passages, err);
	db_done(st);
	return ok;
}

static void verdict_add(struct verdict_reader *v, struct verdict *out, size_t row, size_t rows)
{
	if (rows > 63 && !out->more)
		out->more = arena_alloc(&v->kept, rows / 64 + 1, sizeof *out->more);
	if (out->more)
		out->more[row / 64] |= UINT64_C(1) << row % 64;
	else
		out->few |= UINT64_C(1) << row;
}

/* Can a title or a headline answer, or a passage where the text does not? */
static bool verdict_by_head(const struct verdict_reader *v, int64_t article)
{
	return !v->r->local || !v->r->heads.bits || words_set_has(&v->r->heads, article);
}

/* Reads the text and asks it alone. */
static bool verdict_text(struct verdict_reader *v, int64_t article, struct verdict_article *a, enum regex_outcome *out, struct error *err)
{
	arena_reset(&v->arena);
	if (!texts_get(&v->texts, article, &a->text, err))
		return false;
	a->text = utf8_clean(a->text, &v->arena);
	*out = verdict_row(v, a->text, STR_NONE);
	return true;
}

static void verdict_rows(struct verdict_reader *v, const struct verdict_article *a, enum regex_outcome of_text, struct verdict *out, bool *undecided)
{
	size_t rows = a->passages.event_count + 1;
	for (size_t i = 0; i < rows; i++) {
		enum regex_outcome o = i > 0 ? verdict_event(v, a, i - 1) : of_text == REGEX_YES ? of_text : verdict_row(v, a->text, a->title);
		*undecided |= o == REGEX_UNDECIDED;
		if (o == REGEX_YES)
			verdict_add(v, out, i, rows);
	}
}

/* What the text alone tells is told of the report, where no term is negated. */
static bool verdict_is_plain(const struct verdict_reader *v)
{
	for (size_t i = 0; i < v->r->q->terms.n; i++)
		if (v->matches[i] && v->r->q->terms.v[i].negated)
			return false;
	return true;
}

bool verdict_read(struct verdict_reader *v, int64_t article, struct verdict *out, bool *undecided, struct error *err)
{
	struct verdict_article a = {.title = STR_NONE};
	enum regex_outcome of_text;
	*out = (struct verdict){0, NULL};
	*undecided = false;
	if (!verdict_text(v, article, &a, &of_text, err))
		return false;
	if (of_text == REGEX_NO && !verdict_by_head(v, article))
		return true;
	if (!verdict_passages(v, article, &a, err))
		return false;
	verdict_rows(v, &a, verdict_is_plain(v) ? of_text : REGEX_UNDECIDED, out, undecided);
	return true;
}

bool verdict_any(struct verdict_reader *v, int64_t article, bool *holds, bool *undecided, struct error *err)
{
	struct verdict_article a = {.title = STR_NONE};
	struct verdict all = {0, NULL};
	enum regex_outcome of_text;
	*undecided = false;
	if (!verdict_text(v, article, &a, &of_text, err))
		return false;
	*holds = of_text == REGEX_YES && verdict_is_plain(v);
	if (*holds || (of_text == REGEX_NO && !verdict_by_head(v, article)))
		return true;
	if (!verdict_passages(v, article, &a, err))
		return false;
	verdict_rows(v, &a, verdict_is_plain(v) ? of_text : REGEX_UNDECIDED, &all, undecided);
	*holds = all.few || all.more;
	return true;
}
