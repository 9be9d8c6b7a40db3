/* Org: an outline for Emacs, each event with its time stamp and its facts as properties. What Org would take for
 * markup in a text (links, stamps, macros, code that runs on export) is broken by a zero width space, Org's own way
 * of escaping, which `dateline verify` looks through. Stamps are written for the years 1 to 9999. */
#include "config.h"

#include "base/url.h"
#include "export/export_words.h"

static void export_org_text(struct str s, struct buf *out)
{
	static const struct str space = STR("\xE2\x80\x8B");
	for (size_t i = 0; i < s.n; i++) {
		bool call = s.p[i] == '_' && i >= 3 &&
			    (!memcmp(s.p + i - 3, "src", 3) || (i >= 4 && !memcmp(s.p + i - 4, "call", 4)));
		buf_add_char(out, s.p[i]);
		if (call || (s.p[i] && strchr("[<{\\", s.p[i])))
			buf_add_str(out, space);
	}
	if (s.n && s.p[s.n - 1] == ':') /* no tag at the end of a heading */
		buf_add_str(out, space);
}

static void export_org_name(struct str s, struct buf *out)
{
	struct buf text = BUF_INIT;
	export_words_name(s, &text);
	export_org_text(buf_str(&text), out);
	buf_free(&text);
}

static void export_org_begin(const struct export *x, struct export_writer *w)
{
	struct buf text = BUF_INIT;
	export_words_title(x, &text);
	buf_add_cstr(&w->out, "#+TITLE: ");
	export_org_text(buf_str(&text), &w->out);
	buf_clear(&text);
	export_words_summary(x, &text);
	buf_add_cstr(&w->out, "\n\n");
	export_org_text(buf_str(&text), &w->out);
	buf_add_cstr(&w->out, "\n\n");
	buf_free(&text);
}

static void export_org_year(struct export_writer *w, const struct export_entry *e)
{
	if (!export_words_other_year(w, e))
		return;
	buf_add_cstr(&w->out, "* ");
	export_words_heading(w, &w->out);
	buf_add_char(&w->out, '\n');
}

static void export_org_stamp(int32_t day, struct buf *out)
{
	static const char *const names[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
	char text[16];
	day_format(day, text);
	buf_addf(out, "<%s %s>", text, names[day_weekday(day)]);
}

static void export_org_when(const struct export_entry *e, struct buf *out)
{
	if (!interval_known(e->when))
		return;
	if (day_civil(e->when.from).year < 1) {
		export_words_when(e, false, out);
		return;
	}
	export_org_stamp(e->when.from, out);
	if (e->when.to != e->when.from) {
		buf_add_cstr(out, "--");
		export_org_stamp(e->when.to, out);
	}
}

static void export_org_property(const char *name, void (*words)(const struct export_entry *e, struct buf *out),
				const struct export_entry *e, struct buf *out)
{
	struct buf text = BUF_INIT;
	words(e, &text);
	if (text.n) {
		buf_addf(out, ":%s: ", name);
		export_org_text(buf_str(&text), out);
		buf_add_char(out, '\n');
	}
	buf_free(&text);
}

static void export_org_date(const struct export_entry *e, struct buf *out)
{
	export_words_when(e, false, out);
}

static void export_org_properties(const struct export_entry *e, struct buf *out)
{
	buf_add_cstr(out, ":PROPERTIES:\n");
	buf_add_cstr(out, ":CUSTOM_ID: ");
	export_words_anchor(e->id, out);
	buf_add_char(out, '\n');
	export_org_property("DATE", export_org_date, e, out);
	export_org_property("DATE_BASIS", export_words_doubt, e, out);
	export_org_property("KIND", export_words_kind, e, out);
	export_org_property("COUNTRIES", export_words_where, e, out);
	if (!e->event)
		buf_addf(out, ":EVENTS: %u\n", e->events);
	for (size_t i = 0; e->said && i < e->said->tag_count; i++) {
		buf_add_cstr(out, i ? ", " : ":DATELINE_TAGS: ");
		export_org_name(e->said->tags[i], out);
	}
	buf_add_cstr(out, e->said && e->said->tag_count ? "\n" : "");
	export_org_property("CORRECTED", export_words_corrected, e, out);
	buf_add_cstr(out, e->said && e->said->starred ? ":STARRED: t\n" : "");
	buf_add_cstr(out, ":END:\n");
}

static void export_org_citation(const struct export_entry *e, struct buf *out)
{
	struct buf text = BUF_INIT, url = BUF_INIT;
	buf_add_cstr(out, "#+begin_quote\n");
	if (e->quote.n) {
		export_words_quote(e->quote, &text);
		buf_add_cstr(out, "“");
		export_org_text(buf_str(&text), out);
		buf_add_cstr(out, "” ");
	}
	buf_clear(&text);
	export_words_source(e->article, &text);
	export_org_text(buf_str(&text), out);
	if (url_web(e->article->url, &url)) {
		/* brackets in the address would end the link */
		buf_add_cstr(out, " [[");
		for (size_t i = 0; i < url.n; i++) {
			if (url.p[i] == '[' || url.p[i] == ']')
				buf_addf(out, "%%%02X", (unsigned)url.p[i]);
			else
				buf_add_char(out, url.p[i]);
		}
		buf_add_cstr(out, "]]");
	}
	buf_addf(out, " %.*s\n#+end_quote\n", STR_ARG(e->id));
	buf_free(&text);
	buf_free(&url);
}

static void export_org_entry(const struct export *x, struct export_writer *w, const struct export_entry *e)
{
	struct buf *out = &w->out;
	(void)x;
	export_org_year(w, e);
	buf_add_cstr(out, "** ");
	size_t before = out->n;
	export_org_when(e, out);
	buf_add_cstr(out, out->n > before ? " " : "");
	export_org_name(e->headline, out);
	buf_add_char(out, '\n');
	export_org_properties(e, out);
	export_org_citation(e, out);
	for (size_t i = 0; i < e->told_count; i++) {
		buf_add_cstr(out, "Told again:\n");
		export_org_citation(&e->told[i], out);
	}
	if (e->said && e->said->text.n) {
		buf_add_cstr(out, "Note: ");
		export_org_name(e->said->text, out);
		buf_add_char(out, '\n');
	}
}

static void export_org_row(const struct export *x, struct export_writer *w, const struct str *cells, size_t n, bool head)
{
	(void)x;
	for (size_t i = 0; i < n; i++) {
		buf_add_cstr(&w->out, "| ");
		for (size_t k = 0; k < cells[i].n; k++) /* \vert would be escaped; a broken bar is read as one */
			if (cells[i].p[k] == '|')
				buf_add_cstr(&w->out, "¦");
			else
				export_org_text(str_sub(cells[i], k, k + 1), &w->out);
		buf_add_char(&w->out, ' ');
	}
	buf_add_cstr(&w->out, "|\n");
	for (size_t i = 0; head && i < n; i++)
		buf_add_cstr(&w->out, i ? i + 1 < n ? "+---" : "+---|\n" : "|---");
}

const struct export_format *export_org(void)
{
	static const struct export_format format = {
		.name = "org",
		.ending = "org",
		.title = "Org",
		.help = "an outline for Emacs, with time stamps and properties",
		.tables = true,
		.begin = export_org_begin,
		.entry = export_org_entry,
		.row = export_org_row,
	};
	return &format;
}
