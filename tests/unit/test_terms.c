/* Terms of every kind together, at random, against a naive reading of every row: what the fields, the word index and
 * the scan find between them is what query.h promises. The naive reading shares no code with them but that of
 * intervals and, for patterns, PCRE2. */
#include "config.h"

#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/digest.h"
#include "base/regex.h"
#include "store/inside.h"
#include "store/query.h"

#define CORPUS "test_terms.corpus"

enum { ARTICLES = 90, EVENTS = 3, TERMS = 4 };

static uint64_t chance = 7;

static unsigned pick(unsigned n)
{
	chance = chance * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(chance >> 33) % n;
}

#define COUNT(list) (sizeof(list) / sizeof *(list))
#define PICK(list) ((list)[pick(COUNT(list))])

static const char *const words[] = {"met", "Met", "meets", "treaty", "the", "a", "pact", "signed", "Pact", "MET", "x1", "2018", "the\nold", "{", "{3", "don't", "end."};
static const char *const sources[] = {"", "Desk A", "desk B", "Gulf Desk", "Deskside"};
static const char *const codes[] = {"PK", "IN", "RU", "KZ"};
static const char *const dates[] = {"2017", "2018", "2018-05", "2018-05-23", "2018-05-24", "2018-Q2", "2019-W21", "2019-12-31", "2010s"};

/* ---- a corpus, and what is known of its rows ---- */

struct fact {
	int64_t id;             /* as struct row has it */
	int64_t article;
	bool event;
	struct interval when;
	enum event_kind kind;
	enum event_modality modality;
	unsigned countries;     /* of codes, as bits */
	const char *source;
	struct str first, second; /* passage and headline, text and title */
};

struct facts {
	struct arena arena;
	VEC(struct fact) rows;
};

static struct str random_text(struct arena *arena, int number, unsigned n)
{
	struct buf b = BUF_INIT;
	if (number >= 0)
		buf_addf(&b, "n%d", number); /* no two alike */
	for (unsigned i = 0; i < n; i++)
		buf_addf(&b, "%s%s", b.n ? " " : "", PICK(words));
	struct str s = arena_str(arena, buf_str(&b));
	buf_free(&b);
	return s;
}

static struct interval random_interval(void)
{
	struct interval when = INTERVAL_NONE;
	enum precision precision;
	if (pick(5))
		assert_true(interval_parse(str_of(PICK(dates)), &when, &precision));
	return when;
}

static struct event random_event(struct str text, struct arena *arena, unsigned *countries)
{
	uint32_t a = pick((unsigned)text.n), b = pick((unsigned)text.n);
	struct event e = {.span = {a < b ? a : b, a < b ? b : a}, .headline = random_text(arena, -1, pick(4)), .when = random_interval(),
			  .date = -1, .kind = (enum event_kind)pick(4), .modality = (enum event_modality)pick(4)};
	e.countries = arena_alloc(arena, COUNT(codes), sizeof *e.countries);
	*countries = pick(1u << COUNT(codes)) & pick(1u << COUNT(codes));
	for (size_t i = 0; i < COUNT(codes); i++)
		if (*countries >> i & 1) {
			struct event_country *c = &e.countries[e.country_count++];
			*c = (struct event_country){.span = SPAN_NONE};
			memcpy(c->code, codes[i], 2);
		}
	return e;
}

static void add_random_article(struct store *s, int number, struct facts *facts)
{
	struct article a = {.text = random_text(&facts->arena, number, 3 + pick(20)), .title = random_text(&facts->arena, -1, pick(4)),
			    .source = str_of(PICK(sources)), .reader = "text"};
	struct event events[EVENTS];
	struct extraction x = {.published = {.when = random_interval()}, .events = events, .event_count = pick(EVENTS + 1)};
	unsigned countries[EVENTS];
	for (size_t i = 0; i < x.event_count; i++)
		events[i] = random_event(a.text, &facts->arena, &countries[i]);
	int64_t row;
	bool known;
	struct error err = ERROR_INIT;
	digest_text(a.text, a.id);
	if (!store_add(s, &a, &x, NULL, &row, &known, &err))
		fail_msg("%s", err.msg);
	*vec_push(&facts->rows) = (struct fact){.id = row, .article = row, .when = x.published.when, .source = a.source.p, .first = a.text, .second = a.title};
	for (size_t i = 0; i < x.event_count; i++)
		*vec_push(&facts->rows) = (struct fact){
			.id = store_event_row(row, i), .article = row, .event = true, .when = events[i].when, .kind = events[i].kind,
			.modality = events[i].modality, .countries = countries[i], .source = a.source.p,
			.first = str_sub(a.text, events[i].span.begin, events[i].span.end), .second = events[i].headline};
}

