#include "config.h"

#include "store/found.h"

#include "base/utf8.h"
#include "store/found_format.h"
#include "store/pack.h"

#include <string.h>

struct found_reader {
	struct names *names;
	struct db *db;
	struct unpack in;
	struct str text;
	struct arena *arena;
	struct error *err;
	uint32_t at;
	int32_t day;
	const char *kind; /* what is left of a name that says several things */
	bool failed;      /* *err is set: a name could not be had */
};

/* A span from a distance and a length: bad when it leaves 32 bits. */
static struct span found_make_span(struct found_reader *r, int64_t distance, uint64_t length)
{
	if (distance < -(int64_t)UINT32_MAX || distance > (int64_t)UINT32_MAX) {
		r->in.bad = true;
		return SPAN_NONE;
	}
	int64_t begin = (int64_t)r->at + distance;
	if (begin < 0 || begin > (int64_t)UINT32_MAX || length > (uint64_t)((int64_t)UINT32_MAX - begin)) {
		r->in.bad = true;
		return SPAN_NONE;
	}
	return (struct span){(uint32_t)begin, (uint32_t)(begin + (int64_t)length)};
}

static struct span found_get_span(struct found_reader *r)
{
	int64_t distance = unpack_signed(&r->in);
	struct span s = found_make_span(r, distance, unpack_unsigned(&r->in));
	r->at = s.begin;
	return s;
}

static struct span found_get_side(struct found_reader *r)
{
	uint64_t length = unpack_unsigned(&r->in);
	return length ? found_make_span(r, unpack_signed(&r->in), length) : SPAN_NONE;
}

static const char *found_get_name(struct found_reader *r)
{
	const char *text = NULL;
	uint64_t number = unpack_unsigned(&r->in);
	if (!r->failed && !r->in.bad && !names_text(r->names, r->db, number, &text, r->err))
		r->failed = true;
	return text;
}

/* Begins to read a kind; one of another sort is damage. */
static void found_get_kind(struct found_reader *r, char what)
{
	const char *name = found_get_name(r);
	bool good = name && name[0] == what;
	if (!good)
		r->in.bad = true;
	r->kind = good ? name + 1 : "";
}

static unsigned found_kind_below(struct found_reader *r, unsigned limit)
{
	unsigned v = (unsigned char)*r->kind - (unsigned)FOUND_ZERO;
	if (!*r->kind || v >= limit) {
		r->in.bad = true;
		r->kind = "";
		return 0;
	}
	r->kind++;
	return v;
}

static uint8_t found_kind_confidence(struct found_reader *r)
{
	unsigned high = found_kind_below(r, 16);
	return (uint8_t)(high * 16 + found_kind_below(r, 16));
}

static void found_kind_letters(struct found_reader *r, char code[static 3])
{
	memset(code, 0, 3);
	for (int i = 0; i < 2; i++) {
		char c = *r->kind;
		if (c != '-' && !(c >= 'A' && c <= 'Z')) {
			r->in.bad = true;
			r->kind = "";
			return;
		}
		code[i] = c == '-' ? '\0' : c;
		r->kind++;
	}
	if (!code[0] != !code[1])
		r->in.bad = true;
}

/* What stands at the end of a kind: a rule, NULL for none. */
static const char *found_kind_text(struct found_reader *r)
{
	return *r->kind ? r->kind : NULL;
}

struct found_interval {
	bool known, days; /* days: more than one */
	enum precision precision;
};

static struct found_interval found_kind_days(struct found_reader *r)
{
	unsigned v = found_kind_below(r, 1 + 2 * PRECISION_COUNT);
	return (struct found_interval){v > 0, v && (v - 1) % 2, v ? (enum precision)((v - 1) / 2) : PRECISION_DAY};
}

static struct interval found_get_interval(struct found_reader *r, struct found_interval how)
{
	if (!how.known)
		return INTERVAL_NONE;
	int64_t from = unpack_signed(&r->in), length = how.days ? unpack_signed(&r->in) : 0;
	if (from < -(int64_t)UINT32_MAX || from > (int64_t)UINT32_MAX) {
		r->in.bad = true;
		return INTERVAL_NONE;
	}
	from += r->day;
	if (from < DAY_MIN || from > DAY_MAX || length < 0 || length > DAY_MAX - from) {
		r->in.bad = true;
		return INTERVAL_NONE;
	}
	return (struct interval){(int32_t)from, (int32_t)(from + length)};
}

static struct str found_get_str(struct found_reader *r)
{
	struct str s = unpack_str(&r->in);
	return s.n ? arena_str(r->arena, s) : STR_NONE;
}

