/* Queries from text. Nothing here asks a corpus anything. */
#include "config.h"

#include "base/country.h"
#include "store/guess.h"
#include "store/query_lex.h"
#include "store/rows.h"
#include "store/terms.h"

#include <assert.h>
#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* More than a person types, and few enough that no query takes long to read. */
enum { QUERY_TERMS_MOST = 100 };

struct query_parser {
	struct query *q;
	struct query_lexer lex;
};

/* ---- words, phrases, patterns ---- */

static struct term *query_add(struct query_parser *p, enum term_type type, bool negated, size_t column)
{
	struct term *t = vec_push(&p->q->terms);
	*t = (struct term){.type = type, .negated = negated, .column = (int)column};
	return t;
}

static bool query_add_text(struct query_parser *p, enum term_type type, bool negated, size_t column, struct str text)
{
	struct term *t = query_add(p, type, negated, column);
	t->text = arena_str(&p->q->arena, text);
	p->q->text_terms++;
	return query_compile(t, p->lex.err);
}

static bool query_phrase(struct query_parser *p, bool negated)
{
	size_t column = p->lex.at;
	struct buf b = BUF_INIT;
	bool ok = query_lex_quoted(&p->lex, &b) && query_lex_ends(&p->lex, "quote");
	if (ok && str_trim(buf_str(&b)).n == 0)
		ok = error_set_at(p->lex.err, ERROR_USAGE, (int)column,
				  "query: nothing between the quotes at column %zu; write words there", column + 1);
	ok = ok && query_add_text(p, TERM_WORDS, negated, column, str_trim(buf_str(&b)));
	buf_free(&b);
	return ok;
}

static bool query_pattern(struct query_parser *p, bool negated)
{
	size_t column = p->lex.at + 1;
	struct str pattern;
	return query_lex_pattern(&p->lex, &pattern) && query_add_text(p, TERM_REGEX, negated, column, pattern);
}

/* ---- values ---- */

static bool query_bad_value(struct query_parser *p, size_t column, const char *field, const struct guess *g,
			    const char *otherwise)
{
	const char *quote = g->best.n && memchr(g->best.p, ' ', g->best.n) ? "\"" : "";
	struct str word = g->word.n < 60 ? g->word : str_sub(g->word, 0, 60);
	if (g->best.n)
		return error_set_at(p->lex.err, ERROR_USAGE, (int)column,
				    "query: %s:%.*s at column %zu is unknown; did you mean `%s:%s%.*s%s`?", field,
				    STR_ARG(word), column + 1, field, quote, STR_ARG(g->best), quote);
	return error_set_at(p->lex.err, ERROR_USAGE, (int)column, "query: %s:%.*s at column %zu is unknown; %s", field,
			    STR_ARG(word), column + 1, otherwise);
}

static bool query_country(struct query_parser *p, struct str name, size_t column, uint16_t *out)
{
	char code[3];
	if (country_code(name, code)) {
		*out = rows_code(code);
		return true;
	}
	struct guess g = guess_of(name);
	struct str rest = country_all();
	struct country c;
	while (country_next(&rest, &c))
		guess_try(&g, c.name);
	return query_bad_value(p, column, "country", &g, "give a code (PK) or an English name");
}

/* PK+IN,RU: commas part alternatives, a plus joins what must be there together. */
static bool query_countries(struct query_parser *p, struct term *t)
{
	VEC(struct term_countries) either = {0};
	VEC(uint16_t) codes = {0};
	struct buf b = BUF_INIT;
	char separator = ',';
	bool ok = true;
	while (ok && separator) {
		size_t column = p->lex.at;
		ok = query_lex_value(&p->lex, ",+", &b, &separator) && query_country(p, buf_str(&b), column, vec_push(&codes));
		if (!ok || separator == '+')
			continue;
		uint16_t *kept = arena_alloc(&p->q->arena, codes.n, sizeof *kept);
		memcpy(kept, codes.v, codes.n * sizeof *kept);
		*vec_push(&either) = (struct term_countries){kept, codes.n};
		codes.n = 0;
	}
	t->either_count = either.n;
	t->either = arena_alloc(&p->q->arena, either.n, sizeof *t->either);
	if (either.n)
		memcpy(t->either, either.v, either.n * sizeof *t->either);
	vec_free(&either);
	vec_free(&codes);
	buf_free(&b);
	return ok;
}

