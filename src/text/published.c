#include "config.h"

#include "text/published.h"

#include "text/timex_grammar.h"
#include "text/timex_value.h"

#include <string.h>

enum {
	PUBLISHED_HEAD = 4,        /* sentences at the front, and at the end, that may hold a byline */
	PUBLISHED_BYLINE_REACH = 4, /* words between "Updated" and its date, */
	PUBLISHED_HOURS = 10,       /* and all tokens, hours among them */
	PUBLISHED_FIT_YEARS = 1,   /* news names a date of about its own time: a fit years later is chance */
	PUBLISHED_SINCE = 1,       /* the value of the class "when" for such words, */
	PUBLISHED_PERFECT = 8,     /* and of "tense" for "has" */
	PUBLISHED_AHEAD = 30,      /* days that an announced date may lie ahead */
	PUBLISHED_BEHIND = 7,      /* and one told with its weekday behind */
	PUBLISHED_LATE = 3,        /* and a dateline before the paper that prints it */
};

struct published_scan {
	const struct token_list *l;
	const struct time_words *w;
	const struct timex_readings *readings;
	struct arena *arena;
	int32_t past;                            /* first day of the last date told as past, with its year; DAY_NONE */
	const struct timex_reading *past_reading; /* of the text, or of its title */
	struct str past_words;
};

/* ---- bylines and datelines ---- */

static bool published_is_full(const struct timex_reading *r)
{
	return r->kind == KIND_DATE && r->year_own && r->month != TIMEX_NONE && r->day != TIMEX_NONE &&
	       day_is_valid(r->year, r->month, r->day);
}

static time_classes published_classes(const struct published_scan *s, uint32_t token)
{
	return timex_lex_known(s->w, s->l->tokens[token].word)->classes;
}

/* "Updated December 7th, 2021", "Updated 1002 GMT (1802 HKT) May 14, 2019": hours do not part them. */
static bool published_after_byline_word(const struct published_scan *s, const struct timex_reading *r)
{
	uint32_t words = 0;
	for (uint32_t i = r->token_begin; i > 0 && words < PUBLISHED_BYLINE_REACH && r->token_begin - i < PUBLISHED_HOURS;
	     i--) {
		const struct token *t = &s->l->tokens[i - 1];
		time_classes classes = published_classes(s, i - 1);
		if (t->sentence != r->sentence)
			return false;
		if (classes & CLASS_BIT(BYLINE))
			return true;
		words += t->kind == TOKEN_WORD && !(classes & CLASS_BIT(ZONE));
	}
	return false;
}

static bool published_is_mark(const struct token *t, const char *marks)
{
	return t->kind == TOKEN_MARK && t->lower.n == 1 && t->lower.p[0] && strchr(marks, t->lower.p[0]);
}

/* "BOGOTA, 3 JAN 90 (AFP)", "CHICAGO, Oct 23 (Reuters) -", "OSLO - May 4, 2019 -", "OSLO, May 4, 2019 /PRWIRE/": a place
 * before, a mark behind, at the front. */
static bool published_is_dateline(const struct published_scan *s, const struct timex_reading *r)
{
	const struct token *t = s->l->tokens;
	uint32_t begin = s->l->sentences[r->sentence].token_begin;
	if (r->sentence >= PUBLISHED_HEAD || r->token_begin < begin + 2 || r->token_begin > begin + 24 ||
	    r->token_end >= s->l->count)
		return false;
	const struct token *before = &t[r->token_begin - 2];
	const struct token *joint = before + 1;
	bool dashed = published_is_mark(joint, "-") && published_is_mark(&t[r->token_end], "-");
	bool place = (dashed || published_is_mark(joint, ",")) && (before->upper_first || published_is_mark(before, ")"));
	uint32_t end = r->token_end; /* "Sept. 2.—A quake" */
	end += end + 1 < s->l->count && published_is_mark(&t[end], ".") && published_is_mark(&t[end + 1], "-");
	return place && published_is_mark(&t[end], "([-/");
}

/* A line that is the date and nothing else, among the first; "14 May 2019 | The mine" is two. */
static bool published_is_line(const struct published_scan *s, const struct timex_reading *r)
{
	const struct sentence *e = &s->l->sentences[r->sentence];
	return r->sentence < PUBLISHED_HEAD && r->token_begin == e->token_begin &&
	       (r->token_end >= e->token_end - 1 || published_is_mark(&s->l->tokens[r->token_end], "|"));
}

