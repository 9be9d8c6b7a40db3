/* iCalendar (RFC 5545): an all-day event for each, for any calendar. DTEND is the day after the last. The format
 * knows the years 1 to 9999; a date that is no day fills its whole period, and its description says so. */
#include "config.h"

#include "base/country.h"
#include "base/url.h"
#include "base/utf8.h"
#include "export/export_words.h"

enum { ICS_LINE = 75 /* bytes, the fold's blank included */ };

/* A content line: folded between characters, ended by CR LF. */
static void export_ics_line(struct str line, struct buf *out)
{
	for (size_t room = ICS_LINE; line.n > room; room = ICS_LINE - 1) {
		size_t cut = room;
		while (cut > 1 && ((unsigned char)line.p[cut] & 0xC0) == 0x80)
			cut--;
		buf_add(out, line.p, cut);
		buf_add_cstr(out, "\r\n ");
		line = str_sub(line, cut, line.n);
	}
	buf_add_str(out, line);
	buf_add_cstr(out, "\r\n");
}

static void export_ics_escape(struct str s, struct buf *out)
{
	size_t run = 0;
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] != '\\' && s.p[i] != ';' && s.p[i] != ',' && s.p[i] != '\n')
			continue;
		buf_add(out, s.p + run, i - run);
		buf_add_char(out, '\\');
		if (s.p[i] == '\n')
			buf_add_char(out, 'n');
		run = s.p[i] == '\n' ? i + 1 : i;
	}
	buf_add(out, s.p + run, s.n - run);
}

/* NAME:text, the text visible, escaped and folded. */
static void export_ics_text(const char *name, struct str text, struct buf *out)
{
	struct buf seen = BUF_INIT, line = BUF_INIT;
	utf8_visible(text, true, &seen);
	buf_addf(&line, "%s:", name);
	export_ics_escape(buf_str(&seen), &line);
	export_ics_line(buf_str(&line), out);
	buf_free(&seen);
	buf_free(&line);
}

static void export_ics_day(const char *name, int32_t day, struct buf *out)
{
	struct civil c = day_civil(day);
	buf_addf(out, "%s;VALUE=DATE:%04d%02d%02d\r\n", name, c.year, c.month, c.day);
}

static void export_ics_begin(const struct export *x, struct export_writer *w)
{
	struct buf text = BUF_INIT;
	buf_add_cstr(&w->out, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//dateline//dateline " PACKAGE_VERSION
			      "//EN\r\nCALSCALE:GREGORIAN\r\n");
	export_words_title(x, &text);
	export_ics_text("X-WR-CALNAME", buf_str(&text), &w->out);
	buf_clear(&text);
	export_words_summary(x, &text);
	export_ics_text("X-WR-CALDESC", buf_str(&text), &w->out);
	buf_free(&text);
}

static void export_ics_citation(const struct export_entry *e, struct buf *text)
{
	if (e->quote.n) {
		buf_add_cstr(text, "“");
		export_words_quote(e->quote, text);
		buf_add_cstr(text, "” ");
	}
	if (e->article) {
		export_words_source(e->article, text);
		buf_addf(text, " %.*s", STR_ARG(e->id));
	}
}

static void export_ics_description(const struct export_entry *e, struct buf *out)
{
	struct buf text = BUF_INIT;
	export_ics_citation(e, &text);
	for (size_t i = 0; i < e->told_count; i++) {
		buf_add_cstr(&text, "\nTold again: ");
		export_ics_citation(&e->told[i], &text);
	}
	if (!e->event)
		buf_addf(&text, "%s%u %s", text.n ? "\n" : "", e->events, e->events == 1 ? "event" : "events");
	struct buf doubt = BUF_INIT;
	export_words_doubt(e, &doubt);
	if (e->article && doubt.n) {
		buf_add_cstr(&text, "\nDate: ");
		export_words_when(e, false, &text);
		buf_addf(&text, " (%s)", buf_cstr(&doubt));
	}
	buf_free(&doubt);
	export_words_said(e, "\n", &text);
	export_ics_text("DESCRIPTION", buf_str(&text), out);
	buf_free(&text);
}

