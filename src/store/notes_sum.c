#include "config.h"

#include "store/notes_sum.h"

#include "base/country.h"
#include "base/utf8.h"
#include "store/notes_merge.h"
#include "store/notes_move.h"

#include <stdlib.h>
#include <string.h>

#define NOTES_SUM_PRIME UINT64_C(0x100000001B3) /* FNV-1a's */

enum { NOTES_SUM_FEW = 64 /* entries that are put in their place one by one */ };

static void notes_sum_clear(struct notes_sum *s)
{
	vec_free(&s->states);
	vec_free(&s->searches);
	vec_free(&s->merges);
	s->splits = s->unlinks = 0;
	arena_free(&s->arena);
}

void notes_sum_free(struct notes_sum *s)
{
	notes_sum_clear(s);
	vec_free(&s->order);
	vec_free(&s->moves);
	s->ordered = 0;
}

/* ---- undo ---- */

/* The first entry of a log with this number or a later one. */
static size_t notes_sum_entry(const struct note_entry *log, size_t count, int64_t id)
{
	size_t low = 0, high = count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (log[middle].id < id)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

void notes_sum_undone(struct note_entry *log, size_t first, size_t count)
{
	for (size_t i = first; i < count; i++) {
		if (log[i].field < NOTE_UNDO)
			continue;
		int64_t change = strtoll(log[i].value.p ? log[i].value.p : "", NULL, 10);
		for (size_t k = notes_sum_entry(log, i, change); k < i && log[k].change == change; k++)
			if (log[k].field < NOTE_UNDO)
				log[k].undone = log[i].field == NOTE_UNDO;
	}
}

/* ---- states ---- */

const struct note_state *notes_sum_find(const struct notes_sum *s, const char *article, struct span span)
{
	size_t low = 0, high = s->states.n;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = notes_target_order(&s->states.v[middle].target, article, span);
		if (order == 0)
			return &s->states.v[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

size_t notes_sum_article(const struct notes_sum *s, const char *article, size_t *count)
{
	size_t low = 0, high = s->states.n, n = 0;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (strcmp(s->states.v[middle].target.article, article) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	while (low + n < s->states.n && strcmp(s->states.v[low + n].target.article, article) == 0)
		n++;
	*count = n;
	return low;
}

/* The state of the target of an entry: entries come in order of targets, so it is the last one or a new one. */
static struct note_state *notes_sum_state(struct notes_sum *s, const struct note_target *target)
{
	if (s->states.n && notes_target_order(&s->states.v[s->states.n - 1].target, target->article, target->span) == 0)
		return &s->states.v[s->states.n - 1];
	struct note_state *state = vec_push(&s->states);
	*state = (struct note_state){.target = *target};
	return state;
}

struct notes_sum_place {
	struct note_target target; /* where it is now */
	uint32_t entry;
};

static int notes_sum_by_target(const void *a, const void *b)
{
	const struct notes_sum_place *x = a, *y = b;
	int order = notes_target_order(&x->target, y->target.article, y->target.span);
	return order ? order : (x->entry > y->entry) - (x->entry < y->entry);
}

static size_t notes_sum_index(const struct str *list, size_t n, struct str s)
{
	size_t i = 0;
	while (i < n && !str_eq(list[i], s))
		i++;
	return i;
}

static void notes_sum_list_add(struct notes_sum *sum, struct str **list, size_t *n, struct str s)
{
	if (notes_sum_index(*list, *n, s) < *n)
		return;
	struct str *longer = arena_alloc(&sum->arena, *n + 1, sizeof *longer);
	if (*n)
		memcpy(longer, *list, *n * sizeof *longer);
	longer[(*n)++] = s;
	*list = longer;
}

static void notes_sum_list_remove(struct str *list, size_t *n, struct str s)
{
	size_t i = notes_sum_index(list, *n, s);
	if (i == *n)
		return;
	memmove(&list[i], &list[i + 1], (*n - i - 1) * sizeof *list);
	--*n;
}

/* Takes an event back among those that this one belongs with, whatever its name was when the link was rejected. */
static void notes_sum_link(const struct notes_sum *sum, struct note_state *s, struct str name)
{
	size_t kept = 0;
	for (size_t i = 0; i < s->unlinked_count; i++)
		if (!notes_move_same_event(sum, s->unlinked[i], name))
			s->unlinked[kept++] = s->unlinked[i];
	s->unlinked_count = kept;
}

/* "1234 Words of the headline" */
static bool notes_sum_split(struct str value, struct note_split *out)
{
	uint64_t v = 0;
	size_t i = 0;
	for (; i < value.n && value.p[i] >= '0' && value.p[i] <= '9' && v <= UINT32_MAX; i++)
		v = v * 10 + (uint64_t)(value.p[i] - '0');
	*out = (struct note_split){(uint32_t)v, str_trim(str_sub(value, i, value.n))};
	return i > 0 && v <= UINT32_MAX && i < value.n && value.p[i] == ' ' && out->headline.n;
}

static void notes_sum_add_split(struct notes_sum *sum, struct note_state *s, struct str value)
{
	struct note_split split, *longer;
	if (!notes_sum_split(value, &split))
		return;
	for (size_t i = 0; i < s->split_count; i++)
		if (s->splits[i].begin == split.begin)
			return;
	longer = arena_alloc(&sum->arena, s->split_count + 1, sizeof *longer);
	if (s->split_count)
		memcpy(longer, s->splits, s->split_count * sizeof *longer);
	longer[s->split_count++] = split;
	s->splits = longer;
	sum->splits++;
}

/* "name: query"; the name ends at the first colon and blank. */
static bool notes_sum_search(struct str value, struct note_search *out)
{
	size_t colon = str_find(value, STR(": "), 0);
	*out = (struct note_search){str_trim(str_sub(value, 0, colon)), str_trim(str_sub(value, colon + 2, value.n))};
	return colon != SIZE_MAX && out->name.n && out->query.n && !memchr(value.p, '\n', value.n);
}

static void notes_sum_forget(struct notes_sum *sum, struct str name)
{
	size_t n = 0;
	for (size_t i = 0; i < sum->searches.n; i++)
		if (!str_eq(sum->searches.v[i].name, name))
			sum->searches.v[n++] = sum->searches.v[i];
	sum->searches.n = n;
}

static void notes_sum_apply_search(struct notes_sum *sum, const struct note_entry *e)
{
	struct note_search s = {.name = e->value};
	if (e->field == NOTE_SEARCH && !notes_sum_search(e->value, &s))
		return;
	notes_sum_forget(sum, s.name);
	if (e->field == NOTE_SEARCH)
		*vec_push(&sum->searches) = s;
}

static void notes_sum_apply(struct notes_sum *sum, const struct note_entry *e)
{
	if (e->field == NOTE_SEARCH || e->field == NOTE_UNSEARCH) {
		notes_sum_apply_search(sum, e);
		return;
	}
	struct note_target target = notes_move_target(sum, &e->target);
	struct note_state *s = notes_sum_state(sum, &target);
	s->said = (s->said ^ (uint64_t)e->id) * NOTES_SUM_PRIME;
	switch (e->field) {
	case NOTE_STAR:
		s->starred = e->value.n > 0;
		break;
	case NOTE_TAG:
		notes_sum_list_add(sum, &s->tags, &s->tag_count, e->value);
		break;
	case NOTE_UNTAG:
		notes_sum_list_remove(s->tags, &s->tag_count, e->value);
		break;
	case NOTE_TEXT:
		s->text = e->value;
		break;
	case NOTE_DATE:
		s->date = e->value;
		break;
	case NOTE_COUNTRIES:
		s->countries = e->value;
		break;
	case NOTE_KIND:
		s->kind = e->value;
		break;
	case NOTE_REJECT:
		s->rejected = e->value.n > 0;
		break;
	case NOTE_UNLINK:
		sum->unlinks++;
		notes_sum_list_add(sum, &s->unlinked, &s->unlinked_count, e->value);
		break;
	case NOTE_LINK:
		notes_sum_link(sum, s, e->value);
		break;
	case NOTE_MERGE:
		s->merged = e->value;
		break;
	case NOTE_SPLIT:
		notes_sum_add_split(sum, s, e->value);
		break;
	case NOTE_SEARCH:
	case NOTE_UNSEARCH:
	case NOTE_UNDO:
	case NOTE_REDO:
		break;
	}
}

static bool notes_sum_says_something(const struct note_state *s)
{
	return s->starred || s->rejected || s->text.n || s->tag_count || s->date.n || s->countries.n || s->kind.n ||
	       s->unlinked_count || s->merged.n || s->split_count;
}

static void notes_sum_sort(struct notes_sum *s, const struct note_entry *log, size_t count)
{
	VEC(struct notes_sum_place) entries = {0};
	for (size_t i = 0; i < count; i++)
		if (log[i].field < NOTE_UNDO)
			*vec_push(&entries) = (struct notes_sum_place){notes_move_target(s, &log[i].target), (uint32_t)i};
	if (entries.n)
		qsort(entries.v, entries.n, sizeof *entries.v, notes_sum_by_target);
	s->order.n = 0;
	for (size_t i = 0; i < entries.n; i++)
		*vec_push(&s->order) = entries.v[i].entry;
	s->ordered = count;
	vec_free(&entries);
}

/* Behind all that are of its target. */
static void notes_sum_insert(struct notes_sum *s, const struct note_entry *log, size_t entry)
{
	struct note_target t = notes_move_target(s, &log[entry].target);
	size_t low = 0, high = s->order.n;
	if (log[entry].field >= NOTE_UNDO)
		return;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		struct note_target there = notes_move_target(s, &log[s->order.v[middle]].target);
		if (notes_target_order(&there, t.article, t.span) <= 0)
			low = middle + 1;
		else
			high = middle;
	}
	*vec_insert(&s->order, low) = (uint32_t)entry;
}

void notes_sum_make(struct notes_sum *s, const struct note_entry *log, size_t count)
{
	notes_sum_clear(s);
	if (count - s->ordered > NOTES_SUM_FEW)
		notes_sum_sort(s, log, count);
	for (; s->ordered < count; s->ordered++)
		notes_sum_insert(s, log, s->ordered);
	for (size_t i = 0; i < s->order.n; i++)
		if (!log[s->order.v[i]].undone)
			notes_sum_apply(s, &log[s->order.v[i]]);
	notes_merge_open(s);
	size_t n = 0;
	for (size_t i = 0; i < s->states.n; i++)
		if (notes_sum_says_something(&s->states.v[i]))
			s->states.v[n++] = s->states.v[i];
	s->states.n = n;
	for (size_t i = 0; i < n; i++)
		if (s->states.v[i].merged.n)
			*vec_push(&s->merges) = (struct notes_merge){s->states.v[i].target, s->states.v[i].merged};
}

/* ---- values ---- */

/* "2018-05-23", "2018-05-23..2018-05-25", "none" */
static bool notes_sum_date(struct str value, struct interval *out, enum precision *precision)
{
	if (str_eq(value, STR("none"))) {
		*out = INTERVAL_NONE;
		*precision = PRECISION_DAY;
		return true;
	}
	size_t dots = str_find(value, STR(".."), 0);
	if (dots == SIZE_MAX)
		return interval_parse(value, out, precision);
	struct interval from, to;
	enum precision finer;
	if (!interval_parse(str_sub(value, 0, dots), &from, precision) || !interval_parse(str_sub(value, dots + 2, value.n), &to, &finer) ||
	    from.from > to.to)
		return false;
	*out = (struct interval){from.from, to.to};
	return true;
}

static bool notes_sum_role(struct str name, enum event_role *out)
{
	for (int r = ROLE_MENTIONED; r <= ROLE_HOST; r++)
		if (str_eq(name, str_of(event_role_name((enum event_role)r)))) {
			*out = (enum event_role)r;
			return true;
		}
	return false;
}

/* The next of "PK:host IN": false at the end; *good is false when it is none. */
static bool notes_sum_country(struct str *rest, struct event_country *out, bool *good)
{
	struct str word, code;
	do
		if (!str_split(rest, ' ', &word))
			return false;
	while (word.n == 0);
	struct country known;
	str_split(&word, ':', &code);
	*out = (struct event_country){.role = ROLE_PARTICIPANT, .rule = "corrected"};
	*good = country_find(code, &known) && (!word.p || notes_sum_role(word, &out->role));
	if (*good)
		memcpy(out->code, code.p, 2);
	return true;
}

/* -1, or the byte of the first word that is no country. */
static int notes_sum_countries_bad(struct str value)
{
	struct event_country c;
	struct str rest = value;
	bool good;
	if (str_eq(value, STR("none")))
		return -1;
	for (struct str before = rest; notes_sum_country(&rest, &c, &good); before = rest)
		if (!good)
			return (int)(value.n - before.n);
	return -1;
}

static bool notes_sum_no_country(struct str value, struct error *err)
{
	int at = notes_sum_countries_bad(value);
	struct str rest = str_sub(value, (size_t)at, value.n), word;
	while (str_split(&rest, ' ', &word) && !word.n)
		at++;
	return error_set_at(err, ERROR_USAGE, at, "countries: `%.*s` is none; write PK:host IN:participant RU, or none", STR_ARG(word));
}

bool notes_takes(const struct note_entry *e, struct error *err)
{
	struct interval when;
	enum precision precision;
	enum event_kind kind;
	struct note_split split;
	struct note_search search;
	bool clears = e->value.n == 0;
	if (!utf8_is_clean(e->value))
		return error_set(err, ERROR_USAGE, "note: not valid UTF-8; type it in UTF-8");
	switch (e->field) {
	case NOTE_STAR:
	case NOTE_REJECT:
		if (clears || str_eq(e->value, STR("1")))
			return true;
		return error_set(err, ERROR_USAGE, "%s: `%.*s` is neither 1 nor empty", notes_field_name(e->field), STR_ARG(e->value));
	case NOTE_TAG:
	case NOTE_UNTAG:
		if (!clears && !memchr(e->value.p, '\n', e->value.n))
			return true;
		return error_set(err, ERROR_USAGE, "tag: a tag is a word or some words on one line");
	case NOTE_TEXT:
		return true;
	case NOTE_DATE:
		if (clears || notes_sum_date(e->value, &when, &precision))
			return true;
		return error_set(err, ERROR_USAGE, "date: `%.*s` is no date; write 2018, 2018-05, 2018-05-23, 2018-05-23..2018-05-25 or none",
				 STR_ARG(e->value));
	case NOTE_COUNTRIES:
		if (clears || notes_sum_countries_bad(e->value) < 0)
			return true;
		return notes_sum_no_country(e->value, err);
	case NOTE_KIND:
		if (clears || event_kind_parse(e->value, &kind))
			return true;
		return error_set(err, ERROR_USAGE, "kind: `%.*s` is none; `kind:` in a query names them", STR_ARG(e->value));
	case NOTE_MERGE:
	case NOTE_UNLINK:
	case NOTE_LINK:
		if (str_starts(e->value, STR("dl:")) || (clears && e->field == NOTE_MERGE))
			return true;
		return error_set(err, ERROR_USAGE, "%s: `%.*s` is not the name of an event; they look like dl:0123456789abcdef0123#b120-188",
				 notes_field_name(e->field), STR_ARG(e->value));
	case NOTE_SPLIT:
		if (notes_sum_split(e->value, &split) && split.begin > e->target.span.begin && split.begin < e->target.span.end)
			return true;
		return error_set(err, ERROR_USAGE, "split: `%.*s` is no byte within the passage and a headline; write 160 Words of it", STR_ARG(e->value));
	case NOTE_SEARCH:
		if (notes_sum_search(e->value, &search))
			return true;
		return error_set(err, ERROR_USAGE, "search: `%.*s` is no name with a query; write border talks: country:PK /border/", STR_ARG(e->value));
	case NOTE_UNSEARCH:
		if (!clears)
			return true;
		return error_set(err, ERROR_USAGE, "unsearch: give the name of the search");
	case NOTE_UNDO:
	case NOTE_REDO:
		break;
	}
	return error_set(err, ERROR_USAGE, "%s: entries of this kind are made by undoing", notes_field_name(e->field));
}

/* ---- corrections ---- */

static void notes_sum_correct_countries(struct str value, struct arena *arena, struct event *e)
{
	struct str rest = value;
	struct event_country c;
	bool good;
	size_t most = value.n / 2 + 1;
	e->countries = arena_alloc(arena, most, sizeof *e->countries);
	e->country_count = 0;
	while (!str_eq(value, STR("none")) && notes_sum_country(&rest, &c, &good))
		if (good)
			e->countries[e->country_count++] = c;
}

void notes_correct(const struct note_state *state, struct arena *arena, struct event *e)
{
	if (state->date.n) {
		notes_sum_date(state->date, &e->when, &e->precision);
		e->basis = BASIS_CORRECTED;
	}
	if (state->countries.n)
		notes_sum_correct_countries(state->countries, arena, e);
	if (state->kind.n)
		event_kind_parse(state->kind, &e->kind);
}

bool notes_corrects(const struct note_state *state)
{
	return state->date.n || state->countries.n || state->kind.n || state->split_count;
}
