#include "config.h"

#include "app/request.h"
#include "base/mem.h"

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

void request_answer_free(struct answer *a)
{
	request_snapshot_free(a->snapshot);
	request_texts_free(a->texts);
	request_opened_free(a->opened);
	request_linked_free(a->linked);
	*a = (struct answer){.kind = a->kind};
}
