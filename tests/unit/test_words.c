/* The word index and the plans made from patterns: a plan must let through whatever a scan finds. */
#include "config.h"

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
#include "base/utf8.h"
#include "store/inside.h"
#include "store/plan.h"
#include "store/plan_read.h"
#include "store/query.h"
#include "store/needle.h"
#include "store/tail.h"
#include "store/words_grams.h"
#include "store/words_list.h"
#include "store/words_merge.h"
#include "store/words_segment.h"

#define CORPUS "test_words.corpus"

/* ---- words ---- */

static void words_put(struct words *w, int64_t article, struct str text)
{
	struct arena arena = ARENA_INIT;
	struct words_gathered l = {.arena = &arena};
	words_gather(&l, text);
	words_add(w, article, &l);
	arena_free(&arena);
}

static void test_words_of_a_text(void **state)
{
	(void)state;
	static const struct {
		const char *text, *words;
	} rows[] = {
		{"", ""},
		{"One, two; two_3 ONE.", "ONE|One|two|two_3"},
		{"a{3} <b> c_[#", "#|3|<|>|[|a|b|c_|{|}"}, /* marks that prose seldom has */
		{"b A a B ab Ab", "A|a|Ab|ab|B|b"},
		{"don't U.S.", "don|S|t|U"},
		{"caf\xC3\xA9 cafe\xCC\x81", "cafe\xCC\x81|caf\xC3\xA9"},
		{"x\xC2\xB2 \xC2\xBD", "x\xC2\xB2|\xC2\xBD"},
		{"上海 SCO会x", "上|会|海|SCO|x"}, /* odd words first */
		{"\xE0\xB9\x90\xE0\xB9\x91", "\xE0\xB9\x90\xE0\xB9\x91"}, /* Thai digits are digits */
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct words w = {0};
		struct words_segment s;
		words_put(&w, 1, str_of(rows[i].text));
		words_seal(&w, WORDS_TEXT, &s);
		for (size_t k = 0; k < s.words.n; k++)
			if (s.words.p[k] == '\n')
				s.words.p[k] = k + 1 < s.words.n ? '|' : '\0';
		assert_string_equal(buf_cstr(&s.words), rows[i].words);
		words_segment_free(&s);
		words_free(&w);
	}
}

static void test_long_words(void **state)
{
	(void)state;
	struct words w = {0};
	struct words_segment s;
	char *word = malloc(100000);
	memset(word, 'a', 100000);
	words_put(&w, 7, (struct str){word, 100000});
	words_put(&w, 8, STR("short"));
	words_seal(&w, WORDS_TEXT, &s);
	assert_string_equal(buf_cstr(&s.words), "\nshort\n");
	words_segment_free(&s);
	words_free(&w);
	free(word);
}

/* Lists of all lengths come back as they were; cut or overwritten, they are refused or are still a list. */
static void test_lists(void **state)
{
	(void)state;
	enum { RANGE = 3000 };
	static const struct { uint32_t range, every; } rows[] = {
		{1, 1}, {2, 1}, {2, 2}, {63, 64}, {64, 64}, {65, 3}, {1000, 1}, {1000, 2}, {1000, 3}, {1000, 7}, {1000, 999}, {RANGE, 40}, {RANGE, 2999},
	};
	uint32_t articles[RANGE], got[RANGE];
	uint8_t places[RANGE], got_places[RANGE];
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct buf list = BUF_INIT, of_places = BUF_INIT;
		size_t n = 0;
		for (uint32_t a = rows[i].every > 2 ? rows[i].every % 5 % rows[i].range : 0; a < rows[i].range; a += rows[i].every, n++) {
			articles[n] = a;
			places[n] = (uint8_t)(1 + a * 37 % 255);
		}
		words_list_put(&list, articles, n, rows[i].range);
		assert_int_equal(list.n, words_list_bytes(n, rows[i].range));
		assert_true(words_list_get(buf_str(&list), n, rows[i].range, got));
		assert_memory_equal(got, articles, n * sizeof *got);
		words_list_put_places(&of_places, places, n);
		assert_true(words_list_get_places(buf_str(&of_places), n, got_places));
		for (size_t k = 0; k < n; k++)
			assert_int_equal(got_places[k], __builtin_popcount(places[k]) > WORDS_PLACES_MOST ? WORDS_PLACES_ALL : places[k]);
		assert_false(words_list_get(str_sub(buf_str(&list), 0, list.n - 1), n, rows[i].range, got));
		assert_false(words_list_get(buf_str(&list), n + 1 + rows[i].range, rows[i].range, got));
		assert_false(words_list_get_places(str_sub(buf_str(&of_places), 0, of_places.n / 2), n, got_places));
		for (size_t k = 0; k < list.n; k++) {
			list.p[k] = (char)~list.p[k];
			if (words_list_get(buf_str(&list), n, rows[i].range, got))
				for (size_t j = 0; j < n; j++)
					assert_true(got[j] < rows[i].range && (j == 0 || got[j] > got[j - 1]));
		}
		buf_free(&list);
		buf_free(&of_places);
	}
}

