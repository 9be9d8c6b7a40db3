#include "config.h"

#include "app/look.h"

#include "app/compare.h"
#include "app/density.h"
#include "app/notebook.h"
#include "app/telling.h"
#include "base/mem.h"

#include <stdlib.h>

enum {
	LOOK_HITS = 1000,
	LOOK_LARGE = 100 * 1000, /* rows that are read in a few ms */
	LOOK_FIRST = 1000, LOOK_SCREEN = 200, /* of more than that the first ones, and how many a screen takes with what it asks for around */
};

struct look_periods {
	struct interval *v;
	size_t n, cap;
};

static bool look_search(struct store *s, struct str text, const struct query_watch *watch, struct snapshot *out,
			struct error *err)
{
	struct query *q = NULL;
	if (!query_parse(text, &q, err))
		return false;
	bool good = query_run(s, q, watch, &out->result, err);
	query_free(q);
	return good;
}

/* The first rows, and when what is far before all others is more than they are, those behind it too: there the first screen is
 * (update_answer.c). That is some ten ms more for ten thousand of a million. */
static bool look_beginning(struct store *s, struct result **out, struct error *err)
{
	bool ok = query_beginning(s, LOOK_LARGE, LOOK_FIRST, out, err);
	if (!ok || !*out)
		return ok;
	size_t start = density_start(*out);
	if (start < LOOK_FIRST - LOOK_SCREEN)
		return true;
	result_free(*out);
	return query_beginning(s, LOOK_LARGE, start + LOOK_FIRST, out, err);
}

static bool look_corpus(struct store *s, bool whole, const struct query_watch *watch, struct snapshot *out, struct error *err)
{
	if (!whole && !look_beginning(s, &out->result, err))
		return false;
	out->beginning = out->result != NULL;
	return (out->beginning || look_search(s, STR_NONE, watch, out, err)) && store_count(s, &out->counts, err);
}

static bool look_rows(struct store *s, const struct request *r, struct texts *t, struct error *err)
{
	t->rows = arena_alloc(&t->arena, r->row_count, sizeof *t->rows);
	t->count = r->row_count;
	for (size_t i = 0; i < r->row_count; i++) {
		t->rows[i].id = r->rows[i].id;
		t->rows[i].type = r->rows[i].type;
		if (!query_row_text(s, &r->rows[i], &t->arena, &t->rows[i].text, err))
			t->rows[i].text = (struct row_text){.outcome = INTERVAL_NONE};
	}
	request_texts_order(t);
	return true;
}

static bool look_hits(struct str text, struct opened *o, struct error *err)
{
	struct query *q = NULL;
	if (!query_parse(text, &q, err))
		return false;
	o->hits = arena_alloc(&o->arena, LOOK_HITS + 1, sizeof *o->hits);
	o->hit_count = query_hits(q, o->article.text, o->hits, LOOK_HITS + 1);
	o->more_hits = o->hit_count > LOOK_HITS;
	o->hit_count -= o->more_hits;
	query_free(q);
	return true;
}

static bool look_article(struct store *s, const struct notes *n, const struct request *r, struct opened *o, struct error *err)
{
	o->row = r->id;
	if (!store_article_and_extraction(s, r->id, &o->arena, &o->article, &o->found, err) || !look_hits(buf_str(&r->query), o, err))
		return false;
	o->events = arena_alloc(&o->arena, o->found.event_count, sizeof *o->events);
	for (size_t i = 0; i < o->found.event_count; i++)
		o->events[i] = store_event_row(r->id, i);
	return notebook_article(s, n, o, err);
}

static bool look_end(struct store *s, const struct notes *n, struct arena *arena, struct linked_end *e, struct error *err)
{
	struct event event;
	struct article article;
	int64_t id = e->forth ? e->link.to : e->link.from;
	if (!store_event_passage(s, id, arena, &event, &article, &e->passage, err))
		return false;
	const struct note_state *said = n ? notes_find(n, article.id, event.span) : NULL;
	if (said)
		notes_correct(said, arena, &event);
	e->row = (struct row){
		.id = id,
		.article = store_event_article(id),
		.type = ROW_EVENT,
		.when = event.when,
		.precision = (uint8_t)event.precision,
		.kind = (uint8_t)event.kind,
		.modality = (uint8_t)event.modality,
		.confidence = event.confidence,
		.flags = said && said->date.n ? ROW_NEW_DATE : 0,
	};
	e->head = event.head.begin >= event.span.begin && event.head.end <= event.span.end
			  ? (struct span){event.head.begin - event.span.begin, event.head.end - event.span.begin}
			  : SPAN_NONE;
	e->headline = event.headline;
	e->title = article.title;
	e->source = article.source;
	return true;
}

