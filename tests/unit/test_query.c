/* The one language: what it means on a small corpus, and what it refuses. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/digest.h"
#include "base/mem.h"
#include "store/query.h"
#include "store/store.h"

#define CORPUS "test_query.corpus"

/* ---- a corpus of five articles; rows are named by article and event: "2", "2a", "2b" ---- */

struct told {
	int article;
	const char *passage; /* must stand in the article's text */
	const char *headline;
	const char *when;    /* "2018-05-23", "2018-05-23 2018-05-25", "" */
	enum event_kind kind;
	const char *countries; /* "PK IN" */
	enum event_modality modality;
};

static const struct {
	const char *published, *source, *title, *text;
} articles[] = {
	{"2018-05-22", "desk A", "Experts to gather", "Legal experts meet in Islamabad from May 23 to 25. India sends three.\nDrills follow in September."},
	{"2017-06-09", "desk B", "Two join", "India and Pakistan join the organisation in Astana. \"Don’t call it a day,\" a host said."},
	{"", "Desk C", "No date known", "The border treaty of 1996 was signed\nin Shanghai. A U.S. observer left; an échange was held."},
	{"2020-11-10", "", "上海合作组织峰会", "上海合作组织成员国元首理事会举行。普京主持会议。"},
	{"2021-01-01", "desk A", "A long run", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa! The end of it."},
};

static const struct told events[] = {
	{1, "Legal experts meet in Islamabad from May 23 to 25.", "Legal experts meet", "2018-05-23 2018-05-25", EVENT_MEETING, "PK", MODALITY_HAPPENED},
	{1, "Drills follow in September.", "Drills in September", "2018-09", EVENT_EXERCISE, "RU IN PK", MODALITY_ANNOUNCED},
	{2, "India and Pakistan join the organisation in Astana.", "India and Pakistan join", "2017-06-09", EVENT_ACCESSION, "KZ IN PK", MODALITY_HAPPENED},
	{3, "The border treaty of 1996 was signed\nin Shanghai.", "Border treaty signed", "1996", EVENT_AGREEMENT, "CN", MODALITY_HAPPENED},
	{3, "A U.S. observer left; an échange was held.", "Observer leaves", "", EVENT_OTHER, "US", MODALITY_DENIED},
	{4, "普京主持会议。", "普京主持会议", "2020-11-10", EVENT_MEETING, "RU", MODALITY_HAPPENED},
	{5, "The end of it.", "The end", "-0044-03-15", EVENT_OTHER, "", MODALITY_HYPOTHETICAL},
};

static struct interval interval_of(const char *text)
{
	struct str rest = str_of(text), from, to;
	struct interval a = INTERVAL_NONE, b;
	enum precision p;
	if (!text[0])
		return a;
	str_split(&rest, ' ', &from);
	assert_true(interval_parse(from, &a, &p));
	if (str_split(&rest, ' ', &to)) {
		assert_true(interval_parse(to, &b, &p));
		a.to = b.to;
	}
	return a;
}

static struct event event_of(const struct told *t, struct str text, struct arena *arena)
{
	size_t at = str_find(text, str_of(t->passage), 0);
	assert_true(at != SIZE_MAX);
	struct event e = {
		.span = {(uint32_t)at, (uint32_t)(at + strlen(t->passage))},
		.headline = str_of(t->headline),
		.kind = t->kind,
		.when = interval_of(t->when),
		.date = -1,
		.modality = t->modality,
	};
	e.countries = arena_alloc(arena, 8, sizeof *e.countries);
	struct str rest = str_of(t->countries), code;
	while (str_split(&rest, ' ', &code))
		if (code.n == 2)
			memcpy(e.countries[e.country_count++].code, code.p, 2);
	return e;
}

static void add_article(struct store *s, int number)
{
	struct arena arena = ARENA_INIT;
	struct article a = {
		.title = str_of(articles[number - 1].title),
		.source = str_of(articles[number - 1].source),
		.text = str_of(articles[number - 1].text),
		.reader = "text",
	};
	digest_text(a.text, a.id);
	struct event found[8];
	struct extraction x = {.published = {.when = interval_of(articles[number - 1].published)}, .events = found};
	for (size_t i = 0; i < sizeof events / sizeof *events; i++)
		if (events[i].article == number)
			found[x.event_count++] = event_of(&events[i], a.text, &arena);
	int64_t row;
	bool known;
	assert_true(store_add(s, &a, &x, NULL, &row, &known, NULL));
	assert_int_equal(row, number);
	arena_free(&arena);
}

static int query_setup(void **state)
{
	unlink(CORPUS);
	unlink(CORPUS "-wal");
	unlink(CORPUS "-shm");
	struct store *s;
	assert_true(store_open(CORPUS, STORE_WRITE, &s, NULL));
	assert_true(store_begin(s, NULL));
	for (int i = 1; i <= 5; i++)
		add_article(s, i);
	struct link l = {store_event_row(1, 0), store_event_row(2, 0), LINK_SERIES, 80, STR("a series"), false};
	assert_true(store_add_link(s, &l, NULL));
	assert_true(store_commit(s, NULL));
	*state = s;
	return 0;
}

static int query_teardown(void **state)
{
	store_close(*state);
	return 0;
}

static struct result *run(struct store *s, const char *text)
{
	struct query *q = NULL;
	struct result *r = NULL;
	struct error err = ERROR_INIT;
	if (!query_parse(str_of(text), &q, &err) || !query_run(s, q, NULL, &r, &err))
		fail_msg("%s: %s", text, err.msg);
	query_free(q);
	return r;
}

static void assert_rows(struct store *s, const char *text, const char *want)
{
	struct result *r = run(s, text);
	struct buf got = BUF_INIT;
	for (size_t i = 0; i < r->count; i++) {
		struct row row = result_row(r, i);
		buf_addf(&got, "%s%lld", i ? " " : "", (long long)row.article);
		if (row.type == ROW_EVENT)
			buf_addf(&got, "%c", (char)('a' + store_event_index(row.id)));
	}
	if (strcmp(buf_cstr(&got), want) != 0)
		fail_msg("%s\n  gives %s\n  wants %s", text, buf_cstr(&got), want);
	buf_free(&got);
	result_free(r);
}

static const struct {
	const char *query, *rows;
} meaning_rows[] = {
	{"", "5a 3a 2 2a 1 1a 1b 4 4a 5 3 3b"},
	{"  \t ", "5a 3a 2 2a 1 1a 1b 4 4a 5 3 3b"},
	/* words: literal, smart case, whole */
	{"experts", "1 1a"},
	{"Experts", "1"},          /* the title; the headline and the text have it small */
	{"expert", ""},
	{"islamabad", "1 1a"},
	{"ISLAMABAD", ""},
	{"join", "2 2a"},
	{"\"experts meet\"", "1 1a"},
	{"\"signed in shanghai\"", "3a 3"}, /* a phrase over a line's end */
	{"don't", "2"},            /* the text has a curly apostrophe */
	{"U.S.", "3 3b"},
	{"UxS.", ""},
	{"échange", "3 3b"},
	{"ÉCHANGE", ""},
	{"e\xCC\x81" "change", "3 3b"}, /* typed as e and an accent; the text has é */
	{"合作", "4"},             /* no spaces, no boundaries */
	{"普京", "4 4a"},
	{"India Pakistan", "2 2a"},
	{"';DROP TABLE article;--", ""},
	{"\"% _ * NEAR\"", ""},
	{"-experts kind:meeting", "4a"},
	{"-\"experts meet\" -india", "5a 3a 1b 4 4a 5 3 3b"},
	/* patterns */
	{"/expert(s)? (meet|met)/", "1 1a"},
	{"/^Drills/", "1 1b"},
	{"/in$/", "2 2a"},         /* title and headline end so */
	{"/signed$/", "3a 3"},
	{"/India\\/Pakistan/", ""},
	{"/(?<=in )Astana/", "2 2a"},
	{"/(\\w)\\1end/", ""},
	{"-/e/", "4 4a"},
	/* fields */
	{"country:PK", "2a 1a 1b"},
	{"country:Pakistan", "2a 1a 1b"},
	{"country:\"United States\"", "3b"},
	{"country:PK+IN", "2a 1b"},
	{"country:PK+IN,CN", "3a 2a 1b"},
	{"country:pk,us", "2a 1a 1b 3b"},
	{"-country:PK", "5a 3a 4 4a 5 3 3b"}, /* not the reports 1 and 2: their events name it */
	{"-country:PK+IN", "5a 3a 1a 4 4a 5 3 3b"},
	{"-country:PK kind:meeting", "4a"},
	{"-country:PK,CN is:report", "4 5"},
	{"from:2018", "1 1a 1b 4 4a 5"},
	{"to:2018-05-23", "5a 3a 2 2a 1 1a"},
	{"on:2018-05-24", "1a"},
	{"on:2018-09-15", "1b"},
	{"from:2018-05 to:2018-05", "1 1a"},
	{"from:2010s", "2 2a 1 1a 1b 4 4a 5"},
	{"to:-0001", "5a"},
	{"-from:2018", "5a 3a 2 2a 3 3b"},
	{"kind:meeting", "1a 4a"},
	{"kind:exercise,accession", "2a 1b"},
	{"source:\"desk a\"", "5a 1 1a 1b 5"},
	{"source:\"desk c\"", "3a 3 3b"},
	{"source:C", "3a 3 3b"}, /* whole words of the name will do */
	{"-source:\"desk A\"", "3a 2 2a 4 4a 3 3b"},
	{"is:undated", "3 3b"},
	{"is:report", "2 1 4 5 3"},
	{"-is:report", "5a 3a 2a 1a 1b 4a 3b"},
	{"is:announced", "1b"},
	{"is:open", "1b"},
	{"-is:open kind:exercise", ""},
	{"is:announced,denied", "1b 3b"},
	{"is:starred", ""},
	{"tag:x", ""},
	{"link:series", "2a 1a"},
	{"link:same", ""},
	{"country:PK from:2018 /drills/", "1b"},
};

static void test_meaning(void **state)
{
	for (size_t i = 0; i < sizeof meaning_rows / sizeof *meaning_rows; i++)
		assert_rows(*state, meaning_rows[i].query, meaning_rows[i].rows);
}

static const struct {
	const char *query;
	int column;
	const char *says;
} refusals_rows[] = {
	{"contry:PK", 0, "did you mean `country:`"},
	{"border contry:PK", 7, "did you mean `country:`"},
	{"-form:2018", 1, "did you mean `from:`"},
	{"http://example.org", 0, "quotes"},
	{"x colour:red", 2, "fields are country from to"},
	{"country:Pakistn", 8, "did you mean `country:Pakistan`"},
	{"country:PK+\"Untied States\"", 11, "did you mean `country:\"United States\"`"},
	{"country:Atlantis", 8, "give a code"},
	{"country:", 8, "a value is missing"},
	{"country:PK,", 11, "a value is missing"},
	{"country:PK+,IN", 11, "a value is missing"},
	{"kind:meating", 5, "did you mean `kind:meeting`"},
	{"kind:zebra", 5, "it is one of other, meeting"},
	{"is:stared", 3, "did you mean `is:starred`"},
	{"link:seires", 5, "did you mean `link:series`"},
	{"from:nonsense", 5, "is no date; write 2018"},
	{"on:2018-02-30", 3, "is no date"},
	{"to:12018", 3, "is no date"},
	{"tag:", 4, "a value is missing"},
	{"\"open", 0, "quote at column 1 is not closed"},
	{"x -\"open", 3, "quote at column 4 is not closed"},
	{"source:\"desk", 7, "quote at column 8 is not closed"},
	{"a /open", 2, "/ at column 3 is not closed"},
	{"/a\\/", 0, "/ at column 1 is not closed"},
	{"/trailing\\", 0, "/ at column 1 is not closed"},
	{"//", 0, "nothing between the slashes"},
	{"\"  \"", 0, "nothing between the quotes"},
	{"/a/b", 3, "a space must follow the pattern"},
	{"\"a\"b", 3, "a space must follow the quote"},
	{"-", 0, "nothing to leave out"},
	{"a - b", 2, "nothing to leave out"},
	{"/RATS(/", 6, "missing closing parenthesis"},
	{"x /a[b/", 6, "class at column 7"},
	{"/a\\Cb/", 4, "\\C"},
	{"x \xFF", 2, "UTF-8"},
};

static void test_refusals(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof refusals_rows / sizeof *refusals_rows; i++) {
		struct query *q = NULL;
		struct error err = ERROR_INIT;
		if (query_parse(str_of(refusals_rows[i].query), &q, &err))
			fail_msg("%s: accepted", refusals_rows[i].query);
		assert_null(q);
		assert_int_equal(err.code, ERROR_USAGE);
		if (err.column != refusals_rows[i].column || !strstr(err.msg, refusals_rows[i].says))
			fail_msg("%s\n  says at %d: %s\n  wants at %d: %s", refusals_rows[i].query, err.column, err.msg, refusals_rows[i].column, refusals_rows[i].says);
	}
}