/* Places of lists that are cut anywhere, joined, are those of the whole; what is cut off is refused. */
static void test_joined_places(void **state)
{
	(void)state;
	enum { COUNT = 400 };
	static const size_t cuts[] = {1, 2, 3, 7, 31, 32, 33, 64, 200, COUNT};
	uint8_t places[COUNT];
	for (size_t i = 0; i < COUNT; i++)
		places[i] = (uint8_t)(i % 3 ? (size_t)1 << i % 8 : 1 + i * 37 % 255);
	struct words_list_places joined = {0};
	struct buf whole = BUF_INIT, part = BUF_INIT, all = BUF_INIT;
	words_list_put_places(&whole, places, COUNT);
	for (size_t i = 0; i < sizeof cuts / sizeof *cuts; i++) {
		for (size_t at = 0, n; at < COUNT; at += n) {
			n = COUNT - at < cuts[i] ? COUNT - at : cuts[i];
			buf_clear(&part);
			words_list_put_places(&part, places + at, n);
			assert_true(words_list_add_places(&joined, buf_str(&part), n));
			assert_false(n > 2 && words_list_add_places(&joined, str_sub(buf_str(&part), 0, part.n / 2), n));
		}
		buf_clear(&all);
		words_list_end_places(&joined, &all);
		assert_int_equal(all.n, whole.n);
		assert_memory_equal(all.p, whole.p, whole.n);
	}
	buf_free(&joined.bytes);
	buf_free(&whole);
	buf_free(&part);
	buf_free(&all);
}

static void numbered_text(int64_t article, struct buf *out)
{
	buf_clear(out);
	for (int64_t k = 2; k < 60; k++)
		if (article % k == 0)
			buf_addf(out, "divides%lld ", (long long)k);
	buf_addf(out, "number%lld common", (long long)article);
}

static void seal_range(int64_t from, int64_t to, struct words_segment *out)
{
	struct words w = {0};
	struct buf b = BUF_INIT;
	for (int64_t i = from; i < to; i++) {
		numbered_text(i, &b);
		words_put(&w, i, buf_str(&b));
	}
	words_seal(&w, WORDS_TEXT, out);
	words_free(&w);
	buf_free(&b);
}

enum { MERGED = 5, MERGED_EACH = 6000 };

/* Segments of consecutive articles in a corpus of their own, in a transaction. */
static struct store *write_segments(int64_t ids[static MERGED])
{
	struct error err = ERROR_INIT;
	struct store *s;
	unlink(CORPUS);
	assert_true(store_open(CORPUS, STORE_WRITE, &s, &err));
	assert_true(store_begin(s, &err));
	for (int i = 0; i < MERGED; i++) {
		struct words_segment segment;
		seal_range(1 + MERGED_EACH * i, 1 + MERGED_EACH * (i + 1), &segment);
		assert_true(words_segment_write(&segment, &s->db, &err));
		ids[i] = segment.id;
		words_segment_free(&segment);
	}
	return s;
}

/* Merged segments are what one segment would have been, in parts and pieces, too. */
static void test_merge(void **state)
{
	(void)state;
	struct error err = ERROR_INIT;
	int64_t ids[MERGED], count, same;
	struct store *s = write_segments(ids);
	struct words_segment whole, merged = {.first = 1, .last = MERGED * MERGED_EACH, .scope = WORDS_TEXT};
	assert_true(words_merge(ids, MERGED, &s->db, &err));
	seal_range(1, 1 + MERGED * MERGED_EACH, &whole);
	assert_true(db_integer(&s->db, "SELECT max(id) FROM word_segment WHERE first = 1 AND last = 30000", 0, &merged.id, &err));
	assert_true(words_segment_read(&merged, &s->db, &err));
	assert_true(str_eq(buf_str(&merged.words), buf_str(&whole.words)));
	assert_true(str_eq(buf_str(&merged.counts), buf_str(&whole.counts)));
	assert_true(str_eq(buf_str(&merged.postings), buf_str(&whole.postings)));
	assert_true(merged.words.n > 4 * 24 * 1024 && merged.postings.n > WORDS_PIECE);
	/* no row of the others is left, and the one that is written at once is the same */
	assert_true(words_segment_write(&whole, &s->db, &err));
	assert_true(db_integer(&s->db, "SELECT count(*) FROM word_segment", 0, &count, &err));
	assert_int_equal(count, 2);
	assert_true(db_integer(&s->db,
			       "SELECT (SELECT count(*) = 2 AND count(DISTINCT size) = 1 AND count(DISTINCT grams) = 1 FROM word_segment)"
			       " AND (SELECT count(*) = 2 * count(DISTINCT words || counts || begin) FROM word_part)"
			       " AND (SELECT count(*) = 2 * count(DISTINCT lists) FROM word_piece)",
			       0, &same, &err));
	assert_true(same);
	words_segment_free(&merged);
	words_segment_free(&whole);
	store_close(s);
	unlink(CORPUS);
}

