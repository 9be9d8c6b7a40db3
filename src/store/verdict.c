#include "config.h"

#include "store/verdict.h"

#include "base/utf8.h"

void verdict_begin(struct verdict_reader *v, const struct query_run *r, struct db *db, int shelf)
{
	const struct query *q = r->q;
	*v = (struct verdict_reader){.r = r, .db = db, .shelf = shelf, .arena = ARENA_INIT};
	v->matches = mem_zero(q->terms.n, sizeof *v->matches);
	for (size_t i = 0; i < q->terms.n; i++) {
		if (!term_is_text(&q->terms.v[i]))
			continue;
		v->matches[i] = regex_match_new(q->terms.v[i].regex);
		regex_match_watch(v->matches[i], r->watch ? r->watch->cancel : NULL);
	}
	texts_begin(&v->texts, db);
	passages_begin(&v->passages, db);
}

void verdict_end(struct verdict_reader *v)
{
	for (size_t i = 0; v->r && i < v->r->q->terms.n; i++)
		regex_match_free(v->matches[i]);
	mem_free(v->matches);
	texts_end(&v->texts);
	passages_end(&v->passages);
	arena_free(&v->arena);
	arena_free(&v->kept);
}

/* ---- one row ---- */

/* Can it match, at a glance? Who compares plans with what is there asks the pattern alone. */
static bool verdict_can_match(const struct verdict_reader *v, const struct term *t, struct str text)
{
	return v->r->s->planning == STORE_PLAN_NEVER || (needle_may_stand(&t->needle, text) && tail_can_match(&t->tail, text));
}

static enum regex_outcome verdict_find(const struct verdict_reader *v, size_t term, struct str text)
{
	size_t begin, end;
	const struct term *t = &v->r->q->terms.v[term];
	struct regex_match *m = v->matches[term];
	return verdict_can_match(v, t, text) ? regex_find(t->regex, m, text, 0, &begin, &end) : REGEX_NO;
}

static enum regex_outcome verdict_look(const struct verdict_reader *v, size_t term, struct str first, struct str second)
{
	enum regex_outcome a = verdict_find(v, term, first);
	if (a == REGEX_YES || !second.p)
		return a;
	enum regex_outcome b = verdict_find(v, term, second);
	return b == REGEX_NO ? a : b;
}

/* All terms must say yes; a no beats what could not be decided. */
static enum regex_outcome verdict_row(const struct verdict_reader *v, struct str first, struct str second)
{
	enum regex_outcome all = REGEX_YES;
	for (size_t i = 0; i < v->r->q->terms.n; i++) {
		if (!v->matches[i])
			continue;
		enum regex_outcome o = verdict_look(v, i, first, second);
		if (o == REGEX_UNDECIDED)
			all = REGEX_UNDECIDED;
		else if ((o == REGEX_YES) == v->r->q->terms.v[i].negated)
			return REGEX_NO;
	}
	return all;
}

/* ---- one article ---- */

/* It may be kept already, or is to be; else it lives in the arena until the next one. */
static bool verdict_open(struct verdict_reader *v, int64_t article, struct nearby_article **out, struct error *err)
{
	struct nearby *nearby = &v->r->s->nearby;
	struct str text;
	arena_reset(&v->arena);
	if ((*out = nearby_get(nearby, article)))
		return true;
	if (!texts_get(&v->texts, article, &text, err))
		return false;
	text = utf8_clean(text, &v->arena);
	if (v->r->keeps && !nearby_is_full(nearby, v->shelf)) {
		*out = nearby_add(nearby, v->shelf, article, text);
		return true;
	}
	*out = arena_alloc(&v->arena, 1, sizeof **out);
	**out = (struct nearby_article){.article = article, .text = text};
	return true;
}

/* Of a clean text: clean but for a character that an end of the span cuts. */
static struct str verdict_passage(struct str text, struct span span, struct arena *arena)
{
	struct str passage = str_sub(text, span.begin, span.end);
	bool cut = passage.n && (((unsigned char)passage.p[0] & 0xC0) == 0x80 || (span.end < text.n && ((unsigned char)text.p[span.end] & 0xC0) == 0x80));
	return cut ? utf8_clean(passage, arena) : passage;
}

/* What is kept goes to the shelf; the rest is of use until the next article. */
static void verdict_set_passages(struct verdict_reader *v, struct str title, const struct found_passage *found, size_t n, struct nearby_article *a)
{
	struct arena *arena = a->kept ? &v->r->s->nearby.shelf[v->shelf].arena : &v->arena;
	title = utf8_clean(title, &v->arena);
	a->title = a->kept ? arena_str(arena, title) : title;
	a->passages = arena_take(arena, n, sizeof *a->passages);
	a->passage_count = n;
	a->whole = true;
	for (size_t i = 0; i < n; i++) {
		struct str headline = found[i].headline;
		a->passages[i].passage = verdict_passage(a->text, found[i].span, arena);
		a->passages[i].headline = a->kept && headline.p ? arena_str(arena, headline) : headline;
	}
}

static bool verdict_passages(struct verdict_reader *v, struct nearby_article *a, struct error *err)
{
	struct found_passage *found;
	struct str title;
	size_t n;
	if (a->whole)
		return true;
	if (!passages_get(&v->passages, a->article, a->text, &v->arena, &title, &found, &n, err))
		return false;
	verdict_set_passages(v, title, found, n, a);
	return true;
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

static void verdict_rows(struct verdict_reader *v, const struct nearby_article *a, enum regex_outcome of_text, struct verdict *out, bool *undecided)
{
	size_t rows = a->passage_count + 1;
	/* each may take a pattern's match limit, some ms */
	for (size_t i = 0; i < rows && !query_cancelled(v->r, NULL); i++) {
		enum regex_outcome o = i > 0 ? verdict_row(v, a->passages[i - 1].passage, a->passages[i - 1].headline)
				       : of_text == REGEX_YES ? of_text
							      : verdict_row(v, a->text, a->title);
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
	struct nearby_article *a;
	*out = (struct verdict){0, NULL};
	*undecided = false;
	if (!verdict_open(v, article, &a, err))
		return false;
	enum regex_outcome of_text = verdict_row(v, a->text, STR_NONE);
	if (of_text == REGEX_NO && !verdict_by_head(v, article))
		return true;
	if (!verdict_passages(v, a, err))
		return false;
	verdict_rows(v, a, verdict_is_plain(v) ? of_text : REGEX_UNDECIDED, out, undecided);
	return true;
}

bool verdict_keep(struct verdict_reader *v, int64_t article, struct error *err)
{
	struct nearby_article *a;
	return nearby_is_full(&v->r->s->nearby, v->shelf) || (verdict_open(v, article, &a, err) && verdict_passages(v, a, err));
}

bool verdict_any(struct verdict_reader *v, int64_t article, bool *holds, bool *undecided, struct error *err)
{
	struct nearby_article *a;
	struct verdict all = {0, NULL};
	*undecided = false;
	if (!verdict_open(v, article, &a, err))
		return false;
	enum regex_outcome of_text = verdict_row(v, a->text, STR_NONE);
	*holds = of_text == REGEX_YES && verdict_is_plain(v);
	if (*holds || (of_text == REGEX_NO && !verdict_by_head(v, article)))
		return true;
	if (!verdict_passages(v, a, err))
		return false;
	verdict_rows(v, a, verdict_is_plain(v) ? of_text : REGEX_UNDECIDED, &all, undecided);
	*holds = all.few || all.more;
	return true;
}
