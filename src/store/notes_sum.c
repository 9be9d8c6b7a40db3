#include "config.h"

#include "store/notes_sum.h"

#include "store/notes_field.h"
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

const struct note_entry *notes_sum_turned(const struct note_entry *log, size_t turn)
{
	int64_t change = strtoll(log[turn].value.p ? log[turn].value.p : "", NULL, 10);
	for (size_t k = notes_sum_entry(log, turn, change); k < turn && log[k].change == change; k++)
		if (log[k].field < NOTE_UNDO)
			return &log[k];
	return NULL;
}

void notes_sum_undone(struct note_entry *log, size_t first, size_t count)
{
	for (size_t i = first; i < count; i++) {
		const struct note_entry *of = log[i].field < NOTE_UNDO ? NULL : notes_sum_turned(log, i);
		for (size_t k = of ? (size_t)(of - log) : i; k < i && log[k].change == of->change; k++)
			if (log[k].field < NOTE_UNDO)
				log[k].undone = log[i].field == NOTE_UNDO;
	}
}

/* ---- order ---- */

int notes_target_order(const struct note_target *t, const char *article, struct span span)
{
	int order = strcmp(t->article, article);
	if (order)
		return order;
	if (t->span.begin != span.begin)
		return t->span.begin < span.begin ? -1 : 1;
	return (t->span.end > span.end) - (t->span.end < span.end);
}

int notes_order(const void *entry, const void *other)
{
	const struct note_entry *a = entry, *b = other;
	if (a->at != b->at)
		return a->at < b->at ? -1 : 1;
	if (a->field != b->field)
		return a->field < b->field ? -1 : 1;
	int order = notes_target_order(&a->target, b->target.article, b->target.span);
	return order ? order : str_cmp(a->value, b->value);
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

static void notes_sum_add_split(struct notes_sum *sum, struct note_state *s, struct str value)
{
	struct note_split split, *longer;
	if (!notes_field_split(value, &split))
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
	if (e->field == NOTE_SEARCH && !notes_field_search(e->value, &s))
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
	case NOTE_STAR: s->starred = e->value.n > 0; break;
	case NOTE_TAG: notes_sum_list_add(sum, &s->tags, &s->tag_count, e->value); break;
	case NOTE_UNTAG: notes_sum_list_remove(s->tags, &s->tag_count, e->value); break;
	case NOTE_TEXT: s->text = e->value; break;
	case NOTE_DATE: s->date = e->value; break;
	case NOTE_COUNTRIES: s->countries = e->value; break;
	case NOTE_KIND: s->kind = e->value; break;
	case NOTE_REJECT: s->rejected = e->value.n > 0; break;
	case NOTE_UNLINK:
		sum->unlinks++;
		notes_sum_list_add(sum, &s->unlinked, &s->unlinked_count, e->value);
		break;
	case NOTE_LINK: notes_sum_link(sum, s, e->value); break;
	case NOTE_MERGE: s->merged = e->value; break;
	case NOTE_SPLIT: notes_sum_add_split(sum, s, e->value); break;
	case NOTE_SEARCH:
	case NOTE_UNSEARCH:
	case NOTE_UNDO:
	case NOTE_REDO: break;
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

/* ---- what is asked of it ---- */

static struct str *notes_sum_copy(const struct str *list, size_t n, struct arena *arena)
{
	struct str *out = arena_alloc(arena, n, sizeof *out);
	for (size_t i = 0; i < n; i++)
		out[i] = arena_str(arena, list[i]);
	return out;
}

struct note_state notes_copy(const struct note_state *state, struct arena *arena)
{
	if (!state)
		return (struct note_state){.starred = false};
	struct note_state s = *state;
	s.text = arena_str(arena, s.text);
	s.date = arena_str(arena, s.date);
	s.countries = arena_str(arena, s.countries);
	s.kind = arena_str(arena, s.kind);
	s.merged = arena_str(arena, s.merged);
	s.tags = notes_sum_copy(s.tags, s.tag_count, arena);
	s.unlinked = notes_sum_copy(s.unlinked, s.unlinked_count, arena);
	s.splits = arena_alloc(arena, s.split_count, sizeof *s.splits);
	for (size_t i = 0; i < s.split_count; i++)
		s.splits[i] = (struct note_split){state->splits[i].begin, arena_str(arena, state->splits[i].headline)};
	return s;
}

void notes_sum_split(const struct notes_sum *s, const char article[24], struct arena *arena, struct extraction *x)
{
	size_t found = x->event_count, more = 0;
	const struct note_state **states = arena_alloc(arena, found, sizeof *states);
	for (size_t i = 0; s->splits && i < found; i++) {
		states[i] = notes_sum_find(s, article, x->events[i].span);
		more += states[i] ? states[i]->split_count : 0;
	}
	if (!more)
		return;
	struct event *events = arena_alloc(arena, found + more, sizeof *events);
	memcpy(events, x->events, found * sizeof *events);
	for (size_t i = 0; i < found; i++)
		for (size_t k = 0; states[i] && k < states[i]->split_count; k++) {
			struct event *e = &events[x->event_count++];
			*e = events[i];
			e->span.begin = states[i]->splits[k].begin;
			e->headline = arena_str(arena, states[i]->splits[k].headline);
			e->headline_span = SPAN_NONE;
			/* two events of one passage are split once */
			for (size_t j = 0; j + 1 < x->event_count; j++)
				if (events[j].span.begin == e->span.begin && events[j].span.end == e->span.end) {
					x->event_count--;
					break;
				}
		}
	x->events = events;
}
