/* event_scan: a sentence as the event steps see it: each token with what the tables say of it, the date and the place
 * that it belongs to, and the clause that it stands in.
 *
 * One sentence at a time is scanned, into memory that the next one takes over. Tokens are counted from the sentence's
 * first; of a sentence of more than EVENT_LONGEST tokens the rest is not read.
 *
 * The walks over tokens ask one number, the bits of `classes`: of the tables (EVENT_BIT) and of the token itself. */
#ifndef DATELINE_TEXT_EVENT_SCAN_H
#define DATELINE_TEXT_EVENT_SCAN_H

#include "text/event_pair.h"
#include "text/event_words.h"

enum { EVENT_LONGEST = 4096 };

struct event_mark {
	uint64_t classes;                /* of the token and of the phrase that begins at it */
	struct event_word word;          /* the token alone; its sorts, and whether it tells or turns, are the phrase's too */
	const struct event_word *phrase; /* the longest one that begins at it, or NULL */
	int32_t timex, place;            /* that the token is part of, or -1 */
	uint16_t clause;                 /* index in clauses; it may go on after an inner one */
	uint8_t length;                  /* of the phrase in tokens, or 1 */
};

/* The tokens of a clause, from its first to past its last; an inner clause may lie between them ("the minister, WHO WAS IN
 * ROME, said"). */
struct event_clause {
	uint32_t begin, end;
	uint16_t outer; /* the clause that it hangs on; the main one, which hangs on none, has itself */
	bool joined;    /* its verb is a second one of the outer clause's subject: "met in Lima AND FLEW to Rome" */
};

struct event_scan {
	const struct event_input *in;
	const struct token_list *l;
	const struct event_words *words;
	struct arena *arena;      /* for what events keep */
	/* the sentence that was scanned last */
	const struct sentence *sentence;
	const struct token *tokens;
	uint32_t count;
	uint32_t body;            /* the token after a dateline ("LIMA (AP) - ") or a heading that runs into the sentence, or 0 */
	uint64_t classes;         /* of all its tokens, tenses left out: what it has none of need not be looked for */
	event_sorts sorts;
	struct event_mark *marks; /* a token each, and behind them one that is nothing */
	struct event_clause *clauses;
	uint16_t *turning, *telling; /* tokens at which a clause can begin, end or have its verb; at which a head can begin */
	uint32_t turning_count, telling_count;
	struct event_pairs *pairs; /* of the places before the sentence, as far as they were asked for */
	size_t timex, place;      /* the first date and place that can stand in a sentence to come */
};

/* Sentences must be scanned in order; some may be left out. `scratch` lives as long as the scan. */
void event_scan_init(struct event_scan *s, const struct event_input *in, const struct event_words *w,
		     struct arena *scratch, struct arena *arena);
/* Scans a sentence of at least one token; event_clause cuts it into clauses. */
void event_scan_read(struct event_scan *s, const struct sentence *e);

/* Questions are asked of every token, so they are inline. */

/* Whether the token itself, or the phrase that begins at it, is of one of these classes (EVENT_BIT). */
static inline bool event_scan_is(const struct event_scan *s, uint32_t token, uint64_t classes)
{
	return s->marks[token].classes & classes;
}

/* Whether one of tokens begin..end is. Asked first where mostly none is, and then there is nothing to read. */
static inline bool event_scan_has(const struct event_scan *s, uint32_t begin, uint32_t end, uint64_t classes)
{
	uint64_t any = 0;
	for (const struct event_mark *m = s->marks + begin, *past = s->marks + end; m < past; m++)
		any |= m->classes;
	return any & classes;
}

/* The length of that phrase in tokens, 1 for the word itself, or 0. For classes of the tables. */
static inline uint32_t event_scan_length(const struct event_scan *s, uint32_t token, uint64_t classes)
{
	const struct event_mark *m = &s->marks[token];
	if (!(m->classes & classes))
		return 0;
	return m->phrase && (m->phrase->classes & classes) ? m->length : 1;
}

/* Whether the token, or the phrase that begins at it, names a thing of these sorts (EVENT_SORT). */
static inline bool event_scan_names(const struct event_scan *s, uint32_t token, event_sorts sorts)
{
	return s->marks[token].word.sorts & sorts;
}

/* Whether a word looks so by its ending (event_look). */
static inline bool event_scan_looks(const struct event_scan *s, uint32_t token, uint8_t looks)
{
	return s->marks[token].word.looks & looks;
}

/* A punctuation mark of that one character. */
static inline bool event_scan_mark(const struct event_scan *s, uint32_t token, char mark)
{
	return event_scan_is(s, token, EVENT_BIT(MARK)) && token_is_mark(&s->tokens[token], mark);
}

/* The clause that a token is in. */
static inline const struct event_clause *event_scan_clause(const struct event_scan *s, uint32_t token)
{
	return &s->clauses[s->marks[token].clause];
}

/* The clause whose subject and auxiliaries that of a token has: its own, or the first of verbs that are joined: "was BORN in
 * Rome and DIED in Paris". */
static inline const struct event_clause *event_scan_first(const struct event_scan *s, uint32_t token)
{
	const struct event_clause *c = event_scan_clause(s, token);
	while (c->joined)
		c = &s->clauses[c->outer];
	return c;
}

/* Something done or doing, by its form alone: ", KILLING five". */
static inline bool event_scan_is_ing(const struct event_scan *s, uint32_t token)
{
	return s->marks[token].word.verb_strength && s->marks[token].word.forms == FORM_ING;
}

/* The comma of "in Bern, Switzerland", or of a list of places; not of "after talks in Chad, Mali left". */
bool event_scan_joins_places(const struct event_scan *s, uint32_t comma);

/* A participle with who did it behind it and no auxiliary before it: "the plan PROPOSED by Chad". It has no tense. */
bool event_scan_is_passive(const struct event_scan *s, uint32_t token);
/* The first token of the sentence at or after a byte. */
uint32_t event_scan_token_at(const struct event_scan *s, uint32_t byte);

#endif
