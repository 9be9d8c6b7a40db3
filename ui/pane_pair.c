#include "config.h"

#include "ui/pane_pair.h"

#include "base/country.h"
#include "base/era.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

enum {
	HEAD_LINES = 5,   /* hosts, kinds, longest gap, what is open, and the names of the columns */
	HEAD_FROM = 11,   /* rows of the inside */
	DATE_COLUMNS = 14,
	COUNT_COLUMNS = 6,
	HOST_COLUMNS = 5,
	HOST_FIRST = 8,   /* with the word in front of it */
	HOSTS_FROM = 56,
	ELSEWHERE_SHOWN = 4,
};

/* A line of the list: a period, the time before it, or the time since the last. */
enum pair_line_type { PAIR_PERIOD, PAIR_GAP, PAIR_SINCE };

struct pair_line {
	enum pair_line_type type;
	size_t period;
};

struct pair_lines {
	struct pair_line *v;
	size_t n, cap;
};

int pane_pair_lines(struct rect in)
{
	return in.h >= HEAD_FROM ? in.h - HEAD_LINES : in.h;
}

/* ---- words ---- */

/* "3 days", "14 months", "6 years": as exact as its length asks for. */
static void pair_time(int32_t days, struct buf *out)
{
	int32_t months = (int32_t)(((int64_t)days * 12 + 182) / 365), years = (days + 182) / 365;
	int32_t n = days < 60 ? days : months < 36 ? months : years;
	const char *unit = days < 60 ? "day" : months < 36 ? "month" : "year";
	buf_addf(out, "%d %s%s", n, unit, n == 1 ? "" : "s");
}

struct pair_kind {
	enum event_kind kind;
	uint32_t count;
};

static int pair_compare_kinds(const void *a, const void *b)
{
	const struct pair_kind *x = a, *y = b;
	if (x->count != y->count)
		return x->count < y->count ? 1 : -1;
	return (int)x->kind - (int)y->kind;
}

/* "meeting 4, visit 1": most first. */
static void pair_kinds(const struct tally_sum *s, struct buf *out)
{
	struct pair_kind kinds[EVENT_KIND_COUNT];
	for (int i = 0; i < EVENT_KIND_COUNT; i++)
		kinds[i] = (struct pair_kind){(enum event_kind)i, s->kinds[i]};
	qsort(kinds, EVENT_KIND_COUNT, sizeof *kinds, pair_compare_kinds);
	for (int i = 0; i < EVENT_KIND_COUNT && kinds[i].count; i++)
		buf_addf(out, "%s%s %u", i ? ", " : "", event_kind_name(kinds[i].kind), kinds[i].count);
}

static void pair_hosts(const struct tally_pair *p, struct buf *out)
{
	const uint32_t *hosts = p->sum.hosts;
	if (hosts[TALLY_UNKNOWN] == p->sum.contacts) {
		buf_add_cstr(out, "nothing tells who hosted");
		return;
	}
	buf_addf(out, "hosted by %.*s %u, %.*s %u", STR_ARG(country_name(str_of(p->codes[0]))), hosts[TALLY_FIRST],
		 STR_ARG(country_name(str_of(p->codes[1]))), hosts[TALLY_SECOND]);
	if (hosts[TALLY_ELSEWHERE]) {
		buf_addf(out, ", elsewhere %u (", hosts[TALLY_ELSEWHERE]);
		for (size_t i = 0; i < p->elsewhere_count && i < ELSEWHERE_SHOWN; i++)
			buf_addf(out, "%s%s %u", i ? ", " : "", p->elsewhere[i].code, p->elsewhere[i].events);
		buf_add_cstr(out, p->elsewhere_count > ELSEWHERE_SHOWN ? ", …)" : ")");
	}
	if (hosts[TALLY_UNKNOWN])
		buf_addf(out, ", not told %u", hosts[TALLY_UNKNOWN]);
}

static void pair_longest(const struct tally_pair *p, bool ascii, struct buf *out)
{
	char days[40];
	if (!interval_known(p->longest))
		return;
	era_interval(p->longest, PRECISION_DAY, ascii, days);
	buf_add_cstr(out, "longest without contact: ");
	pair_time(p->longest.to - p->longest.from + 1, out);
	buf_addf(out, ", %s", days);
	if (p->longest_silent == 0)
		buf_add_cstr(out, "; no article is of then");
}

