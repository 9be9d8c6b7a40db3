/* corpus TABLE FILE: writes the corpus that a table describes, events and all, so that what the screen tests
 * see does not change when the extractor learns something.
 *
 *     article | TITLE | SOURCE | PUBLISHED [| what it was inferred from]
 *     text | a paragraph; \xNN is a byte
 *     place | CODE | WORDS                          every time they stand in the text so far
 *     date | FROM..TO, PERIOD or P2D | WORDS [| published, the words of the date it hangs on, "to" and those that begin
 *                                          the range which it ends, or about]             the first time
 *                                          [| past or future and the words that tell it]
 *     event | NAME | FROM..TO, PERIOD or - | KIND | MODALITY [PERCENT] | CODE:ROLE CODE ... | HEADLINE | PASSAGE
 *     link | KIND | NAME | NAME | SCORE | REASON
 *
 * The passage is a piece of the text; its date is that of the `date` within it. */
#include "config.h"

#include "base/arena.h"
#include "base/digest.h"
#include "base/vec.h"
#include "store/store.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIELDS = 8 };

struct corpus {
	struct store *store;
	struct arena arena;
	int line;
	/* the article that is being read */
	bool open;
	struct article article;
	struct buf text;
	VEC(struct timex3) dates;
	VEC(struct place) places;
	VEC(struct event) events;
	VEC(struct str) names; /* of its events */
	/* all events */
	VEC(struct corpus_event {
		struct str name;
		int64_t row;
	}) known;
};

static void corpus_fail(const struct corpus *c, const char *what)
{
	fprintf(stderr, "corpus: line %d: %s\n", c->line, what);
	exit(99);
}

static struct str corpus_keep(struct corpus *c, struct str s)
{
	char *p = arena_alloc(&c->arena, s.n + 1, 1);
	if (s.n)
		memcpy(p, s.p, s.n);
	p[s.n] = 0;
	return (struct str){p, s.n};
}

/* \xNN -> a byte, so that the table itself stays readable. */
static struct str corpus_text(struct corpus *c, struct str s)
{
	struct buf out = BUF_INIT;
	for (size_t i = 0; i < s.n; i++) {
		unsigned byte;
		if (i + 3 < s.n && s.p[i] == '\\' && s.p[i + 1] == 'x' && sscanf(s.p + i + 2, "%2x", &byte) == 1) {
			buf_add_char(&out, (char)byte);
			i += 3;
		} else {
			buf_add_char(&out, s.p[i]);
		}
	}
	struct str kept = corpus_keep(c, buf_str(&out));
	buf_free(&out);
	return kept;
}

static struct interval corpus_when(const struct corpus *c, struct str s, enum precision *p)
{
	struct interval from = INTERVAL_NONE, to;
	enum precision ignored;
	*p = PRECISION_DAY;
	if (str_eq(s, STR("-")))
		return from;
	size_t dots = str_find(s, STR(".."), 0);
	if (!interval_parse(str_sub(s, 0, dots), &from, p))
		corpus_fail(c, "no date");
	if (dots != SIZE_MAX) {
		if (!interval_parse(str_sub(s, dots + 2, s.n), &to, &ignored))
			corpus_fail(c, "no date after ..");
		from.to = to.to;
	}
	return from;
}

static struct span corpus_find(const struct corpus *c, struct str words, size_t from)
{
	size_t at = str_find(buf_str(&c->text), words, from);
	if (at == SIZE_MAX)
		return SPAN_NONE;
	return (struct span){(uint32_t)at, (uint32_t)(at + words.n)};
}

/* ---- the rows ---- */

static void corpus_article(struct corpus *c, const struct str *f)
{
	c->open = true;
	c->article = (struct article){.title = corpus_text(c, f[1]), .source = corpus_text(c, f[2]), .reader = "text",
				      .path = STR("tests/tui/corpus"), .language = "en"};
	if (f[3].n) {
		c->article.published.when = corpus_when(c, f[3], &c->article.published.precision);
		c->article.published.basis = f[4].n ? PUBLISHED_INFERRED : PUBLISHED_GIVEN;
		c->article.published.evidence = corpus_text(c, f[4]);
	} else {
		c->article.published.when = INTERVAL_NONE;
	}
}

