/* (model, what happens) -> model, on the corpus of fixture.h: no terminal, no thread. */
#include "config.h"

#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "app/page.h"
#include "app/ask.h"
#include "app/edit.h"
#include "app/mark.h"
#include "app/nav.h"
#include "fixture.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

/* "timeline e2 4/13 day": pane, shown row (e event, r report), its place in the result, zoom. */
static void tell(const struct model *m, struct buf *out)
{
	struct spot s = model_shown(m);
	const struct result *r = model_result(m);
	buf_addf(out, "%s ", action_pane_name(m->focus));
	if (s.id)
		buf_addf(out, "%c%d", s.type == ROW_REPORT ? 'r' : 'e', (int)(s.type == ROW_REPORT ? s.id : (int64_t)store_event_index(s.id)));
	else
		buf_add_cstr(out, "-");
	buf_addf(out, " %zu/%zu %s%s%s", model_position(m), r ? r->count : 0, precision_name(m->unit),
		 m->outside ? " outside" : "", m->quit ? " quit" : "");
}

/* Words: names of actions, /text/ a search that is kept, /text? one that is dropped, =text a filter, @text a
 * date, %text an order. After each the answers arrive. */
static void play(struct model *m, const char *script)
{
	struct str rest = str_of(script), word;
	while (*script && str_split(&rest, ' ', &word)) {
		struct str inner = str_sub(word, 1, word.n - (word.p[0] == '/'));
		if (word.p[0] == '/' || word.p[0] == '=') {
			enum update_prompt prompt = word.p[0] == '/' ? UPDATE_SEARCH : UPDATE_FILTER;
			update_prompt_begin(m, prompt);
			fixture_feed(m);
			update_prompt_type(m, prompt, inner);
			fixture_feed(m);
			if (word.p[word.n - 1] == '?')
				update_prompt_drop(m);
			else
				update_prompt_keep(m);
		} else if (word.p[0] == '@') {
			update_date(m, inner);
		} else if (word.p[0] == '%') {
			update_sort(m, inner);
		} else {
			int a = action_of(word);
			if (a == ACTION_NONE)
				fail_msg("no action %.*s", STR_ARG(word));
			update_action(m, (enum action)a);
		}
		fixture_feed(m);
		assert_true(model_is_idle(m));
	}
}

struct row_of_test {
	const char *script, *state;
};

static void check(const struct row_of_test *rows, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct model m;
		struct buf b = BUF_INIT;
		fixture_model(&m, 6);
		play(&m, rows[i].script);
		tell(&m, &b);
		if (strcmp(buf_cstr(&b), rows[i].state) != 0)
			fail_msg("%s: %s, not %s", rows[i].script, buf_cstr(&b), rows[i].state);
		buf_free(&b);
		model_free(&m);
	}
}

static void test_moves(void **state)
{
	(void)state;
	static const struct row_of_test rows[] = {
		{"", "timeline e1 1/13 day"},
		{"down", "timeline r1 2/13 day"},
		{"down down down", "timeline e2 4/13 day"},
		{"up", "timeline e1 1/13 day"},
		{"last", "timeline r5 13/13 day"},
		{"last up", "timeline e7 12/13 day"},
		{"last down", "timeline r5 13/13 day"},
		{"last first", "timeline e1 1/13 day"},
		{"page-down", "timeline r3 6/13 day"},
		{"page-down page-up", "timeline e1 1/13 day"},
		{"half-page-down", "timeline e2 4/13 day"},
		{"open", "article e1 1/13 day"},
		{"open back", "timeline e1 1/13 day"},
		{"back", "timeline e1 1/13 day quit"},
		{"next-pane", "countries e1 1/13 day"},
		{"next-pane next-pane", "article e1 1/13 day"},
		{"next-pane next-pane next-pane", "timeline e1 1/13 day"},
		{"previous-pane", "article e1 1/13 day"},
		{"article", "article e1 1/13 day"},
		{"quit", "timeline e1 1/13 day quit"},
	};
	check(rows, COUNT(rows));
}

static void test_periods(void **state)
{
	(void)state;
	static const struct row_of_test rows[] = {
		{"next-period", "timeline r1 2/13 day"},
		{"next-period next-period", "timeline r2 3/13 day"},
		{"next-period next-period next-period", "timeline e2 4/13 day"},
		{"last previous-period", "timeline r4 11/13 day"},
		{"zoom-out zoom-out zoom-out zoom-out", "timeline e1 1/13 year"},
		{"zoom-out zoom-out zoom-out zoom-out next-period", "timeline e2 4/13 year"},
		{"@2019 previous-period", "timeline e4 8/13 day"},
		{"zoom-out zoom-out zoom-out zoom-out @2019 previous-period", "timeline e2 4/13 year"},
		/* a date and a hit are found although the year does not show their rows */
		{"zoom-out zoom-out zoom-out zoom-out @2018-05-24", "timeline r3 6/13 year"},
		{"zoom-out zoom-out zoom-out zoom-out /e/ next-hit next-hit next-hit next-hit next-hit next-hit next-hit next-hit",
		 "timeline r2 3/13 year"},
		{"zoom-in", "timeline e1 1/13 day"},
		{"@2019 zoom-out zoom-out zoom-in", "timeline r6 9/13 week"},
		{"zoom-out zoom-out zoom-out zoom-out zoom-out zoom-out zoom-out", "timeline e1 1/13 decade"},
		/* the cursor's own row stays, however unimportant: r3 is not among the year's first three */
		{"page-down zoom-out zoom-out zoom-out zoom-out", "timeline r3 6/13 year"},
		{"page-down zoom-out zoom-out zoom-out zoom-out zoom-in zoom-in zoom-in zoom-in", "timeline r3 6/13 day"},
		{"@2018-06", "timeline e6 7/13 day"},
		{"@may_2018", "timeline e1 1/13 day"},
		{"@2030", "timeline e1 1/13 day"},
	};
	check(rows, COUNT(rows));
}

