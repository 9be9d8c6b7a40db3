#include "config.h"

#include "text/place_mention.h"

#include <string.h>

/* A village that no table has is a place by what the text says of it: "in Ghouta", "the village of Nuli",
 * "Neches River". Once it was said, every mention of the name is one. It lies in the country behind its comma,
 * or where the article is at home; an article that is at home in no one country leaves such names alone. */

enum {
	WORDS = 3,           /* the most of a name */
	HOME = 10,           /* points that a home needs, */
	HOME_LEAD = 2,       /* and by how many times it must lead */
	SCORE = 5,           /* points that such a name is believed with */
};

struct place_unknown {
	struct place_work *w;
	struct wordmap shown;    /* first words of names -> place_unknown_pack */
	VEC(struct place_mention) found; /* mentions of them, in order */
	bool asked, at_home;     /* whether the article is at home in one country, when that was asked */
	char home[3];
	uint32_t named;          /* the token up to which it is not named, title and dateline counted */
	bool any;                /* there is something to tell */
};

/* A piece of a sentence in which no known name stands. */
struct place_stretch {
	uint32_t begin, end;              /* tokens */
	const uint32_t *capitals, *stop;  /* those of place_work that lie in it */
	const struct place_mention *next; /* the name behind it, or NULL */
};

/* ---- where the article is at home ---- */

/* The end of the text that stands before a country is first named: of its sentence, for "in Ghouta in Syria". */
static uint32_t place_unknown_named(const struct place_work *w, const char country[static 2])
{
	const struct token_list *l = w->tokens;
	uint32_t first = l->count;
	for (const struct place_mention *m = w->v; m < w->v + w->n; m++) {
		bool here = m->chosen != GAZETTEER_END && !memcmp(gazetteer_entry(w->g, m->chosen)->country, country, 2);
		if (here && m->source != PLACE_IN_TEXT)
			return 0;
		if (here && m->begin < first)
			first = l->sentences[l->tokens[m->begin].sentence].token_begin;
	}
	return first;
}

/* The country that most speaks for, if it leads clearly and is named by then or in its sentence; else NULL: what comes later
 * tells of another thing. */
static const char *place_unknown_home(struct place_unknown *u, uint32_t token)
{
	const int16_t *weight = u->w->weight;
	int best = 0, second = 0, at = 0;
	for (int i = 0; i < PLACE_COUNTRIES && !u->asked; i++) {
		if (weight[i] > best) {
			second = best;
			best = weight[i];
			at = i;
		} else if (weight[i] > second) {
			second = weight[i];
		}
	}
	if (!u->asked) {
		u->home[0] = (char)('A' + at / 26);
		u->home[1] = (char)('A' + at % 26);
		u->at_home = best >= HOME && best >= HOME_LEAD * second;
		u->asked = true;
		if (u->at_home)
			u->named = place_unknown_named(u->w, u->home);
	}
	return u->at_home && token >= u->named ? u->home : NULL;
}

/* ---- names ---- */

/* The end of the run of words that may be in a name, at most the end of the stretch. */
static uint32_t place_unknown_words(const struct place_stretch *s, const uint32_t *capital)
{
	uint32_t n = 1;
	while (n < WORDS && capital + n < s->stop && capital[n] == *capital + n)
		n++;
	return *capital + n;
}

/* The end of the name that is such a run; its beginning when no name ends there: a longer one goes on, or it is
 * somebody's ("in Carter's"). */
static uint32_t place_unknown_run(const struct place_work *w, const struct place_stretch *s, const uint32_t *capital)
{
	const struct token_list *l = w->tokens;
	uint32_t end = place_unknown_words(s, capital);
	if (end == s->end)
		return end;
	const struct token *next = &l->tokens[end];
	bool goes_on = next->upper_first || next->kind == TOKEN_NUMBER || place_around_is(l, end, '&') ||
		       place_around_is(l, end, '-') || next->lower.p[0] == '\'';
	return goes_on ? *capital : end;
}

