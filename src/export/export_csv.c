/* CSV: a table for spreadsheets (export/csv.h says how it is kept from being one of formulas). */
#include "config.h"

#include "export/csv.h"
#include "export/export_words.h"

static const char *const export_csv_events[] = {
	"id", "from", "to", "precision", "basis", "kind", "modality", "headline", "countries", "place", "confidence",
	"article", "title", "source", "published", "text", "starred", "tags", "note", "corrected", "told_again",
};

static const char *const export_csv_articles[] = {"article", "published", "published_basis", "title", "source", "url",
						  "language", "events", "id"};

static void export_csv_day(struct csv *c, int32_t day)
{
	char text[16] = "";
	if (day != DAY_NONE)
		day_format(day, text);
	csv_text(c, str_of(text)); /* a year before 0 begins with a minus */
}

static void export_csv_published(struct csv *c, const struct article *a)
{
	char published[40] = "";
	if (interval_known(a->published.when))
		interval_format(a->published.when, a->published.precision, true, published);
	csv_text(c, str_of(published));
}

/* What the user says. */
static void export_csv_said(struct csv *c, const struct export_entry *e)
{
	const struct note_state *s = e->said;
	struct buf tags = BUF_INIT, corrected = BUF_INIT, told = BUF_INIT;
	for (size_t i = 0; s && i < s->tag_count; i++)
		buf_addf(&tags, "%s%.*s", i ? ", " : "", STR_ARG(s->tags[i]));
	for (size_t i = 0; i < e->told_count; i++)
		buf_addf(&told, "%s%.*s", i ? " " : "", STR_ARG(e->told[i].id));
	export_words_corrected(e, &corrected);
	csv_plain(c, s && s->starred ? "1" : "");
	csv_text(c, buf_str(&tags));
	csv_text(c, s ? s->text : STR(""));
	csv_text(c, buf_str(&corrected));
	csv_text(c, buf_str(&told));
	buf_free(&tags);
	buf_free(&corrected);
	buf_free(&told);
}

static void export_csv_event(struct csv *c, const struct export_entry *e)
{
	const struct event *v = e->event;
	const struct article *a = e->article;
	struct buf countries = BUF_INIT;
	bool dated = interval_known(v->when);
	for (size_t i = 0; i < v->country_count; i++)
		buf_addf(&countries, "%s%s", i ? " " : "", v->countries[i].code);
	csv_text(c, e->id);
	export_csv_day(c, v->when.from);
	export_csv_day(c, v->when.to);
	csv_plain(c, dated ? precision_name(v->precision) : "");
	csv_plain(c, dated ? event_basis_name(v->basis) : "");
	csv_plain(c, event_kind_name(v->kind));
	csv_plain(c, event_modality_name(v->modality));
	csv_text(c, v->headline);
	csv_plain(c, buf_cstr(&countries));
	csv_text(c, v->place);
	csv_int(c, v->confidence);
	csv_plain(c, a->id);
	csv_text(c, a->title);
	csv_text(c, a->source);
	export_csv_published(c, a);
	csv_text(c, e->quote);
	export_csv_said(c, e);
	buf_free(&countries);
}

static void export_csv_article(struct csv *c, const struct export_entry *e)
{
	const struct article *a = e->article;
	csv_plain(c, a->id);
	export_csv_published(c, a);
	csv_plain(c, published_basis_name(a->published.basis));
	csv_text(c, a->title);
	csv_text(c, a->source);
	csv_text(c, a->url);
	csv_plain(c, a->language);
	csv_int(c, e->events);
	csv_text(c, a->given_id.n ? a->given_id : str_of(a->id));
}

static void export_csv_entry(const struct export *x, struct export_writer *w, const struct export_entry *e)
{
	struct csv c = {&w->out, false};
	(x->what == EXPORT_EVENTS ? export_csv_event : export_csv_article)(&c, e);
	csv_end(&c);
}

static void export_csv_begin(const struct export *x, struct export_writer *w)
{
	struct csv c = {&w->out, false};
	if (x->what == EXPORT_EVENTS)
		csv_head(&c, export_csv_events, sizeof export_csv_events / sizeof *export_csv_events);
	else if (x->what == EXPORT_ARTICLES)
		csv_head(&c, export_csv_articles, sizeof export_csv_articles / sizeof *export_csv_articles);
}

/* The names of columns are lower case here: programs read them. */
static void export_csv_row(const struct export *x, struct export_writer *w, const struct str *cells, size_t n, bool head)
{
	static const char *const periods[] = {"period", "events", "headline"};
	static const char *const countries[] = {"code", "name", "events"};
	struct csv c = {&w->out, false};
	if (head) {
		csv_head(&c, x->what == EXPORT_PERIODS ? periods : countries, n);
		return;
	}
	for (size_t i = 0; i < n; i++)
		csv_text(&c, cells[i]);
	csv_end(&c);
}

const struct export_format *export_csv(void)
{
	static const struct export_format format = {
		.name = "csv",
		.ending = "csv",
		.title = "CSV",
		.help = "a table (RFC 4180), safe to open in a spreadsheet",
		.tables = true,
		.begin = export_csv_begin,
		.entry = export_csv_entry,
		.row = export_csv_row,
	};
	return &format;
}