/* An index that is checked when all lists are there. */
static int found_get_index(struct found_reader *r)
{
	return (int)unpack_below(&r->in, INT32_MAX);
}

static void found_get_timex(struct found_reader *r, struct timex3 *t)
{
	char usual[40];
	t->span = found_get_span(r);
	found_get_kind(r, 't');
	t->type = (enum timex_type)found_kind_below(r, TIMEX_SET + 1);
	unsigned flags = found_kind_below(r, FOUND_FLAGS);
	struct found_interval how = found_kind_days(r);
	t->anchor = -(int)found_kind_below(r, -TIMEX_ANCHOR_PUBLISHED + 1);
	t->confidence = found_kind_confidence(r);
	t->rule = found_kind_text(r);
	t->approximate = flags & FOUND_APPROXIMATE;
	t->when = found_get_interval(r, how);
	t->precision = how.precision;
	found_usual_value(t, usual);
	t->value = flags & FOUND_USUAL ? arena_str(r->arena, str_of(usual)) : found_get_str(r);
	t->symbolic = flags & FOUND_SYMBOLIC ? found_get_str(r) : STR_NONE;
	if (flags & FOUND_ANCHOR)
		t->anchor = found_get_index(r);
	t->range_with = flags & FOUND_RANGE ? found_get_index(r) : -1;
	if (flags & FOUND_TENSE) {
		t->tense = (enum timex_tense)unpack_below(&r->in, TENSE_FUTURE + 1);
		t->tense_span = found_get_side(r);
	}
}

static void found_get_place(struct found_reader *r, struct place *p)
{
	p->span = found_get_span(r);
	found_get_kind(r, 'p');
	p->kind = (enum place_kind)found_kind_below(r, PLACE_AREA + 1);
	found_kind_letters(r, p->country);
	p->name = str_of(found_kind_text(r));
	found_get_kind(r, 'r');
	p->confidence = found_kind_confidence(r);
	p->rule = found_kind_text(r);
}

static void found_get_country(struct found_reader *r, struct event_country *c)
{
	found_get_kind(r, 'c');
	found_kind_letters(r, c->code);
	c->role = (enum event_role)found_kind_below(r, ROLE_HOST + 1);
	c->rule = found_kind_text(r);
	c->span = found_get_side(r);
}

static bool found_has_breaks(struct str s)
{
	return s.n && (memchr(s.p, '\n', s.n) || memchr(s.p, '\t', s.n));
}

/* A piece of the passage, as it stands in a headline. */
static void found_copy(char *out, struct str piece, bool breaks)
{
	if (piece.n)
		memcpy(out, piece.p, piece.n);
	for (size_t i = 0; breaks && i < piece.n; i++)
		out[i] = found_is_space(out[i]) ? ' ' : out[i];
}

/* No headline is longer than what it is made of. */
static struct str found_get_headline(struct found_reader *r, struct str passage)
{
	uint64_t all = unpack_below(&r->in, (uint64_t)passage.n + (uint64_t)(r->in.end - r->in.p) + 1);
	char *out = all ? arena_take(r->arena, (size_t)all, 1) : NULL;
	size_t n = 0, at = 0;
	bool breaks = found_has_breaks(passage);
	while (n < all && !r->in.bad) {
		struct str literal = unpack_str(&r->in);
		if (literal.n > all - n)
			r->in.bad = true;
		else if (literal.n)
			memcpy(out + n, literal.p, literal.n);
		n += literal.n;
		if (n >= all || r->in.bad)
			break;
		at += unpack_below(&r->in, passage.n - at + 1);
		size_t run = (size_t)unpack_below(&r->in, passage.n - at + 1);
		r->in.bad = r->in.bad || run > all - n || (run == 0 && literal.n == 0);
		if (!r->in.bad)
			found_copy(out + n, str_sub(passage, at, at + run), breaks);
		n += run;
		at += run;
	}
	/* of a damaged text the headline is damaged, too */
	return r->in.bad ? STR_NONE : utf8_clean((struct str){out, (size_t)all}, r->arena);
}

static struct found_passage found_get_passage(struct found_reader *r)
{
	struct found_passage p = {.span = found_get_span(r)};
	if (p.span.end > r->text.n)
		r->in.bad = true;
	else
		p.headline = found_get_headline(r, str_sub(r->text, p.span.begin, p.span.end));
	return p;
}