static bool query_date(struct query_parser *p, struct term *t, const char *field)
{
	struct buf b = BUF_INIT;
	char separator;
	size_t column = p->lex.at;
	enum precision precision;
	bool ok = query_lex_value(&p->lex, "", &b, &separator);
	if (ok && !interval_parse(buf_str(&b), &t->when, &precision))
		ok = error_set_at(p->lex.err, ERROR_USAGE, (int)column,
				  "query: %s:%.60s at column %zu is no date; write 2018, 2018-05, 2018-05-23, 2018-Q2, 2018-W21 or 2010s", field,
				  buf_cstr(&b), column + 1);
	t->text = arena_str(&p->q->arena, buf_str(&b));
	buf_free(&b);
	return ok;
}

static bool query_one_of(struct query_parser *p, struct str word, size_t column, const char *field, const char *const *names,
			 size_t count, uint32_t *bits)
{
	struct guess g = guess_of(word);
	struct buf all = BUF_INIT;
	for (size_t i = 0; i < count; i++) {
		if (str_eq_nocase(word, str_of(names[i]))) {
			*bits |= 1u << i;
			buf_free(&all);
			return true;
		}
		guess_try(&g, str_of(names[i]));
		buf_addf(&all, "%s%s", i ? ", " : "it is one of ", names[i]);
	}
	bool ok = query_bad_value(p, column, field, &g, buf_cstr(&all));
	buf_free(&all);
	return ok;
}

static bool query_choice(struct query_parser *p, struct term *t, const char *field, const char *const *names, size_t count)
{
	struct buf b = BUF_INIT;
	char separator = ',';
	bool ok = true;
	while (ok && separator) {
		size_t column = p->lex.at;
		ok = query_lex_value(&p->lex, ",", &b, &separator) &&
		     query_one_of(p, buf_str(&b), column, field, names, count, &t->any);
	}
	buf_free(&b);
	return ok;
}

static bool query_plain(struct query_parser *p, struct term *t)
{
	struct buf b = BUF_INIT;
	char separator;
	bool ok = query_lex_value(&p->lex, "", &b, &separator);
	t->text = arena_str(&p->q->arena, buf_str(&b));
	buf_free(&b);
	return ok;
}

static bool query_kinds(struct query_parser *p, struct term *t)
{
	const char *names[EVENT_KIND_COUNT];
	for (size_t i = 0; i < COUNT(names); i++)
		names[i] = event_kind_name((enum event_kind)i);
	return query_choice(p, t, "kind", names, COUNT(names));
}

static bool query_links(struct query_parser *p, struct term *t)
{
	const char *names[LINK_KIND_COUNT];
	for (size_t i = 0; i < COUNT(names); i++)
		names[i] = link_kind_name((enum link_kind)i);
	return query_choice(p, t, "link", names, COUNT(names));
}

/* ---- terms ---- */

static bool query_field_value(struct query_parser *p, const struct term_field *f, struct term *t)
{
	switch (f->type) {
	case TERM_COUNTRY:
		return query_countries(p, t);
	case TERM_FROM:
	case TERM_TO:
	case TERM_ON:
		return query_date(p, t, f->name);
	case TERM_KIND:
		return query_kinds(p, t);
	case TERM_IS:
		return query_choice(p, t, "is", term_is_names(), TERM_IS_COUNT);
	case TERM_LINK:
		return query_links(p, t);
	case TERM_SOURCE:
	case TERM_TAG:
		return query_plain(p, t);
	case TERM_WORDS:
	case TERM_REGEX:
		break;
	}
	assert(false);
	return false;
}

