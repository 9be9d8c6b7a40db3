#include "config.h"

#include "store/query_sets.h"

#include "base/utf8.h"
#include "store/guess.h"

/* Letter case aside, in any script. */
static bool sets_same_name(struct str a, struct str b)
{
	struct buf x = BUF_INIT, y = BUF_INIT;
	utf8_fold(a, &x);
	utf8_fold(b, &y);
	bool same = str_eq(buf_str(&x), buf_str(&y));
	buf_free(&x);
	buf_free(&y);
	return same;
}

/* What finds `text` in a name as the query's words are found in texts: whole words, here letter case aside. */
static bool sets_names_regex(struct str text, struct regex **out, struct error *err)
{
	struct buf folded = BUF_INIT, pattern = BUF_INIT;
	utf8_fold(text, &folded);
	query_words_pattern(buf_str(&folded), &pattern);
	bool ok = regex_compile(buf_str(&pattern), 0, out, err);
	buf_free(&folded);
	buf_free(&pattern);
	return ok;
}

static bool sets_names(const struct regex *r, struct regex_match *m, struct str name)
{
	struct buf folded = BUF_INIT;
	size_t begin, end;
	utf8_fold(name, &folded);
	bool found = regex_find(r, m, buf_str(&folded), 0, &begin, &end) == REGEX_YES;
	buf_free(&folded);
	return found;
}

static bool sets_no_source(const struct term *t, const struct guess *g, struct error *err)
{
	if (g->best.n)
		return error_set_at(err, ERROR_USAGE, t->column,
				    "query: no source is called `%.*s`; did you mean `source:\"%.*s\"`?", STR_ARG(t->text),
				    STR_ARG(g->best));
	return error_set_at(err, ERROR_USAGE, t->column,
			    "query: no source is called `%.*s`; the corpus names its sources in `dateline articles`",
			    STR_ARG(t->text));
}

bool query_sets_sources(struct query_run *r, const struct term *t, struct ids *set, struct error *err)
{
	struct db *db = &r->s->db;
	struct regex *words;
	sqlite3_stmt *st = db_prepare(db, "SELECT s.name, n.text FROM source s JOIN name n ON n.id = s.name", err);
	if (!st || !sets_names_regex(t->text, &words, err))
		return false;
	struct regex_match *match = regex_match_new(words);
	struct guess g = guess_of(t->text);
	struct arena arena = ARENA_INIT;
	enum db_result step;
	while ((step = db_step(db, st, err)) == DB_ROW) {
		struct str name = arena_str(&arena, db_column(st, 1));
		if (sets_names(words, match, name))
			*vec_push(set) = sqlite3_column_int64(st, 0);
		guess_try(&g, name);
	}
	bool ok = step == DB_DONE && (set->n || sets_no_source(t, &g, err));
	regex_match_free(match);
	regex_free(words);
	arena_free(&arena);
	return ok;
}

static bool sets_has_tag(const struct note_state *state, struct str tag)
{
	for (size_t i = 0; i < state->tag_count; i++)
		if (sets_same_name(state->tags[i], tag))
			return true;
	return false;
}

void query_sets_tags(struct query_run *r, const struct term *t, struct ids *set)
{
	const struct overlay *o = &r->s->overlay;
	for (size_t i = 0; r->s->notes && i < o->marks.n; i++)
		if (sets_has_tag(o->marks.v[i].state, t->text))
			*vec_push(set) = o->marks.v[i].id;
}
