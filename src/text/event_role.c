#include "config.h"

#include "text/event_role.h"

#include "text/event_aim.h"
#include "text/event_host.h"
#include "text/event_own.h"

#include <string.h>

enum {
	EVENT_COUNTRIES = 32,       /* of one event; a longer list is cut */
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
	bool quoted = event_own_quoted(s, c, head); /* told by what was said, not by who said it */
	for (uint32_t i = c->begin, next; i < c->end; i = next) {
		const struct place *p = event_host_place(s, i);
		next = p ? event_role_place_end(s, i, c->end) : i + 1;
		if (!p || !event_own_has(s, c, head, i) || event_own_is_title(s, c, head, i) ||
		    event_host_led_by(s, i, c->begin, EVENT_BIT(MENTION)))
			continue;
		if (event_own_is_named_after(s, i, next))
			continue;
		const char *rule;
		enum event_role role = event_host_role(s, head, i, next, c->begin, p, &rule);
		/* who is spoken of takes no part, nor is it there: "warned Niger", "condemned the attack in Chad" */
		if (head->verb && head->kind == EVENT_STATEMENT && (quoted || i > head->token) &&
		    !(role == ROLE_HOST && event_host_is_said_at(s, head, i)))
			role = ROLE_MENTIONED;
		if (event_aim_has(s, head, i) || event_own_is_aside(s, c, head, i) ||
		    (role == ROLE_HOST && (event_aim_is_elsewhere(s, c, head, i) || event_own_is_apart(s, c, head, i))))
			role = ROLE_MENTIONED;
		event_role_take(p, role, rule, list);
		bool here = role == ROLE_HOST && event_host_is_location(p);
		if (here && event_role_exactness(p) > exact) {
			exact = event_role_exactness(p);
			event_role_take_place(p, out);
		}
	}
}

/* Whom "the two countries" means where a token stands. */
static bool event_role_pair(const struct event_scan *s, uint32_t token, const struct place *pair[static 2])
{
	event_pair_read(s->pairs, s->in, s->tokens[0].span.begin);
	struct event_pairs here = *s->pairs;
	event_pair_read(&here, s->in, s->tokens[token].span.begin);
	return event_pair_most(&here, pair);
}

/* The last country named by tokens begin..end of the sentence, or NULL; who only reports ("the paper Horizon of Chile said
 * rebels had left the country") is not meant. */
static const struct place *event_role_last_country(const struct event_scan *s, const struct event_scope *c, uint32_t begin,
						   uint32_t end)
{
	for (uint32_t i = end; i > begin; i--)
		if (event_host_place(s, i - 1) && !event_own_speaks(s, c, i - 1, end))
			return event_host_place(s, i - 1);
	return NULL;
}

/* "the two countries", "the country", and "its" where the country is the sentence's subject */
static void event_role_references(const struct event_scan *s, const struct event_scope *c, const struct event_head *head,
				  struct event_role_list *list)
{
	for (uint32_t i = c->begin; i < c->end && (s->classes & (EVENT_BIT(BOTH) | EVENT_BIT(ITSELF))); i++) {
		if (!event_scan_is(s, i, EVENT_BIT(BOTH) | EVENT_BIT(ITSELF)))
			continue;
		uint32_t n = event_scan_length(s, i, EVENT_BIT(BOTH));
		const struct place *found[2] = {NULL, NULL};
		if (n && event_own_has(s, c, head, i)) {
			if (!event_role_pair(s, i, found))
				continue;
		} else if (list->n == 0 && event_scan_is(s, i, EVENT_BIT(ITSELF)) && event_own_has(s, c, head, i)) {
			n = event_scan_length(s, i, EVENT_BIT(ITSELF));
			bool owner = n == 1;
			if (!owner || c->own.end <= i)
				found[0] = event_role_last_country(s, c, owner ? c->own.begin : c->begin,
								   owner ? c->own.end : i);
		}
		for (size_t k = 0; k < 2 && found[k]; k++) {
			struct event_country country = {.role = ROLE_PARTICIPANT, .rule = n > 1 ? "reference" : "its"};
			country.span = (struct span){s->tokens[i].span.begin, s->tokens[i + n - 1].span.end};
			memcpy(country.code, found[k]->country, sizeof country.code);
			event_role_add(list, country);
		}
	}
}

