/* generate N SEED PATH...: N made-up articles as JSON Lines, drawn from real ones.
 *
 * The texts of the articles in PATH are cut into pieces of a few sentences and put together anew: each article
 * takes pieces from a neighbourhood of the pool, so that its words belong together, until it has its length
 * (lognormal, 2.1 KB in the mean, as news has). Half of the numbers are thrown anew, a year becomes one near the
 * article's own, and of the names inside a sentence one in eight is replaced by a made-up one, of which few are
 * common and most are rare, and one in twenty-five by a country: so no two articles are alike, and
 * the vocabulary grows as that of news does. Dates go from 1995 to 2024 with the articles; a few sources bring
 * most of them. Planted for searches: a word in one of 5,000 articles, a pair of words in one of 20,000, a phrase in
 * one of 3,000, and in one of 20,000 a run of letters that makes a careless pattern backtrack. The same seed
 * gives the same bytes. */
#include "config.h"

#include "base/country.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "export/jot.h"
#include "ingest/reader.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NEIGHBOURHOOD = 60, PIECE_LEAST = 60, PIECE_FULL = 300, NAMES = 200000, SOURCES = 60 };

struct generate {
	uint64_t state;         /* of the random numbers */
	VEC(struct str) pieces; /* of the pool */
	VEC(struct str) countries;
	struct arena arena;
	struct buf scratch;
	int year;               /* of the article that is being made */
};

/* xorshift64*, Vigna, "An experimental exploration of Marsaglia's xorshift generators, scrambled" (2016) */
static uint64_t generate_random(struct generate *g)
{
	g->state ^= g->state >> 12;
	g->state ^= g->state << 25;
	g->state ^= g->state >> 27;
	return g->state * 2685821657736338717u;
}

static uint32_t generate_below(struct generate *g, uint32_t n)
{
	return (uint32_t)((generate_random(g) >> 32) * n >> 32);
}

static double generate_unit(struct generate *g)
{
	return (double)(generate_random(g) >> 11) / 9007199254740992.0;
}

/* Rank r of n comes as often as 1 in r: exp of a uniform number. */
static uint32_t generate_rank(struct generate *g, uint32_t n)
{
	return (uint32_t)exp(generate_unit(g) * log(n));
}

/* ---- the pool ---- */