static void test_orders(void **state)
{
	(void)state;
	static const struct row_of_test rows[] = {
		/* nothing was chosen yet: the first row of the new order */
		{"%newest", "timeline r4 1/13 day"},
		{"%newest last", "timeline r5 13/13 day"},
		{"%newest last up up", "timeline e1 11/13 day"},
		{"%newest down down down %oldest", "timeline e4 8/13 day"},
		/* what stands under the cursor stays there */
		{"down down %newest", "timeline r2 9/13 day"},
		{"down down %newest %importance", "timeline r2 9/13 day"},
		{"down down %newest %importance %oldest", "timeline r2 3/13 day"},
		{"%importance", "timeline e1 1/13 day"},
		{"%importance down", "timeline e2 2/13 day"},
		{"%importance down down down", "timeline e3 4/13 day"},
		{"%importance first down =country:IN", "timeline e2 2/5 day"},
		{"%importance first down =country:IN last", "timeline e4 5/5 day"},
		/* hits go on in the order of the list */
		{"%newest /Experts/", "timeline r4 1/4 day"},
		{"%newest /Experts/ next-hit", "timeline e2 3/4 day"},
		/* periods, from the newest on */
		{"%newest zoom-out zoom-out zoom-out zoom-out", "timeline r4 1/13 year"},
		{"%newest zoom-out zoom-out zoom-out zoom-out next-period", "timeline e6 5/13 year"},
		{"%newest @2018-05", "timeline r2 9/13 day"},
		{"%newest @2018-05 zoom-out", "timeline r2 9/13 week"},
		{"%importance zoom-out", "timeline e1 1/13 day"},
		{"%nonsense", "timeline e1 1/13 day"},
	};
	check(rows, COUNT(rows));
}

static void test_filters(void **state)
{
	(void)state;
	static const struct row_of_test rows[] = {
		{"/Drills/", "timeline e6 1/2 day"},
		{"/Drills?", "timeline e1 1/13 day"},
		{"down down down /capital/", "timeline e2 2/4 day"},
		/* the row is not among the hits: the next one in time; without the search it is back */
		{"page-down /Drills/", "timeline e6 1/2 day"},
		{"page-down /Drills/ cancel", "timeline r3 6/13 day"},
		{"page-down /Drills/ toggle-filters", "timeline r3 6/13 day"},
		{"page-down /Drills/ toggle-filters toggle-filters", "timeline e6 1/2 day"},
		{"page-down /Drills?", "timeline r3 6/13 day"},
		/* a move in the filtered list is a choice */
		{"/Drills/ down cancel", "timeline r4 11/13 day"},
		{"/nothing/", "timeline - 0/0 day"},
		{"/nothing/ down open", "timeline - 0/0 day"},
		{"/nothing/ cancel", "timeline e1 1/13 day"},
		{"/(/", "timeline e1 1/13 day"},
		{"countries toggle-country", "countries e1 1/6 day"},
		{"countries down toggle-country", "countries e1 1/5 day"},
		{"countries toggle-country down toggle-country", "countries e1 1/5 day"},
		{"countries toggle-country toggle-country", "countries e1 1/13 day"},
		{"=country:UZ", "timeline e2 1/2 day"},
		{"=country:UZ toggle-filters", "timeline e1 1/13 day"},
		{"=contry:UZ", "timeline e1 1/13 day"},
		{"toggle-filters", "timeline e1 1/13 day"},
	};
	check(rows, COUNT(rows));
}

static void test_walks(void **state)
{
	(void)state;
	static const struct row_of_test rows[] = {
		{"next-link", "timeline e1 1/13 day"}, /* no link */
		{"@2018-05-23 next-link", "timeline e3 5/13 day"},
		{"@2018-05-23 next-link next-link", "timeline e3 5/13 day"}, /* the only one */
		{"@2018-05-23 next-link previous-link", "timeline e2 4/13 day"},
		{"@2018-05-23 next-link history-back", "timeline e2 4/13 day"},
		{"@2018-05-23 next-link history-back history-forward", "timeline e3 5/13 day"},
		{"@2018-05-23 history-back", "timeline e1 1/13 day"},
		{"history-back", "timeline e1 1/13 day"},
		/* the second link of 3 is the series; choosing it ends the walk, and 5's own link leads back */
		{"@2018-05-23 down next-link next-link", "timeline e5 10/13 day"},
		{"@2018-05-23 down next-link next-link open next-link", "article e3 5/13 day"},
		{"@2018-05-23 links", "links e2 4/13 day"},
		{"@2018-05-23 links open", "timeline e3 5/13 day"},
		{"@2018-05-23 down links down open", "timeline e5 10/13 day"},
		{"@2018-05-23 links cancel", "timeline e2 4/13 day"},
		{"@2018-05-23 article links back", "article e2 4/13 day"},
		{"@2018-05-23 why", "why e2 4/13 day"},
		{"@2018-05-23 why back", "timeline e2 4/13 day"},
		/* a link leads to what the filter hides */
		{"/gather/ next-link", "timeline e2 1/2 day outside"},
		{"/gather/ next-link down", "timeline r3 2/2 day"},
		{"/gather/ next-link cancel", "timeline e2 4/13 day"},
		{"/gather/ next-link history-back", "timeline e3 1/2 day"},
		{"last history-back", "timeline e1 1/13 day"},
		{"last first history-back", "timeline r5 13/13 day"},
	};
	check(rows, COUNT(rows));
}

/* Along a series, and what is said where there is no further. */
static void test_series(void **state)
{
	(void)state;
	static const struct {
		const char *script;
		int64_t event; /* 0: of a report */
		const char *says;
	} rows[] = {
		{"@2018-05-23 down next-of-series", 5, ""},
		{"@2018-05-23 down previous-of-series", 3, "This is the first of its series"},
		{"next-of-series", 1, "This event belongs to no series"},
		{"previous-of-series", 1, "This event belongs to no series"},
		{"down next-of-series", 0, "A report has no links; its events have: ( and ) step through them"},
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct model m;
		fixture_model(&m, 6);
		play(&m, rows[i].script);
		struct spot s = model_shown(&m);
		assert_int_equal(s.type == ROW_EVENT ? store_event_index(s.id) : 0, rows[i].event);
		assert_string_equal(m.message, rows[i].says);
		model_free(&m);
	}
}