static void found_get_event(struct found_reader *r, const struct extraction *x, struct event *e)
{
	r->at = e->span.begin;
	found_get_kind(r, 'e');
	e->kind = (enum event_kind)found_kind_below(r, EVENT_KIND_COUNT);
	e->modality = (enum event_modality)found_kind_below(r, MODALITY_HYPOTHETICAL + 1);
	e->basis = (enum event_basis)found_kind_below(r, BASIS_PUBLISHED + 1);
	unsigned flags = found_kind_below(r, FOUND_EVENT_FLAGS);
	struct found_interval how = found_kind_days(r);
	e->precision = how.precision;
	e->confidence = found_kind_confidence(r);
	e->head = found_get_side(r);
	e->headline_span = found_get_side(r);
	e->modality_span = flags & FOUND_MODALITY ? found_get_side(r) : SPAN_NONE;
	e->date = flags & FOUND_DATED ? found_get_index(r) : -1;
	bool same = flags & FOUND_SAME_DAYS && flags & FOUND_DATED && (size_t)e->date < x->timex_count;
	e->when = same ? x->timexes[e->date].when : found_get_interval(r, how);
	if (flags & FOUND_PLACE) {
		found_get_kind(r, 'l');
		found_kind_letters(r, e->place_country);
		e->place = str_of(found_kind_text(r));
		e->place_span = found_get_side(r);
	}
	e->country_count = unpack_count(&r->in);
	e->countries = arena_alloc(r->arena, e->country_count, sizeof *e->countries);
	for (size_t i = 0; i < e->country_count; i++)
		found_get_country(r, &e->countries[i]);
}

/* An index into the dates of the same article. */
static bool found_index_is_good(int index, size_t count, int lowest)
{
	return index >= lowest && (index < 0 || (size_t)index < count);
}

static bool found_indexes_are_good(const struct extraction *x)
{
	for (size_t i = 0; i < x->timex_count; i++)
		if (!found_index_is_good(x->timexes[i].anchor, x->timex_count, TIMEX_ANCHOR_PUBLISHED) ||
		    !found_index_is_good(x->timexes[i].range_with, x->timex_count, -1))
			return false;
	for (size_t i = 0; i < x->event_count; i++)
		if (!found_index_is_good(x->events[i].date, x->timex_count, -1))
			return false;
	return true;
}

/* Counts a list and makes room for it; the span of its first member is reckoned from 0. */
#define FOUND_LIST(r, list, count)                                             \
	do {                                                                   \
		(r)->at = 0;                                                   \
		(count) = unpack_count(&(r)->in);                              \
		(list) = arena_alloc((r)->arena, (count), sizeof *(list));     \
	} while (0)

static bool found_damaged(struct db *db, int64_t what, struct error *err)
{
	return error_set(err, ERROR_CORRUPT, "%s: the findings of article %lld are damaged; `dateline check` says where", db->path,
			 (long long)what);
}

bool found_unpack_passages(struct db *db, struct str packed, struct str text, int64_t what, struct arena *arena, struct found_passage **out,
			   size_t *count, struct error *err)
{
	struct found_reader r = {.in = unpack_of(packed), .text = text, .arena = arena};
	size_t n = unpack_count(&r.in);
	struct found_passage *v = arena_take(arena, n, sizeof *v);
	for (size_t i = 0; i < n && !r.in.bad; i++)
		v[i] = found_get_passage(&r);
	if (r.in.bad)
		return found_damaged(db, what, err);
	*out = v;
	*count = n;
	return true;
}

bool found_unpack(struct names *n, struct db *db, struct str packed, struct str text, int64_t what, struct arena *arena, struct extraction *out,
		  struct error *err)
{
	struct found_reader r = {.names = n, .db = db, .in = unpack_of(packed), .text = text, .arena = arena, .err = err,
				 .day = found_first_day(out)};
	struct extraction x = *out;
	FOUND_LIST(&r, x.events, x.event_count);
	for (size_t i = 0; i < x.event_count; i++) {
		struct found_passage p = found_get_passage(&r);
		x.events[i].span = p.span;
		x.events[i].headline = p.headline;
	}
	FOUND_LIST(&r, x.furniture, x.furniture_count);
	for (size_t i = 0; i < x.furniture_count; i++)
		x.furniture[i] = found_get_span(&r);
	FOUND_LIST(&r, x.timexes, x.timex_count);
	for (size_t i = 0; i < x.timex_count; i++)
		found_get_timex(&r, &x.timexes[i]);
	FOUND_LIST(&r, x.places, x.place_count);
	for (size_t i = 0; i < x.place_count; i++)
		found_get_place(&r, &x.places[i]);
	for (size_t i = 0; i < x.event_count; i++)
		found_get_event(&r, &x, &x.events[i]);
	if (r.failed)
		return false;
	if (r.in.bad || r.in.p != r.in.end || !found_indexes_are_good(&x))
		return found_damaged(db, what, err);
	*out = x;
	return true;
}
