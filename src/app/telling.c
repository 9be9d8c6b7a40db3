#include "config.h"

#include "app/telling.h"

#include "app/compare.h"

#include <stdlib.h>

enum { TELLING_MOST = 600 };

static void telling_add(struct report *r, struct span passage, struct span s, struct telling piece)
{
	if (s.begin < passage.begin || s.end > passage.end || s.begin >= s.end || r->told_count == TELLING_MOST)
		return;
	struct span own = {s.begin - passage.begin, s.end - passage.begin};
	for (size_t i = 0; i < r->told_count; i++)
		if (r->told[i].span.begin < own.end && own.begin < r->told[i].span.end)
			return;
	piece.span = own;
	r->told[r->told_count++] = piece;
}

static uint64_t telling_key(struct interval when)
{
	return (uint64_t)(uint32_t)when.from << 32 | (uint32_t)when.to;
}

static struct interval telling_when(uint64_t key)
{
	return (struct interval){(int32_t)(uint32_t)(key >> 32), (int32_t)(uint32_t)key};
}

static void telling_dates(const struct extraction *x, struct span passage, struct report *r)
{
	for (size_t i = 0; i < x->timex_count; i++) {
		const struct timex3 *t = &x->timexes[i];
		if (interval_known(t->when))
			telling_add(r, passage, t->span,
				    (struct telling){.what = TELLING_DATE, .precision = t->precision, .key = telling_key(t->when)});
	}
}

static void telling_countries(const struct extraction *x, struct span passage, struct report *r)
{
	for (size_t i = 0; i < x->place_count; i++) {
		const char *code = x->places[i].country;
		if (code[0])
			telling_add(r, passage, x->places[i].span,
				    (struct telling){.what = TELLING_COUNTRY, .key = (uint64_t)code[0] << 8 | (unsigned char)code[1]});
	}
}

static void telling_numbers(const struct stem_table *stems, struct str text, const struct extraction *x, struct span passage, struct report *r)
{
	struct compare_number n;
	for (size_t at = passage.begin; compare_next_number(text, passage, &at, x->timexes, x->timex_count, &n);)
		telling_add(r, passage, n.span, (struct telling){.what = TELLING_NUMBER, .key = stem_hash(stems, str_of(n.digits))});
}

static void telling_words(const struct stem_table *stems, struct str text, struct span passage, struct report *r)
{
	struct str words = str_sub(text, passage.begin, passage.end), rest = words;
	struct stem stem;
	while (r->told_count < TELLING_MOST && stem_next(stems, &rest, &stem)) {
		uint32_t begin = passage.begin + (uint32_t)(stem.text.p - words.p);
		if (stem.class != STEM_STOP)
			telling_add(r, passage, (struct span){begin, begin + (uint32_t)stem.text.n},
				    (struct telling){.what = TELLING_WORD, .key = stem.hash});
	}
}

static int telling_compare(const void *a, const void *b)
{
	const struct telling *x = a, *y = b;
	return (x->span.begin > y->span.begin) - (x->span.begin < y->span.begin);
}

void telling_read(const struct stem_table *stems, struct str text, struct span passage, const struct extraction *found,
		  struct arena *arena, struct report *out)
{
	out->told = arena_alloc(arena, TELLING_MOST, sizeof *out->told);
	out->told_count = 0;
	telling_dates(found, passage, out);
	telling_countries(found, passage, out);
	telling_numbers(stems, text, found, passage, out);
	telling_words(stems, text, passage, out);
	if (out->told_count)
		qsort(out->told, out->told_count, sizeof *out->told, telling_compare);
}

static bool telling_same(const struct telling *a, const struct telling *b)
{
	if (a->what != b->what || a->key == b->key)
		return a->what == b->what;
	return a->what == TELLING_DATE && compare_agree(telling_when(a->key), a->precision, telling_when(b->key), b->precision);
}

static bool telling_has(const struct report *r, const struct telling *piece)
{
	for (size_t i = 0; i < r->told_count; i++)
		if (telling_same(&r->told[i], piece))
			return true;
	return false;
}

static bool telling_is_own(const struct compared *c, const struct telling *piece)
{
	size_t say = 0;
	for (size_t i = 0; i < c->count; i++)
		say += telling_has(&c->reports[i], piece);
	return piece->what == TELLING_WORD ? say == 1 : say * 2 <= c->count;
}

void telling_judge(struct compared *c)
{
	for (size_t i = 0; i < c->count; i++) {
		struct report *r = &c->reports[i];
		size_t words = 0, own = 0;
		for (size_t k = 0; k < r->told_count; k++) {
			r->told[k].own = telling_is_own(c, &r->told[k]);
			words += r->told[k].what == TELLING_WORD;
			own += r->told[k].what == TELLING_WORD && r->told[k].own;
		}
		r->own = words ? (int)(own * 100 / words) : -1;
	}
}
