/* gazetteer: the names of places that the program knows (data/, compiled in).
 *
 *     countries.tsv      names of countries (base/country.h)
 *     demonyms.en.tsv    adjectives and names of peoples
 *     places.en.tsv      by hand: metonyms, institutions, organisations, areas, well-known regions
 *     divisions.tsv      first-order divisions, with the abbreviations of news style
 *     cities.tsv         places of 5,000 people and more, capitals and seats
 *
 * A name is looked up as a sequence of folded words: case, accents, points, hyphens and apostrophes do not
 * matter ("SCO-RATS", "Guinea Bissau", "São Paulo", "Sao Paulo"). One name may have many candidates.
 * Read only after gazetteer_open; one for all threads. */
#ifndef DATELINE_TEXT_GAZETTEER_H
#define DATELINE_TEXT_GAZETTEER_H

#include "record.h"

struct gazetteer;

/* Parses the tables: about 15 ms, 10 MB. Ends the program on a malformed row, which a unit test would
 * have found. */
struct gazetteer *gazetteer_open(void);
void gazetteer_close(struct gazetteer *g);

#endif