static void test_article(void **state)
{
	(void)state;
	static const struct row_of_test rows[] = {
		{"@2018-05-23 article next-event", "article e4 8/13 day"},
		{"@2018-05-23 article next-event next-event", "article e4 8/13 day"},
		{"@2018-05-23 article next-event previous-event", "article e2 4/13 day"},
		{"@2018-05-23 article previous-event", "article e2 4/13 day"},
		{"down down article next-event", "article e2 4/13 day"}, /* from the report to its first event */
		{"@2018-05-23 article next-hit", "article e2 4/13 day"},
		/* hits go through the article, then to the next article that has one */
		{"/capital/ next-hit", "timeline e3 3/4 day"},
		{"/capital/ next-hit next-hit", "timeline e3 3/4 day"},
		{"/capital/ next-hit previous-hit", "timeline e2 2/4 day"},
		{"/Drills/ next-hit", "timeline e6 1/2 day"},
	};
	check(rows, COUNT(rows));
}

/* ---- single properties ---- */

static void test_hits_of_article(void **state)
{
	(void)state;
	struct model m;
	fixture_model(&m, 6);
	play(&m, "/in/");
	assert_int_equal(store_event_index(model_shown(&m).id), 1);
	assert_int_equal(m.opened->hit_count, 2); /* "join", "in Astana" */
	assert_int_equal(m.hit, 0);
	play(&m, "next-hit");
	assert_int_equal(m.hit, 1);
	play(&m, "next-hit");
	assert_int_equal(model_shown(&m).article, 2);
	assert_int_equal(m.hit, 0);
	play(&m, "previous-hit");
	assert_int_equal(model_shown(&m).article, 1);
	assert_int_equal(m.hit, 1); /* backwards: the article's last hit */
	play(&m, "article original previous-hit");
	assert_false(m.original); /* hits are of the text */
	assert_int_equal(m.hit, 0);
	play(&m, "original next-hit");
	assert_int_equal(m.hit, 1);
	model_free(&m);
}

static void test_bad_pattern_keeps_the_rows(void **state)
{
	(void)state;
	struct model m;
	fixture_model(&m, 6);
	update_prompt_begin(&m, UPDATE_SEARCH);
	update_prompt_type(&m, UPDATE_SEARCH, STR("capital"));
	fixture_feed(&m);
	size_t count = model_result(&m)->count;
	update_prompt_type(&m, UPDATE_SEARCH, STR("capital("));
	assert_true(m.dimmed);
	assert_int_equal(m.fault.code, ERROR_USAGE);
	assert_int_equal(m.fault.column, 8);
	assert_true(model_is_idle(&m)); /* nothing is asked for */
	assert_int_equal(model_result(&m)->count, count);
	assert_false(update_prompt_keep(&m));
	update_prompt_type(&m, UPDATE_SEARCH, STR("capital"));
	assert_false(m.dimmed);
	assert_int_equal(m.fault.code, ERROR_NONE);
	assert_true(update_prompt_keep(&m));
	model_free(&m);
}

/* Only the newest answer counts, and an emptied search outdates one on its way. */
static void test_old_answers(void **state)
{
	(void)state;
	struct model m;
	fixture_model(&m, 6);
	update_prompt_begin(&m, UPDATE_SEARCH);
	update_prompt_type(&m, UPDATE_SEARCH, STR("gather"));
	struct answer late = {.kind = REQUEST_SEARCH, .number = m.requests[REQUEST_SEARCH].number, .error = ERROR_INIT};
	late.snapshot = mem_zero(1, sizeof *late.snapshot);
	late.snapshot->result = fixture_result(STR("/gather/"));
	update_prompt_type(&m, UPDATE_SEARCH, STR(""));
	assert_false(model_is_searching(&m));
	update_answer(&m, &late);
	assert_int_equal(model_result(&m)->count, 13);
	update_prompt_drop(&m);
	model_free(&m);
}

static void test_errors_are_told(void **state)
{
	(void)state;
	struct model m;
	fixture_model(&m, 6);
	update_action(&m, ACTION_LAST);
	struct answer a = {.kind = REQUEST_ARTICLE, .number = m.requests[REQUEST_ARTICLE].number, .error = ERROR_INIT};
	error_set(&a.error, ERROR_CORRUPT, "article 5: damaged; dateline check says more");
	m.requests[REQUEST_ARTICLE].wanted = false;
	update_answer(&m, &a);
	assert_true(m.message_is_error);
	assert_string_equal(m.message, "article 5: damaged; dateline check says more");
	assert_false(m.requests[REQUEST_ARTICLE].wanted); /* it is not asked for again and again */
	fixture_feed(&m);
	assert_true(model_is_idle(&m));
	model_free(&m);
}

static void test_notes(void **state)
{
	(void)state;
	struct model m;
	fixture_model(&m, 6);
	play(&m, "@2018-05-23 next-link");
	assert_string_equal(m.note, "⇄ same event: date, place, 2 countries · “Lawyers at one table”, desk B");
	play(&m, "next-link");
	assert_string_equal(m.message, "That was the only link; < goes back to where it began");
	play(&m, "down");
	assert_string_equal(m.note, "");
	model_free(&m);
}

/* Going back restores the scroll as well as the place. */
static void test_history_scroll(void **state)
{
	(void)state;
	struct model m;
	fixture_model(&m, 6);
	struct room room = m.room;
	room.page_w = 20;
	room.page_h = 3;
	update_room(&m, &room);
	play(&m, "@2018-05-23 article first down");
	size_t top = m.page_top;
	assert_int_equal(top, 1);
	play(&m, "next-link");
	assert_int_equal(store_event_index(model_shown(&m).id), 3);
	play(&m, "history-back");
	assert_int_equal(store_event_index(model_shown(&m).id), 2);
	assert_int_equal(m.page_top, top);
	model_free(&m);
}

static void test_passage_in_view(void **state)
{
	(void)state;
	struct model m;
	fixture_model(&m, 6);
	for (int h = 1; h < 12; h++)
		for (int w = 1; w < 60; w += 7) {
			struct room room = m.room;
			room.page_w = w;
			room.page_h = h;
			update_room(&m, &room);
			play(&m, "@2018-09 @2018-05-23 @2018-09");
			const struct event *e = &m.opened->found.events[model_event(&m)];
			size_t line = wrap_line_at(&m.page, e->span.begin);
			assert_true(line >= m.page_top && line < m.page_top + (size_t)h);
		}
	model_free(&m);
}

