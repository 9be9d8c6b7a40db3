#include "config.h"

#include "export/export_words.h"

#include "base/country.h"
#include "base/era.h"
#include "base/utf8.h"

/* Double quotes become single ones: what is written around the text is then its only pair. */
static void export_words_single(struct str s, struct buf *out)
{
	static const struct {
		struct str from, to;
	} marks[] = {{{"“", 3}, {"‘", 3}}, {{"”", 3}, {"’", 3}}, {{"„", 3}, {"‚", 3}}, {{"\"", 1}, {"'", 1}}};
	size_t kinds = sizeof marks / sizeof *marks;
	for (size_t i = 0, run = 0;;) {
		while (i < s.n && s.p[i] != '"' && s.p[i] != marks[0].from.p[0])
			i++;
		size_t k = 0;
		while (i < s.n && k < kinds && !str_starts(str_sub(s, i, s.n), marks[k].from))
			k++;
		if (i < s.n && k == kinds) {
			i++;
			continue;
		}
		buf_add(out, s.p + run, i - run);
		if (i >= s.n)
			return;
		buf_add_str(out, marks[k].to);
		run = i += marks[k].from.n;
	}
}

/* White space as one blank; most texts have no more of it. */
static void export_words_blanks(struct str s, struct buf *out)
{
	for (size_t i = 0, run = 0; i <= s.n; i++) {
		bool twice = i < s.n && s.p[i] == ' ' && i > 0 && s.p[i - 1] == ' ';
		if (i < s.n && !twice)
			continue;
		buf_add(out, s.p + run, i - run);
		run = i + 1;
	}
}

void export_words_quote(struct str passage, struct buf *out)
{
	struct buf seen = BUF_INIT, line = BUF_INIT;
	utf8_visible(str_trim(passage), false, &seen);
	export_words_blanks(buf_str(&seen), &line);
	export_words_single(buf_str(&line), out);
	buf_free(&seen);
	buf_free(&line);
}

void export_words_name(struct str name, struct buf *out)
{
	export_words_quote(name, out);
}

void export_words_source(const struct article *a, struct buf *out)
{
	char when[40] = "undated";
	if (interval_known(a->published.when))
		era_interval(a->published.when, a->published.precision, false, when);
	export_words_name(a->title, out);
	if (a->source.n) {
		buf_add_cstr(out, ", ");
		export_words_name(a->source, out);
	}
	buf_addf(out, ", %s.", when);
}

void export_words_when(const struct export_entry *e, bool ascii, struct buf *out)
{
	char text[40] = "undated";
	if (interval_known(e->when))
		era_interval(e->when, e->precision, ascii, text);
	buf_add_cstr(out, text);
}

/* Where its date is from, when the passage does not state it: after what is put before. */
static void export_words_basis(const struct event *e, const char *before, struct buf *out)
{
	static const char *const words[] = {
		[BASIS_STATED] = "",
		[BASIS_CARRIED] = "carried from the sentence before",
		[BASIS_PUBLISHED] = "the day of publication",
		[BASIS_CORRECTED] = "",
	};
	if (interval_known(e->when) && words[e->basis][0])
		buf_addf(out, "%s%s", before, words[e->basis]);
}

void export_words_doubt(const struct export_entry *e, struct buf *out)
{
	if (!interval_known(e->when))
		return;
	if (e->precision != PRECISION_DAY)
		buf_addf(out, "named to the %s", precision_name(e->precision));
	if (e->event)
		export_words_basis(e->event, out->n ? ", " : "", out);
}

/* "Pakistan (host), India" */
static void export_words_countries(const struct event *e, struct buf *out)
{
	for (size_t i = 0; i < e->country_count; i++) {
		const struct event_country *c = &e->countries[i];
		buf_addf(out, "%s%.*s", i ? ", " : "", STR_ARG(country_name(str_of(c->code))));
		if (c->role == ROLE_HOST)
			buf_add_cstr(out, " (host)");
	}
}

void export_words_where(const struct export_entry *e, struct buf *out)
{
	if (!e->event)
		return;
	export_words_countries(e->event, out);
	if (e->event->place.n) {
		buf_add_cstr(out, e->event->country_count ? "; " : "");
		export_words_name(e->event->place, out);
	}
}

