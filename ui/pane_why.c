#include "config.h"

#include "ui/pane_why.h"

#include "app/walk.h"
#include "base/country.h"
#include "base/era.h"
#include "base/utf8.h"
#include "ui/reckon.h"
#include "ui/rule.h"
#include "ui/why.h"

#include <stdio.h>
#include <string.h>

/* ---- the other fields ---- */

enum { WHY_NAME = 16, WHY_RULE = 23 /* columns behind a quotation, */, WHY_RULE_FROM = 60 /* where there is room for one */ };

static int why_spare(const struct why *w)
{
	return w->r.w >= WHY_RULE_FROM ? WHY_RULE : 0;
}

/* "kind meeting    " before the words that gave it. */
static void why_name(struct why *w, const char *field, const char *value)
{
	why_printf(w, STYLE_DIM, "%s%s", field, *value ? " " : "");
	why_printf(w, STYLE_TEXT, "%s", value);
	why_tab(w, WHY_NAME);
	why_put(w, STYLE_TEXT, STR(" "));
}

/* Behind a quotation, or in its place, where it fits: half of it would say nothing. */
static void why_rule(struct why *w, const char *rule)
{
	bool alone = w->x == WHY_NAME + 1;
	if (w->x + (alone ? 0 : 2) + (int)strlen(rule) <= w->r.w)
		why_printf(w, STYLE_DIM, "%s%s", alone ? "" : "  ", rule);
	why_line(w);
}

static void why_headline(struct why *w, const struct event *e)
{
	why_name(w, "headline", "");
	if (e->headline_span.begin < e->headline_span.end) {
		why_quote(w, e->headline_span, why_spare(w), STYLE_PASSAGE);
		why_rule(w, "as it stands there");
	} else {
		why_printf(w, STYLE_PASSAGE, "%.*s", STR_ARG(e->headline));
		why_rule(w, "made of words of the passage");
	}
}

static void why_modality(struct why *w, const struct event *e)
{
	why_name(w, "state", event_modality_name(e->modality));
	if (e->modality_span.begin < e->modality_span.end) {
		why_quote(w, e->modality_span, why_spare(w), STYLE_PASSAGE);
		why_rule(w, "says so");
	} else {
		why_rule(w, e->modality == MODALITY_HAPPENED ? "no word of plan, doubt or denial with it" : "by the passage, not by one word of it");
	}
}

/* The word that tells the event, which gives the kind. */
static void why_kind(struct why *w, const struct event *e)
{
	why_name(w, "kind", event_kind_name(e->kind));
	if (e->head.begin < e->head.end) {
		why_quote(w, e->head, why_spare(w), STYLE_PASSAGE);
		why_rule(w, "tells the event");
	} else {
		why_rule(w, "no one word tells the event");
	}
}

/* Room for a sentence behind a quotation; on a narrow screen it gets a line of its own. */
static int why_spare_for(const struct why *w, struct str words)
{
	enum { FROM = 100 };
	return w->r.w >= FROM && words.n ? 2 + utf8_width(words) : 0;
}

/* Behind what stands there where it fits, else under it; where it is narrow, what was found is worth more than how. */
static void why_sentence(struct why *w, struct str words)
{
	bool told = words.n && w->r.w >= WHY_RULE_FROM;
	if (told && w->x + 2 + utf8_width(words) > w->r.w) {
		why_line(w);
		why_tab(w, WHY_NAME - 1);
	}
	if (told)
		why_printf(w, STYLE_DIM, "  %.*s", STR_ARG(words));
	why_line(w);
}

/* What read the name of the event's place. */
static struct str why_place_words(const struct why *w, const struct event *e)
{
	for (size_t i = 0; i < w->o->found.place_count; i++) {
		const struct place *p = &w->o->found.places[i];
		if (p->span.begin == e->place_span.begin && p->span.end == e->place_span.end && p->rule)
			return rule_place_words(str_of(p->rule));
	}
	return STR_NONE;
}

static void why_place(struct why *w, const struct event *e)
{
	if (e->place.n == 0)
		return;
	why_put(w, STYLE_DIM, STR("at "));
	why_put(w, STYLE_COUNTRY, e->place);
	struct str country = e->place_country[0] ? country_name(str_of(e->place_country)) : STR_NONE;
	if (country.n && !str_eq(country, e->place))
		why_printf(w, STYLE_COUNTRY, ", %.*s", STR_ARG(country));
	if (w->x > WHY_NAME)
		why_line(w);
	why_tab(w, WHY_NAME);
	why_put(w, STYLE_TEXT, STR(" "));
	struct str words = why_place_words(w, e);
	why_quote(w, e->place_span, why_spare_for(w, words), STYLE_COUNTRY);
	why_sentence(w, words);
}

static void why_countries(struct why *w, const struct event *e)
{
	for (size_t i = 0; i < e->country_count; i++) {
		const struct event_country *k = &e->countries[i];
		why_put(w, STYLE_COUNTRY, str_of(k->code));
		why_printf(w, STYLE_DIM, " %s", event_role_name(k->role));
		why_tab(w, WHY_NAME);
		why_put(w, STYLE_TEXT, STR(" "));
		struct str words = k->span.begin < k->span.end ? rule_role_words(str_of(k->rule)) : STR_NONE;
		if (k->span.begin < k->span.end)
			why_quote(w, k->span, why_spare_for(w, words), STYLE_COUNTRY);
		else
			why_put(w, STYLE_DIM, STR("the title, or the line of place and date"));
		why_sentence(w, words);
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
		struct buf reason = BUF_INIT;
		buf_addf(&reason, "%.*s%s%.*s", STR_ARG(e->source), e->source.n > 0 ? ": " : "", STR_ARG(e->link.reason));
		why_text(w, STYLE_DIM, buf_str(&reason));
		buf_free(&reason);
		if (e->passage.n) { /* the words on the other side; those on this one stand above */
			why_put(w, STYLE_TEXT, STR("  "));
			why_quote_of(w, e->passage, e->head, 0, STYLE_PASSAGE);
			why_line(w);
		}
	}
}

