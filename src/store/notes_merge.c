#include "config.h"

#include "store/notes_merge.h"

#include "store/notes_move.h"
#include "store/store.h"

/* The name of what an event was merged into, by the last of the entries that says it, else by the sum; empty: nothing. */
static struct str notes_merge_next(const struct notes_sum *s, const struct note_entry *before, size_t count,
				   const struct note_target *t)
{
	for (size_t i = count; i-- > 0;) {
		struct note_target said = notes_move_target(s, &before[i].target);
		if (before[i].field == NOTE_MERGE && notes_target_order(&said, t->article, t->span) == 0)
			return before[i].value;
	}
	const struct note_state *state = notes_sum_find(s, t->article, t->span);
	return state ? state->merged : STR("");
}

bool notes_merge_closes(const struct notes_sum *s, const struct note_entry *before, size_t count, const struct note_entry *e)
{
	struct note_target now, target = notes_move_target(s, &e->target);
	struct str name = e->field == NOTE_MERGE ? e->value : STR("");
	/* a way is no longer than this, unless it goes round in a ring that the target is not of */
	for (size_t steps = s->states.n + count + 1; steps && name.n && notes_move_name(s, name, &now); steps--) {
		if (notes_target_order(&now, target.article, target.span) == 0)
			return true;
		name = notes_merge_next(s, before, count, &now);
	}
	return false;
}

void notes_merge_open(struct notes_sum *s)
{
	for (size_t i = 0; i < s->states.n; i++) {
		struct note_state *state = &s->states.v[i];
		const struct note_entry e = {.target = state->target, .field = NOTE_MERGE, .value = state->merged};
		if (!state->merged.n || !notes_merge_closes(s, NULL, 0, &e))
			continue;
		state->merged = STR("");
		state->said++; /* it says something else than its entries do */
	}
}

struct str notes_merge_last(const struct notes_sum *s, struct str name)
{
	struct note_target now;
	struct str next = name;
	for (size_t steps = s->merges.n + 1; steps && next.n && notes_move_name(s, next, &now); steps--) {
		name = next;
		next = notes_merge_next(s, NULL, 0, &now);
	}
	return name;
}

struct str *notes_merge_into(const struct notes_sum *s, struct str name, struct arena *arena, size_t *count)
{
	size_t most = s->merges.n, found = 0;
	struct str *names = arena_alloc(arena, most, sizeof *names);
	/* of the name, then of each that was found, what was merged into it */
	for (size_t done = 0; done <= found; done++) {
		struct str into = done ? names[done - 1] : name;
		for (size_t i = 0; found < most && i < most; i++) {
			const struct notes_merge *m = &s->merges.v[i];
			struct note_target now = notes_move_target(s, &m->target);
			if (notes_move_same_event(s, m->into, into))
				names[found++] = store_event_id(arena, now.article, now.span);
		}
	}
	*count = found;
	return names;
}
