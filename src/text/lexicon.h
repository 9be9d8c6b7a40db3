/* lexicon: what the steps of extract() know of the world, each step's part its own. */
#ifndef DATELINE_TEXT_LEXICON_H
#define DATELINE_TEXT_LEXICON_H

struct vocabulary;     /* text/vocabulary.h */
struct clean_words;    /* text/clean.h */
struct language_words; /* text/language.h */
struct token_words;    /* text/token.h */
struct time_words;     /* text/timex.h */
struct gazetteer;      /* text/gazetteer.h */
struct event_words;    /* text/event.h */

struct lexicon {
	char code[4];          /* the language of its tables, ISO 639-1 */
	struct lexicon *next;  /* the same of the next language, or NULL */
	struct clean_words *clean;       /* these two only in the first: they come before a text's language is known */
	struct language_words *language;
	struct vocabulary *vocabulary; /* the words of all that follow */
	struct token_words *tokens;
	struct time_words *time;
	struct gazetteer *places;
	struct event_words *events;
};

/* The part of a language among l and those that follow it, or NULL: the language has no tables. */
const struct lexicon *lexicon_of(const struct lexicon *l, const char *language);

#endif