/* Whom a statement is about: the countries of what is said. Where that comes first it is what the event is told by, and who
 * acts in it takes part: "[Chad] will leave the union, the ministry said". */
static void event_role_said(const struct event_scan *s, const struct event_scope *c, const struct event_head *head,
			    struct event_role_list *list)
{
	uint32_t verb = event_own_quoted(s, c, head);
	for (uint32_t i = verb ? c->begin : head->token; i < c->end; i++) {
		const struct place *p = event_host_place(s, i);
		if (!p || event_host_led_by(s, i, c->begin, EVENT_BIT(MENTION)) ||
		    (i < head->token && s->marks[i].clause == head->clause))
			continue;
		bool acts = i < verb && !event_host_led_by(s, i, c->begin, EVENT_BIT(AT_PLACE));
		event_role_take(p, acts ? ROLE_PARTICIPANT : ROLE_MENTIONED, "said", list);
	}
}

/* Who acts where the clause has no subject of its own. */
static void event_role_borrow(const struct event_scan *s, const struct event_scope *c, const struct event_head *head,
			      struct event_role_list *list)
{
	uint32_t begin, end;
	if (!event_own_subject(s, c, head, &begin, &end))
		return;
	for (uint32_t i = begin; i < end; i++) {
		const struct place *p = event_host_place(s, i);
		if (p && !event_own_is_title(s, c, head, i) &&
		    !event_host_led_by(s, i, begin, EVENT_BIT(AT_PLACE) | EVENT_BIT(MENTION)))
			event_role_take(p, event_aim_describes(s, i) ? ROLE_MENTIONED : ROLE_PARTICIPANT, "sentence", list);
	}
}

/* "in [Lima], where ten died" */
static const struct place *event_role_there(const struct event_scan *s, const struct event_head *head)
{
	uint32_t begin = event_scan_clause(s, head->token)->begin;
	uint32_t before = begin > 0 ? begin - 1 - (begin > 1 && event_scan_is(s, begin - 1, EVENT_BIT(COMMA))) : 0;
	return event_scan_names(s, begin, EVENT_SORT(THERE)) ? event_host_place(s, before) : NULL;
}

/* Where an event lies whose own part names no place: in the clause that tells how it came ("two died when a tank truck exploded
 * in Rieti, Italy"), before "where". */
static void event_role_elsewhere(const struct event_scan *s, const struct event_scope *c, const struct event_head *head,
				 struct event_role_list *list, struct event *out)
{
	const struct place *found = event_role_there(s, head);
	/* not "riots followed the killing of a man in Lima" */
	bool scene = out->kind == EVENT_DISASTER || event_scan_is(s, head->token, EVENT_BIT(HARM)) ||
		      event_scan_names(s, event_scan_clause(s, head->token)->begin, EVENT_SORT(SCENE));
	for (uint32_t i = c->begin; i < c->end && scene && !found; i++) {
		const struct place *p = event_host_place(s, i);
		if (p && event_host_is_location(p) && event_own_is_scene(s, c, head, s->marks[i].clause) &&
		    event_host_led_by(s, i, c->begin, EVENT_BIT(AT_PLACE)))
			found = p;
	}
	if (!found)
		return;
	event_role_take(found, ROLE_HOST, "sentence", list);
	event_role_take_place(found, out);
}

/* A place of the dateline; one that was given apart from the text has no words in it. */
static const struct place *event_role_dateline_place(const struct event_scan *s, const struct event_scope *c)
{
	for (uint32_t i = 0; i < c->begin; i++)
		if (event_host_place(s, i))
			return event_host_place(s, i);
	for (size_t i = s->in->place_count; i > 0 && s->in->places[i - 1].span.end == 0; i--)
		if (!strcmp(s->in->places[i - 1].rule, "dateline"))
			return &s->in->places[i - 1];
	return NULL;
}

