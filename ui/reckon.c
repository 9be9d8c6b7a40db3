#include "config.h"

#include "ui/reckon.h"

#include "base/era.h"
#include "base/utf8.h"
#include "ui/rule.h"

#include <stdio.h>
#include <string.h>

/* "published 2018-05-22 (given)", with a word before it. */
static void reckon_published_short(struct why *w, const char *before)
{
	const struct published *p = &w->o->article.published;
	const char *basis = published_basis_name(p->basis);
	char date[40];
	if (!interval_known(p->when)) {
		why_printf(w, STYLE_DIM, "%spublished on a day not known", before);
		return;
	}
	era_interval(p->when, p->precision, w->c && w->c->ascii, date);
	why_need(w, (int)(strlen(before) + strlen("published  ()") + strlen(basis)) + utf8_width(str_of(date)));
	why_printf(w, STYLE_DIM, "%spublished ", before);
	why_put(w, STYLE_DATE, str_of(date));
	why_printf(w, STYLE_DIM, " (%s)", basis);
}

/* With what it was inferred from, as long as that may be. */
void reckon_published(struct why *w)
{
	const struct published *p = &w->o->article.published;
	reckon_published_short(w, "  ");
	if (p->basis == PUBLISHED_BYLINE && p->span.end > p->span.begin) {
		why_put(w, STYLE_DIM, STR(" "));
		why_words(w, p->span, STYLE_DATE);
	}
	why_line(w);
	if (p->basis == PUBLISHED_INFERRED && p->evidence.n > 0)
		why_text(w, STYLE_DIM, p->evidence);
}

/* Before or after what it was reckoned from: what the tense of a verb decided for "September". */
static const char *reckon_side(struct interval when, struct interval from)
{
	return !interval_known(from) ? "" : when.to < from.from ? ", before it" : when.from > from.to ? ", after it" : "";
}

/* " = 2025-05, before it": never cut, on a line of its own where there is no room. */
static void reckon_result(struct why *w, const struct timex3 *t, struct interval from, enum precision shown)
{
	bool known = interval_known(t->when);
	char date[40];
	if (known)
		era_interval(t->when, shown, w->c && w->c->ascii, date);
	struct str what = known ? str_of(date) : t->symbolic.n > 0 ? t->symbolic : STR("not resolved");
	const char *side = known ? reckon_side(t->when, from) : "";
	why_need(w, 3 + utf8_width(what) + (int)strlen(side));
	why_put(w, STYLE_DIM, STR(" = "));
	why_put(w, STYLE_DATE, what);
	why_put(w, STYLE_DIM, str_of(side));
	why_line(w);
}

/* " + “said” (past)": what told on which side of the day it lies. */
static void reckon_tense(struct why *w, const struct timex3 *t)
{
	const char *name = timex_tense_name(t->tense);
	if (t->tense == TENSE_UNKNOWN)
		return;
	struct str words = str_sub(w->o->article.text, t->tense_span.begin, t->tense_span.end);
	why_need(w, 3 + (int)strlen(name) + (words.n ? utf8_width(words) + 5 : 0));
	why_put(w, STYLE_DIM, STR(" + "));
	why_words(w, t->tense_span, STYLE_PASSAGE);
	why_printf(w, STYLE_DIM, words.n ? " (%s)" : "%s", name);
}

/* "“last month” + published 2025-06-25 (given) = 2025-05, before it"; "“1990s” = 1990-01-01…1999-12-31" */
static void reckon_sum(struct why *w, const struct timex3 *t)
{
	struct interval from = INTERVAL_NONE;
	bool alone = t->anchor == TIMEX_ANCHOR_NONE;
	why_put(w, STYLE_DIM, STR("  "));
	why_words(w, t->span, STYLE_DATE);
	if (t->anchor == TIMEX_ANCHOR_PUBLISHED) {
		reckon_published_short(w, " + ");
		from = w->o->article.published.when;
	} else if (!alone && (size_t)t->anchor < w->o->found.timex_count) {
		const struct timex3 *a = &w->o->found.timexes[t->anchor];
		why_put(w, STYLE_DIM, STR(" + "));
		why_words(w, a->span, STYLE_DATE);
		why_put(w, STYLE_DIM, STR(" "));
		why_date(w, a->when, a->precision);
		from = a->when;
	}
	reckon_tense(w, t);
	reckon_result(w, t, from, alone ? PRECISION_DAY : t->precision);
}

enum { RULE_WORDS_FROM = 60 };

