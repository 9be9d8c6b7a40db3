#include "config.h"

#include "text/lexicon.h"

#include "base/mem.h"
#include "text/clean.h"
#include "text/event.h"
#include "text/extract.h"
#include "text/gazetteer.h"
#include "text/language.h"
#include "text/timex.h"
#include "text/token.h"

#include <string.h>

/* The languages that have tables, the one that a text is read in when nothing tells its language first. */
static const char lexicon_languages[][4] = {"en"};

static struct lexicon *lexicon_open_one(const char *code)
{
	struct lexicon *l = mem_zero(1, sizeof *l);
	memcpy(l->code, code, sizeof l->code);
	l->vocabulary = vocabulary_open(0);
	l->tokens = token_words_open(l->vocabulary, code);
	l->time = time_words_open(l->vocabulary, code);
	l->events = event_words_open(l->vocabulary, code);
	l->places = gazetteer_open(l->vocabulary, code); /* last, having most words */
	return l;
}

struct lexicon *lexicon_open(void)
{
	struct lexicon *first = NULL, **end = &first;
	for (size_t i = 0; i < sizeof lexicon_languages / sizeof *lexicon_languages; i++, end = &(*end)->next)
		*end = lexicon_open_one(lexicon_languages[i]);
	first->clean = clean_words_open();
	first->language = language_words_open();
	return first;
}

const struct lexicon *lexicon_of(const struct lexicon *l, const char *language)
{
	while (l && strcmp(l->code, language))
		l = l->next;
	return l;
}

void lexicon_close(struct lexicon *l)
{
	if (!l)
		return;
	lexicon_close(l->next);
	clean_words_close(l->clean);
	language_words_close(l->language);
	token_words_close(l->tokens);
	time_words_close(l->time);
	gazetteer_close(l->places);
	event_words_close(l->events);
	vocabulary_close(l->vocabulary);
	mem_free(l);
}
