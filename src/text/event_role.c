#include "config.h"

#include "text/event_role.h"

#include <string.h>

enum {
	EVENT_COUNTRIES = 32,       /* of one event; a longer list is cut */
	EVENT_PREP_TOKENS = 5,      /* from "in" to the name: "in China's eastern Shandong" */
	EVENT_HOST_TOKENS = 3,      /* from a name to "to host" */
};

struct event_role_list {
	struct event_country v[EVENT_COUNTRIES];
	size_t n;
};

static void event_role_add(struct event_role_list *l, struct event_country c)
{
	for (size_t i = 0; i < l->n; i++) {
		if (strcmp(l->v[i].code, c.code))
			continue;
		if (c.role > l->v[i].role)
			l->v[i] = c;
		return;
	}
	if (l->n < EVENT_COUNTRIES)
		l->v[l->n++] = c;
}

static uint32_t event_role_place_end(const struct event_scan *s, uint32_t i, uint32_t end)
{
	int32_t place = s->marks[i].place;
	while (i < end && s->marks[i].place == place)
		i++;
	return i;
}

/* The place at a token, if it is in a country; or NULL. */
static const struct place *event_role_place(const struct event_scan *s, uint32_t i)
{
	const struct place *p = event_scan_is(s, i, EVENT_BIT(PLACE)) ? &s->in->places[s->marks[i].place] : NULL;
	return p && p->country[0] ? p : NULL;
}

static bool event_role_is_town(const struct event_scan *s, uint32_t i)
{
	enum place_kind kind = s->in->places[s->marks[i].place].kind;
	return kind == PLACE_CITY || kind == PLACE_CAPITAL || kind == PLACE_REGION;
}

static bool event_role_same_country(const struct event_scan *s, uint32_t a, uint32_t b)
{
	int32_t x = s->marks[a].place, y = s->marks[b].place;
	return x >= 0 && y >= 0 && strcmp(s->in->places[x].country, s->in->places[y].country) == 0;
}

/* Whether a phrase of these classes leads to the name at token i: "in", "in China's eastern", "in the port of" before
 * a town, "hosted by". */
static bool event_role_led_by(const struct event_scan *s, uint32_t i, uint32_t begin, uint64_t classes)
{
	bool town = (classes & EVENT_BIT(AT_PLACE)) && event_role_is_town(s, i);
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
		if (event_scan_is(s, k - 1, EVENT_BIT(COMMA)) && !(k - 1 > begin && event_role_same_country(s, k - 2, i)))
			return false;
		bool of = town && event_scan_is(s, k - 1, EVENT_BIT(OF));
		if (t->kind == TOKEN_WORD && !name && !of && event_scan_is(s, k - 1, EVENT_BIT(PREP) | EVENT_BIT(AND) | EVENT_BIT(BE)))
			return false;
		if (s->marks[k - 1].word.verb_strength || s->marks[k - 1].word.noun_strength)
			return false;
	}
	return false;
}

/* "India to host", "Pakistan will be hosting": the host phrase follows the name. */
static bool event_role_hosts(const struct event_scan *s, uint32_t after, uint32_t end)
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

static bool event_role_is_location(const struct place *p)
{
	return p->kind == PLACE_COUNTRY || p->kind == PLACE_CAPITAL || p->kind == PLACE_CITY || p->kind == PLACE_REGION;
}

/* "at US Marines": a country before another name describes it. */
static bool event_role_describes(const struct event_scan *s, const struct place *p, uint32_t end)
{
	if (p->kind != PLACE_COUNTRY || s->sentence->shouting || end >= s->count)
		return false;
	return s->tokens[end].kind == TOKEN_WORD && s->tokens[end].upper_first && !event_scan_is(s, end, EVENT_BIT(PLACE) | EVENT_BIT(DATE));
}

/* Whether a clause has a verb of its own with a tense. */
static bool event_role_clause_has_verb(const struct event_scope *c, uint16_t clause)
{
	for (size_t i = 0; i < c->head_count; i++)
		if (c->heads[i].clause == clause && c->heads[i].verb && c->heads[i].finite)
			return true;
	return false;
}

static bool event_role_is_attribution(const struct event_scan *s, const struct event_scope *c, uint16_t clause)
{
	if (event_scan_is(s, s->clauses[clause].begin, EVENT_BIT(SOURCE)))
		return true;
	for (size_t i = 0; i < c->head_count; i++)
		if (c->heads[i].clause == clause && c->heads[i].verb && c->heads[i].kind == EVENT_STATEMENT &&
		    c->heads[i].strength == STRENGTH_WEAK)
			return true;
	return false;
}

