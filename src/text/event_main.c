#include "config.h"

#include "text/event_reader.h"

bool event_main_is_inner(const struct event_scan *s, const struct event_head *v)
{
	return event_scan_is(s, event_scan_first(s, v->token)->begin,
			     EVENT_BIT(SUB) | EVENT_BIT(TIME_SUB) | EVENT_BIT(IF) | EVENT_BIT(AS));
}

/* What a verb tells, with the verb that gives it its tense in *verb: the noun of a verb of no meaning, the
 * content of a report. NULL when it tells nothing. */
static const struct event_head *event_main_told(const struct event_reader *r, const struct event_reading *n,
						const struct event_head **verb)
{
	const struct event_head *told = event_head_meaning(&r->scan, n->heads, n->head_count, *verb);
	if (told->verb && told->strength == STRENGTH_SUPPORT)
		return NULL;
	if (!told->verb || told->kind != EVENT_STATEMENT || told->strength == STRENGTH_STRONG)
		return told;
	const struct event_head *content = event_make_content(&r->scan, n, told);
	const struct event_head *meaning = content ? event_head_meaning(&r->scan, n->heads, n->head_count, content) : NULL;
	if (!meaning || meaning->strength != STRENGTH_STRONG)
		return told;
	struct event_mood mood;
	event_modality_read(&r->scan, meaning, content, &mood);
	if (n->lead && (mood.modality != MODALITY_HAPPENED || event_main_is_inner(&r->scan, content)))
		return told;
	*verb = content;
	return meaning;
}

/* Whether a date of the sentence has told an event with a verb: what inner clauses say beside it is no news. */
static bool event_main_has_told(const struct event_reading *n)
{
	for (size_t i = 0; i < n->told_count; i++)
		if (n->verbs[i])
			return true;
	return false;
}

const struct event_head *event_main_read(const struct event_reader *r, const struct event_reading *n,
					 const struct event_head **verb, struct event_mood *mood)
{
	const struct event_head *found = NULL;
	const bool told_verb = event_main_has_told(n);
	bool happened = false;
	for (int inner = 0; inner <= !told_verb; inner++)
		for (const struct event_head *h = n->heads; h < n->heads + n->head_count && !(inner && happened && n->lead);
		     h++) {
			const struct event_head *v = h;
			/* beside a verb that is no event the rest of its clause is none */
			bool fits = v->verb && v->finite && event_main_is_inner(&r->scan, v) == inner &&
				    (!found ||
				     event_scan_first(&r->scan, v->token) != event_scan_first(&r->scan, (*verb)->token));
			const struct event_head *told = fits ? event_main_told(r, n, &v) : NULL;
			struct event_mood own;
			if (!told)
				continue;
			event_modality_read(&r->scan, told, v, &own);
			bool stronger = own.modality == MODALITY_HAPPENED && (!happened || told->strength > found->strength);
			if (found && !stronger)
				continue;
			found = told;
			*verb = v;
			*mood = own;
			happened = own.modality == MODALITY_HAPPENED;
			if (happened && told->strength == STRENGTH_STRONG)
				return found;
		}
	for (size_t i = 0; i < n->head_count && !found && (n->sentence->heading || n->entry >= 0); i++)
		if (!n->heads[i].verb && n->heads[i].strength == STRENGTH_STRONG) {
			found = &n->heads[i];
			*verb = event_head_governor(n->heads, n->head_count, found);
			event_modality_read(&r->scan, found, *verb, mood);
		}
	return found;
}
