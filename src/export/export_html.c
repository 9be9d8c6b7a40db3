/* HTML: one page that stands by itself, with the timeline drawn. No script, nothing is fetched, and the page itself
 * says so to the browser (Content-Security-Policy). It reads on a phone, on paper, on light and dark. */
#include "config.h"

#include "base/url.h"
#include "base/era.h"
#include "export/export_words.h"

#include <stdio.h>

enum { HTML_HEIGHT = 100, HTML_LABELS = 8 };

static const char export_html_style[] =
	":root{color-scheme:light dark;--ink:#1b1b1b;--soft:#595959;--page:#fff;--line:#d0d0d0;--bar:#1f5fa8;--bar2:#7fa9d6;"
	"--mark:#fff4c2}\n"
	"@media(prefers-color-scheme:dark){:root{--ink:#e8e8e8;--soft:#a8a8a8;--page:#16181b;--line:#3a3d42;--bar:#7db4f0;"
	"--bar2:#41668f;--mark:#3a3413}}\n"
	"*{box-sizing:border-box}\n"
	"body{margin:0 auto;padding:1rem;max-width:52rem;background:var(--page);color:var(--ink);"
	"font:1rem/1.5 system-ui,sans-serif;overflow-wrap:anywhere}\n"
	"h1{font-size:1.6rem;line-height:1.25;margin:.5rem 0}h2{font-size:1.3rem;margin:2rem 0 .5rem;padding-top:.5rem;"
	"border-top:1px solid var(--line)}h3{font-size:1rem;margin:0}\n"
	"a{color:var(--bar)}a:focus-visible{outline:3px solid var(--bar);outline-offset:2px}\n"
	"figure{margin:1.5rem 0}svg{display:block;width:100%;height:8rem;border-bottom:1px solid var(--soft)}\n"
	".a{fill:var(--bar)}.b{fill:var(--bar2)}figcaption,.facts,.source,.summary{color:var(--soft);font-size:.9rem}\n"
	".axis{position:relative;height:1.4rem;font-size:.8rem;color:var(--soft)}"
	".axis span{position:absolute;border-left:1px solid var(--soft);padding-left:.2rem}\n"
	"nav ul{display:flex;flex-wrap:wrap;gap:.2rem .9rem;list-style:none;padding:0;margin:.5rem 0}\n"
	"article{margin:1rem 0;padding-left:.8rem;border-left:3px solid var(--line)}article:target{background:var(--mark)}\n"
	"time{font-variant-numeric:tabular-nums}blockquote{margin:.3rem 0}article p{margin:.2rem 0}\n"
	".note{border-left:3px solid var(--bar);padding-left:.5rem}code{font-size:.8rem}\n"
	"table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.3rem .6rem .3rem 0;"
	"border-bottom:1px solid var(--line)}td{font-variant-numeric:tabular-nums}\n"
	"@media print{:root{--ink:#000;--soft:#333;--page:#fff;--line:#bbb;--bar:#000;--bar2:#888}body{max-width:none;"
	"font-size:10pt}article{break-inside:avoid}nav{display:none}.source a::after{content:' (' attr(href) ')'}}\n";

static void export_html_text(struct str s, struct buf *out)
{
	for (size_t i = 0; i < s.n; i++) {
		switch (s.p[i]) {
		case '&': buf_add_cstr(out, "&amp;"); break;
		case '<': buf_add_cstr(out, "&lt;"); break;
		case '>': buf_add_cstr(out, "&gt;"); break;
		case '"': buf_add_cstr(out, "&quot;"); break;
		case '\'': buf_add_cstr(out, "&#39;"); break;
		default: buf_add_char(out, s.p[i]);
		}
	}
}

static void export_html_name(struct str s, struct buf *out)
{
	struct buf text = BUF_INIT;
	export_words_name(s, &text);
	export_html_text(buf_str(&text), out);
	buf_free(&text);
}

/* "<p class="facts">...</p>", nothing when there are no words. */
static void export_html_facts(const struct export_entry *e, struct buf *out)
{
	static void (*const words[])(const struct export_entry *e, struct buf *out) = {
		export_words_kind, export_words_where, export_words_doubt};
	struct buf text = BUF_INIT;
	bool any = false;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		buf_clear(&text);
		words[i](e, &text);
		if (!text.n)
			continue;
		buf_add_cstr(out, any ? " · " : "<p class=\"facts\">");
		export_html_text(buf_str(&text), out);
		any = true;
	}
	buf_add_cstr(out, any ? "</p>\n" : "");
	buf_free(&text);
}

