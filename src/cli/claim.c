#include "config.h"

#include "cli/claim.h"

#include "base/utf8.h"
#include "export/export_words.h"

/* As JSON has it, or as a table does: made visible, with an apostrophe before what looks like a formula (export/csv.h). */
static bool claim_is(struct str said, struct str right)
{
	struct buf visible = BUF_INIT;
	utf8_visible(right, true, &visible);
	struct str unguarded = str_starts(said, STR("'")) ? str_sub(said, 1, said.n) : said;
	bool is = str_eq(said, right) || str_eq(said, buf_str(&visible)) || str_eq(unguarded, right) ||
		  str_eq(unguarded, buf_str(&visible));
	buf_free(&visible);
	return is;
}

static bool claim_is_day(struct str said, int32_t day)
{
	char text[16] = "";
	if (day != DAY_NONE)
		day_format(day, text);
	return claim_is(said, str_of(text));
}

/* A table tells the month where no day is known, JSON nothing then. */
static bool claim_is_published(struct str said, const struct article *a)
{
	char text[40] = "";
	struct interval when = a->published.when;
	if (interval_known(when))
		interval_format(when, a->published.precision, true, text);
	return claim_is(said, str_of(text)) || (when.from != when.to && said.n == 0);
}

static bool claim_is_countries(struct str said, const struct event *e)
{
	struct buf codes = BUF_INIT, roles = BUF_INIT;
	for (size_t i = 0; i < e->country_count; i++) {
		const struct event_country *k = &e->countries[i];
		buf_addf(&codes, "%s%s", i ? " " : "", k->code);
		buf_addf(&roles, "%s%s:%s", i ? " " : "", k->code, event_role_name(k->role));
	}
	bool is = str_eq(said, buf_str(&codes)) || str_eq(said, buf_str(&roles));
	buf_free(&codes);
	buf_free(&roles);
	return is;
}

/* A table that says "date (read as 2018-05-23)" has the user's own date in its column: then these words are compared. */
static bool claim_is_corrected(const struct citation *c, const struct event *e, const struct note_state *said, const char *what,
			       bool *is)
{
	const struct export_entry entry = {.read = e, .said = said};
	struct str words = c->fields[CITATION_CORRECTED];
	if (str_find(words, str_of(what), 0) == SIZE_MAX)
		return false;
	struct buf right = BUF_INIT;
	export_words_corrected(&entry, &right);
	*is = str_find(words, buf_str(&right), 0) != SIZE_MAX;
	buf_free(&right);
	return true;
}

static bool claim_holds_of_event(const struct citation *c, enum citation_field field, const struct event *e)
{
	/* corrected: no more is asked of them */
	static const struct note_state date = {.date = {"x", 1}}, countries = {.countries = {"x", 1}};
	struct str said = c->fields[field];
	bool is = true;
	switch (field) {
	case CITATION_FROM:
		return claim_is_corrected(c, e, &date, "date (read as ", &is) ? is : claim_is_day(said, e->when.from);
	case CITATION_TO:
		return claim_is_corrected(c, e, &date, "date (read as ", &is) ? is : claim_is_day(said, e->when.to);
	case CITATION_COUNTRIES:
		return claim_is_corrected(c, e, &countries, "countries (read as ", &is) ? is : claim_is_countries(said, e);
	case CITATION_TITLE:
	case CITATION_SOURCE:
	case CITATION_PUBLISHED:
	case CITATION_PUBLISHED_FROM:
	case CITATION_PUBLISHED_TO:
	case CITATION_CORRECTED:
		break;
	}
	return true;
}

static bool claim_holds_of_article(struct str said, enum citation_field field, const struct article *a)
{
	switch (field) {
	case CITATION_TITLE:
		return claim_is(said, a->title);
	case CITATION_SOURCE:
		return claim_is(said, a->source);
	case CITATION_PUBLISHED:
		return claim_is_published(said, a);
	case CITATION_PUBLISHED_FROM:
		return claim_is_day(said, a->published.when.from);
	case CITATION_PUBLISHED_TO:
		return claim_is_day(said, a->published.when.to);
	case CITATION_FROM:
	case CITATION_TO:
	case CITATION_COUNTRIES:
	case CITATION_CORRECTED:
		break;
	}
	return true;
}

/* In the words of the columns; "published" for all that tells the day of publication. */
struct str claim_differs(const struct citation *c, const struct article *a, const struct event *e, struct arena *arena)
{
	static const char *const names[CITATION_FIELDS] = {"title", "source", "published", "published", "published",
							   "from", "to", "countries", ""};
	struct str all = STR("");
	for (int f = 0; f < CITATION_FIELDS; f++) {
		struct str said = c->fields[f];
		bool holds = !said.p || (claim_holds_of_article(said, (enum citation_field)f, a) &&
					 (!e || claim_holds_of_event(c, (enum citation_field)f, e)));
		if (!holds && !str_ends(all, str_of(names[f])))
			all = arena_printf(arena, "%.*s%s%s", STR_ARG(all), all.n ? ", " : "", names[f]);
	}
	return all;
}

bool claim_tells_event(const struct citation *c)
{
	return c->fields[CITATION_FROM].p || c->fields[CITATION_TO].p || c->fields[CITATION_COUNTRIES].p;
}