static void corpus_paragraph(struct corpus *c, const struct str *f)
{
	if (c->text.n)
		buf_add_cstr(&c->text, "\n\n");
	buf_add_str(&c->text, corpus_text(c, f[1]));
}

static void corpus_url(struct corpus *c, const struct str *f)
{
	c->article.url = corpus_text(c, f[1]);
}

static void corpus_original(struct corpus *c, const struct str *f)
{
	c->article.original = corpus_text(c, f[1]);
}

static void corpus_place(struct corpus *c, const struct str *f)
{
	struct str words = corpus_text(c, f[2]);
	for (struct span at = corpus_find(c, words, 0); at.end; at = corpus_find(c, words, at.end)) {
		struct place *p = vec_push(&c->places);
		*p = (struct place){.span = at, .kind = PLACE_COUNTRY, .name = words, .rule = "name", .confidence = 90};
		memcpy(p->country, f[1].p, 2);
	}
}

/* What a date hangs on: the article's own, another of the text, or the beginning of the range that it ends. */
static void corpus_hang(struct corpus *c, struct timex3 *d, struct str on)
{
	int self = (int)(d - c->dates.v);
	bool range = str_starts(on, STR("to "));
	struct span words = corpus_find(c, range ? str_sub(on, 3, on.n) : on, 0);
	d->approximate = str_eq(on, STR("about"));
	if (str_eq(on, STR("published")))
		d->anchor = TIMEX_ANCHOR_PUBLISHED;
	for (int i = 0; i < self && d->anchor == TIMEX_ANCHOR_NONE; i++) {
		if (c->dates.v[i].span.begin != words.begin)
			continue;
		if (range)
			c->dates.v[i].range_with = self;
		*(range ? &d->range_with : &d->anchor) = i;
	}
}

static void corpus_date(struct corpus *c, const struct str *f)
{
	enum precision p = PRECISION_DAY;
	bool length = str_starts(f[1], STR("P"));
	struct interval when = length ? INTERVAL_NONE : corpus_when(c, f[1], &p);
	struct timex3 *d = vec_push(&c->dates);
	*d = (struct timex3){.span = corpus_find(c, corpus_text(c, f[2]), 0), .type = length ? TIMEX_DURATION : TIMEX_DATE,
			     .value = corpus_keep(c, f[1]), .when = when, .precision = p, .rule = "month-day",
			     .confidence = 90, .anchor = TIMEX_ANCHOR_NONE, .range_with = -1};
	if (!d->span.end)
		corpus_fail(c, "the date's words are not in the text");
	if (f[3].n)
		corpus_hang(c, d, f[3]);
	if (f[4].n) {
		struct str words = f[4], tense = str_word(&words);
		d->tense = str_eq(tense, STR("past")) ? TENSE_PAST : TENSE_FUTURE;
		d->tense_span = corpus_find(c, str_trim(words), 0);
	}
}

static void corpus_countries(struct corpus *c, struct event *e, struct str list)
{
	struct str code;
	e->countries = arena_alloc(&c->arena, 40, sizeof *e->countries);
	while (str_split(&list, ' ', &code)) {
		struct event_country *country = &e->countries[e->country_count++];
		*country = (struct event_country){.role = ROLE_PARTICIPANT, .rule = "country"};
		memcpy(country->code, code.p, 2);
		if (str_ends(code, STR(":host"))) {
			country->role = ROLE_HOST;
			country->rule = "place";
		}
		for (size_t i = 0; i < c->places.n; i++)
			if (strcmp(c->places.v[i].country, country->code) == 0)
				country->span = c->places.v[i].span;
	}
}

static void corpus_event(struct corpus *c, const struct str *f)
{
	struct event *e = vec_push(&c->events);
	*e = (struct event){.span = corpus_find(c, corpus_text(c, f[7]), 0), .headline = corpus_text(c, f[6]), .date = -1,
			    .confidence = 90};
	e->when = corpus_when(c, f[2], &e->precision);
	struct str percent = f[4], modality = str_word(&percent);
	if (percent.n)
		e->confidence = (uint8_t)atoi(corpus_keep(c, str_trim(percent)).p);
	if (!e->span.end || !event_kind_parse(f[3], &e->kind) || !event_modality_parse(modality, &e->modality))
		corpus_fail(c, "no such passage, kind or modality");
	for (size_t i = 0; i < c->dates.n; i++)
		if (c->dates.v[i].type == TIMEX_DATE && c->dates.v[i].span.begin >= e->span.begin && c->dates.v[i].span.end <= e->span.end)
			e->date = (int)i;
	if (f[5].n)
		corpus_countries(c, e, f[5]);
	*vec_push(&c->names) = corpus_keep(c, f[1]);
}