static bool published_from_byline(const struct published_scan *s, struct published *out)
{
	for (size_t i = 0; i < s->readings->n; i++) {
		const struct timex_reading *r = &s->readings->v[i];
		size_t left = s->l->sentence_count - r->sentence;
		bool edge = r->sentence < PUBLISHED_HEAD || left <= PUBLISHED_HEAD || s->l->sentences[r->sentence].furniture;
		if (!published_is_full(r) || !edge ||
		    !(published_after_byline_word(s, r) || published_is_dateline(s, r) || published_is_line(s, r)))
			continue;
		*out = (struct published){
			.when = interval_day(day_of(r->year, r->month, r->day)),
			.precision = PRECISION_DAY,
			.basis = PUBLISHED_BYLINE,
			.span = r->span,
		};
		return true;
	}
	return false;
}

/* ---- inference ---- */

/* Keeps the latest date that is told with its year and not as future. */
static void published_find_past(struct published_scan *s, const struct token_list *l, const struct timex_readings *readings)
{
	for (size_t i = 0; i < readings->n; i++) {
		const struct timex_reading *r = &readings->v[i];
		if (r->kind != KIND_DATE || !r->year_own || r->tense == TENSE_FUTURE || r->era != TIMEX_NONE || r->fiscal)
			continue;
		int32_t day = day_of(r->year, r->month == TIMEX_NONE ? 1 : r->month, r->day == TIMEX_NONE ? 1 : r->day);
		if (s->past == DAY_NONE || day > s->past) {
			s->past = day;
			s->past_reading = r;
			s->past_words = token_text(l, r->span);
		}
	}
}

static bool published_is_partial(const struct timex_reading *r)
{
	return r->kind == KIND_DATE && !r->year_own && r->year == TIMEX_NONE && r->month != TIMEX_NONE && r->day != TIMEX_NONE;
}

/* The weekday that the text names first with no date: in news most often the day of publication. */
static int published_weekday(const struct published_scan *s)
{
	for (size_t i = 0; i < s->readings->n; i++) {
		const struct timex_reading *r = &s->readings->v[i];
		if (r->kind == KIND_DATE && r->weekday != TIMEX_NONE && r->month == TIMEX_NONE && r->tense != TENSE_FUTURE)
			return r->weekday;
	}
	return TIMEX_NONE;
}

/* The first year, not before the last past date, in which month and day fall on the weekday. */
static int32_t published_fit(const struct published_scan *s, const struct timex_reading *r, int weekday)
{
	int year = day_civil(s->past).year;
	for (int y = year; y <= year + PUBLISHED_FIT_YEARS; y++) {
		if (!day_is_valid(y, r->month, r->day))
			continue;
		int32_t day = day_of(y, r->month, r->day);
		if (day >= s->past && (int)day_weekday(day) == weekday)
			return day;
	}
	return DAY_NONE;
}

static void published_infer(const struct published_scan *s, const struct timex_reading *r, struct interval when,
			    enum precision precision, struct published *out)
{
	struct str words = token_text(s->l, r->span);
	int year = day_civil(when.from).year;
	*out = (struct published){
		.when = when,
		.precision = precision,
		.basis = PUBLISHED_INFERRED,
		.span = r->span,
		.evidence = arena_printf(s->arena, "“%.*s” fits %d, the first such year after “%.*s”, the latest date that is told as past",
					 STR_ARG(words), year, STR_ARG(s->past_words)),
	};
}

/* "CHICAGO, Oct 23 (Reuters) - ... said on Monday" */
static bool published_from_dateline(const struct published_scan *s, struct published *out)
{
	int weekday = published_weekday(s);
	for (size_t i = 0; weekday != TIMEX_NONE && i < s->readings->n; i++) {
		const struct timex_reading *r = &s->readings->v[i];
		if (r->sentence >= PUBLISHED_HEAD)
			break;
		int32_t day = published_is_partial(r) && published_is_dateline(s, r) ? published_fit(s, r, weekday) : DAY_NONE;
		if (day == DAY_NONE)
			continue;
		published_infer(s, r, interval_day(day), PRECISION_DAY, out);
		return true;
	}
	return false;
}

/* "this week" */
static bool published_tells_this_week(const struct published_scan *s)
{
	for (size_t i = 0; i < s->readings->n; i++) {
		const struct timex_reading *r = &s->readings->v[i];
		if (r->kind == KIND_RELATIVE && r->unit == UNIT_WEEK && r->direction == 0)
			return true;
	}
	return false;
}

/* "concluded on Thursday, February 20": news names a weekday with its date within a week of it; in the same
 * week where it speaks of "this week". */
