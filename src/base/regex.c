#include "config.h"

#include "base/regex.h"

#include "base/mem.h"
#include "base/utf8.h"

#include <string.h>
#include <time.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

/* Limits of one match in one article. The match limit is about a tenth of a second of backtracking in the
 * interpreter, far more than an honest pattern needs on a page of text; the JIT counts differently and
 * is faster. The stack cap keeps clear of "large JIT stack allocation" (CVE-2026-103111). */
enum {
	REGEX_MATCH_LIMIT = 1000 * 1000,
	REGEX_QUICK_LIMIT = 5 * 1000,      /* at one place; what takes more is looked through in small steps */
	REGEX_STRIDE = 1 << 28,            /* bytes of a stride times those of its text: at each place, a dot and a star go through all */
	REGEX_STEP_MOST = 256,             /* bytes of a small step */
	REGEX_DEPTH_LIMIT = 20 * 1000,
	REGEX_HEAP_LIMIT_KIB = 16 * 1024,
	REGEX_JIT_STACK_FIRST = 32 * 1024,
	REGEX_JIT_STACK_MOST = 1024 * 1024,
	REGEX_PATTERN_MOST = 64 * 1024,
};

struct regex {
	pcre2_code *code;
	pcre2_code *ascii;      /* for texts of ASCII; NULL: the other serves them too */
	bool whole;             /* it can tell where a search began: a text cannot be looked through in pieces */
};

struct regex_match {
	struct str text;        /* the one that was looked through last */
	bool text_is_ascii;
	pcre2_match_data *data;
	pcre2_match_context *context;
	pcre2_jit_stack *stack;
	const atomic_bool *stop;
};

/* CPU time that a text is worth, a byte of it, and a step, in seconds. */
static const double REGEX_PATIENCE = 1.0, REGEX_PATIENCE_EACH = 100e-9, REGEX_STEP = 0.001;

/* Smart case: does the pattern hold a capital that stands for itself? "\S", "\W", "\p{Lu}" do not count. */
static bool regex_has_capital(struct str pattern, bool literal)
{
	for (size_t i = 0; i < pattern.n;) {
		if (!literal && pattern.p[i] == '\\' && i + 1 < pattern.n) {
			char c = pattern.p[i + 1];
			i += 2;
			if ((c == 'p' || c == 'P') && i < pattern.n && pattern.p[i] == '{') {
				size_t close = str_find(pattern, STR("}"), i);
				i = close == SIZE_MAX ? pattern.n : close + 1;
			}
			continue;
		}
		uint32_t cp;
		i += utf8_decode(str_sub(pattern, i, pattern.n), &cp, NULL);
		if (utf8_is_upper(cp))
			return true;
	}
	return false;
}

static bool regex_fail(struct str pattern, int code, size_t offset, struct error *err)
{
	char why[200];
	pcre2_get_error_message(code, (PCRE2_UCHAR *)why, sizeof why);
	return error_set_at(err, ERROR_USAGE, (int)offset, "/%.*s/: %s at column %zu; put a \\ before a sign that stands for itself",
			    (int)(pattern.n < 120 ? pattern.n : 120), pattern.p ? pattern.p : "", why, offset + 1);
}

/* Does the pattern call itself or a part of itself: (?R) (?1) (?-1) (?&name) (?P>name) \g<name>? To say yes
 * too often does no harm. */
static bool regex_calls_itself(struct str pattern)
{
	for (size_t i = 0; i + 2 < pattern.n; i++) {
		const char *p = pattern.p + i;
		if (p[0] == '(' && p[1] == '?' && p[2] && strchr("R&P+-0123456789", p[2]))
			return true;
		if (p[0] == '\\' && p[1] == 'g')
			return true;
	}
	return false;
}

/* Does it ask what kind of character one is, or fold s or k, which other characters than their capitals fold to? All
 * else the code for any text finds as fast. */
static bool regex_gains_by_ascii(struct str pattern, uint32_t options)
{
	bool folds = (options & PCRE2_CASELESS) || str_find(pattern, STR("(?"), 0) != SIZE_MAX;
	for (size_t i = 0; i < pattern.n; i++) {
		const char *p = pattern.p + i;
		if (folds && strchr("sSkK", p[0]))
			return true;
		if (i + 1 < pattern.n && ((p[0] == '\\' && strchr("wWdDsSbB", p[1])) || (p[0] == '[' && p[1] == ':')))
			return true;
	}
	return false;
}

/* What characters past ASCII could do with a pattern, they cannot do where there are none. A pattern that names such a
 * character, or sets modes by a verb in front, has no second form. */