/* Damage is told, not followed. */
static void test_merge_damaged(void **state)
{
	(void)state;
	static const char *const rows[] = {
		"DELETE FROM word_piece WHERE id = (SELECT max(id) FROM word_piece)",
		"UPDATE word_piece SET lists = substr(lists, 2) WHERE id = (SELECT min(id) FROM word_piece)",
		"DELETE FROM word_part WHERE id = (SELECT max(id) FROM word_part)",
		"UPDATE word_part SET counts = substr(counts, 1, 9) WHERE id = (SELECT min(id) FROM word_part)",
		"UPDATE word_part SET words = substr(words, 1, 9)",
		"UPDATE word_part SET begin = begin + 1",
		"UPDATE word_segment SET last = first - 2",
		"UPDATE word_segment SET first = 2 WHERE id = 3",
		"DELETE FROM word_segment WHERE id = 4",
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct error err = ERROR_INIT;
		int64_t ids[MERGED];
		struct store *s = write_segments(ids);
		assert_true(db_exec(&s->db, rows[i], &err));
		if (words_merge(ids, MERGED, &s->db, &err) || err.code != ERROR_CORRUPT)
			fail_msg("%s: %s", rows[i], err.msg);
		store_close(s);
	}
	unlink(CORPUS);
}

/* ---- plans ---- */

static const struct {
	const char *pattern;
	bool folds;
	const char *plan;
} plans_rows[] = {
	{"Tashkent", false, "(?:Tashkent)"},
	{"tashkent", true, "(?i)(?:tashkent)"},
	{"(?i)Tash", false, "(?i)(?:Tash)"},
	{"SCO[- ]RATS", false, "PHRASE((?:SCO)$ ^(?:RATS))"},
	{"sign(ed|s)? (a|the) (treaty|pact)", false, "PHRASE((?:sign(ed|s)?)$ ^(?:(a|the))$ ^(?:(treaty|pact)))"},
	{"[A-Z][a-z]+ (met|meets) [A-Z]", false, "PHRASE((?:[A-Z][a-z]+)$ ^(?:(met|meets))$ ^(?:[A-Z]))"},
	{"[A-Z]{3,}\\d{2}", false, "(?:[A-Z]{3,}\\d{2})"},
	{"^Drills$", false, "^(?:Drills)$"},
	{"\\bfoo\\b", false, "(?:\\bfoo\\b)"},
	{"\\bé\\w\\b", false, "(?:é)"},
	{"a\\b\\u", false, "ANY"},
	{"né\\b", false, "(?:né)"},
	{"a.*b", false, "AND((?:a) (?:b))"},
	{"India|Pak(istan)?", false, "OR((?:India) (?:Pak(istan)?))"},
	{"(x y|z)w", false, "AND(OR(PHRASE((?:x)$ ^(?:y)) (?:z)) (?:w))"},
	{"(x y|z)?w", false, "(?:w)"},
	{"(\\w+ing) (\\w+ed)", false, "AND((?:ing)$ (?:ed))"},
	{"(a b|c)+ d", false, "AND(OR(PHRASE((?:a)$ ^(?:b)) (?:c)) ^(?:d))"},
	{"x(a b|c d)", false, "AND((?:x) OR(PHRASE((?:a)$ ^(?:b)) PHRASE((?:c)$ ^(?:d))))"},
	{" (a b|c) ", false, "OR(PHRASE(^(?:a)$ ^(?:b)$) ^(?:c)$)"},
	{"合作ab", false, "PHRASE(^(?:合)$ ^(?:作)$ ^(?:ab))"},
	{"合?ab", false, "(?:ab)"},
	{"合{2}", false, "^(?:合)$"},
	{"a\\.b\\n?c", false, "AND(PHRASE((?:a)$ ^(?:b)) (?:c))"},
	{"[é]t", false, "(?:[é]t)"},
	{"x-?y", false, "AND((?:x) (?:y))"},
	/* a brace that begins no quantifier is one between words */
	{"\\d{3", false, "AND(^\\{$ PHRASE((?:\\d)$ ^(?:3)))"},
	{"a{", false, "AND(^\\{$ (?:a)$)"},
	{"{ab", false, "AND(^\\{$ ^(?:ab))"},
	{"a{x}b", false, "AND(^\\{$ ^\\}$ PHRASE((?:a)$ ^(?:x)$ ^(?:b)))"},
	{"(ab{)+c", false, "AND(AND(^\\{$ (?:ab)$) (?:c))"},
	{"ab{1,2", false, "AND(^\\{$ PHRASE((?:ab)$ ^(?:1)$ ^(?:2)))"},
	{"ab{*c", false, "AND((?:ab) (?:c))"},
	{"a|", false, "ANY"},
	{"a*", false, "ANY"},
	{"(ab)*", false, "ANY"},
	{"a{0}b", false, "(?:a{0}b)"},
	{".", false, "ANY"},
	{"[^a]", false, "ANY"},
	/* not understood, so not planned */
	{"(a)\\1", false, "ANY"},
	{"a(?=b)", false, "ANY"},
	{"a(?!b)", false, "ANY"},
	{"(?x)a b", false, "ANY"},
	{"(?i:a)b", false, "ANY"},
	{"a(?i)b", false, "ANY"},
	{"\\Qa b\\E", false, "ANY"},
	{"\\p{L}a", false, "ANY"},
	{"\\x61b", false, "ANY"},
	{"[[:alpha:]]b", false, "ANY"},
	{"(*ANYCRLF)a", false, "ANY"},
	{"a{,2}b", false, "ANY"},
	{"a{ 2 }b", false, "ANY"},
	{"a{}b", false, "ANY"},
	{"a{2}{3}b", false, "ANY"},
	{"a(?#c)b", false, "ANY"},
	{"(?>a)b", false, "ANY"},
	{"a\\Kb", false, "ANY"},
	{"[]a]b", false, "ANY"},
	{"\\Ba", false, "ANY"},
	{"(?<n>a)b", false, "ANY"},
};

