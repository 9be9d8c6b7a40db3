#include "config.h"

#include "base/utf8.h"
#include "cli/columns.h"
#include "cli/command.h"
#include "cli/csv.h"
#include "cli/jot_record.h"
#include "cli/listing.h"
#include "cli/output.h"

#include <limits.h>

/* An event with its article, which is kept as long as the next event is of the same one. */
struct command_event {
	struct event event;
	struct article article;
	struct arena arena;
	int64_t row;
};

static bool command_events_load(struct listing *l, const struct row *r, struct command_event *e, struct error *err)
{
	int64_t article;
	if (e->row != r->article) {
		arena_reset(&e->arena);
		e->row = r->article;
		if (!store_article(l->store, r->article, &e->arena, &e->article, err))
			return false;
	}
	if (!store_event(l->store, r->id, &l->arena, &e->event, &article, err))
		return false;
	const struct note_state *said = l->notes ? notes_find(l->notes, e->article.id, e->event.span) : NULL;
	if (said)
		notes_correct(said, &l->arena, &e->event);
	return true;
}

static void command_events_json(struct listing *l, const struct command_event *e)
{
	struct jot j = {&l->out, false};
	const struct article *a = &e->article;
	jot_open(&j, '{');
	jot_record_event(&j, a->text, &e->event, store_event_id(&l->arena, a->id, e->event.span));
	jot_record_article_of_event(&j, a);
	jot_close(&j, '}');
	buf_add_char(&l->out, '\n');
}

static const char *const command_events_head[] = {
	"id", "from", "to", "precision", "basis", "kind", "modality", "headline", "countries", "place", "confidence",
	"article", "title", "source", "published", "text",
};

static void command_events_csv_day(struct csv *c, int32_t day)
{
	char text[16] = "";
	if (day != DAY_NONE)
		day_format(day, text);
	csv_plain(c, text);
}

static void command_events_csv(struct listing *l, const struct command_event *e)
{
	const struct event *v = &e->event;
	const struct article *a = &e->article;
	struct csv c = {&l->out, false};
	struct buf countries = BUF_INIT;
	char published[40] = "";
	for (size_t i = 0; i < v->country_count; i++)
		buf_addf(&countries, "%s%s", i ? " " : "", v->countries[i].code);
	if (interval_known(a->published.when))
		interval_format(a->published.when, a->published.precision, true, published);
	csv_text(&c, store_event_id(&l->arena, a->id, v->span));
	command_events_csv_day(&c, v->when.from);
	command_events_csv_day(&c, v->when.to);
	csv_plain(&c, interval_known(v->when) ? precision_name(v->precision) : "");
	csv_plain(&c, interval_known(v->when) ? event_basis_name(v->basis) : "");
	csv_plain(&c, event_kind_name(v->kind));
	csv_plain(&c, event_modality_name(v->modality));
	csv_text(&c, v->headline);
	csv_plain(&c, buf_cstr(&countries));
	csv_text(&c, v->place);
	csv_int(&c, v->confidence);
	csv_plain(&c, a->id);
	csv_text(&c, a->title);
	csv_text(&c, a->source);
	csv_plain(&c, published);
	csv_text(&c, str_sub(a->text, v->span.begin, v->span.end));
	csv_end(&c);
	buf_free(&countries);
}

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

static bool command_events_print(struct listing *l, struct error *err, bool *found)
{
	struct command_event e = {.row = 0};
	bool ok = true;
	struct csv c = {&l->out, false};
	if (l->csv)
		csv_head(&c, command_events_head, sizeof command_events_head / sizeof *command_events_head);
	for (size_t i = 0; ok && i < l->result->count; i++) {
		struct row r = result_row(l->result, i);
		if (r.type != ROW_EVENT)
			continue;
		*found = true;
		if (!l->json && !l->csv)
			ok = command_events_line(l, &r, err);
		else if ((ok = command_events_load(l, &r, &e, err)))
			(l->json ? command_events_json : command_events_csv)(l, &e);
		ok = ok && listing_next(l);
	}
	arena_free(&e.arena);
	return ok;
}

int command_events(const struct command *self, int argc, char **argv)
{
	struct listing l = {0};
	const struct options_row rows[] = {LISTING_CORPUS(l), LISTING_JSON(l, "an event"), LISTING_CSV(l)};
	int status;
	if (!options_read(self, rows, OPTIONS_COUNT(rows), LISTING_QUERY_HELP, &argc, argv, &status) ||
	    !listing_open_arguments(&l, argc, argv, &status))
		return status;
	struct error err = ERROR_INIT;
	bool found = false;
	command_events_print(&l, &err, &found);
	return listing_close(&l, &err, found);
}