static bool published_from_weekday(const struct published_scan *s, struct published *out)
{
	const struct timex_reading *best = NULL;
	int32_t best_day = DAY_NONE;
	for (size_t i = 0; i < s->readings->n; i++) {
		const struct timex_reading *r = &s->readings->v[i];
		if (!published_is_partial(r) || r->weekday == TIMEX_NONE)
			continue;
		int32_t day = published_fit(s, r, r->weekday);
		if (day != DAY_NONE && (best_day == DAY_NONE || day < best_day)) {
			best = r;
			best_day = day;
		}
	}
	if (!best)
		return false;
	int32_t last = published_tells_this_week(s) ? day_week_start(best_day) + SUNDAY : best_day + PUBLISHED_BEHIND;
	if (best->tense == TENSE_PAST)
		published_infer(s, best, (struct interval){best_day, last}, PRECISION_WEEK, out);
	else
		published_infer(s, best,
				(struct interval){best_day - PUBLISHED_AHEAD, best->tense == TENSE_FUTURE ? best_day : last},
				PRECISION_MONTH, out);
	return true;
}

/* The value of a word in a class, for a token that need be no item. */
static int published_value(const struct published_scan *s, uint32_t token, enum time_class class)
{
	struct timex_item item = {.word = timex_lex_known(s->w, s->l->tokens[token].word)};
	return timex_lex_value_of(&item, class);
}

/* "Since it has become a member in June 2017": does the last past date stand in such a clause? */
static bool published_is_since(const struct published_scan *s)
{
	const struct timex_reading *r = s->past_reading;
	bool since = false, perfect = false;
	if (r < s->readings->v || r >= s->readings->v + s->readings->n)
		return false; /* the title's */
	for (uint32_t i = s->l->sentences[r->sentence].token_begin; i < r->token_begin; i++) {
		since |= published_value(s, i, CLASS_WHEN) == PUBLISHED_SINCE;
		perfect |= since && published_value(s, i, CLASS_TENSE) == PUBLISHED_PERFECT;
	}
	return perfect && r->month != TIMEX_NONE;
}

/* "The first since it has become a member in June 2017 ... being held from May 23": not told as past, so the
 * first such day after the past. A mere "since June 2017" would be years back as often as not: the perfect
 * tense ties it to the present. */
static bool published_from_announced(const struct published_scan *s, struct published *out)
{
	const struct timex_reading *best = NULL;
	int32_t best_day = DAY_NONE;
	if (!published_is_since(s))
		return false;
	for (size_t i = 0; i < s->readings->n; i++) {
		const struct timex_reading *r = &s->readings->v[i];
		if (!published_is_partial(r) || r->weekday != TIMEX_NONE || r->tense == TENSE_PAST)
			continue;
		int year = day_civil(s->past).year;
		if (!day_is_valid(year, r->month, r->day) || !day_is_valid(year + 1, r->month, r->day))
			continue;
		int32_t day = day_of(year, r->month, r->day);
		day = day > s->past ? day : day_of(year + 1, r->month, r->day);
		if (!best || day < best_day) {
			best = r;
			best_day = day;
		}
	}
	if (best)
		published_infer(s, best, (struct interval){best_day - PUBLISHED_AHEAD, best_day}, PRECISION_MONTH, out);
	return best != NULL;
}

void published_find(const struct token_list *l, const struct time_words *w, const struct timex_readings *readings,
		    const struct token_list *title, const struct published *given, struct arena *arena, struct published *out)
{
	struct published_scan s = {.l = l, .w = w, .readings = readings, .arena = arena, .past = DAY_NONE};
	*out = *given;
	if (given->basis == PUBLISHED_GIVEN)
		return;
	*out = (struct published){.when = INTERVAL_NONE};
	if (published_from_byline(&s, out))
		return;
	struct timex_readings title_readings;
	timex_find(title, w, TIMEX_SCOPE_ALL, arena, &title_readings);
	published_find_past(&s, l, readings);
	published_find_past(&s, title, &title_readings);
	if (s.past == DAY_NONE)
		return;
	if (!published_from_dateline(&s, out) && !published_from_weekday(&s, out))
		published_from_announced(&s, out);
}

struct published published_written(const struct token_list *l, const struct time_words *w,
				   const struct timex_readings *readings, const struct published *published)
{
	const struct published_scan s = {.l = l, .w = w, .readings = readings};
	struct published written = *published;
	bool given = published->basis == PUBLISHED_GIVEN && interval_known(published->when) &&
		     published->when.from == published->when.to;
	for (size_t i = 0; given && i < readings->n; i++) {
		const struct timex_reading *r = &readings->v[i];
		if (r->sentence >= PUBLISHED_HEAD)
			break;
		if (r->kind != KIND_DATE || r->month == TIMEX_NONE || r->day == TIMEX_NONE || !published_is_dateline(&s, r))
			continue;
		for (int32_t day = published->when.from; day >= published->when.from - PUBLISHED_LATE; day--) {
			struct civil c = day_civil(day);
			if (c.month == r->month && c.day == r->day && (!r->year_own || c.year == r->year))
				written.when = interval_day(day);
		}
		break;
	}
	return written;
}