/* "in", "near"; "village of". */
static bool place_unknown_is_shown(const struct place_work *w, uint32_t i, uint32_t floor)
{
	const struct token *t = w->tokens->tokens;
	if (i <= floor || t[i - 1].kind != TOKEN_WORD)
		return false;
	unsigned class = gazetteer_word(w->g, t[i - 1].word);
	/* "Research in Motion", "the Prize in Economics": not behind a name, which goes on */
	bool name = i >= 2 && t[i - 2].upper_first && w->tokens->sentences[t[i].sentence].token_begin + 2 < i;
	bool share = i >= floor + 2 && (gazetteer_word(w->g, t[i - 2].word) & WORD_SHARE);
	if (class & WORD_WITHIN)
		return !name && !share;
	return (class & WORD_OF) && i >= floor + 2 && !t[i - 2].upper_first &&
	       (gazetteer_word(w->g, t[i - 2].word) & (WORD_NOUN | WORD_DIRECTION));
}

/* ---- the names that the text shows ---- */

/* How many words the name has, and its country. */
static uint32_t place_unknown_pack(uint32_t words, const char country[static 2])
{
	return words << 16 | (uint32_t)place_weigh_index(country);
}

static void place_unknown_push(struct place_unknown *u, uint32_t begin, uint32_t end, uint32_t country)
{
	*vec_push(&u->found) = (struct place_mention){
		.begin = begin, .end = end, .container = -1, .settled = true, .score = SCORE, .around = PLACE_SHOWN,
		.country = {(char)('A' + country / 26), (char)('A' + country % 26)},
	};
}

/* Calls `look` for every stretch that has a word of the kind that names are of. */
static void place_unknown_each(struct place_unknown *u, void (*look)(struct place_unknown *u, const struct place_stretch *s))
{
	const struct place_work *w = u->w;
	const uint32_t *capital = w->capitals.v, *stop = capital + w->capitals.n;
	const struct place_mention *next = w->v, *last = w->v + w->n;
	uint32_t floor = 0; /* the end of the last name */
	while (capital < stop) {
		for (; next < last && (next->source != PLACE_IN_TEXT || next->end <= *capital); next++)
			floor = next->source == PLACE_IN_TEXT ? next->end : floor;
		if (next < last && next->begin <= *capital) {
			capital++; /* in a name */
			continue;
		}
		const struct sentence *e = &w->tokens->sentences[w->tokens->tokens[*capital].sentence];
		bool named = next < last && next->begin < e->token_end;
		struct place_stretch s = {
			.begin = floor > e->token_begin ? floor : e->token_begin, .end = named ? next->begin : e->token_end,
			.capitals = capital, .next = named ? next : NULL,
		};
		while (capital < stop && *capital < s.end)
			capital++;
		s.stop = capital;
		look(u, &s);
	}
}

/* "in Ghouta, Syria": the country of the name behind the comma that ends the stretch, or NULL. */
static const char *place_unknown_container(const struct place_work *w, uint32_t end, uint32_t stop,
					   const struct place_mention *next)
{
	if (!next || end + 1 != stop || !place_around_is(w->tokens, end, ','))
		return NULL;
	const struct gazetteer_entry *e = gazetteer_entry(w->g, next->chosen);
	bool holds = e->kind == GAZETTEER_COUNTRY || e->kind == GAZETTEER_REGION || e->kind == GAZETTEER_DIVISION;
	return next->chosen != GAZETTEER_END && holds && e->country[0] ? e->country : NULL;
}

/* "Norda Corp", "Norda (NOR.N)", "Norda shares", "Bernard Norda": a firm's name or a person's, not a village's, wherever else
 * it stands. */
static bool place_unknown_is_other(const struct place_work *w, const struct place_stretch *s, const uint32_t *capital)
{
	const struct token_list *l = w->tokens;
	uint32_t i = *capital, end = place_unknown_words(s, capital);
	if (i > s->begin && place_around_capital(l, i - 1) && (gazetteer_word(w->g, l->tokens[i - 1].word) & WORD_FORENAME))
		return true;
	return end < s->end && ((gazetteer_word(w->g, l->tokens[end].word) & (WORD_LEGAL | WORD_SHARE)) ||
				place_around_is_share(l, end));
}

