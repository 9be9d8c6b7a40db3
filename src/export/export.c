#include "config.h"

#include "export/export.h"

#include "base/country.h"
#include "base/mem.h"
#include "export/export_words.h"

enum { EXPORT_FLUSH = 1 << 16, EXPORT_BARS_WANTED = 150 };

struct str export_corpus(const char *path)
{
	const char *slash = strrchr(path, '/');
	struct str name = str_of(slash ? slash + 1 : path), ending = STR(".dateline");
	return str_ends(name, ending) ? str_sub(name, 0, name.n - ending.n) : name;
}

const struct export_format *export_format_at(size_t i)
{
	const struct export_format *all[] = {export_md(), export_html(), export_org(), export_csv(),
					     export_ics(), export_timelinejs(), export_json()};
	return i < sizeof all / sizeof *all ? all[i] : NULL;
}

const struct export_format *export_format(struct str name)
{
	const struct export_format *f;
	for (size_t i = 0; (f = export_format_at(i)); i++)
		if (str_eq(name, str_of(f->name)))
			return f;
	return NULL;
}

const char *export_name(const struct export_format *f)
{
	return f->name;
}

const char *export_ending(const struct export_format *f)
{
	return f->ending;
}

const char *export_title(const struct export_format *f)
{
	return f->title;
}

const char *export_help(const struct export_format *f)
{
	return f->help;
}

/* ---- counting ---- */

static struct export_writer *export_writer(struct export *x)
{
	if (!x->writer) {
		x->writer = mem_zero(1, sizeof *x->writer);
		x->writer->year = INTERVAL_NONE;
		x->tally.span = INTERVAL_NONE;
	}
	return x->writer;
}

/* Can the format hold the day? */
static bool export_fits(const struct export *x, struct interval when)
{
	const struct export_format *f = x->format;
	if (!interval_known(when))
		return !f->days_only;
	return (!f->first_year && !f->last_year) ||
	       (day_civil(when.from).year >= f->first_year && day_civil(when.to).year <= f->last_year);
}

void export_count_day(struct export *x, struct interval when)
{
	struct export_tally *t = &x->tally;
	export_writer(x);
	if (!interval_known(when)) {
		t->undated++;
	} else if (!export_fits(x, when)) {
		t->outside++;
	} else {
		t->dated++;
		if (!interval_known(t->span))
			t->span = when;
		t->span.from = when.from < t->span.from ? when.from : t->span.from;
		t->span.to = when.to > t->span.to ? when.to : t->span.to;
	}
}

/* What the user rejected, of articles that this corpus has. */
static bool export_count_rejected(struct export *x, struct error *err)
{
	size_t n = 0;
	const struct note_state *all = x->notes ? notes_all(x->notes, &n) : NULL;
	for (size_t i = 0; i < n; i++) {
		int64_t row = 0;
		if (!all[i].rejected)
			continue;
		if (!store_find_article(x->store, str_of(all[i].target.article), &row, err))
			return false;
		x->tally.rejected += row != 0;
	}
	return true;
}

/* The finest unit whose periods are few enough, and the first period. */
static void export_bars_scale(struct export_bars *b, int32_t from, int32_t to)
{
	static const int days[PRECISION_COUNT] = {1, 7, 30, 91, 365, 3652};
	b->unit = PRECISION_DAY;
	while (b->unit < PRECISION_DECADE && (to - from) / days[b->unit] >= EXPORT_BARS_WANTED)
		b->unit++;
	b->first = interval_around(from, b->unit);
	struct interval at = b->first;
	for (b->n = 0; b->n < EXPORT_BARS && at.from <= to; b->n++, at = interval_step(at, b->unit, 1))
		b->v[b->n].when = at;
}

static bool export_keeps(const struct export *x, const struct row *r)
{
	return r->type == ROW_EVENT && (!x->keeps || x->keeps(x->ctx, r));
}

static bool export_is_counted(const struct export *x, const struct row *r)
{
	return interval_known(r->when) && export_keeps(x, r);
}

/* The days that the bars span: all, unless the first or the last hundredth is so far off that the others would have
 * too little room. Rows are in order of time. */
static bool export_bars_span(const struct export *x, const struct result *r, struct interval *span)
{
	size_t dated = x->tally.dated + x->tally.outside, seen = 0, far = dated / 100 + (dated > 20);
	struct interval all = INTERVAL_NONE, most = INTERVAL_NONE;
	for (size_t i = 0; i < r->count; i++) {
		struct row row = result_row(r, i);
		int32_t day = row.when.from;
		if (!export_is_counted(x, &row))
			continue;
		all.from = seen == 0 ? day : all.from;
		most.from = seen == far ? day : most.from;
		most.to = seen + 1 + far == dated ? day : most.to;
		all.to = day;
		seen++;
	}
	if (!seen)
		return false;
	bool gains = most.from != DAY_NONE && most.to >= most.from &&
		     (int64_t)(all.to - all.from) * 2 > (int64_t)(most.to - most.from) * 3;
	*span = gains ? most : all;
	return true;
}

