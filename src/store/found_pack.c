#include "config.h"

#include "store/found.h"

#include "store/found_format.h"
#include "store/pack.h"

#include <string.h>

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