/* A large article is set in parts: it is scrolled from end to end and back over the same lines. */
static void test_large_page(void **state)
{
	(void)state;
	struct model m;
	struct buf b = BUF_INIT;
	VEC(uint32_t) tops = {0};
	fixture_model(&m, 6);
	struct room room = m.room;
	room.page_w = 70;
	room.page_h = 40;
	update_room(&m, &room);
	play(&m, "@2018-05-23 article");
	while (b.n < 3 * WRAP_WHOLE)
		buf_addf(&b, "The clerk at desk %zu wrote down what was said and what was not.\n", b.n);
	m.opened->article.text = buf_str(&b);
	m.page.width = 0;
	page_set(&m);
	page_scroll(&m, LONG_MAX / 2);
	assert_int_equal(m.page.lines.v[m.page_top + 39].end, b.n - 1);
	for (uint32_t at = UINT32_MAX; page_at(&m) < at; page_scroll(&m, -40)) {
		assert_true(m.page.end - m.page.begin < 4 * WRAP_PART);
		*vec_push(&tops) = at = page_at(&m);
	}
	assert_int_equal(tops.v[tops.n - 1], 0);
	page_scroll(&m, LONG_MAX / 2);
	page_scroll(&m, -(LONG_MAX / 2));
	assert_int_equal(page_at(&m), 0);
	page_show(&m, tops.v[0]);
	for (size_t i = 0; i + 2 < tops.n; i++) {
		assert_int_equal(page_at(&m), tops.v[i]);
		page_scroll(&m, -40);
	}
	for (size_t i = tops.n - 2; i-- > 0;) {
		page_scroll(&m, 40);
		assert_int_equal(page_at(&m), tops.v[i]);
	}
	m.opened->article.text = STR_NONE;
	vec_free(&tops);
	buf_free(&b);
	model_free(&m);
}

/* So is what was read of it. Its lines are those of the bytes, and the text is there again behind it. */
static void test_large_original(void **state)
{
	(void)state;
	struct model m;
	struct buf text = BUF_INIT, read = BUF_INIT;
	fixture_model(&m, 6);
	struct room room = m.room;
	room.page_w = 70;
	room.page_h = 40;
	update_room(&m, &room);
	play(&m, "@2018-05-23 article");
	while (text.n < 3 * WRAP_WHOLE) {
		buf_addf(&text, "The clerk at desk %zu wrote down what was said.\n", text.n);
		buf_addf(&read, "The clerk at desk %zu wrote down what was said.\r\n", text.n);
	}
	m.opened->article.text = buf_str(&text);
	m.opened->article.original = buf_str(&read);
	m.page.width = 0;
	play(&m, "original");
	assert_false(page_is_whole(&m));
	assert_int_equal(page_text(&m).n, read.n);
	page_scroll(&m, LONG_MAX / 2);
	assert_int_equal(m.page.lines.v[m.page_top + 39].end, read.n);
	for (uint32_t at = UINT32_MAX; page_at(&m) < at; page_scroll(&m, -40)) {
		at = page_at(&m);
		assert_true(m.page.end - m.page.begin < 4 * WRAP_PART);
		assert_true(at == 0 || read.p[at - 1] == '\n');
	}
	assert_int_equal(page_at(&m), 0);
	page_scroll(&m, LONG_MAX / 2);
	play(&m, "original");
	assert_int_equal(page_text(&m).n, text.n);
	assert_true(page_at(&m) < text.n);
	m.opened->article.text = m.opened->article.original = STR_NONE;
	buf_free(&text);
	buf_free(&read);
	model_free(&m);
}

/* Whatever the room, the cursor is on the screen. */
static void test_cursor_in_view(void **state)
{
	(void)state;
	struct model m;
	fixture_model(&m, 6);
	for (int unit = 0; unit < PRECISION_COUNT; unit++) {
		for (int h = 1; h < 20; h++) {
			struct room room = m.room;
			room.list_h = h;
			update_room(&m, &room);
			for (int i = 0; i < 15; i++) {
				play(&m, "down");
				assert_true(m.cursor >= m.top && m.cursor < m.top + (size_t)h);
			}
			play(&m, "first");
			assert_true(h == 1 || m.top == 0);
		}
		play(&m, "zoom-out");
	}
	model_free(&m);
}

static void test_countries(void **state)
{
	(void)state;
	struct model m;
	fixture_model(&m, 6);
	assert_string_equal(model_country(&m, 0).code, "PK");
	assert_int_equal(model_country(&m, 0).events, 6);
	play(&m, "countries down toggle-country");
	assert_string_equal(m.country_code, "IN");
	assert_string_equal(model_country(&m, m.country).code, "IN");
	/* a chosen country that no row has any more is still there to be taken out */
	play(&m, "/pipeline/");
	assert_int_equal(model_result(&m)->count, 0);
	assert_int_equal(model_country_count(&m), 1);
	assert_string_equal(model_country(&m, 0).code, "IN");
	play(&m, "cancel toggle-country");
	assert_int_equal(model_result(&m)->count, 13);
	/* on the map Enter is what it is in the list */
	play(&m, "map open");
	assert_int_equal(m.focus, PANE_MAP);
	assert_true(filter_has_country(&m.filter, "IN"));
	model_free(&m);
}

/* What is left out keeps its place: the cursor stays on it to take it back, and the list does not move under the eye. */
static void test_left_out_country(void **state)
{
	(void)state;
	struct model m;
	fixture_model(&m, 6);
	struct room room = m.room;
	room.country_h = 3;
	update_room(&m, &room);
	play(&m, "countries down without-country");
	assert_string_equal(model_country(&m, 1).code, "IN");
	assert_int_equal(model_country(&m, 1).events, 0);
	assert_int_equal(m.country, 1);
	assert_int_equal(m.country_top, 0);
	assert_int_equal(model_country(&m, 0).events, 1);
	play(&m, "without-country");
	assert_string_equal(model_country(&m, m.country).code, "IN");
	assert_int_equal(model_country(&m, m.country).events, 5);
	model_free(&m);
	/* some, and one that the corpus does not know: each once, at the end where the list is shorter than its place */
	fixture_model(&m, 6);
	play(&m, "countries without-country down without-country =-country:XX");
	for (size_t i = 0; i < model_country_count(&m); i++)
		for (size_t k = 0; k < i; k++)
			assert_string_not_equal(model_country(&m, i).code, model_country(&m, k).code);
	model_free(&m);
	/* before the cursor was moved it stands on a country that there is */
	fixture_model(&m, 6);
	play(&m, "=-country:PK");
	assert_string_equal(model_country(&m, 0).code, "PK");
	assert_int_equal(m.country, 1);
	model_free(&m);
}

