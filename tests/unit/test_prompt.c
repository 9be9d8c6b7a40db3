/* The line editor: keys in, the line with its cursor (a bar) out. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "store/query.h"
#include "app/action.h"
#include "ui/line.h"

/* Plays keys with blanks between; returns the last event. */
static enum prompt_event play(struct prompt *p, const char *keys)
{
	enum prompt_event event = PROMPT_NOTHING;
	struct str rest = str_of(keys), key;
	while (str_split(&rest, ' ', &key)) {
		char name[32];
		snprintf(name, sizeof name, "%.*s", STR_ARG(key));
		event = prompt_key(p, name);
	}
	return event;
}

static void expect(const struct prompt *p, const char *line)
{
	char got[200];
	snprintf(got, sizeof got, "%.*s|%s", (int)p->cursor, buf_cstr(&p->text), buf_cstr(&p->text) + p->cursor);
	assert_string_equal(got, line);
}

static void test_editing(void **state)
{
	(void)state;
	static const struct {
		const char *text, *keys, *line;
		enum prompt_event event;
	} rows[] = {
		{"", "a b Space c", "ab c|", PROMPT_CHANGED},
		{"abc", "Left X", "abX|c", PROMPT_CHANGED},
		{"abc", "C-a X End Y", "XabcY|", PROMPT_CHANGED},
		{"abc", "Home Delete C-d", "|c", PROMPT_CHANGED},
		{"abc", "Backspace", "ab|", PROMPT_CHANGED},
		{"abc", "Delete", "abc|", PROMPT_NOTHING},
		{"", "Backspace", "|", PROMPT_DROP},
		{"abc", "Esc", "abc|", PROMPT_DROP},
		{"abc", "Enter", "abc|", PROMPT_KEEP},
		{"one two  ", "C-w", "one |", PROMPT_CHANGED},
		{"one two", "C-w C-w C-w", "|", PROMPT_NOTHING},
		{"one two", "M-b C-k", "one |", PROMPT_CHANGED},
		{"one two", "C-a M-f C-u", "| two", PROMPT_CHANGED},
		{"日本e\xCC\x81", "Backspace", "日本|", PROMPT_CHANGED}, /* a cluster at a time */
		{"日本e\xCC\x81", "Left Left X", "日X|本e\xCC\x81", PROMPT_CHANGED},
		{"ab", "F5 PgDn Tab", "ab|", PROMPT_NOTHING},
		{"", "\xff", "\xEF\xBF\xBD|", PROMPT_CHANGED},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct prompt p = {0};
		prompt_open(&p, PROMPT_SEARCH, str_of(rows[i].text));
		assert_int_equal(play(&p, rows[i].keys), rows[i].event);
		expect(&p, rows[i].line);
		prompt_free(&p);
	}
}

static void test_past(void **state)
{
	(void)state;
	struct prompt p = {0};
	static const char *const kept[] = {"first", "second", "second", ""};
	for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
		prompt_open(&p, PROMPT_SEARCH, str_of(kept[i]));
		prompt_close(&p, true);
	}
	prompt_open(&p, PROMPT_SEARCH, STR("not kept"));
	prompt_close(&p, false);
	prompt_open(&p, PROMPT_SEARCH, STR("dra"));
	play(&p, "f t Up");
	expect(&p, "second|");
	assert_int_equal(play(&p, "C-p"), PROMPT_CHANGED);
	expect(&p, "first|");
	assert_int_equal(play(&p, "Up"), PROMPT_NOTHING);
	play(&p, "Down Down");
	expect(&p, "draft|");
	assert_int_equal(play(&p, "Down"), PROMPT_NOTHING);
	prompt_close(&p, false);
	prompt_open(&p, PROMPT_FILTER, STR(""));
	assert_int_equal(play(&p, "Up"), PROMPT_NOTHING); /* each kind has its own */
	prompt_free(&p);
}