/* ---- the drawing ---- */

static uint32_t export_html_most(const struct export_bars *b)
{
	uint32_t most = 1;
	for (size_t i = 0; i < b->n; i++)
		most = b->v[i].sure + b->v[i].other > most ? b->v[i].sure + b->v[i].other : most;
	return most;
}

static void export_html_bar(const struct export_bars *b, size_t i, uint32_t most, struct buf *out)
{
	char name[40];
	uint32_t sure = b->v[i].sure, all = sure + b->v[i].other;
	double high = 100.0 * all / most, low = 100.0 * sure / most;
	era_interval(b->v[i].when, b->unit, false, name);
	buf_addf(out, "<g><title>%s: %u", name, all);
	if (all > sure)
		buf_addf(out, ", %u of them announced, denied or supposed", all - sure);
	buf_add_cstr(out, "</title>");
	if (sure)
		buf_addf(out, "<rect class=\"a\" x=\"%zu.1\" y=\"%.2f\" width=\".8\" height=\"%.2f\"/>", i, HTML_HEIGHT - low,
			 low);
	if (all > sure)
		buf_addf(out, "<rect class=\"b\" x=\"%zu.1\" y=\"%.2f\" width=\".8\" height=\"%.2f\"/>", i, HTML_HEIGHT - high,
			 high - low);
	buf_add_cstr(out, "</g>\n");
}

/* A few years under the bars, where they begin. */
static void export_html_axis(const struct export_bars *b, struct buf *out)
{
	int first = day_civil(b->v[0].when.from).year, last = day_civil(b->v[b->n - 1].when.to).year;
	static const int every[] = {1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000};
	size_t k = 0;
	while (k + 1 < sizeof every / sizeof *every && (last - first) / every[k] >= HTML_LABELS)
		k++;
	int32_t from = b->v[0].when.from, days = b->v[b->n - 1].when.to - from + 1;
	buf_add_cstr(out, "<div class=\"axis\" aria-hidden=\"true\">");
	for (int year = first; year <= last; year++) {
		int32_t day = day_of(year, 1, 1) < from ? from : day_of(year, 1, 1);
		double at = 100.0 * (day - from) / days;
		if ((year % every[k] != 0 && every[k] > 1) || at > 92)
			continue;
		buf_addf(out, "<span style=\"left:%.2f%%\">", at);
		export_words_year(year, out);
		buf_add_cstr(out, "</span>");
	}
	buf_add_cstr(out, "</div>\n");
}

/* What the picture shows, for those who do not see it: the years and their numbers, the busiest first told. */
static void export_html_alternative(const struct export_bars *b, struct buf *out)
{
	size_t best = 0;
	char from[40], to[40], name[40];
	for (size_t i = 1; i < b->n; i++)
		if (b->v[i].sure + b->v[i].other > b->v[best].sure + b->v[best].other)
			best = i;
	era_interval(b->v[0].when, b->unit, false, from);
	era_interval(b->v[b->n - 1].when, b->unit, false, to);
	era_interval(b->v[best].when, b->unit, false, name);
	buf_addf(out, "Bar chart of events by %s from %s to %s; most in %s: %u", precision_name(b->unit), from, to, name,
		 b->v[best].sure + b->v[best].other);
}

static void export_html_drawing(const struct export_bars *b, struct buf *out)
{
	if (!b->n)
		return;
	uint32_t most = export_html_most(b);
	buf_addf(out, "<figure>\n<svg viewBox=\"0 0 %zu %d\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"", b->n,
		 HTML_HEIGHT);
	export_html_alternative(b, out);
	buf_add_cstr(out, "\">\n");
	for (size_t i = 0; i < b->n; i++)
		if (b->v[i].sure + b->v[i].other)
			export_html_bar(b, i, most, out);
	buf_add_cstr(out, "</svg>\n");
	export_html_axis(b, out);
	buf_addf(out, "<figcaption>Events by %s; fainter: announced, denied or supposed. The tallest bar is %u.",
		 precision_name(b->unit), most);
	if (b->before + b->after)
		buf_addf(out, " Not drawn, far from the others: %zu before, %zu after.", b->before, b->after);
	if (b->vague)
		buf_addf(out, " Not drawn, vaguer than a %s: %zu.", precision_name(b->unit), b->vague);
	buf_add_cstr(out, "</figcaption>\n</figure>\n");
}

