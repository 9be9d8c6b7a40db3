#include "config.h"

#include "store/query_run.h"

#include "base/utf8.h"
#include "store/guess.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

bool query_cancelled(const struct query_run *r, struct error *err)
{
	if (!r->watch || !r->watch->cancel || !atomic_load_explicit(r->watch->cancel, memory_order_relaxed))
		return false;
	error_set(err, ERROR_INTERRUPTED, "query: stopped");
	return true;
}

/* ---- sets ---- */

static int query_compare_ids(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;
	return (*x > *y) - (*x < *y);
}

static bool query_set_has(const struct query_set *set, int64_t id)
{
	return set->ids.n && bsearch(&id, set->ids.v, set->ids.n, sizeof id, query_compare_ids);
}

/* Letter case aside, in any script. */
static bool query_same_name(struct str a, struct str b)
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
static bool query_names_regex(struct str text, struct regex **out, struct error *err)
{
	struct buf folded = BUF_INIT, pattern = BUF_INIT;
	utf8_fold(text, &folded);
	query_words_pattern(buf_str(&folded), &pattern);
	bool ok = regex_compile(buf_str(&pattern), 0, out, err);
	buf_free(&folded);
	buf_free(&pattern);
	return ok;
}

static bool query_names(const struct regex *r, struct regex_match *m, struct str name)
{
	struct buf folded = BUF_INIT;
	size_t begin, end;
	utf8_fold(name, &folded);
	bool found = regex_find(r, m, buf_str(&folded), 0, &begin, &end) == REGEX_YES;
	buf_free(&folded);
	return found;
}

static bool query_no_source(const struct term *t, const struct guess *g, struct error *err)
{
	if (g->best.n)
		return error_set_at(err, ERROR_USAGE, t->column, "query: no source is called `%.*s`; did you mean `source:\"%.*s\"`?",
				    STR_ARG(t->text), STR_ARG(g->best));
	return error_set_at(err, ERROR_USAGE, t->column, "query: no source is called `%.*s`; the corpus names its sources in `dateline articles`",
			    STR_ARG(t->text));
}

static bool query_collect_sources(struct query_run *r, const struct term *t, struct query_set *set, struct error *err)
{
	struct db *db = &r->s->db;
	struct regex *words;
	sqlite3_stmt *st = db_prepare(db, "SELECT s.name, n.text FROM source s JOIN name n ON n.id = s.name", err);
	if (!st || !query_names_regex(t->text, &words, err))
		return false;
	struct regex_match *match = regex_match_new(words);
	struct guess g = guess_of(t->text);
	struct arena arena = ARENA_INIT;
	enum db_result step;
	while ((step = db_step(db, st, err)) == DB_ROW) {
		struct str name = arena_str(&arena, db_column(st, 1));
		if (query_names(words, match, name))
			*vec_push(&set->ids) = sqlite3_column_int64(st, 0);
		guess_try(&g, name);
	}
	bool ok = step == DB_DONE && (set->ids.n || query_no_source(t, &g, err));
	regex_match_free(match);
	regex_free(words);
	arena_free(&arena);
	return ok;
}

/* Taken out again when none of its links of these kinds is left standing. */
static bool query_drop_rejected(struct query_run *r, const struct term *t, struct query_set *set, struct error *err)
{
	const struct overlay *o = &r->s->overlay;
	struct arena arena = ARENA_INIT;
	bool ok = true;
	for (size_t i = 0; ok && r->s->notes && i < o->marks.n; i++) {
		struct link *links = NULL;
		size_t n = 0, left = 0, kept = 0;
		if (o->marks.v[i].id < 0 || !o->marks.v[i].state->unlinked_count)
			continue;
		ok = store_links_of(r->s, o->marks.v[i].id, &arena, &links, &n, err);
		for (size_t k = 0; ok && k < n; k++)
			left += !links[k].rejected && (t->any >> links[k].kind & 1);
		for (size_t k = 0; ok && !left && k < set->ids.n; k++)
			if (set->ids.v[k] != o->marks.v[i].id)
				set->ids.v[kept++] = set->ids.v[k];
		if (ok && !left)
			set->ids.n = kept;
	}
	arena_free(&arena);
	return ok;
}

