#include "config.h"

#include "text/place_mention.h"

#include <string.h>

/* A village that no table has is a place by what the text says of it: "in Ghouta", "the village of Nuli",
 * "Neches River". Once it was said, every mention of the name is one. It lies in the country behind its comma,
 * or where the article is at home; an article that is at home in no one country leaves such names alone. */

enum {
	WORDS = 3,           /* the most of a name */
	LETTERS = 3,         /* the fewest of a word of it */
	HOME = 10,           /* points that a home needs, */
	HOME_LEAD = 2,       /* and by how many times it must lead */
	SCORE = 5,           /* points that such a name is believed with */
};

/* ---- where the article is at home ---- */

/* The country that most speaks for, if it leads clearly; else false. */
static bool place_unknown_home(const struct place_work *w, char country[static 3])
{
	int best = 0, second = 0, at = 0;
	for (int i = 0; i < PLACE_COUNTRIES; i++) {
		if (w->weight[i] > best) {
			second = best;
			best = w->weight[i];
			at = i;
		} else if (w->weight[i] > second) {
			second = w->weight[i];
		}
	}
	country[0] = (char)('A' + at / 26);
	country[1] = (char)('A' + at % 26);
	country[2] = '\0';
	return best >= HOME && best >= HOME_LEAD * second;
}

/* ---- names ---- */

/* A word that may be in a name: with a capital, long enough, and known as nothing else. */
static inline bool place_unknown_word(const struct place_work *w, uint32_t i)
{
	const struct token *t = &w->tokens->tokens[i];
	return t->upper_first && t->kind == TOKEN_WORD && !t->upper_all && t->lower.n >= LETTERS &&
	       gazetteer_word(w->g, t->word) == 0;
}

/* The end of the run of such words at `begin`, at most `stop`; `begin` when no name ends there: a longer one
 * goes on, or it is somebody's ("in Carter's"). */
static uint32_t place_unknown_run(const struct place_work *w, uint32_t begin, uint32_t stop)
{
	const struct token_list *l = w->tokens;
	uint32_t end = begin;
	while (end < stop && end - begin < WORDS && place_unknown_word(w, end))
		end++;
	if (end == stop)
		return end;
	const struct token *next = &l->tokens[end];
	bool goes_on = next->upper_first || next->kind == TOKEN_NUMBER || place_around_is(l, end, '&') ||
		       place_around_is(l, end, '-') || next->lower.p[0] == '\'';
	return goes_on ? begin : end;
}

/* "in", "near"; "village of". */
static bool place_unknown_is_shown(const struct place_work *w, uint32_t i, uint32_t floor)
{
	const struct token *t = w->tokens->tokens;
	if (i <= floor || t[i - 1].kind != TOKEN_WORD)
		return false;
	unsigned class = gazetteer_word(w->g, t[i - 1].word);
	if (class & WORD_WITHIN)
		return true;
	return (class & WORD_OF) && i >= floor + 2 && !t[i - 2].upper_first &&
	       (gazetteer_word(w->g, t[i - 2].word) & (WORD_NOUN | WORD_DIRECTION));
}

/* ---- the names that the text shows ---- */

struct place_unknown {
	struct place_work *w;
	struct wordmap shown;    /* first words of names -> place_unknown_pack */
	struct place_work found; /* mentions of them, in order */
	bool at_home, any;       /* any: there is something to tell */
	char home[3];
};

/* How many words the name has, and its country. */
static uint32_t place_unknown_pack(uint32_t words, const char country[static 2])
{
	return words << 16 | (uint32_t)place_weigh_index(country);
}

static void place_unknown_push(struct place_unknown *u, uint32_t begin, uint32_t end, uint32_t country)
{
	struct place_work *found = &u->found;
	if (found->n == found->cap) {
		found->cap = found->cap ? found->cap * 2 : 16;
		struct place_mention *more = arena_alloc(u->w->scratch, found->cap, sizeof *more);
		if (found->n)
			memcpy(more, found->v, found->n * sizeof *more);
		found->v = more;
	}
	found->v[found->n++] = (struct place_mention){
		.begin = begin, .end = end, .container = -1, .settled = true, .score = SCORE, .around = PLACE_SHOWN,
		.country = {(char)('A' + country / 26), (char)('A' + country % 26)},
	};
}

/* Calls `look` for every stretch of a sentence that no known name stands in, and with the name behind it or NULL.
 * Sentences of capitals and headings show nothing: all their words have capitals. */
