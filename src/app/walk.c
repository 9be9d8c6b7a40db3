#include "config.h"

#include "app/walk.h"

#include "app/nav.h"
#include "app/page.h"
#include "app/update.h"

#include <stdio.h>
#include <string.h>

enum { WALK_HISTORY = 500 };

/* ---- words ---- */

const char *walk_mark(const struct linked_end *e, bool ascii)
{
	static const struct {
		const char *forth, *back, *ascii_forth, *ascii_back;
	} marks[LINK_KIND_COUNT] = {
		[LINK_SAME] = {"⇄", "⇄", "=", "="},
		[LINK_SERIES] = {"↓", "↑", "v", "^"},
		[LINK_OUTCOME] = {"↦", "↤", ">", "<"},
		[LINK_BACKGROUND] = {"»", "«", "\"", "\""},
	};
	if (ascii)
		return e->forth ? marks[e->link.kind].ascii_forth : marks[e->link.kind].ascii_back;
	return e->forth ? marks[e->link.kind].forth : marks[e->link.kind].back;
}

const char *walk_words(const struct linked_end *e)
{
	switch (e->link.kind) {
	case LINK_SAME:
		return "same event";
	case LINK_SERIES:
		return e->forth ? "next of the series" : "last of the series";
	case LINK_OUTCOME:
		return e->forth ? "came to pass" : "announced before";
	case LINK_BACKGROUND:
		return e->forth ? "told again later" : "first told";
	}
	return "";
}

/* "⇄ same event in “RATS lawyers gather”, desk B: date, place, 8 countries" */
static void walk_reason(const struct linked_end *e, struct buf *out)
{
	struct str name = e->title.n > 0 ? e->title : e->headline;
	buf_addf(out, "%s %s", walk_mark(e, false), walk_words(e));
	if (e->link.reason.n > 0)
		buf_addf(out, ": %.*s", STR_ARG(e->link.reason));
	buf_addf(out, " · “%.*s”", STR_ARG(name));
	if (e->source.n > 0)
		buf_addf(out, ", %.*s", STR_ARG(e->source));
}

static void walk_note(struct model *m, const struct linked_end *e)
{
	struct buf b = BUF_INIT;
	walk_reason(e, &b);
	snprintf(m->note, sizeof m->note, "%s", buf_cstr(&b));
	buf_free(&b);
}

/* ---- walking ---- */

static struct spot walk_spot(const struct linked_end *e)
{
	return (struct spot){e->row.type, e->row.id, e->row.article, e->row.when};
}

void walk_end(struct model *m)
{
	request_linked_free(m->walk.links);
	m->walk = (struct walk){0};
}

/* nav_choose ends walks; this one goes on. */
static void walk_go(struct model *m, struct walk w, struct spot to)
{
	m->walk = (struct walk){0};
	nav_choose(m, to);
	m->walk = w;
}

static bool walk_is_event(struct model *m)
{
	if (model_shown(m).type == ROW_EVENT)
		return true;
	update_say(m, false, "A report has no links; its events have: ( and ) step through them");
	return false;
}

static bool walk_begin(struct model *m)
{
	const struct linked *l = model_linked(m);
	if (!walk_is_event(m))
		return false;
	if (!l || l->count == 0) {
		update_say(m, false, l ? "This event is linked to no other" : "The links are still being looked up");
		return false;
	}
	walk_leave(m);
	struct spot origin = model_shown(m);
	walk_end(m);
	m->walk = (struct walk){.links = m->linked, .at = 0, .origin = origin};
	m->linked = NULL;
	m->requests[REQUEST_LINKS].id = 0; /* to be asked for again on coming back */
	return true;
}

void walk_step(struct model *m, int way)
{
	bool fresh = !m->walk.links;
	if (fresh && way < 0) {
		update_say(m, false, "] begins a walk along this event's links, [ goes back along it");
		return;
	}
	if (fresh && !walk_begin(m))
		return;
	struct walk w = m->walk;
	if (way < 0 && w.at == 0) {
		struct spot origin = w.origin;
		nav_choose(m, origin);
		return;
	}
	if (!fresh && way > 0 && w.at + 1 == w.links->count) {
		if (w.links->count == 1)
			update_say(m, false, "That was the only link; < goes back to where it began");
		else
			update_say(m, false, "That was the last of %zu links; < goes back to where they began", w.links->count);
		return;
	}
	if (!fresh)
		w.at += (size_t)way;
	walk_go(m, w, walk_spot(&w.links->ends[w.at]));
	walk_note(m, &w.links->ends[w.at]);
}

void walk_follow(struct model *m, size_t link)
{
	const struct linked *l = model_linked(m);
	if (!l || link >= l->count)
		return;
	walk_leave(m);
	struct linked_end e = l->ends[link];
	nav_choose(m, walk_spot(&e));
	walk_note(m, &e); /* m->linked holds its words until the next answer */
}

/* ---- series ---- */

void walk_series(struct model *m, int way)
{
	const struct linked *l = model_linked(m);
	bool of_series = false;
	if (!walk_is_event(m))
		return;
	for (size_t i = 0; l && i < l->count; i++) {
		const struct linked_end *e = &l->ends[i];
		if (e->link.kind != LINK_SERIES || e->link.rejected)
			continue;
		of_series = true;
		if (e->forth == (way > 0)) {
			walk_follow(m, i);
			return;
		}
	}
	update_say(m, false, !l ? "The links are still being looked up"
			   : !of_series ? "This event belongs to no series"
			   : way > 0 ? "This is the last of its series" : "This is the first of its series");
}

/* ---- history ---- */

static struct jump walk_here(const struct model *m)
{
	return (struct jump){
		.spot = model_shown(m),
		.article_at = page_at(m),
		.focus = m->focus <= PANE_ARTICLE ? m->focus : m->under,
		.unit = m->unit,
	};
}

void walk_leave(struct model *m)
{
	if (model_shown(m).id == 0)
		return;
	if (m->back.n == WALK_HISTORY)
		vec_remove(&m->back, 0);
	*vec_push(&m->back) = walk_here(m);
	m->last = model_shown(m);
	m->forward.n = 0;
}

bool walk_history(struct model *m, int way)
{
	size_t n = way < 0 ? m->back.n : m->forward.n;
	if (n == 0)
		return false;
	struct jump here = walk_here(m);
	struct jump to;
	to = way < 0 ? m->back.v[--m->back.n] : m->forward.v[--m->forward.n];
	if (here.spot.id && way < 0) /* where nothing is shown there is nothing to come back to */
		*vec_push(&m->forward) = here;
	else if (here.spot.id)
		*vec_push(&m->back) = here;
	m->focus = m->under = to.focus;
	m->unit = to.unit;
	nav_choose(m, to.spot);
	nav_lines(m);
	page_restore(m, to.article_at);
	return true;
}
