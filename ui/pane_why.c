#include "config.h"

#include "ui/pane_why.h"

#include "app/walk.h"
#include "app/wrap.h"
#include "base/country.h"
#include "base/utf8.h"

#include <string.h>

/* A line being drawn; lines outside the rectangle are only counted. */
struct why {
	const struct model *m;
	const struct opened *o;
	struct canvas *c; /* NULL: count only */
	struct rect r;
	long y;           /* of the current line, from the rectangle's top; may be negative */
	int x;
	int lines;
};

/* ---- writing ---- */

static void why_line(struct why *w)
{
	w->y++;
	w->lines++;
	w->x = 0;
}

static void why_put(struct why *w, enum style style, struct str text)
{
	int room = w->r.w - w->x;
	if (w->c && w->y >= 0 && w->y < w->r.h && room > 0)
		w->x += canvas_text_cut(w->c, w->r.x + w->x, w->r.y + (int)w->y, room, style, text);
	else
		w->x += utf8_width(text);
}

static void why_printf(struct why *w, enum style style, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
static void why_printf(struct why *w, enum style style, const char *fmt, ...)
{
	struct buf b = BUF_INIT;
	va_list ap;
	va_start(ap, fmt);
	buf_addv(&b, fmt, ap);
	va_end(ap);
	why_put(w, style, buf_str(&b));
	buf_free(&b);
}

static void why_tab(struct why *w, int x)
{
	if (w->x < x)
		w->x = x;
}

static void why_date(struct why *w, struct interval when, enum precision precision)
{
	char text[48] = "no date";
	if (interval_known(when))
		interval_format(when, precision, w->c && w->c->ascii, text);
	why_put(w, STYLE_DATE, str_of(text));
}

static void why_dot(struct why *w)
{
	why_printf(w, STYLE_DIM, " %s ", w->c && w->c->ascii ? "-" : "·");
}

/* ---- quotations ---- */

static bool why_is_edge(char c)
{
	return c == '\n';
}

/* The words before `at`, at most `columns` of them (bytes, rather fewer columns), from a word's beginning. */
static struct str why_before(struct str text, uint32_t at, size_t columns)
{
	size_t begin = at > columns ? at - columns : 0;
	for (size_t i = begin; i < at; i++)
		if (why_is_edge(text.p[i]))
			begin = i + 1;
	if (begin > 0 && !why_is_edge(text.p[begin - 1]))
		while (begin < at && text.p[begin] != ' ')
			begin++;
	while (begin < at && text.p[begin] == ' ')
		begin++;
	return str_sub(text, begin, at);
}

static struct str why_after(struct str text, uint32_t at, size_t columns)
{
	size_t end = at + columns < text.n ? at + columns : text.n;
	for (size_t i = at; i < end; i++)
		if (why_is_edge(text.p[i]))
			end = i;
	if (end < text.n && !why_is_edge(text.p[end]))
		while (end > at && text.p[end] != ' ')
			end--;
	return str_sub(text, at, end);
}

/* “words before [the words] words after”: the words lit; as much around them as `spare` columns leave, half on
 * either side. */
static void why_quote(struct why *w, struct span s, int spare, enum style style)
{
	struct str text = w->o->article.text;
	if (s.begin >= s.end || s.end > text.n)
		return;
	int words = utf8_width(str_sub(text, s.begin, s.end));
	int around = (w->r.w - w->x - words - 2 - spare) / 2;
	size_t columns = around > 40 ? 40 : around > 0 ? (size_t)around : 0;
	why_put(w, STYLE_TEXT, STR("“"));
	why_put(w, STYLE_TEXT, why_before(text, s.begin, columns));
	why_put(w, style, str_sub(text, s.begin, s.end));
	why_put(w, STYLE_TEXT, why_after(text, s.end, columns));
	why_put(w, STYLE_TEXT, STR("”"));
}

/* The words alone. */
static void why_words(struct why *w, struct span s, enum style style)
{
	why_quote(w, s, w->r.w, style);
}

/* ---- the date ---- */

static void why_published(struct why *w)
{
	const struct published *p = &w->o->article.published;
	why_put(w, STYLE_DIM, STR("  published "));
	why_date(w, p->when, p->precision);
	why_printf(w, STYLE_DIM, " (%s)", published_basis_name(p->basis));
	if (p->basis == PUBLISHED_BYLINE && p->span.end > p->span.begin) {
		why_put(w, STYLE_DIM, STR(" "));
		why_words(w, p->span, STYLE_DATE);
	}
	if (p->basis == PUBLISHED_INFERRED && p->evidence.n > 0)
		why_printf(w, STYLE_DIM, ": %.*s", STR_ARG(p->evidence));
}

enum { WHY_RESULT = 18 /* an arrow and most intervals */ };

/* "published 2018-05-22 (given) → 2018-09" or "“May 23” 2018-05-23 → 2018-05-25" */
static void why_reckoning(struct why *w, const struct timex3 *t)
{
	if (t->anchor == TIMEX_ANCHOR_NONE)
		return;
	if (t->anchor == TIMEX_ANCHOR_PUBLISHED) {
		why_published(w);
	} else if ((size_t)t->anchor < w->o->found.timex_count) {
		const struct timex3 *a = &w->o->found.timexes[t->anchor];
		why_put(w, STYLE_DIM, STR("  from "));
		why_words(w, a->span, STYLE_DATE);
		why_put(w, STYLE_DIM, STR(" "));
		why_date(w, a->when, a->precision);
	}
	if (w->r.w - w->x < WHY_RESULT) { /* a date is not cut */
		why_line(w);
		why_put(w, STYLE_DIM, STR(" "));
	}
	why_put(w, STYLE_DIM, w->c && w->c->ascii ? STR(" -> ") : STR("  →  "));
	if (interval_known(t->when))
		why_date(w, t->when, t->precision);
	else
		why_put(w, STYLE_DATE, t->symbolic.n > 0 ? t->symbolic : STR("not resolved"));
	why_line(w);
}

static void why_timex(struct why *w, const struct timex3 *t)
{
	why_put(w, STYLE_TEXT, STR("  "));
	why_quote(w, t->span, 0, STYLE_DATE);
	why_line(w);
	why_printf(w, STYLE_DIM, "  rule %s, %u %%%s", t->rule ? t->rule : "none", t->confidence,
		   t->approximate ? ", approximate" : "");
	why_line(w);
	why_reckoning(w, t);
}

/* The other expression of "May 23 to 25": the two name each other. */
static const struct timex3 *why_range_end(const struct why *w, int date)
{
	const struct extraction *x = &w->o->found;
	int other = x->timexes[date].range_with;
	if (other < 0 || other == date || (size_t)other >= x->timex_count || x->timexes[other].range_with != date)
		return NULL;
	return &x->timexes[other];
}

static void why_dates(struct why *w, const struct event *e)
{
	if (e->date >= 0 && (size_t)e->date < w->o->found.timex_count) {
		if (e->basis == BASIS_CARRIED) {
			why_put(w, STYLE_DIM, STR("  no date of its own: that of an earlier sentence still holds"));
			why_line(w);
		}
		const struct timex3 *t = &w->o->found.timexes[e->date];
		const struct timex3 *end = why_range_end(w, e->date);
		why_timex(w, t);
		if (end)
			why_timex(w, end);
	} else if (e->basis == BASIS_PUBLISHED) {
		why_put(w, STYLE_DIM, STR("  no date in the passage: told as news of the day"));
		why_line(w);
		why_published(w);
		why_line(w);
	} else {
		why_put(w, STYLE_DIM, STR("  no date in the passage, and none to carry on"));
		why_line(w);
	}
}

/* ---- the other fields ---- */

static void why_modality(struct why *w, const struct event *e)
{
	if (e->modality_span.begin >= e->modality_span.end)
		return;
	why_printf(w, STYLE_DIM, "%s  ", event_modality_name(e->modality));
	why_quote(w, e->modality_span, 0, STYLE_PASSAGE);
	why_line(w);
}

/* When the article appeared, where that had to be found; the reckoning of a date may have said it already. */
static void why_when_published(struct why *w, const struct event *e)
{
	enum published_basis basis = w->o->article.published.basis;
	bool said = e->basis == BASIS_PUBLISHED || (e->date >= 0 && (size_t)e->date < w->o->found.timex_count &&
						    w->o->found.timexes[e->date].anchor == TIMEX_ANCHOR_PUBLISHED);
	if (said || (basis != PUBLISHED_BYLINE && basis != PUBLISHED_INFERRED))
		return;
	why_published(w);
	why_line(w);
}

/* The word that tells the event, which gives the kind. */
static void why_kind(struct why *w, const struct event *e)
{
	if (e->head.begin >= e->head.end)
		return;
	why_printf(w, STYLE_DIM, "%s  ", event_kind_name(e->kind));
	why_quote(w, e->head, 0, STYLE_PASSAGE);
	why_line(w);
}

static void why_place(struct why *w, const struct event *e)
{
	if (e->place.n == 0)
		return;
	why_put(w, STYLE_DIM, STR("at "));
	why_put(w, STYLE_COUNTRY, e->place);
	if (e->place_country[0])
		why_printf(w, STYLE_COUNTRY, ", %.*s", STR_ARG(country_name(str_of(e->place_country))));
	why_put(w, STYLE_DIM, STR("  "));
	why_quote(w, e->place_span, 0, STYLE_COUNTRY);
	why_line(w);
}

static void why_countries(struct why *w, const struct event *e)
{
	for (size_t i = 0; i < e->country_count; i++) {
		const struct event_country *k = &e->countries[i];
		why_put(w, STYLE_COUNTRY, str_of(k->code));
		why_printf(w, STYLE_DIM, " %s", event_role_name(k->role));
		why_tab(w, 16);
		why_quote(w, k->span, 16, STYLE_COUNTRY);
		if (k->rule)
			why_printf(w, STYLE_DIM, "  %s", k->rule);
		why_line(w);
	}
}

static void why_links(struct why *w)
{
	const struct linked *k = model_linked(w->m);
	if (!k || k->count == 0)
		return;
	why_line(w);
	for (size_t i = 0; i < k->count; i++) {
		const struct linked_end *e = &k->ends[i];
		why_printf(w, STYLE_LINK, "%s %s ", walk_mark(e, w->c && w->c->ascii), walk_words(e));
		why_printf(w, STYLE_DIM, "%u %%  ", e->link.score);
		if (e->link.rejected)
			why_put(w, STYLE_CORRECTED, STR("rejected")), why_put(w, STYLE_DIM, STR("  "));
		why_date(w, e->row.when, (enum precision)e->row.precision);
		why_put(w, STYLE_TEXT, STR("  "));
		why_put(w, STYLE_TEXT, e->headline);
		why_line(w);
		why_printf(w, STYLE_DIM, "  %.*s%s%.*s", STR_ARG(e->source), e->source.n > 0 ? ": " : "",
			   STR_ARG(e->link.reason));
		why_line(w);
	}
}

/* ---- what the user says ---- */

static void why_mark(struct why *w, enum pane_mark mark)
{
	static const struct canvas plain = {.ascii = false};
	why_printf(w, STYLE_STAR, "%.*s ", STR_ARG(pane_mark(w->c ? w->c : &plain, mark)));
}

/* Text of any length, wrapped. */
static void why_text(struct why *w, struct str text)
{
	struct wrap lines = {0};
	wrap_text(&lines, text, NULL, 0, w->r.w > 12 ? w->r.w - 4 : w->r.w);
	for (size_t i = 0; i < lines.lines.n; i++) {
		why_tab(w, 2);
		why_put(w, STYLE_TEXT, str_trim(str_sub(text, lines.lines.v[i].begin, lines.lines.v[i].end)));
		why_line(w);
	}
	wrap_free(&lines);
}

/* "✎ kind attack; read as visit" */
static void why_corrected(struct why *w, const char *field, struct str value, struct str was)
{
	if (value.n == 0)
		return;
	why_mark(w, PANE_CORRECTED);
	why_printf(w, STYLE_DIM, "%s ", field);
	why_put(w, STYLE_CORRECTED, value);
	if (was.n)
		why_printf(w, STYLE_DIM, "; read as %.*s", STR_ARG(was));
	why_line(w);
}

static void why_corrections(struct why *w, const struct note_state *said, const struct event *was)
{
	char date[48] = "no date";
	struct buf countries = BUF_INIT;
	if (interval_known(was->when))
		interval_format(was->when, was->precision, w->c && w->c->ascii, date);
	for (size_t i = 0; i < was->country_count; i++)
		buf_addf(&countries, "%s%s", i ? " " : "", was->countries[i].code);
	why_corrected(w, "date", said->date, str_of(date));
	why_corrected(w, "countries", said->countries, countries.n ? buf_str(&countries) : STR("none"));
	why_corrected(w, "kind", said->kind, str_of(event_kind_name(was->kind)));
	why_corrected(w, "rejected:", said->rejected ? STR("no event") : STR_NONE, STR_NONE);
	why_corrected(w, "merged: told again of", said->merged, STR_NONE);
	for (size_t i = 0; i < said->split_count; i++)
		why_corrected(w, "split off:", said->splits[i].headline, STR_NONE);
	buf_free(&countries);
}

static void why_said(struct why *w, const struct event *was)
{
	const struct note_state *said = model_said(w->m);
	int before = w->lines;
	if (!said)
		return;
	if (said->starred) {
		why_mark(w, PANE_STARRED);
		why_put(w, STYLE_TEXT, STR("starred"));
		why_line(w);
	}
	if (said->tag_count)
		why_mark(w, PANE_TAGGED);
	for (size_t i = 0; i < said->tag_count; i++)
		why_printf(w, STYLE_TEXT, "%s%.*s", i ? ", " : "", STR_ARG(said->tags[i]));
	if (said->tag_count)
		why_line(w);
	if (said->text.n) {
		why_mark(w, PANE_NOTED);
		why_text(w, said->text);
	}
	if (was)
		why_corrections(w, said, was);
	if (w->lines > before)
		why_line(w);
}

/* ---- the whole ---- */

/* The evidence is that of what was read, whatever the user made of it. */
static void why_event(struct why *w, const struct event *e, const struct event *was)
{
	why_said(w, was);
	why_date(w, e->when, e->precision);
	if (interval_known(e->when)) {
		why_dot(w);
		why_put(w, STYLE_TEXT, str_of(precision_name(e->precision)));
	}
	why_dot(w);
	why_put(w, STYLE_TEXT, str_of(event_basis_name(e->basis)));
	why_dot(w);
	why_put(w, STYLE_TEXT, str_of(event_kind_name(e->kind)));
	why_dot(w);
	why_put(w, STYLE_TEXT, str_of(event_modality_name(e->modality)));
	why_dot(w);
	why_printf(w, STYLE_TEXT, "%u %% sure", e->confidence);
	why_line(w);
	why_dates(w, was);
	why_when_published(w, was);
	why_line(w);
	why_kind(w, was);
	why_modality(w, e);
	why_place(w, e);
	why_countries(w, was);
	why_links(w);
}

static void why_report(struct why *w)
{
	const struct article *a = &w->o->article;
	why_said(w, NULL);
	why_put(w, STYLE_TEXT, STR("A report: the article itself, at its publication date"));
	why_line(w);
	why_published(w);
	why_line(w);
	why_line(w);
	if (a->url.n > 0) {
		why_put(w, STYLE_DIM, a->url);
		why_line(w);
	}
	if (a->path.n > 0) {
		why_printf(w, STYLE_DIM, "read from %.*s", STR_ARG(a->path));
		why_line(w);
	}
	why_printf(w, STYLE_DIM, "%zu %s found in it", w->o->found.event_count,
		   w->o->found.event_count == 1 ? "event" : "events");
	why_line(w);
}

int pane_why_lines(const struct model *m, struct canvas *c, struct rect r, size_t top)
{
	struct why w = {.m = m, .o = model_opened(m), .c = c, .r = r, .y = -(long)top};
	if (!w.o)
		return 0;
	int i = model_event(m);
	if (i >= 0)
		why_event(&w, &w.o->found.events[i], w.o->read ? &w.o->read[i] : &w.o->found.events[i]);
	else
		why_report(&w);
	return w.lines;
}

int pane_why_count(const struct model *m, int width)
{
	return pane_why_lines(m, NULL, (struct rect){0, 0, width, 0}, 0);
}

void pane_why_draw(const struct model *m, const struct layout *l, struct canvas *c)
{
	struct buf title = BUF_INIT;
	pane_popup_title(m, c, "Why", &title);
	struct rect in = pane_open(c, l, m, PANE_WHY, buf_str(&title), STR("esc"));
	buf_free(&title);
	canvas_fill(c, in, STYLE_TEXT, STR(" "));
	if (!model_opened(m))
		pane_say(c, in, "Reading …");
	else
		pane_why_lines(m, c, (struct rect){1, 0, in.w - 2, in.h}, m->why_top);
	if (in.h > 0)
		canvas_cursor(c, 0, 0);
}