static void test_whole_filter_is_edited(void **state)
{
	(void)state;
	struct model m;
	struct buf text = BUF_INIT;
	fixture_model(&m, 6);
	play(&m, "countries toggle-country /capital/");
	update_prompt_text(&m, &text);
	assert_string_equal(buf_cstr(&text), "country:PK /capital/ ");
	play(&m, "=country:IN");
	assert_true(filter_has_country(&m.filter, "IN"));
	assert_false(filter_has_country(&m.filter, "PK"));
	assert_int_equal(m.filter.pattern.n, 0);
	buf_free(&text);
	model_free(&m);
}

static void test_mouse(void **state)
{
	(void)state;
	struct model m;
	fixture_model(&m, 6); /* the strip takes the pane's first line */
	update_click(&m, PANE_TIMELINE, 3, 4, false);
	fixture_feed(&m);
	assert_int_equal(store_event_index(model_shown(&m).id), 2);
	update_click(&m, PANE_TIMELINE, 3, 4, true);
	assert_int_equal(m.focus, PANE_ARTICLE);
	update_click(&m, PANE_COUNTRIES, 3, 1, true);
	fixture_feed(&m);
	assert_int_equal(m.focus, PANE_COUNTRIES);
	assert_true(filter_has_country(&m.filter, "IN"));
	update_click(&m, PANE_TIMELINE, 39, 0, false); /* the strip's last bar or beyond */
	fixture_feed(&m);
	update_wheel(&m, PANE_TIMELINE, -3);
	update_click(&m, PANE_TIMELINE, 3, 99, true);
	update_click(&m, PANE_COUNTRIES, 3, 99, true);
	update_click(&m, PANE_ARTICLE, -1, -1, true);
	fixture_feed(&m);
	assert_true(model_is_idle(&m));
	model_free(&m);
}

/* Every action in every pane of a corpus without a row, and before the corpus is there. */
static void test_empty(void **state)
{
	(void)state;
	for (int there = 0; there < 2; there++)
		for (int pane = 0; pane <= PANE_ARTICLE; pane++)
			for (int a = 0; a < ACTION_COUNT; a++) {
				struct model m;
				model_init(&m);
				if (there)
					fixture_feed_empty(&m);
				update_action(&m, (enum action)(ACTION_GO_TIMELINE + pane));
				update_action(&m, (enum action)a);
				update_action(&m, ACTION_DOWN);
				assert_int_equal(model_shown(&m).id, 0);
				model_free(&m);
			}
}

/* ---- what the user says ---- */

/* Plays, and compares what the newest change said. "field:text" is typed into the prompt of that field. */
static void says(const char *script, enum note_field field, const char *typed, const char *want)
{
	struct model m;
	struct buf text = BUF_INIT;
	fixture_model(&m, 6);
	buf_clear(&fixture_said);
	play(&m, script);
	bool begun = typed && edit_begin(&m, field, &text);
	fixture_feed(&m);
	if (begun)
		assert_int_equal(edit_keep(&m, field, str_of(typed)), want != NULL);
	fixture_feed(&m);
	assert_true(model_is_idle(&m));
	assert_false(model_is_writing(&m));
	if (want && strcmp(buf_cstr(&fixture_said), want) != 0)
		fail_msg("%s %s: %s, not %s", script, typed ? typed : "", buf_cstr(&fixture_said), want);
	buf_free(&text);
	model_free(&m);
}

static void test_saying(void **state)
{
	(void)state;
	says("star", 0, NULL, "star= e1"); /* the thread that writes knows whether it is to come or go */
	says("down star", 0, NULL, "star= r1");
	says("choose choose star", 0, NULL, "star= r1 e1");
	says("choose choose reject", 0, NULL, "reject= e1"); /* of a report there is nothing to reject */
	says("down reject", 0, NULL, "");
	says("@2018-05-23 choose-period star", 0, NULL, "star= e2 e3");
	says("/Drills/ choose-all star", 0, NULL, "star= r4 e6");
	says("choose-all choose-none star", 0, NULL, "star= e1");
	says("@2018-05-23 choose choose up up merge", 0, NULL, "merge= e3");
	says("merge", 0, NULL, "");
	says("@2018-05-23 links reject-link", 0, NULL, "unlink= e2");
	says("star undo", 0, NULL, "undo");
	says("star redo", 0, NULL, "redo");
	says("", NOTE_TAG, "key, for later", "tag=key, tag=for later e1");
	says("", NOTE_TAG, "-key", "untag=key e1");
	says("", NOTE_TAG, "", "");
	says("", NOTE_TEXT, "ask  him", "note=ask  him e1");
	says("", NOTE_DATE, "2018-05-24", "date=2018-05-24 e1");
	says("", NOTE_DATE, "may 2018", "date=2018-05 e1");
	says("", NOTE_DATE, "2018-05-24..2018-06-01", "date=2018-05-24..2018-06-01 e1");
	says("", NOTE_DATE, "none", "date=none e1");
	says("", NOTE_DATE, "2017-06-09", ""); /* it is that already */
	says("", NOTE_DATE, "soon", NULL);
	says("", NOTE_COUNTRIES, "PK:host IN", "countries=PK:host IN e1");
	says("", NOTE_COUNTRIES, "PK:hostess", NULL);
	says("", NOTE_KIND, "visit", "kind=visit e1");
	says("", NOTE_KIND, "visitt", NULL);
	says("@2018-05-23", NOTE_SPLIT, "the ministry", "split=83 the ministry said e2");
	says("@2018-05-23", NOTE_SPLIT, "Experts", NULL);
	says("@2018-05-23", NOTE_SPLIT, "inistry", NULL);
	says("choose choose", NOTE_DATE, "2018", "date=2018 e1");
	says("/Drills/", NOTE_SEARCH, "drills", "search=drills: /Drills/");
	says("", NOTE_UNSEARCH, "uzbek", "unsearch=uzbek");
	says("", NOTE_UNSEARCH, "uz", NULL);
}

