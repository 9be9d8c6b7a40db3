#include "config.h"

#include "link/compare.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { COMPARE_EXACT = 10 /* days */ };

/* ---- dates ---- */

static int32_t compare_length(struct interval i)
{
	return i.to - i.from + 1;
}

/* Two desks may differ by a day; a month that was announced may be missed by a few. */
static int32_t compare_slack(struct interval a, struct interval b)
{
	int32_t longer = compare_length(a) > compare_length(b) ? compare_length(a) : compare_length(b);
	return longer >= 28 ? longer / 3 : 1;
}

bool compare_may_meet(const struct sketch *a, const struct sketch *b, int32_t *gap)
{
	*gap = interval_known(a->when) && interval_known(b->when) ? interval_gap(a->when, b->when) : 0;
	return *gap == 0 || *gap <= compare_slack(a->when, b->when);
}

/* A ban from January to March is given to the day, and says as little of a day as a month does. */
static bool compare_is_exact(const struct link_event *e)
{
	return e->precision <= PRECISION_WEEK && compare_length(e->when) <= COMPARE_EXACT;
}

static enum compare_dates compare_dates_of(const struct link_event *a, const struct link_event *b, int32_t gap)
{
	if (gap > 0)
		return gap <= compare_slack(a->when, b->when) ? COMPARE_NEAR : COMPARE_APART;
	if (a->when.from == b->when.from && a->when.to == b->when.to && a->precision <= PRECISION_WEEK)
		return COMPARE_EQUAL;
	if (compare_is_exact(a) && compare_is_exact(b))
		return COMPARE_MEET;
	return COMPARE_WITHIN;
}

/* ---- countries and places ---- */

static const struct link_country *compare_find(const struct link_event *e, const char *code)
{
	for (size_t i = 0; i < e->country_count; i++)
		if (strcmp(e->countries[i].code, code) == 0)
			return &e->countries[i];
	return NULL;
}

static const char *compare_host(const struct link_event *e)
{
	for (size_t i = 0; i < e->country_count; i++)
		if (e->countries[i].role == ROLE_HOST)
			return e->countries[i].code;
	return e->place_country;
}

static void compare_countries(const struct link_event *a, const struct link_event *b, struct comparison *c)
{
	for (size_t i = 0; i < a->country_count; i++)
		if (compare_find(b, a->countries[i].code))
			c->codes[c->countries++] = a->countries[i].code;
	c->countries_apart = (a->country_count < b->country_count ? a->country_count : b->country_count) - c->countries;
	c->countries_clash = a->country_count && b->country_count && !c->countries;
	const char *ha = compare_host(a), *hb = compare_host(b);
	c->hosts_clash = *ha && *hb && strcmp(ha, hb) != 0;
}

static void compare_places(const struct link_event *a, const struct link_event *b, struct comparison *c)
{
	if (!a->place.n || !b->place.n)
		return;
	c->place_equal = str_eq_nocase(a->place, b->place);
	c->place_clash = !c->place_equal && strcmp(a->place_country, b->place_country) != 0;
}

/* ---- kinds and words ---- */

/* Kinds that one event may be told as: the visit for the meeting, the attack of the conflict. */
enum compare_family { COMPARE_ANY, COMPARE_TALK, COMPARE_FORCE, COMPARE_VOTE };

static enum compare_family compare_family(enum event_kind k)
{
	switch (k) {
	case EVENT_MEETING:
	case EVENT_VISIT:
	case EVENT_AGREEMENT:
	case EVENT_ACCESSION:
		return COMPARE_TALK;
	case EVENT_ATTACK:
	case EVENT_CONFLICT:
	case EVENT_DISASTER:
	case EVENT_EXERCISE:
		return COMPARE_FORCE;
	case EVENT_ELECTION:
		return COMPARE_VOTE;
	case EVENT_OTHER:
	case EVENT_STATEMENT:
		break;
	}
	return COMPARE_ANY;
}

static void compare_kinds(const struct link_event *a, const struct link_event *b, struct comparison *c)
{
	/* everybody says something every day */
	c->kind_equal = a->kind == b->kind && a->kind != EVENT_OTHER && a->kind != EVENT_STATEMENT;
	enum compare_family fa = compare_family(a->kind), fb = compare_family(b->kind);
	c->kind_clash = fa != fb && fa != COMPARE_ANY && fb != COMPARE_ANY;
	c->head_equal = a->head && a->head == b->head && a->kind != EVENT_STATEMENT;
	c->series_equal = a->series && a->series == b->series;
}

static int compare_by_place(const void *x, const void *y)
{
	const struct link_word *const *a = x, *const *b = y;
	return (int)(*a)->at - (int)(*b)->at;
}