void export_words_corrected(const struct export_entry *e, struct buf *out)
{
	const struct note_state *s = e->said;
	size_t before = out->n;
	if (!s || !e->read)
		return;
	if (s->date.n) {
		const struct export_entry read = {.when = e->read->when, .precision = e->read->precision};
		buf_add_cstr(out, "date (read as ");
		export_words_when(&read, false, out);
		export_words_basis(e->read, ", ", out);
		buf_add_char(out, ')');
	}
	if (s->countries.n) {
		buf_addf(out, "%scountries (read as ", out->n > before ? ", " : "");
		export_words_countries(e->read, out);
		buf_addf(out, "%s)", e->read->country_count ? "" : "none");
	}
	if (s->kind.n)
		buf_addf(out, "%skind (read as %s)", out->n > before ? ", " : "", event_kind_name(e->read->kind));
}

void export_words_kind(const struct export_entry *e, struct buf *out)
{
	if (!e->event)
		return;
	buf_add_cstr(out, event_kind_name(e->event->kind));
	if (e->event->modality != MODALITY_HAPPENED)
		buf_addf(out, ", %s", event_modality_name(e->event->modality));
}

void export_words_said(const struct export_entry *e, const char *before, struct buf *out)
{
	const struct note_state *s = e->said;
	struct buf corrected = BUF_INIT;
	if (!s)
		return;
	for (size_t i = 0; i < s->tag_count; i++) {
		buf_addf(out, "%s", i ? ", " : before);
		buf_add_cstr(out, i ? "" : "Tags: ");
		export_words_name(s->tags[i], out);
	}
	if (s->text.n) {
		buf_addf(out, "%sNote: ", before);
		export_words_name(s->text, out);
	}
	export_words_corrected(e, &corrected);
	if (corrected.n)
		buf_addf(out, "%sCorrected by the user: %s", before, buf_cstr(&corrected));
	buf_free(&corrected);
}

static const char *export_words_things(const struct export *x, size_t n)
{
	switch (x->what) {
	case EXPORT_EVENTS: return n == 1 ? "event" : "events";
	case EXPORT_ARTICLES: return n == 1 ? "article" : "articles";
	case EXPORT_PERIODS: return n == 1 ? "period" : "periods";
	case EXPORT_COUNTRIES: return n == 1 ? "country" : "countries";
	}
	return "";
}

void export_words_title(const struct export *x, struct buf *out)
{
	static const char *const titles[] = {"Chronology", "Articles", "Timeline", "Countries"};
	buf_add_cstr(out, titles[x->what]);
	if (x->query.n) {
		buf_add_cstr(out, ": ");
		export_words_name(x->query, out);
	} else if (x->corpus.n) {
		buf_add_cstr(out, " of ");
		export_words_name(x->corpus, out);
	}
}

void export_words_summary(const struct export *x, struct buf *out)
{
	const struct export_tally *t = &x->tally;
	struct buf left = BUF_INIT;
	size_t n = t->dated + (x->format->days_only ? 0 : t->undated);
	buf_addf(out, "%zu %s", n, export_words_things(x, n));
	if (interval_known(t->span)) {
		char from[40], to[40];
		era_day(t->span.from, from);
		era_day(t->span.to, to);
		buf_addf(out, ", %s to %s", from, to);
	}
	buf_add_cstr(out, ".");
	export_left_out(x, &left);
	if (left.n)
		buf_addf(out, " Left out: %s.", buf_cstr(&left));
	buf_free(&left);
}

void export_words_year(int year, struct buf *out)
{
	char text[16];
	era_year(year, text);
	buf_add_cstr(out, text);
}

bool export_words_other_year(struct export_writer *w, const struct export_entry *e)
{
	bool undated = !interval_known(e->when);
	struct interval year = undated ? INTERVAL_NONE : interval_around(e->when.from, PRECISION_YEAR);
	if (w->any && w->undated == undated && w->year.from == year.from)
		return false;
	w->any = true;
	w->undated = undated;
	w->year = year;
	return true;
}

void export_words_heading(const struct export_writer *w, struct buf *out)
{
	if (w->undated)
		buf_add_cstr(out, "Undated");
	else
		export_words_year(day_civil(w->year.from).year, out);
}

void export_words_anchor(struct str id, struct buf *out)
{
	for (size_t i = 0; i < id.n; i++)
		buf_add_char(out, id.p[i] == ':' || id.p[i] == '#' ? '-' : id.p[i]);
}