/* What merging says where it cannot be done; the choice stays for where it can. */
static void test_merging_says_why(void **state)
{
	(void)state;
	static const struct {
		const char *script, *says;
		size_t chosen;
	} rows[] = {
		{"merge", "v chooses the events that are one with this one; then merge them here", 0},
		{"down merge", "v chooses the events that are one with this one; then merge them here", 0},
		{"@2018-05-23 choose choose @2018-05-22 merge",
		 "This is an article: merge on the event that the chosen ones are to become", 2},
		{"choose first merge", "Nothing else that is chosen is an event; v on an event chooses what is one with this one", 1},
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct model m;
		fixture_model(&m, 6);
		play(&m, rows[i].script);
		assert_string_equal(m.message, rows[i].says);
		assert_int_equal(m.chosen.n, rows[i].chosen);
		model_free(&m);
	}
}

static void test_present_values(void **state)
{
	(void)state;
	static const struct {
		const char *script;
		enum note_field field;
		const char *text;
	} rows[] = {
		{"", NOTE_DATE, "2017-06-09"},
		{"@2018-05-23", NOTE_DATE, "2018-05-23..2018-05-25"},
		{"@2018-09", NOTE_DATE, "2018-09"},
		{"@2018-05-23", NOTE_COUNTRIES, "PK:host"},
		{"", NOTE_KIND, "other"},
		{"", NOTE_TEXT, ""},
		{"choose", NOTE_DATE, ""}, /* of several there is no one value */
	};
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct model m;
		struct buf text = BUF_INIT;
		fixture_model(&m, 6);
		play(&m, rows[i].script);
		assert_true(edit_begin(&m, rows[i].field, &text));
		assert_string_equal(buf_cstr(&text), rows[i].text);
		buf_free(&text);
		model_free(&m);
	}
}

/* Changes are written one after the other, none is lost, and each has the rows asked for anew. */
static void test_changes_wait_their_turn(void **state)
{
	(void)state;
	struct model m;
	fixture_model(&m, 6);
	update_action(&m, ACTION_STAR);
	update_action(&m, ACTION_DOWN);
	update_action(&m, ACTION_STAR);
	update_action(&m, ACTION_UNDO);
	assert_true(model_is_writing(&m));
	assert_int_equal(m.changes.n, 2);
	assert_true(fixture_answer(&m, REQUEST_CHANGE));
	assert_string_equal(buf_cstr(&fixture_said), "star= e1");
	assert_true(m.requests[REQUEST_CORPUS].wanted);
	assert_true(fixture_answer(&m, REQUEST_CHANGE));
	assert_string_equal(buf_cstr(&fixture_said), "star= r1");
	assert_true(fixture_answer(&m, REQUEST_CHANGE));
	assert_string_equal(buf_cstr(&fixture_said), "undo");
	assert_false(fixture_answer(&m, REQUEST_CHANGE));
	fixture_feed(&m);
	assert_true(model_is_idle(&m));
	assert_int_equal(model_shown(&m).id, 1); /* the cursor is where it was, on the report */
	assert_int_equal(model_shown(&m).type, ROW_REPORT);
	model_free(&m);
}

static void test_marks(void **state)
{
	(void)state;
	struct model m;
	fixture_model(&m, 6);
	play(&m, "@2018-05-23");
	mark_set(&m, "a");
	play(&m, "last");
	mark_set(&m, "b");
	mark_set(&m, "F1");
	assert_int_equal(m.marks.n, 2);
	assert_string_equal(m.marks.v[0].words, "Experts meet in the capital from May 23 to 25, the ministry said");
	mark_go(&m, "a");
	fixture_feed(&m);
	assert_int_equal(store_event_index(model_shown(&m).id), 2);
	mark_go(&m, "'");
	fixture_feed(&m);
	assert_int_equal(model_shown(&m).id, 5);
	mark_go(&m, "'");
	fixture_feed(&m);
	assert_int_equal(store_event_index(model_shown(&m).id), 2);
	mark_go(&m, "z");
	assert_string_equal(m.message, "There is no mark z; m z makes one");
	model_free(&m);
}

static void test_saved(void **state)
{
	(void)state;
	struct model m;
	fixture_model(&m, 6);
	assert_false(update_prompt_saved(&m, STR("uzbek"))); /* the names are not there yet */
	ask_names(&m);
	fixture_feed(&m);
	assert_true(update_prompt_saved(&m, STR("uzbek")));
	fixture_feed(&m);
	assert_int_equal(model_result(&m)->count, 2);
	assert_false(update_prompt_saved(&m, STR("nothing")));
	assert_int_equal(m.fault.code, ERROR_USAGE);
	model_free(&m);
}

/* Another process changed the corpus: what stands under the cursor stays there, filtered or not. */
static void test_refresh(void **state)
{
	(void)state;
	static const char *const scripts[] = {"", "page-down", "/capital/ down", "zoom-out zoom-out zoom-out page-down", "choose"};
	for (size_t i = 0; i < COUNT(scripts); i++) {
		struct model m;
		fixture_model(&m, 6);
		play(&m, scripts[i]);
		int64_t id = model_shown(&m).id;
		size_t height = m.cursor - m.top, count = model_result(&m)->count, chosen = m.chosen.n;
		m.all->counts.articles -= 2; /* so the new answer has two more */
		update_refresh(&m);
		assert_int_equal(model_result(&m)->count, count); /* meanwhile it is as it was */
		fixture_feed(&m);
		assert_string_equal(m.message, "+2 articles");
		assert_int_equal(model_shown(&m).id, id);
		assert_int_equal(m.cursor - m.top, height);
		assert_int_equal(model_result(&m)->count, count);
		assert_int_equal(m.chosen.n, chosen);
		assert_true(model_is_idle(&m));
		model_free(&m);
	}
}

/* ---- a monkey ---- */