static void test_plans(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof plans_rows / sizeof *plans_rows; i++) {
		struct arena arena = ARENA_INIT;
		struct buf got = BUF_INIT;
		plan_describe(plan_make(str_of(plans_rows[i].pattern), plans_rows[i].folds, &arena), &got);
		if (strcmp(buf_cstr(&got), plans_rows[i].plan) != 0)
			fail_msg("%s\n  gives %s\n  wants %s", plans_rows[i].pattern, buf_cstr(&got), plans_rows[i].plan);
		buf_free(&got);
		arena_free(&arena);
	}
}

/* By which letters the parts of a vocabulary are chosen that are read. */
static void test_held_letters(void **state)
{
	(void)state;
	static const char *const rows[][2] = {
		{"Xanthorrhoea", "xanthorrhoea"}, {"Zzyzxq[uv]orn", "zzyzxq"}, {"sign(ed|s)?", "sign"}, {"mini\\bster", "minister"},
		{"ab+cdef?", "cde"}, {"[A-Z][a-z]+", ""}, {"É", "é"}, {"K", "k"}, {"合作", "合"}, {"x+", ""}, {"\\d{3}", ""},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct arena arena = ARENA_INIT;
		const struct plan *p = plan_make(str_of(rows[i][0]), false, &arena);
		p = p->op == PLAN_PHRASE ? p->parts[0] : p;
		if (p->op != PLAN_WORD || !str_eq(p->holds, str_of(rows[i][1])))
			fail_msg("%s holds %.*s, not %s", rows[i][0], STR_ARG(p->holds), rows[i][1]);
		arena_free(&arena);
	}
}

static void test_grams(void **state)
{
	(void)state;
	char filter[WORDS_GRAMS_BYTES] = {0};
	words_grams_add(filter, STR("minister"));
	words_grams_add(filter, STR("of"));
	assert_true(words_grams_may_hold(filter, STR("minister")));
	assert_true(words_grams_may_hold(filter, STR("iste")));
	assert_true(words_grams_may_hold(filter, STR("zzz"))); /* too short to be known */
	assert_true(words_grams_may_hold(filter, STR("")));
	assert_false(words_grams_may_hold(filter, STR("ministry")));
	assert_false(words_grams_may_hold(filter, STR("zzzz")));
}

/* ---- plan equals scan, on patterns made at random ---- */

static uint64_t chance = 1;

static unsigned pick(unsigned n)
{
	chance = chance * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(chance >> 33) % n;
}

/* Few letters, so that things meet: with foldings into two bytes, marks, scripts without spaces. */
static const char *const bits[] = {
	"a", "b", "ab", "ba", "A", "B", "k", "K", "\xE2\x84\xAA", "s", "\xC5\xBF", "\xC3\xA9", "\xC3\x89", "e\xCC\x81", "_", "1", "2",
	" ", " ", " ", " ", ".", "-", "\n", "合", "作", "\xE0\xB9\x90", "\xCE\xB9", "\xCD\x85", "\xC2\xB2", "'", "\xE2\x80\x99", "{", "{1",
};

static void add_bits(struct buf *out, unsigned n)
{
	for (unsigned i = 0; i < n; i++)
		buf_add_cstr(out, bits[pick(sizeof bits / sizeof *bits)]);
}

static uint32_t boundary_before(struct str text, uint32_t at)
{
	while (at > 0 && at < text.n && ((unsigned char)text.p[at] & 0xC0) == 0x80)
		at--;
	return at;
}

/* Passages begin and end anywhere, in the middle of words too. */
static struct event random_event(struct str text, struct arena *arena)
{
	struct buf headline = BUF_INIT;
	add_bits(&headline, pick(5));
	uint32_t a = boundary_before(text, pick((unsigned)text.n)), b = boundary_before(text, pick((unsigned)text.n));
	struct event e = {.span = {a < b ? a : b, a < b ? b : a}, .headline = arena_str(arena, buf_str(&headline)), .when = INTERVAL_NONE, .date = -1};
	buf_free(&headline);
	return e;
}

