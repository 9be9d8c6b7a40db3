/* event_scan: a text as the event steps see it: each token with what the tables say of it, the date and the
 * place that it belongs to, and the clause that it stands in. */
#ifndef DATELINE_TEXT_EVENT_SCAN_H
#define DATELINE_TEXT_EVENT_SCAN_H

#include "text/event_words.h"

struct event_mark {
	const struct event_word *word;   /* of the token alone, or NULL */
	const struct event_word *phrase; /* of the longest phrase that begins here, or NULL */
	uint8_t length;                  /* of that phrase, in tokens */
	uint16_t clause;                 /* counted from 0 in each sentence; it may go on after an inner one */
	uint32_t clause_begin, clause_end; /* tokens of the clause, from its first to past its last */
	int32_t timex, place;            /* that the token is part of, or -1 */
};

struct event_scan {
	const struct event_input *in;
	const struct token_list *l;
	const struct event_words *words;
	struct arena *scratch, *arena; /* for what is needed while events are read; for what events keep */
	struct event_mark *marks; /* a token each */
};

void event_scan_init(struct event_scan *s, const struct event_input *in, const struct event_words *w,
		     struct arena *scratch, struct arena *arena);

/* Whether the token, or the phrase that begins at it, names a thing of these sorts (EVENT_SORT). */
bool event_scan_names(const struct event_scan *s, uint32_t token, uint16_t sorts);

/* The questions that are asked of every token are inline. */

/* Whether the token itself, or the phrase that begins at it, is of one of these classes (EVENT_BIT): the length of
 * that phrase in tokens, 1 for the word itself, or 0. */
static inline uint32_t event_scan_length(const struct event_scan *s, uint32_t token, uint64_t classes)
{
	const struct event_mark *m = &s->marks[token];
	if (!m->word) /* a phrase begins with a known word */
		return 0;
	if (m->phrase && (m->phrase->classes & classes))
		return m->length;
	return (m->word->classes & classes) != 0;
}

static inline bool event_scan_is(const struct event_scan *s, uint32_t token, uint64_t classes)
{
	return event_scan_length(s, token, classes) > 0;
}

/* A punctuation mark of that one character. */
static inline bool event_scan_mark(const struct event_scan *s, uint32_t token, char mark)
{
	return token < s->l->count && token_is_mark(&s->l->tokens[token], mark);
}

static inline const struct sentence *event_scan_sentence(const struct event_scan *s, uint32_t token)
{
	return &s->l->sentences[s->l->tokens[token].sentence];
}

/* Whether the token by itself has a tense: an auxiliary, or a word that is nothing but a verb of the past or the
 * third person. */
bool event_scan_has_tense(const struct event_scan *s, uint32_t token);
/* A participle with who did it behind it and no auxiliary before it: "the plan PROPOSED by Chad". It has no tense. */
bool event_scan_is_passive(const struct event_scan *s, uint32_t token);
/* The comma of "in Bern, Switzerland". */
bool event_scan_joins_places(const struct event_scan *s, uint32_t comma);
/* The first token at or after a byte. */
uint32_t event_scan_token_at(const struct event_scan *s, uint32_t byte);
/* First and past-the-last token of the clause that a token is in; an inner clause may lie between them
 * ("the minister, WHO WAS IN ROME, said"). */
void event_scan_clause(const struct event_scan *s, uint32_t token, uint32_t *begin, uint32_t *end);
/* The token after a dateline at the head of a sentence ("LIMA (AP) - "), or its first token. A dateline is a clause of its own. */
uint32_t event_scan_dateline(const struct event_scan *s, const struct sentence *e);

#endif