static pcre2_code *regex_compile_ascii(struct str pattern, uint32_t options)
{
	int code;
	size_t offset;
	if (!utf8_is_ascii(pattern) || memchr(pattern.p ? pattern.p : "", '\0', pattern.n) || str_starts(pattern, STR("(*")) ||
	    !regex_gains_by_ascii(pattern, options))
		return NULL;
	pcre2_code *compiled = pcre2_compile((PCRE2_SPTR)(pattern.n ? pattern.p : ""), pattern.n,
					     options & ~(uint32_t)(PCRE2_UTF | PCRE2_UCP | PCRE2_NO_UTF_CHECK), &code, &offset, NULL);
	if (compiled)
		pcre2_jit_compile(compiled, PCRE2_JIT_COMPLETE);
	return compiled;
}

bool regex_compile(struct str pattern, unsigned flags, struct regex **out, struct error *err)
{
	if (pattern.n > REGEX_PATTERN_MOST)
		return error_set_at(err, ERROR_USAGE, REGEX_PATTERN_MOST, "pattern: longer than %d bytes; shorten it",
				    REGEX_PATTERN_MOST);
	if (!utf8_is_valid(pattern))
		return error_set_at(err, ERROR_USAGE, 0, "pattern: not valid UTF-8; type it in UTF-8");
	bool literal = flags & REGEX_LITERAL;
	uint32_t options = PCRE2_UTF | PCRE2_NO_UTF_CHECK | PCRE2_USE_OFFSET_LIMIT;
	if (literal)
		options |= PCRE2_LITERAL;
	else
		options |= PCRE2_UCP | PCRE2_MULTILINE | PCRE2_NEVER_BACKSLASH_C;
	if ((flags & REGEX_SMART_CASE) && !regex_has_capital(pattern, literal))
		options |= PCRE2_CASELESS;
	int code;
	size_t offset;
	pcre2_code *compiled =
		pcre2_compile((PCRE2_SPTR)(pattern.n ? pattern.p : ""), pattern.n, options, &code, &offset, NULL);
	if (!compiled)
		return regex_fail(pattern, code, offset, err);
	struct regex *r = mem_alloc(sizeof *r);
	/* \G, and verbs: (*COMMIT), (*SKIP) */
	bool whole = !literal && (str_find(pattern, STR("\\G"), 0) != SIZE_MAX || str_find(pattern, STR("(*"), 0) != SIZE_MAX);
	*r = (struct regex){.code = compiled, .whole = whole};
	/* without JIT the interpreter answers the same, slower; but of endless recursion it knows at once, where
	 * JIT code works for seconds before its stack is full */
	if (!(flags & REGEX_UNUSED) && (literal || !regex_calls_itself(pattern))) {
		pcre2_jit_compile(compiled, PCRE2_JIT_COMPLETE);
		r->ascii = regex_compile_ascii(pattern, options);
	}
	*out = r;
	return true;
}

void regex_free(struct regex *r)
{
	if (!r)
		return;
	pcre2_code_free(r->code);
	pcre2_code_free(r->ascii);
	mem_free(r);
}

bool regex_folds_case(const struct regex *r)
{
	uint32_t options = 0;
	pcre2_pattern_info(r->code, PCRE2_INFO_ARGOPTIONS, &options);
	return options & PCRE2_CASELESS;
}

struct regex_match *regex_match_new(const struct regex *r)
{
	struct regex_match *m = mem_zero(1, sizeof *m);
	m->data = pcre2_match_data_create_from_pattern(r->code, NULL);
	m->context = pcre2_match_context_create(NULL);
	m->stack = pcre2_jit_stack_create(REGEX_JIT_STACK_FIRST, REGEX_JIT_STACK_MOST, NULL);
	pcre2_set_depth_limit(m->context, REGEX_DEPTH_LIMIT);
	pcre2_set_heap_limit(m->context, REGEX_HEAP_LIMIT_KIB);
	if (m->stack)
		pcre2_jit_stack_assign(m->context, NULL, m->stack);
	return m;
}

void regex_match_watch(struct regex_match *m, const atomic_bool *stop)
{
	m->stop = stop;
}

void regex_match_free(struct regex_match *m)
{
	if (!m)
		return;
	pcre2_match_data_free(m->data);
	pcre2_match_context_free(m->context);
	pcre2_jit_stack_free(m->stack);
	mem_free(m);
}

/* Whoever goes on in a text has begun with it: it is not looked at again for every hit. */
static const pcre2_code *regex_code_for(const struct regex *r, struct regex_match *m, struct str text, size_t from)
{
	if (!r->ascii)
		return r->code;
	if (from == 0 || m->text.p != text.p || m->text.n != text.n) {
		m->text = text;
		m->text_is_ascii = utf8_is_ascii(text);
	}
	return m->text_is_ascii ? r->ascii : r->code;
}