static bool look_links(struct store *s, const struct notes *notes, const struct request *r, struct linked *l, struct error *err)
{
	struct link *links;
	size_t n;
	l->event = r->id;
	if (!store_links_of(s, r->id, &l->arena, &links, &n, err))
		return false;
	l->ends = arena_alloc(&l->arena, n, sizeof *l->ends);
	for (size_t i = 0; i < n; i++) {
		struct linked_end *e = &l->ends[l->count];
		e->link = links[i];
		e->forth = links[i].from == r->id;
		if (!look_end(s, notes, &l->arena, e, err))
			return false;
		l->count++;
	}
	return true;
}

/* ---- reports ---- */

/* What the passage tells, which is read in its article's text: that may be large, and is not kept. */
static bool look_told(struct store *s, const struct stem_table *stems, struct arena *arena, struct report *r, struct error *err)
{
	struct arena scratch = ARENA_INIT;
	struct article article;
	struct extraction found;
	bool good = store_text_and_extraction(s, r->article, &scratch, &article, &found, err);
	if (good) {
		compare_numbers(article.text, r->event.span, found.timexes, found.timex_count, arena, r);
		telling_read(stems, article.text, r->event.span, &found, arena, r);
	}
	arena_free(&scratch);
	return good;
}

static bool look_report(struct store *s, const struct notes *notes, const struct stem_table *stems, int64_t id,
			struct arena *arena, struct report *r, struct error *err)
{
	struct article article;
	r->id = id;
	r->article = store_event_article(id);
	if (!store_event_passage(s, id, arena, &r->event, &article, &r->passage, err) || !look_told(s, stems, arena, r, err))
		return false;
	r->title = article.title;
	r->source = article.source;
	r->published = article.published;
	const struct note_state *said = notes ? notes_find(notes, article.id, r->event.span) : NULL;
	r->said = notes_copy(said, arena);
	notes_correct(&r->said, arena, &r->event);
	return true;
}

static int look_by_time(const void *a, const void *b)
{
	const struct event *x = &((const struct report *)a)->event, *y = &((const struct report *)b)->event;
	bool known = interval_known(x->when), other = interval_known(y->when);
	return known && other ? (x->when.from > y->when.from) - (x->when.from < y->when.from) : other - known;
}

static bool look_reports_by(struct store *s, const struct notes *notes, const struct stem_table *stems, const struct request *r,
			    struct compared *c, struct error *err)
{
	struct link *links;
	size_t n = 0;
	int64_t ids[REQUEST_REPORTS];
	size_t count = 0;
	ids[count++] = r->id;
	for (size_t i = 0; i < r->row_count && count < REQUEST_REPORTS; i++)
		ids[count++] = r->rows[i].id;
	if (r->row_count == 0 && !store_links_of(s, r->id, &c->arena, &links, &n, err))
		return false;
	for (size_t i = 0; i < n && count < REQUEST_REPORTS; i++)
		if (links[i].kind == LINK_SAME && !links[i].rejected)
			ids[count++] = links[i].from == r->id ? links[i].to : links[i].from;
	c->event = r->id;
	c->reports = arena_alloc(&c->arena, count, sizeof *c->reports);
	for (; c->count < count; c->count++)
		if (!look_report(s, notes, stems, ids[c->count], &c->arena, &c->reports[c->count], err))
			return false;
	if (r->row_count)
		qsort(c->reports + 1, count - 1, sizeof *c->reports, look_by_time);
	return true;
}

static bool look_reports(struct store *s, const struct notes *notes, const struct request *r, struct compared *c, struct error *err)
{
	struct stem_table *stems = stem_open();
	bool good = look_reports_by(s, notes, stems, r, c, err);
	stem_close(stems);
	if (good) {
		compare_judge(c);
		telling_judge(c);
	}
	return good;
}

/* ---- counts ---- */

enum { LOOK_ANNOUNCED = 2000 }; /* at most, of some ten microseconds each */

/* How many of some announced events have not come about, as far as is known. */
static bool look_open(struct store *s, const struct row *rows, size_t n, size_t *open, struct error *err)
{
	struct arena arena = ARENA_INIT;
	struct row_text text;
	bool good = true;
	*open = n <= LOOK_ANNOUNCED ? 0 : SIZE_MAX;
	for (size_t i = 0; good && n <= LOOK_ANNOUNCED && i < n; i++) {
		good = query_row_text(s, &rows[i], &arena, &text, err);
		*open += good && text.open;
		arena_reset(&arena);
	}
	arena_free(&arena);
	return good;
}

