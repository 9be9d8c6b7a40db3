/* Markdown: a dossier to read and to edit. An event is a heading, its facts, and its citation on one line, which
 * `dateline verify` can prove. CommonMark, without HTML; what could be markup in a text is escaped. */
#include "config.h"

#include "base/url.h"
#include "base/era.h"
#include "export/export_words.h"

static void export_md_text(struct str s, struct buf *out)
{
	static const char marks[] = "\\`*_{}[]<>#|~&$!";
	size_t run = 0;
	for (size_t i = 0; i < s.n; i++) {
		if (!memchr(marks, s.p[i], sizeof marks - 1))
			continue;
		buf_add(out, s.p + run, i - run);
		buf_add_char(out, '\\');
		run = i;
	}
	buf_add(out, s.p + run, s.n - run);
}

static void export_md_words(void (*words)(const struct export_entry *e, struct buf *out), const struct export_entry *e,
			    const char *before, struct buf *out)
{
	struct buf text = BUF_INIT;
	words(e, &text);
	if (text.n) {
		buf_add_cstr(out, before);
		export_md_text(buf_str(&text), out);
	}
	buf_free(&text);
}

static void export_md_name(struct str s, const char *before, struct buf *out)
{
	struct buf text = BUF_INIT;
	export_words_name(s, &text);
	if (text.n) {
		buf_add_cstr(out, before);
		export_md_text(buf_str(&text), out);
	}
	buf_free(&text);
}

static void export_md_begin(const struct export *x, struct export_writer *w)
{
	struct buf text = BUF_INIT;
	export_words_title(x, &text);
	buf_add_cstr(&w->out, "# ");
	export_md_text(buf_str(&text), &w->out);
	buf_clear(&text);
	export_words_summary(x, &text);
	buf_add_cstr(&w->out, "\n\n");
	export_md_text(buf_str(&text), &w->out);
	buf_add_cstr(&w->out, "\n\n");
	buf_free(&text);
}

static void export_md_year(struct export_writer *w, const struct export_entry *e)
{
	if (!export_words_other_year(w, e))
		return;
	buf_add_cstr(&w->out, "## ");
	export_words_heading(w, &w->out);
	buf_add_cstr(&w->out, "\n\n");
}

/* "> “quote” Title, Source, 2018-05-22. <https://…> dl:…" */
static void export_md_citation(const struct export_entry *e, struct buf *out)
{
	struct buf text = BUF_INIT, url = BUF_INIT;
	buf_add_cstr(out, "> ");
	if (e->quote.n) {
		export_words_quote(e->quote, &text);
		buf_add_cstr(out, "“");
		export_md_text(buf_str(&text), out);
		buf_add_cstr(out, "” ");
	}
	buf_clear(&text);
	export_words_source(e->article, &text);
	export_md_text(buf_str(&text), out);
	if (url_web(e->article->url, &url))
		buf_addf(out, " <%s>", buf_cstr(&url));
	buf_addf(out, " `%.*s`\n\n", STR_ARG(e->id));
	buf_free(&text);
	buf_free(&url);
}

static void export_md_said(const struct export_entry *e, struct buf *out)
{
	const struct note_state *s = e->said;
	if (!s)
		return;
	if (s->starred)
		buf_add_cstr(out, "Starred.\n\n");
	for (size_t i = 0; i < s->tag_count; i++)
		export_md_name(s->tags[i], i ? ", " : "Tags: ", out);
	buf_add_cstr(out, s->tag_count ? "\n\n" : "");
	export_md_name(s->text, "Note: ", out);
	buf_add_cstr(out, s->text.n ? "\n\n" : "");
}

/* With the facts, before the quote that may tell it otherwise. */
static void export_md_corrected(const struct export_entry *e, struct buf *out)
{
	size_t before = out->n;
	export_md_words(export_words_corrected, e, "Corrected by the user: ", out);
	buf_add_cstr(out, out->n > before ? ".\n\n" : "");
}

static void export_md_entry(const struct export *x, struct export_writer *w, const struct export_entry *e)
{
	struct buf *out = &w->out;
	(void)x;
	export_md_year(w, e);
	buf_add_cstr(out, "### ");
	char when[40] = "undated";
	if (interval_known(e->when))
		era_interval(e->when, e->precision, false, when);
	buf_add_cstr(out, when);
	export_md_name(e->headline, " · ", out);
	buf_add_cstr(out, "\n\n");
	size_t before = out->n;
	export_md_words(export_words_kind, e, "", out);
	export_md_words(export_words_where, e, out->n > before ? " · " : "", out);
	export_md_words(export_words_doubt, e, out->n > before ? " · " : "", out);
	if (!e->event)
		buf_addf(out, "%u %s", e->events, e->events == 1 ? "event" : "events");
	buf_add_cstr(out, out->n > before ? "\n\n" : "");
	export_md_corrected(e, out);
	export_md_citation(e, out);
	for (size_t i = 0; i < e->told_count; i++) {
		buf_add_cstr(out, "Told again:\n\n");
		export_md_citation(&e->told[i], out);
	}
	export_md_said(e, out);
}

static void export_md_row(const struct export *x, struct export_writer *w, const struct str *cells, size_t n, bool head)
{
	(void)x;
	for (size_t i = 0; i < n; i++) {
		buf_add_cstr(&w->out, "| ");
		export_md_name(cells[i], "", &w->out);
		buf_add_char(&w->out, ' ');
	}
	buf_add_cstr(&w->out, "|\n");
	for (size_t i = 0; head && i < n; i++)
		buf_add_cstr(&w->out, i + 1 < n ? "| --- " : "| --- |\n");
}

const struct export_format *export_md(void)
{
	static const struct export_format format = {
		.name = "md",
		.ending = "md",
		.title = "Markdown",
		.help = "a report with quotes that dateline verify proves",
		.tables = true,
		.begin = export_md_begin,
		.entry = export_md_entry,
		.row = export_md_row,
	};
	return &format;
}
