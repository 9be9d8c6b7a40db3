/* complete: what a half-typed line could become. Pure.
 *
 * In the filter line a word becomes a field; a value of country:, kind:, is:, link:, source: or tag: one of its values, a
 * country by its code or by the beginning of any of its names ("country:pak" -> PK). After + or , the next one. In the other
 * lines: countries with roles, kinds, tags, names of actions and of saved searches, by their beginning or that of
 * any of their words. */
#ifndef DATELINE_UI_COMPLETE_H
#define DATELINE_UI_COMPLETE_H

#include "app/request.h"
#include "base/arena.h"

enum complete_what {
	COMPLETE_NOTHING,
	COMPLETE_QUERY,
	COMPLETE_ACTIONS,
	COMPLETE_SEARCHES,
	COMPLETE_TAGS,
	COMPLETE_COUNTRIES,
	COMPLETE_KINDS,
	COMPLETE_THEMES,
	COMPLETE_ORDERS,
	COMPLETE_DATES,
};

struct completion {
	struct str text;  /* what is put in */
	struct str label; /* what it means; may be empty */
};

struct complete {
	size_t begin, end; /* bytes of the text that a completion takes the place of */
	VEC(struct completion) v;
	struct arena arena; /* of the texts */
};

/* What is known of the corpus and of the notes; borrowed, each may be NULL. */
struct complete_known {
	const struct names_known *names;
	const struct result *all; /* its countries are offered first, the most frequent before the others */
};

/* Replaces what c held. */
void complete_find(struct complete *c, enum complete_what what, const struct complete_known *known, struct str text, size_t cursor);
void complete_free(struct complete *c);

#endif
