#include "config.h"

#include "export/jot_record.h"

#include "store/store.h"

static void jot_record_span(struct jot *j, struct str text, struct span span)
{
	jot_key(j, "begin"), jot_int(j, span.begin);
	jot_key(j, "end"), jot_int(j, span.end);
	jot_key(j, "text"), jot_str(j, str_sub(text, span.begin, span.end));
}

/* null for DAY_NONE */
static void jot_record_day(struct jot *j, int32_t day)
{
	char text[16];
	if (day == DAY_NONE) {
		jot_null(j);
		return;
	}
	day_format(day, text);
	jot_str(j, str_of(text));
}

/* The members published (a day, null when it is not known to the day), published_from and published_to
 * (the first and the last day it can be), published_basis. */
static void jot_record_published(struct jot *j, const struct published *p)
{
	struct interval when = interval_known(p->when) ? p->when : INTERVAL_NONE;
	jot_key(j, "published"), jot_record_day(j, when.from == when.to ? when.from : DAY_NONE);
	jot_key(j, "published_from"), jot_record_day(j, when.from);
	jot_key(j, "published_to"), jot_record_day(j, when.to);
	jot_key(j, "published_basis"), jot_str(j, str_of(published_basis_name(p->basis)));
}

static void jot_record_interval(struct jot *j, struct interval when)
{
	jot_key(j, "from"), jot_record_day(j, when.from);
	jot_key(j, "to"), jot_record_day(j, when.to);
}

static void jot_record_date(struct jot *j, struct str text, const struct timex3 *t)
{
	jot_open(j, '{');
	jot_record_span(j, text, t->span);
	jot_key(j, "type"), jot_str(j, str_of(timex_type_name(t->type)));
	jot_key(j, "value"), jot_str(j, t->value);
	if (t->mod)
		jot_key(j, "mod"), jot_str(j, str_of(t->mod));
	jot_record_interval(j, t->when);
	jot_key(j, "rule"), jot_str(j, str_of(t->rule));
	if (t->tense) {
		jot_key(j, "tense"), jot_open(j, '{');
		jot_record_span(j, text, t->tense_span);
		jot_key(j, "is"), jot_str(j, str_of(timex_tense_name(t->tense)));
		jot_close(j, '}');
	}
	jot_close(j, '}');
}

static void jot_record_place(struct jot *j, struct str text, const struct place *p)
{
	jot_open(j, '{');
	jot_record_span(j, text, p->span);
	jot_key(j, "country"), jot_str_or_null(j, str_of(p->country));
	jot_key(j, "name"), jot_str(j, p->name);
	jot_key(j, "kind"), jot_str(j, str_of(place_kind_name(p->kind)));
	jot_close(j, '}');
}

static void jot_record_countries(struct jot *j, const struct event *e)
{
	jot_open(j, '[');
	for (size_t i = 0; i < e->country_count; i++) {
		jot_open(j, '{');
		jot_key(j, "code"), jot_str(j, str_of(e->countries[i].code));
		jot_key(j, "role"), jot_str(j, str_of(event_role_name(e->countries[i].role)));
		jot_close(j, '}');
	}
	jot_close(j, ']');
}

static void jot_record_names(struct jot *j, const struct str *names, size_t n)
{
	jot_open(j, '[');
	for (size_t i = 0; i < n; i++)
		jot_str(j, names[i]);
	jot_close(j, ']');
}

static void jot_record_when(struct jot *j, const struct event *e)
{
	bool dated = interval_known(e->when);
	jot_record_interval(j, e->when);
	jot_key(j, "precision"), jot_str_or_null(j, dated ? str_of(precision_name(e->precision)) : STR_NONE);
	jot_key(j, "basis"), jot_str_or_null(j, dated ? str_of(event_basis_name(e->basis)) : STR_NONE);
}

void jot_record_event(struct jot *j, struct str text, const struct event *e, struct str id)
{
	jot_key(j, "id"), jot_str(j, id);
	jot_record_span(j, text, e->span);
	jot_key(j, "headline"), jot_str(j, e->headline);
	jot_key(j, "kind"), jot_str(j, str_of(event_kind_name(e->kind)));
	jot_record_when(j, e);
	jot_key(j, "modality"), jot_str(j, str_of(event_modality_name(e->modality)));
	jot_key(j, "date");
	if (e->date >= 0)
		jot_int(j, e->date);
	else
		jot_null(j);
	jot_key(j, "countries"), jot_record_countries(j, e);
	jot_key(j, "place"), jot_str_or_null(j, e->place);
	jot_key(j, "confidence"), jot_int(j, e->confidence);
}

