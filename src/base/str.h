/* str: borrowed text and growing text.
 *
 * struct str points at bytes that somebody else owns; it is not NUL-terminated and may hold NULs.
 * The header that hands one out says how long it lives. `const char *` is only for paths, literals
 * and what C libraries want. Text is UTF-8 unless a header says otherwise.
 *
 * struct buf owns a growing array of bytes. Start with BUF_INIT (or zeros), end with buf_free. It
 * keeps a NUL after its last byte, so buf.p is a C string when the content holds no NUL (p is NULL
 * before the first byte: use buf_cstr). */
#ifndef DATELINE_BASE_STR_H
#define DATELINE_BASE_STR_H

#include <stdbool.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

struct str {
	const char *p;
	size_t n;
};

#define STR(literal) ((struct str){"" literal, sizeof literal - 1})
#define STR_NONE ((struct str){NULL, 0})
/* for printf's "%.*s" */
#define STR_ARG(s) (int)(s).n, (s).p ? (s).p : ""

struct str str_of(const char *s);                            /* NULL gives STR_NONE */
struct str str_trim(struct str s);                           /* without ASCII white space at the ends */
bool str_eq_nocase(struct str a, struct str b);              /* ASCII letters fold, other bytes do not */
int str_cmp(struct str a, struct str b);                     /* by bytes, as memcmp, shorter first */
bool str_starts(struct str s, struct str prefix);
bool str_ends(struct str s, struct str suffix);
/* Offset of the first `needle` at or after `from`, or SIZE_MAX. */
size_t str_find(struct str s, struct str needle, size_t from);
/* Cuts the text up to `sep` off the front of *rest. False when *rest is at its end (p == NULL). A
 * text without `sep` is one piece; "a,,b" gives "a", "", "b"; the empty text gives one "". */
bool str_split(struct str *rest, char sep, struct str *piece);
/* Cuts the next word off the front of *rest, with the ASCII white space before it; empty at the end. */
struct str str_word(struct str *rest);

/* The two that every inner loop calls, inline. */

/* Bytes [begin, end), clipped to s. */
static inline struct str str_sub(struct str s, size_t begin, size_t end)
{
	if (end > s.n)
		end = s.n;
	if (begin > end)
		begin = end;
	return (struct str){s.p ? s.p + begin : NULL, end - begin};
}

static inline bool str_eq(struct str a, struct str b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

struct buf {
	char *p;
	size_t n, cap;
};

#define BUF_INIT {NULL, 0, 0}

void buf_free(struct buf *b); /* and makes it empty again */
void buf_clear(struct buf *b); /* empty, memory kept */
void buf_set(struct buf *b, struct str s); /* nothing but s, which does not lie in b */
void buf_add_cstr(struct buf *b, const char *s);
void buf_addf(struct buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void buf_addv(struct buf *b, const char *fmt, va_list ap) __attribute__((format(printf, 2, 0)));
struct str buf_str(const struct buf *b);    /* borrowed until the next call on b */
const char *buf_cstr(const struct buf *b);  /* the same, never NULL */

/* What writes many small things, inline. */

void buf_grow(struct buf *b, size_t more);
/* Room for so many bytes more, and the NUL. */
static inline void buf_reserve(struct buf *b, size_t more)
{
	if (more >= b->cap - b->n)
		buf_grow(b, more);
}

static inline void buf_add(struct buf *b, const void *p, size_t n)
{
	buf_reserve(b, n);
	if (n)
		memcpy(b->p + b->n, p, n);
	b->n += n;
	b->p[b->n] = '\0';
}

static inline void buf_add_str(struct buf *b, struct str s)
{
	buf_add(b, s.p, s.n);
}

static inline void buf_add_char(struct buf *b, char c)
{
	buf_reserve(b, 1);
	b->p[b->n++] = c;
	b->p[b->n] = '\0';
}

#endif
