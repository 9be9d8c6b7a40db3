/* TimelineJS: the JSON that the Knight Lab's timeline reads. Its texts are HTML, so they are escaped as such; a date
 * has no more fields than it is precise; years before 1 are negative, 44 BC is -44.
 * https://timeline.knightlab.com/docs/json-format.html */
#include "config.h"

#include "base/url.h"
#include "export/export_words.h"
#include "export/jot.h"

static void export_timelinejs_escape(struct str s, struct buf *out)
{
	for (size_t i = 0; i < s.n; i++) {
		const char *safe = s.p[i] == '&' ? "&amp;" : s.p[i] == '<' ? "&lt;" : s.p[i] == '>' ? "&gt;" :
				   s.p[i] == '"' ? "&quot;" : s.p[i] == '\'' ? "&#39;" : NULL;
		if (safe)
			buf_add_cstr(out, safe);
		else
			buf_add_char(out, s.p[i]);
	}
}

static void export_timelinejs_date(struct jot *j, const char *key, int32_t day, enum precision p)
{
	struct civil c = day_civil(day);
	jot_key(j, key), jot_open(j, '{');
	jot_key(j, "year"), jot_int(j, c.year > 0 ? c.year : c.year - 1);
	if (p <= PRECISION_QUARTER)
		jot_key(j, "month"), jot_int(j, c.month);
	if (p <= PRECISION_WEEK)
		jot_key(j, "day"), jot_int(j, c.day);
	jot_close(j, '}');
}

/* Does the last day read otherwise than the first, in the fields that are written? */
static bool export_timelinejs_ends(const struct export_entry *e)
{
	struct civil a = day_civil(e->when.from), b = day_civil(e->when.to);
	return a.year != b.year || (e->precision <= PRECISION_QUARTER && a.month != b.month) ||
	       (e->precision <= PRECISION_WEEK && a.day != b.day);
}

static void export_timelinejs_citation(const struct export_entry *e, struct buf *out)
{
	struct buf text = BUF_INIT, url = BUF_INIT;
	if (e->quote.n) {
		export_words_quote(e->quote, &text);
		buf_add_cstr(out, "<p>“");
		export_timelinejs_escape(buf_str(&text), out);
		buf_add_cstr(out, "”</p>");
	}
	if (e->article) {
		bool linked = url_web(e->article->url, &url);
		buf_clear(&text);
		export_words_source(e->article, &text);
		buf_add_cstr(out, "<p>");
		if (linked) {
			buf_add_cstr(out, "<a href=\"");
			export_timelinejs_escape(buf_str(&url), out);
			buf_add_cstr(out, "\">");
		}
		export_timelinejs_escape(buf_str(&text), out);
		buf_addf(out, "%s %.*s</p>", linked ? "</a>" : "", STR_ARG(e->id));
	}
	buf_free(&text);
	buf_free(&url);
}

static void export_timelinejs_html(const struct export_entry *e, struct buf *out)
{
	struct buf said = BUF_INIT;
	struct str rest, line;
	export_timelinejs_citation(e, out);
	for (size_t i = 0; i < e->told_count; i++) {
		buf_add_cstr(out, "<p>Told again:</p>");
		export_timelinejs_citation(&e->told[i], out);
	}
	if (!e->event)
		buf_addf(out, "<p>%u %s</p>", e->events, e->events == 1 ? "event" : "events");
	export_words_said(e, "\n", &said);
	for (rest = str_trim(buf_str(&said)); str_split(&rest, '\n', &line);) {
		buf_add_cstr(out, "<p>");
		export_timelinejs_escape(line, out);
		buf_add_cstr(out, "</p>");
	}
	buf_free(&said);
}

static void export_timelinejs_text(struct jot *j, struct str headline, struct str html)
{
	struct buf safe = BUF_INIT;
	export_timelinejs_escape(headline, &safe);
	jot_key(j, "text"), jot_open(j, '{');
	jot_key(j, "headline"), jot_str(j, buf_str(&safe));
	jot_key(j, "text"), jot_str(j, html);
	jot_close(j, '}');
	buf_free(&safe);
}

/* The title slide says what is not there. */
static void export_timelinejs_begin(const struct export *x, struct export_writer *w)
{
	struct jot j = {&w->out, false};
	struct buf title = BUF_INIT, summary = BUF_INIT, html = BUF_INIT;
	export_words_title(x, &title);
	export_words_summary(x, &summary);
	buf_add_cstr(&html, "<p>");
	export_timelinejs_escape(buf_str(&summary), &html);
	buf_add_cstr(&html, "</p>");
	jot_open(&j, '{');
	jot_key(&j, "title"), jot_open(&j, '{');
	export_timelinejs_text(&j, buf_str(&title), buf_str(&html));
	jot_close(&j, '}');
	buf_add_cstr(&w->out, ",\n\"events\":[");
	buf_free(&title);
	buf_free(&summary);
	buf_free(&html);
}

static void export_timelinejs_entry(const struct export *x, struct export_writer *w, const struct export_entry *e)
{
	struct jot j = {&w->out, false};
	struct buf text = BUF_INIT;
	(void)x;
	buf_add_cstr(&w->out, w->any ? ",\n" : "\n");
	w->any = true;
	jot_open(&j, '{');
	export_timelinejs_date(&j, "start_date", e->when.from, e->precision);
	if (export_timelinejs_ends(e))
		export_timelinejs_date(&j, "end_date", e->when.to, e->precision);
	export_words_when(e, false, &text);
	jot_key(&j, "display_date"), jot_str(&j, buf_str(&text));
	struct buf headline = BUF_INIT;
	export_words_name(e->headline, &headline);
	if (e->event && e->event->modality != MODALITY_HAPPENED)
		buf_addf(&headline, " (%s)", event_modality_name(e->event->modality));
	buf_clear(&text);
	export_timelinejs_html(e, &text);
	export_timelinejs_text(&j, buf_str(&headline), buf_str(&text));
	jot_key(&j, "unique_id"), jot_str(&j, e->id);
	if (e->event)
		jot_key(&j, "group"), jot_str(&j, str_of(event_kind_name(e->event->kind)));
	jot_close(&j, '}');
	buf_free(&headline);
	buf_free(&text);
}

static void export_timelinejs_end(const struct export *x, struct export_writer *w)
{
	(void)x;
	buf_add_cstr(&w->out, "\n]}\n");
}

const struct export_format *export_timelinejs(void)
{
	static const struct export_format format = {
		.name = "timelinejs",
		.ending = "timeline.json",
		.title = "TimelineJS",
		.help = "JSON for TimelineJS; undated ones are left out",
		.days_only = true,
		.begin = export_timelinejs_begin,
		.entry = export_timelinejs_entry,
		.end = export_timelinejs_end,
	};
	return &format;
}