static int64_t corpus_row(const struct corpus *c, struct str name)
{
	for (size_t i = 0; i < c->known.n; i++)
		if (str_eq(c->known.v[i].name, name))
			return c->known.v[i].row;
	corpus_fail(c, "no event of that name");
	return 0;
}

static int corpus_by_place(const void *a, const void *b)
{
	const struct place *x = a, *y = b;
	return x->span.begin < y->span.begin ? -1 : x->span.begin > y->span.begin;
}

/* The article is whole: the next row is of another. */
static void corpus_close(struct corpus *c)
{
	struct error err = ERROR_INIT;
	int64_t row;
	bool known;
	if (!c->open)
		return;
	c->open = false;
	c->article.text = buf_str(&c->text);
	digest_text(c->article.text, c->article.id);
	if (c->places.n)
		qsort(c->places.v, c->places.n, sizeof *c->places.v, corpus_by_place);
	struct extraction x = {.published = c->article.published, .language = "en", .timexes = c->dates.v,
			       .timex_count = c->dates.n, .places = c->places.v, .place_count = c->places.n,
			       .events = c->events.v, .event_count = c->events.n};
	if (!store_add(c->store, &c->article, &x, NULL, &row, &known, &err))
		corpus_fail(c, err.msg);
	for (size_t i = 0; i < c->names.n; i++)
		*vec_push(&c->known) = (struct corpus_event){c->names.v[i], store_event_row(row, i)};
	c->dates.n = c->places.n = c->events.n = c->names.n = 0;
	buf_clear(&c->text);
}

static void corpus_link(struct corpus *c, const struct str *f)
{
	struct error err = ERROR_INIT;
	struct link l = {.score = (uint8_t)atoi(corpus_keep(c, f[4]).p), .reason = corpus_text(c, f[5])};
	corpus_close(c);
	l.from = corpus_row(c, f[2]);
	l.to = corpus_row(c, f[3]);
	if (!link_kind_parse(f[1], &l.kind) || !store_add_link(c->store, &l, &err))
		corpus_fail(c, err.code ? err.msg : "no such kind of link");
}

static void corpus_line(struct corpus *c, struct str line)
{
	static const struct {
		const char *name;
		void (*read)(struct corpus *c, const struct str *f);
	} rows[] = {{"url", corpus_url}, {"original", corpus_original}, {"text", corpus_paragraph}, {"place", corpus_place}, {"date", corpus_date},
		    {"event", corpus_event},	{"link", corpus_link},	 {"article", corpus_article}};
	struct str f[FIELDS] = {0};
	for (int i = 0; i < FIELDS && str_split(&line, '|', &f[i]); i++)
		f[i] = str_trim(f[i]);
	if (str_eq(f[0], STR("article")))
		corpus_close(c);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (str_eq(f[0], str_of(rows[i].name))) {
			rows[i].read(c, f);
			return;
		}
	corpus_fail(c, "no such row");
}

int main(int argc, char **argv)
{
	struct corpus c = {0};
	struct error err = ERROR_INIT;
	char line[4096];
	FILE *f = argc == 3 ? fopen(argv[1], "re") : NULL;
	if (!f)
		return 99;
	remove(argv[2]);
	if (!store_open(argv[2], STORE_WRITE, &c.store, &err) || !store_begin(c.store, &err))
		corpus_fail(&c, err.msg);
	while (fgets(line, sizeof line, f)) {
		struct str s = str_trim(str_of(line));
		c.line++;
		if (s.n && s.p[0] != '#')
			corpus_line(&c, s);
	}
	corpus_close(&c);
	if (!store_commit(c.store, &err))
		corpus_fail(&c, err.msg);
	store_close(c.store);
	fclose(f);
	vec_free(&c.dates);
	vec_free(&c.places);
	vec_free(&c.events);
	vec_free(&c.names);
	vec_free(&c.known);
	buf_free(&c.text);
	arena_free(&c.arena);
	return 0;
}