static void export_bars_fill(struct export *x, const struct result *r)
{
	struct export_bars *b = &x->writer->bars;
	struct interval span;
	size_t bar = 0;
	if (!export_bars_span(x, r, &span))
		return;
	export_bars_scale(b, span.from, span.to);
	for (size_t i = 0; i < r->count; i++) {
		struct row row = result_row(r, i);
		if (!export_is_counted(x, &row))
			continue;
		while (bar < b->n && b->v[bar].when.to < row.when.from)
			bar++;
		if (row.when.from < b->first.from)
			b->before++;
		else if (bar == b->n)
			b->after++;
		else if (row.precision > b->unit)
			b->vague++;
		else if (row.modality == MODALITY_HAPPENED)
			b->v[bar].sure++;
		else
			b->v[bar].other++;
	}
}

bool export_count(struct export *x, const struct result *r, struct error *err)
{
	export_writer(x);
	x->tally.undecided = r->undecided;
	bool asked = false; /* for what was rejected */
	for (size_t i = 0; i < r->count; i++) {
		struct row row = result_row(r, i);
		asked |= (row.flags & ROW_REJECTED) != 0;
		if (export_keeps(x, &row))
			export_count_day(x, row.when);
	}
	export_bars_fill(x, r);
	return asked || export_count_rejected(x, err);
}

void export_left_out(const struct export *x, struct buf *out)
{
	const struct export_tally *t = &x->tally;
	const struct {
		size_t n;
		const char *one, *more, *words;
	} rows[] = {
		{x->format->days_only ? t->undated : 0, "", "", "undated"},
		{t->outside, "", "", "outside the years that the format can hold"},
		{t->events_undated, "undated event", "undated events", ""},
		{t->events_vague, "event", "events", " vaguer than a period"},
		{t->rejected, "", "", "rejected by the user (in the whole corpus)"},
		{t->undecided, "article", "articles", " that the pattern did not decide"},
	};
	buf_clear(out);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (rows[i].n)
			buf_addf(out, "%s%zu %s%s", out->n ? ", " : "", rows[i].n, rows[i].n == 1 ? rows[i].one : rows[i].more,
				 rows[i].words);
}

/* ---- writing ---- */

static bool export_flush(struct export *x, size_t least)
{
	struct export_writer *w = x->writer;
	if (w->out.n >= least && w->out.n && !w->broken) {
		w->broken = !x->write(x->ctx, buf_str(&w->out));
		buf_clear(&w->out);
	}
	return !w->broken;
}

static bool export_is_table(const struct export *x)
{
	return x->format->tables && (x->what == EXPORT_PERIODS || x->what == EXPORT_COUNTRIES);
}

void export_begin(struct export *x)
{
	static const struct str periods[] = {STR("Period"), STR("Events"), STR("Most important")};
	static const struct str countries[] = {STR("Code"), STR("Country"), STR("Events")};
	struct export_writer *w = export_writer(x);
	store_hold(x->store, NULL); /* without it the export is slower, no more */
	if (x->format->begin)
		x->format->begin(x, w);
	if (export_is_table(x))
		x->format->row(x, w, x->what == EXPORT_PERIODS ? periods : countries, 3, true);
}

/* Hands one thing to the format; false when no more is taken. */
static bool export_one(struct export *x, const struct export_entry *e)
{
	struct export_writer *w = x->writer;
	if (export_fits(x, e->when) || x->what == EXPORT_COUNTRIES) {
		x->format->entry(x, w, e);
		x->tally.written++;
	}
	return export_flush(x, EXPORT_FLUSH);
}

/* The article, which is kept as long as the next event is of the same. */
static bool export_load(struct export *x, int64_t row, bool text, struct error *err)
{
	struct export_writer *w = x->writer;
	if (w->article_row == row && w->loaded_text >= text)
		return true;
	w->article_row = 0;
	arena_reset(&w->article_arena);
	if (!(text ? store_article : store_article_head)(x->store, row, &w->article_arena, &w->article, err))
		return false;
	w->article_row = row;
	w->loaded_text = text;
	return true;
}