static unsigned monkey_next(unsigned *seed, unsigned below)
{
	*seed = *seed * 1103515245u + 12345u;
	return (*seed >> 16) % below;
}

static void monkey_room(struct model *m, unsigned *seed)
{
	struct room room = {.list_h = (int)monkey_next(seed, 12), .strip_w = (int)monkey_next(seed, 80), .strip_h = (int)monkey_next(seed, 3),
			    .country_h = (int)monkey_next(seed, 8), .page_w = (int)monkey_next(seed, 60),
			    .page_h = (int)monkey_next(seed, 9), .links_h = (int)monkey_next(seed, 5),
			    .why_h = (int)monkey_next(seed, 9), .why_n = (int)monkey_next(seed, 20)};
	update_room(m, &room);
}

static void monkey_type(struct model *m, unsigned *seed)
{
	static const char *const texts[] = {"capital", "(", "in", "", "nothing", "Drills", "country:PK", "contry:", "country:UZ"};
	struct str text = str_of(texts[monkey_next(seed, COUNT(texts))]);
	update_prompt_type(m, monkey_next(seed, 2) ? UPDATE_FILTER : UPDATE_SEARCH,
			   str_starts(text, STR("c")) || text.n < 2 ? text : STR("capital"));
}

static void monkey_step(struct model *m, unsigned *seed)
{
	switch (monkey_next(seed, m->typing ? 6 : 10)) {
	case 0: monkey_room(m, seed); break;
	case 1: fixture_answer(m, (enum request_kind)monkey_next(seed, REQUEST_COUNT)); break;
	case 2: fixture_feed(m); break;
	case 3:
		if (!m->typing)
			update_prompt_begin(m, monkey_next(seed, 2) ? UPDATE_SEARCH : UPDATE_FILTER);
		monkey_type(m, seed);
		break;
	case 4:
		if (m->typing)
			update_prompt_drop(m);
		break;
	case 5:
		if (m->typing)
			update_prompt_keep(m);
		else
			update_click(m, (enum pane)monkey_next(seed, PANE_COUNT), (int)monkey_next(seed, 60), (int)monkey_next(seed, 12),
				     monkey_next(seed, 2));
		break;
	default: update_action(m, (enum action)monkey_next(seed, ACTION_COUNT)); break;
	}
}

/* What must be true after every step, answers outstanding or not. */
static void monkey_look(const struct model *m)
{
	const struct result *r = model_result(m);
	assert_true(m->cursor == SIZE_MAX ? !r || r->count == 0 : m->cursor < lines_count(&m->lines));
	if (m->cursor != SIZE_MAX) {
		assert_int_equal(lines_at(&m->lines, m->cursor).type, LINE_ROW);
		size_t h = m->room.list_h > 0 ? (size_t)m->room.list_h : 1;
		assert_true(m->cursor >= m->top && m->cursor < m->top + h);
	}
	assert_true(m->page.lines.n == 0 || m->page_top < m->page.lines.n);
	assert_true(m->country < model_country_count(m) || m->country == 0);
	assert_true(m->hit == SIZE_MAX || !m->opened || m->hit < m->opened->hit_count);
	assert_true(!m->walk.links || m->walk.at < m->walk.links->count);
	assert_true(m->back.n <= 500 && m->forward.n <= 500);
	for (size_t i = 0; i < m->density.bars.n; i++)
		assert_true(m->room.strip_w == 0 || m->density.bars.v[i].x < m->room.strip_w);
}

static void test_monkey(void **state)
{
	(void)state;
	for (unsigned run = 1; run <= 20; run++) {
		struct model m;
		unsigned seed = run * 2654435761u;
		model_init(&m);
		for (int i = 0; i < 2000; i++) {
			monkey_step(&m, &seed);
			monkey_look(&m);
		}
		if (m.typing)
			update_prompt_drop(&m);
		fixture_feed(&m);
		assert_true(model_is_idle(&m));
		monkey_look(&m);
		model_free(&m);
	}
}

/* Of a large corpus the first rows are there at once (id 0: it is not): how far may a key go without the others? */
static void test_reaches(void **state)
{
	(void)state;
	enum { THERE = 30, ALL = 100, LINES = 5 };
	static const struct {
		size_t cursor;
		long rows;
		bool reaches;
	} rows[] = {
		{0, 1, true},    {0, LINES, true},   {THERE - 2 * LINES - 2, 1, true},
		{25, 1, false},  {15, LINES, false}, {15, -LINES, true},
		{0, ALL, false}, {95, -1, false},    {SIZE_MAX, 1, false},
	};
	struct row some[ALL] = {{0}};
	struct model m;
	for (size_t i = 0; i < ALL; i++)
		some[i] = (struct row){.when = {(int32_t)i, (int32_t)i}, .type = ROW_REPORT, .article = i < THERE ? (int64_t)i + 1 : 0};
	fixture_model(&m, LINES);
	result_free(m.all->result);
	m.all->result = result_of(some, ALL);
	nav_lines(&m);
	for (size_t i = 0; i < COUNT(rows); i++) {
		m.cursor = rows[i].cursor;
		if (nav_reaches(&m, rows[i].rows) != rows[i].reaches)
			fail_msg("row %zu: %s", i, rows[i].reaches ? "waits for rows that are there" : "goes where no rows are");
	}
	m.cursor = 0;
	nav_move(&m, LONG_MAX); /* G */
	assert_int_equal(m.cursor, ALL - 1);
	nav_move(&m, -LONG_MAX);
	assert_int_equal(m.cursor, 0);
	model_free(&m);
}

/* ---- where one starts ---- */

/* A corpus of some 300 days and of a few rows far before them, of whose rows only the first are there. */
static void start_take(struct model *m, size_t far, size_t there)
{
	enum { ALL = 320 };
	struct row rows[ALL] = {{0}};
	struct answer a = {.kind = REQUEST_CORPUS, .number = m->requests[REQUEST_CORPUS].number, .error = ERROR_INIT};
	for (size_t i = 0; i < ALL; i++)
		rows[i] = (struct row){.when = interval_day(day_of(i < far ? -500 : 2018, 1, 1) + (int32_t)i), .type = ROW_REPORT,
				       .article = i < there ? (int64_t)i + 1 : 0};
	a.snapshot = mem_zero(1, sizeof *a.snapshot);
	a.snapshot->result = result_of(rows, ALL);
	m->requests[REQUEST_CORPUS].wanted = false;
	update_answer(m, &a);
}