static bool query_unknown_field(struct query_parser *p, struct str name)
{
	struct guess g = guess_of(name);
	for (size_t i = 0; i < TERM_FIELD_COUNT; i++)
		guess_try(&g, str_of(term_fields()[i].name));
	struct str word = name.n < 60 ? name : str_sub(name, 0, 60);
	if (g.best.n)
		return error_set_at(p->lex.err, ERROR_USAGE, (int)p->lex.at,
				    "query: unknown field `%.*s:` at column %zu; did you mean `%.*s:`?", STR_ARG(word),
				    p->lex.at + 1, STR_ARG(g.best));
	return error_set_at(p->lex.err, ERROR_USAGE, (int)p->lex.at,
			    "query: unknown field `%.*s:` at column %zu; fields are country from to on kind source tag is link, a text with a colon goes in quotes",
			    STR_ARG(word), p->lex.at + 1);
}

static bool query_field(struct query_parser *p, bool negated, size_t length)
{
	struct str name = str_sub(p->lex.text, p->lex.at, p->lex.at + length);
	for (size_t i = 0; i < TERM_FIELD_COUNT; i++) {
		const struct term_field *f = &term_fields()[i];
		if (!str_eq_nocase(name, str_of(f->name)))
			continue;
		struct term *t = query_add(p, f->type, negated, p->lex.at);
		p->lex.at += length + 1;
		return query_field_value(p, f, t);
	}
	return query_unknown_field(p, name);
}

static bool query_word(struct query_parser *p, bool negated)
{
	struct str word = query_lex_word(&p->lex);
	size_t field = term_field_length(word), column = p->lex.at;
	if (field)
		return query_field(p, negated, field);
	p->lex.at += word.n;
	return query_add_text(p, TERM_WORDS, negated, column, word);
}

static bool query_term(struct query_parser *p)
{
	size_t column = p->lex.at;
	if (p->q->terms.n == QUERY_TERMS_MOST)
		return error_set_at(p->lex.err, ERROR_USAGE, (int)column,
				    "query: more than %d terms, at column %zu; ask for less at once", QUERY_TERMS_MOST,
				    column + 1);
	bool negated = p->lex.text.p[p->lex.at] == '-';
	p->lex.at += negated;
	if (query_lex_at_space(&p->lex))
		return error_set_at(p->lex.err, ERROR_USAGE, (int)column,
				    "query: nothing to leave out after the - at column %zu; write a term there", column + 1);
	switch (p->lex.text.p[p->lex.at]) {
	case '/':
		return query_pattern(p, negated);
	case '"':
		return query_phrase(p, negated);
	default:
		return query_word(p, negated);
	}
}

/* Which kinds of row can answer at all. Reports have no countries, kinds, modality or links. */
static void query_narrow(struct query *q, const struct term *t)
{
	const uint32_t events_only = 1u << IS_ANNOUNCED | 1u << IS_DENIED | 1u << IS_HYPOTHETICAL | 1u << IS_CORRECTED |
				     1u << IS_DOUBTFUL | 1u << IS_OPEN | 1u << IS_REJECTED;
	switch (t->type) {
	case TERM_COUNTRY:
		q->no_reports |= !t->negated; /* a report names a country by its article's events: query_fields.c */
		break;
	case TERM_KIND:
	case TERM_LINK:
		q->no_reports = true;
		break;
	case TERM_IS:
		if (!(t->any & ~events_only))
			q->no_reports = true;
		q->rejected |= !t->negated && (t->any >> IS_REJECTED & 1);
		break;
	default:
		break;
	}
}

/* ---- all ---- */

bool query_parse(struct str text, struct query **out, struct error *err)
{
	struct query *q = mem_zero(1, sizeof *q);
	struct query_parser p = {q, {text, 0, err}};
	for (query_lex_skip(&p.lex); !query_lex_done(&p.lex); query_lex_skip(&p.lex))
		if (!query_term(&p)) {
			query_free(q);
			return false;
		}
	if (!query_days_check(q, err)) {
		query_free(q);
		return false;
	}
	for (size_t i = 0; i < q->terms.n; i++) {
		query_narrow(q, &q->terms.v[i]);
		term_write(&q->text, &q->terms.v[i]);
	}
	*out = q;
	return true;
}

void query_free(struct query *q)
{
	if (!q)
		return;
	for (size_t i = 0; i < q->terms.n; i++)
		regex_free(q->terms.v[i].regex);
	vec_free(&q->terms);
	buf_free(&q->text);
	arena_free(&q->arena);
	mem_free(q);
}

struct str query_text(const struct query *q)
{
	return buf_str(&q->text);
}