static void add_random_article(struct store *s, int number)
{
	struct arena arena = ARENA_INIT;
	struct buf text = BUF_INIT, title = BUF_INIT;
	struct error err = ERROR_INIT;
	buf_addf(&text, "%d ", number);
	if (number == 5)
		for (int i = 0; i < 120; i++)
			buf_add_cstr(&text, "ab"); /* too long a word to keep */
	add_bits(&text, 4 + pick(24));
	add_bits(&title, pick(4));
	struct event events[3];
	for (size_t i = 0; i < 3; i++)
		events[i] = random_event(buf_str(&text), &arena);
	struct extraction x = {.published = {.when = INTERVAL_NONE}, .events = events, .event_count = 3};
	struct article a = {.text = buf_str(&text), .title = buf_str(&title), .reader = "text"};
	digest_text(a.text, a.id);
	int64_t row;
	bool known;
	if (!store_add(s, &a, &x, NULL, &row, &known, &err))
		fail_msg("%s", err.msg);
	buf_free(&text);
	buf_free(&title);
	arena_free(&arena);
}

static void random_alternatives(struct buf *out, int depth);

static void random_piece(struct buf *out, int depth)
{
	static const char *const escapes[] = {"\\w", "\\d", "\\s", "\\W", "\\D", "\\S", "\\b", "\\b", "\\B", "\\.", "\\-", "\\x61", "\\p{L}",
					      "\\Qa b\\E", "\\R", "\\h", "\\N", "\\X", "\\n", "^", "$", "\\A", "\\z", ".", "\\1", "\\K", "\\G"};
	static const char *const classes[] = {"[ab]", "[a-c]", "[^a]", "[\\d_]", "[a\\s]", "[A-Z]", "[A-z]", "[é]", "[[:alpha:]]", "[a-]",
					      "[ -]", "[]a]", "[^]a]", "[\\w]", "[k]", "[合作]", "[.\\-]", "[^\\W]", "[1-3]", "[\\]a]", "[a-\\d]"};
	static const char *const opens[] = {"(", "(", "(", "(?:", "(?:", "(?=", "(?!", "(?<=", "(?<!", "(?>", "(?i:", "(?x:", "(?|", "(?<n>"};
	static const char *const oddities[] = {"(?i)", "(?-i)", "(?x)", "(?#c)", "(*COMMIT)", "(*UTF)", "{", "{", "{1", "}", "]", "#", "(?s)", "(?1)", "\xC2\xA0"};
	unsigned what = pick(100);
	if (what < 55) {
		add_bits(out, 1);
	} else if (what < 68) {
		buf_add_cstr(out, escapes[pick(sizeof escapes / sizeof *escapes)]);
	} else if (what < 78) {
		buf_add_cstr(out, classes[pick(sizeof classes / sizeof *classes)]);
	} else if (what < 97 && depth < 3) {
		buf_add_cstr(out, opens[pick(sizeof opens / sizeof *opens)]);
		random_alternatives(out, depth + 1);
		buf_add_char(out, ')');
	} else if (what >= 97) {
		buf_add_cstr(out, oddities[pick(sizeof oddities / sizeof *oddities)]);
	}
}

static void random_alternatives(struct buf *out, int depth)
{
	static const char *const quantifiers[] = {"*", "+", "?", "{2}", "{1,2}", "{0,1}", "{,2}", "{2,}", "*?", "+?", "++", "?+", "{1}{2}",
						"{", "{1", "{1,", "{1,2", "{,", "{a", "{a}", "{}", "{ 1}", "{1,2,"};
	for (unsigned n = 1 + (pick(3) == 0); n > 0; n--) {
		for (unsigned i = pick(5); i > 0; i--) {
			random_piece(out, depth);
			if (pick(5) == 0)
				buf_add_cstr(out, quantifiers[pick(sizeof quantifiers / sizeof *quantifiers)]);
		}
		if (n > 1)
			buf_add_char(out, '|');
	}
}

static bool run(struct store *s, const struct query *q, bool planned, struct result **out)
{
	struct error err = ERROR_INIT;
	s->planning = planned ? STORE_PLAN_ALWAYS : STORE_PLAN_NEVER;
	if (!query_run(s, q, NULL, out, &err))
		fail_msg("%.*s: %s", STR_ARG(query_text(q)), err.msg);
	return true;
}