static bool generate_is_letter(char c)
{
	return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

static bool generate_is_capital(char c)
{
	return c >= 'A' && c <= 'Z';
}

static bool generate_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool generate_is_end(struct str p, size_t i)
{
	return p.p[i] == '.' && i + 2 < p.n && p.p[i + 1] == ' ' && generate_is_capital(p.p[i + 2]) && i > 2 &&
	       generate_is_letter(p.p[i - 1]) && generate_is_letter(p.p[i - 2]) && generate_is_letter(p.p[i - 3]);
}

/* A paragraph as pieces: sentences until there are PIECE_FULL bytes. */
static void generate_cut(struct generate *g, struct str paragraph)
{
	size_t begin = 0;
	for (size_t i = 0; i < paragraph.n; i++) {
		if (i + 1 < paragraph.n && !(i - begin >= PIECE_FULL && generate_is_end(paragraph, i)))
			continue;
		struct str piece = str_trim(str_sub(paragraph, begin, i + 1));
		if (piece.n >= PIECE_LEAST && utf8_is_valid(piece))
			*vec_push(&g->pieces) = arena_str(&g->arena, piece);
		begin = i + 1;
	}
}

/* Lines are joined, for many texts are wrapped; an empty line ends a paragraph. */
static bool generate_pool(void *ctx, struct article *a)
{
	struct generate *g = ctx;
	struct str rest = a->text, line;
	buf_clear(&g->scratch);
	while (str_split(&rest, '\n', &line)) {
		line = str_trim(line);
		if (!line.n) {
			generate_cut(g, buf_str(&g->scratch));
			buf_clear(&g->scratch);
			continue;
		}
		if (g->scratch.n)
			buf_add_char(&g->scratch, ' ');
		buf_add_str(&g->scratch, line);
	}
	generate_cut(g, buf_str(&g->scratch));
	return true;
}

static void generate_report(void *ctx, const char *where, const char *reason)
{
	(void)ctx;
	fprintf(stderr, "generate: %s: %s\n", where, reason);
}

/* ---- words ---- */

/* A name by its rank: a few syllables, the same for the same rank. */
static void generate_name(struct generate *g, struct buf *out)
{
	static const char *const syllables[] = {"ka", "ro", "min", "ta", "sel", "vo", "dar", "lin", "pe", "zu", "no", "bir",
						"ga", "tor", "ma", "shi", "ul", "an", "fe", "rim", "go", "las", "ni", "bek"};
	char name[32];
	size_t n = 0;
	for (uint32_t rest = generate_rank(g, NAMES); rest || n == 0; rest /= 24)
		n += (size_t)snprintf(name + n, sizeof name - n, "%s", syllables[rest % 24]);
	name[0] = (char)(name[0] - 'a' + 'A');
	buf_add(out, name, n);
}

/* A year stays near the article; of other numbers half keep their length and nothing else. */
static void generate_number(struct generate *g, struct str number, struct buf *out)
{
	bool year = number.n == 4 && (memcmp(number.p, "19", 2) == 0 || memcmp(number.p, "20", 2) == 0);
	if (year)
		buf_addf(out, "%d", g->year + 1 - (int)generate_rank(g, 12));
	else if (generate_below(g, 2))
		buf_add_str(out, number);
	else if (number.n <= 2)
		buf_addf(out, "%u", generate_below(g, 28) + 1);
	else
		for (size_t i = 0; i < number.n; i++)
			buf_add_char(out, (char)('0' + generate_below(g, i ? 10 : 9) + (i ? 0 : 1)));
}

static size_t generate_run(struct str s, size_t at, bool (*is)(char))
{
	size_t n = 0;
	while (at + n < s.n && is(s.p[at + n]))
		n++;
	return n;
}

static void generate_piece(struct generate *g, struct str p, struct buf *out)
{
	for (size_t i = 0, n; i < p.n; i += n) {
		bool inside = i > 1 && p.p[i - 1] == ' ' && (generate_is_letter(p.p[i - 2]) || p.p[i - 2] == ',');
		if ((n = generate_run(p, i, generate_is_digit)) > 0) {
			generate_number(g, str_sub(p, i, i + n), out);
			continue;
		}
		n = generate_run(p, i, generate_is_letter);
		uint32_t dice = inside && n && generate_is_capital(p.p[i]) ? generate_below(g, 100) : 100;
		if (dice < 12)
			generate_name(g, out);
		else if (dice < 16)
			buf_add_str(out, g->countries.v[generate_rank(g, (uint32_t)g->countries.n)]);
		else
			buf_add(out, p.p + i, n ? n : (n = 1));
	}
}

/* ---- articles ---- */

/* Lognormal by the central limit of twelve: median 1,700 bytes, mean about 2,100. */
static size_t generate_length(struct generate *g)
{
	double normal = -6;
	for (int i = 0; i < 12; i++)
		normal += generate_unit(g);
	return (size_t)(1700 * exp(0.65 * normal));
}

static void generate_plant(struct generate *g, struct buf *text)
{
	if (generate_below(g, 5000) == 0)
		buf_add_cstr(text, " The Xanthorrhoea delegation stayed for another day.");
	if (generate_below(g, 20000) == 0)
		buf_addf(text, " Experts of the QUORN%cRATS group met again.", generate_below(g, 2) ? '-' : ' ');
	if (generate_below(g, 3000) == 0)
		buf_addf(text, " They sign%s %s %s.", generate_below(g, 2) ? "ed" : "s", generate_below(g, 2) ? "the" : "a",
			 generate_below(g, 2) ? "treaty" : "pact");
	if (generate_below(g, 20000) == 0) {
		buf_add_char(text, ' ');
		for (uint32_t n = 40 + generate_below(g, 6000); n > 0; n--)
			buf_add_char(text, 'a');
		buf_add_char(text, '!');
	}
}

static void generate_text(struct generate *g, struct buf *text)
{
	size_t length = generate_length(g);
	uint32_t pool = (uint32_t)g->pieces.n, near = generate_below(g, pool);
	buf_clear(text);
	do {
		bool close = generate_below(g, 4) != 0;
		uint32_t at = close ? (near + generate_below(g, NEIGHBOURHOOD)) % pool : generate_below(g, pool);
		if (text->n)
			buf_add_cstr(text, generate_below(g, 3) ? " " : "\n\n");
		generate_piece(g, g->pieces.v[at], text);
	} while (text->n + PIECE_FULL / 2 < length);
	generate_plant(g, text);
}

static void generate_article(struct generate *g, uint32_t number, uint32_t count, struct buf *text, struct buf *out)
{
	char day[16];
	int32_t first = day_of(1995, 1, 1), last = day_of(2024, 12, 31);
	int32_t published = first + (int32_t)((int64_t)(last - first) * number / count);
	g->year = day_civil(published).year;
	day_format(published, day);
	generate_text(g, text);
	struct str title = str_sub(buf_str(text), 0, 60);
	while (title.n && ((unsigned char)text->p[title.n] & 0xC0) == 0x80)
		title.n--;
	char source[32];
	snprintf(source, sizeof source, "desk %u", generate_rank(g, SOURCES));
	struct jot j = {out, false};
	jot_open(&j, '{');
	jot_key(&j, "id"), jot_int(&j, number);
	jot_key(&j, "date"), jot_str(&j, str_of(day));
	jot_key(&j, "title"), jot_str(&j, title);
	jot_key(&j, "source"), jot_str(&j, str_of(source));
	jot_key(&j, "text"), jot_str(&j, buf_str(text));
	jot_close(&j, '}');
	buf_add_char(out, '\n');
}

int main(int argc, char **argv)
{
	if (argc < 4) {
		fprintf(stderr, "usage: generate N SEED PATH...\n");
		return 2;
	}
	uint32_t count = (uint32_t)strtoul(argv[1], NULL, 10);
	struct generate g = {.state = strtoull(argv[2], NULL, 10) * 2 + 1};
	struct reader_options o = {.article = generate_pool, .report = generate_report, .ctx = &g};
	struct reader_counts counts = {0};
	for (int i = 3; i < argc; i++) {
		struct error err = ERROR_INIT;
		if (!reader_read(argv[i], &o, &counts, &err))
			fprintf(stderr, "generate: %s\n", err.msg);
	}
	if (g.pieces.n == 0) {
		fprintf(stderr, "generate: no text to draw from\n");
		return 3;
	}
	struct str rest = country_all();
	struct country c;
	while (country_next(&rest, &c))
		*vec_push(&g.countries) = c.name;
	struct buf text = BUF_INIT, out = BUF_INIT;
	for (uint32_t i = 0; i < count; i++) {
		generate_article(&g, i, count, &text, &out);
		fwrite(out.p, 1, out.n, stdout);
		buf_clear(&out);
	}
	buf_free(&text);
	buf_free(&out);
	vec_free(&g.pieces);
	vec_free(&g.countries);
	buf_free(&g.scratch);
	arena_free(&g.arena);
	return fflush(stdout) != 0;
}