/* Above the line is what was kept, below it what it could become; a line that was taken from above and changed is new. */
static void test_past_and_offers(void **state)
{
	(void)state;
	static const struct {
		const char *keys, *line;
	} rows[] = {
		{"Up", "sort newest|"},     {"Up Up", "mark|"},           {"Up Up Down", "sort newest|"},
		{"Up Down", "sta|"},        {"Up Down Down", "star|"},    {"Up Down Down Up Up", "sort newest|"},
		{"Up C-u q u i Down", "quit|"}, {"Up Backspace Up", "sort newest|"}, {"Up Backspace Up Down", "sort newes|"},
		{"Down Enter", "star|"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct prompt p = {0};
		prompt_remember(&p, PROMPT_COMMAND, STR("mark"));
		prompt_remember(&p, PROMPT_COMMAND, STR("sort newest"));
		prompt_open(&p, PROMPT_COMMAND, STR("sta"));
		play(&p, rows[i].keys);
		expect(&p, rows[i].line);
		prompt_free(&p);
	}
}

/* Tab in the filter line. What is offered is what the query takes: test_offers_are_queries. */
static void test_completion(void **state)
{
	(void)state;
	static const struct {
		const char *text, *keys, *line;
	} rows[] = {
		{"cou", "Tab", "country:|"},
		{"country:pak", "Tab", "country:PK|"},
		{"country:IN", "Tab", "country:IN|"},
		{"country:ind", "Tab Tab", "country:IN|"},
		{"country:ind", "Tab", "country:ID|"}, /* by code: Indonesia, India */
		{"country:ind", "S-Tab", "country:IN|"},
		{"country:PK+chin", "Tab", "country:PK+CN|"},
		{"country:PK,chin", "Tab Space x", "country:PK,CN x|"},
		{"border -kind:mee", "Tab", "border -kind:meeting|"},
		{"link:o", "Tab", "link:outcome|"},
		{"is:u", "Tab", "is:undated|"},
		{"is:re", "Tab Tab", "is:report|"},
		{"is:rej", "Tab", "is:rejected|"},
		{"from:2018 fr", "Tab", "from:2018 from:|"},
		{"", "Tab Tab Tab", "is:|"},
		{"", "Tab S-Tab S-Tab", "tag:|"},
		{"zzz", "Tab", "zzz|"},
		{"source:d", "Tab", "source:d|"},
		{"a b", "Left Left Tab", "a| b"},
		/* down into what is offered, up again to what was typed */
		{"country:ind", "Down", "country:ID|"},
		{"country:ind", "Down Down", "country:IN|"},
		{"country:ind", "Down C-n Down", "country:IN|"}, /* the last: only Tab goes round */
		{"country:ind", "Down Down Up", "country:ID|"},
		{"country:ind", "Down Down Up C-p", "country:ind|"},
		{"country:ind", "Tab Down", "country:IN|"},
		{"country:ind", "Down Up Up", "country:ind|"}, /* nothing was kept before */
		{"country:ind", "Down Up Down", "country:ID|"},
		{"x country:ind y", "Left Left Down Up a", "x country:inda| y"},
		{"country:ind", "Down Space", "country:ID |"},
		{"zzz", "Down", "zzz|"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct prompt p = {0};
		prompt_open(&p, PROMPT_FILTER, str_of(rows[i].text));
		play(&p, rows[i].keys);
		expect(&p, rows[i].line);
		prompt_free(&p);
	}
}

/* What else Tab offers, and what it knows of the corpus and the notes. */
static void test_other_completions(void **state)
{
	(void)state;
	static struct str sources[] = {{"Asia Wire", 9}, {"sample desk A", 13}, {"Times", 5}}, tags[] = {{"for later", 9}, {"key", 3}};
	static struct note_search searches[] = {{{"border talks", 12}, {"/border/", 8}}, {{"uzbek", 5}, {"country:UZ", 10}}};
	struct names_known names = {.sources = sources, .source_count = 3, .tags = tags, .tag_count = 2, .searches = searches,
				    .search_count = 2};
	struct country_count counts[] = {{"PK", 8}, {"IN", 7}};
	struct result all = {.countries = counts, .country_count = 2};
	static const struct {
		enum prompt_kind kind;
		const char *text, *keys, *line;
	} rows[] = {
		{PROMPT_FILTER, "source:t", "Tab", "source:Times|"},
		{PROMPT_FILTER, "source:desk", "Tab", "source:\"sample desk A\"|"},
		{PROMPT_FILTER, "kind:visit source:\"sample d", "Tab", "kind:visit source:\"sample desk A\"|"},
		{PROMPT_FILTER, "-tag:f", "Tab", "-tag:\"for later\"|"},
		{PROMPT_FILTER, "/country:/ tag:", "Tab Tab", "/country:/ tag:key|"},
		{PROMPT_FILTER, "/a country:", "Tab", "/a country:|"}, /* within a pattern nothing is offered */
		{PROMPT_FILTER, "country:", "Tab", "country:PK|"},
		{PROMPT_FILTER, "country:", "Tab Tab", "country:IN|"},
		{PROMPT_FILTER, "country:ind", "Tab", "country:IN|"},
		{PROMPT_COMMAND, "correct-d", "Tab", "correct-date|"},
		{PROMPT_COMMAND, "hit", "Tab", "next-hit|"},
		{PROMPT_COMMAND, "filter cou", "Tab", "filter cou|"},
		{PROMPT_SAVED, "talk", "Tab", "border talks|"},
		{PROMPT_SAVED, "", "Tab Tab", "uzbek|"},
		{PROMPT_TAG, "key, la", "Tab", "key, for later|"},
		{PROMPT_TAG, "-k", "Tab", "-key|"},
		{PROMPT_COUNTRIES, "PK:h", "Tab", "PK:host|"},
		{PROMPT_COUNTRIES, "PK:host ind", "Tab", "PK:host IN|"},
		{PROMPT_KIND, "mee", "Tab", "meeting|"},
		{PROMPT_NOTE, "key", "Tab", "key|"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct prompt p = {.known = {&names, &all}};
		prompt_open(&p, rows[i].kind, str_of(rows[i].text));
		play(&p, rows[i].keys);
		expect(&p, rows[i].line);
		prompt_free(&p);
	}
}

/* What is offered all the time follows what is typed. */
static void test_offered(void **state)
{
	(void)state;
	struct prompt p = {0};
	prompt_open(&p, PROMPT_COMMAND, STR(""));
	assert_int_equal(p.offers.v.n, ACTION_COUNT);
	play(&p, "s t a");
	assert_int_equal(p.offers.v.n, 1);
	assert_true(str_eq(p.offers.v.v[0].text, STR("star")));
	play(&p, "C-w z z");
	assert_int_equal(p.offers.v.n, 0);
	prompt_free(&p);
}

/* Enter where names are listed: what it takes, or what it says; the prompt stays open as long as it says something. */
static void test_enter_on_a_list(void **state)
{
	(void)state;
	static struct note_search searches[] = {{{"uzbek", 5}, {"country:UZ", 10}}, {{"border talks", 12}, {"/border/", 8}}};
	static const struct {
		enum prompt_kind kind;
		size_t searches;
		const char *typed, *line, *says;
	} rows[] = {
		{PROMPT_SAVED, 1, "", "uzbek|", ""},
		{PROMPT_SAVED, 2, "", "|", "Tab goes through what is listed; Esc leaves"},
		{PROMPT_SAVED, 2, "bor", "border talks|", ""},
		{PROMPT_SAVED, 0, "", "|", "there is none yet; Esc leaves"},
		{PROMPT_FORGET, 1, "", "|", "Tab goes through what is listed; Esc leaves"}, /* what goes is named */
		{PROMPT_FORGET, 0, "", "|", "there is none yet; Esc leaves"},
		{PROMPT_SORT, 0, "", "|", "Tab goes through what is listed; Esc leaves"},
		{PROMPT_SORT, 0, "imp", "importance|", ""},
		{PROMPT_SAVE, 0, "", "|", "type a name to save it under; Esc leaves"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct names_known names = {.searches = searches, .search_count = rows[i].searches};
		struct prompt p = {.known = {&names, NULL}};
		struct buf argument = BUF_INIT;
		struct model m;
		model_init(&m);
		buf_add_cstr(&m.filter.pattern, "border"); /* something to save */
		line_open(&p, &m, rows[i].kind);
		m.names = &names;
		line_event(&p, &m, prompt_type(&p, str_of(rows[i].typed)), &argument);
		prompt_offer(&p);
		line_event(&p, &m, prompt_key(&p, "Enter"), &argument);
		expect(&p, rows[i].line);
		assert_string_equal(m.fault.msg, rows[i].says);
		assert_int_equal(p.open, rows[i].says[0] != '\0');
		m.names = NULL;
		buf_free(&argument);
		model_free(&m);
		prompt_free(&p);
	}
}

static void test_offers_are_queries(void **state)
{
	(void)state;
	static const char *const begun[] = {"country:", "is:", "kind:", "link:"};
	for (size_t i = 0; i < sizeof begun / sizeof *begun; i++) {
		struct complete c = {0};
		complete_find(&c, COMPLETE_QUERY, NULL, str_of(begun[i]), strlen(begun[i]));
		assert_true(c.v.n > 3);
		for (size_t j = 0; j < c.v.n; j++) {
			struct buf text = BUF_INIT;
			struct query *q;
			struct error err = ERROR_INIT;
			buf_addf(&text, "%s%.*s", begun[i], STR_ARG(c.v.v[j].text));
			if (!query_parse(buf_str(&text), &q, &err))
				fail_msg("%s", err.msg);
			query_free(q);
			buf_free(&text);
		}
		complete_free(&c);
	}
}

static void test_limit(void **state)
{
	(void)state;
	struct prompt p = {0};
	char many[3000];
	memset(many, 'x', sizeof many);
	prompt_open(&p, PROMPT_FILTER, STR(""));
	assert_int_equal(prompt_type(&p, (struct str){many, sizeof many}), PROMPT_CHANGED);
	assert_int_equal(prompt_type(&p, (struct str){many, sizeof many}), PROMPT_NOTHING);
	assert_int_equal(p.text.n, sizeof many);
	prompt_free(&p);
}

/* The line over the row below it, as on a screen. */
static void test_drawing(void **state)
{
	(void)state;
	static const struct {
		const char *text, *info, *fault;
		int column, cursor;
		const char *shown;
	} rows[] = {
		{"RATS\\b", "3 events", NULL, 0, 8, " /RATS\\b                       3 events\n\n"},
		{"RATS(\\b", "3 events", "/RATS(\\b/: missing ) at column 5", 4, 9,
		 " /RATS(\\b                      3 events\n      ▲ missing )\n"},
		{"kin:x", "", "query: unknown field `kin:` at column 1; did you mean `kind:`?", 0, 7,
		 " /kin:x\n  ▲ unknown field `kin:`; did you mean…\n"},
		{"a\x1b(", "", "missing )", 2, 6, " /a^[(\n     ▲ missing )\n"},
		{"日本(", "", "missing )", 6, 7, " /日本(\n      ▲ missing )\n"},
		{"a very long pattern that is longer than the line(", "3 events", "missing )", 48, 39,
		 " /pattern that is longer than the line(\n                            missing ) ▲\n"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct prompt p = {0};
		struct canvas c;
		struct error fault = ERROR_INIT;
		struct buf got = BUF_INIT;
		canvas_init(&c, 40, 2);
		prompt_open(&p, PROMPT_SEARCH, str_of(rows[i].text));
		if (rows[i].fault)
			error_set_at(&fault, ERROR_USAGE, rows[i].column, "%s", rows[i].fault);
		prompt_draw(&p, &c, (struct rect){0, 0, 40, 1}, (struct rect){0, 1, 40, 1}, str_of(rows[i].info),
			    rows[i].fault ? &fault : NULL);
		canvas_dump(&c, &got);
		assert_string_equal(buf_cstr(&got), rows[i].shown);
		assert_int_equal(c.cursor_x, rows[i].cursor);
		buf_free(&got);
		canvas_free(&c);
		prompt_free(&p);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_editing),
		cmocka_unit_test(test_past), cmocka_unit_test(test_past_and_offers),
		cmocka_unit_test(test_completion),
		cmocka_unit_test(test_other_completions),
		cmocka_unit_test(test_offered), cmocka_unit_test(test_enter_on_a_list),
		cmocka_unit_test(test_offers_are_queries),
		cmocka_unit_test(test_limit),
		cmocka_unit_test(test_drawing),
	};
	return cmocka_run_group_tests_name("prompt", tests, NULL, NULL);
}
