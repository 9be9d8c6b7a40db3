/* The rows of the tables of names, each into entries of its names. */
#include "config.h"

#include "text/gazetteer_read.h"

#include "base/country.h"
#include "text/table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void gazetteer_read_country_of(struct gazetteer_entry *e, struct str code)
{
	memcpy(e->country, code.p, code.n == 2 ? 2 : 0);
}

/* Names between bars, all of one entry; the first is the usual one unless e.name is set. */
static void gazetteer_read_names(struct gazetteer *g, struct str names, struct gazetteer_entry e)
{
	struct str name;
	while (str_split(&names, '|', &name)) {
		if (!e.name.p)
			e.name = name;
		if (name.n)
			gazetteer_add(g, name, e);
	}
}

static void gazetteer_read_fault(const char *table, int line, const char *reason)
{
	fprintf(stderr, "dateline: %s:%d: %s; see the head of the table\n", table, line, reason);
	abort();
}

static uint32_t gazetteer_read_number(struct str s)
{
	uint32_t n = 0;
	for (size_t i = 0; i < s.n && s.p[i] >= '0' && s.p[i] <= '9'; i++)
		n = n * 10 + (uint32_t)(s.p[i] - '0');
	return n;
}

static uint16_t gazetteer_read_rank(struct str field)
{
	if (!field.n)
		return 0;
	switch (field.p[0]) {
	case 'C': return GAZETTEER_CAPITAL;
	case 'S': return GAZETTEER_SEAT;
	default: return GAZETTEER_QUARTER;
	}
}

static void gazetteer_read_countries(struct gazetteer *g)
{
	struct str rest = country_all();
	struct country c;
	while (country_next(&rest, &c)) {
		struct gazetteer_entry e = {.name = c.name, .kind = GAZETTEER_COUNTRY};
		gazetteer_read_country_of(&e, c.code);
		gazetteer_add(g, c.name, e);
		gazetteer_read_names(g, c.others, e);
		g->neighbours[(c.code.p[0] - 'A') * 26 + (c.code.p[1] - 'A')] = c.neighbours;
	}
}

static void gazetteer_read_demonyms(struct gazetteer *g, const char *language)
{
	struct str rest = table_in("demonyms", language);
	struct table_row row;
	for (int line = 0; table_next(&rest, &line, &row);) {
		struct gazetteer_entry e = {.name = country_name(row.field[0]), .kind = GAZETTEER_DEMONYM};
		gazetteer_read_country_of(&e, row.field[0]);
		gazetteer_read_names(g, row.field[1], e);
	}
}

static const struct {
	const char *name;
	enum gazetteer_kind kind;
} gazetteer_kinds[] = {
	{"prefix", GAZETTEER_PREFIX}, {"metonym", GAZETTEER_METONYM}, {"institution", GAZETTEER_INSTITUTION},
	{"organisation", GAZETTEER_ORGANISATION}, {"area", GAZETTEER_AREA}, {"none", GAZETTEER_NONE},
	{"region", GAZETTEER_REGION}, {"city", GAZETTEER_CITY}, {"hint", GAZETTEER_HINT}, {"local", GAZETTEER_LOCAL},
};

static enum gazetteer_kind gazetteer_read_kind(const char *table, const struct table_row *row)
{
	for (size_t i = 0; i < sizeof gazetteer_kinds / sizeof *gazetteer_kinds; i++)
		if (str_eq(row->field[0], str_of(gazetteer_kinds[i].name)))
			return gazetteer_kinds[i].kind;
	gazetteer_read_fault(table, row->line, "unknown kind");
	return GAZETTEER_NONE;
}

static void gazetteer_read_places(struct gazetteer *g, const char *table, const char *language)
{
	struct str rest = table_in(table, language);
	struct table_row row;
	for (int line = 0; table_next(&rest, &line, &row);) {
		struct gazetteer_entry e = {
			.kind = (uint8_t)gazetteer_read_kind(table, &row),
			.population = gazetteer_read_number(row.field[3]),
			.form = gazetteer_read_rank(row.field[4]),
		};
		gazetteer_read_country_of(&e, row.field[1]);
		gazetteer_read_names(g, row.field[2], e);
	}
}

