#include "config.h"

#include "text/event_host.h"

#include <string.h>

enum {
	EVENT_PREP_TOKENS = 5,      /* from "in" to the name: "in China's eastern Shandong" */
	EVENT_HOST_TOKENS = 3,      /* from a name to "to host" */
};

const struct place *event_host_place(const struct event_scan *s, uint32_t i)
{
	const struct place *p = event_scan_is(s, i, EVENT_BIT(PLACE)) ? &s->in->places[s->marks[i].place] : NULL;
	return p && p->country[0] ? p : NULL;
}

bool event_host_is_town(const struct event_scan *s, uint32_t i)
{
	enum place_kind kind = s->in->places[s->marks[i].place].kind;
	return kind == PLACE_CITY || kind == PLACE_CAPITAL || kind == PLACE_REGION;
}

static bool event_host_same_country(const struct event_scan *s, uint32_t a, uint32_t b)
{
	int32_t x = s->marks[a].place, y = s->marks[b].place;
	return x >= 0 && y >= 0 && strcmp(s->in->places[x].country, s->in->places[y].country) == 0;
}

bool event_host_led_by(const struct event_scan *s, uint32_t i, uint32_t begin, uint64_t classes)
{
	bool town = (classes & EVENT_BIT(AT_PLACE)) && event_host_is_town(s, i);
	for (uint32_t k = i; k > begin && i - k < EVENT_PREP_TOKENS; k--) {
		uint32_t n = event_scan_length(s, k - 1, classes);
		if (n)
			return true;
		const struct token *t = &s->tokens[k - 1];
		/* "In May India and Pakistan agreed": the phrase leads to the date, and the name is the subject */
		if (s->marks[k - 1].timex >= 0)
			return false;
		bool name = s->marks[k - 1].place >= 0 || event_scan_is(s, k - 1, EVENT_BIT(DET));
		if (t->kind == TOKEN_MARK && !event_scan_mark(s, k - 1, '-') && !event_scan_is(s, k - 1, EVENT_BIT(COMMA)))
			return false;
		/* past a comma only a place of the same country can carry on: "in Dushanbe, Tajikistan" */
		if (event_scan_is(s, k - 1, EVENT_BIT(COMMA)) && !(k - 1 > begin && event_host_same_country(s, k - 2, i)))
			return false;
		bool of = town && event_scan_is(s, k - 1, EVENT_BIT(OF));
		/* "in which Chad" */
		if (event_scan_is(s, k - 1, EVENT_BIT(SUB)))
			return false;
		if (t->kind == TOKEN_WORD && !name && !of &&
		    event_scan_is(s, k - 1, EVENT_BIT(PREP) | EVENT_BIT(AND) | EVENT_BIT(BE)))
			return false;
		if (s->marks[k - 1].word.verb_strength || s->marks[k - 1].word.noun_strength)
			return false;
	}
	return false;
}

/* "India to host", "Pakistan will be hosting": the host phrase follows the name. */
static bool event_host_follows(const struct event_scan *s, uint32_t after, uint32_t end)
{
	for (uint32_t k = after; k < end && k - after < EVENT_HOST_TOKENS + 1; k++) {
		if (event_scan_is(s, k, EVENT_BIT(MARK)))
			return false;
		const struct event_word *w = &s->marks[k].word;
		uint32_t will = event_scan_length(s, k, EVENT_BIT(WILL));
		if (event_scan_is(s, k, EVENT_BIT(HOST)))
			return true;
		if (will > 1)
			k += will - 1;
		else if (w->noun_strength || (w->verb_strength && !(w->classes & (EVENT_BIT(BE) | EVENT_BIT(HAVE)))))
			return false;
	}
	return false;
}

bool event_host_is_location(const struct place *p)
{
	return p->kind == PLACE_COUNTRY || p->kind == PLACE_CAPITAL || p->kind == PLACE_CITY || p->kind == PLACE_REGION;
}

