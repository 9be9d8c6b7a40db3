#include "config.h"

#include "base/mem.h"
#include "base/vec.h"
#include "cli/columns.h"
#include "cli/command.h"
#include "cli/interrupt.h"
#include "cli/listing.h"

#include <math.h>
#include <stdlib.h>

enum {
	TIMELINE_LONGEST = 7, /* days: an event counts for each of its days if it has no more than this */
	TIMELINE_BAR = 20,
	TIMELINE_NEWS = 7,    /* days for which an event is news */
};

/* A period of the timeline, with the events that fall into it. */
struct command_period {
	struct interval when;
	uint32_t events;
	uint64_t score;
	struct row best;        /* the most important */
	int64_t last;           /* the article that was counted last */
};

struct command_timeline {
	struct listing listing;
	enum precision by;
	bool rank;
	struct interval within;             /* the periods that are asked for: an event may be longer */
	VEC(struct command_period) periods; /* by time, none empty */
	VEC(int32_t) published;             /* with rank: the day of publication by article, DAY_NONE: unknown */
};

/* What a report's telling of an event adds to its period: how sure the event is, half for one that has not
 * (yet) happened; and more when it is told again later, half as much for every doubling of the time since:
 * what is still told after a year mattered. (Set on the timelines of timelines-t17.) */
static uint64_t command_timeline_weight(const struct command_timeline *t, const struct row *r)
{
	double weight = r->modality == MODALITY_HAPPENED ? 2 * r->confidence : r->confidence;
	int32_t told = (size_t)r->article < t->published.n ? t->published.v[r->article] : DAY_NONE;
	int32_t after = told == DAY_NONE ? 0 : told - r->when.to;
	if (after > TIMELINE_NEWS)
		weight *= 1 + log2(2.0 * after / TIMELINE_NEWS) / 2;
	return (uint64_t)weight;
}

/* The publication days, from the reports that stand among the rows. */
static void command_timeline_read_published(struct command_timeline *t)
{
	const struct result *result = t->listing.result;
	for (size_t i = 0; i < result->count; i++) {
		struct row r = result_row(result, i);
		if (r.type != ROW_REPORT)
			continue;
		while (t->published.n <= (size_t)r.article)
			*vec_push(&t->published) = DAY_NONE;
		t->published.v[r.article] = r.when.from;
	}
}

static int command_timeline_by_time(const void *pa, const void *pb)
{
	const struct command_period *a = pa, *b = pb;
	if (a->when.from != b->when.from)
		return (a->when.from > b->when.from) - (a->when.from < b->when.from);
	return (a->last > b->last) - (a->last < b->last);
}

static int command_timeline_by_score(const void *pa, const void *pb)
{
	const struct command_period *a = pa, *b = pb;
	return a->score != b->score ? (a->score < b->score) - (a->score > b->score) : command_timeline_by_time(pa, pb);
}

/* The same period may come several times; command_timeline_join makes one of them. */
static void command_timeline_add(struct command_timeline *t, const struct row *r)
{
	if (r->type != ROW_EVENT || !interval_known(r->when) || r->precision > t->by)
		return;
	int32_t from = r->when.from > t->within.from ? r->when.from : t->within.from;
	int32_t to = r->when.to < t->within.to ? r->when.to : t->within.to;
	struct interval at = interval_around(from, t->by);
	for (int n = 0; n < TIMELINE_LONGEST && at.from <= to; n++, at = interval_step(at, t->by, 1))
		*vec_push(&t->periods) = (struct command_period){at, 1, command_timeline_weight(t, r), *r, r->article};
}

/* Counts two entries of one period as one. An article counts once, by its surest event: a period is as
 * important as many report it, not as long as one goes on about it. */
static void command_timeline_merge(struct command_period *to, const struct command_period *from, uint64_t *of_article)
{
	bool again = to->last == from->last;
	uint64_t more = !again ? from->score : from->score > *of_article ? from->score - *of_article : 0;
	*of_article = again ? *of_article + more : from->score;
	to->score += more;
	to->last = from->last;
	to->events++;
	if (from->best.importance > to->best.importance)
		to->best = from->best;
}

static void command_timeline_join(struct command_timeline *t)
{
	size_t n = 0;
	struct command_period *p = t->periods.v;
	if (!t->periods.n)
		return;
	qsort(p, t->periods.n, sizeof *p, command_timeline_by_time);
	uint64_t of_article = p[0].score;
	for (size_t i = 1; i < t->periods.n; i++) {
		if (p[i].when.from == p[n].when.from) {
			command_timeline_merge(&p[n], &p[i], &of_article);
		} else {
			p[++n] = p[i];
			of_article = p[n].score;
		}
	}
	t->periods.n = n + 1;
	if (t->rank)
		qsort(p, t->periods.n, sizeof *p, command_timeline_by_score);
}

