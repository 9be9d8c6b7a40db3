/* country: the codes and names of countries (data/countries.tsv), for every layer.
 *
 * A code is ISO 3166-1 alpha-2 in capitals, with XK (Kosovo) and the codes of states that are gone: SU,
 * YU, DD (East Germany), CS (Czechoslovakia). Texts returned live as long as the program. How a country
 * is found in running text is text/place.h's business; here a name is looked up as it stands. */
#ifndef DATELINE_BASE_COUNTRY_H
#define DATELINE_BASE_COUNTRY_H

#include "base/str.h"

struct country {
	struct str code;   /* "PK" */
	struct str alpha3; /* "PAK" */
	struct str name;   /* "Pakistan" */
	struct str others; /* other names, between bars: "UK|U.K.|Britain"; may be empty */
	/* Codes of the states that it borders on, between bars; of a state that is gone, those that its places
	 * are in now. May be empty. */
	struct str neighbours;
};

/* The whole table in order of code: start with country_all(), then country_next until false. */
struct str country_all(void);
bool country_next(struct str *rest, struct country *out);

/* False when the code is of no country. Under a microsecond: a search by halves, nothing is kept. */
bool country_find(struct str code, struct country *out);

/* The name of a code; the code itself when it is of no country, so that a row always shows something. */
struct str country_name(struct str code);

/* The code of a name, another name, or a two- or three-letter code; ASCII case and a leading "the" do not
 * matter: "pakistan", "the Netherlands", "U.S.", "pak", "PK". False, and `code` untouched, when unknown.
 * Reads the table through: for what a user types, not for text. */
bool country_code(struct str name, char code[static 3]);

#endif