static bool look_pair(struct store *s, const struct request *r, struct paired *p, struct error *err)
{
	p->unit = r->unit;
	tally_pair(r->now, r->within ? r->now : r->all, r->all, r->codes, r->unit, &p->tally);
	return look_open(s, p->tally.announced.v, p->tally.announced.n, &p->open, err);
}

enum { LOOK_PERIODS = 20000 }; /* at most: days of half a century */

/* The periods from one day to another; false when there are more than `most`. */
static bool look_periods(enum precision unit, int32_t first, int32_t last, size_t most, struct look_periods *out)
{
	out->n = 0;
	for (struct interval i = interval_around(first, unit); i.from <= last; i = interval_step(i, unit, 1)) {
		if (out->n == most)
			return false;
		*vec_push(out) = i;
	}
	return true;
}

/* What lies far before or behind all the rest is gathered at the ends, as in the strip. */
static void look_gather(struct look_periods *p, bool earlier, bool later)
{
	if (earlier) {
		vec_push(p);
		for (size_t i = p->n - 1; i > 0; i--)
			p->v[i] = p->v[i - 1];
		p->v[0] = (struct interval){DAY_MIN, p->v[1].from - 1};
	}
	if (later)
		*vec_push(p) = (struct interval){p->v[p->n - 1].to + 1, DAY_MAX};
}

static void look_grid(const struct request *r, struct gridded *g)
{
	struct look_periods periods = {0};
	int32_t first, last;
	bool earlier = true, later = true;
	size_t most = r->most ? r->most : LOOK_PERIODS;
	g->unit = r->unit;
	g->now = result_share(r->now);
	if (density_span(r->within ? r->now : r->all, &first, &last, &earlier, &later)) {
		most = most > (size_t)earlier + later + 1 ? most - earlier - later : 1;
		while (!look_periods(g->unit, first, last, most, &periods) && g->unit < PRECISION_DECADE)
			g->unit++;
		look_gather(&periods, earlier, later);
	}
	tally_grid(r->now, r->all, periods.v, periods.n, &g->tally);
	vec_free(&periods);
}

void look_up(struct store *s, struct notes *n, const struct request *r, enum request_kind kind, const struct query_watch *watch,
	     struct answer *a)
{
	bool good = false;
	*a = (struct answer){.kind = kind, .number = r->number, .error = ERROR_INIT};
	switch (kind) {
	case REQUEST_CORPUS:
		a->snapshot = mem_zero(1, sizeof *a->snapshot);
		good = look_corpus(s, r->whole, watch, a->snapshot, &a->error);
		break;
	case REQUEST_SEARCH:
		a->snapshot = mem_zero(1, sizeof *a->snapshot);
		good = look_search(s, buf_str(&r->query), watch, a->snapshot, &a->error);
		break;
	case REQUEST_ORDER:
		good = order_make(s, r->now, r->by, watch, &a->order, &a->error);
		break;
	case REQUEST_ROWS:
		a->texts = mem_zero(1, sizeof *a->texts);
		good = look_rows(s, r, a->texts, NULL);
		break;
	case REQUEST_ARTICLE:
		a->opened = mem_zero(1, sizeof *a->opened);
		good = look_article(s, n, r, a->opened, &a->error);
		break;
	case REQUEST_LINKS:
		a->linked = mem_zero(1, sizeof *a->linked);
		good = look_links(s, n, r, a->linked, &a->error);
		break;
	case REQUEST_COMPARE:
		a->compared = mem_zero(1, sizeof *a->compared);
		good = look_reports(s, n, r, a->compared, &a->error);
		break;
	case REQUEST_PAIR:
		a->paired = mem_zero(1, sizeof *a->paired);
		good = look_pair(s, r, a->paired, &a->error);
		break;
	case REQUEST_GRID:
		a->gridded = mem_zero(1, sizeof *a->gridded);
		look_grid(r, a->gridded);
		good = true;
		break;
	case REQUEST_NAMES:
		a->names = mem_zero(1, sizeof *a->names);
		good = notebook_names(s, n, a->names, &a->error);
		break;
	case REQUEST_CHANGE:
		notebook_change(s, n, r, a);
		return;
	}
	if (good) {
		a->error.code = ERROR_NONE;
		return;
	}
	struct error error = a->error;
	request_answer_free(a);
	*a = (struct answer){.kind = kind, .number = r->number, .error = error};
}

/* What fails is told by the query that needs it. */
bool look_ahead(struct store *s, const struct query_watch *watch)
{
	struct error err = ERROR_INIT;
	return query_keep_links(s, LOOK_LARGE, watch, &err) || err.code != ERROR_INTERRUPTED;
}
