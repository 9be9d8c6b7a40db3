/* What the user says: the log, its sum, undo, and queries that go by it. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/digest.h"
#include "base/mem.h"
#include "store/inside.h"
#include "store/notes.h"
#include "store/query.h"
#include "store/store.h"

#define CORPUS "test_store_notes.corpus"
#define NOTES "test_store_notes.folder/deep/notes.db"

struct world {
	struct store *store;
	struct notes *notes;
	struct note_target report, meeting, visit; /* article 1: the article and its two events */
};

static void remove_all(void)
{
	static const char *const names[] = {CORPUS, CORPUS "-wal", CORPUS "-shm", NOTES, NOTES "-wal", NOTES "-shm"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		unlink(names[i]);
	rmdir("test_store_notes.folder/deep");
	rmdir("test_store_notes.folder");
}

static void add_article(struct world *w)
{
	struct event_country countries[] = {{.code = "PK", .role = ROLE_HOST}};
	struct event events[] = {
		{.span = {0, 10}, .headline = STR("They meet"), .kind = EVENT_MEETING, .when = {100, 100}, .date = -1, .countries = countries, .country_count = 1},
		{.span = {11, 20}, .headline = STR("A visit"), .kind = EVENT_VISIT, .when = {200, 200}, .date = -1},
	};
	struct extraction x = {.published = {.when = {150, 150}}, .events = events, .event_count = 2};
	struct article a = {.text = STR("They meet. A visit. That is all."), .title = STR("News"), .reader = "text"};
	digest_text(a.text, a.id);
	int64_t row;
	bool known;
	assert_true(store_begin(w->store, NULL));
	assert_true(store_add(w->store, &a, &x, NULL, &row, &known, NULL));
	assert_true(store_commit(w->store, NULL));
	memcpy(w->report.article, a.id, sizeof a.id);
	w->meeting = w->visit = w->report;
	w->meeting.span = events[0].span;
	w->visit.span = events[1].span;
}

static int world_setup(void **state)
{
	struct error err = ERROR_INIT;
	struct world *w = mem_zero(1, sizeof *w);
	remove_all();
	if (!store_open(CORPUS, STORE_WRITE, &w->store, &err) || !notes_open(NOTES, &w->notes, &err))
		fail_msg("%s", err.msg);
	add_article(w);
	notes_attach(w->notes, w->store);
	*state = w;
	return 0;
}

static int world_teardown(void **state)
{
	struct world *w = *state;
	store_close(w->store);
	notes_close(w->notes);
	mem_free(w);
	remove_all();
	return 0;
}

static void set(struct world *w, const struct note_target *t, enum note_field field, const char *value)
{
	struct error err = ERROR_INIT;
	if (!notes_set(w->notes, t, field, str_of(value), &err))
		fail_msg("%s", err.msg);
}

/* Rows in order: r for the report, m for the meeting, v for the visit. */
static void assert_rows(struct world *w, const char *text, const char *want)
{
	struct query *q = NULL;
	struct result *r = NULL;
	struct error err = ERROR_INIT;
	char got[8] = "";
	if (!query_parse(str_of(text), &q, &err) || !query_run(w->store, q, NULL, &r, &err))
		fail_msg("%s", err.msg);
	for (size_t i = 0; i < r->count; i++)
		got[i] = result_row(r, i).type == ROW_REPORT ? 'r' : store_event_index(result_row(r, i).id) ? 'v' : 'm';
	if (strcmp(got, want) != 0)
		fail_msg("%s gives %s, wants %s", text, got, want);
	result_free(r);
	query_free(q);
}

static void test_queries(void **state)
{
	struct world *w = *state;
	assert_rows(w, "is:starred", "");
	set(w, &w->meeting, NOTE_STAR, "1");
	set(w, &w->report, NOTE_STAR, "1");
	set(w, &w->visit, NOTE_TAG, "Key");
	set(w, &w->visit, NOTE_TAG, "two words");
	set(w, &w->report, NOTE_TEXT, "read again");
	assert_rows(w, "is:starred", "mr");
	assert_rows(w, "-is:starred", "v");
	assert_rows(w, "tag:key", "v");
	assert_rows(w, "tag:\"two words\"", "v");
	assert_rows(w, "tag:other", "");
	assert_rows(w, "is:noted", "r");
	assert_rows(w, "is:tagged", "v");
	set(w, &w->visit, NOTE_UNTAG, "Key");
	set(w, &w->meeting, NOTE_STAR, "");
	assert_rows(w, "tag:key", "");
	assert_rows(w, "is:starred", "r");
}

/* Rows that notes mark are read with their events; whoever read them keeps nobody from writing afterwards. */
static void test_reading_lets_write(void **state)
{
	struct world *w = *state;
	struct store *writer;
	struct error err = ERROR_INIT;
	set(w, &w->meeting, NOTE_STAR, "1");
	store_close(w->store);
	assert_true(store_open(CORPUS, STORE_READ, &w->store, NULL));
	notes_attach(w->notes, w->store);
	assert_rows(w, "", "mrv");
	if (!store_open(CORPUS, STORE_WRITE, &writer, &err) || !store_begin(writer, &err) || !store_commit(writer, &err))
		fail_msg("%s", err.msg);
	store_close(writer);
}

/* A beginning shows marks as all rows show them; where notes do more than mark its rows there is none. */
static void assert_beginning(struct world *w, bool is)
{
	struct query *q = NULL;
	struct result *r = NULL, *all = NULL;
	assert_true(query_beginning(w->store, 0, 1000, &r, NULL));
	assert_int_equal(r != NULL, is);
	if (!is)
		return;
	assert_true(query_parse(STR_NONE, &q, NULL) && query_run(w->store, q, NULL, &all, NULL));
	assert_int_equal(r->count, all->count);
	for (size_t i = 0; i < r->count; i++) {
		struct row a = result_row(r, i), b = result_row(all, i);
		assert_memory_equal(&a, &b, sizeof a);
	}
	result_free(r);
	result_free(all);
	query_free(q);
}

static void test_beginning(void **state)
{
	struct world *w = *state;
	struct note_target elsewhere = {.article = "0123456789abcdef0123", .span = {0, 5}}, nowhere = w->meeting;
	nowhere.span = (struct span){21, 32}; /* no event's */
	assert_beginning(w, true);
	set(w, &elsewhere, NOTE_REJECT, "1");
	set(w, &nowhere, NOTE_REJECT, "1");
	assert_beginning(w, true);
	set(w, &w->meeting, NOTE_STAR, "1");
	set(w, &w->report, NOTE_TEXT, "read again");
	set(w, &w->visit, NOTE_TAG, "key");
	assert_beginning(w, true);
	set(w, &w->visit, NOTE_REJECT, "1");
	assert_beginning(w, false);
	set(w, &w->visit, NOTE_REJECT, "");
	assert_beginning(w, true);
	set(w, &w->visit, NOTE_DATE, "1970-01-05");
	assert_beginning(w, false);
	set(w, &w->visit, NOTE_DATE, "");
	set(w, &w->meeting, NOTE_SPLIT, "5 Again");
	assert_beginning(w, false);
}

static void test_corrections(void **state)
{
	struct world *w = *state;
	set(w, &w->visit, NOTE_DATE, "1970-01-05..1970-01-08");
	set(w, &w->visit, NOTE_COUNTRIES, "IN:host RU");
	set(w, &w->visit, NOTE_KIND, "attack");
	assert_rows(w, "", "vmr"); /* the visit is the first now */
	assert_rows(w, "on:1970-01-06", "v");
	assert_rows(w, "country:RU+IN kind:attack", "v");
	assert_rows(w, "kind:visit", "");
	assert_rows(w, "is:corrected", "v");
	set(w, &w->meeting, NOTE_DATE, "none");
	assert_rows(w, "is:undated", "m");
	set(w, &w->visit, NOTE_REJECT, "1");
	assert_rows(w, "", "rm");
	set(w, &w->visit, NOTE_REJECT, "");
	assert_rows(w, "country:IN", "v");
	struct query *q;
	struct result *r;
	struct row_text t;
	struct arena arena = ARENA_INIT;
	assert_true(query_parse(STR("country:IN"), &q, NULL));
	assert_true(query_run(w->store, q, NULL, &r, NULL));
	struct row row = result_row(r, 0);
	assert_true(query_row_text(w->store, &row, &arena, &t, NULL));
	assert_int_equal(t.country_count, 2);
	assert_string_equal(t.countries[0], "IN");
	result_free(r);
	query_free(q);
	arena_free(&arena);
}

/* Row ids: the meeting is event 0 of the article, the visit 1, what is split off 2. */
/* What was rejected is found by who asks for it, and then it can be taken back. */
static void test_rejected(void **state)
{
	struct world *w = *state;
	assert_rows(w, "is:rejected", "");
	set(w, &w->meeting, NOTE_REJECT, "1");
	set(w, &w->meeting, NOTE_DATE, "1971-01-01");
	assert_rows(w, "", "rv");
	assert_rows(w, "-is:rejected", "v"); /* only events can be */
	assert_rows(w, "is:rejected", "m");
	assert_rows(w, "is:rejected on:1971", "m");
	assert_rows(w, "is:rejected country:PK", "m");
	assert_rows(w, "is:rejected,report", "rm");
	assert_rows(w, "", "rv");
	set(w, &w->visit, NOTE_MERGE, "dl:0123456789abcdef0123#b0-1");
	assert_rows(w, "is:rejected", "vm");
	set(w, &w->meeting, NOTE_REJECT, "");
	assert_rows(w, "is:rejected", "v");
	assert_rows(w, "", "rm");
}

static const struct {
	int target;
	enum note_field field;
	const char *value;
} overlay_said[] = {
	{0, NOTE_STAR, "1"}, {1, NOTE_DATE, "1972"}, {1, NOTE_COUNTRIES, "IN PK"}, {2, NOTE_REJECT, "1"}, {0, NOTE_COUNTRIES, ""},
	{1, NOTE_COUNTRIES, "none"}, {2, NOTE_REJECT, ""}, {2, NOTE_SPLIT, "13 visit, told apart"}, {1, NOTE_DATE, ""}, {0, NOTE_STAR, ""},
};

/* What is laid over the rows after each change is what a store opened anew lays over them. */
static void test_overlay(void **state)
{
	struct world *w = *state;
	static const char *const queries[] = {"", "is:starred", "is:corrected", "country:IN", "country:PK", "is:rejected", "from:1972"};
	const struct note_target *const targets[] = {&w->report, &w->meeting, &w->visit};
	struct note_entry what;
	for (size_t i = 0; i < 2 * sizeof overlay_said / sizeof *overlay_said; i++) {
		if (i < sizeof overlay_said / sizeof *overlay_said)
			set(w, targets[overlay_said[i].target], overlay_said[i].field, overlay_said[i].value);
		else
			assert_true(notes_undo(w->notes, &what, NULL));
		struct store *fresh;
		struct notes *notes;
		assert_true(store_open(CORPUS, STORE_READ, &fresh, NULL));
		assert_true(notes_open(NOTES, &notes, NULL));
		notes_attach(notes, fresh);
		for (size_t k = 0; k < sizeof queries / sizeof *queries; k++) {
			struct query *q = NULL;
			struct result *a = NULL, *b = NULL;
			assert_true(query_parse(str_of(queries[k]), &q, NULL));
			assert_true(query_run(w->store, q, NULL, &a, NULL));
			assert_true(query_run(fresh, q, NULL, &b, NULL));
			assert_int_equal(a->count, b->count);
			for (size_t j = 0; j < a->count; j++) {
				struct row x = result_row(a, j), y = result_row(b, j);
				assert_int_equal(x.id, y.id);
				assert_int_equal(x.when.from, y.when.from);
				assert_int_equal(x.flags, y.flags);
			}
			result_free(a);
			result_free(b);
			query_free(q);
		}
		store_close(fresh);
		notes_close(notes);
	}
}

static void test_shapes(void **state)
{
	struct world *w = *state;
	struct arena arena = ARENA_INIT;
	struct event e;
	struct note_target part = w->visit;
	int64_t row, article;
	struct str meeting = store_event_id(&arena, w->meeting.article, w->meeting.span);
	set(w, &w->visit, NOTE_MERGE, meeting.p);
	assert_rows(w, "", "mr");
	set(w, &w->visit, NOTE_MERGE, "");
	assert_rows(w, "", "mrv");
	set(w, &w->visit, NOTE_SPLIT, "13 visit, told apart");
	assert_rows(w, "", "mrvv");
	assert_rows(w, "is:corrected", "v");
	part.span.begin = 13;
	assert_true(store_find_event(w->store, store_event_id(&arena, part.article, part.span), &row, NULL));
	assert_int_equal(store_event_index(row), 2);
	assert_true(store_event(w->store, row, &arena, &e, &article, NULL));
	assert_true(str_eq(e.headline, STR("visit, told apart")));
	/* it is an event like any other: it can be corrected, and rejected */
	set(w, &part, NOTE_DATE, "1970-01-02");
	assert_rows(w, "on:1970-01-02", "v");
	assert_rows(w, "kind:visit", "vv");
	set(w, &part, NOTE_REJECT, "1");
	assert_rows(w, "kind:visit", "v");
	arena_free(&arena);
}

static void test_rejected_links(void **state)
{
	struct world *w = *state;
	struct arena arena = ARENA_INIT;
	struct link *links;
	size_t n;
	int64_t article;
	assert_true(store_find_article(w->store, str_of(w->report.article), &article, NULL));
	struct link link = {store_event_row(article, 0), store_event_row(article, 1), LINK_SERIES, 80, STR("a series"), false};
	assert_true(store_begin(w->store, NULL) && store_add_link(w->store, &link, NULL) && store_commit(w->store, NULL));
	assert_rows(w, "link:series", "mv");
	const uint8_t *made = w->store->linked.rows;
	assert_non_null(made);
	set(w, &w->meeting, NOTE_STAR, "1"); /* has nothing to do with links */
	set(w, &w->visit, NOTE_TAG, "key");
	assert_rows(w, "link:series", "mv");
	assert_ptr_equal(w->store->linked.rows, made);
	const struct note_entry both[] = {
		{.target = w->meeting, .field = NOTE_UNLINK, .value = store_event_id(&arena, w->visit.article, w->visit.span)},
		{.target = w->visit, .field = NOTE_UNLINK, .value = store_event_id(&arena, w->meeting.article, w->meeting.span)},
	};
	assert_true(notes_add(w->notes, both, 2, NULL));
	assert_rows(w, "link:series", "");
	assert_true(store_links_of(w->store, link.to, &arena, &links, &n, NULL));
	assert_true(n == 1 && links[0].rejected);
	struct note_entry again = both[0];
	again.field = NOTE_LINK;
	assert_true(notes_add(w->notes, &again, 1, NULL));
	assert_rows(w, "link:series", "m");
	set(w, &w->visit, NOTE_STAR, "1"); /* whose link is rejected */
	assert_rows(w, "link:series", "m");
	arena_free(&arena);
}

static void test_searches(void **state)
{
	struct world *w = *state;
	const struct note_target none = {.span = SPAN_NONE};
	struct arena arena = ARENA_INIT;
	size_t n;
	set(w, &none, NOTE_SEARCH, "border: country:PK /border/");
	set(w, &none, NOTE_SEARCH, "visits: kind:visit");
	set(w, &none, NOTE_SEARCH, "border: country:IN");
	const struct note_search *s = notes_searches(w->notes, &n);
	assert_int_equal(n, 2);
	assert_true(str_eq(s[0].name, STR("visits")) && str_eq(s[1].query, STR("country:IN")));
	set(w, &none, NOTE_UNSEARCH, "visits");
	notes_searches(w->notes, &n);
	assert_int_equal(n, 1);
	set(w, &w->meeting, NOTE_TAG, "b");
	set(w, &w->visit, NOTE_TAG, "b");
	set(w, &w->report, NOTE_TAG, "a");
	struct str *tags = notes_tags(w->notes, &arena, &n);
	assert_int_equal(n, 2);
	assert_true(str_eq(tags[0], STR("a")) && str_eq(tags[1], STR("b")));
	arena_free(&arena);
}

static void test_undo(void **state)
{
	struct world *w = *state;
	struct note_entry what;
	set(w, &w->meeting, NOTE_STAR, "1");
	const struct note_entry both[] = {
		{.target = w->meeting, .field = NOTE_TAG, .value = STR("x")},
		{.target = w->visit, .field = NOTE_TAG, .value = STR("x")},
	};
	assert_true(notes_add(w->notes, both, 2, NULL));
	assert_rows(w, "tag:x", "mv");
	assert_true(notes_undo(w->notes, &what, NULL)); /* one action */
	assert_int_equal(what.field, NOTE_TAG);
	assert_rows(w, "tag:x", "");
	assert_rows(w, "is:starred", "m");
	assert_true(notes_undo(w->notes, &what, NULL));
	assert_int_equal(what.field, NOTE_STAR);
	assert_rows(w, "is:starred", "");
	assert_true(notes_undo(w->notes, &what, NULL)); /* nothing left */
	assert_int_equal(what.id, 0);
	assert_true(notes_redo(w->notes, &what, NULL));
	assert_int_equal(what.field, NOTE_STAR);
	assert_true(notes_redo(w->notes, &what, NULL));
	assert_rows(w, "tag:x is:starred", "m");
	assert_true(notes_redo(w->notes, &what, NULL));
	assert_int_equal(what.id, 0);
	assert_true(notes_undo(w->notes, &what, NULL));
	set(w, &w->visit, NOTE_TEXT, "something new");
	assert_true(notes_redo(w->notes, &what, NULL)); /* no way back after something new */
	assert_int_equal(what.id, 0);
	assert_rows(w, "tag:x", "");
}

/* In what order: a letter is a tag that is set, - undoes, + does again. */
static void test_undo_order(void **state)
{
	struct world *w = *state;
	static const struct {
		const char *steps, *hold;
	} rows[] = {
		{"ab--", ""},     {"ab--+", "a"},   {"ab--++", "ab"},   {"ab--++-+", "ab"},  {"ab--+-++", "ab"},   {"a-b+", "b"},
		{"a-b-+", "b"},   {"a-b-++", "b"},  {"ab-c-+", "ac"},   {"ab-c--+", "a"},    {"ab-c--++", "ac"},   {"ab-c--+++", "ac"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct note_entry what = {.id = 1};
		for (const char *s = rows[i].steps; *s; s++) {
			char tag[] = {*s, '\0'};
			if (*s == '-')
				assert_true(notes_undo(w->notes, &what, NULL));
			else if (*s == '+')
				assert_true(notes_redo(w->notes, &what, NULL));
			else
				set(w, &w->meeting, NOTE_TAG, tag);
		}
		assert_rows(w, "tag:a", strchr(rows[i].hold, 'a') ? "m" : "");
		assert_rows(w, "tag:b", strchr(rows[i].hold, 'b') ? "m" : "");
		assert_rows(w, "tag:c", strchr(rows[i].hold, 'c') ? "m" : "");
		for (what.id = 1; what.id;)
			assert_true(notes_undo(w->notes, &what, NULL));
	}
}

static void test_values(void **state)
{
	struct world *w = *state;
	static const struct {
		enum note_field field;
		const char *value;
		bool taken;
	} rows[] = {
		{NOTE_STAR, "1", true},           {NOTE_STAR, "", true},
		{NOTE_STAR, "yes", false},        {NOTE_TAG, "", false},
		{NOTE_TAG, "a\nb", false},        {NOTE_DATE, "2018-05", true},
		{NOTE_DATE, "2018-05..2019", true}, {NOTE_DATE, "2019..2018", false},
		{NOTE_DATE, "soon", false},       {NOTE_COUNTRIES, "PK:host  IN", true},
		{NOTE_COUNTRIES, "none", true},   {NOTE_COUNTRIES, "QQ", false},
		{NOTE_COUNTRIES, "PK:guest", false}, {NOTE_KIND, "meeting", true},
		{NOTE_KIND, "meating", false},    {NOTE_UNLINK, "dl:abc#b1-2", true},
		{NOTE_UNLINK, "abc", false},      {NOTE_UNDO, "1", false},
		{NOTE_LINK, "abc", false},        {NOTE_MERGE, "", true},
		{NOTE_MERGE, "abc", false},       {NOTE_SPLIT, "14 Words", true},
		{NOTE_SPLIT, "11 Words", false},  {NOTE_SPLIT, "20 Words", false},
		{NOTE_SPLIT, "14", false},        {NOTE_SPLIT, "Words", false},
		{NOTE_SEARCH, "a: is:starred", true}, {NOTE_SEARCH, "a b", false},
		{NOTE_SEARCH, ": x", false},      {NOTE_UNSEARCH, "", false},
		{NOTE_TEXT, "caf\xE9", false},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct error err = ERROR_INIT;
		bool taken = notes_set(w->notes, &w->visit, rows[i].field, str_of(rows[i].value), &err);
		if (taken != rows[i].taken)
			fail_msg("%s `%s`: %s", notes_field_name(rows[i].field), rows[i].value, taken ? "taken" : err.msg);
		assert_int_equal(err.code, rows[i].taken ? ERROR_NONE : ERROR_USAGE);
	}
}

static void test_log_travels(void **state)
{
	struct world *w = *state;
	const struct note_entry *log, *again;
	struct note_entry what;
	size_t n, m;
	set(w, &w->meeting, NOTE_TAG, "kept");
	set(w, &w->meeting, NOTE_TAG, "undone");
	assert_true(notes_undo(w->notes, &what, NULL));
	assert_true(notes_log(w->notes, &log, &n, NULL));
	assert_int_equal(n, 3);
	assert_true(log[1].undone);
	assert_int_equal(log[2].field, NOTE_UNDO);
	assert_true(log[0].at > 1500000000);
	struct note_entry same = log[0];
	same.id = same.change = 99;
	assert_int_equal(notes_order(&same, &log[0]), 0);
	assert_true(notes_order(&log[0], &log[1]) < 0);
	assert_true(notes_order(&log[1], &log[0]) > 0);
	/* the same notes open a second time, as another process would have them */
	struct notes *other;
	assert_true(notes_open(NOTES, &other, NULL));
	assert_int_equal(notes_find(other, w->meeting.article, w->meeting.span)->tag_count, 1);
	uint64_t version = notes_version(other);
	set(w, &w->visit, NOTE_STAR, "1");
	assert_true(notes_refresh(other, NULL));
	assert_true(notes_version(other) > version);
	assert_true(notes_find(other, w->visit.article, w->visit.span)->starred);
	assert_true(notes_log(other, &again, &m, NULL));
	assert_int_equal(m, 4);
	notes_close(other);
}

static void test_place(void **state)
{
	(void)state;
	struct stat st;
	assert_int_equal(stat(NOTES, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	static const struct {
		const char *data, *home, *path;
	} rows[] = {
		{"/data", "/home/u", "/data/dateline/notes.db"},
		{"relative", "/home/u", "/home/u/.local/share/dateline/notes.db"},
		{NULL, "/home/u", "/home/u/.local/share/dateline/notes.db"},
		{NULL, NULL, ""},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct buf b = BUF_INIT;
		rows[i].data ? setenv("XDG_DATA_HOME", rows[i].data, 1) : unsetenv("XDG_DATA_HOME");
		rows[i].home ? setenv("HOME", rows[i].home, 1) : unsetenv("HOME");
		assert_int_equal(notes_default_path(&b), rows[i].path[0] != '\0');
		assert_string_equal(buf_cstr(&b), rows[i].path);
		buf_free(&b);
	}
}

static void test_not_notes(void **state)
{
	(void)state;
	struct notes *n = NULL;
	struct error err = ERROR_INIT;
	assert_false(notes_open(CORPUS, &n, &err));
	assert_int_equal(err.code, ERROR_SCHEMA);
	assert_non_null(strstr(err.msg, "not a file of notes"));
	assert_false(notes_open("/proc/nowhere/notes.db", &n, &err));
	assert_int_equal(err.code, ERROR_IO);
}

/* A better extractor finds the same events in passages that begin or end elsewhere: what was said of the old ones is said
 * of the new ones, and goes on from there. */
static void test_another_extractor(void **state)
{
	struct world *w = *state;
	struct note_target meeting = w->meeting, visit = w->visit, nothing = w->meeting, part;
	meeting.span.end -= 2; /* as the old extractor had them */
	visit.span.begin += 1;
	nothing.span = (struct span){21, 32};
	set(w, &meeting, NOTE_STAR, "1");
	set(w, &meeting, NOTE_DATE, "1970-01-05");
	set(w, &visit, NOTE_TAG, "old");
	set(w, &nothing, NOTE_TEXT, "of a passage that has no event");
	assert_rows(w, "is:starred", "m");
	assert_rows(w, "on:1970-01-05", "m");
	assert_rows(w, "tag:old", "v");
	assert_rows(w, "is:noted", "");
	assert_non_null(notes_find(w->notes, w->meeting.article, w->meeting.span));
	/* new words add to the old ones, and are taken back before them */
	set(w, &w->meeting, NOTE_TAG, "new");
	set(w, &w->meeting, NOTE_DATE, "1970-01-06");
	assert_rows(w, "is:starred tag:new on:1970-01-06", "m");
	struct note_entry what;
	assert_true(notes_undo(w->notes, &what, NULL));
	assert_rows(w, "is:starred tag:new on:1970-01-05", "m");
	assert_rows(w, "tag:old", "v");
	/* the log is as it was written */
	const struct note_entry *log;
	size_t n;
	assert_true(notes_log(w->notes, &log, &n, NULL));
	assert_int_equal(log[0].target.span.end, meeting.span.end);
	/* a passage that was split is split where it is now, and its part keeps what is said of it */
	set(w, &visit, NOTE_SPLIT, "15 And more");
	part = w->visit;
	part.span.begin = 15;
	set(w, &part, NOTE_STAR, "1");
	assert_rows(w, "is:starred", "mv");
	assert_rows(w, "tag:old", "v");
}

/* A link that was rejected stays so when the passages of both its ends are cut otherwise, and is taken back by their new names. */
static void test_rejected_link_moves(void **state)
{
	struct world *w = *state;
	struct arena arena = ARENA_INIT;
	int64_t article;
	struct note_target meeting = w->meeting, visit = w->visit;
	meeting.span.end -= 2;
	visit.span.begin += 1;
	assert_true(store_find_article(w->store, str_of(w->report.article), &article, NULL));
	struct link link = {store_event_row(article, 0), store_event_row(article, 1), LINK_SERIES, 80, STR("a series"), false};
	assert_true(store_begin(w->store, NULL) && store_add_link(w->store, &link, NULL) && store_commit(w->store, NULL));
	struct note_entry both[] = {
		{.target = meeting, .field = NOTE_UNLINK, .value = store_event_id(&arena, visit.article, visit.span)},
		{.target = visit, .field = NOTE_UNLINK, .value = store_event_id(&arena, meeting.article, meeting.span)},
	};
	assert_true(notes_add(w->notes, both, 2, NULL));
	assert_rows(w, "link:series", "");
	both[0] = (struct note_entry){.target = w->meeting, .field = NOTE_LINK, .value = store_event_id(&arena, w->visit.article, w->visit.span)};
	both[1] = (struct note_entry){.target = w->visit, .field = NOTE_LINK, .value = store_event_id(&arena, w->meeting.article, w->meeting.span)};
	assert_true(notes_add(w->notes, both, 2, NULL));
	assert_rows(w, "link:series", "mv");
	arena_free(&arena);
}

/* What was merged stays with the event that stands for it when the passages of both are cut otherwise. */
static void test_merged_moves(void **state)
{
	struct world *w = *state;
	struct arena arena = ARENA_INIT;
	struct note_target meeting = w->meeting, visit = w->visit;
	int64_t row;
	size_t n;
	meeting.span.end -= 2; /* as the old extractor had them */
	visit.span.begin += 1;
	struct str old = store_event_id(&arena, meeting.article, meeting.span), name = store_event_id(&arena, w->meeting.article, w->meeting.span);
	set(w, &visit, NOTE_MERGE, old.p);
	set(w, &meeting, NOTE_STAR, "1");
	assert_rows(w, "", "mr");
	const struct str *told = notes_merged_into(w->notes, name, &arena, &n);
	assert_int_equal(n, 1);
	assert_true(str_eq(told[0], store_event_id(&arena, w->visit.article, w->visit.span)));
	assert_true(store_find_event(w->store, old, &row, NULL));
	assert_int_equal(store_event_index(row), 0);
	assert_true(row != 0);
	set(w, &w->visit, NOTE_MERGE, "");
	notes_merged_into(w->notes, name, &arena, &n);
	assert_int_equal(n, 0);
	arena_free(&arena);
}

/* A chain of merges has one end, which tells all of it; a ring has none, and would hide all that is in it. */
static void test_merges_close_no_ring(void **state)
{
	struct world *w = *state;
	struct arena arena = ARENA_INIT;
	struct error err = ERROR_INIT;
	struct note_target third = w->visit;
	size_t n;
	third.span = (struct span){21, 32};
	struct str meeting = store_event_id(&arena, w->meeting.article, w->meeting.span);
	struct str visit = store_event_id(&arena, w->visit.article, w->visit.span), last = store_event_id(&arena, third.article, third.span);
	assert_false(notes_set(w->notes, &w->meeting, NOTE_MERGE, meeting, &err));
	set(w, &w->meeting, NOTE_MERGE, visit.p);
	set(w, &w->visit, NOTE_MERGE, last.p);
	assert_true(str_eq(notes_merged_last(w->notes, visit), last));
	const struct str *told = notes_merged_into(w->notes, last, &arena, &n);
	assert_int_equal(n, 2);
	assert_true(str_eq(told[0], visit) && str_eq(told[1], meeting));
	assert_false(notes_set(w->notes, &third, NOTE_MERGE, meeting, &err));
	assert_int_equal(err.code, ERROR_USAGE);
	/* nor do two at once */
	set(w, &w->meeting, NOTE_MERGE, "");
	set(w, &w->visit, NOTE_MERGE, "");
	const struct note_entry both[] = {{.target = w->meeting, .field = NOTE_MERGE, .value = visit},
					  {.target = w->visit, .field = NOTE_MERGE, .value = meeting}};
	assert_false(notes_add(w->notes, both, 2, &err));
	assert_rows(w, "", "mrv");
	arena_free(&arena);
}

/* What was undone and then said the other way round can be done again: one of the two stays in sight. */
static void test_ring_is_opened(void **state)
{
	struct world *w = *state;
	struct arena arena = ARENA_INIT;
	struct note_entry what;
	set(w, &w->meeting, NOTE_MERGE, store_event_id(&arena, w->visit.article, w->visit.span).p);
	assert_true(notes_undo(w->notes, &what, NULL));
	set(w, &w->visit, NOTE_MERGE, store_event_id(&arena, w->meeting.article, w->meeting.span).p);
	assert_rows(w, "", "mr");
	assert_true(notes_undo(w->notes, &what, NULL));
	assert_true(notes_redo(w->notes, &what, NULL));
	assert_true(notes_redo(w->notes, &what, NULL));
	assert_rows(w, "", "mr");
	arena_free(&arena);
}

/* An event of which something is said already takes nothing from a neighbour that lost its own. */
static void test_moves_only_where_nothing_is_said(void **state)
{
	struct world *w = *state;
	struct note_target meeting = w->meeting;
	meeting.span.end -= 1;
	set(w, &w->meeting, NOTE_TAG, "mine");
	set(w, &meeting, NOTE_STAR, "1");
	assert_rows(w, "is:starred", "");
	assert_rows(w, "tag:mine", "m");
}

#define WORLD(test) cmocka_unit_test_setup_teardown(test, world_setup, world_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		WORLD(test_queries), WORLD(test_corrections), WORLD(test_another_extractor), WORLD(test_moves_only_where_nothing_is_said), WORLD(test_undo),
		WORLD(test_undo_order), WORLD(test_values),
		WORLD(test_beginning),
		WORLD(test_reading_lets_write),
		WORLD(test_rejected),
		WORLD(test_overlay),
		WORLD(test_shapes), WORLD(test_rejected_links), WORLD(test_rejected_link_moves), WORLD(test_merged_moves), WORLD(test_searches),
		WORLD(test_merges_close_no_ring), WORLD(test_ring_is_opened),
		WORLD(test_log_travels), WORLD(test_not_notes), WORLD(test_place),
	};
	return cmocka_run_group_tests_name("notes", tests, NULL, NULL);
}
