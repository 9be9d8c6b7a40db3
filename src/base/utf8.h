/* utf8: checking, repairing, measuring and showing text.
 *
 * Everything inside the program is valid UTF-8: readers pass what they read through utf8_repair,
 * and from then on decoding cannot fail. Everything that leaves for a terminal or a message passes
 * through utf8_visible: that one function is the wall between an article and the terminal.
 * Widths, grapheme clusters, folding and normalisation are libunistring's. */
#ifndef DATELINE_BASE_UTF8_H
#define DATELINE_BASE_UTF8_H

#include "base/arena.h"

#include <endian.h>
#include <stdint.h>
#include <string.h>

/* The code point at the front of s (n > 0) and its length in bytes. On a bad sequence *cp is U+FFFD and
 * the length is that of the longest prefix that could have begun a character, at least 1 (the
 * "maximal subpart" of Unicode chapter 3.9). *bad, when not NULL, tells. */
size_t utf8_decode(struct str s, uint32_t *cp, bool *bad);
/* 1..4 bytes into out; a surrogate or a value past U+10FFFF becomes U+FFFD. */
size_t utf8_encode(uint32_t cp, char out[static 4]);
bool utf8_is_valid(struct str s);
bool utf8_is_ascii(struct str s);
/* Appends s to out: bad bytes become U+FFFD, a BOM at the very start goes, CR LF and lone CR become LF,
 * NUL becomes U+FFFD. Returns how many bad sequences (and NULs) were replaced. */
size_t utf8_repair(struct str s, struct buf *out);

/* Is it what utf8_repair would leave: valid, without NUL? */
bool utf8_is_clean(struct str s);
/* s itself when it is clean, else repaired, in the arena: for what comes out of a file that may be damaged. */
struct str utf8_clean(struct str s, struct arena *arena);

/* The grapheme cluster at the front of s (n > 0): bytes, and columns on a terminal in *width (0..2). */
size_t utf8_cluster(struct str s, int *width);
/* Columns of a whole text; controls count as nothing: pass visible text. */
int utf8_width(struct str s);
/* The longest prefix of whole clusters within `columns`. */
struct str utf8_prefix(struct str s, int columns);

/* Appends s with everything made visible that a terminal or an eye could be deceived by: C0 and DEL as
 * ^X, C1 as <9B>, bidi and other format characters (category Cf: U+00AD 061C 200B-200F 202A-202E
 * 2060-2069 FEFF, tags) as <202E>; ZWJ and variation selectors stay inside emoji only, ZWNJ and ZWJ
 * between letters of the scripts that write with them. LF and TAB stay when `lines`, else they become a
 * space. A no-break space stays. */
void utf8_visible(struct str s, bool lines, struct buf *out);
/* The same of bytes that may be no UTF-8: those that are no character as <FF>. */
void utf8_visible_bytes(struct str bytes, bool lines, struct buf *out);

/* Is this one of the characters that utf8_visible shows as something else (in some place at least)? For
 * formats that have escapes of their own, as JSON. */
bool utf8_is_hidden(uint32_t cp);

/* Case folding for search and look-up (full folding, then NFC), appended to out. ASCII is fast. */
void utf8_fold(struct str s, struct buf *out);
/* One character for all that PCRE2 takes for cp when it folds case, and perhaps for more. */
uint32_t utf8_fold_one(uint32_t cp);
/* The ASCII letters folded and all else as it is: s.n bytes to out. Eight bytes at a time. */
void utf8_fold_ascii(struct str s, char *out);

/* Eight bytes at once, as one number whose lowest byte is the first; all of them must be readable. */
static inline uint64_t utf8_eight(const char *p)
{
	uint64_t bytes;
	memcpy(&bytes, p, sizeof bytes);
	return le64toh(bytes);
}

/* How many of them, from the first on, are small letters of ASCII. */
static inline size_t utf8_small_letters(uint64_t eight)
{
	/* the high bit of each byte: at least 'a', past 'z', neither when it is no ASCII */
	const uint64_t ones = UINT64_C(0x0101010101010101), high = ones << 7;
	uint64_t low = eight & ~high, from = low + (0x80 - 'a') * ones, past = low + (0x80 - 'z' - 1) * ones;
	uint64_t others = (~from | past | eight) & high;
	return others ? (size_t)__builtin_ctzll(others) / 8 : 8;
}

/* NFC (composed), NFD (decomposed), appended to out. */
void utf8_nfc(struct str s, struct buf *out);
void utf8_nfd(struct str s, struct buf *out);
/* The letter under its marks: e for é, E for Ế; cp itself when it has none. */
uint32_t utf8_base(uint32_t cp);
bool utf8_is_letter(uint32_t cp);
bool utf8_is_mark(uint32_t cp); /* combines with the character before it */
bool utf8_is_upper(uint32_t cp);
bool utf8_is_digit(uint32_t cp);
bool utf8_is_space(uint32_t cp);
/* What \\w of any version of PCRE2 can match, and no less: letters, marks, numbers, connectors ("_"), and
 * what is not assigned yet. The word index is built of runs of these. */
bool utf8_is_word(uint32_t cp);
/* Scripts written without spaces (Han, kana, Thai, Lao, Khmer, Myanmar): no word boundaries to go by. */
bool utf8_is_unspaced(uint32_t cp);

#endif
