/* regex: PCRE2 with limits, so that no pattern hangs or ends the program.
 *
 * Patterns are Perl's, in UTF-8 with Unicode properties (PCRE2_UTF, PCRE2_UCP), multi-line, smart
 * case unless (?i) or (?-i) says otherwise: a pattern without a capital letter folds case. JIT where the
 * machine has it, its stack capped; match, depth and heap limits are ours, and a pattern's own
 * (*LIMIT_...=) can only lower them. \C is refused; callouts do nothing.
 *
 * Most texts are ASCII alone, and for them a pattern of ASCII is compiled a second time, as if there were nothing else: it
 * finds the same, up to ten times faster where it folds case or asks for \w.
 *
 * A pattern can be slow without any of its matches reaching a limit: a text of 900 kB without a space, tried from each of its
 * characters, takes minutes. A text that turns out to be slow, and one of more than a megabyte, is looked through in
 * steps of about a millisecond, and given up as undecided after a second of CPU and a tenth of a second a megabyte; between
 * steps it can be stopped.
 *
 * struct regex is immutable after compiling and may be shared by threads; struct regex_match is one
 * thread's room for matching. */
#ifndef DATELINE_BASE_REGEX_H
#define DATELINE_BASE_REGEX_H

#include "base/error.h"
#include "base/str.h"

#include <stdatomic.h>

struct regex;
struct regex_match;

enum regex_outcome {
	REGEX_NO,
	REGEX_YES,
	REGEX_UNDECIDED, /* a limit was reached: neither yes nor no */
};

enum regex_flags {
	REGEX_SMART_CASE = 1 << 0, /* no upper-case letter in the pattern: fold case */
	REGEX_LITERAL = 1 << 1,    /* the text itself is searched for */
	REGEX_UNUSED = 1 << 2,     /* only to be asked about, seldom matched: not worth machine code */
};

/* ERROR_USAGE with the column (byte offset in pattern) and what is wrong in words. */
bool regex_compile(struct str pattern, unsigned flags, struct regex **out, struct error *err);
void regex_free(struct regex *r);

/* Does it fold case (by smart case; a (?i) inside the pattern does not count)? */
bool regex_folds_case(const struct regex *r);

struct regex_match *regex_match_new(const struct regex *r);
/* From now on a find ends soon after *stop is set, with REGEX_UNDECIDED; NULL: it is not to be stopped. */
void regex_match_watch(struct regex_match *m, const atomic_bool *stop);
void regex_match_free(struct regex_match *m);
/* Looks for r in text at or after byte `from`; a text is looked through from 0 on before it is gone on with. REGEX_YES
 * fills *begin and *end (an empty match has both equal; go on from utf8's next character). text must be valid UTF-8. */
enum regex_outcome regex_find(const struct regex *r, struct regex_match *m, struct str text, size_t from,
			      size_t *begin, size_t *end);

#endif
