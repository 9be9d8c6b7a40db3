/* extract: the one door of the text layer. Text in, events out.
 *
 * A pure function: no clock, no locale, no file, no database, no state between calls, so that it is
 * tested by tables, fuzzed, and run in parallel (one arena a thread; the lexicon is read only).
 * The steps, each in a file of its own, each reading only what stands before it:
 *
 *   language   is this English? if not, only dates in digits are read
 *   clean      page furniture marked, never cut
 *   sentence   sentences and tokens
 *   timex      date expressions found and typed
 *   published  the publication date: given, byline, inferred, unknown
 *   resolve    expressions normalised to values and intervals
 *   place      countries, places, organisations
 *   event      passages, heads, kinds, roles, modality, the anchor of each
 *
 * A text of more than EXTRACT_PORTION bytes, which no single article has, is read in portions (portion.h), each by all
 * steps behind the first, so that memory is bounded by what is found and not by what finding takes. The publication date is
 * that of the first portion; what else a sentence leaves open, and which of its namesakes a place is, the other sentences of its
 * portion say.
 */
#ifndef DATELINE_TEXT_EXTRACT_H
#define DATELINE_TEXT_EXTRACT_H

#include "base/arena.h"
#include "record.h"

/* The words of time, triggers and names (data/), read once a process; opaque, read only. */
struct lexicon;

/* Reads the tables that are compiled in. About 15 ms; ends the program on a malformed table, which a
 * unit test would have found. One for all threads. */
struct lexicon *lexicon_open(void);
void lexicon_close(struct lexicon *l);

enum { EXTRACT_PORTION = 1 << 20 };

enum extract_step {
	EXTRACT_LANGUAGE, EXTRACT_CLEAN, EXTRACT_SENTENCE, EXTRACT_TIMEX, EXTRACT_PUBLISHED, EXTRACT_RESOLVE, EXTRACT_PLACE,
	EXTRACT_EVENT, EXTRACT_STEPS
};

struct extract_input {
	struct str text;            /* valid UTF-8 (utf8_repair) */
	struct str title;           /* informs (years, places); spans never lie in it; may be empty */
	struct str dateline;        /* of place and date, given beside the text; informs; may be empty */
	struct published published; /* basis PUBLISHED_GIVEN, or PUBLISHED_UNKNOWN to have it found */
	/* Told at the end of each step (of each portion), for who measures them; NULL for all others. */
	void (*done)(void *ctx, enum extract_step step);
	/* Asked between two portions; true: the rest is not read, and what was found is of no use. May be NULL. */
	bool (*stopped)(void *ctx);
	void *ctx;
};

/* Everything in *out is allocated in `arena`, lies in the lexicon, or points into in->text. Cannot fail. What the steps need
 * only while they work is in `scratch`, another arena, which is emptied here and by the caller when it likes: a thread that keeps
 * one works in memory that is near its processor. Linear in the length of the text. */
void extract(const struct extract_input *in, const struct lexicon *l, struct arena *scratch, struct arena *arena,
	     struct extraction *out);

#endif