static void gazetteer_read_divisions(struct gazetteer *g)
{
	struct str rest = table_text("divisions.tsv");
	struct table_row row;
	for (int line = 0; table_next(&rest, &line, &row);) {
		/* a division with abbreviations is one that the news names every day */
		bool known = row.count > 2;
		struct gazetteer_entry e = {.name = row.field[1], .kind = known ? GAZETTEER_REGION : GAZETTEER_DIVISION};
		gazetteer_read_country_of(&e, str_sub(row.field[0], 0, 2));
		gazetteer_add(g, row.field[1], e);
		gazetteer_read_names(g, row.field[2], e);
		e.form = GAZETTEER_POSTAL;
		if (row.field[3].n)
			gazetteer_add(g, row.field[3], e);
	}
}

/* Most rows of all tables: read without table_next, in a quarter of its time. Behind the name stand two letters of the
 * country, digits, and perhaps a rank. */
static void gazetteer_read_cities(struct gazetteer *g)
{
	struct str rest = table_text("cities.tsv"), line, name;
	for (int n = 1; str_split(&rest, '\n', &line); n++) {
		if (line.n == 0 || line.p[0] == '#')
			continue;
		str_split(&line, '\t', &name);
		if (line.n < 4 || line.p[2] != '\t')
			gazetteer_read_fault("cities", n, "no country and population");
		struct str last = str_sub(line, line.n - 1, line.n);
		struct gazetteer_entry e = {
			.name = name,
			.kind = GAZETTEER_CITY,
			.population = gazetteer_read_number(str_sub(line, 3, line.n)),
			.form = gazetteer_read_rank(*last.p >= '0' && *last.p <= '9' ? STR_NONE : last),
		};
		gazetteer_read_country_of(&e, str_sub(line, 0, 2));
		gazetteer_add(g, name, e);
	}
}

static const struct {
	const char *name;
	enum gazetteer_word class;
} gazetteer_classes[] = {
	{"title", WORD_TITLE}, {"civil", WORD_CIVIL}, {"forename", WORD_FORENAME}, {"surname", WORD_SURNAME}, {"common", WORD_COMMON},
	{"street", WORD_STREET}, {"company", WORD_COMPANY}, {"paper", WORD_PAPER}, {"team", WORD_TEAM},
	{"civic", WORD_CIVIC}, {"locative", WORD_LOCATIVE}, {"noun", WORD_NOUN}, {"speech", WORD_SPEECH},
	{"direction", WORD_DIRECTION}, {"thing", WORD_THING}, {"tongue", WORD_TONGUE},
	{"toward", WORD_TOWARD}, {"sum", WORD_SUM}, {"credit", WORD_CREDIT},
	{"state", WORD_STATE}, {"small", WORD_SMALL}, {"county", WORD_COUNTY}, {"council", WORD_COUNCIL},
	{"family", WORD_FAMILY}, {"of", WORD_OF}, {"by", WORD_BY}, {"the", WORD_THE}, {"within", WORD_WITHIN},
	{"feature", WORD_FEATURE}, {"legal", WORD_LEGAL}, {"share", WORD_SHARE},
};

static enum gazetteer_word gazetteer_read_class(const struct table_row *row)
{
	for (size_t i = 0; i < sizeof gazetteer_classes / sizeof *gazetteer_classes; i++)
		if (str_eq(row->field[0], str_of(gazetteer_classes[i].name)))
			return gazetteer_classes[i].class;
	gazetteer_read_fault("name_words", row->line, "unknown class");
	return 0;
}

static void gazetteer_read_words(struct gazetteer *g, const char *language)
{
	struct str rest = table_in("name_words", language);
	struct table_row row;
	for (int line = 0; table_next(&rest, &line, &row);) {
		enum gazetteer_word class = gazetteer_read_class(&row);
		struct str words = row.field[1], word;
		while (str_split(&words, ' ', &word))
			if (word.n)
				gazetteer_add_class(g, vocabulary_key(word), class);
	}
}

void gazetteer_read(struct gazetteer *g, const char *language)
{
	gazetteer_read_words(g, language);
	gazetteer_read_countries(g);
	gazetteer_read_demonyms(g, language);
	gazetteer_read_places(g, "places", language);
	gazetteer_read_places(g, "place_hints", language);
	gazetteer_read_divisions(g);
	gazetteer_read_cities(g);
}