/* What is searched for in which text. */
struct regex_search {
	const pcre2_code *code;
	struct regex_match *m;
	struct str text;
};

/* A match that begins at `from` or behind it, at the latest at `last`. */
static int regex_try(const struct regex_search *s, size_t from, size_t last, uint32_t limit)
{
	PCRE2_SPTR subject = (PCRE2_SPTR)(s->text.p ? s->text.p : "");
	pcre2_set_match_limit(s->m->context, limit);
	pcre2_set_offset_limit(s->m->context, last);
	int rc = pcre2_match(s->code, subject, s->text.n, from, PCRE2_NO_UTF_CHECK, s->m->data, s->m->context);
	if (rc == PCRE2_ERROR_JIT_STACKLIMIT)
		rc = pcre2_match(s->code, subject, s->text.n, from, PCRE2_NO_UTF_CHECK | PCRE2_NO_JIT, s->m->data, s->m->context);
	return rc;
}

/* The first character at or behind a byte. */
static size_t regex_boundary(struct str text, size_t at)
{
	while (at < text.n && ((unsigned char)text.p[at] & 0xC0) == 0x80)
		at++;
	return at;
}

static bool regex_is_stopped(const struct regex_match *m)
{
	return m->stop && atomic_load_explicit(m->stop, memory_order_relaxed);
}

static double regex_seconds(clockid_t clock)
{
	struct timespec t;
	clock_gettime(clock, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* In steps of about a millisecond of CPU, that grow while they are short. To ask for that time takes a microsecond. */
static int regex_find_slowly(const struct regex_search *s, size_t from)
{
	const clockid_t cpu = CLOCK_THREAD_CPUTIME_ID;
	double begin = regex_seconds(cpu), before = begin, patience = REGEX_PATIENCE + REGEX_PATIENCE_EACH * (double)s->text.n;
	for (size_t step = 1;;) {
		size_t next = from + step;
		bool rest = next > s->text.n;
		int rc = regex_try(s, from, rest ? PCRE2_UNSET : next - 1, REGEX_MATCH_LIMIT);
		double now = regex_seconds(cpu);
		if (rc != PCRE2_ERROR_NOMATCH || rest)
			return rc;
		if (now - begin > patience || regex_is_stopped(s->m))
			return PCRE2_ERROR_MATCHLIMIT;
		from = regex_boundary(s->text, next);
		step = now - before > REGEX_STEP ? step / 2 + 1 : step < REGEX_STEP_MOST ? 2 * step : step;
		before = now;
	}
}

/* In strides, as long as one takes less than a millisecond. Past that, or where a place reaches the small limit,
 * PCRE2_ERROR_MATCHLIMIT: it was looked through up to *from. */
static int regex_find_in_strides(const struct regex_search *s, size_t *from)
{
	size_t stride = REGEX_STRIDE / (s->text.n + 1);
	double begin = 0, before = 0;
	while (stride > REGEX_STEP_MOST && !regex_is_stopped(s->m)) {
		size_t next = *from + stride;
		bool rest = next > s->text.n;
		int rc = regex_try(s, *from, rest ? PCRE2_UNSET : next - 1, REGEX_QUICK_LIMIT);
		if (rc != PCRE2_ERROR_NOMATCH || rest)
			return rc;
		*from = regex_boundary(s->text, next);
		/* the clock of the wall: who was kept waiting takes small steps for nothing */
		double now = regex_seconds(CLOCK_MONOTONIC);
		begin = begin > 0 ? begin : now;
		if ((before > 0 && now - before > REGEX_STEP) || now - begin > REGEX_PATIENCE)
			break;
		before = now;
	}
	return PCRE2_ERROR_MATCHLIMIT;
}

static int regex_find_in_steps(const struct regex_search *s, size_t from)
{
	int rc = regex_find_in_strides(s, &from);
	return rc == PCRE2_ERROR_MATCHLIMIT ? regex_find_slowly(s, from) : rc;
}

enum regex_outcome regex_find(const struct regex *r, struct regex_match *m, struct str text, size_t from,
			      size_t *begin, size_t *end)
{
	struct regex_search s = {regex_code_for(r, m, text, from), m, text};
	int rc = r->whole ? regex_try(&s, from, PCRE2_UNSET, REGEX_MATCH_LIMIT) : regex_find_in_steps(&s, from);
	if (rc == PCRE2_ERROR_NOMATCH)
		return REGEX_NO;
	if (rc < 0)
		return REGEX_UNDECIDED;
	const PCRE2_SIZE *o = pcre2_get_ovector_pointer(m->data);
	/* \K in a lookaround can put the start behind the end */
	*begin = o[0] < o[1] ? o[0] : o[1];
	*end = o[0] < o[1] ? o[1] : o[0];
	return REGEX_YES;
}