/* "rule month, 85 %: a month alone: tense and …"; where it is narrow, what was found is worth more than how. */
static void reckon_rule(struct why *w, const struct timex3 *t)
{
	struct buf b = BUF_INIT;
	struct str name = t->rule ? str_of(t->rule) : STR("none"), words = rule_words(name);
	buf_addf(&b, "rule %.*s, %u %%%s", STR_ARG(name), t->confidence, t->approximate ? ", approximate" : "");
	if (words.n && w->r.w >= RULE_WORDS_FROM)
		buf_addf(&b, ": %.*s", STR_ARG(words));
	why_text(w, STYLE_DIM, buf_str(&b));
	buf_free(&b);
}

/* The words where they stand, of a range both ends, and what read them. */
static void reckon_words(struct why *w, const struct timex3 *t, const struct timex3 *end)
{
	struct span s = t->span;
	if (end)
		s = (struct span){s.begin < end->span.begin ? s.begin : end->span.begin, s.end > end->span.end ? s.end : end->span.end};
	why_put(w, STYLE_TEXT, STR("  "));
	why_quote(w, s, 0, STYLE_DATE);
	why_line(w);
	reckon_rule(w, t);
}

/* The other expression of "May 23 to 25": the two name each other. */
static const struct timex3 *reckon_range_end(const struct why *w, int date)
{
	const struct extraction *x = &w->o->found;
	int other = x->timexes[date].range_with;
	if (other < 0 || other == date || (size_t)other >= x->timex_count || x->timexes[other].range_with != date)
		return NULL;
	return &x->timexes[other];
}

/* The expression of the passage that tells a length of so many days; NULL: none tells it so. */
static const struct timex3 *reckon_duration(const struct why *w, const struct event *e, int32_t days)
{
	char by_days[16], by_weeks[16];
	snprintf(by_days, sizeof by_days, "P%dD", (int)days);
	snprintf(by_weeks, sizeof by_weeks, "P%dW", days % 7 ? 0 : (int)days / 7);
	for (size_t i = 0; i < w->o->found.timex_count; i++) {
		const struct timex3 *t = &w->o->found.timexes[i];
		bool inside = t->span.begin >= e->span.begin && t->span.end <= e->span.end;
		if (inside && (str_eq(t->value, str_of(by_days)) || str_eq(t->value, str_of(by_weeks))))
			return t;
	}
	return NULL;
}

/* What a range, or how long it took, made of the dates above. */
static void reckon_joined(struct why *w, const struct event *e, const struct timex3 *t, const struct timex3 *end)
{
	struct interval when = t ? t->when : w->o->article.published.when;
	bool joined = end && interval_known(when) && interval_known(end->when);
	if (joined)
		when = (struct interval){when.from < end->when.from ? when.from : end->when.from, when.to > end->when.to ? when.to : end->when.to};
	if (joined) {
		why_put(w, STYLE_DIM, STR("  from the one to the other = "));
		why_date(w, when, PRECISION_DAY);
		why_line(w);
	}
	if (!interval_known(e->when) || (e->when.from == when.from && e->when.to == when.to))
		return;
	const struct timex3 *length = reckon_duration(w, e, e->when.to - e->when.from + 1);
	why_put(w, STYLE_DIM, STR("  "));
	if (length)
		why_words(w, length->span, STYLE_DATE);
	else
		why_put(w, STYLE_DIM, STR("what the passage tells beside it"));
	why_put(w, STYLE_DIM, STR(" makes it "));
	why_date(w, e->when, PRECISION_DAY);
	why_line(w);
}

/* The date of the passage; true: nothing is left to be said of when the article appeared. */
static bool reckon_expression(struct why *w, const struct event *e)
{
	const struct timex3 *t = &w->o->found.timexes[e->date], *end = reckon_range_end(w, e->date);
	if (e->basis == BASIS_CARRIED) {
		why_put(w, STYLE_DIM, STR("  no date of its own: that of an earlier sentence still holds"));
		why_line(w);
	}
	bool turned = end && end->span.begin < t->span.begin;
	reckon_words(w, t, end);
	reckon_sum(w, turned ? end : t);
	if (end)
		reckon_sum(w, turned ? t : end);
	reckon_joined(w, e, t, end);
	enum published_basis basis = w->o->article.published.basis;
	return t->anchor == TIMEX_ANCHOR_PUBLISHED && (basis == PUBLISHED_GIVEN || basis == PUBLISHED_UNKNOWN);
}

void reckon_date(struct why *w, const struct event *e)
{
	if (e->date >= 0 && (size_t)e->date < w->o->found.timex_count) {
		if (reckon_expression(w, e))
			return;
	} else {
		why_put(w, STYLE_DIM, e->basis == BASIS_PUBLISHED ? STR("  no date in the passage: told as news of the day")
								   : STR("  no date in the passage, and none to carry on"));
		why_line(w);
		reckon_joined(w, e, NULL, NULL);
	}
	reckon_published(w);
}