static struct store *random_corpus(struct facts *facts)
{
	struct store *s;
	unlink(CORPUS);
	unlink(CORPUS "-wal");
	unlink(CORPUS "-shm");
	assert_true(store_open(CORPUS, STORE_WRITE, &s, NULL));
	for (int i = 0; i < ARTICLES; i++) {
		if (i % 20 == 0)
			assert_true(store_begin(s, NULL));
		add_random_article(s, i, facts);
		if (i % 20 == 19 || i == ARTICLES - 1)
			assert_true(store_commit(s, NULL));
	}
	return s;
}

/* ---- a query, and what it asks ---- */

enum asked_type { ASKED_WORDS, ASKED_PATTERN, ASKED_COUNTRY, ASKED_FROM, ASKED_TO, ASKED_ON, ASKED_KIND, ASKED_SOURCE, ASKED_IS, ASKED_TYPES };

enum { IS_REPORT = 1, IS_UNDATED = 2, IS_ANNOUNCED = 4, IS_DENIED = 8 };

struct asked {
	enum asked_type type;
	bool negated;
	const char *text;        /* words, pattern, source */
	struct interval when;
	unsigned either[2];      /* countries: all bits of one of them, 0: no second */
	unsigned any;            /* kind, is */
};

static const char *const patterns[] = {"met", "MET\\b", "sign(ed|s)?", "[A-Z][a-z]+ the", "pact$", "^the", "(?i)PACT a", "\\d{3", "\\d{3}", "a{",
				       "(\\w)\\1", "t(?= )", "x1|Met", "treaty.*met", "\\w+s\\b", "the\\s+old", "n[0-4]\\d?\\b", "{3", "\\bn1", "a (met|pact)"};
static const char *const phrases[] = {"met", "Met", "treaty", "the old", "met the", "pact", "pac", "MET", "n1", "signed a"};
static const char *const named[] = {"desk", "Desk A", "gulf desk", "deskside", "B"};
static const char *const kinds[] = {"other", "meeting", "visit", "agreement"}; /* as enum event_kind has them */

static void ask_country(struct asked *a, struct buf *out)
{
	unsigned first = pick(COUNT(codes)), second = pick(COUNT(codes));
	bool together = pick(2);
	buf_addf(out, "country:%s%c%s", codes[first], together ? '+' : ',', codes[second]);
	a->either[0] = together ? 1u << first | 1u << second : 1u << first;
	a->either[1] = together ? 0 : 1u << second;
}

static void ask_date(struct asked *a, const char *field, struct buf *out)
{
	enum precision precision;
	const char *date = PICK(dates);
	buf_addf(out, "%s:%s", field, date);
	assert_true(interval_parse(str_of(date), &a->when, &precision));
}

static void ask_some(struct asked *a, const char *field, const char *const *names, unsigned count, struct buf *out)
{
	unsigned first = pick(count), second = pick(count);
	buf_addf(out, "%s:%s,%s", field, names[first], names[second]);
	a->any = 1u << first | 1u << second;
}

static struct asked ask(struct buf *out)
{
	static const char *const is[] = {"report", "undated", "announced", "denied"};
	struct asked a = {.type = (enum asked_type)pick(ASKED_TYPES), .negated = pick(4) == 0};
	buf_add_cstr(out, out->n ? " " : "");
	buf_add_cstr(out, a.negated ? "-" : "");
	switch (a.type) {
	case ASKED_WORDS:
		buf_addf(out, "\"%s\"", a.text = PICK(phrases));
		break;
	case ASKED_PATTERN:
		buf_addf(out, "/%s/", a.text = PICK(patterns));
		break;
	case ASKED_COUNTRY:
		ask_country(&a, out);
		break;
	case ASKED_FROM:
		ask_date(&a, "from", out);
		break;
	case ASKED_TO:
		ask_date(&a, "to", out);
		break;
	case ASKED_ON:
		ask_date(&a, "on", out);
		break;
	case ASKED_KIND:
		ask_some(&a, "kind", kinds, COUNT(kinds), out);
		break;
	case ASKED_SOURCE:
		buf_addf(out, "source:\"%s\"", a.text = PICK(named));
		break;
	case ASKED_IS:
		ask_some(&a, "is", is, COUNT(is), out);
		break;
	case ASKED_TYPES:
		break;
	}
	return a;
}