/* Whether the names of a clause can belong to the event of `head`. */
static bool event_role_in_scope(const struct event_scan *s, const struct event_scope *c, const struct event_head *head,
				uint32_t token)
{
	uint16_t clause = s->marks[token].clause;
	if (token > head->token && (token < c->part_begin || token >= c->part_end))
		return false;
	if (clause == head->clause)
		return true;
	if (c->narrow)
		return false;
	if (event_role_is_attribution(s, c, clause))
		return false;
	/* a list, or a part without a verb; else the clause of the subject, when that stands first */
	return !event_role_clause_has_verb(c, clause);
}

/* "visited Tehran", "a trip to Chad", "flew to the Chilean port of Arica": right behind the head or its "to". */
static bool event_role_is_visited(const struct event_scan *s, const struct event_head *head, uint32_t i)
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
		else if ((s->tokens[k].kind == TOKEN_MARK && !event_scan_mark(s, k, '-')) || event_scan_is(s, k, EVENT_BIT(AND)) ||
			 (event_scan_is(s, k, EVENT_BIT(PREP)) && !(of && to)) || event_scan_is(s, k, EVENT_BIT(TENSE)))
			return false;
	}
	return to;
}

static enum event_role event_role_of(const struct event_scan *s, const struct event_head *head, uint32_t i, uint32_t end, uint32_t begin,
				     const struct place *p, const char **rule)
{
	if (event_role_led_by(s, i, begin, EVENT_BIT(HOSTED_BY))) {
		*rule = "hosted-by";
		return ROLE_HOST;
	}
	if (event_role_hosts(s, end, s->count)) {
		*rule = "hosts";
		return ROLE_HOST;
	}
	if (event_role_is_location(p) && !event_role_describes(s, p, end) && event_role_led_by(s, i, begin, EVENT_BIT(AT_PLACE))) {
		*rule = "place";
		return ROLE_HOST;
	}
	if (event_role_is_location(p) && !event_role_describes(s, p, end) && event_role_is_visited(s, head, i)) {
		*rule = "visited";
		return ROLE_HOST;
	}
	*rule = place_kind_name(p->kind);
	return ROLE_PARTICIPANT;
}

/* How exact a place is: a city before a region before a country. */
static int event_role_exactness(const struct place *p)
{
	return p->kind == PLACE_CITY || p->kind == PLACE_CAPITAL ? 3 : p->kind == PLACE_REGION ? 2 : 1;
}

static void event_role_take_place(const struct place *p, struct event *out)
{
	out->place = p->name;
	out->place_span = p->span;
	memcpy(out->place_country, p->country, sizeof out->place_country);
}

static void event_role_take(const struct place *p, enum event_role role, const char *rule, struct event_role_list *list)
{
	struct event_country c = {.role = role, .span = p->span, .rule = rule};
	memcpy(c.code, p->country, sizeof c.code);
	event_role_add(list, c);
}

/* The names of tokens begin..end that are in scope. */
static void event_role_names(const struct event_scan *s, const struct event_scope *c, const struct event_head *head,
			     struct event_role_list *list, struct event *out)
{
	int exact = 0;
	for (uint32_t i = c->begin, next; i < c->end; i = next) {
		const struct place *p = event_role_place(s, i);
		next = p ? event_role_place_end(s, i, c->end) : i + 1;
		if (!p || !event_role_in_scope(s, c, head, i) || event_role_led_by(s, i, c->begin, EVENT_BIT(MENTION)))
			continue;
		const char *rule;
		enum event_role role = event_role_of(s, head, i, next, c->begin, p, &rule);
		/* who is spoken of takes no part: "warned Niger", "condemned the attack on Chad" */
		if (head->verb && head->kind == EVENT_STATEMENT && i > head->token && role == ROLE_PARTICIPANT)
			role = ROLE_MENTIONED;
		event_role_take(p, role, rule, list);
		bool here = role == ROLE_HOST && event_role_is_location(p);
		if (here && event_role_exactness(p) > exact) {
			exact = event_role_exactness(p);
			event_role_take_place(p, out);
		}
	}
}

/* Two countries that a sentence names one after the other, and how often the article does so. */
struct event_role_pair {
	const struct place *place[2];
	unsigned count;
};

static bool event_role_pair_is(const struct event_role_pair *p, const struct place *a, const struct place *b)
{
	return (!strcmp(p->place[0]->country, a->country) && !strcmp(p->place[1]->country, b->country)) ||
	       (!strcmp(p->place[0]->country, b->country) && !strcmp(p->place[1]->country, a->country));
}