static void place_unknown_each(struct place_unknown *u, void (*look)(struct place_unknown *u, uint32_t begin, uint32_t end,
								     const struct place_mention *next))
{
	const struct place_work *w = u->w;
	size_t m = 0;
	for (size_t k = 0; k < w->tokens->sentence_count; k++) {
		const struct sentence *s = &w->tokens->sentences[k];
		if (s->shouting || s->heading || s->furniture)
			continue;
		for (uint32_t at = s->token_begin; at < s->token_end;) {
			while (m < w->n && (w->v[m].source != PLACE_IN_TEXT || w->v[m].end <= at))
				m++;
			bool named = m < w->n && w->v[m].begin < s->token_end;
			uint32_t end = named ? w->v[m].begin : s->token_end;
			look(u, at, end, named ? &w->v[m] : NULL);
			at = named ? w->v[m].end : end;
		}
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

static void place_unknown_show(struct place_unknown *u, uint32_t begin, uint32_t end, const struct place_mention *next)
{
	for (uint32_t i = begin; i < end; i++) {
		if (place_around_is_credit(u->w, u->w->tokens, i))
			return;
		if (!place_unknown_word(u->w, i))
			continue;
		u->any |= i + 1 < end && (gazetteer_word(u->w->g, u->w->tokens->tokens[i + 1].word) & WORD_FEATURE);
		if (!place_unknown_is_shown(u->w, i, begin))
			continue;
		uint32_t stop = place_unknown_run(u->w, i, end);
		const char *country = place_unknown_container(u->w, stop, end, next);
		if (!country && u->at_home)
			country = u->home;
		if (stop > i && country)
			wordmap_set(&u->shown, u->w->tokens->tokens[i].lower, place_unknown_pack(stop - i, country));
		u->any |= u->shown.count > 0;
	}
}

/* "Neches River": the end of such a name that begins here, or `begin`. */
static uint32_t place_unknown_feature(const struct place_work *w, uint32_t begin, uint32_t stop)
{
	uint32_t end = begin;
	while (end < stop && end - begin < WORDS && place_unknown_word(w, end))
		end++;
	bool feature = end > begin && end < stop && w->tokens->tokens[end].upper_first &&
		       (gazetteer_word(w->g, w->tokens->tokens[end].word) & WORD_FEATURE);
	return feature ? end + 1 : begin;
}

/* How far the name goes that begins at i, and its country; 0: none does. */
static uint32_t place_unknown_name(const struct place_unknown *u, uint32_t i, uint32_t end)
{
	if (u->at_home) {
		uint32_t stop = place_unknown_feature(u->w, i, end);
		if (stop > i)
			return place_unknown_pack(stop - i, u->home);
	}
	uint32_t name = u->shown.count ? wordmap_get(&u->shown, u->w->tokens->tokens[i].lower) : WORDMAP_NONE;
	return name == WORDMAP_NONE || i + (name >> 16) > end ? 0 : name;
}

static void place_unknown_tell(struct place_unknown *u, uint32_t begin, uint32_t end, const struct place_mention *next)
{
	(void)next;
	for (uint32_t i = begin; i < end;) {
		if (place_around_is_credit(u->w, u->w->tokens, i))
			return;
		bool opens = i == begin || !place_around_capital(u->w->tokens, i - 1) ||
			     place_around_small_word(u->w, u->w->tokens, i - 1);
		uint32_t name = opens && place_unknown_word(u->w, i) ? place_unknown_name(u, i, end) : 0;
		if (name)
			place_unknown_push(u, i, i + (name >> 16), name & 0xFFFF);
		i += name ? name >> 16 : 1;
	}
}

/* Puts what was found between the known names. */
static void place_unknown_merge(struct place_work *w, const struct place_work *found)
{
	struct place_mention *all = arena_alloc(w->scratch, w->n + found->n, sizeof *all);
	size_t n = 0, f = 0;
	for (size_t i = 0; i < w->n; i++) {
		while (f < found->n && w->v[i].source == PLACE_IN_TEXT && found->v[f].begin < w->v[i].begin)
			all[n++] = found->v[f++];
		all[n++] = w->v[i];
	}
	while (f < found->n)
		all[n++] = found->v[f++];
	w->v = all;
	w->n = w->cap = n;
}

void place_unknown_find(struct place_work *w)
{
	struct place_unknown u = {.w = w};
	u.at_home = place_unknown_home(w, u.home);
	place_unknown_each(&u, place_unknown_show);
	if (u.any)
		place_unknown_each(&u, place_unknown_tell);
	if (u.found.n)
		place_unknown_merge(w, &u.found);
	wordmap_free(&u.shown);
}