/* "at US Marines", "in U.S. stocks": a country before another name describes it; an abbreviation before any noun. */
static bool event_host_describes(const struct event_scan *s, const struct place *p, uint32_t end)
{
	const uint64_t joins = EVENT_BIT(PREP) | EVENT_BIT(AND) | EVENT_BIT(SUB) | EVENT_BIT(TIME_SUB) | EVENT_BIT(THAT) |
			       EVENT_BIT(TENSE) | EVENT_BIT(DATE) | EVENT_BIT(TO) | EVENT_BIT(ADVERB) | EVENT_BIT(DET) |
			       EVENT_BIT(ALSO) | EVENT_BIT(PLACE);
	if (p->kind != PLACE_COUNTRY || end >= s->count)
		return false;
	/* among capitals only the points tell an abbreviation: "NEAR THE U.S. EMBASSY" */
	bool points = s->tokens[end - 1].lower.n > 1 && memchr(s->tokens[end - 1].lower.p, '.', s->tokens[end - 1].lower.n);
	if (s->sentence->shouting && !points)
		return false;
	bool short_name = points || s->tokens[end - 1].upper_all || event_scan_mark(s, end - 1, '.');
	if (short_name && s->tokens[end].kind == TOKEN_WORD && !event_scan_is(s, end, joins))
		return true;
	return s->tokens[end].kind == TOKEN_WORD && s->tokens[end].upper_first &&
	       !event_scan_is(s, end, EVENT_BIT(PLACE) | EVENT_BIT(DATE));
}

/* "at Norda Chile", "at Air Chad": a name that a country ends. */
static bool event_host_ends_name(const struct event_scan *s, const struct place *p, uint32_t i, uint32_t begin)
{
	if (p->kind != PLACE_COUNTRY || s->sentence->shouting || i < begin + 2 || s->tokens[i - 1].kind != TOKEN_WORD)
		return false;
	return s->tokens[i - 1].upper_first && !s->marks[i - 1].word.known &&
	       !event_scan_is(s, i - 1, EVENT_BIT(PLACE) | EVENT_BIT(DATE));
}

/* "visited Tehran", "a trip to Chad", "flew to the Chilean port of Arica": right behind the head or its "to". */
static bool event_host_is_visited(const struct event_scan *s, const struct event_head *head, uint32_t i)
{
	enum { NEAR = 7 };
	uint32_t first = head->token + head->length;
	bool to = head->verb && !(first < i && event_scan_is(s, first, EVENT_BIT(PREP)));
	if (head->kind != EVENT_VISIT || i < first || i - first > NEAR)
		return false;
	for (uint32_t k = first; k < i; k++) {
		bool of = event_scan_is(s, k, EVENT_BIT(OF));
		if (event_scan_is(s, k, EVENT_BIT(TO)))
			to = true;
		else if ((s->tokens[k].kind == TOKEN_MARK && !event_scan_mark(s, k, '-')) ||
			 event_scan_is(s, k, EVENT_BIT(AND)) || (event_scan_is(s, k, EVENT_BIT(PREP)) && !(of && to)) ||
			 event_scan_is(s, k, EVENT_BIT(TENSE)))
			return false;
	}
	return to;
}

bool event_host_is_said_at(const struct event_scan *s, const struct event_head *head, uint32_t i)
{
	uint32_t k = head->token + head->length;
	while (k < i && (event_scan_is(s, k, EVENT_BIT(DATE)) ||
			 (event_scan_is(s, k, EVENT_BIT(ON_DAY)) && event_scan_is(s, k + 1, EVENT_BIT(DATE)))))
		k++;
	return i - k < EVENT_PREP_TOKENS && event_scan_is(s, k, EVENT_BIT(AT_PLACE));
}

enum event_role event_host_role(const struct event_scan *s, const struct event_head *head, uint32_t i, uint32_t end,
				uint32_t begin, const struct place *p, const char **rule)
{
	if (event_host_led_by(s, i, begin, EVENT_BIT(HOSTED_BY))) {
		*rule = "hosted-by";
		return ROLE_HOST;
	}
	if (event_host_follows(s, end, s->count)) {
		*rule = "hosts";
		return ROLE_HOST;
	}
	bool here = event_host_is_location(p) && !event_host_describes(s, p, end) && !event_host_ends_name(s, p, i, begin);
	if (here && event_host_led_by(s, i, begin, EVENT_BIT(AT_PLACE))) {
		*rule = "place";
		return ROLE_HOST;
	}
	if (here && event_host_is_visited(s, head, i)) {
		*rule = "visited";
		return ROLE_HOST;
	}
	*rule = place_kind_name(p->kind);
	return ROLE_PARTICIPANT;
}
