/* Tokens and sentences: what a text is cut into. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "base/utf8.h"
#include "text/token.h"
#include "text/wordmap.h"

#define COUNT(a) (sizeof(a) / sizeof *(a))

static struct vocabulary *vocabulary;

static int open_words(void **state)
{
	vocabulary = vocabulary_open(0);
	*state = token_words_open(vocabulary, "en");
	return 0;
}

static int close_words(void **state)
{
	token_words_close(*state);
	vocabulary_close(vocabulary);
	return 0;
}

/* The tokens between bars; " / " between sentences, " // " between paragraphs. */
static const char *cut(const struct token_list *l, struct buf *out)
{
	buf_clear(out);
	for (size_t s = 0; s < l->sentence_count; s++) {
		const struct sentence *e = &l->sentences[s];
		if (s)
			buf_add_cstr(out, e->paragraph_start ? " // " : " / ");
		for (uint32_t i = e->token_begin; i < e->token_end; i++) {
			if (i > e->token_begin)
				buf_add_char(out, '|');
			buf_add_str(out, token_text(l, l->tokens[i].span));
			assert_int_equal(l->tokens[i].sentence, s);
		}
	}
	return buf_cstr(out);
}

static void test_cut(void **state)
{
	static const struct {
		const char *text, *cut;
	} rows[] = {
		{"", ""},
		{" \n\n ", ""},
		{"Pakistan's two-year-old truce", "Pakistan|'s|two|-|year|-|old|truce"},
		{"the workers’ day, the writer’s", "the|workers|’|day|,|the|writer|’s"},
		{"1,500 people, 2.5 per cent, in 1990s", "1,500|people|,|2.5|per|cent|,|in|1990|s"},
		{"May 5,2001 and 12.05.1990", "May|5|,|2001|and|12.05.1990"},
		{"the '80s at 9pm on the 20th", "the|'|80|s|at|9|pm|on|the|20|th"},
		{"It ended at 5 p.m. The U.S. envoy left.", "It|ended|at|5|p.m.|/The|U.S.|envoy|left|."},
		{"Gen. Smith met J. Doe of Acme Inc. in Oct. 1990.", "Gen.|Smith|met|J.|Doe|of|Acme|Inc.|in|Oct.|1990|."},
		{"He works for Acme Inc. The firm grew.", "He|works|for|Acme|Inc.|/The|firm|grew|."},
		{"\"Stop!\" he said. \"Go.\" They went.", "\"|Stop|!|\"|he|said|.|/\"|Go|.|\"|/They|went|."},
		{"No. 5 won. They said no. Nobody sat. Still, he did.",
		 "No.|5|won|.|/They|said|no|.|/Nobody|sat|.|/Still|,|he|did|."},
		{"Prices rose 2.5 percent. 200 people came... and left.",
		 "Prices|rose|2.5|percent|.|/200|people|came|.|.|.|and|left|."},
		{"talks end\n\nThe talks ended.\nA line more.", "talks|end|//The|talks|ended|.|//A|line|more|."},
		{"the police came. then they left. nobody was hurt.", "the|police|came|.|/then|they|left|.|/nobody|was|hurt|."},
		{"СССР распался. Потом 26.12.1991 всё", "СССР|распался|.|/Потом|26.12.1991|всё"},
		{"2018年5月23日", "2018|年|5|月|23|日"},
		{"ARRIVED LIMA STOP LEAVE MARCH 3 STOP SEND MONEY", "ARRIVED|LIMA|STOP|/LEAVE|MARCH|3|STOP|/SEND|MONEY"},
		{"THEY TRIED TO STOP HIM. NOBODY CAN STOP HIM.", "THEY|TRIED|TO|STOP|HIM|.|/NOBODY|CAN|STOP|HIM|."},
		{"It fell on the 3rd. They left on May 1st.", "It|fell|on|the|3|rd|.|/They|left|on|May|1|st|."},
		{"a\xE2\x80\xA8" "b \xF0\x9F\x98\x80 c", "a|b|\xF0\x9F\x98\x80|c"},
	};
	struct arena arena = ARENA_INIT;
	struct buf got = BUF_INIT, want = BUF_INIT;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct token_list l;
		token_split(str_of(rows[i].text), *state, NULL, 0, &arena, &l);
		buf_clear(&want);
		for (const char *p = rows[i].cut; *p; p++) {
			/* "|/" and "|//" in the table stand for the ends of sentences */
			size_t bars = p[0] == '|' ? strspn(p + 1, "/") : 0;
			if (bars)
				buf_addf(&want, " %.*s ", (int)bars, p + 1);
			else
				buf_add_char(&want, *p);
			p += bars;
		}
		assert_string_equal(cut(&l, &got), buf_cstr(&want));
		arena_reset(&arena);
	}
	buf_free(&got);
	buf_free(&want);
	arena_free(&arena);
}

