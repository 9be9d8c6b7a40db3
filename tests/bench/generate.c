/* generate N SEED PATH...: N made-up articles as JSON Lines, drawn from real ones.
 *
 * Paragraphs of the articles in PATH are put together anew: each article takes paragraphs from a neighbourhood of
 * the pool, so that its words belong together, until it has its length (about 2 KB in the middle, as
 * news has). Small numbers are thrown anew and one name in eight is replaced by a made-up one, of which few
 * are common and most are rare, so that no two articles are alike and the vocabulary grows as that of
 * news does. Dates go from 1995 to 2024 with the articles. The same seed gives the same bytes. */
#include "config.h"

#include "base/utf8.h"
#include "base/vec.h"
#include "cli/jot.h"
#include "ingest/reader.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NEIGHBOURHOOD = 60, LEAST_PARAGRAPH = 80, NAMES = 200000 };

struct generate {
	uint64_t state;             /* of the random numbers */
	VEC(struct str) paragraphs; /* of the pool */
	struct arena arena;
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

static bool generate_pool(void *ctx, struct article *a)
{
	struct generate *g = ctx;
	struct str rest = a->text, line;
	while (str_split(&rest, '\n', &line)) {
		line = str_trim(line);
		if (line.n >= LEAST_PARAGRAPH && utf8_is_valid(line))
			*vec_push(&g->paragraphs) = arena_str(&g->arena, line);
	}
	return true;
}

static void generate_report(void *ctx, const char *where, const char *reason)
{
	(void)ctx;
	fprintf(stderr, "generate: %s: %s\n", where, reason);
}

/* A name by its rank: a few syllables, the same for the same rank. */
static void generate_name(struct generate *g, struct buf *out)
{
	static const char *const syllables[] = {"ka", "ro", "min", "ta", "sel", "vo", "dar", "lin", "pe", "zu", "no", "bir",
						"ga", "tor", "ma", "shi", "ul", "an", "fe", "rim", "go", "las", "ni", "bek"};
	/* rank r comes as often as 1 in r: exp of a uniform number */
	uint32_t rank = (uint32_t)exp(generate_unit(g) * log(NAMES));
	char name[32];
	size_t n = 0;
	for (uint32_t rest = rank; rest || n == 0; rest /= 24)
		n += (size_t)snprintf(name + n, sizeof name - n, "%s", syllables[rest % 24]);
	name[0] = (char)(name[0] - 'a' + 'A');
	buf_add(out, name, n);
}

static bool generate_is_word(char c)
{
	return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

/* The paragraph with some of its names and small numbers replaced. */
static void generate_paragraph(struct generate *g, struct str p, struct buf *out)
{
	for (size_t i = 0; i < p.n;) {
		size_t n = 1;
		bool inside = i > 1 && p.p[i - 1] == ' ' && generate_is_word(p.p[i - 2]);
		if (p.p[i] >= '0' && p.p[i] <= '9') {
			while (i + n < p.n && p.p[i + n] >= '0' && p.p[i + n] <= '9')
				n++;
			if (n <= 2 && generate_below(g, 2))
				buf_addf(out, "%u", generate_below(g, 28) + 1);
			else
				buf_add(out, p.p + i, n);
		} else if (inside && p.p[i] >= 'A' && p.p[i] <= 'Z' && generate_below(g, 8) == 0) {
			while (i + n < p.n && generate_is_word(p.p[i + n]))
				n++;
			generate_name(g, out);
		} else {
			buf_add_char(out, p.p[i]);
		}
		i += n;
	}
}

/* Lognormal by the central limit of twelve: median 1,700 bytes, mean about 2,100. */
static size_t generate_length(struct generate *g)
{
	double normal = -6;
	for (int i = 0; i < 12; i++)
		normal += generate_unit(g);
	return (size_t)(1700 * exp(0.62 * normal));
}

static void generate_article(struct generate *g, uint32_t number, uint32_t count, struct buf *text, struct buf *out)
{
	size_t length = generate_length(g);
	uint32_t pool = (uint32_t)g->paragraphs.n, near = generate_below(g, pool);
	buf_clear(text);
	do {
		bool close = generate_below(g, 4) != 0;
		uint32_t at = close ? (near + generate_below(g, NEIGHBOURHOOD)) % pool : generate_below(g, pool);
		if (text->n)
			buf_add_cstr(text, "\n\n");
		generate_paragraph(g, g->paragraphs.v[at], text);
	} while (text->n < length);
	char day[16];
	int32_t first = day_of(1995, 1, 1), last = day_of(2024, 12, 31);
	day_format(first + (int32_t)((int64_t)(last - first) * number / count), day);
	struct str title = str_sub(buf_str(text), 0, 60);
	while (title.n && ((unsigned char)text->p[title.n] & 0xC0) == 0x80)
		title.n--;
	struct jot j = {out, false};
	jot_open(&j, '{');
	jot_key(&j, "id"), jot_int(&j, number);
	jot_key(&j, "date"), jot_str(&j, str_of(day));
	jot_key(&j, "title"), jot_str(&j, title);
	jot_key(&j, "source"), jot_str(&j, STR("generated"));
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
	if (g.paragraphs.n == 0) {
		fprintf(stderr, "generate: no paragraphs to draw from\n");
		return 3;
	}
	struct buf text = BUF_INIT, out = BUF_INIT;
	for (uint32_t i = 0; i < count; i++) {
		generate_article(&g, i, count, &text, &out);
		fwrite(out.p, 1, out.n, stdout);
		buf_clear(&out);
	}
	buf_free(&text);
	buf_free(&out);
	vec_free(&g.paragraphs);
	arena_free(&g.arena);
	return fflush(stdout) != 0;
}