/* ---- the naive reading ---- */

static bool is_word(struct str s, size_t i)
{
	return i < s.n && (isalnum((unsigned char)s.p[i]) || s.p[i] == '_');
}

/* Where the words, each space of which is any white space, end when they begin here; 0: they do not. */
static size_t words_end(const char *asked, bool folds, struct str s, size_t at)
{
	for (; *asked; asked++) {
		if (*asked == ' ') {
			size_t spaces = at;
			while (at < s.n && isspace((unsigned char)s.p[at]))
				at++;
			if (at == spaces)
				return 0;
			continue;
		}
		if (at == s.n || (folds ? tolower((unsigned char)s.p[at]) != tolower((unsigned char)*asked) : s.p[at] != *asked))
			return 0;
		at++;
	}
	return at;
}

static bool has_words(const char *asked, bool folds, struct str s)
{
	for (size_t at = 0; at < s.n; at++) {
		size_t end = at && is_word(s, at - 1) ? 0 : words_end(asked, folds, s, at);
		if (end && !is_word(s, end))
			return true;
	}
	return false;
}

static bool has_capital(const char *s)
{
	while (*s && !isupper((unsigned char)*s))
		s++;
	return *s != '\0';
}

static bool has_pattern(const char *pattern, struct str s)
{
	struct regex *r;
	size_t begin, end;
	assert_true(regex_compile(str_of(pattern), REGEX_SMART_CASE | REGEX_UNUSED, &r, NULL));
	struct regex_match *m = regex_match_new(r);
	enum regex_outcome o = regex_find(r, m, s, 0, &begin, &end);
	assert_int_not_equal(o, REGEX_UNDECIDED);
	regex_match_free(m);
	regex_free(r);
	return o == REGEX_YES;
}

static unsigned is_bits(const struct fact *f)
{
	return (f->event ? 0 : IS_REPORT) | (interval_known(f->when) ? 0 : IS_UNDATED) |
	       (f->event && f->modality == MODALITY_ANNOUNCED ? IS_ANNOUNCED : 0) | (f->event && f->modality == MODALITY_DENIED ? IS_DENIED : 0);
}

static bool meets(const struct asked *a, const struct fact *f)
{
	switch (a->type) {
	case ASKED_WORDS:
		return has_words(a->text, !has_capital(a->text), f->first) || has_words(a->text, !has_capital(a->text), f->second);
	case ASKED_PATTERN:
		return has_pattern(a->text, f->first) || has_pattern(a->text, f->second);
	case ASKED_COUNTRY:
		return (f->countries & a->either[0]) == a->either[0] || (a->either[1] && (f->countries & a->either[1]) == a->either[1]);
	case ASKED_FROM:
		return interval_known(f->when) && f->when.to >= a->when.from;
	case ASKED_TO:
		return interval_known(f->when) && f->when.from <= a->when.to;
	case ASKED_ON:
		return interval_known(f->when) && f->when.from <= a->when.to && f->when.to >= a->when.from;
	case ASKED_KIND:
		return f->event && (a->any >> f->kind & 1);
	case ASKED_SOURCE:
		return has_words(a->text, true, str_of(f->source));
	case ASKED_IS:
		return (a->any & is_bits(f)) != 0;
	case ASKED_TYPES:
		break;
	}
	return false;
}

/* What only events have, only events are asked for, even by its absence. */
static bool asks_events(const struct asked *a)
{
	return (a->type == ASKED_COUNTRY && !a->negated) || a->type == ASKED_KIND || (a->type == ASKED_IS && !(a->any & (IS_REPORT | IS_UNDATED)));
}

/* A report names the countries that any event of its article names. */
static bool names(const struct facts *facts, const struct asked *a, const struct fact *report)
{
	for (size_t i = 0; i < facts->rows.n; i++)
		if (facts->rows.v[i].event && facts->rows.v[i].article == report->article && meets(a, &facts->rows.v[i]))
			return true;
	return false;
}

static bool answers(const struct facts *facts, const struct asked *asked, unsigned n, const struct fact *f)
{
	for (unsigned i = 0; i < n; i++) {
		bool by_events = !f->event && asked[i].type == ASKED_COUNTRY;
		bool met = by_events ? names(facts, &asked[i], f) : meets(&asked[i], f);
		if ((!f->event && asks_events(&asked[i])) || met == asked[i].negated)
			return false;
	}
	return true;
}