static bool query_collect_links(struct query_run *r, const struct term *t, struct query_set *set, struct error *err)
{
	sqlite3_stmt *st = db_prepare(&r->s->db, "SELECT kind, origin, target FROM link", err);
	if (!st)
		return false;
	enum db_result step;
	while ((step = db_step(&r->s->db, st, err)) == DB_ROW) {
		int64_t kind = sqlite3_column_int64(st, 0);
		if (kind < 0 || kind >= LINK_KIND_COUNT || !(t->any >> kind & 1))
			continue;
		*vec_push(&set->ids) = sqlite3_column_int64(st, 1);
		*vec_push(&set->ids) = sqlite3_column_int64(st, 2);
	}
	return step == DB_DONE && query_drop_rejected(r, t, set, err);
}

static bool query_has_tag(const struct note_state *state, struct str tag)
{
	for (size_t i = 0; i < state->tag_count; i++)
		if (query_same_name(state->tags[i], tag))
			return true;
	return false;
}

static void query_collect_tags(struct query_run *r, const struct term *t, struct query_set *set)
{
	const struct overlay *o = &r->s->overlay;
	for (size_t i = 0; r->s->notes && i < o->marks.n; i++)
		if (query_has_tag(o->marks.v[i].state, t->text))
			*vec_push(&set->ids) = o->marks.v[i].id;
}

static bool query_collect(struct query_run *r, struct error *err)
{
	for (size_t i = 0; i < r->q->terms.n; i++) {
		const struct term *t = &r->q->terms.v[i];
		struct query_set *set = &r->sets[i];
		if (t->type == TERM_SOURCE && !query_collect_sources(r, t, set, err))
			return false;
		if (t->type == TERM_LINK && !query_collect_links(r, t, set, err))
			return false;
		if (t->type == TERM_TAG)
			query_collect_tags(r, t, set);
		if (set->ids.n)
			qsort(set->ids.v, set->ids.n, sizeof *set->ids.v, query_compare_ids);
	}
	return true;
}

/* ---- fields ---- */

static bool query_has_country(const struct rows_table *rows, const struct rows_entry *e, uint16_t code)
{
	for (size_t i = 0; i < e->code_count; i++)
		if (rows->codes.v[e->codes + i] == code)
			return true;
	return false;
}

static bool query_countries_hold(const struct rows_table *rows, const struct rows_entry *e, const struct term *t)
{
	for (size_t i = 0; i < t->either_count; i++) {
		const struct term_countries *all = &t->either[i];
		size_t held = 0;
		while (held < all->count && query_has_country(rows, e, all->codes[held]))
			held++;
		if (held == all->count)
			return true;
	}
	return false;
}

static uint32_t query_is_bits(const struct row *r)
{
	bool event = r->type == ROW_EVENT;
	return (uint32_t)(event && r->modality == MODALITY_ANNOUNCED) << IS_ANNOUNCED |
	       (uint32_t)(event && r->modality == MODALITY_DENIED) << IS_DENIED |
	       (uint32_t)(event && r->modality == MODALITY_HYPOTHETICAL) << IS_HYPOTHETICAL |
	       (uint32_t)!event << IS_REPORT | (uint32_t)!interval_known(r->when) << IS_UNDATED |
	       (uint32_t)!!(r->flags & ROW_STARRED) << IS_STARRED | (uint32_t)!!(r->flags & ROW_TAGGED) << IS_TAGGED |
	       (uint32_t)!!(r->flags & ROW_NOTED) << IS_NOTED | (uint32_t)!!(r->flags & ROW_CORRECTED) << IS_CORRECTED;
}

static bool query_field_holds(const struct query_run *r, size_t i, const struct rows_entry *e)
{
	const struct term *t = &r->q->terms.v[i];
	const struct row *row = &e->row;
	switch (t->type) {
	case TERM_COUNTRY:
		return query_countries_hold(&r->s->rows, e, t);
	case TERM_FROM:
		return interval_known(row->when) && row->when.to >= t->when.from;
	case TERM_TO:
		return interval_known(row->when) && row->when.from <= t->when.to;
	case TERM_ON:
		return interval_meets(row->when, t->when);
	case TERM_KIND:
		return row->type == ROW_EVENT && (t->any >> row->kind & 1);
	case TERM_IS:
		return (t->any & query_is_bits(row)) != 0;
	case TERM_SOURCE:
		return query_set_has(&r->sets[i], e->source);
	case TERM_TAG:
	case TERM_LINK:
		return query_set_has(&r->sets[i], row->type == ROW_EVENT ? row->id : -row->id);
	case TERM_WORDS:
	case TERM_REGEX:
		return true;
	}
	assert(false);
	return false;
}

