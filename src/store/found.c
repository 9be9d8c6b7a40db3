#include "config.h"

#include "store/found.h"

#include "base/utf8.h"
#include "store/pack.h"

#include <string.h>

/* ---- packing ---- */

struct found_writer {
	struct names *names;
	struct db *db;
	struct buf *out;
	struct str text;
	struct error *err;
	uint32_t at;      /* where the last span of this list began */
	int32_t day;      /* from which days count */
	struct buf kind;  /* a name that is being put together */
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

/* ---- kinds: a name that says several things, a character each, then a text ---- */

enum { FOUND_ZERO = '0' }; /* of a number in a kind: so that names stay text */

enum { FOUND_KIND_MOST = 16 }; /* characters before the text */

static void found_kind_add(struct found_writer *w, char c)
{
	w->kind.p[w->kind.n++] = c; /* there is room */
}

static void found_kind(struct found_writer *w, char what)
{
	buf_clear(&w->kind);
	buf_reserve(&w->kind, FOUND_KIND_MOST);
	found_kind_add(w, what);
}

static void found_kind_number(struct found_writer *w, unsigned v)
{
	found_kind_add(w, (char)(FOUND_ZERO + v));
}

static void found_kind_percent(struct found_writer *w, uint8_t v)
{
	found_kind_number(w, v / 16u);
	found_kind_number(w, v % 16u);
}

/* Two letters, or two hyphens for none. */
static void found_kind_code(struct found_writer *w, const char code[3])
{
	found_kind_add(w, code[0] ? code[0] : '-');
	found_kind_add(w, code[0] ? code[1] : '-');
}

static void found_put_kind(struct found_writer *w, struct str text)
{
	buf_add_str(&w->kind, text);
	found_put_name(w, buf_str(&w->kind));
}

/* How an interval is written: known or not, how precise, one day or more. */
static void found_kind_interval(struct found_writer *w, struct interval i, enum precision p)
{
	found_kind_number(w, interval_known(i) ? 1 + 2 * (unsigned)p + (i.from != i.to) : 0);
}

static void found_put_interval(struct found_writer *w, struct interval i)
{
	if (!interval_known(i))
		return;
	pack_signed(w->out, (int64_t)i.from - w->day);
	if (i.from != i.to)
		pack_signed(w->out, (int64_t)i.to - i.from);
}

/* ---- dates and places ---- */

/* What most dates are: their interval written out. Such a value is not kept. */
static void found_usual_value(const struct timex3 *t, char out[static 40])
{
	interval_format(t->when, t->precision, true, out);
}

enum { FOUND_APPROXIMATE = 1, FOUND_USUAL = 2, FOUND_SYMBOLIC = 4, FOUND_RANGE = 8, FOUND_ANCHOR = 16, FOUND_TENSE = 32, FOUND_FLAGS = 64 };

static void found_put_timex(struct found_writer *w, const struct timex3 *t)
{
	char usual[40];
	found_usual_value(t, usual);
	bool is_usual = t->value.n && str_eq(t->value, str_of(usual)), anchored = t->anchor >= 0, ranged = t->range_with >= 0;
	found_put_span(w, t->span);
	found_kind(w, 't');
	found_kind_number(w, t->type);
	found_kind_number(w, (t->approximate ? FOUND_APPROXIMATE : 0) | (is_usual ? FOUND_USUAL : 0) | (t->symbolic.n ? FOUND_SYMBOLIC : 0) |
				     (ranged ? FOUND_RANGE : 0) | (anchored ? FOUND_ANCHOR : 0) | (t->tense ? FOUND_TENSE : 0));
	found_kind_interval(w, t->when, t->precision);
	found_kind_number(w, anchored ? 0 : (unsigned)-t->anchor);
	found_kind_percent(w, t->confidence);
	found_put_kind(w, str_of(t->rule));
	found_put_interval(w, t->when);
	if (!is_usual)
		pack_str(w->out, t->value);
	if (t->symbolic.n)
		pack_str(w->out, t->symbolic);
	if (anchored)
		found_put(w, (uint64_t)t->anchor);
	if (ranged)
		found_put(w, (uint64_t)t->range_with);
	if (t->tense) {
		found_put(w, t->tense);
		found_put_side(w, t->tense_span);
	}
}

static void found_put_place(struct found_writer *w, const struct place *p)
{
	found_put_span(w, p->span);
	found_kind(w, 'p');
	found_kind_number(w, p->kind);
	found_kind_code(w, p->country);
	found_put_kind(w, p->name);
	found_kind(w, 'r');
	found_kind_percent(w, p->confidence);
	found_put_kind(w, str_of(p->rule));
}

/* ---- headlines ---- */

static bool found_is_space(char c)
{
	return c == ' ' || c == '\n' || c == '\t';
}

/* How far the headline runs on in the passage; a space stands for any one. */
static size_t found_run(struct str headline, struct str passage)
{
	size_t n = 0;
	while (n < headline.n && n < passage.n &&
	       headline.p[n] == (found_is_space(passage.p[n]) ? ' ' : passage.p[n]))
		n++;
	return n;
}

/* Where the headline goes on in the passage at or after `from`: with one whole word, at least. SIZE_MAX: nowhere. */
static size_t found_next_piece(struct str headline, struct str passage, size_t from)
{
	const char *end = memchr(headline.p + 1, ' ', headline.n - 1);
	size_t word = end ? (size_t)(end - headline.p) : headline.n;
	return str_find(passage, str_sub(headline, 0, word), from);
}

/* The headline as pieces of the passage: each some bytes that are not of it, a way forward in it, and how many
 * bytes are. */
static void found_put_headline(struct found_writer *w, const struct event *e)
{
	struct str passage = str_sub(w->text, e->span.begin, e->span.end), rest = e->headline;
	size_t at = 0, literal = 0;
	found_put(w, rest.n);
	while (rest.n > literal) {
		struct str left = str_sub(rest, literal, rest.n);
		size_t found = literal == 0 && found_run(left, str_sub(passage, at, passage.n)) ? at : found_next_piece(left, passage, at);
		size_t run = found == SIZE_MAX ? 0 : found_run(left, str_sub(passage, found, passage.n));
		if (!run) {
			/* not from here on: a word as it stands */
			do
				literal++;
			while (literal < rest.n && rest.p[literal - 1] != ' ');
			continue;
		}
		pack_str(w->out, str_sub(rest, 0, literal));
		found_put(w, found - at);
		found_put(w, run);
		at = found + run;
		rest = str_sub(left, run, left.n);
		literal = 0;
	}
	if (rest.n)
		pack_str(w->out, rest);
}

/* ---- events ---- */

static void found_put_country(struct found_writer *w, const struct event_country *c)
{
	found_kind(w, 'c');
	found_kind_code(w, c->code);
	found_kind_number(w, c->role);
	found_put_kind(w, str_of(c->rule));
	found_put_side(w, c->span);
}

static void found_put_passage(struct found_writer *w, const struct event *e)
{
	found_put_span(w, e->span);
	found_put_headline(w, e);
}

enum { FOUND_DATED = 1, FOUND_SAME_DAYS = 2, FOUND_PLACE = 4, FOUND_MODALITY = 8, FOUND_EVENT_FLAGS = 16 };

static bool found_same_days(struct interval a, struct interval b)
{
	return a.from == b.from && a.to == b.to;
}

/* What an event has beside its passage; its spans count from the passage's beginning. */
static void found_put_event(struct found_writer *w, const struct extraction *x, const struct event *e)
{
	bool dated = e->date >= 0, same = dated && found_same_days(e->when, x->timexes[e->date].when);
	bool modal = e->modality_span.end > e->modality_span.begin;
	w->at = e->span.begin;
	found_kind(w, 'e');
	found_kind_number(w, e->kind);
	found_kind_number(w, e->modality);
	found_kind_number(w, e->basis);
	found_kind_number(w, (dated ? FOUND_DATED : 0) | (same ? FOUND_SAME_DAYS : 0) | (e->place.n ? FOUND_PLACE : 0) |
				     (modal ? FOUND_MODALITY : 0));
	found_kind_interval(w, e->when, e->precision);
	found_kind_percent(w, e->confidence);
	found_put_kind(w, STR_NONE);
	found_put_side(w, e->head);
	found_put_side(w, e->headline_span);
	if (modal)
		found_put_side(w, e->modality_span);
	if (dated)
		found_put(w, (uint64_t)e->date);
	if (!same)
		found_put_interval(w, e->when);
	if (e->place.n) {
		found_kind(w, 'l');
		found_kind_code(w, e->place_country);
		found_put_kind(w, e->place);
		found_put_side(w, e->place_span);
	}
	found_put(w, e->country_count);
	for (size_t i = 0; i < e->country_count; i++)
		found_put_country(w, &e->countries[i]);
}

static int32_t found_first_day(const struct extraction *x)
{
	return interval_known(x->published.when) ? x->published.when.from : 0;
}

bool found_pack(struct names *n, struct db *db, struct str text, const struct extraction *x, struct buf *out, struct error *err)
{
	struct found_writer w = {.names = n, .db = db, .out = out, .text = text, .err = err, .day = found_first_day(x)};
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
		found_put_event(&w, x, &x->events[i]);
	buf_free(&w.kind);
	return !w.failed;
}

/* ---- unpacking ---- */

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

/* No headline is longer than what it is made of. */
static struct str found_get_headline(struct found_reader *r, struct str passage)
{
	uint64_t all = unpack_below(&r->in, (uint64_t)passage.n + (uint64_t)(r->in.end - r->in.p) + 1);
	char *out = all ? arena_alloc(r->arena, (size_t)all + 1, 1) : NULL;
	size_t n = 0, at = 0;
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
		for (size_t i = 0; i < run && !r->in.bad; i++)
			out[n + i] = found_is_space(passage.p[at + i]) ? ' ' : passage.p[at + i];
		n += run;
		at += run;
	}
	/* of a damaged text the headline is damaged, too */
	return r->in.bad ? STR_NONE : utf8_clean((struct str){out, (size_t)all}, r->arena);
}