/* Whether what happens is seen to happen somewhere: a firm sells and says what it does nowhere, and its news are written in
 * another town. */
static bool event_role_is_seen(const struct event_scan *s, const struct event_head *head, enum event_kind kind)
{
	switch (kind) {
	case EVENT_MEETING:
	case EVENT_EXERCISE:
	case EVENT_ATTACK:
	case EVENT_CONFLICT:
	case EVENT_ELECTION:
	case EVENT_DISASTER:
		return true;
	case EVENT_VISIT:
	case EVENT_AGREEMENT:
	case EVENT_STATEMENT:
	case EVENT_ACCESSION:
	case EVENT_OTHER:
		break;
	}
	return event_scan_is(s, head->token, EVENT_BIT(HARM)) || event_scan_names(s, head->token, EVENT_SORT(SEEN));
}

/* Whether a dateline can say anything of an event: news of these days, no frame of it ("after they met", "while"), no figures,
 * which go up and down nowhere. */
static bool event_role_can_take_dateline(const struct event_scan *s, const struct event_scope *c, const struct event_head *head,
					 const struct event *e)
{
	enum { DAYS = 7 };
	struct interval published = s->in->published.when;
	if (interval_known(published) && interval_known(e->when) && interval_gap(published, e->when) > DAYS)
		return false;
	uint32_t begin = event_scan_first(s, head->token)->begin;
	bool frame = begin > c->begin && event_scan_is(s, begin, EVENT_BIT(SUB) | EVENT_BIT(TIME_SUB) | EVENT_BIT(AS)) &&
		     !event_scan_is(s, begin, EVENT_BIT(PRONOUN));
	/* "two houses burned following an explosion" */
	frame &= head->verb || !(head->kind == EVENT_ATTACK || head->kind == EVENT_DISASTER);
	return !frame && !event_scan_is(s, head->token, EVENT_BIT(FIGURE));
}

/* The place of the dateline: the last resort of the first sentence. Where that names another town, no more than the country; of
 * what is not seen to happen it says where the news were written, no more. */
static void event_role_take_dateline(const struct event_scan *s, const struct event_scope *c, const struct event_head *head,
				     struct event_role_list *list, struct event *out)
{
	const struct place *p = event_role_can_take_dateline(s, c, head, out) ? event_role_dateline_place(s, c) : NULL;
	bool other = false;
	for (uint32_t i = c->begin; p && i < c->end && (s->classes & EVENT_BIT(PLACE)); i++) {
		const struct place *named = event_host_place(s, i);
		if (!named || !event_host_is_town(s, i) || !event_host_led_by(s, i, c->begin, EVENT_BIT(AT_PLACE)))
			continue;
		if (strcmp(named->country, p->country))
			return;
		other = true;
	}
	if (!p)
		return;
	bool seen = event_role_is_seen(s, head, out->kind);
	event_role_take(p, seen ? ROLE_HOST : ROLE_MENTIONED, "dateline", list);
	if (!other && seen)
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
	if (placed && !(c->narrow && list.n))
		event_role_borrow(s, c, head, &list);
	if (placed && !out->place.n && !c->narrow)
		event_role_elsewhere(s, c, head, &list, out);
	if (list.n == 0 && c->lead && !c->narrow)
		event_role_take_dateline(s, c, head, &list, out);
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

void event_role_join_actors(struct event *to, const struct event *from, struct span subject, struct arena *arena)
{
	struct event acts = {.country_count = 0};
	struct event_country found[EVENT_COUNTRIES];
	for (size_t i = 0; i < from->country_count; i++) {
		struct event_country c = from->countries[i];
		if (c.span.begin < subject.begin || c.span.end > subject.end || c.role == ROLE_MENTIONED)
			continue;
		c.role = ROLE_PARTICIPANT;
		found[acts.country_count++] = c;
	}
	acts.countries = found;
	event_role_join(to, &acts, arena);
}

void event_role_join_host(struct event *to, const struct event *from, struct arena *arena)
{
	event_role_join_if(to, from, ROLE_HOST, arena);
}
