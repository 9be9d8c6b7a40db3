/* The words and patterns of a query against texts. */
#include "config.h"

#include "base/utf8.h"
#include "store/terms.h"

#include <string.h>

/* ---- words and phrases as patterns ---- */

/* A boundary is asked for where a word can have one: not beside punctuation, not in scripts without spaces. */
static bool query_has_boundary(uint32_t cp)
{
	return utf8_is_word(cp) && !utf8_is_unspaced(cp);
}

/* A letter with its marks, either as one character or as several: é is é however it was typed. */
static void query_add_letter(struct buf *out, struct str bytes)
{
	struct buf composed = BUF_INIT, apart = BUF_INIT;
	utf8_nfc(bytes, &composed);
	utf8_nfd(bytes, &apart);
	if (str_eq(buf_str(&composed), buf_str(&apart)))
		buf_add_str(out, bytes);
	else
		buf_addf(out, "(?:%s|%s)", buf_cstr(&composed), buf_cstr(&apart));
	buf_free(&composed);
	buf_free(&apart);
}

static void query_add_character(struct buf *out, struct str bytes, uint32_t cp, uint32_t before)
{
	if (utf8_is_space(cp)) {
		/* a phrase may be broken over lines */
		if (!utf8_is_space(before))
			buf_add_cstr(out, "\\s+");
	} else if (cp == '\'' || cp == 0x2019) {
		buf_add_cstr(out, "['\xE2\x80\x99]");
	} else if (utf8_is_word(cp)) {
		query_add_letter(out, bytes);
	} else {
		if (cp < 0x80)
			buf_add_char(out, '\\');
		buf_add_str(out, bytes);
	}
}

/* A character and the marks on it. */
static size_t query_cluster(struct str s, uint32_t *cp)
{
	size_t n = utf8_decode(s, cp, NULL);
	while (n < s.n) {
		uint32_t mark;
		size_t more = utf8_decode(str_sub(s, n, s.n), &mark, NULL);
		if (!utf8_is_mark(mark))
			break;
		n += more;
	}
	return n;
}

void query_words_pattern(struct str words, struct buf *out)
{
	uint32_t cp = 0, before = 0;
	for (size_t i = 0; i < words.n;) {
		size_t n = query_cluster(str_sub(words, i, words.n), &cp);
		if (i == 0 && query_has_boundary(cp))
			buf_add_cstr(out, QUERY_WORD_BEGIN);
		query_add_character(out, str_sub(words, i, i + n), cp, before);
		before = cp;
		i += n;
	}
	if (query_has_boundary(cp))
		buf_add_cstr(out, QUERY_WORD_END);
}

bool query_compile(struct term *t, struct error *err)
{
	if (!utf8_is_valid(t->text))
		return error_set_at(err, ERROR_USAGE, t->column, "query: not valid UTF-8 at column %d; type it in UTF-8",
				    t->column + 1);
	struct buf pattern = BUF_INIT;
	if (t->type == TERM_WORDS)
		query_words_pattern(t->text, &pattern);
	else
		buf_add_str(&pattern, t->text);
	struct error why = ERROR_INIT;
	bool ok = regex_compile(buf_str(&pattern), REGEX_SMART_CASE, &t->regex, &why);
	if (ok)
		t->needle = needle_of(buf_str(&pattern), regex_folds_case(t->regex));
	buf_free(&pattern);
	if (ok && t->type == TERM_REGEX)
		t->tail = tail_of(t->text, regex_folds_case(t->regex));
	if (ok)
		return true;
	/* the column is one of the query, not of the pattern */
	int column = t->type == TERM_REGEX && why.column > 0 ? t->column + why.column : t->column;
	struct str what = str_of(why.msg);
	size_t at = what.n;
	for (size_t next = 0; (next = str_find(what, STR(" at column "), next)) != SIZE_MAX; next++)
		at = next;
	size_t remedy = str_find(what, STR("; "), at);
	return error_set_at(err, why.code, column, "query: %.*s at column %d%.*s", STR_ARG(str_sub(what, 0, at)), column + 1,
			    STR_ARG(str_sub(what, remedy == SIZE_MAX ? what.n : remedy, what.n)));
}

/* ---- hits ---- */

struct query_hit {
	const struct term *term;
	struct regex_match *match;
	struct span span; /* the next hit at or after what was taken */
	bool more;
};

static size_t query_character(struct str text, size_t at)
{
	uint32_t cp;
	return at < text.n ? utf8_decode(str_sub(text, at, text.n), &cp, NULL) : 1;
}

static void query_next_hit(struct query_hit *h, struct str text, size_t from)
{
	size_t begin, end;
	h->more = false;
	while (from <= text.n && regex_find(h->term->regex, h->match, text, from, &begin, &end) == REGEX_YES) {
		if (end > begin && begin >= from) {
			h->span = (struct span){(uint32_t)begin, (uint32_t)end};
			h->more = true;
			return;
		}
		/* nothing to light in an empty hit */
		from = end > from ? end : from;
		from += query_character(text, from);
	}
}

static struct query_hit *query_first_hit(struct query_hit *hits, size_t n)
{
	struct query_hit *first = NULL;
	for (size_t i = 0; i < n; i++)
		if (hits[i].more && (!first || hits[i].span.begin < first->span.begin ||
				     (hits[i].span.begin == first->span.begin && hits[i].span.end > first->span.end)))
			first = &hits[i];
	return first;
}

size_t query_hits(const struct query *q, struct str text, struct span *out, size_t max)
{
	VEC(struct query_hit) hits = {0};
	for (size_t i = 0; i < q->terms.n; i++) {
		const struct term *t = &q->terms.v[i];
		if (!term_is_text(t) || t->negated)
			continue;
		struct query_hit *h = vec_push(&hits);
		*h = (struct query_hit){.term = t, .match = regex_match_new(t->regex)};
		query_next_hit(h, text, 0);
	}
	size_t n = 0;
	struct query_hit *first;
	while (n < max && (first = query_first_hit(hits.v, hits.n))) {
		out[n++] = first->span;
		uint32_t end = first->span.end;
		for (size_t i = 0; i < hits.n; i++)
			if (hits.v[i].more && hits.v[i].span.begin < end)
				query_next_hit(&hits.v[i], text, end);
	}
	for (size_t i = 0; i < hits.n; i++)
		regex_match_free(hits.v[i].match);
	vec_free(&hits);
	return n;
}