/* Whom "the two countries" means: the pair that the article has named together most often up to a token,
 * of two as frequent the one named last. */
static bool event_role_pair(const struct event_scan *s, uint32_t token, const struct place *pair[static 2])
{
	enum { PAIRS = 24, APART = 120 };
	struct event_role_pair seen[PAIRS];
	size_t n = 0, best = PAIRS;
	uint32_t before = s->tokens[token].span.begin;
	const struct place *last = NULL;
	for (size_t i = 0; i < s->in->place_count && s->in->places[i].span.begin < before; i++) {
		const struct place *p = &s->in->places[i];
		if (!p->country[0])
			continue;
		if (last && strcmp(last->country, p->country) && p->span.begin - last->span.end < APART) {
			size_t k = 0;
			while (k < n && !event_role_pair_is(&seen[k], last, p))
				k++;
			if (k == n && n < PAIRS)
				seen[n++] = (struct event_role_pair){{last, p}, 0};
			if (k < n && (++seen[k].count, best == PAIRS || seen[k].count >= seen[best].count))
				best = k;
		}
		last = p;
	}
	if (best == PAIRS)
		return false;
	pair[0] = seen[best].place[0];
	pair[1] = seen[best].place[1];
	return true;
}

static const struct place *event_role_last_country(const struct event_scan *s, uint32_t token)
{
	for (uint32_t i = token; i > 0; i--) {
		const struct place *p = event_role_place(s, i - 1);
		if (p)
			return p;
	}
	return NULL;
}

/* "the two countries", "the country" */
static void event_role_references(const struct event_scan *s, const struct event_scope *c, const struct event_head *head,
				  struct event_role_list *list)
{
	for (uint32_t i = c->begin; i < c->end && (s->classes & (EVENT_BIT(BOTH) | EVENT_BIT(ITSELF))); i++) {
		if (!event_scan_is(s, i, EVENT_BIT(BOTH) | EVENT_BIT(ITSELF)))
			continue;
		uint32_t n = event_scan_length(s, i, EVENT_BIT(BOTH));
		const struct place *found[2] = {NULL, NULL};
		if (n && event_role_in_scope(s, c, head, i)) {
			if (!event_role_pair(s, i, found))
				continue;
		} else if (list->n == 0 && event_scan_is(s, i, EVENT_BIT(ITSELF)) && event_role_in_scope(s, c, head, i)) {
			n = event_scan_length(s, i, EVENT_BIT(ITSELF));
			found[0] = event_role_last_country(s, i);
		}
		for (size_t k = 0; k < 2 && found[k]; k++) {
			struct event_country country = {.role = ROLE_PARTICIPANT, .rule = n > 1 ? "reference" : "its"};
			country.span = (struct span){s->tokens[i].span.begin, s->tokens[i + n - 1].span.end};
			memcpy(country.code, found[k]->country, sizeof country.code);
			event_role_add(list, country);
		}
	}
}

/* Whom a statement is about: the countries of what is said. */
static void event_role_said(const struct event_scan *s, const struct event_scope *c, const struct event_head *head,
			    struct event_role_list *list)
{
	for (uint32_t i = head->token; i < c->end; i++) {
		const struct place *p = event_role_place(s, i);
		if (p && !event_role_led_by(s, i, c->begin, EVENT_BIT(MENTION)))
			event_role_take(p, ROLE_MENTIONED, "said", list);
	}
}

/* The subject of the sentence acts in a clause that names nobody: "Pakistan ..., where it met ..." */
static void event_role_borrow(const struct event_scan *s, const struct event_scope *c, const struct event_head *head,
			      struct event_role_list *list)
{
	bool before = false;
	for (uint32_t i = c->begin; i < c->end && (i < head->token || ((c->narrow || !head->finite) && !before)); i++) {
		const struct place *p = event_role_place(s, i);
		if (p && !event_role_led_by(s, i, c->begin, EVENT_BIT(AT_PLACE)) && !event_role_is_attribution(s, c, s->marks[i].clause) &&
		    !event_role_led_by(s, i, c->begin, EVENT_BIT(MENTION)))
			event_role_take(p, ROLE_PARTICIPANT, "sentence", list);
		before |= i + 1 == head->token && list->n > 0;
	}
}

/* Where a later part of the sentence lies, when the event's own part names no place: "two died when a tank truck
 * exploded in Rieti, Italy". */
