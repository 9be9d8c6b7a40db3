/* JSON Lines: one object a line, all that is known. */
#include "config.h"

#include "base/utf8.h"
#include "export/export_writer.h"
#include "export/jot_record.h"

static void export_json_event(struct jot *j, const struct export_entry *e)
{
	jot_record_event(j, e->article->text, e->event, e->id);
	jot_record_article_of_event(j, e->article);
	if (e->said)
		jot_record_said(j, e->said, e->read);
	jot_record_told(j, e->told_names, e->told_count);
}

static void export_json_article(struct jot *j, const struct export_entry *e)
{
	const struct article *a = e->article;
	jot_record_article_of_event(j, a);
	jot_key(j, "url"), jot_str_or_null(j, a->url);
	jot_key(j, "language"), jot_str_or_null(j, str_of(a->language));
	jot_key(j, "events"), jot_int(j, e->events);
	jot_key(j, "id"), jot_str(j, a->given_id.n ? a->given_id : str_of(a->id));
	jot_record_also(j, a);
}

static void export_json_period(struct jot *j, const struct export_entry *e)
{
	char date[40];
	interval_format(e->when, e->precision, true, date);
	jot_key(j, "date"), jot_str(j, str_of(date));
	jot_key(j, "score"), jot_int(j, (int64_t)e->score);
	jot_key(j, "events"), jot_int(j, e->events);
	jot_key(j, "headline"), jot_str(j, e->headline);
}

static void export_json_country(struct jot *j, const struct export_entry *e)
{
	jot_key(j, "code"), jot_str(j, e->id);
	jot_key(j, "name"), jot_str(j, e->headline);
	jot_key(j, "events"), jot_int(j, e->events);
}

static void export_json_entry(const struct export *x, struct export_writer *w, const struct export_entry *e)
{
	struct jot j = {&w->out, false};
	jot_open(&j, '{');
	switch (x->what) {
	case EXPORT_EVENTS:
		export_json_event(&j, e);
		break;
	case EXPORT_ARTICLES:
		export_json_article(&j, e);
		break;
	case EXPORT_PERIODS:
		export_json_period(&j, e);
		break;
	case EXPORT_COUNTRIES:
		export_json_country(&j, e);
		break;
	}
	jot_close(&j, '}');
	buf_add_char(&w->out, '\n');
}

const struct export_format *export_json(void)
{
	static const struct export_format format = {
		.name = "json",
		.ending = "jsonl",
		.title = "JSON Lines",
		.help = "all that is known, an object a line",
		.entry = export_json_entry,
	};
	return &format;
}