/* ---- both ---- */

static bool has_row(const struct result *r, const struct fact *f)
{
	for (size_t i = 0; i < r->count; i++) {
		struct row row = result_row(r, i);
		if (row.id == f->id && (row.type == ROW_EVENT) == f->event)
			return true;
	}
	return false;
}

static size_t country_events(const struct result *r, const char *code)
{
	for (size_t i = 0; i < r->country_count; i++)
		if (strcmp(r->countries[i].code, code) == 0)
			return r->countries[i].events;
	return 0;
}

/* The sums that stand beside an answer. */
static void compare_counts(struct store *s, const struct query *q, const struct result *r, size_t articles, const size_t *countries)
{
	size_t counted, undecided;
	assert_int_equal(r->articles, articles);
	for (size_t i = 0; i < COUNT(codes); i++)
		if (country_events(r, codes[i]) != countries[i])
			fail_msg("%.*s: %zu events of %s, not %zu", STR_ARG(query_text(q)), country_events(r, codes[i]), codes[i], countries[i]);
	assert_true(query_count(s, q, NULL, &counted, &undecided, NULL));
	assert_int_equal(counted, articles);
}

/* Does an end stand before a beginning? Of several fields of a kind the last one counts. */
static bool is_backwards(const struct asked *asked, unsigned n)
{
	struct interval days = {DAY_MIN, DAY_MAX};
	for (unsigned i = 0; i < n; i++) {
		days.from = asked[i].type == ASKED_FROM && !asked[i].negated ? asked[i].when.from : days.from;
		days.to = asked[i].type == ASKED_TO && !asked[i].negated ? asked[i].when.to : days.to;
	}
	return days.to < days.from;
}

/* Returns how many rows answer. */
static size_t compare(struct store *s, struct str text, const struct asked *asked, unsigned n, const struct facts *facts)
{
	struct query *q;
	struct result *r;
	struct error err = ERROR_INIT;
	size_t hits = 0, articles = 0, countries[COUNT(codes)] = {0};
	int64_t last = 0;
	bool parsed = query_parse(text, &q, &err);
	if (is_backwards(asked, n) == parsed)
		fail_msg("%.*s: %s", STR_ARG(text), parsed ? "ends before it begins" : err.msg);
	if (!parsed)
		return 0;
	if (!query_run(s, q, NULL, &r, &err))
		fail_msg("%.*s: %s", STR_ARG(text), err.msg);
	for (size_t i = 0; i < facts->rows.n; i++) {
		const struct fact *f = &facts->rows.v[i];
		bool wanted = answers(facts, asked, n, f);
		if (has_row(r, f) != wanted)
			fail_msg("%.*s: %s of article %lld %s: %.*s | %.*s", STR_ARG(text), f->event ? "an event" : "the report", (long long)f->article,
				 wanted ? "is missing" : "is too much", STR_ARG(f->first), STR_ARG(f->second));
		hits += wanted;
		articles += wanted && f->article != last;
		for (size_t k = 0; wanted && k < COUNT(codes); k++)
			countries[k] += f->countries >> k & 1;
		if (wanted)
			last = f->article;
	}
	assert_int_equal(r->count, hits);
	compare_counts(s, q, r, articles, countries);
	result_free(r);
	query_free(q);
	return hits;
}

static void test_terms_equal_naive_reading(void **state)
{
	(void)state;
	const char *wish = getenv("DATELINE_PATTERNS");
	int queries = wish ? atoi(wish) / 10 : 600, answered = 0;
	struct facts facts = {.arena = ARENA_INIT};
	struct store *s = random_corpus(&facts);
	struct buf b = BUF_INIT;
	for (int i = 0; i < queries; i++) {
		struct asked asked[TERMS];
		unsigned n = 1 + pick(TERMS);
		buf_clear(&b);
		for (unsigned k = 0; k < n; k++)
			asked[k] = ask(&b);
		s->planning = i % 2 ? STORE_PLAN_ALWAYS : STORE_PLAN_WHEN_WORTH;
		answered += compare(s, buf_str(&b), asked, n, &facts) > 0;
	}
	/* the test means something only if some are answered and some are not */
	assert_in_range(answered, queries / 4, queries * 9 / 10);
	buf_free(&b);
	vec_free(&facts.rows);
	arena_free(&facts.arena);
	store_close(s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_terms_equal_naive_reading)};
	return cmocka_run_group_tests_name("terms", tests, NULL, NULL);
}
