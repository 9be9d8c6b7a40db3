#include "config.h"

#include "link/link.h"

#include "base/country.h"
#include "link/compare.h"
#include "link/outcome.h"
#include "link/passage.h"
#include "link/same.h"
#include "link/series.h"
#include "link/sketch.h"

#include <string.h>

enum {
	LINK_KEY_WORDS = 5,   /* in a corpus of LINK_LARGE articles or more; in a small one all */
	LINK_LARGE = 1024,
	LINK_KEY_MONTHS = 3,
	LINK_KEY_RARE = 2,   /* a word that says less is no key */
	LINK_KEY_DAYS = 62,
	LINK_KEY_WORD = 27,  /* bits of the word in a key; the rest is the month */
	LINK_NEWS = 3,       /* days after which a report is still the news of it */
};

void link_open(struct link_tables *out)
{
	out->stems = stem_open();
	out->series = series_open(out->stems);
}

void link_close(struct link_tables *t)
{
	series_close(t->series);
	stem_close(t->stems);
}

bool link_is_news(const struct link_event *e)
{
	return !interval_known(e->published) || e->published.from - e->when.to <= LINK_NEWS;
}

/* ---- digest ---- */

/* What all events of an article share: read once. */
static const struct passage_title *link_title(struct link_article *a, const struct link_tables *t, const struct rarity *r, struct arena *arena)
{
	if (!a->title_words) {
		a->title_words = arena_take(arena, 1, sizeof *a->title_words);
		passage_read_title(a->title, t->stems, r, a->title_words);
	}
	return a->title_words;
}

static void link_digest_words(struct link_article *a, const struct event *e, const struct link_tables *t, const struct rarity *r,
			      struct arena *arena, struct link_event *out)
{
	struct passage p;
	passage_read(a, e->span, t->stems, r, &p);
	passage_weigh(&p, link_is_news(out) ? link_title(a, t, r, arena) : NULL, a, r, arena, out);
	out->key_words = rarity_articles(r) < LINK_LARGE ? LINK_WORDS : LINK_KEY_WORDS;
	out->series = series_find(t->series, p.stems, p.count, a, e, arena, &out->series_name);
	struct str head = str_sub(a->text, e->head.begin, e->head.end);
	out->head = head.n ? stem_hash(t->stems, head) : 0;
}

void link_digest(struct link_article *a, const struct event *e, int64_t id, const struct link_tables *t,
		 const struct rarity *r, struct arena *arena, struct link_event *out)
{
	*out = (struct link_event){
		.id = id, .article = a->id, .when = e->when, .published = a->published, .precision = e->precision,
		.kind = e->kind, .basis = e->basis, .modality = e->modality, .confidence = e->confidence,
		.place = e->place,
	};
	memcpy(out->place_country, e->place_country, sizeof out->place_country);
	out->country_count = e->country_count < LINK_COUNTRIES ? e->country_count : LINK_COUNTRIES;
	for (size_t i = 0; i < out->country_count; i++) {
		memcpy(out->countries[i].code, e->countries[i].code, sizeof out->countries[i].code);
		out->countries[i].role = (uint8_t)e->countries[i].role;
	}
	if (interval_known(e->when))
		link_digest_words(a, e, t, r, arena, out);
}

/* ---- keys ---- */

static bool link_before_by_bits(const struct link_word *a, const struct link_word *b)
{
	if (a->bits != b->bits)
		return a->bits > b->bits;
	return a->hash != b->hash ? a->hash < b->hash : a->at < b->at;
}

/* By insertion: there are LINK_WORDS of them at most. */
static void link_sort_by_bits(struct link_word *words, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		struct link_word w = words[i];
		size_t j = i;
		for (; j && link_before_by_bits(&w, &words[j - 1]); j--)
			words[j] = words[j - 1];
		words[j] = w;
	}
}

/* The months that the event may be looked for in: its own, and the next when it lies at the edge. */
static size_t link_months(const struct link_event *e, int out[static LINK_KEY_MONTHS])
{
	int32_t length = e->when.to - e->when.from + 1, slack = length >= 28 ? length / 3 : 1;
	if (length > LINK_KEY_DAYS)
		return 0;
	struct civil from = day_civil(e->when.from - slack), to = day_civil(e->when.to + slack);
	int first = from.year * 12 + from.month, last = to.year * 12 + to.month;
	size_t n = 0;
	for (int m = first; m <= last && n < LINK_KEY_MONTHS; m++)
		out[n++] = m;
	return n;
}

static size_t link_rare_words(const struct link_event *e, bool title, struct link_word *out)
{
	size_t n = 0;
	for (size_t i = 0; i < e->word_count; i++)
		if ((e->words[i].at >= LINK_TITLE) == title && e->words[i].bits >= LINK_KEY_RARE)
			out[n++] = e->words[i];
	link_sort_by_bits(out, n);
	return n < e->key_words ? n : e->key_words;
}