static void export_ics_categories(const struct export_entry *e, struct buf *out)
{
	struct buf line = BUF_INIT;
	buf_addf(&line, "CATEGORIES:%s", event_kind_name(e->event->kind));
	for (size_t i = 0; i < e->event->country_count; i++) {
		buf_add_char(&line, ',');
		export_ics_escape(country_name(str_of(e->event->countries[i].code)), &line);
	}
	export_ics_line(buf_str(&line), out);
	buf_free(&line);
}

static void export_ics_of_event(const struct export_entry *e, struct buf *out)
{
	const struct event *v = e->event;
	export_ics_categories(e, out);
	if (v->place.n) {
		struct buf where = BUF_INIT;
		export_words_name(v->place, &where);
		if (v->place_country[0])
			buf_addf(&where, ", %.*s", STR_ARG(country_name(str_of(v->place_country))));
		export_ics_text("LOCATION", buf_str(&where), out);
		buf_free(&where);
	}
	if (v->modality == MODALITY_HAPPENED || v->modality == MODALITY_ANNOUNCED)
		buf_addf(out, "STATUS:%s\r\n", v->modality == MODALITY_HAPPENED ? "CONFIRMED" : "TENTATIVE");
}

/* DTSTAMP is when the object was made. */
static void export_ics_stamp(int64_t now, struct buf *out)
{
	struct civil c = day_civil((int32_t)(now / 86400));
	int seconds = (int)(now % 86400);
	buf_addf(out, "DTSTAMP:%04d%02d%02dT%02d%02d%02dZ\r\n", c.year, c.month, c.day, seconds / 3600, seconds / 60 % 60,
		 seconds % 60);
}

static void export_ics_entry(const struct export *x, struct export_writer *w, const struct export_entry *e)
{
	struct buf summary = BUF_INIT, url = BUF_INIT, *out = &w->out;
	buf_add_cstr(out, "BEGIN:VEVENT\r\n");
	if (x->what == EXPORT_PERIODS) /* its name alone would be any timeline's */
		buf_addf(&summary, "dateline-%.*s-%.*s", STR_ARG(x->corpus), STR_ARG(e->id));
	export_ics_text("UID", summary.n ? buf_str(&summary) : e->id, out);
	export_ics_stamp(x->now, out);
	export_ics_day("DTSTART", e->when.from, out);
	export_ics_day("DTEND", e->when.to + 1, out);
	buf_clear(&summary);
	export_words_name(e->headline, &summary);
	if (e->event && e->event->modality != MODALITY_HAPPENED)
		buf_addf(&summary, " (%s)", event_modality_name(e->event->modality));
	export_ics_text("SUMMARY", buf_str(&summary), out);
	export_ics_description(e, out);
	if (e->event)
		export_ics_of_event(e, out);
	if (e->article && url_web(e->article->url, &url)) {
		buf_clear(&summary);
		buf_addf(&summary, "URL:%s", buf_cstr(&url));
		export_ics_line(buf_str(&summary), out);
	}
	buf_add_cstr(out, "TRANSP:TRANSPARENT\r\nEND:VEVENT\r\n");
	buf_free(&summary);
	buf_free(&url);
}

static void export_ics_end(const struct export *x, struct export_writer *w)
{
	(void)x;
	buf_add_cstr(&w->out, "END:VCALENDAR\r\n");
}

const struct export_format *export_ics(void)
{
	static const struct export_format format = {
		.name = "ics",
		.ending = "ics",
		.title = "iCalendar",
		.help = "all-day events (RFC 5545); undated ones are left out",
		.days_only = true,
		.first_year = 1,
		.last_year = 9998, /* the day after the last must be one too */
		.begin = export_ics_begin,
		.entry = export_ics_entry,
		.end = export_ics_end,
	};
	return &format;
}