/* Whether the texts that a plan kept from being read mattered. Returns how many rows answer. */
static size_t compare(struct store *s, const struct query *q)
{
	struct result *planned, *scanned;
	run(s, q, true, &planned);
	run(s, q, false, &scanned);
	bool same = planned->count == scanned->count && planned->undecided <= scanned->undecided;
	for (size_t i = 0; same && i < planned->count; i++)
		same = result_row(planned, i).id == result_row(scanned, i).id && result_row(planned, i).type == result_row(scanned, i).type;
	if (!same) {
		struct arena arena = ARENA_INIT;
		struct buf plan = BUF_INIT;
		struct str text = query_text(q);
		plan_describe(plan_make(str_sub(text, 1, text.n - 1), false, &arena), &plan);
		fail_msg("%.*s: planned %zu rows, scanned %zu; %s", STR_ARG(text), planned->count, scanned->count, buf_cstr(&plan));
	}
	size_t n = scanned->count, articles, undecided;
	s->planning = STORE_PLAN_ALWAYS;
	assert_true(query_count(s, q, NULL, &articles, &undecided, NULL));
	if (articles != scanned->articles && undecided == 0 && scanned->undecided == 0)
		fail_msg("%.*s: counted %zu articles, scanned %zu", STR_ARG(query_text(q)), articles, scanned->articles);
	result_free(planned);
	result_free(scanned);
	return n;
}

static struct store *random_corpus(void)
{
	struct store *s;
	unlink(CORPUS);
	unlink(CORPUS "-wal");
	unlink(CORPUS "-shm");
	assert_true(store_open(CORPUS, STORE_WRITE, &s, NULL));
	for (int i = 0; i < 60; i++) {
		if (i % 7 == 0)
			assert_true(store_begin(s, NULL));
		add_random_article(s, i);
		if (i % 7 == 6 || i == 59)
			assert_true(store_commit(s, NULL));
	}
	return s;
}

/* The same for who only reads: with nothing in the -wal, pieces of values are read where they lie in the file. */
static struct store *random_corpus_to_read(void)
{
	struct store *s;
	store_close(random_corpus());
	assert_true(store_open(CORPUS, STORE_READ, &s, NULL));
	return s;
}

static void test_plan_equals_scan(void **state)
{
	(void)state;
	const char *wish = getenv("DATELINE_PATTERNS"); /* 100000 before a release */
	int patterns = wish ? atoi(wish) : 4000, understood = 0, answered = 0;
	struct store *s = random_corpus_to_read();
	struct buf b = BUF_INIT;
	for (int i = 0; i < patterns; i++) {
		struct query *q;
		buf_clear(&b);
		buf_add_cstr(&b, pick(8) == 0 ? "/(?i)" : "/");
		random_alternatives(&b, 0);
		buf_add_char(&b, '/');
		if (!query_parse(buf_str(&b), &q, NULL))
			continue; /* not every chance makes a pattern */
		understood++;
		answered += compare(s, q) > 0;
		query_free(q);
	}
	/* the test means something only if many are patterns, and some match while others do not */
	assert_true(understood > patterns / 2 && answered > patterns / 8 && answered < understood);
	buf_free(&b);
	store_close(s);
}

static void test_words_equal_scan(void **state)
{
	(void)state;
	struct store *s = random_corpus();
	struct buf b = BUF_INIT;
	int answered = 0;
	for (int i = 0; i < 1500; i++) {
		struct query *q;
		buf_clear(&b);
		buf_add_char(&b, '"');
		add_bits(&b, 1 + pick(3));
		buf_add_char(&b, '"');
		if (!query_parse(buf_str(&b), &q, NULL))
			continue;
		answered += compare(s, q) > 0;
		query_free(q);
	}
	assert_true(answered > 300);
	buf_free(&b);
	store_close(s);
}

/* ---- how lines end ---- */

static void test_tails(void **state)
{
	(void)state;
	static const struct {
		const char *pattern;
		bool folds, known;
		const char *can, *cannot; /* texts */
	} rows[] = {
		{"(a+)+$", true, true, "Panama", "aaa!"}, {"(a+)+$", true, true, "x\nAAA\ny", "b\n\nab"}, {"(a+)+$", false, true, "a", "A"},
		{"ab?$", false, true, "xb", "xc"}, {"(ab|c)\\.$|d\\b$", false, true, "xd\n", "x.d!"}, {"(?i)ask$", false, true, "as\xE2\x84\xAA", "ask!\n-"},
		{"(x|y)?z*!$", false, true, "!", "z"}, {"a$", false, true, "a", ""}, {"a", false, false, "b", NULL}, {"a*$", false, false, "b", NULL},
		{"(a|)$", false, false, "b", NULL}, {"a$|b", false, false, "bc", NULL}, {"[ab]$", false, false, "c", NULL}, {"a^", false, false, "c", NULL},
		{"\xC3\xA9$", false, false, "c", NULL}, {"a(?=b)$", false, false, "c", NULL}, {"$", false, false, "c", NULL}, {"", false, false, "", NULL},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct tail t = tail_of(str_of(rows[i].pattern), rows[i].folds);
		if (t.known != rows[i].known || !tail_can_match(&t, str_of(rows[i].can)) || (rows[i].cannot && tail_can_match(&t, str_of(rows[i].cannot))))
			fail_msg("%s: row %zu", rows[i].pattern, i);
	}
}