static void found_get_passage(struct found_reader *r, struct event *e)
{
	e->span = found_get_span(r);
	if (e->span.end > r->text.n)
		r->in.bad = true;
	else
		e->headline = found_get_headline(r, str_sub(r->text, e->span.begin, e->span.end));
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

static void found_get_passages(struct found_reader *r, struct extraction *x)
{
	FOUND_LIST(r, x->events, x->event_count);
	for (size_t i = 0; i < x->event_count; i++)
		found_get_passage(r, &x->events[i]);
}

bool found_passages(struct db *db, struct str packed, struct str text, int64_t what, struct arena *arena, struct extraction *out,
		    struct error *err)
{
	struct found_reader r = {.in = unpack_of(packed), .text = text, .arena = arena};
	struct extraction x = {0};
	found_get_passages(&r, &x);
	if (r.in.bad)
		return found_damaged(db, what, err);
	out->events = x.events;
	out->event_count = x.event_count;
	return true;
}

bool found_unpack(struct names *n, struct db *db, struct str packed, struct str text, int64_t what, struct arena *arena, struct extraction *out,
		  struct error *err)
{
	struct found_reader r = {.names = n, .db = db, .in = unpack_of(packed), .text = text, .arena = arena, .err = err,
				 .day = found_first_day(out)};
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
		found_get_event(&r, &x, &x.events[i]);
	if (r.failed)
		return false;
	if (r.in.bad || r.in.p != r.in.end || !found_indexes_are_good(&x))
		return found_damaged(db, what, err);
	*out = x;
	return true;
}