/* ---- what the user says ---- */

static void why_mark(struct why *w, enum pane_mark mark)
{
	static const struct canvas plain = {.ascii = false};
	why_printf(w, STYLE_STAR, "%.*s ", STR_ARG(pane_mark(w->c ? w->c : &plain, mark)));
}

/* "✎ kind attack; read as visit" */
static void why_corrected(struct why *w, const char *field, struct str value, struct str was)
{
	if (value.n == 0)
		return;
	why_mark(w, PANE_CORRECTED);
	why_printf(w, STYLE_DIM, "%s ", field);
	why_put(w, STYLE_CORRECTED, value);
	if (was.n) {
		why_put(w, STYLE_DIM, STR(";"));
		why_need(w, 9 + utf8_width(was)); /* a date that is cut looks like another */
		why_printf(w, STYLE_DIM, " read as %.*s", STR_ARG(was));
	}
	why_line(w);
}

static void why_corrections(struct why *w, const struct note_state *said, const struct event *was)
{
	char date[48] = "no date";
	struct buf countries = BUF_INIT;
	if (interval_known(was->when))
		era_interval(was->when, was->precision, w->c && w->c->ascii, date);
	for (size_t i = 0; i < was->country_count; i++)
		buf_addf(&countries, "%s%s", i ? " " : "", was->countries[i].code);
	why_corrected(w, "date", said->date, str_of(date));
	why_corrected(w, "countries", said->countries, countries.n ? buf_str(&countries) : STR("none"));
	why_corrected(w, "kind", said->kind, str_of(event_kind_name(was->kind)));
	why_corrected(w, "rejected:", said->rejected ? STR("no event") : STR_NONE, STR_NONE);
	for (size_t i = 0; i < said->split_count; i++)
		why_corrected(w, "split off:", said->splits[i].headline, STR_NONE);
	buf_free(&countries);
}

/* "✎ told again: 1996-04-26  No date was given for a second meeting · desk A" */
static void why_merges(struct why *w)
{
	for (size_t i = 0; i < w->o->merge_count; i++) {
		const struct opened_merge *m = &w->o->merges[i];
		if ((int)m->event != model_event(w->m))
			continue;
		why_mark(w, PANE_CORRECTED);
		why_put(w, STYLE_DIM, m->into ? STR("merged into ") : STR("told again: "));
		why_date(w, m->when, m->precision);
		why_put(w, STYLE_TEXT, STR("  "));
		why_put(w, STYLE_TEXT, m->headline);
		if (m->source.n)
			why_dot(w), why_put(w, STYLE_DIM, m->source);
		why_line(w);
	}
}

static void why_said(struct why *w, const struct event *was)
{
	const struct note_state none = {.starred = false}, *said = model_said(w->m);
	int before = w->lines;
	if (!said)
		said = &none;
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
		why_text(w, STYLE_TEXT, said->text);
	}
	if (was)
		why_corrections(w, said, was);
	why_merges(w);
	if (w->lines > before)
		why_line(w);
}

/* ---- the whole ---- */

/* " · meeting", on the next line where it does not fit. */
static void why_part(struct why *w, enum style style, const char *text)
{
	why_need(w, 3 + (int)strlen(text));
	why_dot(w);
	why_put(w, style, str_of(text));
}

/* "2018-05-23 · day · stated · meeting · happened · 90 % sure" */
static void why_head(struct why *w, const struct event *e)
{
	const struct note_state *said = model_said(w->m);
	bool dated = said && said->date.n, kind = said && said->kind.n;
	char sure[16];
	snprintf(sure, sizeof sure, "%u %% sure", e->confidence);
	why_date_as(w, dated ? STYLE_CORRECTED : STYLE_DATE, e->when, e->precision);
	if (interval_known(e->when))
		why_part(w, STYLE_TEXT, precision_name(e->precision));
	why_part(w, STYLE_TEXT, event_basis_name(e->basis));
	why_part(w, kind ? STYLE_CORRECTED : STYLE_TEXT, event_kind_name(e->kind));
	why_part(w, STYLE_TEXT, event_modality_name(e->modality));
	why_part(w, STYLE_TEXT, sure);
	why_line(w);
}

/* The evidence is that of what was read, whatever the user made of it. */
static void why_event(struct why *w, const struct event *e, const struct event *was)
{
	why_said(w, was);
	why_head(w, e);
	reckon_date(w, was);
	why_line(w);
	why_headline(w, was);
	why_kind(w, was);
	why_modality(w, was);
	why_place(w, e);
	why_countries(w, was);
	why_links(w);
}

static void why_report(struct why *w)
{
	const struct article *a = &w->o->article;
	why_said(w, NULL);
	why_put(w, STYLE_TEXT, STR("A report: the article itself"));
	why_line(w);
	reckon_published(w);
	why_line(w);
	if (a->url.n > 0)
		why_text(w, STYLE_DIM, a->url);
	if (a->path.n > 0) {
		struct buf path = BUF_INIT;
		buf_addf(&path, "read from %.*s", STR_ARG(a->path));
		why_text(w, STYLE_DIM, buf_str(&path));
		buf_free(&path);
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
