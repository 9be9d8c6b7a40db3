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
	struct vocabulary *vocabulary; /* the words of all of them but clean and language */
	struct clean_words *clean;
	struct language_words *language;
	struct token_words *tokens;
	struct time_words *time;
	struct gazetteer *places;
	struct event_words *events;
};

#endif