/* The years that are there, as links; no more than one a bar. */
static void export_html_years(const struct export_bars *b, struct buf *out)
{
	int year = INT32_MIN;
	if (!b->n)
		return;
	buf_add_cstr(out, "<nav aria-label=\"Years\"><ul>\n");
	for (size_t i = 0; i < b->n; i++) {
		int of = day_civil(b->v[i].when.from).year;
		if (b->unit == PRECISION_DECADE || of == year || !(b->v[i].sure + b->v[i].other))
			continue;
		year = of;
		buf_addf(out, "<li><a href=\"#y%d\">", year);
		export_words_year(year, out);
		buf_add_cstr(out, "</a></li>\n");
	}
	buf_add_cstr(out, "</ul></nav>\n");
}

/* ---- the page ---- */

static void export_html_begin(const struct export *x, struct export_writer *w)
{
	struct buf title = BUF_INIT, summary = BUF_INIT, *out = &w->out;
	export_words_title(x, &title);
	export_words_summary(x, &summary);
	buf_add_cstr(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
			  "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
			  "base-uri 'none'; form-action 'none'\">\n"
			  "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
			  "<meta name=\"referrer\" content=\"no-referrer\">\n"
			  "<meta name=\"generator\" content=\"dateline " PACKAGE_VERSION "\">\n<title>");
	export_html_text(buf_str(&title), out);
	buf_addf(out, "</title>\n<style>\n%s</style>\n</head>\n<body>\n<header>\n<h1>", export_html_style);
	export_html_text(buf_str(&title), out);
	buf_add_cstr(out, "</h1>\n<p class=\"summary\">");
	export_html_text(buf_str(&summary), out);
	buf_add_cstr(out, "</p>\n");
	if (x->what == EXPORT_EVENTS) {
		export_html_drawing(&w->bars, out);
		export_html_years(&w->bars, out);
	}
	buf_add_cstr(out, "</header>\n<main>\n");
	buf_free(&title);
	buf_free(&summary);
}

static void export_html_year(struct export_writer *w, const struct export_entry *e)
{
	bool any = w->any;
	if (!export_words_other_year(w, e))
		return;
	char place[16] = "undated";
	if (!w->undated)
		snprintf(place, sizeof place, "y%d", day_civil(w->year.from).year);
	buf_addf(&w->out, "%s<section aria-labelledby=\"%s\">\n<h2 id=\"%s\">", any ? "</section>\n" : "", place, place);
	export_words_heading(w, &w->out);
	buf_add_cstr(&w->out, "</h2>\n");
}

/* The date as HTML writes it for programs: a day, a week, a month, a year of four digits; false: it has no such form. */
static bool export_html_date(const struct export_entry *e, char out[static 40])
{
	if (!interval_known(e->when) || day_civil(e->when.from).year < 1)
		return false;
	bool one = e->when.from == interval_around(e->when.from, e->precision).from &&
		   e->when.to == interval_around(e->when.from, e->precision).to;
	if (!one || e->precision == PRECISION_QUARTER || e->precision == PRECISION_DECADE)
		return false;
	interval_format(e->when, e->precision, true, out);
	return true;
}

static void export_html_when(const struct export_entry *e, struct buf *out)
{
	struct buf text = BUF_INIT;
	char date[40];
	export_words_when(e, false, &text);
	if (export_html_date(e, date))
		buf_addf(out, "<time datetime=\"%s\">%s</time>", date, buf_cstr(&text));
	else
		buf_addf(out, "<span>%s</span>", buf_cstr(&text));
	buf_free(&text);
}

/* The quote, its source and its name, all on one line: `dateline verify` reads it so. */
static void export_html_citation(const struct export_entry *e, struct buf *out)
{
	struct buf text = BUF_INIT, url = BUF_INIT;
	bool linked = url_web(e->article->url, &url);
	if (e->quote.n) {
		export_words_quote(e->quote, &text);
		buf_add_cstr(out, "<blockquote><p dir=\"auto\">“");
		export_html_text(buf_str(&text), out);
		buf_add_cstr(out, "”</p></blockquote>");
	}
	buf_clear(&text);
	export_words_source(e->article, &text);
	buf_add_cstr(out, "<p class=\"source\">");
	if (linked) {
		buf_add_cstr(out, "<a rel=\"noopener noreferrer\" href=\"");
		export_html_text(buf_str(&url), out);
		buf_add_cstr(out, "\">");
	}
	export_html_text(buf_str(&text), out);
	buf_addf(out, "%s <code>%.*s</code></p>\n", linked ? "</a>" : "", STR_ARG(e->id));
	buf_free(&text);
	buf_free(&url);
}