/* "announced 5, still open 2; is:open lists them" */
static void pair_announced(const struct paired *p, struct buf *out)
{
	size_t n = p->tally.announced.n;
	if (n == 0)
		buf_add_cstr(out, "nothing announced");
	else if (p->open == SIZE_MAX)
		buf_addf(out, "announced %zu; is:open lists those that are still open", n);
	else if (p->open == 0)
		buf_addf(out, "announced %zu, none still open", n);
	else
		buf_addf(out, "announced %zu, still open %zu; is:open lists %s", n, p->open, p->open == 1 ? "it" : "them");
}

/* ---- the head ---- */

static void pair_draw_line(struct canvas *c, int y, int w, enum style style, struct buf *text)
{
	canvas_text_cut(c, 1, y, w - 2, style, buf_str(text));
	buf_clear(text);
}

/* Where the columns of the list stand. */
struct pair_columns {
	int bar, count, hosts, what; /* hosts, what: 0, there is no room */
};

static struct pair_columns pair_columns(int w)
{
	struct pair_columns p = {.bar = 2 + DATE_COLUMNS};
	int rest = w - p.bar - COUNT_COLUMNS - 2;
	int bar = w >= HOSTS_FROM ? rest / 4 : rest;
	bar = bar < 4 ? 4 : bar > 40 ? 40 : bar;
	p.count = p.bar + bar + 1;
	if (w >= HOSTS_FROM) {
		p.hosts = p.count + COUNT_COLUMNS;
		p.what = p.hosts + HOST_FIRST + 2 * HOST_COLUMNS + 3;
	}
	return p;
}

static void pair_draw_right(struct canvas *c, int x, int y, int columns, enum style style, const char *text)
{
	int n = utf8_width(str_of(text));
	canvas_text(c, x + columns - n, y, n, style, str_of(text));
}

static void pair_draw_names(const struct paired *p, struct canvas *c, int y, int w)
{
	struct pair_columns at = pair_columns(w);
	canvas_printf(c, 2, y, DATE_COLUMNS, STYLE_DIM, "by %s", precision_name(p->unit));
	canvas_text(c, at.bar, y, w - at.bar, STYLE_DIM, STR("contacts"));
	if (!at.hosts)
		return;
	canvas_text(c, at.hosts + 1, y, HOST_FIRST, STYLE_DIM, STR("host"));
	pair_draw_right(c, at.hosts, y, HOST_FIRST, STYLE_COUNTRY, p->tally.codes[0]);
	pair_draw_right(c, at.hosts + HOST_FIRST, y, HOST_COLUMNS, STYLE_COUNTRY, p->tally.codes[1]);
	pair_draw_right(c, at.hosts + HOST_FIRST + HOST_COLUMNS, y, HOST_COLUMNS, STYLE_DIM, "else");
	canvas_text(c, at.what, y, w - at.what - 1, STYLE_DIM, STR("what"));
}

static void pair_draw_head(const struct paired *p, struct canvas *c, int w)
{
	struct buf text = BUF_INIT;
	pair_hosts(&p->tally, &text);
	pair_draw_line(c, 0, w, STYLE_TEXT, &text);
	pair_kinds(&p->tally.sum, &text);
	pair_draw_line(c, 1, w, STYLE_TEXT, &text);
	pair_longest(&p->tally, c->ascii, &text);
	pair_draw_line(c, 2, w, STYLE_TEXT, &text);
	pair_announced(p, &text);
	pair_draw_line(c, 3, w, STYLE_TEXT, &text);
	pair_draw_names(p, c, HEAD_LINES - 1, w);
	buf_free(&text);
}

/* ---- the list ---- */