static void compare_words(const struct link_event *a, const struct link_event *b, struct comparison *c)
{
	float squares = 0;
	size_t i = 0, j = 0;
	while (i < a->word_count && j < b->word_count) {
		const struct link_word *x = &a->words[i], *y = &b->words[j];
		if (x->hash == y->hash) {
			/* a title speaks for the whole article, not for this event */
			float bits = (x->at >= LINK_TITLE && y->at >= LINK_TITLE) ? x->bits / 2 : x->bits;
			c->words[c->word_count++] = x;
			c->bits += bits;
			squares += bits * x->bits;
		}
		i += x->hash <= y->hash;
		j += y->hash <= x->hash;
	}
	if (a->weight > 0 && b->weight > 0)
		c->cosine = squares / (a->weight * b->weight);
	qsort(c->words, c->word_count, sizeof *c->words, compare_by_place);
}

void compare_events(const struct link_event *a, const struct link_event *b, struct comparison *out)
{
	*out = (struct comparison){.gap = interval_gap(a->when, b->when)};
	out->dates = compare_dates_of(a, b, out->gap);
	compare_countries(a, b, out);
	compare_places(a, b, out);
	compare_kinds(a, b, out);
	compare_words(a, b, out);
}

/* ---- weighing ---- */

/* The figures are set by hand on pairs read in two corpora (tests/link): a clash of place or of kind must outweigh
 * a few words in common, and words must outweigh that two reports name the same two countries. */
float compare_evidence(const struct comparison *c)
{
	float bits = c->bits < 28 ? c->bits / 3.5f : 8;
	bits += 12 * c->cosine;
	size_t shared = c->countries < 6 ? c->countries : 6, apart = c->countries_apart < 4 ? c->countries_apart : 4;
	bits += 0.5f * (float)shared - 0.5f * (float)apart;
	/* of one meeting a report may name the host, another the guest */
	bits -= c->countries_clash && !c->series_equal ? 6 : 0;
	bits -= c->hosts_clash ? 3 : 0;
	bits += c->place_equal ? 2 : 0;
	bits -= c->place_clash ? 5 : 0;
	bits += c->kind_equal ? 1 : 0;
	bits -= c->kind_clash ? 2 : 0;
	bits += c->head_equal ? 1 : 0;
	bits -= !c->head_equal && !c->kind_equal ? 1 : 0; /* one matter, two acts */
	bits += c->series_equal ? 4 : 0;
	return bits;
}

float compare_vague_dates(const struct link_event *a, const struct link_event *b)
{
	enum precision p = a->precision > b->precision ? a->precision : b->precision;
	return p <= PRECISION_MONTH ? 0.5f : p == PRECISION_QUARTER ? -1 : -3;
}

uint8_t compare_percent(float bits)
{
	float p = 100 / (1 + exp2f(-bits));
	return (uint8_t)(p > 99 ? 99 : p < 0 ? 0 : p + 0.5f);
}

/* ---- in words ---- */

static const char *compare_dates_words(const struct comparison *c, const struct link_event *a)
{
	switch (c->dates) {
	case COMPARE_EQUAL:
		return a->when.from == a->when.to ? "same day" : "same days";
	case COMPARE_MEET:
		return "days in common";
	case COMPARE_WITHIN:
		return "one date within the other";
	case COMPARE_NEAR:
		return "dates close together";
	case COMPARE_APART:
		break;
	}
	return "later date";
}

/* The two rarest words in common; neighbours in the passage are one phrase. */
static void compare_words_words(const struct comparison *c, struct buf *out)
{
	size_t first = 0, second = 0;
	for (size_t i = 1; i < c->word_count; i++) {
		if (c->words[i]->bits > c->words[first]->bits) {
			second = first;
			first = i;
		} else if (second == first || c->words[i]->bits > c->words[second]->bits) {
			second = i;
		}
	}
	if (!c->word_count)
		return;
	const struct link_word *x = c->words[first < second ? first : second], *y = c->words[first < second ? second : first];
	if (x == y || y->at != x->at + 1) {
		buf_addf(out, "; “%.*s”", STR_ARG(x->text));
		if (x != y)
			buf_addf(out, ", “%.*s”", STR_ARG(y->text));
	} else {
		buf_addf(out, "; “%.*s %.*s”", STR_ARG(x->text), STR_ARG(y->text));
	}
}

struct str compare_reason(const struct comparison *c, const struct link_event *a, struct arena *arena)
{
	struct buf out = BUF_INIT;
	buf_add_cstr(&out, compare_dates_words(c, a));
	if (c->place_equal)
		buf_addf(&out, ", %.*s", STR_ARG(a->place));
	if (c->countries > 3)
		buf_addf(&out, ", %zu countries", c->countries);
	for (size_t i = 0; i < c->countries && c->countries <= 3; i++)
		buf_addf(&out, "%s%s", i ? " " : ", ", c->codes[i]);
	compare_words_words(c, &out);
	struct str reason = arena_str(arena, buf_str(&out));
	buf_free(&out);
	return reason;
}
