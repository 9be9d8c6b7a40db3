#include "config.h"

#include "app/notebook.h"

#include "base/mem.h"

#include <string.h>

enum { NOTEBOOK_SOURCES = 5000 };

/* ---- changes ---- */

struct notebook {
	struct store *store;
	struct arena arena;
	VEC(struct note_entry) entries;
};

static bool notebook_target(struct notebook *b, struct change_row row, struct note_target *out, struct str *id, struct error *err)
{
	struct article a;
	struct event e = {.span = SPAN_NONE};
	int64_t article = row.id;
	if (row.type == ROW_EVENT && !store_event(b->store, row.id, &b->arena, &e, &article, err))
		return false;
	if (!store_article_head(b->store, article, &b->arena, &a, err))
		return false;
	*out = (struct note_target){.span = e.span};
	memcpy(out->article, a.id, sizeof out->article);
	*id = store_event_id(&b->arena, a.id, e.span);
	return true;
}

static bool notebook_is_link(enum note_field field)
{
	return field == NOTE_UNLINK || field == NOTE_LINK;
}

/* Of a link both ends are told, each by the other's name. */
static bool notebook_add(struct notebook *b, struct change_row row, const struct change_said *said, struct error *err)
{
	struct note_target target, other;
	struct str id, value = buf_str(&said->value);
	if (!notebook_target(b, row, &target, &id, err))
		return false;
	if (said->event) {
		if (!notebook_target(b, (struct change_row){said->event, ROW_EVENT}, &other, &value, err))
			return false;
		if (notebook_is_link(said->field))
			*vec_push(&b->entries) = (struct note_entry){.target = other, .field = said->field, .value = id};
	}
	*vec_push(&b->entries) = (struct note_entry){.target = target, .field = said->field, .value = value};
	return true;
}

/* What an action said, from its entries: the field and the values that the first target got, and of how many. */
static void notebook_sum(const struct note_entry *log, size_t count, int64_t change, struct changed *out)
{
	const struct note_entry *first = NULL;
	struct buf values = BUF_INIT;
	for (size_t i = 0; i < count; i++) {
		if (log[i].change != change || log[i].field >= NOTE_UNDO)
			continue;
		first = first ? first : &log[i];
		if (log[i].field != first->field)
			continue;
		if (notes_target_order(&log[i].target, first->target.article, first->target.span) == 0)
			buf_addf(&values, "%s%.*s", values.n ? ", " : "", STR_ARG(log[i].value));
		out->rows += str_eq(log[i].value, first->value) || notebook_is_link(log[i].field);
	}
	if (first) {
		out->field = first->field;
		out->value = arena_str(&out->arena, buf_str(&values));
		out->rows = notebook_is_link(first->field) ? out->rows / 2 : out->rows;
	}
	buf_free(&values);
}

/* Star and reject: do all rows have it? */
static bool notebook_all(struct notebook *b, const struct notes *n, const struct change *c, enum note_field field, bool *all,
			 struct error *err)
{
	*all = c->rows.n > 0;
	for (size_t i = 0; *all && i < c->rows.n; i++) {
		struct note_target target;
		struct str id;
		if (!notebook_target(b, c->rows.v[i], &target, &id, err))
			return false;
		const struct note_state *state = notes_find(n, target.article, target.span);
		*all = state && (field == NOTE_STAR ? state->starred : state->rejected);
	}
	return true;
}

static bool notebook_say(struct notebook *b, struct notes *n, const struct change *c, struct changed *out, struct error *err)
{
	for (size_t k = 0; k < c->said.n; k++) {
		struct change_said *said = &c->said.v[k];
		bool all = false;
		if (said->toggle && !notebook_all(b, n, c, said->field, &all, err))
			return false;
		if (said->toggle)
			buf_add_cstr(&said->value, all ? "" : "1");
		if (said->field == NOTE_SEARCH || said->field == NOTE_UNSEARCH)
			*vec_push(&b->entries) = (struct note_entry){.target.span = SPAN_NONE, .field = said->field, .value = buf_str(&said->value)};
		else
			for (size_t i = 0; i < c->rows.n; i++)
				if (!notebook_add(b, c->rows.v[i], said, err))
					return false;
	}
	notebook_sum(b->entries.v, b->entries.n, 0, out);
	return notes_add(n, b->entries.v, b->entries.n, err);
}

