#include "config.h"

#include "app/request.h"
#include "base/mem.h"

#include <stdlib.h>

void request_snapshot_free(struct snapshot *s)
{
	if (!s)
		return;
	result_free(s->result);
	mem_free(s);
}

void request_texts_free(struct texts *t)
{
	if (!t)
		return;
	arena_free(&t->arena);
	mem_free(t);
}

static int request_texts_compare(const void *a, const void *b)
{
	const struct texts_row *x = a, *y = b;
	if (x->id != y->id)
		return x->id < y->id ? -1 : 1;
	return (x->type > y->type) - (x->type < y->type);
}

void request_texts_order(struct texts *t)
{
	if (t->count)
		qsort(t->rows, t->count, sizeof *t->rows, request_texts_compare);
}

const struct texts_row *request_text(const struct texts *t, int64_t id, uint8_t type)
{
	bool there;
	size_t i = vec_place_in(t->rows, t->count, sizeof *t->rows, &(struct texts_row){.id = id, .type = type}, request_texts_compare, &there);
	return there ? &t->rows[i] : NULL;
}

void request_opened_free(struct opened *o)
{
	if (!o)
		return;
	arena_free(&o->arena);
	mem_free(o);
}

void request_linked_free(struct linked *l)
{
	if (!l)
		return;
	arena_free(&l->arena);
	mem_free(l);
}

void request_compared_free(struct compared *c)
{
	if (!c)
		return;
	arena_free(&c->arena);
	mem_free(c);
}

void request_paired_free(struct paired *p)
{
	if (!p)
		return;
	tally_pair_free(&p->tally);
	mem_free(p);
}

void request_gridded_free(struct gridded *g)
{
	if (!g)
		return;
	tally_grid_free(&g->tally);
	result_free(g->now);
	mem_free(g);
}

void request_names_free(struct names_known *n)
{
	if (!n)
		return;
	arena_free(&n->arena);
	mem_free(n);
}

void request_changed_free(struct changed *c)
{
	if (!c)
		return;
	arena_free(&c->arena);
	mem_free(c);
}

void request_change_free(struct change *c)
{
	for (size_t i = 0; i < c->said.n; i++)
		buf_free(&c->said.v[i].value);
	vec_free(&c->said);
	vec_free(&c->rows);
}

void request_free(struct request *r)
{
	buf_free(&r->query);
	mem_free(r->rows);
	request_change_free(&r->change);
	result_free(r->now);
	result_free(r->all);
	*r = (struct request){0};
}

void request_answer_free(struct answer *a)
{
	request_snapshot_free(a->snapshot);
	order_free(a->order);
	request_texts_free(a->texts);
	request_opened_free(a->opened);
	request_linked_free(a->linked);
	request_compared_free(a->compared);
	request_paired_free(a->paired);
	request_gridded_free(a->gridded);
	request_names_free(a->names);
	request_changed_free(a->changed);
	*a = (struct answer){.kind = a->kind};
}
