#include "config.h"

#include "store/found.h"

#include "store/pack.h"

#include <string.h>

/* ---- packing ---- */

struct found_writer {
	struct names *names;
	struct db *db;
	struct buf *out;
	struct error *err;
	uint32_t at;   /* where the last span of this list began */
	bool failed;
};

static void found_put(struct found_writer *w, uint64_t v)
{
	pack_unsigned(w->out, v);
}

static void found_put_span(struct found_writer *w, struct span s)
{
	pack_signed(w->out, (int64_t)s.begin - w->at);
	pack_unsigned(w->out, s.end - s.begin);
	w->at = s.begin;
}

/* A span beside the main one of its member: does not move the list on. SPAN_NONE is one byte. */
static void found_put_side(struct found_writer *w, struct span s)
{
	pack_unsigned(w->out, s.end - s.begin);
	if (s.end > s.begin)
		pack_signed(w->out, (int64_t)s.begin - w->at);
}

static void found_put_name(struct found_writer *w, struct str text)
{
	uint32_t number = 0;
	if (!w->failed && !names_number(w->names, w->db, text, &number, w->err))
		w->failed = true;
	pack_unsigned(w->out, number);
}

/* Two letters, or two zeros for none. */
static void found_put_code(struct found_writer *w, const char code[3])
{
	char two[2] = {code[0], code[0] ? code[1] : '\0'};
	buf_add(w->out, two, sizeof two);
}

static void found_put_interval(struct found_writer *w, struct interval i, enum precision p)
{
	found_put(w, interval_known(i) ? 1 + (uint64_t)p : 0);
	if (!interval_known(i))
		return;
	pack_signed(w->out, i.from);
	pack_signed(w->out, (int64_t)i.to - i.from);
}

/* What most dates are: their interval written out. Such a value is not kept. */
static void found_usual_value(const struct timex3 *t, char out[static 40])
{
	interval_format(t->when, t->precision, true, out);
}

/* The flags of a date, in one byte with its type. */
enum { FOUND_APPROXIMATE = 1, FOUND_USUAL = 2, FOUND_SYMBOLIC = 4, FOUND_TYPE_SHIFT = 3 };

static void found_put_timex(struct found_writer *w, const struct timex3 *t)
{
	char usual[40];
	found_usual_value(t, usual);
	bool is_usual = t->value.n && str_eq(t->value, str_of(usual));
	found_put_span(w, t->span);
	found_put(w, (uint64_t)t->type << FOUND_TYPE_SHIFT | (t->approximate ? FOUND_APPROXIMATE : 0) | (is_usual ? FOUND_USUAL : 0) |
			     (t->symbolic.n ? FOUND_SYMBOLIC : 0));
	found_put_interval(w, t->when, t->precision);
	if (!is_usual)
		pack_str(w->out, t->value);
	found_put_name(w, str_of(t->rule));
	found_put(w, t->confidence);
	pack_signed(w->out, t->anchor);
	if (t->symbolic.n)
		pack_str(w->out, t->symbolic);
	pack_signed(w->out, t->range_with);
}

static void found_put_place(struct found_writer *w, const struct place *p)
{
	found_put_span(w, p->span);
	found_put(w, p->kind);
	found_put_code(w, p->country);
	found_put_name(w, p->name);
	found_put_name(w, str_of(p->rule));
	found_put(w, p->confidence);
}

static void found_put_country(struct found_writer *w, const struct event_country *c)
{
	found_put_code(w, c->code);
	found_put(w, c->role);
	found_put_side(w, c->span);
	found_put_name(w, str_of(c->rule));
}

static void found_put_passage(struct found_writer *w, const struct event *e)
{
	found_put_span(w, e->span);
	pack_str(w->out, e->headline);
}

/* What an event has beside its passage; its spans count from the passage's beginning. */
static void found_put_event(struct found_writer *w, const struct event *e)
{
	w->at = e->span.begin;
	found_put_side(w, e->head);
	found_put_side(w, e->headline_span);
	found_put(w, e->kind);
	found_put(w, e->modality);
	found_put_side(w, e->modality_span);
	found_put_interval(w, e->when, e->precision);
	found_put(w, e->basis);
	pack_signed(w->out, e->date);
	found_put(w, e->confidence);
	found_put_name(w, e->place);
	if (e->place.n) {
		found_put_side(w, e->place_span);
		found_put_code(w, e->place_country);
	}
	found_put(w, e->country_count);
	for (size_t i = 0; i < e->country_count; i++)
		found_put_country(w, &e->countries[i]);
}

bool found_pack(struct names *n, struct db *db, const struct extraction *x, struct buf *out, struct error *err)
{
	struct found_writer w = {.names = n, .db = db, .out = out, .err = err};
	found_put(&w, x->event_count);
	for (size_t i = 0; i < x->event_count; i++)
		found_put_passage(&w, &x->events[i]);
	w.at = 0;
	found_put(&w, x->furniture_count);
	for (size_t i = 0; i < x->furniture_count; i++)
		found_put_span(&w, x->furniture[i]);
	w.at = 0;
	found_put(&w, x->timex_count);
	for (size_t i = 0; i < x->timex_count; i++)
		found_put_timex(&w, &x->timexes[i]);
	w.at = 0;
	found_put(&w, x->place_count);
	for (size_t i = 0; i < x->place_count; i++)
		found_put_place(&w, &x->places[i]);
	for (size_t i = 0; i < x->event_count; i++)
		found_put_event(&w, &x->events[i]);
	return !w.failed;
}

