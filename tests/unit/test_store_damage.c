/* Damaged copies of a corpus, the same ones in every run: a bit turned, bytes, a block and a page overwritten, the end cut
 * off. Whatever is asked of such a copy, an answer that differs from the good one without an error is told below, by what
 * was asked; for the text of an article, which carries a digest, there is none. */
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
#include "store/query.h"
#include "store/store.h"

#define CORPUS "test_store_damage.corpus"
#define COPY "test_store_damage.copy"

enum { ARTICLES = 120, EVENTS = 4, COPIES = 300 };

static uint32_t next_random(uint64_t *seed)
{
	*seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (uint32_t)(*seed >> 33);
}

/* ---- the corpus ---- */

static void add_article(struct store *s, int number)
{
	static const char *const codes[] = {"IN", "PK", "CN", "RU", "UZ"};
	struct buf text = BUF_INIT, title = BUF_INIT;
	struct event events[EVENTS];
	struct event_country countries[EVENTS];
	for (int i = 0; i < EVENTS; i++) {
		uint32_t begin = (uint32_t)text.n;
		buf_addf(&text, "Envoys of %s signed paper %d of %d. ", codes[(number + i) % 5], i, number);
		countries[i] = (struct event_country){.span = {begin + 10, begin + 12}, .rule = "name"};
		memcpy(countries[i].code, codes[(number + i) % 5], 3);
		events[i] = (struct event){
			.span = {begin, (uint32_t)text.n - 1}, .head = {begin + 13, begin + 19}, .headline = STR("Envoys signed"), .date = -1,
			.when = {16000 + 7 * number + i, 16000 + 7 * number + i}, .kind = (enum event_kind)(i + 1), .confidence = 80,
			.countries = &countries[i], .country_count = 1,
		};
	}
	while (text.n < 4000)
		buf_addf(&text, "Nothing else was heard on day %d of house %u. ", number, (unsigned)(text.n * 7919 % 1009));
	buf_addf(&title, "Papers of day %d", number);
	struct extraction x = {.published = {.when = {16000 + 7 * number, 16000 + 7 * number}}, .events = events, .event_count = EVENTS, .language = "en"};
	struct article a = {
		.text = buf_str(&text), .title = buf_str(&title), .source = number % 3 ? STR("desk A") : STR("desk B"), .url = STR("http://example.org/x"),
		.reader = "text",
	};
	digest_text(a.text, a.id);
	int64_t row;
	bool known;
	assert_true(store_add(s, &a, &x, NULL, &row, &known, NULL) && !known);
	for (int i = 0; row > 1 && i < EVENTS; i++) {
		struct link l = {store_event_row(row - 1, (size_t)i), store_event_row(row, (size_t)i), LINK_SAME, 80, STR("date, place"), false};
		assert_true(store_add_link(s, &l, NULL));
	}
	buf_free(&text);
	buf_free(&title);
}

static void make_corpus(struct buf *bytes)
{
	struct store *s;
	char piece[4096];
	unlink(CORPUS);
	assert_true(store_open(CORPUS, STORE_WRITE, &s, NULL) && store_begin(s, NULL));
	for (int i = 1; i <= ARTICLES; i++)
		add_article(s, i);
	assert_true(store_commit(s, NULL));
	store_close(s);
	FILE *f = fopen(CORPUS, "rb");
	assert_non_null(f);
	for (size_t n; (n = fread(piece, 1, sizeof piece, f)) > 0;)
		buf_add(bytes, piece, n);
	fclose(f);
	unlink(CORPUS);
}

/* ---- what is asked ---- */

enum part { PART_TEXTS, PART_FIELDS, PART_FINDINGS, PART_LINKS, PART_LISTS, PART_SEARCHES, PARTS };
static const char *const part_names[PARTS] = {"texts", "titles, sources, addresses", "findings", "links", "lists", "searches"};

static bool ask_article(struct store *s, int64_t row, enum part part, struct arena *arena, struct buf *out)
{
	struct article a;
	struct extraction x;
	if (part == PART_FINDINGS) {
		if (!store_extraction(s, row, arena, &x, NULL, NULL))
			return false;
		for (size_t i = 0; i < x.event_count; i++)
			buf_addf(out, "%u-%u %d %d %s\n", x.events[i].span.begin, x.events[i].span.end, x.events[i].kind, x.events[i].when.from,
				 x.events[i].country_count ? x.events[i].countries[0].code : "");
		return true;
	}
	if (part == PART_TEXTS ? !store_article(s, row, arena, &a, NULL) : !store_article_head(s, row, arena, &a, NULL))
		return false;
	if (part == PART_TEXTS)
		buf_add_str(out, a.text);
	else
		buf_addf(out, "%.*s %.*s %.*s\n", STR_ARG(a.title), STR_ARG(a.source), STR_ARG(a.url));
	return true;
}

