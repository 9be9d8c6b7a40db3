#include "config.h"

#include "text/published.h"

#include "text/timex_grammar.h"

void published_find(const struct token_list *l, const struct time_words *w, const struct timex_readings *readings,
		    struct str title, const struct published *given, struct arena *arena, struct published *out)
{
	(void)l; (void)w; (void)readings; (void)title; (void)arena;
	*out = *given;
}
