#include "config.h"

#include "app/compare.h"

#include "app/ask.h"
#include "base/era.h"
#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *compare_field_name(enum compare_field f)
{
	static const char *const names[COMPARE_FIELDS] = {
		[COMPARE_WHEN] = "when", [COMPARE_WHERE] = "where", [COMPARE_HOST] = "host",     [COMPARE_WHO] = "who",
		[COMPARE_KIND] = "kind", [COMPARE_STATE] = "state", [COMPARE_NUMBERS] = "numbers",
	};
	return names[f];
}

/* ---- numbers ---- */

static const char *const compare_words[] = {"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"};
enum { COMPARE_WORDS = sizeof compare_words / sizeof *compare_words, COMPARE_FIRST = 2, COMPARE_MOST = 32 };

static bool compare_is_letter(char c)
{
	return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

static bool compare_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* The end of "1,200" or "3.5" that begins at i; its digits and its point in out, without commas. */
static size_t compare_digits(struct str s, size_t i, char *out, size_t size)
{
	size_t n = 0;
	for (; i < s.n; i++) {
		bool inner = (s.p[i] == ',' || s.p[i] == '.') && i + 1 < s.n && compare_is_digit(s.p[i + 1]);
		if (!compare_is_digit(s.p[i]) && !inner)
			break;
		if (s.p[i] != ',' && n + 1 < size)
			out[n++] = s.p[i];
	}
	out[n] = '\0';
	return i;
}

/* "20th": which one, not how many. */
static bool compare_is_order(struct str s, size_t end)
{
	struct str rest = str_sub(s, end, end + 2);
	return str_eq(rest, STR("st")) || str_eq(rest, STR("nd")) || str_eq(rest, STR("rd")) || str_eq(rest, STR("th"));
}

static size_t compare_word(struct str s, size_t i, char *out, size_t size)
{
	size_t end = i;
	while (end < s.n && compare_is_letter(s.p[end]))
		end++;
	*out = '\0';
	for (int k = 0; k < COMPARE_WORDS; k++)
		if (str_eq_nocase(str_sub(s, i, end), str_of(compare_words[k])))
			snprintf(out, size, "%d", k + COMPARE_FIRST);
	return end;
}

static bool compare_is_of_date(size_t at, const struct timex3 *dates, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (at >= dates[i].span.begin && at < dates[i].span.end)
			return true;
	return false;
}

static int compare_by_size(const void *a, const void *b)
{
	const struct str *x = a, *y = b;
	double p = strtod(x->p, NULL), q = strtod(y->p, NULL);
	return p != q ? (p > q) - (p < q) : str_cmp(*x, *y);
}

bool compare_next_number(struct str text, struct span passage, size_t *at, const struct timex3 *dates, size_t n, struct compare_number *out)
{
	struct str s = str_sub(text, 0, passage.end);
	for (size_t i = *at, end; i < s.n; i = end) {
		end = i + 1;
		if (compare_is_digit(s.p[i]))
			end = compare_digits(s, i, out->digits, sizeof out->digits);
		else if (compare_is_letter(s.p[i]))
			end = compare_word(s, i, out->digits, sizeof out->digits);
		else
			continue;
		bool inside = i > 0 && (compare_is_letter(s.p[i - 1]) || (unsigned char)s.p[i - 1] >= 0x80); /* "G20", "COVID-19" */
		if (!out->digits[0] || inside || compare_is_order(s, end) || compare_is_of_date(i, dates, n))
			continue;
		out->span = (struct span){(uint32_t)i, (uint32_t)end};
		*at = end;
		return true;
	}
	return false;
}

void compare_numbers(struct str text, struct span passage, const struct timex3 *dates, size_t n, struct arena *arena, struct report *out)
{
	struct compare_number number;
	out->numbers = arena_alloc(arena, COMPARE_MOST, sizeof *out->numbers);
	out->number_count = 0;
	for (size_t at = passage.begin; out->number_count < COMPARE_MOST && compare_next_number(text, passage, &at, dates, n, &number);)
		out->numbers[out->number_count++] = arena_str(arena, str_of(number.digits));
	if (out->number_count)
		qsort(out->numbers, out->number_count, sizeof *out->numbers, compare_by_size);
	size_t kept = 0;
	for (size_t i = 0; i < out->number_count; i++)
		if (kept == 0 || !str_eq(out->numbers[i], out->numbers[kept - 1]))
			out->numbers[kept++] = out->numbers[i];
	out->number_count = kept;
}

/* ---- what a report says ---- */

static int compare_by_code(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The codes of its hosts, or of all its countries, in the order of the alphabet. */
static void compare_codes(const struct event *e, bool hosts, struct buf *out)
{
	const char *codes[64];
	size_t n = 0;
	for (size_t i = 0; i < e->country_count && n < sizeof codes / sizeof *codes; i++)
		if (!hosts || e->countries[i].role == ROLE_HOST)
			codes[n++] = e->countries[i].code;
	if (n)
		qsort(codes, n, sizeof *codes, compare_by_code);
	for (size_t i = 0; i < n; i++)
		buf_addf(out, "%s%s", i ? " " : "", codes[i]);
}

void compare_value(const struct report *r, enum compare_field f, bool ascii, struct buf *out)
{
	const struct event *e = &r->event;
	char date[40];
	switch (f) {
	case COMPARE_WHEN:
		if (!interval_known(e->when))
			break;
		era_interval(e->when, e->precision, ascii, date);
		buf_add_cstr(out, date);
		break;
	case COMPARE_WHERE:
		buf_addf(out, "%.*s", STR_ARG(e->place));
		if (e->place.n && e->place_country[0])
			buf_addf(out, ", %s", e->place_country);
		break;
	case COMPARE_HOST:
		compare_codes(e, true, out);
		break;
	case COMPARE_WHO:
		compare_codes(e, false, out);
		break;
	case COMPARE_KIND:
		buf_add_cstr(out, event_kind_name(e->kind));
		break;
	case COMPARE_STATE:
		buf_add_cstr(out, event_modality_name(e->modality));
		break;
	case COMPARE_NUMBERS:
		for (size_t i = 0; i < r->number_count; i++)
			buf_addf(out, "%s%.*s", i ? "  " : "", STR_ARG(r->numbers[i]));
		break;
	}
}

bool compare_agree(struct interval a, enum precision of_a, struct interval b, enum precision of_b)
{
	if (of_a == of_b)
		return a.from == b.from && a.to == b.to;
	return interval_contains(a, b) || interval_contains(b, a);
}

/* Values are of one field; empty ones tell nothing of it. */
static void compare_judge_field(struct compared *c, enum compare_field f, const struct buf *values)
{
	for (size_t i = 0; i < c->count; i++) {
		const struct event *e = &c->reports[i].event;
		size_t told = 0, alike = 0;
		for (size_t k = 0; k < c->count && values[i].n; k++) {
			const struct event *o = &c->reports[k].event;
			told += values[k].n > 0;
			alike += values[k].n && (f == COMPARE_WHEN ? compare_agree(e->when, e->precision, o->when, o->precision)
								   : str_eq(buf_str(&values[i]), buf_str(&values[k])));
		}
		if (told && alike * 2 <= told)
			c->reports[i].unlike |= 1u << f;
	}
}

void compare_judge(struct compared *c)
{
	struct buf values[REQUEST_REPORTS] = {BUF_INIT};
	for (size_t i = 0; i < c->count; i++)
		c->reports[i].unlike = 0;
	for (int f = 0; f < COMPARE_FIELDS; f++) {
		for (size_t i = 0; i < c->count; i++) {
			buf_clear(&values[i]);
			compare_value(&c->reports[i], (enum compare_field)f, true, &values[i]);
		}
		compare_judge_field(c, (enum compare_field)f, values);
	}
	for (size_t i = 0; i < c->count; i++)
		buf_free(&values[i]);
}

bool compare_is_unlike(const struct report *r, enum compare_field f)
{
	return r->unlike & 1u << f;
}

/* ---- the view ---- */

const struct compared *compare_reports(const struct model *m)
{
	const struct compared *c = m->compare.compared;
	return c && c->event == m->compare.event ? c : NULL;
}

/* The reports that are linked to it as the same, and the place among them of one of its links; 0: of none. */
static size_t compare_linked(const struct linked *l, size_t link, size_t *at)
{
	size_t same = 0;
	*at = 0;
	for (size_t i = 0; l && i < l->count; i++) {
		same += l->ends[i].link.kind == LINK_SAME && !l->ends[i].link.rejected;
		if (i == link && l->ends[i].link.kind == LINK_SAME && !l->ends[i].link.rejected)
			*at = same;
	}
	return same;
}

bool compare_open(struct model *m)
{
	struct compare_view *v = &m->compare;
	struct spot s = model_shown(m);
	const struct linked *l = model_linked(m);
	bool of_link = m->focus == PANE_LINKS && l && m->link < l->count;
	size_t at, same = compare_linked(l, of_link ? m->link : SIZE_MAX, &at);
	if (s.type != ROW_EVENT || s.id == 0)
		return false;
	v->with.n = 0;
	if (of_link && at == 0) /* announced, the last of the series, a link that was rejected */
		*vec_push(&v->with) = l->ends[m->link].row.id;
	for (size_t i = 0; !of_link && i < m->chosen.n; i++)
		if (m->chosen.v[i].type == ROW_EVENT && m->chosen.v[i].id != s.id)
			*vec_push(&v->with) = m->chosen.v[i].id;
	v->event = s.id;
	v->asked = false;
	v->at = at ? at : 1;
	v->top = 0;
	return v->with.n || !l || same > 0;
}

void compare_ask(struct model *m)
{
	struct compare_view *v = &m->compare;
	if (v->asked)
		return;
	struct request *r = ask_new(m, REQUEST_COMPARE);
	mem_free(r->rows);
	r->id = v->event;
	r->row_count = v->with.n;
	r->rows = v->with.n ? mem_zero(v->with.n, sizeof *r->rows) : NULL;
	for (size_t i = 0; i < v->with.n; i++)
		r->rows[i].id = v->with.v[i];
	v->asked = true;
}

void compare_take(struct model *m, struct compared *c)
{
	request_compared_free(m->compare.compared);
	m->compare.compared = c;
	compare_move(m, 0);
}

void compare_move(struct model *m, long reports)
{
	const struct compared *c = compare_reports(m);
	size_t at = model_moved(m->compare.at, reports);
	at = at > 1 ? at : 1; /* the first one stands still */
	m->compare.at = !c || at < c->count ? at : c->count > 1 ? c->count - 1 : 1;
}

void compare_scroll(struct model *m, long lines)
{
	size_t n = (size_t)m->room.compare_n, h = (size_t)m->room.compare_h, last = n > h ? n - h : 0;
	size_t top = model_moved(m->compare.top, lines);
	m->compare.top = top < last ? top : last;
}