static void assert_parse_ends(struct str text)
{
	struct query *q = NULL, *again;
	struct error err = ERROR_INIT;
	if (query_parse(text, &q, &err)) {
		/* what a query says of itself means the same again */
		if (!query_parse(query_text(q), &again, &err) || !str_eq(query_text(again), query_text(q)))
			fail_msg("%.*s\n  says %.*s\n%s", STR_ARG(text), STR_ARG(query_text(q)), err.msg);
		query_free(again);
		query_free(q);
		return;
	}
	assert_null(q);
	assert_int_equal(err.code, ERROR_USAGE);
	assert_in_range(err.column, 0, text.n);
}

/* A megabyte of anything is refused or read, soon. */
static void test_long_queries(void **state)
{
	(void)state;
	static const char *const pieces[] = {"x", "x ", "\"", "/", "(", "country:PK,", "-", "tag:a ", "\\", "{", "[", "/((/ ", "\xFF"};
	for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
		struct buf b = BUF_INIT;
		while (b.n < 1000000)
			buf_add_cstr(&b, pieces[i]);
		assert_parse_ends(buf_str(&b));
		buf_free(&b);
	}
}

static void test_random_queries(void **state)
{
	(void)state;
	static const char *const pieces[] = {"a", "-", "/", "\"", "\\", ":", "country:", "PK", "+", ",", "from:", "2018", "-05", "kind:", "is:", " ", " ",
					     "starred", "(", ")", "[", "*", "link:", "source:", "tag:", "\xC3", "\xC3\xA9", "\n", "合", "'"};
	uint64_t random = 7;
	for (int i = 0; i < 20000; i++) {
		struct buf b = BUF_INIT;
		for (random = random * 6364136223846793005u + 1442695040888963407u; (random >> 40) % 8; ) {
			buf_add_cstr(&b, pieces[(random >> 33) % (sizeof pieces / sizeof *pieces)]);
			random = random * 6364136223846793005u + 1442695040888963407u;
		}
		assert_parse_ends(buf_str(&b));
		buf_free(&b);
	}
}