static void event_role_elsewhere(const struct event_scan *s, const struct event_scope *c, const struct event_head *head,
				 struct event_role_list *list, struct event *out)
{
	for (uint32_t i = head->token; i < c->end; i++) {
		const struct place *p = event_role_place(s, i);
		if (!p || !event_role_is_location(p) || !event_role_led_by(s, i, c->begin, EVENT_BIT(AT_PLACE)) ||
		    event_role_is_attribution(s, c, s->marks[i].clause))
			continue;
		event_role_take(p, ROLE_HOST, "sentence", list);
		event_role_take_place(p, out);
		return;
	}
}

/* A place of the dateline; one that was given apart from the text has no words in it. */
static const struct place *event_role_dateline_place(const struct event_scan *s, const struct event_scope *c)
{
	for (uint32_t i = 0; i < c->begin; i++)
		if (event_role_place(s, i))
			return event_role_place(s, i);
	for (size_t i = s->in->place_count; i > 0 && s->in->places[i - 1].span.end == 0; i--)
		if (!strcmp(s->in->places[i - 1].rule, "dateline"))
			return &s->in->places[i - 1];
	return NULL;
}

/* The place of the dateline: the last resort of the first sentence. */
static void event_role_take_dateline(const struct event_scan *s, const struct event_scope *c, struct event_role_list *list,
				     struct event *out)
{
	const struct place *p = event_role_dateline_place(s, c);
	if (!p)
		return;
	event_role_take(p, ROLE_HOST, "dateline", list);
	event_role_take_place(p, out);
}

static int event_role_compare(const void *a, const void *b)
{
	const struct event_country *x = a, *y = b;
	if (x->role != y->role)
		return x->role > y->role ? -1 : 1;
	return x->span.begin < y->span.begin ? -1 : x->span.begin > y->span.begin;
}

static void event_role_keep(struct event_role_list *list, struct event *out, struct arena *arena)
{
	/* no qsort: it may allocate, and the lists are short */
	for (size_t i = 1; i < list->n; i++) {
		struct event_country c = list->v[i];
		size_t k = i;
		for (; k > 0 && event_role_compare(&c, &list->v[k - 1]) < 0; k--)
			list->v[k] = list->v[k - 1];
		list->v[k] = c;
	}
	out->country_count = list->n;
	out->countries = arena_alloc(arena, list->n ? list->n : 1, sizeof *out->countries);
	memcpy(out->countries, list->v, list->n * sizeof *out->countries);
}

void event_role_read(const struct event_scan *s, const struct event_scope *c, const struct event_head *head, struct event *out)
{
	struct event_role_list list;
	list.n = 0;
	bool placed = s->classes & EVENT_BIT(PLACE);
	if (placed)
		event_role_names(s, c, head, &list, out);
	event_role_references(s, c, head, &list);
	if (placed && head->verb && head->kind == EVENT_STATEMENT)
		event_role_said(s, c, head, &list);
	size_t participants = 0;
	for (size_t i = 0; i < list.n; i++)
		participants += list.v[i].role == ROLE_PARTICIPANT;
	bool inner = event_scan_clause(s, head->token)->begin > c->begin && !c->narrow;
	if (placed && (participants == 0 || (participants == 1 && inner)))
		event_role_borrow(s, c, head, &list);
	if (placed && list.n == 0 && !c->narrow)
		event_role_elsewhere(s, c, head, &list, out);
	if (list.n == 0 && c->lead && !c->narrow)
		event_role_take_dateline(s, c, &list, out);
	event_role_keep(&list, out, s->arena);
}

static void event_role_join_if(struct event *to, const struct event *from, enum event_role least, struct arena *arena)
{
	struct event_role_list list;
	list.n = 0;
	for (size_t i = 0; i < to->country_count; i++)
		event_role_add(&list, to->countries[i]);
	for (size_t i = 0; i < from->country_count; i++)
		if (from->countries[i].role >= least)
			event_role_add(&list, from->countries[i]);
	event_role_keep(&list, to, arena);
	if (!to->place.n && from->place.n) {
		to->place = from->place;
		to->place_span = from->place_span;
		memcpy(to->place_country, from->place_country, sizeof to->place_country);
	}
}

void event_role_join(struct event *to, const struct event *from, struct arena *arena)
{
	event_role_join_if(to, from, ROLE_MENTIONED, arena);
}

void event_role_join_host(struct event *to, const struct event *from, struct arena *arena)
{
	event_role_join_if(to, from, ROLE_HOST, arena);
}