/* Lines of one width are a wrapped paragraph; short and uneven ones are lines. */
static void test_paragraphs(void **state)
{
	static const struct {
		const char *text;
		size_t sentences, paragraphs;
	} rows[] = {
		{"   The harbour of the old town was closed on Monday after the storm, the\n"
		 "Port Authority said.  Ships waited outside.\n\n   Nobody was hurt.\n",
		 3, 2},
		{"Harbour closed\nBy a reporter\nThe harbour was closed.\n", 3, 3},
		{"Storm closes the harbour\nThe harbour of the old town was closed on Monday after the storm, and the port "
		 "authority said that ships would have to wait outside.\nNobody was hurt.",
		 3, 3},
		{"The harbour was closed on\nMonday, said the mayor of the town, who\nwent home.\nHe slept.", 3, 3},
		{"The harbour of the old town was closed on Monday after the storm, and the port authority said that\nall "
		 "of the ships would have to wait outside for a day or two.\nNobody was hurt.",
		 2, 2},
	};
	struct arena arena = ARENA_INIT;
	for (size_t i = 0; i < COUNT(rows); i++) {
		struct token_list l;
		size_t paragraphs = 0;
		token_split(str_of(rows[i].text), *state, NULL, 0, &arena, &l);
		for (size_t s = 0; s < l.sentence_count; s++)
			paragraphs += l.sentences[s].paragraph_start;
		assert_int_equal(l.sentence_count, rows[i].sentences);
		assert_int_equal(paragraphs, rows[i].paragraphs);
	}
	arena_free(&arena);
}

static void test_words(void **state)
{
	struct arena arena = ARENA_INIT;
	struct token_list l;
	token_split(STR("İZMİR Bakû’S USA x 007 1234567890 “q” a–b A"), *state, NULL, 0, &arena, &l);
	static const struct {
		const char *lower;
		enum token_kind kind;
		bool first, all, space;
		int32_t number;
	} rows[] = {
		{"i̇zmi̇r", TOKEN_WORD, true, true, true, -1}, {"bakû", TOKEN_WORD, true, false, true, -1},
		{"'s", TOKEN_WORD, true, false, false, -1},    {"usa", TOKEN_WORD, true, true, true, -1},
		{"x", TOKEN_WORD, false, false, true, -1},     {"007", TOKEN_NUMBER, false, false, true, 7},
		{"1234567890", TOKEN_NUMBER, false, false, true, -1},
		{"\"", TOKEN_MARK, false, false, true, -1},    {"q", TOKEN_WORD, false, false, false, -1},
		{"\"", TOKEN_MARK, false, false, false, -1},   {"a", TOKEN_WORD, false, false, true, -1},
		{"-", TOKEN_MARK, false, false, false, -1},    {"b", TOKEN_WORD, false, false, false, -1},
		{"a", TOKEN_WORD, true, false, true, -1},
	};
	assert_int_equal(l.count, COUNT(rows));
	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct token *t = &l.tokens[i];
		assert_int_equal(t->lower.n, strlen(rows[i].lower));
		assert_memory_equal(t->lower.p, rows[i].lower, t->lower.n);
		assert_int_equal(t->kind, rows[i].kind);
		assert_int_equal(t->upper_first, rows[i].first);
		assert_int_equal(t->upper_all, rows[i].all);
		assert_int_equal(t->space_before, rows[i].space);
		assert_int_equal(t->number, rows[i].number);
	}
	arena_free(&arena);
}

