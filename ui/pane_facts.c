#include "config.h"

#include "ui/pane_facts.h"

#include "base/era.h"
#include "base/host.h"
#include "base/url.h"
#include "base/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TEXT_LEAST = 62 /* and its margins */, NAME_COLUMNS = 11, DATE_COLUMNS = 12, COUNTRY_LINES = 3 };

int pane_facts_columns(int w)
{
	return w >= LAYOUT_FACTS_COLUMNS + TEXT_LEAST ? LAYOUT_FACTS_COLUMNS : 0;
}

struct facts {
	struct canvas *c;
	struct rect r;
	int y; /* of the next line, from the rectangle's top */
};

static void facts_line(struct facts *f, const char *name, enum style style, struct str text)
{
	if (!text.n || f->y >= f->r.h)
		return;
	canvas_text(f->c, f->r.x, f->r.y + f->y, NAME_COLUMNS, STYLE_DIM, str_of(name));
	canvas_text_cut(f->c, f->r.x + NAME_COLUMNS, f->r.y + f->y, f->r.w - NAME_COLUMNS, style, text);
	f->y++;
}

static void facts_published(struct facts *f, const struct published *p)
{
	struct buf b = BUF_INIT;
	char date[40] = "no date";
	if (interval_known(p->when))
		era_interval(p->when, p->precision, f->c->ascii, date);
	buf_addf(&b, "%s, %s", date, published_basis_name(p->basis));
	facts_line(f, "published", STYLE_DATE, buf_str(&b));
	buf_free(&b);
}

/* ---- countries ---- */

struct facts_country {
	char code[3];
	unsigned events;
};

static int facts_compare(const void *a, const void *b)
{
	const struct facts_country *x = a, *y = b;
	if (x->events != y->events)
		return x->events < y->events ? 1 : -1;
	return strcmp(x->code, y->code);
}

enum { CODES = 26 * 26 };

/* The countries of its events, those of most events first; returns how many. */
static size_t facts_count(const struct extraction *x, struct facts_country out[static CODES])
{
	unsigned events[CODES] = {0};
	size_t n = 0;
	for (size_t i = 0; i < x->event_count; i++)
		for (size_t k = 0; k < x->events[i].country_count; k++) {
			const char *code = x->events[i].countries[k].code;
			int at = (code[0] - 'A') * 26 + code[1] - 'A';
			if (at >= 0 && at < CODES)
				events[at]++;
		}
	for (int i = 0; i < CODES; i++)
		if (events[i])
			out[n++] = (struct facts_country){{(char)('A' + i / 26), (char)('A' + i % 26), '\0'}, events[i]};
	if (n)
		qsort(out, n, sizeof *out, facts_compare);
	return n;
}

static void facts_countries(struct facts *f, const struct extraction *x)
{
	struct facts_country all[CODES];
	size_t n = facts_count(x, all), i = 0;
	struct buf b = BUF_INIT;
	for (int line = 0; line < COUNTRY_LINES && i < n; line++) {
		bool last = line + 1 == COUNTRY_LINES;
		buf_clear(&b);
		for (char one[32]; i < n; i++) {
			snprintf(one, sizeof one, "%s%s %u", b.n ? "  " : "", all[i].code, all[i].events);
			if ((int)(b.n + strlen(one)) > f->r.w - NAME_COLUMNS - (last ? 6 : 0))
				break;
			buf_add_cstr(&b, one);
		}
		if (last && i < n)
			buf_addf(&b, "  +%zu", n - i);
		facts_line(f, line ? "" : "countries", STYLE_COUNTRY, buf_str(&b));
	}
	buf_free(&b);
}

/* ---- events ---- */

static void facts_event(struct facts *f, const struct event *e, enum style date_style, bool here)
{
	char date[40] = "";
	int y = f->r.y + f->y++;
	if (interval_known(e->when))
		era_interval(e->when, e->precision, f->c->ascii, date);
	if (here)
		canvas_text(f->c, f->r.x, y, 1, STYLE_PASSAGE, pane_mark(f->c, PANE_CURSOR));
	int used = canvas_text(f->c, f->r.x + 1, y, f->r.w - 1, date_style, str_of(date));
	int x = 1 + (used + 1 > DATE_COLUMNS ? used + 1 : DATE_COLUMNS);
	canvas_text_cut(f->c, f->r.x + x, y, f->r.w - x, here ? STYLE_PASSAGE : STYLE_TEXT, e->headline);
}

/* As many as there is room for, the shown one among them. */
static void facts_events(const struct model *m, struct facts *f)
{
	const struct extraction *x = &m->opened->found;
	const struct note_state *said = m->opened->said;
	char count[24];
	snprintf(count, sizeof count, "%zu", x->event_count);
	facts_line(f, "events", STYLE_TEXT, str_of(x->event_count ? count : "none found in it"));
	size_t room = f->r.h > f->y ? (size_t)(f->r.h - f->y) : 0, n = x->event_count;
	size_t here = model_event(m) >= 0 ? (size_t)model_event(m) : 0, top = here > room / 2 ? here - room / 2 : 0;
	top = n <= room ? 0 : top + room > n ? n - room : top;
	for (size_t i = top; i < n && i - top < room; i++)
		facts_event(f, &x->events[i], said && said[i].date.n ? STYLE_CORRECTED : STYLE_DATE, (int)i == model_event(m));
}

/* The host as it is read, and under it as it is written. */
static void facts_address(struct facts *f, struct str url)
{
	struct buf web = BUF_INIT, shown = BUF_INIT;
	struct str rest = url;
	if (url_web(url, &web)) {
		host_shown(url_host(buf_str(&web)), &shown);
		rest = buf_str(&shown);
	}
	size_t beside = web.n ? str_find(rest, STR(" ("), 0) : SIZE_MAX;
	facts_line(f, "address", STYLE_TEXT, str_sub(rest, 0, beside));
	if (beside != SIZE_MAX)
		facts_line(f, "", STYLE_TEXT, str_sub(rest, beside + 1, rest.n));
	buf_free(&web);
	buf_free(&shown);
}

void pane_facts_draw(const struct model *m, struct canvas *c, struct rect r)
{
	const struct article *a = &m->opened->article;
	struct facts f = {.c = c, .r = r};
	facts_published(&f, &a->published);
	facts_line(&f, "source", STYLE_TEXT, a->source);
	facts_address(&f, a->url);
	facts_line(&f, "language", STYLE_TEXT, str_of(a->language));
	facts_countries(&f, &m->opened->found);
	facts_events(m, &f);
}
