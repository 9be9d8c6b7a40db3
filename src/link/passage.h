/* passage: the words that tell an event, weighed: the rarest of its passage and of its article's title. */
#ifndef DATELINE_LINK_PASSAGE_H
#define DATELINE_LINK_PASSAGE_H

#include "link/link.h"

enum {
	PASSAGE_WORDS = 256, /* of a passage are looked at */
	PASSAGE_TITLE = 24,  /* of a title */
};

/* A title's words, the same for all events of its article. */
struct passage_title {
	struct link_word words[PASSAGE_TITLE]; /* by hash, each once */
	size_t count;
};

/* The words of a passage as they stand. */
struct passage {
	struct stem stems[PASSAGE_WORDS];
	size_t count;
};

void passage_read_title(struct str title, const struct stem_table *t, const struct rarity *r, struct passage_title *out);
void passage_read(const struct link_article *a, struct span span, const struct stem_table *t, const struct rarity *r, struct passage *out);
/* The rarest LINK_WORDS of both, by hash, and their weight, into *out; the names of countries count as countries, not as
 * words. title may be NULL. */
void passage_weigh(const struct passage *p, const struct passage_title *title, const struct link_article *a, const struct rarity *r,
		   struct arena *arena, struct link_event *out);

#endif