static void test_flags(void **state)
{
	struct str text = STR("Talks begin\n\nThe talks began.\n\nAdvertisement\n\nMore was said.\n\nREBELS BLEW UP A BRIDGE YESTERDAY.");
	size_t at = str_find(text, STR("Advert"), 0);
	struct span furniture = {(uint32_t)at, (uint32_t)at + 13};
	static const struct {
		bool heading, furniture, shouting;
	} rows[] = {{true, false, false}, {false, false, false}, {false, true, false}, {false, false, false}, {false, false, true}};
	struct arena arena = ARENA_INIT;
	struct token_list l;
	token_split(text, *state, &furniture, 1, &arena, &l);
	assert_int_equal(l.sentence_count, COUNT(rows));
	for (size_t i = 0; i < COUNT(rows); i++) {
		assert_int_equal(l.sentences[i].heading, rows[i].heading);
		assert_int_equal(l.sentences[i].furniture, rows[i].furniture);
		assert_int_equal(l.sentences[i].shouting, rows[i].shouting);
		assert_true(l.sentences[i].paragraph_start);
	}
	arena_free(&arena);
}

/* Any valid text is covered: nothing but white space between tokens, in order, on character boundaries. */
static void test_cover(void **state)
{
	static const char *const pieces[] = {"a", "B.", "U.S.", "1", ",", "1.5", "’", "s", " ", "\n", "\n\n", "é", "。", "\"", "-",
					     "é.", "Gen.", "\xE2\x80\xA9", "\x01", "!", "東", "…", "o'", "\t"};
	struct arena arena = ARENA_INIT;
	struct buf text = BUF_INIT;
	uint32_t seed = 1;
	for (int round = 0; round < 3000; round++) {
		buf_clear(&text);
		for (int i = 0; i < 1 + round % 40; i++) {
			seed = seed * 1664525u + 1013904223u;
			buf_add_cstr(&text, pieces[(seed >> 16) % COUNT(pieces)]);
		}
		struct token_list l;
		token_split(buf_str(&text), *state, NULL, 0, &arena, &l);
		size_t at = 0;
		for (size_t i = 0; i <= l.count; i++) {
			size_t begin = i < l.count ? l.tokens[i].span.begin : text.n;
			assert_true(begin >= at);
			while (at < begin) {
				uint32_t cp;
				at += utf8_decode(str_sub(buf_str(&text), at, text.n), &cp, NULL);
				assert_true(utf8_is_space(cp));
			}
			if (i < l.count) {
				assert_true(l.tokens[i].span.end > begin);
				at = l.tokens[i].span.end;
			}
		}
		size_t covered = 0;
		for (size_t i = 0; i < l.sentence_count; i++) {
			assert_int_equal(l.sentences[i].token_begin, covered);
			covered = l.sentences[i].token_end;
		}
		assert_int_equal(covered, l.count);
		arena_reset(&arena);
	}
	buf_free(&text);
	arena_free(&arena);
}

