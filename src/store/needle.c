#include "config.h"

#include "store/needle.h"

#include "base/utf8.h"
#include "store/plan_read.h"

#include <string.h>

/* ---- of a pattern ---- */

static bool needle_is_letter(uint32_t cp)
{
	return (cp | 0x20) >= 'a' && (cp | 0x20) <= 'z';
}

/* Adds a character, if there is room. False: it is not known which bytes it has where it matches. */
static bool needle_add(struct needle *n, uint32_t cp, bool folds)
{
	char bytes[4];
	size_t length = utf8_encode(cp, bytes);
	if (n->n + length > NEEDLE_MOST || (folds && cp >= 0x80))
		return false;
	bool letter = folds && needle_is_letter(cp);
	for (size_t i = 0; i < length; i++, n->n++) {
		n->fold[n->n] = letter ? 0x20 : 0;
		n->bytes[n->n] = (unsigned char)bytes[i] | n->fold[n->n];
	}
	/* the long s and the Kelvin sign */
	n->ascii |= letter && ((cp | 0x20) == 's' || (cp | 0x20) == 'k');
	return true;
}

static bool needle_is_better(const struct needle *a, const struct needle *b)
{
	return a->between && a->n >= NEEDLE_LEAST && a->n > b->n;
}

/* The longest run of a sequence. */
static struct needle needle_of_sequence(const struct plan_sequence *s, bool folds)
{
	struct needle longest = {.n = 0}, run = {.n = 0};
	for (size_t i = 0; i < s->count; i++) {
		const struct plan_piece *p = &s->pieces[i];
		if (p->kind == PLAN_BORDER || p->kind == PLAN_EDGE)
			continue;
		if (!p->literal || p->quantified || !needle_add(&run, p->literal, folds))
			run = (struct needle){.n = 0};
		run.between |= run.n && p->kind != PLAN_PART;
		if (needle_is_better(&run, &longest))
			longest = run;
	}
	return longest;
}

struct needle needle_of(struct str pattern, bool folds)
{
	struct needle n = {.n = 0};
	struct arena arena = ARENA_INIT;
	struct plan_sequence *either;
	size_t count;
	if (plan_read(pattern, &folds, &arena, &either, &count) && count == 1)
		n = needle_of_sequence(&either[0], folds);
	arena_free(&arena);
	return n;
}

/* ---- in a text ---- */

enum { NEEDLE_LANES = 16, NEEDLE_BLOCK = 2 * NEEDLE_LANES };

typedef unsigned char needle_lanes __attribute__((vector_size(NEEDLE_LANES)));

static bool needle_is_at(const struct needle *n, const char *p)
{
	for (size_t i = 0; i < n->n; i++)
		if (((unsigned char)p[i] | n->fold[i]) != n->bytes[i])
			return false;
	return true;
}

static bool needle_is_from(const struct needle *n, const char *p, size_t places)
{
	for (size_t i = 0; i < places; i++)
		if (needle_is_at(n, p + i))
			return true;
	return false;
}

/* The needle's first and last byte, in every lane. */
struct needle_ends {
	needle_lanes first, first_fold, last, last_fold;
	size_t length;
};

/* Which of the places from p on have both? */
static needle_lanes needle_meet(const struct needle_ends *e, const char *p)
{
	needle_lanes a, b;
	memcpy(&a, p, sizeof a);
	memcpy(&b, p + e->length - 1, sizeof b);
	return (needle_lanes)(((a | e->first_fold) == e->first) & ((b | e->last_fold) == e->last));
}

static bool needle_ends_meet(const struct needle_ends *e, const char *p)
{
	uint64_t any[2];
	needle_lanes all = needle_meet(e, p) | needle_meet(e, p + NEEDLE_LANES);
	memcpy(any, &all, sizeof any);
	return any[0] | any[1];
}

static bool needle_stands(const struct needle *n, struct str text)
{
	if (text.n < n->n)
		return false;
	size_t last = n->n - 1, places = text.n - last;
	struct needle_ends e = {.length = n->n};
	memset(&e.first, n->bytes[0], sizeof e.first);
	memset(&e.first_fold, n->fold[0], sizeof e.first_fold);
	memset(&e.last, n->bytes[last], sizeof e.last);
	memset(&e.last_fold, n->fold[last], sizeof e.last_fold);
	if (places < NEEDLE_BLOCK)
		return needle_is_from(n, text.p, places);
	for (size_t at = 0, end = places - NEEDLE_BLOCK;; at = at + NEEDLE_BLOCK < end ? at + NEEDLE_BLOCK : end) {
		if (needle_ends_meet(&e, text.p + at) && needle_is_from(n, text.p + at, NEEDLE_BLOCK))
			return true;
		if (at == end)
			return false; /* that block reached back into the one before it */
	}
}

bool needle_may_stand(const struct needle *n, struct str text)
{
	return !n->n || needle_stands(n, text) || (n->ascii && !utf8_is_ascii(text));
}