static void pair_list(const struct tally_pair *p, struct pair_lines *out)
{
	size_t dated = 0;
	for (size_t i = 0; i < p->periods.n; i++) {
		bool known = interval_known(p->periods.v[i].when);
		if (!known && dated && interval_known(p->since))
			*vec_push(out) = (struct pair_line){PAIR_SINCE, i};
		dated = known ? dated + 1 : 0;
		if (p->periods.v[i].gap)
			*vec_push(out) = (struct pair_line){PAIR_GAP, i};
		*vec_push(out) = (struct pair_line){PAIR_PERIOD, i};
	}
	if (dated && interval_known(p->since))
		*vec_push(out) = (struct pair_line){PAIR_SINCE, p->periods.n};
}

static void pair_draw_gap(const struct tally_pair *p, struct canvas *c, int y, int w, const struct pair_line *line)
{
	struct buf text = BUF_INIT;
	struct str rule = pane_mark(c, PANE_RULE);
	if (line->type == PAIR_GAP) {
		const struct tally_period *after = &p->periods.v[line->period];
		pair_time(after->gap, &text);
		buf_add_cstr(&text, " without contact");
		if (after->silent)
			buf_addf(&text, "; %u article%s of then", after->silent, after->silent == 1 ? " is" : "s are");
		else
			buf_add_cstr(&text, "; no article is of then");
	} else {
		char day[40];
		era_day(p->since.to, day);
		pair_time(p->since.to - p->since.from + 1, &text);
		buf_addf(&text, " since, to the last article (%s)", day);
	}
	canvas_fill(c, (struct rect){2, y, 3, 1}, STYLE_BORDER, rule);
	int x = 6 + canvas_text_cut(c, 6, y, w - 12, STYLE_DIM, buf_str(&text));
	canvas_fill(c, (struct rect){x + 1, y, 3, 1}, STYLE_BORDER, rule);
	buf_free(&text);
}

static void pair_draw_number(struct canvas *c, int x, int y, int columns, uint32_t n)
{
	char text[8] = "";
	if (n)
		pane_number(n, text);
	pair_draw_right(c, x, y, columns, STYLE_TEXT, text);
}

static void pair_draw_period(const struct model *m, struct canvas *c, int y, int w, const struct tally_period *p, uint32_t most)
{
	struct pair_columns at = pair_columns(w);
	struct buf text = BUF_INIT;
	char date[40] = "no date";
	if (interval_known(p->when))
		era_interval(p->when, p->precision, c->ascii, date);
	canvas_text(c, 2, y, DATE_COLUMNS - 1, STYLE_DATE, str_of(date));
	int eighths = (int)((uint64_t)p->sum.contacts * (uint64_t)(at.count - at.bar - 1) * 8 / (most ? most : 1));
	pane_bar(c, eighths > 0 ? eighths : 1, &text);
	canvas_text(c, at.bar, y, at.count - at.bar - 1, m->dimmed ? STYLE_DIM : STYLE_BAR, buf_str(&text));
	buf_clear(&text);
	pair_draw_number(c, at.count, y, COUNT_COLUMNS - 1, p->sum.contacts);
	if (at.hosts) {
		pair_draw_number(c, at.hosts, y, HOST_FIRST, p->sum.hosts[TALLY_FIRST]);
		pair_draw_number(c, at.hosts + HOST_FIRST, y, HOST_COLUMNS, p->sum.hosts[TALLY_SECOND]);
		pair_draw_number(c, at.hosts + HOST_FIRST + HOST_COLUMNS, y, HOST_COLUMNS, p->sum.hosts[TALLY_ELSEWHERE]);
		pair_kinds(&p->sum, &text);
		canvas_text_cut(c, at.what, y, w - at.what - 1, STYLE_DIM, buf_str(&text));
	}
	buf_free(&text);
}

/* The line of the period under the cursor; *top: the first line that is shown, so that it stands in the middle. */
static size_t pair_place(const struct model *m, const struct pair_lines *lines, size_t h, size_t *top)
{
	size_t here = 0;
	for (size_t i = 0; i < lines->n; i++)
		here = lines->v[i].type == PAIR_PERIOD && lines->v[i].period == m->pair.at ? i : here;
	*top = here > h / 2 ? here - h / 2 : 0;
	*top = *top + h > lines->n ? (lines->n > h ? lines->n - h : 0) : *top;
	return here;
}