static bool notebook_turn(struct notes *n, enum change_type type, struct changed *out, struct error *err)
{
	struct note_entry what;
	if (!(type == CHANGE_UNDO ? notes_undo(n, &what, err) : notes_redo(n, &what, err)))
		return false;
	if (!what.id)
		return true;
	const struct note_entry *log;
	size_t count;
	if (!notes_log(n, &log, &count, err))
		return false;
	notebook_sum(log, count, what.change, out);
	return true;
}

void notebook_change(struct store *s, struct notes *n, const struct request *r, struct answer *a)
{
	struct notebook b = {.store = s};
	const struct change *c = &r->change;
	*a = (struct answer){.kind = REQUEST_CHANGE, .number = r->number, .error = ERROR_INIT};
	struct changed *out = mem_zero(1, sizeof *out);
	out->type = c->type;
	bool good = c->type == CHANGE_SAY ? notebook_say(&b, n, c, out, &a->error) : notebook_turn(n, c->type, out, &a->error);
	if (good) {
		a->error.code = ERROR_NONE;
		a->changed = out;
	} else {
		request_changed_free(out);
	}
	vec_free(&b.entries);
	arena_free(&b.arena);
}

/* ---- reading ---- */

bool notebook_names(struct store *s, const struct notes *n, struct names_known *out, struct error *err)
{
	if (!store_sources(s, NOTEBOOK_SOURCES, &out->arena, &out->sources, &out->source_count, err))
		return false;
	if (!n)
		return true;
	size_t count;
	out->tags = notes_tags(n, &out->arena, &out->tag_count);
	for (size_t i = 0; i < out->tag_count; i++)
		out->tags[i] = arena_str(&out->arena, out->tags[i]);
	const struct note_search *searches = notes_searches(n, &count);
	out->searches = arena_alloc(&out->arena, count, sizeof *out->searches);
	out->search_count = count;
	for (size_t i = 0; i < count; i++)
		out->searches[i] = (struct note_search){arena_str(&out->arena, searches[i].name), arena_str(&out->arena, searches[i].query)};
	return true;
}

/* The other end of a merge. One that is of no article of this corpus is left out. */
static bool notebook_merge(struct store *s, struct opened *o, size_t event, bool into, struct str name, struct error *err)
{
	struct opened_merge *m = &o->merges[o->merge_count];
	struct event e;
	struct article a;
	int64_t row, article;
	if (!store_find_event(s, name, &row, err))
		return false;
	if (!row)
		return true;
	if (!store_event(s, row, &o->arena, &e, &article, err) || !store_article_head(s, article, &o->arena, &a, err))
		return false;
	*m = (struct opened_merge){event, into, e.when, e.precision, e.headline, a.source};
	o->merge_count++;
	return true;
}

static bool notebook_merges(struct store *s, const struct notes *n, struct opened *o, struct error *err)
{
	const struct extraction *x = &o->found;
	struct arena arena = ARENA_INIT;
	bool ok = true;
	for (size_t i = 0; n && ok && i < x->event_count; i++) {
		size_t told, k = 0;
		const struct str *names = notes_merged_into(n, store_event_id(&arena, o->article.id, x->events[i].span), &arena, &told);
		struct opened_merge *longer = arena_alloc(&o->arena, o->merge_count + told + 1, sizeof *longer);
		if (o->merge_count)
			memcpy(longer, o->merges, o->merge_count * sizeof *longer);
		o->merges = longer;
		if (o->said[i].merged.n)
			ok = notebook_merge(s, o, i, true, notes_merged_last(n, o->said[i].merged), err);
		for (; ok && k < told; k++)
			ok = notebook_merge(s, o, i, false, names[k], err);
	}
	arena_free(&arena);
	return ok;
}

bool notebook_article(struct store *s, const struct notes *n, struct opened *o, struct error *err)
{
	struct extraction *x = &o->found;
	struct event *as_read = arena_alloc(&o->arena, x->event_count, sizeof *as_read);
	if (x->event_count)
		memcpy(as_read, x->events, x->event_count * sizeof *as_read);
	o->read = as_read;
	o->said = arena_alloc(&o->arena, x->event_count, sizeof *o->said);
	o->said_of_all = notes_copy(n ? notes_find(n, o->article.id, SPAN_NONE) : NULL, &o->arena);
	for (size_t i = 0; i < x->event_count; i++) {
		o->said[i] = notes_copy(n ? notes_find(n, o->article.id, x->events[i].span) : NULL, &o->arena);
		notes_correct(&o->said[i], &o->arena, &x->events[i]);
	}
	return notebook_merges(s, n, o, err);
}