static bool query_fields_hold(const struct query_run *r, const struct rows_entry *e)
{
	if (r->q->no_reports && e->row.type == ROW_REPORT)
		return false;
	for (size_t i = 0; i < r->q->terms.n; i++)
		if (!term_is_text(&r->q->terms.v[i]) && query_field_holds(r, i, e) == r->q->terms.v[i].negated)
			return false;
	return true;
}

static bool query_filter(struct query_run *r, struct error *err)
{
	enum { BETWEEN_LOOKS = 65536 };
	const struct rows_table *rows = &r->s->rows;
	for (size_t i = 0; i < rows->entries.n; i++) {
		if (i % BETWEEN_LOOKS == 0 && query_cancelled(r, err))
			return false;
		r->keep[i] = query_fields_hold(r, &rows->entries.v[i]);
	}
	return true;
}

/* ---- the answer ---- */

static int query_compare_countries(const void *a, const void *b)
{
	const struct country_count *x = a, *y = b;
	if (x->events != y->events)
		return x->events < y->events ? 1 : -1;
	return memcmp(x->code, y->code, 2);
}

static void query_list_countries(struct result *out, const uint32_t counts[ROWS_CODES])
{
	for (size_t i = 0; i < ROWS_CODES; i++)
		out->country_count += counts[i] > 0;
	out->countries = mem_zero(out->country_count, sizeof *out->countries);
	size_t n = 0;
	for (size_t i = 0; i < ROWS_CODES; i++) {
		if (!counts[i])
			continue;
		rows_code_name((uint16_t)i, out->countries[n].code);
		out->countries[n++].events = counts[i];
	}
	qsort(out->countries, n, sizeof *out->countries, query_compare_countries);
}

size_t query_count_articles(const struct query_run *r)
{
	const struct rows_table *rows = &r->s->rows;
	size_t n = 0;
	int64_t last = 0;
	for (size_t i = 0; i < rows->by_id.n; i++) {
		const struct rows_entry *e = &rows->entries.v[rows->by_id.v[i]];
		if (!r->keep[rows->by_id.v[i]] || e->row.article == last)
			continue;
		last = e->row.article;
		n++;
	}
	return n;
}

static struct result *query_answer(const struct query_run *r)
{
	const struct rows_table *rows = &r->s->rows;
	struct result *out = mem_zero(1, sizeof *out);
	uint32_t counts[ROWS_CODES] = {0};
	for (size_t i = 0; i < rows->entries.n; i++)
		out->count += r->keep[i];
	out->rows = mem_alloc(out->count * sizeof *out->rows);
	size_t n = 0;
	for (size_t i = 0; i < rows->entries.n; i++) {
		const struct rows_entry *e = &rows->entries.v[i];
		if (!r->keep[i])
			continue;
		out->rows[n++] = e->row;
		out->events += e->row.type == ROW_EVENT;
		for (size_t c = 0; c < e->code_count; c++)
			counts[rows->codes.v[e->codes + c]]++;
	}
	out->reports = out->count - out->events;
	out->articles = query_count_articles(r);
	out->undecided = r->undecided;
	out->total = rows->entries.n;
	query_list_countries(out, counts);
	return out;
}

struct row result_row(const struct result *r, size_t i)
{
	return r->rows[i];
}

void result_free(struct result *r)
{
	if (!r)
		return;
	mem_free(r->rows);
	mem_free(r->countries);
	mem_free(r);
}

static bool query_run_inside(struct query_run *r, struct result **out, struct error *err)
{
	if (!store_load_rows(r->s, err) || !query_collect(r, err))
		return false;
	r->keep = mem_alloc(r->s->rows.entries.n);
	if (!query_filter(r, err) || (r->q->text_terms && (!query_plan(r, err) || !query_scan(r, err))))
		return false;
	*out = query_answer(r);
	return true;
}

bool query_run(struct store *s, const struct query *q, const struct query_watch *watch, struct result **out, struct error *err)
{
	struct query_run r = {.s = s, .q = q, .watch = watch};
	r.sets = mem_zero(q->terms.n, sizeof *r.sets);
	/* one state of the corpus from the first row to the last text */
	bool transaction = sqlite3_get_autocommit(s->db.handle);
	bool ok = (!transaction || db_exec(&s->db, "BEGIN", err)) && query_run_inside(&r, out, err);
	if (transaction && !sqlite3_get_autocommit(s->db.handle))
		sqlite3_exec(s->db.handle, "COMMIT", NULL, NULL, NULL);
	for (size_t i = 0; i < q->terms.n; i++)
		vec_free(&r.sets[i].ids);
	mem_free(r.sets);
	mem_free(r.keep);
	return ok;
}