static void start_model(struct model *m)
{
	struct room room = {.list_h = 5, .page_w = 40, .page_h = 5};
	model_init(m);
	update_room(m, &room);
}

static void test_start(void **state)
{
	(void)state;
	struct model m;
	start_model(&m);
	start_take(&m, 0, SIZE_MAX);
	assert_int_equal(m.cursor, 0);
	model_free(&m);

	start_model(&m);
	start_take(&m, 3, SIZE_MAX);
	assert_int_equal(m.cursor, 3);
	assert_int_equal(m.top, 3);
	assert_non_null(strstr(m.message, "3 rows are"));
	update_action(&m, ACTION_FIRST);
	start_take(&m, 3, SIZE_MAX); /* it changed meanwhile */
	assert_int_equal(m.cursor, 0);
	model_free(&m);

	start_model(&m);
	start_take(&m, 3, 2);
	assert_int_equal(m.cursor, 0);
	assert_string_equal(m.message, "");
	model_free(&m);
}

static void test_start_where_one_was(void **state)
{
	(void)state;
	struct model m;
	start_model(&m);
	m.spot = (struct spot){ROW_REPORT, 3, 3, interval_day(day_of(-500, 1, 3))};
	m.restored = true;
	m.room.list_h = 3;
	start_take(&m, 4, SIZE_MAX);
	assert_int_equal(m.cursor, 2);
	assert_int_equal(m.top, 1); /* with some of what is before it */
	assert_non_null(strstr(m.message, "Back where you were"));
	model_free(&m);

	/* nothing is said over an error that no key has answered */
	for (int restored = 0; restored < 2; restored++) {
		start_model(&m);
		update_say(&m, true, "config:3: no action fly");
		m.restored = restored;
		m.spot.id = restored ? 3 : 0;
		start_take(&m, 3, SIZE_MAX);
		assert_string_equal(m.message, "config:3: no action fly");
		model_free(&m);
	}
}

/* ---- the row under the cursor stays ---- */

static void stays_room(struct model *m, int lines, int width)
{
	struct room room = m->room;
	room.list_h = lines;
	room.page_w = width;
	update_room(m, &room);
	fixture_feed(m);
}

/* Through filters, zooms, orders and sizes the user stands where he stood: on his row wherever it is listed, in sight; and
 * when all is as it was, at the same height. */
static void test_stays(void **state)
{
	(void)state;
	static const char *const changes[] = {"=country:IN", "=country:PK+IN", "=country:TM", "/e/", "/zzz/", "/Experts/?", "=", "toggle-filters",
					      "zoom-in", "zoom-out", "zoom-out", "%newest", "%importance", "%published", "%oldest"};
	unsigned seed = 11;
	for (int round = 0; round < 300; round++) {
		struct model m;
		struct buf did = BUF_INIT;
		fixture_model(&m, 6);
		for (unsigned i = monkey_next(&seed, 12); i > 0; i--)
			play(&m, "down");
		play(&m, monkey_next(&seed, 2) ? "down" : "up");
		struct spot spot = m.spot;
		size_t height = m.cursor - m.top;
		for (int i = 0; i < 8; i++) {
			const char *change = changes[monkey_next(&seed, COUNT(changes))];
			if (monkey_next(&seed, 4) == 0)
				stays_room(&m, (int)monkey_next(&seed, 12) + 1, (int)monkey_next(&seed, 60) + 1);
			else
				play(&m, change);
			buf_addf(&did, " %s", change);
			const struct result *r = model_result(&m);
			bool there = result_find(r, (enum row_type)spot.type, spot.id, spot.article, spot.when) != SIZE_MAX;
			struct row row = model_row(&m);
			if (m.spot.id != spot.id || m.spot.type != spot.type || (there && (row.id != spot.id || row.type != spot.type)))
				fail_msg("round %d:%s: the cursor is on another row", round, buf_cstr(&did));
			if (r->count && (m.cursor < m.top || m.cursor >= m.top + (size_t)m.room.list_h))
				fail_msg("round %d:%s: the cursor is out of sight", round, buf_cstr(&did));
		}
		if (m.filter.off)
			play(&m, "toggle-filters");
		stays_room(&m, 6, 40);
		play(&m, "= // %oldest zoom-in zoom-in zoom-in zoom-in zoom-in");
		if (m.spot.id != spot.id || m.cursor - m.top != height)
			fail_msg("round %d:%s: at another height", round, buf_cstr(&did));
		buf_free(&did);
		model_free(&m);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_moves),
		cmocka_unit_test(test_periods),
		cmocka_unit_test(test_orders),
		cmocka_unit_test(test_filters),
		cmocka_unit_test(test_walks), cmocka_unit_test(test_series),
		cmocka_unit_test(test_article),
		cmocka_unit_test(test_hits_of_article),
		cmocka_unit_test(test_bad_pattern_keeps_the_rows),
		cmocka_unit_test(test_old_answers),
		cmocka_unit_test(test_errors_are_told),
		cmocka_unit_test(test_notes),
		cmocka_unit_test(test_history_scroll),
		cmocka_unit_test(test_passage_in_view),
		cmocka_unit_test(test_large_page), cmocka_unit_test(test_large_original),
		cmocka_unit_test(test_cursor_in_view),
		cmocka_unit_test(test_countries), cmocka_unit_test(test_left_out_country),
		cmocka_unit_test(test_whole_filter_is_edited),
		cmocka_unit_test(test_mouse),
		cmocka_unit_test(test_saying), cmocka_unit_test(test_merging_says_why),
		cmocka_unit_test(test_present_values),
		cmocka_unit_test(test_changes_wait_their_turn),
		cmocka_unit_test(test_marks),
		cmocka_unit_test(test_saved),
		cmocka_unit_test(test_refresh),
		cmocka_unit_test(test_reaches),
		cmocka_unit_test(test_start), cmocka_unit_test(test_start_where_one_was),
		cmocka_unit_test(test_empty),
		cmocka_unit_test(test_monkey), cmocka_unit_test(test_stays),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
