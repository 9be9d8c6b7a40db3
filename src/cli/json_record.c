#include "config.h"

#include "cli/json_record.h"

#include "store/store.h"

#include <string.h>

static void json_record_span(struct json *j, struct str text, struct span span)
{
	json_key(j, "begin"), json_int(j, span.begin);
	json_key(j, "end"), json_int(j, span.end);
	json_key(j, "text"), json_str(j, str_sub(text, span.begin, span.end));
}

void json_record_day(struct json *j, int32_t day)
{
	char text[16];
	if (day == DAY_NONE) {
		json_null(j);
		return;
	}
	day_format(day, text);
	json_str(j, str_of(text));
}

void json_record_published(struct json *j, const struct published *p)
{
	if (!interval_known(p->when)) {
		json_null(j);
		return;
	}
	struct interval period = interval_around(p->when.from, p->precision);
	char text[40];
	if (period.from == p->when.from && period.to == p->when.to) {
		interval_format(p->when, p->precision, true, text);
	} else {
		day_format(p->when.from, text);
		strcat(text, "/");
		day_format(p->when.to, text + strlen(text));
	}
	json_str(j, str_of(text));
}

static void json_record_interval(struct json *j, struct interval when)
{
	json_key(j, "from"), json_record_day(j, when.from);
	json_key(j, "to"), json_record_day(j, when.to);
}

static void json_record_date(struct json *j, struct str text, const struct timex3 *t)
{
	json_open(j, '{');
	json_record_span(j, text, t->span);
	json_key(j, "type"), json_str(j, str_of(timex_type_name(t->type)));
	json_key(j, "value"), json_str(j, t->value);
	json_record_interval(j, t->when);
	json_key(j, "rule"), json_str(j, str_of(t->rule));
	json_close(j, '}');
}

static void json_record_place(struct json *j, struct str text, const struct place *p)
{
	json_open(j, '{');
	json_record_span(j, text, p->span);
	json_key(j, "country"), json_str_or_null(j, str_of(p->country));
	json_key(j, "name"), json_str(j, p->name);
	json_key(j, "kind"), json_str(j, str_of(place_kind_name(p->kind)));
	json_close(j, '}');
}

static void json_record_countries(struct json *j, const struct event *e)
{
	json_open(j, '[');
	for (size_t i = 0; i < e->country_count; i++) {
		json_open(j, '{');
		json_key(j, "code"), json_str(j, str_of(e->countries[i].code));
		json_key(j, "role"), json_str(j, str_of(event_role_name(e->countries[i].role)));
		json_close(j, '}');
	}
	json_close(j, ']');
}

void json_record_event(struct json *j, struct str text, const struct event *e, struct str id)
{
	bool dated = interval_known(e->when);
	json_key(j, "id"), json_str(j, id);
	json_record_span(j, text, e->span);
	json_key(j, "headline"), json_str(j, e->headline);
	json_key(j, "kind"), json_str(j, str_of(event_kind_name(e->kind)));
	json_record_interval(j, e->when);
	json_key(j, "precision"), json_str_or_null(j, dated ? str_of(precision_name(e->precision)) : STR_NONE);
	json_key(j, "basis"), json_str_or_null(j, dated ? str_of(event_basis_name(e->basis)) : STR_NONE);
	json_key(j, "modality"), json_str(j, str_of(event_modality_name(e->modality)));
	json_key(j, "date");
	if (e->date >= 0)
		json_int(j, e->date);
	else
		json_null(j);
	json_key(j, "countries"), json_record_countries(j, e);
	json_key(j, "place"), json_str_or_null(j, e->place);
	json_key(j, "confidence"), json_int(j, e->confidence);
}

void json_record_article_of_event(struct json *j, const struct article *a)
{
	json_key(j, "article"), json_str(j, str_of(a->id));
	json_key(j, "title"), json_str(j, a->title);
	json_key(j, "source"), json_str_or_null(j, a->source);
	json_key(j, "published"), json_record_published(j, &a->published);
}

static void json_record_found(struct json *j, const struct article *a, const struct extraction *x, struct arena *arena)
{
	json_key(j, "published"), json_record_published(j, &x->published);
	json_key(j, "published_basis"), json_str(j, str_of(published_basis_name(x->published.basis)));
	json_key(j, "dates"), json_open(j, '[');
	for (size_t i = 0; i < x->timex_count; i++)
		json_record_date(j, a->text, &x->timexes[i]);
	json_close(j, ']');
	json_key(j, "places"), json_open(j, '[');
	for (size_t i = 0; i < x->place_count; i++)
		json_record_place(j, a->text, &x->places[i]);
	json_close(j, ']');
	json_key(j, "events"), json_open(j, '[');
	for (size_t i = 0; i < x->event_count; i++) {
		const struct event *e = &x->events[i];
		json_open(j, '{');
		json_record_event(j, a->text, e, store_event_id(arena, a->id, e->span));
		json_close(j, '}');
	}
	json_close(j, ']');
}

void json_record_extraction(struct buf *out, const struct article *a, const struct extraction *x, struct arena *arena)
{
	struct json j = {out, false};
	json_open(&j, '{');
	json_key(&j, "id"), json_str(&j, a->given_id.n ? a->given_id : str_of(a->id));
	json_key(&j, "title"), json_str(&j, a->title);
	json_record_found(&j, a, x, arena);
	json_close(&j, '}');
	buf_add_char(out, '\n');
}

void json_record_article(struct buf *out, const struct article *a, const struct extraction *x, struct arena *arena)
{
	struct json j = {out, false};
	json_open(&j, '{');
	json_key(&j, "id"), json_str(&j, a->given_id.n ? a->given_id : str_of(a->id));
	json_key(&j, "article"), json_str(&j, str_of(a->id));
	json_key(&j, "title"), json_str(&j, a->title);
	json_key(&j, "source"), json_str_or_null(&j, a->source);
	json_key(&j, "url"), json_str_or_null(&j, a->url);
	json_key(&j, "file"), json_str_or_null(&j, a->path);
	json_key(&j, "language"), json_str_or_null(&j, str_of(a->language));
	json_key(&j, "text"), json_str(&j, a->text);
	json_record_found(&j, a, x, arena);
	json_close(&j, '}');
	buf_add_char(out, '\n');
}