static void place_unknown_show(struct place_unknown *u, const struct place_stretch *s)
{
	const struct token *t = u->w->tokens->tokens;
	for (const uint32_t *capital = s->capitals; capital < s->stop; capital++) {
		uint32_t i = *capital;
		if (place_unknown_is_other(u->w, s, capital))
			wordmap_set(&u->w->names, t[i].lower, place_match_known(u->w, t[i].lower) | PLACE_FIRM);
		u->any |= i + 1 < s->end && (gazetteer_word(u->w->g, t[i + 1].word) & WORD_FEATURE);
		if (!place_unknown_is_shown(u->w, i, s->begin))
			continue;
		uint32_t stop = place_unknown_run(u->w, s, capital);
		const char *country = place_unknown_container(u->w, stop, s->end, s->next);
		if (!country)
			country = place_unknown_home(u, i);
		if (stop > i && country)
			wordmap_set(&u->shown, t[i].lower, place_unknown_pack(stop - i, country));
		u->any |= u->shown.count > 0;
	}
}

/* "Neches River": the end of such a name that begins here, or its beginning. */
static uint32_t place_unknown_feature(const struct place_work *w, const struct place_stretch *s, const uint32_t *capital)
{
	uint32_t end = place_unknown_words(s, capital);
	bool feature = end < s->end && w->tokens->tokens[end].upper_first &&
		       (gazetteer_word(w->g, w->tokens->tokens[end].word) & WORD_FEATURE);
	return feature ? end + 1 : *capital;
}

/* How far the name goes that begins with this word, and its country; 0: none does. */
static uint32_t place_unknown_name(struct place_unknown *u, const struct place_stretch *s, const uint32_t *capital)
{
	uint32_t i = *capital, stop = place_unknown_feature(u->w, s, capital);
	if (stop > i && place_unknown_home(u, i))
		return place_unknown_pack(stop - i, u->home);
	uint32_t name = u->shown.count ? wordmap_get(&u->shown, u->w->tokens->tokens[i].lower) : WORDMAP_NONE;
	return name == WORDMAP_NONE || i + (name >> 16) > s->end ? 0 : name;
}

static void place_unknown_tell(struct place_unknown *u, const struct place_stretch *s)
{
	uint32_t told = s->begin; /* the end of the last name */
	for (const uint32_t *capital = s->capitals; capital < s->stop; capital++) {
		uint32_t i = *capital;
		bool opens = i == s->begin || !place_around_capital(u->w->tokens, i - 1) ||
			     place_around_small_word(u->w, u->w->tokens, i - 1);
		bool other = u->shown.count && (place_match_known(u->w, u->w->tokens->tokens[i].lower) & (PLACE_FIRM | PLACE_PERSON));
		uint32_t name = i >= told && opens && !other ? place_unknown_name(u, s, capital) : 0;
		if (!name)
			continue;
		told = i + (name >> 16);
		place_unknown_push(u, i, told, name & 0xFFFF);
	}
}

/* Puts what was found between the known names, from the last on. */
static void place_unknown_merge(struct place_work *w, const struct place_mention *found, size_t count)
{
	size_t i = w->n, at = i + count;
	vec_reserve(w, count);
	w->n = at;
	while (count) {
		bool behind = i && w->v[i - 1].source == PLACE_IN_TEXT && w->v[i - 1].begin > found[count - 1].begin;
		w->v[--at] = behind ? w->v[--i] : found[--count];
	}
}

void place_unknown_find(struct place_work *w)
{
	struct place_unknown u = {.w = w};
	place_unknown_each(&u, place_unknown_show);
	if (u.any)
		place_unknown_each(&u, place_unknown_tell);
	if (u.found.n)
		place_unknown_merge(w, u.found.v, u.found.n);
	vec_free(&u.found);
	wordmap_free(&u.shown);
}
