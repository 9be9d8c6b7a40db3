#include "config.h"

#include "store/tail.h"

#include "store/plan_read.h"

#include <string.h>

static void tail_add(struct tail *t, unsigned char byte)
{
	t->bytes[byte / 64] |= UINT64_C(1) << byte % 64;
}

static bool tail_has(const struct tail *t, char byte)
{
	return t->bytes[(unsigned char)byte / 64] >> (unsigned char)byte % 64 & 1;
}

/* False: it is not known with which bytes. */
static bool tail_add_letter(struct tail *t, uint32_t cp, bool folds)
{
	if (cp == 0 || cp >= 0x80)
		return false;
	bool letter = (cp | 0x20) >= 'a' && (cp | 0x20) <= 'z';
	tail_add(t, (unsigned char)cp);
	if (!folds || !letter)
		return true;
	tail_add(t, (unsigned char)(cp ^ 0x20));
	/* the long s and the Kelvin sign, which fold to letters of ASCII */
	if ((cp | 0x20) == 's')
		tail_add(t, 0xBF);
	if ((cp | 0x20) == 'k')
		tail_add(t, 0xAA);
	return true;
}

/* Adds with what the first `count` pieces can end. *empty: they can match nothing. False: it is not known with what. */
static bool tail_add_pieces(struct tail *t, const struct plan_sequence *s, size_t count, bool folds, bool *empty)
{
	*empty = false;
	for (size_t i = count; i-- > 0;) {
		const struct plan_piece *p = &s->pieces[i];
		bool none;
		if (p->kind == PLAN_BORDER)
			continue;
		for (size_t k = 0; k < p->either_count; k++)
			if (!tail_add_pieces(t, &p->either[k], p->either[k].count, folds, &none))
				return false;
		if (p->kind == PLAN_EDGE || (!p->either && !tail_add_letter(t, p->literal, folds)))
			return false;
		if (!p->optional)
			return true;
	}
	*empty = true;
	return true;
}

static bool tail_add_alternative(struct tail *t, struct str pattern, const struct plan_sequence *s, bool folds)
{
	bool empty;
	const struct plan_piece *last = s->count ? &s->pieces[s->count - 1] : NULL;
	return last && last->kind == PLAN_EDGE && pattern.p[last->begin] == '$' && tail_add_pieces(t, s, s->count - 1, folds, &empty) && !empty;
}

struct tail tail_of(struct str pattern, bool folds)
{
	struct tail t = {.known = false};
	struct arena arena = ARENA_INIT;
	struct plan_sequence *either;
	size_t count;
	t.known = plan_read(pattern, &folds, &arena, &either, &count);
	for (size_t i = 0; t.known && i < count; i++)
		t.known = tail_add_alternative(&t, pattern, &either[i], folds);
	arena_free(&arena);
	return t;
}

bool tail_can_match(const struct tail *t, struct str text)
{
	if (!t->known || (text.n && tail_has(t, text.p[text.n - 1])))
		return true;
	for (size_t at = 0; at < text.n;) {
		const char *end = memchr(text.p + at, '\n', text.n - at);
		if (!end)
			return false;
		if (end > text.p && tail_has(t, end[-1]))
			return true;
		at = (size_t)(end - text.p) + 1;
	}
	return false;
}
