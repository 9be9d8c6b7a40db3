#include "config.h"

#include "app/model.h"

#include <string.h>

void model_init(struct model *m)
{
	*m = (struct model){
		.focus = PANE_TIMELINE,
		.under = PANE_TIMELINE,
		.spot = {.when = INTERVAL_NONE},
		.kept_spot = {.when = INTERVAL_NONE},
		.page_spot = {.when = INTERVAL_NONE},
		.last = {.when = INTERVAL_NONE},
		.cursor = SIZE_MAX,
		.hit = SIZE_MAX,
		.fault = ERROR_INIT,
		.rows = 1,
	};
	m->requests[REQUEST_CORPUS].wanted = true;
	m->requests[REQUEST_CORPUS].number = 1;
}

void model_free(struct model *m)
{
	if (m->now != m->all)
		request_snapshot_free(m->now);
	request_snapshot_free(m->all);
	order_free(m->order);
	request_texts_free(m->texts);
	request_opened_free(m->opened);
	request_linked_free(m->linked);
	request_linked_free(m->walk.links);
	outline_free(&m->world);
	request_compared_free(m->compare.compared);
	vec_free(&m->compare.with);
	request_paired_free(m->pair.paired);
	request_gridded_free(m->grid.gridded);
	request_names_free(m->names);
	for (int i = 0; i < REQUEST_COUNT; i++)
		request_free(&m->requests[i]);
	for (size_t i = 0; i < m->changes.n; i++)
		request_change_free(&m->changes.v[i]);
	vec_free(&m->changes);
	vec_free(&m->chosen);
	vec_free(&m->marks);
	lines_free(&m->lines);
	vec_free(&m->back);
	vec_free(&m->forward);
	density_free(&m->density);
	filter_free(&m->filter);
	filter_free(&m->kept);
	wrap_free(&m->page);
	buf_free(&m->find.pattern);
	buf_free(&m->find.kept);
	buf_free(&m->find.last);
}

bool model_is_idle(const struct model *m)
{
	for (int i = 0; i < REQUEST_COUNT; i++)
		if (m->requests[i].number != m->answered[i])
			return false;
	return m->changes.n == 0;
}

bool model_is_writing(const struct model *m)
{
	return m->changes.n > 0 || m->requests[REQUEST_CHANGE].number != m->answered[REQUEST_CHANGE];
}

bool model_starts_plain(const struct model *m)
{
	return !m->restored && m->unit == PRECISION_DAY && m->by == ORDER_OLDEST && filter_is_empty(&m->filter);
}

bool model_is_beginning(const struct model *m)
{
	return m->all && m->all->beginning;
}

bool model_is_searching(const struct model *m)
{
	return m->requests[REQUEST_SEARCH].number != m->answered[REQUEST_SEARCH];
}

const struct result *model_result(const struct model *m)
{
	return m->now ? m->now->result : NULL;
}

struct row model_line_row(const struct model *m, size_t line)
{
	return result_row(m->now->result, lines_at(&m->lines, line).row);
}

struct row model_row(const struct model *m)
{
	return m->cursor < lines_count(&m->lines) ? model_line_row(m, m->cursor) : (struct row){.when = INTERVAL_NONE};
}

size_t model_position(const struct model *m)
{
	return m->cursor < lines_count(&m->lines) ? lines_place(&m->lines, lines_at(&m->lines, m->cursor).row) + 1 : 0;
}

const struct order *model_order(const struct model *m)
{
	return m->order && m->order->by == m->by && m->ordered == m->rows ? m->order : NULL;
}

struct spot model_shown(const struct model *m)
{
	struct row r = model_row(m);
	if (m->outside || !r.id)
		return m->outside ? m->spot : (struct spot){.when = INTERVAL_NONE};
	return (struct spot){r.type, r.id, r.article, r.when};
}

const struct row_text *model_text(const struct model *m, const struct row *r)
{
	const struct texts_row *t = m->texts ? request_text(m->texts, r->id, r->type) : NULL;
	return t ? &t->text : NULL;
}

const struct opened *model_opened(const struct model *m)
{
	struct spot s = model_shown(m);
	return m->opened && s.id && m->opened->row == s.article ? m->opened : NULL;
}

int model_event(const struct model *m)
{
	const struct opened *o = model_opened(m);
	struct spot s = model_shown(m);
	for (size_t i = 0; o && s.type == ROW_EVENT && i < o->found.event_count; i++)
		if (o->events[i] == s.id)
			return (int)i;
	return -1;
}

const struct note_state *model_said(const struct model *m)
{
	const struct opened *o = model_opened(m);
	int event = model_event(m);
	if (!o || !o->said)
		return NULL;
	return event >= 0 ? &o->said[event] : model_shown(m).type == ROW_REPORT ? &o->said_of_all : NULL;
}

const struct linked *model_linked(const struct model *m)
{
	struct spot s = model_shown(m);
	return m->linked && s.id && s.type == ROW_EVENT && m->linked->event == s.id ? m->linked : NULL;
}

/* Where a country stands in the counts; SIZE_MAX: nowhere. */
static size_t model_counted(const struct result *r, const char *code)
{
	for (size_t i = 0; r && i < r->country_count; i++)
		if (strcmp(r->countries[i].code, code) == 0)
			return i;
	return SIZE_MAX;
}

/* A country of the filter that it left no events, and its line of the list. */
struct model_gone {
	const char *code;
	size_t at;
};
enum { MODEL_GONE = 2 * FILTER_COUNTRIES };

/* Each stands where it stands among the countries of the whole corpus, as far as the list is so long. In order. */
static size_t model_gone(const struct model *m, struct model_gone out[static MODEL_GONE])
{
	const struct result *r = model_result(m), *all = m->all ? m->all->result : NULL;
	size_t n = 0, counted = r ? r->country_count : 0;
	for (size_t k = 0; k < filter_countries(&m->filter); k++) {
		struct model_gone one = {filter_country(&m->filter, k), 0};
		if (model_counted(r, one.code) != SIZE_MAX)
			continue;
		one.at = model_counted(all, one.code);
		size_t i = n++;
		for (; i > 0 && out[i - 1].at > one.at; i--)
			out[i] = out[i - 1];
		out[i] = one;
	}
	for (size_t i = 0; i < n; i++)
		out[i].at = out[i].at < counted + i ? out[i].at : counted + i;
	return n;
}

size_t model_country_count(const struct model *m)
{
	struct model_gone gone[MODEL_GONE];
	const struct result *r = model_result(m);
	return (r ? r->country_count : 0) + model_gone(m, gone);
}

struct country_count model_country(const struct model *m, size_t i)
{
	struct model_gone gone[MODEL_GONE];
	const struct result *r = model_result(m);
	struct country_count none = {"", 0};
	size_t n = model_gone(m, gone), before = 0;
	while (before < n && gone[before].at < i)
		before++;
	if (before < n && gone[before].at == i) {
		memcpy(none.code, gone[before].code, sizeof none.code);
		return none;
	}
	return r && i - before < r->country_count ? r->countries[i - before] : none;
}
