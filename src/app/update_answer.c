#include "config.h"

#include "app/update.h"

#include "app/ask.h"
#include "app/compare.h"
#include "app/edit.h"
#include "app/find.h"
#include "app/grid.h"
#include "app/nav.h"
#include "app/pair.h"

#include <string.h>

/* An error, of the user's config file say, stays until he has pressed a key: no news comes over it. */
static bool update_may_say(const struct model *m)
{
	return !m->message[0] || !m->message_is_error;
}

/* The row of an earlier session: the same number may be another row by now, then its date is what is left. */
static void update_restore(struct model *m)
{
	const struct result *r = m->all->result;
	m->restored = false;
	m->height = m->room.list_h > 0 ? (size_t)m->room.list_h / 3 : 0; /* with some of what is before it */
	if (result_find(r, (enum row_type)m->spot.type, m->spot.id, m->spot.article, m->spot.when) == SIZE_MAX)
		m->spot.id = INT64_MAX;
	if (update_may_say(m))
		update_say(m, false, "Back where you were the last time%s%s; g goes to the beginning", m->by == ORDER_OLDEST ? "" : ", ",
			   m->by == ORDER_OLDEST ? "" : order_words(m->by));
}

static void update_say_news(struct model *m, const struct store_counts *old, const struct store_counts *new)
{
	int64_t articles = new->articles - old->articles;
	if (articles > 0 && update_may_say(m))
		update_say(m, false, "+%lld article%s", (long long)articles, articles == 1 ? "" : "s");
}

/* The corpus changed while it was looked at: what stands under the cursor stays there. */
static void update_take_news(struct model *m, struct snapshot *old)
{
	update_say_news(m, &old->counts, &m->all->counts);
	if (m->spot.id == 0 && !old->beginning)
		m->spot = model_shown(m);
	if (m->now == old)
		m->now = m->all;
	request_snapshot_free(old);
	m->density.width = 0;
	buf_clear(&m->requests[REQUEST_SEARCH].query); /* its answer is of before, too */
}

/* Who opens a corpus for the first time stands at what it is about, not at a century that an article names in passing: where
 * the strip gathers what is far before all the rest, at the first row behind that. */
static void update_start(struct model *m)
{
	size_t before = m->spot.id == 0 && model_starts_plain(m) ? density_start(m->all->result) : 0;
	if (before == 0)
		return;
	struct row row = result_row(m->all->result, before);
	if (!row.id) /* of a large corpus only the first rows are there, and nobody is to wait for the others */
		return;
	m->spot = (struct spot){row.type, row.id, row.article, row.when};
	if (update_may_say(m))
		update_say(m, false, "%zu row%s far before all others; g goes to the beginning", before, before == 1 ? " is" : "s are");
}

static void update_take_corpus(struct model *m, struct answer *a)
{
	struct snapshot *old = m->all;
	m->all = a->snapshot;
	a->snapshot = NULL;
	if (old)
		update_take_news(m, old);
	if (!m->now)
		m->now = m->all;
	m->rows++;
	if (m->restored)
		update_restore(m);
	else if (!old)
		update_start(m);
	nav_lines(m);
	ask_search(m);
}

static void update_take_rows(struct model *m, struct answer *a)
{
	if (m->now != m->all)
		request_snapshot_free(m->now);
	m->now = a->snapshot;
	a->snapshot = NULL;
	m->rows++;
	m->density.width = 0;
	nav_lines(m);
	if (a->partial)
		return;
	m->done = m->todo = 0;
	size_t undecided = m->now->result->undecided;
	if (undecided > 0)
		update_say(m, false, "%zu %s undecided: the pattern met its limit there; a simpler one decides them",
			   undecided, undecided == 1 ? "article is" : "articles are");
}

static bool update_same_hits(const struct opened *a, const struct opened *b)
{
	return a && a->row == b->row && a->hit_count == b->hit_count &&
	       (a->hit_count == 0 || memcmp(a->hits, b->hits, a->hit_count * sizeof *a->hits) == 0);
}

/* The same article with the same hits leaves the scroll alone: only the filter changed. */
static void update_take_article(struct model *m, struct answer *a)
{
	bool other = !m->opened || m->opened->row != a->opened->row;
	bool same_hits = update_same_hits(m->opened, a->opened);
	request_opened_free(m->opened);
	m->opened = a->opened;
	a->opened = NULL;
	if (m->find.wish != FIND_NOTHING && !other) {
		find_answered(m);
		return;
	}
	m->find.wish = FIND_NOTHING;
	if (same_hits)
		return;
	m->hit = SIZE_MAX;
	if (other) {
		m->page.lines.n = 0;
		m->page.width = 0;
		m->page_top = 0;
	}
	if (!m->page_keep)
		m->page_spot = (struct spot){.when = INTERVAL_NONE};
}

static void update_take_order(struct model *m, struct answer *a)
{
	order_free(m->order);
	m->order = a->order;
	a->order = NULL;
	m->ordered = m->order_asked;
	nav_lines(m);
}

static void update_take_texts(struct model *m, struct answer *a)
{
	request_texts_free(m->texts);
	m->texts = a->texts;
	a->texts = NULL;
	nav_tell(m);
}

static void update_take_links(struct model *m, struct answer *a)
{
	bool same = m->linked && m->linked->event == a->linked->event && m->linked->count == a->linked->count;
	request_linked_free(m->linked);
	m->linked = a->linked;
	a->linked = NULL;
	if (!same)
		m->link = m->link_top = 0;
}

static void update_take_names(struct model *m, struct answer *a)
{
	request_names_free(m->names);
	m->names = a->names;
	a->names = NULL;
}

/* A query that the store refuses although it was parsed: the prompt's fault while one is open. */
static void update_take_error(struct model *m, const struct answer *a)
{
	if (a->kind == REQUEST_SEARCH && m->typing) {
		m->fault = a->error;
		m->dimmed = true;
	} else if (a->error.code != ERROR_INTERRUPTED) {
		update_say(m, true, "%s", a->error.msg);
	}
}

static void update_take(struct model *m, struct answer *a)
{
	switch (a->kind) {
	case REQUEST_CORPUS:
		update_take_corpus(m, a);
		break;
	case REQUEST_SEARCH:
		update_take_rows(m, a);
		break;
	case REQUEST_ORDER:
		update_take_order(m, a);
		break;
	case REQUEST_ROWS:
		update_take_texts(m, a);
		break;
	case REQUEST_ARTICLE:
		update_take_article(m, a);
		break;
	case REQUEST_LINKS:
		update_take_links(m, a);
		break;
	case REQUEST_COMPARE:
		compare_take(m, a->compared);
		a->compared = NULL;
		break;
	case REQUEST_PAIR:
		pair_take(m, a->paired);
		a->paired = NULL;
		break;
	case REQUEST_GRID:
		grid_take(m, a->gridded);
		a->gridded = NULL;
		break;
	case REQUEST_NAMES:
		update_take_names(m, a);
		break;
	case REQUEST_CHANGE:
		edit_told(m, a->changed);
		break;
	}
}

void update_answer(struct model *m, struct answer *a)
{
	if (a->number == m->requests[a->kind].number) {
		if (!a->partial)
			m->answered[a->kind] = a->number;
		if (a->error.code == ERROR_NONE)
			update_take(m, a);
		else
			update_take_error(m, a);
	}
	request_answer_free(a);
	ask_settle(m);
}