static bool ask_links(struct store *s, int64_t row, struct arena *arena, struct buf *out)
{
	struct link *links;
	size_t n;
	for (size_t i = 0; i < EVENTS; i++) {
		if (!store_links_of(s, store_event_row(row, i), arena, &links, &n, NULL))
			return false;
		for (size_t k = 0; k < n; k++)
			buf_addf(out, "%lld %lld %d %.*s\n", (long long)links[k].from, (long long)links[k].to, links[k].score, STR_ARG(links[k].reason));
	}
	return true;
}

static bool ask_query(struct store *s, const char *text, struct buf *out)
{
	struct query *q;
	struct result *r = NULL;
	assert_true(query_parse(str_of(text), &q, NULL));
	bool ok = query_run(s, q, NULL, &r, NULL);
	for (size_t i = 0; ok && i < r->count; i++) {
		struct row row = result_row(r, i);
		buf_addf(out, "%lld %d %d\n", (long long)row.id, row.when.from, row.kind);
	}
	result_free(r);
	query_free(q);
	return ok;
}

static bool ask(struct store *s, enum part part, struct buf *out)
{
	struct arena arena = ARENA_INIT;
	bool ok = true;
	if (part == PART_LISTS)
		ok = ask_query(s, "", out) && ask_query(s, "country:UZ kind:visit source:\"desk B\"", out);
	else if (part == PART_SEARCHES)
		ok = ask_query(s, "day house", out) && ask_query(s, "/paper [12] of \\d*7/", out) && ask_query(s, "/(a+)+r\\b/", out);
	for (int64_t row = 1; ok && part < PART_LISTS && row <= ARTICLES; row++) {
		ok = part == PART_LINKS ? ask_links(s, row, &arena, out) : ask_article(s, row, part, &arena, out);
		arena_reset(&arena);
	}
	arena_free(&arena);
	return ok;
}

/* ---- damage ---- */

/* The file as it is after a damage of its kind, at random. */
static void harm(struct buf *file, int number, uint64_t *seed)
{
	static const size_t blocks[] = {16, 512, 16384};
	size_t at = 100 + next_random(seed) % (file->n - 100);
	int kind = number % 5;
	if (kind == 0) {
		file->p[at] ^= (char)(1 << next_random(seed) % 8);
	} else if (kind < 4) {
		size_t n = blocks[kind - 1];
		at = at / n * n;
		at = at < 100 ? 100 : at; /* not the head, which says what the file is */
		for (size_t i = at; i < at + n && i < file->n; i++)
			file->p[i] = kind == 3 ? 0 : (char)next_random(seed);
	} else {
		file->n = at;
	}
}

static void write_copy(const struct buf *file)
{
	unlink(COPY);
	FILE *f = fopen(COPY, "wb");
	assert_non_null(f);
	assert_int_equal(fwrite(file->p, 1, file->n, f), file->n);
	fclose(f);
}

static void test_damaged_copies(void **state)
{
	(void)state;
	struct buf good = BUF_INIT, copy = BUF_INIT, is = BUF_INIT, should[PARTS] = {BUF_INIT};
	int silent[PARTS] = {0}, told = 0;
	uint64_t seed = 3;
	make_corpus(&good);
	for (int number = -1; number < COPIES; number++) {
		struct store *s = NULL;
		buf_set(&copy, buf_str(&good));
		if (number >= 0)
			harm(&copy, number, &seed);
		write_copy(&copy);
		bool all = store_open(COPY, STORE_READ, &s, NULL);
		for (int part = 0; s && part < PARTS; part++) {
			buf_clear(&is);
			bool ok = ask(s, (enum part)part, number < 0 ? &should[part] : &is);
			all &= ok;
			assert_true(ok || number >= 0);
			silent[part] += ok && number >= 0 && !str_eq(buf_str(&is), buf_str(&should[part]));
		}
		told += !all;
		store_close(s);
	}
	print_message("%d damaged copies, %d told by an error; answers that differ without one:\n", COPIES, told);
	for (int part = 0; part < PARTS; part++)
		print_message("  %s: %d\n", part_names[part], silent[part]);
	assert_int_equal(silent[PART_TEXTS], 0);
	for (int part = 0; part < PARTS; part++)
		buf_free(&should[part]);
	buf_free(&good);
	buf_free(&copy);
	buf_free(&is);
	unlink(COPY);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_damaged_copies),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