/* ---- what stands in every text that matches ---- */

static void test_needles(void **state)
{
	(void)state;
	static const struct {
		const char *pattern;
		bool folds;
		size_t bytes;                /* of the needle; 0: none */
		const char *can, *cannot;    /* texts */
	} rows[] = {
		{"port of call", true, 12, "a long way, the Port Of CALL", "port of cal"}, {"port of call", false, 12, "port of call", "Port of call"},
		{"x+ ab: c.*", true, 6, " AB: C", "ab:  c"}, {"mask on", true, 7, "mas\xE2\x84\xAA on, far from where it ends", "mast on, a text of ASCII"},
		{"one night", true, 9, "0123456789 one night", "one \xC5\x8Bight"}, {"a-b(c|d) e-fg", false, 5, " e-fg", "a-b"},
		{"\xC3\xA9 a", false, 4, "\xC3\xA9 a", "\xC3\x89 a"}, {"\xC3\xA9 a", true, 0, "", NULL}, {"government", true, 0, "", NULL},
		{"ab? cd*", true, 0, "a c", NULL}, {"a b c|d e f", true, 0, "", NULL}, {"(a b c)", true, 0, "", NULL}, {"a b(?=c)", true, 0, "", NULL},
		{"on a day that is forty bytes long in all", true, 32, "on a day that is forty bytes long in all", "on a day that is forty bytes lo"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct needle n = needle_of(str_of(rows[i].pattern), rows[i].folds);
		if (n.n != rows[i].bytes || !needle_may_stand(&n, str_of(rows[i].can)) ||
		    (rows[i].cannot && needle_may_stand(&n, str_of(rows[i].cannot))))
			fail_msg("%s: %zu bytes", rows[i].pattern, n.n);
	}
	/* wherever it stands, and whatever its ends would fit to */
	struct needle n = needle_of(STR("to be"), true);
	for (size_t length = 5; length < 120; length++) {
		char text[120];
		memset(text, 't', length / 2);
		memset(text + length / 2, 'e', length - length / 2);
		assert_false(needle_may_stand(&n, (struct str){text, length}));
		for (size_t at = 0; at + 5 <= length; at++) {
			memset(text, 'E', length);
			memcpy(text + at, "To bE", 5);
			assert_true(needle_may_stand(&n, (struct str){text, length}));
		}
	}
}

/* ---- patterns as they are typed ---- */

static void test_going_on(void **state)
{
	(void)state;
	static const struct {
		const char *wide, *narrow;
		bool goes_on;
	} rows[] = {
		{"gov", "gove", true}, {"gov", "gov", true}, {"gov", "gov\\b", true}, {"gov", "gov ", true}, {"", "a", true},
		{"a|b", "a|bc", true}, {"a|", "a|b", true}, {"(?i)a", "(?i)ab", true}, {"x(a|b)", "x(a|b) c", true}, {"a+", "a+b", true},
		{"gov", "gav", false}, {"gove", "gov", false}, {"a", "a|b", false}, {"a|b", "a|b|c", false}, {"ab", "ab*", false},
		{"ab", "ab{0}", false}, {"a{", "a{1}", false}, {"a+", "a+?", false}, {"a", "a(?!b)", false}, {"(a)\\1", "(a)\\1b", false},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (plan_goes_on(str_of(rows[i].wide), str_of(rows[i].narrow)) != rows[i].goes_on)
			fail_msg("%s, %s: not %d", rows[i].wide, rows[i].narrow, rows[i].goes_on);
}

struct typed {
	atomic_bool stop;
};

/* A key comes when it comes. */
static void typed_progress(void *ctx, size_t done, size_t all, size_t hits)
{
	(void)done, (void)all, (void)hits;
	struct typed *t = ctx;
	if (pick(40) == 0)
		atomic_store(&t->stop, true);
}

static void typed_found(void *ctx, struct result *part)
{
	(void)ctx;
	result_free(part);
}

/* What the keys before left must not change an answer, where the user looks at a place or at none. */
static int type_one(struct store *s, struct str pattern)
{
	struct typed t;
	struct query_watch watch = {.cancel = &t.stop, .progress = typed_progress, .found = typed_found, .ctx = &t, .near = INTERVAL_NONE};
	int answers = 0;
	for (size_t n = 1; n <= pattern.n; n++) {
		struct query *q;
		struct result *typed, *scanned;
		struct buf b = BUF_INIT;
		buf_addf(&b, "/%.*s/", (int)n, pattern.p);
		bool good = query_parse(buf_str(&b), &q, NULL);
		buf_free(&b);
		if (!good)
			continue;
		atomic_store(&t.stop, false);
		s->planning = pick(2) ? STORE_PLAN_ALWAYS : STORE_PLAN_WHEN_WORTH;
		if (query_run(s, q, &watch, &typed, NULL)) {
			run(s, q, false, &scanned);
			bool same = typed->count == scanned->count;
			for (size_t i = 0; same && i < typed->count; i++)
				same = result_row(typed, i).id == result_row(scanned, i).id;
			if (!same && scanned->undecided == 0)
				fail_msg("%.*s: typed %zu rows, scanned %zu", STR_ARG(query_text(q)), typed->count, scanned->count);
			answers += scanned->count > 0;
			result_free(typed);
			result_free(scanned);
		}
		if (pick(3) == 0)
			query_keep_near(s, &watch, NULL);
		query_free(q);
	}
	return answers;
}

static void test_typing_equals_scan(void **state)
{
	(void)state;
	struct store *s = random_corpus_to_read();
	struct buf b = BUF_INIT;
	int answers = 0;
	for (int i = 0; i < 400; i++) {
		buf_clear(&b);
		random_alternatives(&b, 0);
		answers += type_one(s, buf_str(&b));
	}
	assert_true(answers > 400);
	buf_free(&b);
	store_close(s);
}

/* Windows are of whole segments, one behind the other up to the last article, whether the index has it or not. */
static void test_windows(void **state)
{
	(void)state;
	static const struct {
		int64_t segments[4];  /* where they end; 0: no more */
		int64_t least, n;
		const char *windows;
	} rows[] = {
		{{10, 20, 30}, 1, 30, "1-10 11-20 21-30"}, {{10, 20, 30}, 10, 30, "1-10 11-20 21-30"}, {{10, 20, 30}, 11, 30, "1-20 21-30"},
		{{90, 95, 97}, 20, 100, "1-90 91-100"}, {{5, 90, 95}, 20, 100, "1-90 91-100"}, {{10, 20}, 1, 25, "1-10 11-20 21-25"},
		{{10, 20}, 1, 15, "1-10 11-15"}, {{0}, 1, 7, "1-7"}, {{10}, 50, 10, "1-10"}, {{10}, 1, 10, "1-10"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct words_index x = {0};
		struct buf got = BUF_INIT;
		for (size_t k = 0; k < 4 && rows[i].segments[k]; k++)
			*vec_push(&x) = (struct words_index_segment){.first = k ? rows[i].segments[k - 1] + 1 : 1, .last = rows[i].segments[k]};
		struct words_window w = {0, 0};
		while (w.last < rows[i].n) {
			w = words_index_window(&x, WORDS_TEXT, w.last + 1, rows[i].least, rows[i].n);
			buf_addf(&got, "%s%lld-%lld", got.n ? " " : "", (long long)w.first, (long long)w.last);
		}
		assert_string_equal(buf_cstr(&got), rows[i].windows);
		buf_free(&got);
		vec_free(&x);
	}
}

/* Without an index, or with one that ends early, the answers are the same. */
static void test_index_behind(void **state)
{
	(void)state;
	struct store *s = random_corpus();
	struct query *q;
	assert_true(query_parse(STR("/ab/"), &q, NULL));
	size_t n = compare(s, q);
	assert_true(db_exec(&s->db, "DELETE FROM word_segment WHERE id = (SELECT max(id) FROM word_segment)", NULL));
	s->own_writes++;
	assert_int_equal(compare(s, q), n);
	assert_true(db_exec(&s->db, "DELETE FROM word_segment", NULL));
	s->own_writes++;
	assert_int_equal(compare(s, q), n);
	query_free(q);
	store_close(s);
}

/* Many batches leave few segments. */
static void test_segments_stay_few(void **state)
{
	(void)state;
	struct store *s;
	int64_t segments, covered;
	unlink(CORPUS);
	assert_true(store_open(CORPUS, STORE_WRITE, &s, NULL));
	for (int i = 0; i < 150; i++) {
		assert_true(store_begin(s, NULL));
		add_random_article(s, 1000 + i);
		assert_true(store_commit(s, NULL));
	}
	assert_true(db_integer(&s->db, "SELECT count(*) FROM word_segment WHERE scope = 0", 0, &segments, NULL));
	assert_true(db_integer(&s->db, "SELECT sum(last - first + 1) FROM word_segment WHERE scope = 0", 0, &covered, NULL));
	assert_in_range(segments, 1, 16);
	assert_int_equal(covered, 150);
	store_close(s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words_of_a_text),  cmocka_unit_test(test_long_words), cmocka_unit_test(test_lists), cmocka_unit_test(test_joined_places),
		cmocka_unit_test(test_merge),
		cmocka_unit_test(test_merge_damaged),
		cmocka_unit_test(test_plans), cmocka_unit_test(test_held_letters), cmocka_unit_test(test_grams),            cmocka_unit_test(test_index_behind),  cmocka_unit_test(test_segments_stay_few),
		cmocka_unit_test(test_windows), cmocka_unit_test(test_words_equal_scan), cmocka_unit_test(test_plan_equals_scan), cmocka_unit_test(test_going_on), cmocka_unit_test(test_tails), cmocka_unit_test(test_needles), cmocka_unit_test(test_typing_equals_scan),
	};
	return cmocka_run_group_tests_name("words", tests, NULL, NULL);
}