/* What the user merged into the event, so that no source of it is lost. */
static bool export_load_told(struct export *x, struct export_entry *e, struct error *err)
{
	struct arena *arena = &x->writer->arena;
	size_t n = 0;
	struct str *names = x->notes ? notes_merged_into(x->notes, e->id, arena, &n) : NULL;
	struct export_entry *told = arena_alloc(arena, n, sizeof *told);
	e->told = told;
	e->told_names = names;
	for (size_t i = 0; i < n; i++) {
		int64_t row, of;
		struct event event;
		struct article *a = arena_alloc(arena, 1, sizeof *a);
		if (!store_find_event(x->store, names[i], &row, err))
			return false;
		if (!row) /* of an article that this corpus has not */
			continue;
		if (!store_event(x->store, row, arena, &event, &of, err) || !store_article(x->store, of, arena, a, err))
			return false;
		names[e->told_count] = store_event_id(arena, a->id, event.span);
		told[e->told_count] = (struct export_entry){
			.id = names[e->told_count], .article = a, .quote = str_sub(a->text, event.span.begin, event.span.end)};
		e->told_count++;
	}
	return true;
}

static bool export_event(struct export *x, const struct row *r, struct error *err)
{
	struct export_writer *w = x->writer;
	struct event event;
	int64_t article;
	arena_reset(&w->arena);
	if (!export_load(x, r->article, true, err) || !store_event(x->store, r->id, &w->arena, &event, &article, err))
		return false;
	struct event read = event;
	struct export_entry e = {.event = &event, .read = &read, .article = &w->article};
	e.said = x->notes ? notes_find(x->notes, w->article.id, event.span) : NULL;
	if (e.said)
		notes_correct(e.said, &w->arena, &event);
	e.id = store_event_id(&w->arena, w->article.id, event.span);
	e.when = event.when;
	e.precision = event.precision;
	e.headline = event.headline;
	e.quote = str_sub(w->article.text, event.span.begin, event.span.end);
	return export_load_told(x, &e, err) && export_one(x, &e);
}

bool export_article(struct export *x, int64_t article, uint32_t events, struct error *err)
{
	struct export_writer *w = x->writer;
	arena_reset(&w->arena);
	if (!export_load(x, article, false, err))
		return false;
	const struct article *a = &w->article;
	struct export_entry e = {.article = a, .headline = a->title, .events = events};
	e.when = a->published.when;
	e.precision = a->published.precision;
	e.id = arena_printf(&w->arena, "dl:%s", a->id);
	e.said = x->notes ? notes_find(x->notes, a->id, SPAN_NONE) : NULL;
	return export_one(x, &e);
}

static bool export_cells(struct export *x, struct str first, struct str second, struct str third)
{
	struct export_writer *w = x->writer;
	const struct str cells[] = {first, second, third};
	x->format->row(x, w, cells, 3, false);
	x->tally.written++;
	return export_flush(x, EXPORT_FLUSH);
}

bool export_period(struct export *x, struct interval when, uint32_t events, uint64_t score, struct str headline)
{
	struct export_writer *w = x->writer;
	char name[40];
	arena_reset(&w->arena);
	interval_format(when, x->unit, false, name);
	struct str count = arena_printf(&w->arena, "%u", events);
	if (export_is_table(x))
		return export_cells(x, str_of(name), count, headline);
	struct export_entry e = {.when = when, .precision = x->unit, .id = str_of(name), .headline = headline};
	e.events = events;
	e.score = score;
	return export_one(x, &e);
}

bool export_country(struct export *x, const char *code, uint32_t events)
{
	struct export_writer *w = x->writer;
	struct str name = country_name(str_of(code));
	arena_reset(&w->arena);
	if (export_is_table(x))
		return export_cells(x, str_of(code), name, arena_printf(&w->arena, "%u", events));
	struct export_entry e = {.when = INTERVAL_NONE, .id = str_of(code), .headline = name, .events = events};
	return export_one(x, &e);
}

bool export_rows(struct export *x, const struct result *r, const atomic_bool *cancel, struct error *err)
{
	for (size_t i = 0; i < r->count; i++) {
		struct row row = result_row(r, i);
		if (export_keeps(x, &row) && !export_event(x, &row, err))
			return false;
		if (cancel && atomic_load(cancel))
			return error_set(err, ERROR_INTERRUPTED, "export: interrupted; run it again");
	}
	return true;
}

bool export_end(struct export *x)
{
	if (x->format->end)
		x->format->end(x, x->writer);
	return export_flush(x, 0);
}

void export_free(struct export *x)
{
	struct export_writer *w = x->writer;
	if (!w)
		return;
	store_release(x->store);
	buf_free(&w->out);
	arena_free(&w->arena);
	arena_free(&w->article_arena);
	mem_free(w);
	x->writer = NULL;
}