void jot_record_said(struct jot *j, const struct note_state *said, const struct event *read)
{
	if (said->starred)
		jot_key(j, "starred"), jot_true(j);
	if (said->tag_count)
		jot_key(j, "tags"), jot_record_names(j, said->tags, said->tag_count);
	if (said->text.n)
		jot_key(j, "note"), jot_str(j, said->text);
	if (!said->date.n && !said->countries.n && !said->kind.n)
		return;
	jot_key(j, "read_as"), jot_open(j, '{');
	if (said->date.n)
		jot_record_when(j, read);
	if (said->countries.n)
		jot_key(j, "countries"), jot_record_countries(j, read);
	if (said->kind.n)
		jot_key(j, "kind"), jot_str(j, str_of(event_kind_name(read->kind)));
	jot_close(j, '}');
}

void jot_record_told(struct jot *j, const struct str *names, size_t n)
{
	if (n)
		jot_key(j, "told_again"), jot_record_names(j, names, n);
}

void jot_record_article_of_event(struct jot *j, const struct article *a)
{
	jot_key(j, "article"), jot_str(j, str_of(a->id));
	jot_key(j, "title"), jot_str(j, a->title);
	jot_key(j, "source"), jot_str_or_null(j, a->source);
	jot_record_published(j, &a->published);
}

/* Places of a country; or organisations and areas, which have none. */
static void jot_record_places(struct jot *j, const char *key, struct str text, const struct extraction *x, bool country)
{
	jot_key(j, key), jot_open(j, '[');
	for (size_t i = 0; i < x->place_count; i++)
		if ((x->places[i].country[0] != '\0') == country)
			jot_record_place(j, text, &x->places[i]);
	jot_close(j, ']');
}

static void jot_record_found(struct jot *j, const struct article *a, const struct extraction *x, struct arena *arena)
{
	jot_record_published(j, &x->published);
	jot_key(j, "dates"), jot_open(j, '[');
	for (size_t i = 0; i < x->timex_count; i++)
		jot_record_date(j, a->text, &x->timexes[i]);
	jot_close(j, ']');
	jot_record_places(j, "places", a->text, x, true);
	jot_record_places(j, "no_country", a->text, x, false);
	jot_key(j, "events"), jot_open(j, '[');
	for (size_t i = 0; i < x->event_count; i++) {
		const struct event *e = &x->events[i];
		jot_open(j, '{');
		jot_record_event(j, a->text, e, store_event_id(arena, a->id, e->span));
		jot_close(j, '}');
	}
	jot_close(j, ']');
}

void jot_record_extraction(struct buf *out, const struct article *a, const struct extraction *x, struct arena *arena)
{
	struct jot j = {out, false};
	jot_open(&j, '{');
	jot_key(&j, "id"), jot_str(&j, a->given_id.n ? a->given_id : str_of(a->id));
	jot_key(&j, "title"), jot_str(&j, a->title);
	jot_record_found(&j, a, x, arena);
	jot_close(&j, '}');
	buf_add_char(out, '\n');
}

void jot_record_also(struct jot *j, const struct article *a)
{
	if (!a->also_count)
		return;
	jot_key(j, "also"), jot_open(j, '[');
	for (size_t i = 0; i < a->also_count; i++)
		jot_str(j, a->also[i]);
	jot_close(j, ']');
}

void jot_record_article(struct buf *out, const struct article *a, const struct extraction *x, struct arena *arena)
{
	struct jot j = {out, false};
	jot_open(&j, '{');
	jot_key(&j, "id"), jot_str(&j, a->given_id.n ? a->given_id : str_of(a->id));
	jot_record_also(&j, a);
	jot_key(&j, "article"), jot_str(&j, str_of(a->id));
	jot_key(&j, "title"), jot_str(&j, a->title);
	jot_key(&j, "source"), jot_str_or_null(&j, a->source);
	jot_key(&j, "url"), jot_str_or_null(&j, a->url);
	jot_key(&j, "file"), jot_str_or_null(&j, a->path);
	jot_key(&j, "language"), jot_str_or_null(&j, str_of(a->language));
	jot_key(&j, "text"), jot_str(&j, a->text);
	jot_record_found(&j, a, x, arena);
	jot_close(&j, '}');
	buf_add_char(out, '\n');
}