static void export_html_corrected(const struct export_entry *e, struct buf *out)
{
	struct buf corrected = BUF_INIT;
	export_words_corrected(e, &corrected);
	if (corrected.n) {
		buf_add_cstr(out, "<p class=\"note\">✎ corrected by the user: ");
		export_html_text(buf_str(&corrected), out);
		buf_add_cstr(out, "</p>\n");
	}
	buf_free(&corrected);
}

static void export_html_said(const struct note_state *s, struct buf *out)
{
	if (!s || (!s->starred && !s->tag_count && !s->text.n))
		return;
	buf_add_cstr(out, "<p class=\"note\">");
	buf_add_cstr(out, s->starred ? "★ starred. " : "");
	for (size_t i = 0; i < s->tag_count; i++) {
		buf_add_cstr(out, i ? ", " : "Tags: ");
		export_html_name(s->tags[i], out);
	}
	buf_add_cstr(out, s->tag_count ? ". " : "");
	if (s->text.n) {
		buf_add_cstr(out, "Note: ");
		export_html_name(s->text, out);
	}
	buf_add_cstr(out, "</p>\n");
}

static void export_html_entry(const struct export *x, struct export_writer *w, const struct export_entry *e)
{
	struct buf *out = &w->out;
	(void)x;
	export_html_year(w, e);
	buf_add_cstr(out, "<article id=\"");
	export_words_anchor(e->id, out);
	buf_add_cstr(out, "\">\n<h3>");
	export_html_when(e, out);
	buf_add_char(out, ' ');
	export_html_name(e->headline, out);
	buf_add_cstr(out, "</h3>\n");
	export_html_facts(e, out);
	if (!e->event)
		buf_addf(out, "<p class=\"facts\">%u %s</p>\n", e->events, e->events == 1 ? "event" : "events");
	export_html_corrected(e, out);
	export_html_citation(e, out);
	for (size_t i = 0; i < e->told_count; i++) {
		buf_add_cstr(out, "<p class=\"facts\">Told again:</p>\n");
		export_html_citation(&e->told[i], out);
	}
	export_html_said(e->said, out);
	buf_add_cstr(out, "</article>\n");
}

static void export_html_row(const struct export *x, struct export_writer *w, const struct str *cells, size_t n, bool head)
{
	(void)x;
	buf_add_cstr(&w->out, head ? "<table>\n<thead><tr>" : "<tr>");
	for (size_t i = 0; i < n; i++) {
		buf_add_cstr(&w->out, head ? "<th scope=\"col\">" : i ? "<td>" : "<th scope=\"row\">");
		export_html_name(cells[i], &w->out);
		buf_add_cstr(&w->out, head || !i ? "</th>" : "</td>");
	}
	buf_add_cstr(&w->out, head ? "</tr></thead>\n<tbody>\n" : "</tr>\n");
}

static void export_html_end(const struct export *x, struct export_writer *w)
{
	struct buf *out = &w->out;
	if (x->what == EXPORT_PERIODS || x->what == EXPORT_COUNTRIES)
		buf_add_cstr(out, "</tbody>\n</table>\n");
	else
		buf_add_cstr(out, w->any ? "</section>\n" : "<p>Nothing answers.</p>\n");
	buf_add_cstr(out, "</main>\n<footer>\n<p class=\"source\">Made by dateline. Each quote can be proved: "
			  "<code>dateline verify</code> with this file and the corpus.</p>\n</footer>\n</body>\n</html>\n");
}

const struct export_format *export_html(void)
{
	static const struct export_format format = {
		.name = "html",
		.ending = "html",
		.title = "Web page",
		.help = "a page that stands by itself, with the timeline drawn",
		.tables = true,
		.begin = export_html_begin,
		.entry = export_html_entry,
		.row = export_html_row,
		.end = export_html_end,
	};
	return &format;
}