/* Words and phrases of a table's size: each found under its own number, and nothing else is. */
static void test_vocabulary(void **state)
{
	(void)state;
	enum { WORDS = 60000 };
	struct vocabulary *v = vocabulary_open(0);
	struct vocabulary_map map = {0};
	assert_int_equal(vocabulary_get(v, STR("")), 0);
	assert_int_equal(vocabulary_get(v, STR("x")), 0);
	for (int round = 0; round < 2; round++)
		for (uint32_t i = 0; i < WORDS; i++) {
			char word[24];
			size_t n = (size_t)snprintf(word, sizeof word, "%.*s%u", (int)(i % 11), "wordsofwords", i);
			assert_int_equal(vocabulary_add(v, (struct str){word, n}), i + 1);
			assert_int_equal(vocabulary_get(v, (struct str){word, n}), i + 1);
			word[n - 1] = '?';
			assert_int_equal(vocabulary_get(v, (struct str){word, n}), 0);
		}
	for (int round = 0; round < 2; round++)
		for (uint32_t i = 1; i < WORDS; i++)
			assert_int_equal(vocabulary_add_next(v, i, WORDS - i), WORDS + i);
	assert_int_equal(vocabulary_get_next(v, 7, WORDS - 7), WORDS + 7);
	assert_int_equal(vocabulary_get_next(v, 7, WORDS - 8), 0);
	assert_int_equal(vocabulary_get_next(v, 7, 0), 0);
	assert_int_equal(vocabulary_get_next(v, WORDS, 1), 0);
	uint32_t first, phrase = vocabulary_add_phrase(v, STR("the day  after"), ' ', &first);
	assert_int_equal(first, vocabulary_get(v, STR("the")));
	uint32_t day = vocabulary_get_next(v, first, vocabulary_get(v, STR("day")));
	assert_int_equal(phrase, vocabulary_get_next(v, day, vocabulary_get(v, STR("after"))));
	vocabulary_map_set(&map, 5000, 3);
	vocabulary_map_set(&map, 9000, 4);
	assert_int_equal(vocabulary_map_get(&map, 5000), 3);
	assert_int_equal(vocabulary_map_get(&map, 9000), 4);
	assert_int_equal(vocabulary_map_get(&map, 5001), 0);
	assert_int_equal(vocabulary_map_get(&map, UINT32_MAX), 0);
	vocabulary_map_free(&map);
	vocabulary_close(v);
}

/* Words of all lengths that differ in one letter from each other keep apart, and a key does not see what stands behind its word. */
static void test_keys(void **state)
{
	enum { LONGEST = 40 };
	(void)state;
	struct vocabulary *v = vocabulary_open(0);
	uint32_t count = 0;
	for (size_t n = 1; n <= LONGEST; n++)
		for (size_t at = 0; at <= n; at++) {
			char word[LONGEST + 8], behind[LONGEST + 8];
			memset(word, 'a', sizeof word);
			memset(behind, 'z', sizeof behind);
			if (at < n)
				word[at] = 'b';
			memcpy(behind, word, n);
			assert_int_equal(vocabulary_get(v, (struct str){word, n}), 0);
			assert_int_equal(vocabulary_add(v, (struct str){word, n}), ++count);
			assert_int_equal(vocabulary_get(v, (struct str){behind, n}), count);
			assert_int_equal(vocabulary_find(v, vocabulary_key_padded((struct str){behind, n})), count);
		}
	assert_int_equal(vocabulary_get(v, STR("")), 0);
	assert_int_equal(vocabulary_get(v, STR("c")), 0);
	vocabulary_close(v);
}

static void test_wordmap(void **state)
{
	(void)state;
	struct wordmap m = WORDMAP_INIT;
	char keys[500][8];
	assert_int_equal(wordmap_get(&m, STR("x")), WORDMAP_NONE);
	for (uint32_t i = 0; i < COUNT(keys); i++) {
		keys[i][0] = 'k';
		keys[i][1] = (char)('a' + i % 26);
		keys[i][2] = (char)('a' + i / 26);
		wordmap_set(&m, (struct str){keys[i], 3}, i);
	}
	wordmap_set(&m, (struct str){keys[7], 3}, 70);
	for (uint32_t i = 0; i < COUNT(keys); i++)
		assert_int_equal(wordmap_get(&m, (struct str){keys[i], 3}), i == 7 ? 70 : i);
	assert_int_equal(wordmap_get(&m, STR("kzz")), WORDMAP_NONE);
	assert_int_equal(m.count, COUNT(keys));
	wordmap_free(&m);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cut),   cmocka_unit_test(test_paragraphs), cmocka_unit_test(test_words),
		cmocka_unit_test(test_flags), cmocka_unit_test(test_cover),      cmocka_unit_test(test_vocabulary),
		cmocka_unit_test(test_keys),  cmocka_unit_test(test_wordmap),
	};
	return cmocka_run_group_tests(tests, open_words, close_words);
}
