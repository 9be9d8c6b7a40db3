#include "config.h"

#include "cli/citation_head.h"

#include "cli/plain.h"
#include "record.h"

#include <stdlib.h>
#include <string.h>

/* Between the first mark and the end after it, or the end of the text; p NULL: there is no such mark. */
static struct str head_between(struct str text, const char *mark, const char *end)
{
	size_t at = str_find(text, str_of(mark), 0);
	if (at == SIZE_MAX)
		return STR_NONE;
	at += strlen(mark);
	return str_sub(text, at, str_find(text, str_of(end), at));
}

/* From behind the last mark on; p NULL: there is none. */
static struct str head_last(struct str text, const char *mark)
{
	struct str found = STR_NONE;
	for (size_t at = 0; (at = str_find(text, str_of(mark), at)) != SIZE_MAX;) {
		at += strlen(mark);
		found = str_sub(text, at, text.n);
	}
	return found;
}

static bool head_is_kind(struct str facts)
{
	enum event_kind kind;
	size_t n = 0;
	while (n < facts.n && facts.p[n] >= 'a' && facts.p[n] <= 'z')
		n++;
	return event_kind_parse(str_sub(facts, 0, n), &kind);
}

/* What a day does not tell (export/export_words.h). */
static bool head_is_doubt(struct str words)
{
	return str_starts(words, STR("named to the ")) || str_starts(words, STR("carried from the sentence")) ||
	       str_starts(words, STR("the day of publication"));
}

/* "meeting, announced · Pakistan (host), India; Islamabad · named to the month": what is in the middle. */
static struct str head_where(struct str facts)
{
	struct str dot = STR(" · ");
	size_t at = str_find(facts, dot, 0);
	if (at == SIZE_MAX)
		return STR("");
	struct str rest = str_sub(facts, at + dot.n, facts.n);
	size_t end = str_find(rest, dot, 0);
	while (end != SIZE_MAX && !head_is_doubt(str_sub(rest, end + dot.n, rest.n)))
		end = str_find(rest, dot, end + dot.n);
	return head_is_doubt(rest) ? STR("") : str_sub(rest, 0, end);
}

/* A heading of three marks, a paragraph of facts, perhaps one of what was corrected. */
static bool head_markdown(struct str text, struct arena *arena, struct str fields[static CITATION_FIELDS])
{
	struct str rest = str_starts(text, STR("### ")) ? str_sub(text, 4, text.n) : STR_NONE;
	struct str later = head_last(text, "\n### ");
	rest = later.p ? later : rest;
	struct str heading = plain_text(str_sub(rest, 0, str_find(rest, STR("\n\n"), 0)), arena);
	struct str facts = plain_text(head_between(rest, "\n\n", "\n\n"), arena);
	size_t dot = str_find(heading, STR(" · "), 0);
	if (!rest.p || dot == SIZE_MAX || !head_is_kind(facts))
		return false;
	fields[CITATION_WHEN] = str_sub(heading, 0, dot);
	fields[CITATION_WHERE] = head_where(facts);
	fields[CITATION_CORRECTED] = head_between(rest, "\n\nCorrected by the user: ", "\n\n");
	return true;
}

/* <h3><time ...>2018-05-23…25</time> Headline</h3>, and the same in paragraphs of a class */
static bool head_html(struct str text, struct arena *arena, struct str fields[static CITATION_FIELDS])
{
	struct str rest = head_last(text, "<h3>");
	struct str facts = plain_text(head_between(rest, "<p class=\"facts\">", "</p>"), arena);
	struct str when = head_between(rest, ">", "<");
	if (!rest.p || !when.p || !head_is_kind(facts))
		return false;
	fields[CITATION_WHEN] = when;
	fields[CITATION_WHERE] = head_where(facts);
	fields[CITATION_CORRECTED] = head_between(rest, "corrected by the user: ", "</p>");
	return true;
}

/* "<2018-05-23 Wed>--<2018-05-25 Fri> Headline": the days, that are there before the headline. */
static void head_stamps(struct str heading, struct str fields[static CITATION_FIELDS])
{
	enum { DAY = 10 };
	struct str next = head_between(heading, ">--<", "\n");
	if (!str_starts(heading, STR("<")))
		return;
	fields[CITATION_FROM] = str_sub(heading, 1, 1 + DAY);
	fields[CITATION_TO] = next.p && str_find(heading, STR(">"), 0) + 4 == (size_t)(next.p - heading.p)
				      ? str_sub(next, 0, DAY)
				      : fields[CITATION_FROM];
}

static bool head_org(struct str text, struct arena *arena, struct str fields[static CITATION_FIELDS])
{
	struct str rest = head_last(text, ":PROPERTIES:");
	struct str when = head_between(rest, "\n:DATE: ", "\n"), where = head_between(rest, "\n:COUNTRIES: ", "\n");
	if (!rest.p || !when.p || !head_is_kind(plain_text(head_between(rest, "\n:KIND: ", "\n"), arena)))
		return false;
	head_stamps(head_last(str_sub(text, 0, (size_t)(rest.p - text.p)), "** "), fields);
	fields[CITATION_WHEN] = when;
	fields[CITATION_WHERE] = where.p ? where : STR("");
	fields[CITATION_CORRECTED] = head_between(rest, "\n:CORRECTED: ", "\n");
	return true;
}

void citation_head_read(struct str text, struct arena *arena, struct str fields[static CITATION_FIELDS])
{
	if (!head_markdown(text, arena, fields) && !head_html(text, arena, fields))
		head_org(text, arena, fields);
}

/* "20180523", so many days later, as "2018-05-23" */
static struct str head_day(struct str digits, int later, struct arena *arena)
{
	char text[16];
	if (digits.n != 8)
		return digits;
	memcpy(text, digits.p, 8);
	text[8] = '\0';
	long n = strtol(text, NULL, 10);
	int month = (int)(n / 100 % 100), day = (int)(n % 100);
	if (month < 1 || month > 12 || day < 1 || day > 31)
		return digits;
	day_format(day_of((int)(n / 10000), month, day) + later, text);
	return arena_printf(arena, "%s", text);
}

void citation_head_calendar(struct str line, struct arena *arena, struct str fields[static CITATION_FIELDS])
{
	struct str names = head_between(line, "CATEGORIES:", "\n"),
		   corrected = head_between(line, "Corrected by the user: ", "\n");
	if (str_starts(line, STR("DTSTART;VALUE=DATE:")))
		fields[CITATION_FROM] = head_day(head_between(line, ":", "\n"), 0, arena);
	else if (str_starts(line, STR("DTEND;VALUE=DATE:"))) /* the day after */
		fields[CITATION_TO] = head_day(head_between(line, ":", "\n"), -1, arena);
	else if (str_starts(line, STR("CATEGORIES:")) && head_is_kind(names))
		fields[CITATION_NAMES] = head_between(names, ",", "\n").p ? head_between(names, ",", "\n") : STR("");
	else if (str_starts(line, STR("DESCRIPTION:")))
		fields[CITATION_CORRECTED] = corrected;
}

void citation_head_slide(struct str date, struct str text, struct str fields[static CITATION_FIELDS])
{
	fields[CITATION_WHEN] = date.n ? date : STR("undated");
	fields[CITATION_CORRECTED] = head_between(text, "Corrected by the user: ", "</p>");
}