static void test_unknown_source(void **state)
{
	struct query *q;
	struct result *r = NULL;
	struct error err = ERROR_INIT;
	assert_true(query_parse(STR("kind:meeting source:\"desk X\""), &q, &err));
	assert_false(query_run(*state, q, NULL, &r, &err));
	assert_int_equal(err.code, ERROR_USAGE);
	assert_non_null(strstr(err.msg, "did you mean `source:\"desk A\"`"));
	query_free(q);
	assert_true(query_parse(STR("source:des"), &q, &err)); /* but no parts of words */
	assert_false(query_run(*state, q, NULL, &r, &err));
	query_free(q);
}

static void test_text_again(void **state)
{
	(void)state;
	static const struct {
		const char *query, *text;
	} rows[] = {
		{"", ""},
		{"  border\t -\"two words\"  ", "border -\"two words\""},
		{"country:pakistan+in,\"United States\" /border/", "country:PK+IN,US /border/"},
		{"KIND:Meeting,attack is:Starred", "kind:meeting,attack is:starred"},
		{"from:2018 to:2020-06 -on:2018-05", "from:2018 to:2020-06 -on:2018-05"},
		{"source:\"desk A\" tag:x link:same", "source:\"desk A\" tag:x link:same"},
		{"\"say \\\"no\\\"\" \"a:b\" \"-x\" \"/x\" \"one\"", "\"say \\\"no\\\"\" \"a:b\" \"-x\" \"/x\" one"},
		{"-/a\\/b c/", "-/a\\/b c/"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct query *q, *again;
		assert_true(query_parse(str_of(rows[i].query), &q, NULL));
		struct str text = query_text(q);
		if (!str_eq(text, str_of(rows[i].text)))
			fail_msg("%s\n  gives %.*s\n  wants %s", rows[i].query, STR_ARG(text), rows[i].text);
		assert_true(query_parse(text, &again, NULL));
		assert_true(str_eq(query_text(again), text));
		query_free(q);
		query_free(again);
	}
}

static void test_counts(void **state)
{
	struct result *r = run(*state, "");
	assert_int_equal(r->events, 7);
	assert_int_equal(r->reports, 5);
	assert_int_equal(r->articles, 5);
	assert_int_equal(r->total, 12);
	assert_int_equal(r->undecided, 0);
	assert_int_equal(r->country_count, 6);
	assert_string_equal(r->countries[0].code, "PK");
	assert_int_equal(r->countries[0].events, 3);
	assert_string_equal(r->countries[1].code, "IN");
	assert_string_equal(r->countries[2].code, "RU");
	assert_string_equal(r->countries[3].code, "CN");
	result_free(r);
	r = run(*state, "country:CN");
	assert_int_equal(r->total, 12);
	assert_int_equal(r->country_count, 1);
	result_free(r);
}

static void test_undecided(void **state)
{
	/* exponential: some article's answer is given up, the others stand */
	struct result *r = run(*state, "/^(a|aa)+[.?]$|Astana/");
	assert_int_equal(r->undecided, 1);
	assert_int_equal(r->count, 2);
	result_free(r);
	/* a definite no is no doubt, and what is undecided is not taken for absent either */
	r = run(*state, "/^(a|aa)+[.?]$/ nowhere");
	assert_int_equal(r->undecided, 0);
	result_free(r);
	r = run(*state, "-/^(a|aa)+[.?]$/ is:report");
	assert_int_equal(r->undecided, 1);
	assert_int_equal(r->count, 4);
	result_free(r);
}

static void count_progress(void *ctx, size_t done, size_t all, size_t hits)
{
	size_t *seen = ctx;
	*seen = done;
	assert_int_equal(all, 12);
	assert_in_range(hits, 0, 12);
}

static void test_watch(void **state)
{
	atomic_bool cancel = true;
	size_t seen = 0;
	struct query_watch watch = {.cancel = &cancel, .progress = count_progress, .ctx = &seen, .near = INTERVAL_NONE};
	struct query *q;
	struct result *r = NULL;
	struct error err = ERROR_INIT;
	assert_true(query_parse(STR("/./"), &q, NULL));
	assert_false(query_run(*state, q, &watch, &r, &err));
	assert_int_equal(err.code, ERROR_INTERRUPTED);
	assert_null(r);
	cancel = false;
	assert_true(query_run(*state, q, &watch, &r, NULL));
	assert_int_equal(seen, 12);
	result_free(r);
	query_free(q);
}

/* The beginning of a corpus tells of its rows what all of them tell. */
static void test_beginning(void **state)
{
	struct result *all = run(*state, ""), *r;
	assert_true(query_beginning(*state, 1000, 1000, &r, NULL));
	assert_null(r);
	assert_true(query_beginning(*state, 0, 3, &r, NULL));
	assert_non_null(r);
	assert_int_equal(r->count, all->count);
	assert_int_equal(r->events, all->events);
	assert_int_equal(r->articles, all->articles);
	assert_int_equal(r->run_count, all->run_count);
	assert_memory_equal(r->runs, all->runs, all->run_count * sizeof *all->runs);
	assert_int_equal(r->country_count, all->country_count);
	for (size_t i = 0; i < all->country_count; i++) {
		assert_string_equal(r->countries[i].code, all->countries[i].code);
		assert_int_equal(r->countries[i].events, all->countries[i].events);
	}
	assert_true(all->count > 3);
	for (size_t i = 0; i < all->count; i++) {
		struct row a = result_row(r, i), b = result_row(all, i);
		if (i < 3)
			assert_memory_equal(&a, &b, sizeof a);
		else
			assert_int_equal(a.id, 0); /* it is not there */
	}
	result_free(r);
	result_free(all);
}

static void test_row_text(void **state)
{
	struct result *r = run(*state, "\"india and pakistan\"");
	struct row first = result_row(r, 0), second = result_row(r, 1);
	struct arena arena = ARENA_INIT;
	struct row_text t;
	assert_true(query_row_text(*state, &first, &arena, &t, NULL));
	assert_true(str_eq(t.headline, STR("Two join")));
	assert_int_equal(t.country_count, 0);
	assert_true(query_row_text(*state, &second, &arena, &t, NULL));
	assert_true(str_eq(t.headline, STR("India and Pakistan join")));
	assert_true(str_eq(t.source, STR("desk B")));
	assert_int_equal(t.country_count, 3);
	assert_string_equal(t.countries[0], "KZ");
	assert_int_equal(t.series, 1);
	assert_int_equal(t.same, 0);
	arena_free(&arena);
	result_free(r);
}

static void test_hits(void **state)
{
	(void)state;
	static const struct {
		const char *query, *text, *hits;
	} rows[] = {
		{"", "anything", ""},
		{"border", "Border, borders, the border", "0-6 21-27"},
		{"/bo\\w+/ the", "border the borders", "0-6 7-10 11-18"},
		{"/x*/", "axxb", "1-3"},
		{"/ab|b/ /bc/", "abc bc", "0-2 4-6"},
		{"-border treaty country:PK", "border treaty", "7-13"},
		{"\"a  b\"", "a\n b", "0-4"},
		{"合作", "上海合作组织", "6-12"},
		{"caf\xC3\xA9", "cafe cafe\xCC\x81 caf\xC3\xA9s caf\xC3\xA9", "5-11 19-24"},
		{"cafe", "cafe\xCC\x81 cafe", "7-11"}, /* an accent is part of its word */
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct query *q;
		assert_true(query_parse(str_of(rows[i].query), &q, NULL));
		struct span hits[8];
		size_t n = query_hits(q, str_of(rows[i].text), hits, 8);
		struct buf got = BUF_INIT;
		for (size_t k = 0; k < n; k++)
			buf_addf(&got, "%s%u-%u", k ? " " : "", hits[k].begin, hits[k].end);
		assert_string_equal(buf_cstr(&got), rows[i].hits);
		assert_int_equal(query_hits(q, str_of(rows[i].text), hits, 1), n < 1 ? n : 1);
		buf_free(&got);
		query_free(q);
	}
}

/* What a list line says of the only announced event. */
static void assert_line(struct store *s, bool open, const char *outcome)
{
	struct result *r = run(s, "is:announced");
	struct arena arena = ARENA_INIT;
	struct row_text t;
	char date[40] = "";
	assert_int_equal(r->count, 1);
	struct row row = result_row(r, 0);
	assert_true(query_row_text(s, &row, &arena, &t, NULL));
	assert_int_equal(t.open, open);
	if (interval_known(t.outcome))
		interval_format(t.outcome, t.outcome_precision, false, date);
	assert_string_equal(date, outcome);
	arena_free(&arena);
	result_free(r);
}

/* The last of the tests: it adds links. */
static void test_open(void **state)
{
	struct store *s = *state;
	struct link same = {store_event_row(1, 1), store_event_row(4, 0), LINK_SAME, 80, STR("told as done"), false};
	assert_rows(s, "is:open", "1b");
	assert_line(s, true, "");
	assert_true(store_begin(s, NULL));
	assert_true(store_add_link(s, &(struct link){store_event_row(2, 0), store_event_row(4, 0), LINK_OUTCOME, 80, STR("of no announcement"), false}, NULL));
	assert_true(store_commit(s, NULL));
	assert_rows(s, "is:open", "1b");
	assert_true(store_begin(s, NULL));
	assert_true(store_add_link(s, &same, NULL));
	assert_true(store_commit(s, NULL));
	assert_rows(s, "is:open", "");
	assert_line(s, false, "2020-11-10");
	assert_rows(s, "is:announced -is:open", "1b");
}

/* ---- making links ready, in pieces ---- */

#define PIECES "test_query.pieces"
enum { PIECES_ARTICLES = 3, PIECES_EVENTS = 8000, PIECES_LINKS = 6000 };

static void pieces_add(struct store *s, int number)
{
	struct buf text = BUF_INIT;
	struct event *found = mem_zero(PIECES_EVENTS, sizeof *found);
	buf_addf(&text, "%*d", PIECES_EVENTS, number);
	for (uint32_t i = 0; i < PIECES_EVENTS; i++)
		found[i] = (struct event){.span = {i, i + 1}, .when = interval_day((int32_t)(i * 7 % 1000)), .date = -1,
					  .modality = i % 3 ? MODALITY_HAPPENED : MODALITY_ANNOUNCED};
	struct article a = {.text = buf_str(&text), .reader = "text"};
	struct extraction x = {.published = {.when = INTERVAL_NONE}, .events = found, .event_count = PIECES_EVENTS};
	digest_text(a.text, a.id);
	int64_t row;
	bool known;
	assert_true(store_add(s, &a, &x, NULL, &row, &known, NULL));
	mem_free(found);
	buf_free(&text);
}

static void pieces_link(struct store *s, size_t i)
{
	int64_t from = store_event_row(1 + (int64_t)(i % PIECES_ARTICLES), i * 31 % PIECES_EVENTS);
	int64_t to = store_event_row(1 + (int64_t)(i / 3 % PIECES_ARTICLES), i * 17 % PIECES_EVENTS);
	enum link_kind kind = i % 2 ? LINK_SAME : (enum link_kind)(i / 2 % LINK_KIND_COUNT);
	if (from != to)
		assert_true(store_add_link(s, &(struct link){from, to, kind, 80, STR("made"), false}, NULL));
}

static struct store *pieces_corpus(void)
{
	struct store *s;
	unlink(PIECES);
	assert_true(store_open(PIECES, STORE_WRITE, &s, NULL));
	assert_true(store_begin(s, NULL));
	for (int i = 1; i <= PIECES_ARTICLES; i++)
		pieces_add(s, i);
	for (size_t i = 0; i < PIECES_LINKS; i++)
		pieces_link(s, i);
	assert_true(store_commit(s, NULL));
	return s;
}

/* A reader that has answered a query, and then was stopped so often while it made its links ready. */
static struct store *pieces_reader(int stops)
{
	struct store *s;
	struct error err = ERROR_INIT;
	atomic_bool stop = true;
	struct query_watch watch = {.cancel = &stop};
	assert_true(store_open(PIECES, STORE_READ, &s, NULL));
	result_free(run(s, ""));
	for (int i = 0; i < stops; i++) {
		assert_false(query_keep_links(s, 0, &watch, &err));
		assert_int_equal(err.code, ERROR_INTERRUPTED);
	}
	return s;
}

static void pieces_compare(struct store *a, struct store *b)
{
	static const char *const queries[] = {"link:same", "link:series", "link:outcome", "is:open", "is:announced -is:open", "-link:same"};
	for (size_t i = 0; i < sizeof queries / sizeof *queries; i++) {
		struct result *x = run(a, queries[i]), *y = run(b, queries[i]);
		assert_true(x->count > 0);
		assert_int_equal(x->count, y->count);
		for (size_t k = 0; k < x->count; k++)
			assert_int_equal(result_row(x, k).id, result_row(y, k).id);
		result_free(x);
		result_free(y);
	}
}

/* However often and wherever it is stopped, it goes on, and comes to the same; and no state of the corpus is mixed with another. */
static void test_links_in_pieces(void **state)
{
	(void)state;
	enum { MANY = 1000 };
	atomic_bool stop = true;
	struct query_watch watch = {.cancel = &stop};
	struct store *writer = pieces_corpus(), *plain = pieces_reader(0), *pieces = pieces_reader(0), *changed = pieces_reader(4);
	int stops = 0;
	assert_true(query_keep_links(pieces, 1000 * 1000, &watch, NULL)); /* too small to matter */
	while (stops < MANY && !query_keep_links(pieces, 0, &watch, NULL))
		stops++;
	assert_in_range(stops, 8, MANY - 1);
	pieces_compare(plain, pieces);
	for (int i = 1; i <= stops; i++) { /* a query finds it half made */
		struct store *half = pieces_reader(i);
		pieces_compare(plain, half);
		store_close(half);
	}
	assert_true(store_begin(writer, NULL));
	for (size_t i = 0; i < 100; i++)
		pieces_link(writer, PIECES_LINKS + i);
	assert_true(store_commit(writer, NULL));
	assert_true(query_keep_links(changed, 0, &watch, NULL)); /* of a state that is gone */
	pieces_compare(plain, changed);
	store_close(changed);
	store_close(pieces);
	store_close(plain);
	store_close(writer);
	unlink(PIECES);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_long_queries), cmocka_unit_test(test_random_queries),
		cmocka_unit_test(test_meaning),    cmocka_unit_test(test_refusals), cmocka_unit_test(test_unknown_source),
		cmocka_unit_test(test_text_again), cmocka_unit_test(test_counts),   cmocka_unit_test(test_undecided),
		cmocka_unit_test(test_watch),      cmocka_unit_test(test_beginning), cmocka_unit_test(test_row_text), cmocka_unit_test(test_hits),
		cmocka_unit_test(test_open),       cmocka_unit_test(test_links_in_pieces),
	};
	return cmocka_run_group_tests_name("query", tests, query_setup, query_teardown);
}
