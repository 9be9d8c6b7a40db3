/* What storing an article takes and needs no store: made in the threads that extract. */
#include "config.h"

#include "store/prepare.h"

#include "base/utf8.h"

/* A passage that begins or ends inside a word has words of its own. */
static bool prepare_cuts_word(struct str text, uint32_t at)
{
	if (at == 0 || at >= text.n)
		return false;
	uint32_t before, after;
	size_t back = at - 1;
	while (back > 0 && ((unsigned char)text.p[back] & 0xC0) == 0x80)
		back--;
	utf8_decode(str_sub(text, back, text.n), &before, NULL);
	utf8_decode(str_sub(text, at, text.n), &after, NULL);
	return (words_class_of(before) != WORDS_NONE || utf8_is_mark(before)) && (words_class_of(after) != WORDS_NONE || utf8_is_mark(after));
}

/* Can what is found in the headline be found in the text? */
static bool prepare_holds_headline(struct str text, const struct event *e)
{
	struct span s = e->headline_span;
	return s.begin < s.end && str_eq(str_sub(text, s.begin, s.end), e->headline) && !prepare_cuts_word(text, s.begin) &&
	       !prepare_cuts_word(text, s.end);
}

/* All that a query may search, as verdict.c searches it. */
struct store_prepared *store_prepare(const struct article *a, const struct extraction *x, struct arena *scratch, struct arena *arena)
{
	struct store_prepared *p = arena_alloc(arena, 1, sizeof *p);
	struct words_gathered *heads = &p->words[WORDS_HEADS];
	for (int scope = 0; scope < WORDS_SCOPES; scope++)
		p->words[scope].arena = scratch;
	words_gather(&p->words[WORDS_TEXT], a->text);
	words_gather(heads, a->title);
	for (size_t i = 0; i < x->event_count; i++) {
		const struct event *e = &x->events[i];
		if (!prepare_holds_headline(a->text, e))
			words_gather(heads, e->headline);
		if (prepare_cuts_word(a->text, e->span.begin) || prepare_cuts_word(a->text, e->span.end))
			words_gather(heads, str_sub(a->text, e->span.begin, e->span.end));
	}
	for (int scope = 0; scope < WORDS_SCOPES; scope++)
		words_gather_keep(&p->words[scope], arena);
	return p;
}

void prepare_words(const struct store_prepared *p, int64_t row, struct words w[static WORDS_SCOPES])
{
	for (int scope = 0; scope < WORDS_SCOPES; scope++)
		words_add(&w[scope], row, &p->words[scope]);
}