bool pane_pair_at(const struct model *m, struct rect in, int y, size_t *period)
{
	struct pair_lines lines = {0};
	size_t top;
	int h = pane_pair_lines(in), line = y - (in.h - h);
	bool found = false;
	if (!m->pair.paired || line < 0)
		return false;
	pair_list(&m->pair.paired->tally, &lines);
	pair_place(m, &lines, (size_t)h, &top);
	if (top + (size_t)line < lines.n && lines.v[top + (size_t)line].type == PAIR_PERIOD) {
		*period = lines.v[top + (size_t)line].period;
		found = true;
	}
	vec_free(&lines);
	return found;
}

static void pair_draw_list(const struct model *m, struct canvas *c, struct rect in)
{
	const struct tally_pair *p = &m->pair.paired->tally;
	struct pair_lines lines = {0};
	uint32_t most = 0;
	size_t h = in.h > 0 ? (size_t)in.h : 0, top;
	pair_list(p, &lines);
	for (size_t i = 0; i < p->periods.n; i++)
		most = p->periods.v[i].sum.contacts > most ? p->periods.v[i].sum.contacts : most;
	size_t here = pair_place(m, &lines, h, &top);
	for (size_t i = top; i < lines.n && i - top < h; i++) {
		int y = in.y + (int)(i - top);
		if (lines.v[i].type != PAIR_PERIOD) {
			pair_draw_gap(p, c, y, in.w, &lines.v[i]);
			continue;
		}
		pair_draw_period(m, c, y, in.w, &p->periods.v[lines.v[i].period], most);
		if (i != here)
			continue;
		canvas_restyle(c, (struct rect){0, y, in.w, 1}, STYLE_SELECTED);
		canvas_text(c, 0, y, 1, STYLE_SELECTED, pane_mark(c, PANE_CURSOR));
		canvas_cursor(c, 0, y);
	}
	vec_free(&lines);
}

/* Why there is nothing, and what helps. */
static void pair_draw_nothing(const struct model *m, struct canvas *c, struct rect in)
{
	const struct tally_pair *p = &m->pair.paired->tally;
	struct buf text = BUF_INIT;
	struct buf filter = BUF_INIT;
	bool two = p->codes[1][0] != '\0';
	filter_text(&m->filter, &filter);
	for (int i = 0; i < 2 && !text.n; i++)
		if (!m->filter.off && filter_lacks_country(&m->filter, p->codes[i]))
			buf_addf(&text, "The filter leaves out what names %.*s\nF switches it off",
				 STR_ARG(country_name(str_of(p->codes[i]))));
	if (!text.n)
		buf_addf(&text, "No event%s%.*s names %s%s%s", filter.n ? " of " : "", STR_ARG(buf_str(&filter)),
			 two ? "both" : "another country beside it", filter.n ? "\nF switches the filter off" : "",
			 !two ? "" : filter.n ? ", the arrows turn to another country" : "\nThe arrows turn to another country");
	buf_free(&filter);
	pane_say(c, in, buf_cstr(&text));
	buf_free(&text);
}

void pane_pair_draw(const struct model *m, const struct layout *l, struct canvas *c)
{
	const struct paired *p = m->pair.paired;
	struct buf left = BUF_INIT, right = BUF_INIT;
	buf_addf(&left, "%.*s %s %.*s", STR_ARG(country_name(str_of(m->pair.codes[0]))), c->ascii ? "x" : "×",
		 STR_ARG(m->pair.codes[1][0] ? country_name(str_of(m->pair.codes[1])) : STR("…")));
	if (p && p->tally.sum.contacts)
		buf_addf(&right, "%u contact%s", p->tally.sum.contacts, p->tally.sum.contacts == 1 ? "" : "s");
	struct rect in = pane_open(c, l, m, PANE_PAIR, buf_str(&left), buf_str(&right));
	buf_free(&left);
	buf_free(&right);
	canvas_fill(c, in, STYLE_TEXT, STR(" "));
	if (!p) {
		pane_say(c, in, "Counting …");
	} else if (p->tally.sum.contacts == 0) {
		pair_draw_nothing(m, c, in);
	} else {
		int lines = pane_pair_lines(in);
		if (lines < in.h)
			pair_draw_head(p, c, in.w);
		pair_draw_list(m, c, (struct rect){0, in.h - lines, in.w, lines});
	}
}