/* The rarest words of the passage. The title's would find the like of all other events of the article, too:
 * only a passage that has next to none ("The summit will end on Monday") borrows them. */
static size_t link_key_words(const struct link_event *e, struct link_key out[static LINK_KEYS])
{
	struct link_word words[2 * LINK_WORDS];
	size_t n = link_rare_words(e, false, words);
	if (n < 2)
		n += link_rare_words(e, true, words + n);
	/* in a small corpus one word in common is enough for a look */
	bool small = e->key_words > LINK_KEY_WORDS;
	for (size_t i = 0; i < n; i++)
		out[i] = (struct link_key){.key = words[i].hash, .bits = small && words[i].bits < LINK_ENOUGH ? LINK_ENOUGH : words[i].bits};
	return n;
}

static uint32_t link_key_place(struct str place)
{
	uint32_t h = 2166136261u;
	for (size_t i = 0; i < place.n; i++)
		h = (h ^ (unsigned char)place.p[i]) * 16777619u;
	return h;
}

/* The keys of the words in one month; out may be where they stand. */
static void link_keys_of_month(const struct link_event *e, int month, const struct link_key *words, size_t n, struct link_key *out)
{
	const uint64_t months = (UINT64_C(1) << (LINK_KEY_BITS - LINK_KEY_WORD)) - 1;
	int32_t first = day_of((month - 1) / 12, (month - 1) % 12 + 1, 1);
	struct sketch s = sketch_of(e);
	uint8_t sketch = sketch_pack(&s, first);
	for (size_t i = 0; i < n; i++)
		out[i] = (struct link_key){
			.key = ((uint64_t)month & months) << LINK_KEY_WORD | (uint32_t)words[i].key >> (32 - LINK_KEY_WORD),
			.bits = words[i].bits, .first = first, .sketch = sketch,
		};
}

size_t link_keys(const struct link_event *e, struct link_key out[static LINK_KEYS])
{
	int months[LINK_KEY_MONTHS];
	if (!interval_known(e->when) || e->modality > MODALITY_ANNOUNCED)
		return 0;
	size_t month_count = link_months(e, months);
	if (!month_count)
		return 0;
	size_t n = link_key_words(e, out);
	if (e->place.n && !str_eq(e->place, country_name(str_of(e->place_country))))
		out[n++] = (struct link_key){.key = link_key_place(e->place), .bits = LINK_ENOUGH};
	if (e->series)
		out[n++] = (struct link_key){.key = (uint32_t)e->series, .bits = LINK_ENOUGH};
	for (size_t m = month_count; m-- > 0;)
		link_keys_of_month(e, months[m], out, n, out + m * n);
	return n * month_count;
}

bool link_may_pair(const struct link_event *e, int32_t first, uint8_t sketch)
{
	struct sketch a = sketch_of(e), b = sketch_unpack(sketch, first);
	return same_may(&a, &b) || outcome_may(&a, &b) || outcome_may(&b, &a);
}

/* ---- pairs ---- */

/* One order for every pair, whichever way it is asked: the earlier published first, then the earlier id. */
static bool link_is_before(const struct link_event *a, const struct link_event *b)
{
	int32_t x = interval_known(a->published) ? a->published.from : DAY_MAX;
	int32_t y = interval_known(b->published) ? b->published.from : DAY_MAX;
	return x != y ? x < y : a->id < b->id;
}

static bool link_pair_ordered(const struct link_event *a, const struct link_event *b, const struct comparison *c,
			      struct link *out, float *bits)
{
	if (outcome_judge(c, a, b, bits)) {
		*out = (struct link){.from = a->id, .to = b->id, .kind = LINK_OUTCOME};
		return true;
	}
	if (!same_judge(c, a, b, bits))
		return false;
	if (same_is_later(b) && !same_is_later(a))
		*out = (struct link){.from = a->id, .to = b->id, .kind = LINK_BACKGROUND};
	else
		*out = (struct link){.from = a->id < b->id ? a->id : b->id, .to = a->id < b->id ? b->id : a->id, .kind = LINK_SAME};
	return true;
}

bool link_pair(const struct link_event *a, const struct link_event *b, struct arena *arena, struct link *out)
{
	if (a->article == b->article || !interval_known(a->when) || !interval_known(b->when))
		return false;
	if (link_is_before(b, a)) {
		const struct link_event *swap = a;
		a = b;
		b = swap;
	}
	struct comparison c;
	struct link l;
	float bits;
	compare_events(a, b, &c);
	if (!link_pair_ordered(a, b, &c, &l, &bits))
		return false;
	l.score = compare_percent(bits);
	if (l.score < LINK_LEAST)
		return false;
	l.reason = compare_reason(&c, a, arena);
	*out = l;
	return true;
}
