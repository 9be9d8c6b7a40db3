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

struct lexicon *lexicon_open(void)
{
	struct lexicon *l = mem_zero(1, sizeof *l);
	l->vocabulary = vocabulary_open();
	l->clean = clean_words_open();
	l->language = language_words_open();
	l->tokens = token_words_open(l->vocabulary);
	l->time = time_words_open(l->vocabulary);
	l->events = event_words_open(l->vocabulary);
	l->places = gazetteer_open(l->vocabulary); /* last, having most words */
	return l;
}

void lexicon_close(struct lexicon *l)
{
	if (!l)
		return;
	clean_words_close(l->clean);
	language_words_close(l->language);
	token_words_close(l->tokens);
	time_words_close(l->time);
	gazetteer_close(l->places);
	event_words_close(l->events);
	vocabulary_close(l->vocabulary);
	mem_free(l);
}