/* ---- unpacking ---- */

struct found_reader {
	struct names *names;
	struct db *db;
	struct unpack in;
	struct arena *arena;
	struct error *err;
	uint32_t at;
	bool failed; /* *err is set: a name could not be had */
};

static uint8_t found_get_byte(struct found_reader *r)
{
	return (uint8_t)unpack_below(&r->in, 256);
}

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

static void found_get_code(struct found_reader *r, char code[static 3])
{
	memset(code, 0, 3);
	if (r->in.end - r->in.p < 2) {
		r->in.bad = true;
		return;
	}
	memcpy(code, r->in.p, 2);
	r->in.p += 2;
	bool letters = code[0] >= 'A' && code[0] <= 'Z' && code[1] >= 'A' && code[1] <= 'Z';
	if (!letters && (code[0] || code[1]))
		r->in.bad = true;
}

static struct interval found_get_interval(struct found_reader *r, enum precision *p)
{
	uint64_t which = unpack_below(&r->in, 1 + PRECISION_COUNT);
	*p = which ? (enum precision)(which - 1) : PRECISION_DAY;
	if (!which)
		return INTERVAL_NONE;
	int64_t from = unpack_signed(&r->in), length = unpack_signed(&r->in);
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

static void found_get_timex(struct found_reader *r, struct timex3 *t)
{
	char usual[40];
	t->span = found_get_span(r);
	uint64_t flags = unpack_below(&r->in, (TIMEX_SET + 1) << FOUND_TYPE_SHIFT);
	t->type = (enum timex_type)(flags >> FOUND_TYPE_SHIFT);
	t->approximate = flags & FOUND_APPROXIMATE;
	t->when = found_get_interval(r, &t->precision);
	found_usual_value(t, usual);
	t->value = flags & FOUND_USUAL ? arena_str(r->arena, str_of(usual)) : found_get_str(r);
	t->rule = found_get_name(r);
	t->confidence = found_get_byte(r);
	t->anchor = (int)unpack_signed(&r->in);
	t->symbolic = flags & FOUND_SYMBOLIC ? found_get_str(r) : STR_NONE;
	t->range_with = (int)unpack_signed(&r->in);
}

static void found_get_place(struct found_reader *r, struct place *p)
{
	p->span = found_get_span(r);
	p->kind = (enum place_kind)unpack_below(&r->in, PLACE_AREA + 1);
	found_get_code(r, p->country);
	p->name = str_of(found_get_name(r));
	p->rule = found_get_name(r);
	p->confidence = found_get_byte(r);
}

static void found_get_country(struct found_reader *r, struct event_country *c)
{
	found_get_code(r, c->code);
	c->role = (enum event_role)unpack_below(&r->in, ROLE_HOST + 1);
	c->span = found_get_side(r);
	c->rule = found_get_name(r);
}

static void found_get_passage(struct found_reader *r, struct event *e)
{
	e->span = found_get_span(r);
	e->headline = found_get_str(r);
}

static void found_get_event(struct found_reader *r, struct event *e)
{
	r->at = e->span.begin;
	e->head = found_get_side(r);
	e->headline_span = found_get_side(r);
	e->kind = (enum event_kind)unpack_below(&r->in, EVENT_KIND_COUNT);
	e->modality = (enum event_modality)unpack_below(&r->in, MODALITY_HYPOTHETICAL + 1);
	e->modality_span = found_get_side(r);
	e->when = found_get_interval(r, &e->precision);
	e->basis = (enum event_basis)unpack_below(&r->in, BASIS_PUBLISHED + 1);
	e->date = (int)unpack_signed(&r->in);
	e->confidence = found_get_byte(r);
	e->place = str_of(found_get_name(r));
	if (e->place.n) {
		e->place_span = found_get_side(r);
		found_get_code(r, e->place_country);
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

static void found_get_passages(struct found_reader *r, struct extraction *x)
{
	FOUND_LIST(r, x->events, x->event_count);
	for (size_t i = 0; i < x->event_count; i++)
		found_get_passage(r, &x->events[i]);
}

bool found_passages(struct db *db, struct str packed, int64_t what, struct arena *arena, struct extraction *out, struct error *err)
{
	struct found_reader r = {.in = unpack_of(packed), .arena = arena};
	struct extraction x = {0};
	found_get_passages(&r, &x);
	if (r.in.bad)
		return found_damaged(db, what, err);
	out->events = x.events;
	out->event_count = x.event_count;
	return true;
}

bool found_unpack(struct names *n, struct db *db, struct str packed, int64_t what, struct arena *arena, struct extraction *out,
		  struct error *err)
{
	struct found_reader r = {.names = n, .db = db, .in = unpack_of(packed), .arena = arena, .err = err};
	struct extraction x = *out;
	found_get_passages(&r, &x);
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
		found_get_event(&r, &x.events[i]);
	if (r.failed)
		return false;
	if (r.in.bad || r.in.p != r.in.end || !found_indexes_are_good(&x))
		return found_damaged(db, what, err);
	*out = x;
	return true;
}
