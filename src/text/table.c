#include "config.h"

#include "text/table.h"

#include "base/embed.h"

#include <stdio.h>
#include <stdlib.h>

/* One line a table here, one in the list below, one in Makefile.am. */

struct table_entry {
	const char *name;
	const char *begin, *end;
};

EMBED(abbreviations_en, DATA_FOLDER "/abbreviations.en.tsv")
EMBED(cities, DATA_FOLDER "/cities.tsv")
EMBED(demonyms_en, DATA_FOLDER "/demonyms.en.tsv")
EMBED(divisions, DATA_FOLDER "/divisions.tsv")
EMBED(event_heads_en, DATA_FOLDER "/event_heads.en.tsv")
EMBED(event_words_en, DATA_FOLDER "/event_words.en.tsv")
EMBED(furniture_en, DATA_FOLDER "/furniture.en.tsv")
EMBED(language, DATA_FOLDER "/language.tsv")
EMBED(language_letters, DATA_FOLDER "/language_letters.tsv")
EMBED(name_words_en, DATA_FOLDER "/name_words.en.tsv")
EMBED(place_hints_en, DATA_FOLDER "/place_hints.en.tsv")
EMBED(places_en, DATA_FOLDER "/places.en.tsv")
EMBED(time_en, DATA_FOLDER "/time.en.tsv")
EMBED(time_rules_en, DATA_FOLDER "/time_rules.en.tsv")

#define TABLE(id, name) {name, embed_##id, embed_##id##_end}

static const struct table_entry table_entries[] = {
	TABLE(abbreviations_en, "abbreviations.en.tsv"),
	TABLE(cities, "cities.tsv"),
	TABLE(demonyms_en, "demonyms.en.tsv"),
	TABLE(divisions, "divisions.tsv"),
	TABLE(event_heads_en, "event_heads.en.tsv"),
	TABLE(event_words_en, "event_words.en.tsv"),
	TABLE(furniture_en, "furniture.en.tsv"),
	TABLE(language, "language.tsv"),
	TABLE(language_letters, "language_letters.tsv"),
	TABLE(name_words_en, "name_words.en.tsv"),
	TABLE(place_hints_en, "place_hints.en.tsv"),
	TABLE(places_en, "places.en.tsv"),
	TABLE(time_en, "time.en.tsv"),
	TABLE(time_rules_en, "time_rules.en.tsv"),
	{NULL, NULL, NULL},
};

struct str table_text(const char *name)
{
	for (const struct table_entry *e = table_entries; e->name; e++)
		if (str_eq(str_of(e->name), str_of(name)))
			return (struct str){e->begin, (size_t)(e->end - e->begin)};
	fprintf(stderr, "dateline: %s: no such table is compiled in; see src/text/table.c\n", name);
	abort();
}

struct str table_in(const char *stem, const char *language)
{
	char name[64];
	snprintf(name, sizeof name, "%s.%s.tsv", stem, language);
	return table_text(name);
}

bool table_next(struct str *rest, int *line, struct table_row *row)
{
	struct str text;
	while (str_split(rest, '\n', &text)) {
		++*line;
		if (str_trim(text).n == 0 || text.p[0] == '#')
			continue;
		*row = (struct table_row){.line = *line};
		struct str field;
		while (row->count < TABLE_FIELDS && str_split(&text, '\t', &field))
			row->field[row->count++] = str_trim(field);
		return true;
	}
	return false;
}
