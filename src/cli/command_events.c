#include "config.h"

#include "base/utf8.h"
#include "cli/columns.h"
#include "cli/command.h"
#include "cli/interrupt.h"
#include "cli/listing.h"
#include "cli/output.h"

#include <limits.h>

enum { EVENTS_WHEN = 17, EVENTS_COUNTRIES = 13, EVENTS_SOURCE = 20, EVENTS_ID = 42, EVENTS_LEAST = 12 };
/* From how many columns on there is room for more than the date, the countries and the headline. */
enum { EVENTS_WITH_MODALITY = 70, EVENTS_WITH_SOURCE = 100, EVENTS_WITH_ID = 140 };

static bool command_events_id(struct listing *l, const struct row *r, struct error *err)
{
	struct article head;
	struct event event;
	int64_t article;
	if (!store_event(l->store, r->id, &l->arena, &event, &article, err) ||
	    !store_article_head(l->store, r->article, &l->arena, &head, err))
		return false;
	columns_add(&l->out, store_event_id(&l->arena, head.id, event.span), EVENTS_ID);
	return true;
}

static void command_events_countries(struct listing *l, const struct row_text *t)
{
	struct buf who = BUF_INIT;
	for (size_t i = 0; i < t->country_count && i < 3; i++)
		buf_addf(&who, "%s%s", i ? " " : "", t->countries[i]);
	if (t->country_count > 3)
		buf_addf(&who, " +%zu", t->country_count - 3);
	columns_add(&l->out, buf_str(&who), EVENTS_COUNTRIES);
	buf_free(&who);
}

/* When, who, what, of whom, and where there is room the name by which to show it. */
static bool command_events_line(struct listing *l, const struct row *r, struct error *err)
{
	struct row_text t;
	int width = l->width ? l->width : INT_MAX, room = width - EVENTS_WHEN - EVENTS_COUNTRIES;
	struct str mark = STR("");
	if (!query_row_text(l->store, r, &l->arena, &t, err))
		return false;
	columns_add(&l->out, listing_when(&l->arena, r->when, r->precision), EVENTS_WHEN);
	command_events_countries(l, &t);
	if (width >= EVENTS_WITH_ID) {
		room -= EVENTS_ID;
		if (!command_events_id(l, r, err))
			return false;
	}
	if (r->modality != MODALITY_HAPPENED && width >= EVENTS_WITH_MODALITY)
		mark = arena_printf(&l->arena, " · %s", event_modality_name(r->modality));
	room -= utf8_width(mark) + (width >= EVENTS_WITH_SOURCE ? EVENTS_SOURCE : 0);
	columns_add(&l->out, t.headline, utf8_width(t.headline) <= room ? 0 : room > EVENTS_LEAST ? room : EVENTS_LEAST);
	columns_add(&l->out, mark, 0);
	if (t.source.n && width >= EVENTS_WITH_SOURCE) {
		columns_add(&l->out, STR("  "), 0);
		columns_add(&l->out, t.source, l->width && utf8_width(t.source) > EVENTS_SOURCE - 2 ? EVENTS_SOURCE - 2 : 0);
	}
	columns_end(&l->out);
	return true;
}

static bool command_events_print(struct listing *l, struct error *err)
{
	bool ok = true;
	for (size_t i = 0; ok && i < l->result->count; i++) {
		struct row r = result_row(l->result, i);
		if (r.type == ROW_EVENT)
			ok = command_events_line(l, &r, err) && listing_next(l);
	}
	return ok;
}

static bool command_events_export(struct listing *l, struct error *err)
{
	struct export *x = &l->export;
	if (!export_count(x, l->result, err))
		return false;
	export_begin(x);
	return export_rows(x, l->result, interrupt_flag(), err) && export_end(x);
}

int command_events(const struct command *self, int argc, char **argv)
{
	struct listing l = {0};
	const struct options_row rows[] = {LISTING_CORPUS(l), LISTING_JSON(l, "an event"), LISTING_FORMATS(l)};
	int status;
	if (!options_read(self, rows, OPTIONS_COUNT(rows), LISTING_QUERY_HELP, &argc, argv, &status) ||
	    !listing_open_arguments(&l, argc, argv, &status))
		return status;
	struct error err = ERROR_INIT;
	l.all = l.result->events;
	(listing_export(&l, EXPORT_EVENTS) ? command_events_export : command_events_print)(&l, &err);
	return listing_close(&l, &err, l.result->events > 0);
}