static void command_timeline_line(struct command_timeline *t, const struct command_period *p, struct str headline,
				  uint32_t most)
{
	struct listing *l = &t->listing;
	uint32_t bar = (p->events * TIMELINE_BAR + most - 1) / most;
	columns_add(&l->out, listing_when(&l->arena, p->when, (uint8_t)t->by), 11);
	buf_addf(&l->out, "%6u ", p->events);
	for (uint32_t i = 0; i < TIMELINE_BAR; i++)
		buf_add_cstr(&l->out, i < bar ? "▇" : " ");
	columns_add(&l->out, STR(" "), 0);
	columns_add(&l->out, headline, l->width > 50 ? l->width - 40 : 0);
	columns_end(&l->out);
}

/* What lies between two periods of the list: nothing happened, and that is told too. */
static void command_timeline_gap(struct command_timeline *t, const struct command_period *before,
				 const struct command_period *p)
{
	struct interval next = interval_step(before->when, t->by, 1);
	uint32_t empty = 0;
	for (; next.from < p->when.from; next = interval_step(next, t->by, 1))
		empty++;
	if (empty)
		buf_addf(&t->listing.out, "%-11s%6s %u empty\n", "", "", empty);
}

static bool command_timeline_one(struct command_timeline *t, const struct command_period *p, struct str headline, uint32_t most)
{
	struct listing *l = &t->listing;
	if (l->export.format) {
		bool ok = export_period(&l->export, p->when, p->events, p->score, headline) && !interrupt_came(NULL);
		arena_reset(&l->arena);
		return ok;
	}
	if (p > t->periods.v && !t->rank)
		command_timeline_gap(t, p - 1, p);
	command_timeline_line(t, p, headline, most);
	return listing_next(l);
}

static bool command_timeline_print(struct command_timeline *t, struct error *err)
{
	struct listing *l = &t->listing;
	uint32_t most = 1;
	for (size_t i = 0; i < t->periods.n; i++)
		most = t->periods.v[i].events > most ? t->periods.v[i].events : most;
	for (size_t i = 0; i < t->periods.n; i++) {
		const struct command_period *p = &t->periods.v[i];
		struct row_text text;
		if (!query_row_text(l->store, &p->best, &l->arena, &text, err) ||
		    !command_timeline_one(t, p, text.headline, most))
			return false;
	}
	return true;
}

/* The events that no period counts. */
static void command_timeline_left_out(struct command_timeline *t)
{
	struct export_tally *tally = &t->listing.export.tally;
	for (size_t i = 0; i < t->listing.result->count; i++) {
		struct row r = result_row(t->listing.result, i);
		if (r.type != ROW_EVENT)
			continue;
		tally->events_undated += !interval_known(r.when);
		tally->events_vague += interval_known(r.when) && r.precision > t->by;
	}
}

static void command_timeline_write(struct command_timeline *t, struct error *err)
{
	struct export *x = &t->listing.export;
	bool export = listing_export(&t->listing, EXPORT_PERIODS);
	x->unit = t->by;
	if (export)
		command_timeline_left_out(t);
	for (size_t i = 0; export && i < t->periods.n; i++)
		export_count_day(x, t->periods.v[i].when);
	if (export)
		export_begin(x);
	if (command_timeline_print(t, err) && export)
		export_end(x);
}

int command_timeline(const struct command *self, int argc, char **argv)
{
	struct command_timeline t = {.by = PRECISION_MONTH};
	const char *by = NULL;
	const struct options_row rows[] = {
		LISTING_CORPUS(t.listing), LISTING_JSON(t.listing, "a period"), LISTING_FORMATS(t.listing),
		{"by", "UNIT", &by, NULL, "day, week, month (by itself; with --rank: day), quarter, year or decade"},
		{"rank", NULL, NULL, &t.rank, "most important first"},
	};
	static const char details[] =
		"Events that are vaguer than the unit are left out: \"in 2018\" is no day. " LISTING_QUERY_HELP;
	int status;
	if (!options_read(self, rows, OPTIONS_COUNT(rows), details, &argc, argv, &status))
		return status;
	if (t.rank)
		t.by = PRECISION_DAY;
	if (by && !precision_parse(str_of(by), &t.by))
		return options_wrong(self, "--by %s is unknown, give day, week, month, quarter, year or decade", by);
	if (!listing_open_arguments(&t.listing, argc, argv, &status))
		return status;
	struct error err = ERROR_INIT;
	t.within = query_days(t.listing.query);
	if (t.rank)
		command_timeline_read_published(&t);
	for (size_t i = 0; i < t.listing.result->count; i++) {
		struct row r = result_row(t.listing.result, i);
		command_timeline_add(&t, &r);
	}
	command_timeline_join(&t);
	command_timeline_write(&t, &err);
	bool found = t.periods.n > 0;
	vec_free(&t.periods);
	vec_free(&t.published);
	return listing_close(&t.listing, &err, found);
}
