#include "config.h"

#include "app/look.h"

#include "app/notebook.h"
#include "base/mem.h"

enum {
	LOOK_HITS = 1000,
	LOOK_LARGE = 100 * 1000, /* rows that are read in a few ms */
};

static bool look_search(struct store *s, struct str text, const struct query_watch *watch, struct snapshot *out,
			struct error *err)
{
	struct query *q = NULL;
	if (!query_parse(text, &q, err))
		return false;
	bool good = query_run(s, q, watch, &out->result, err);
	query_free(q);
	return good;
}

static bool look_corpus(struct store *s, bool whole, const struct query_watch *watch, struct snapshot *out, struct error *err)
{
	if (!whole && !query_beginning(s, LOOK_LARGE, &out->result, err))
		return false;
	out->beginning = out->result != NULL;
	return (out->beginning || look_search(s, STR_NONE, watch, out, err)) && store_count(s, &out->counts, err);
}

static bool look_rows(struct store *s, const struct request *r, struct texts *t, struct error *err)
{
	t->rows = arena_alloc(&t->arena, r->row_count, sizeof *t->rows);
	t->count = r->row_count;
	for (size_t i = 0; i < r->row_count; i++) {
		t->rows[i].id = r->rows[i].id;
		t->rows[i].type = r->rows[i].type;
		if (!query_row_text(s, &r->rows[i], &t->arena, &t->rows[i].text, err))
			t->rows[i].text = (struct row_text){0};
	}
	return true;
}

static bool look_hits(struct str text, struct opened *o, struct error *err)
{
	struct query *q = NULL;
	if (!query_parse(text, &q, err))
		return false;
	o->hits = arena_alloc(&o->arena, LOOK_HITS, sizeof *o->hits);
	o->hit_count = query_hits(q, o->article.text, o->hits, LOOK_HITS);
	query_free(q);
	return true;
}

static bool look_article(struct store *s, const struct notes *n, const struct request *r, struct opened *o, struct error *err)
{
	o->row = r->id;
	if (!store_article(s, r->id, &o->arena, &o->article, err) ||
	    !store_extraction(s, r->id, &o->arena, &o->found, &o->events, err) || !look_hits(buf_str(&r->query), o, err))
		return false;
	notebook_article(n, o);
	return true;
}

static bool look_end(struct store *s, const struct notes *n, struct arena *arena, struct linked_end *e, struct error *err)
{
	struct event event;
	struct article article;
	int64_t id = e->forth ? e->link.to : e->link.from, row;
	if (!store_event(s, id, arena, &event, &row, err) || !store_article_head(s, row, arena, &article, err))
		return false;
	const struct note_state *said = n ? notes_find(n, article.id, event.span) : NULL;
	if (said)
		notes_correct(said, arena, &event);
	e->row = (struct row){
		.id = id,
		.article = row,
		.type = ROW_EVENT,
		.when = event.when,
		.precision = (uint8_t)event.precision,
		.kind = (uint8_t)event.kind,
		.modality = (uint8_t)event.modality,
		.confidence = event.confidence,
	};
	e->headline = event.headline;
	e->title = article.title;
	e->source = article.source;
	return true;
}

static bool look_links(struct store *s, const struct notes *notes, const struct request *r, struct linked *l, struct error *err)
{
	struct link *links;
	size_t n;
	l->event = r->id;
	if (!store_links_of(s, r->id, &l->arena, &links, &n, err))
		return false;
	l->ends = arena_alloc(&l->arena, n, sizeof *l->ends);
	for (size_t i = 0; i < n; i++) {
		struct linked_end *e = &l->ends[l->count];
		e->link = links[i];
		e->forth = links[i].from == r->id;
		if (!look_end(s, notes, &l->arena, e, err))
			return false;
		l->count++;
	}
	return true;
}

void look_up(struct store *s, struct notes *n, const struct request *r, enum request_kind kind, const struct query_watch *watch,
	     struct answer *a)
{
	bool good = false;
	*a = (struct answer){.kind = kind, .number = r->number, .error = ERROR_INIT};
	switch (kind) {
	case REQUEST_CORPUS:
		a->snapshot = mem_zero(1, sizeof *a->snapshot);
		good = look_corpus(s, r->whole, watch, a->snapshot, &a->error);
		break;
	case REQUEST_SEARCH:
		a->snapshot = mem_zero(1, sizeof *a->snapshot);
		good = look_search(s, buf_str(&r->query), watch, a->snapshot, &a->error);
		break;
	case REQUEST_ROWS:
		a->texts = mem_zero(1, sizeof *a->texts);
		good = look_rows(s, r, a->texts, NULL);
		break;
	case REQUEST_ARTICLE:
		a->opened = mem_zero(1, sizeof *a->opened);
		good = look_article(s, n, r, a->opened, &a->error);
		break;
	case REQUEST_LINKS:
		a->linked = mem_zero(1, sizeof *a->linked);
		good = look_links(s, n, r, a->linked, &a->error);
		break;
	case REQUEST_NAMES:
		a->names = mem_zero(1, sizeof *a->names);
		good = notebook_names(s, n, a->names, &a->error);
		break;
	case REQUEST_CHANGE:
		notebook_change(s, n, r, a);
		return;
	}
	if (good) {
		a->error.code = ERROR_NONE;
		return;
	}
	struct error error = a->error;
	request_answer_free(a);
	*a = (struct answer){.kind = kind, .number = r->number, .error = error};
}
