/* gazetteer: the names of places that the program knows (data/, compiled in), and how to look them up.
 *
 *     countries.tsv      names of countries (base/country.h)
 *     demonyms.en.tsv    adjectives and names of peoples
 *     places.en.tsv      by hand: metonyms, institutions, organisations, areas, well-known regions
 *     divisions.tsv      first-order divisions, with the abbreviations of news style
 *     cities.tsv         places of 5,000 people and more, capitals and seats
 *     place_hints.en.tsv words that only say where an article is at home ("crore", "dlrs")
 *     name_words.en.tsv  what a word beside a name tells of it
 *
 * A name is a phrase of the vocabulary, looked up a word at a time; case, accents, points,
 * hyphens and apostrophes do not count ("SCO-RATS", "Guinea Bissau", "São Paulo", "Sao Paulo"). One name
 * may have many entries, a chain. Read only after gazetteer_open; one for all threads. */
#ifndef DATELINE_TEXT_GAZETTEER_H
#define DATELINE_TEXT_GAZETTEER_H

#include "base/vec.h"
#include "record.h"
#include "text/token.h"

/* Parses the tables: about 10 ms, 5 MB. Ends the program on a malformed row, which a unit test would have
 * found. */
struct gazetteer *gazetteer_open(struct vocabulary *v, const char *language); /* v lives longer */
void gazetteer_close(struct gazetteer *g);

/* ---- names ---- */

enum gazetteer_kind {
	GAZETTEER_COUNTRY,
	GAZETTEER_DEMONYM,
	GAZETTEER_PREFIX,   /* "Sino-": the same, before a hyphen */
	GAZETTEER_METONYM,
	GAZETTEER_INSTITUTION,
	GAZETTEER_ORGANISATION,
	GAZETTEER_AREA,
	GAZETTEER_REGION,   /* by hand: better known than a division */
	GAZETTEER_DIVISION,
	GAZETTEER_CITY,
	GAZETTEER_NONE,     /* no place, though a place's name is in it */
	GAZETTEER_HINT,     /* no name: evidence only */
	GAZETTEER_LOCAL,    /* the same, of local news */
};

/* How a name is written in its table tells how it must be written in a text. */
enum gazetteer_form {
	GAZETTEER_ACRONYM = 1,      /* all capitals, up to five: "US" is no name in "told us" */
	GAZETTEER_LOWER_HEAD = 2,   /* begins with a small letter: "bone china" */
	GAZETTEER_LOWER_TAIL = 4,   /* its last word does: "Spanish flu" */
	GAZETTEER_ABBREVIATION = 8, /* one word with a point: "Ala." */
	GAZETTEER_POSTAL = 16,      /* of two capitals: "LA" */
	GAZETTEER_CAPITAL = 32,     /* a country's capital */
	GAZETTEER_SEAT = 64,        /* of a first-order division */
	GAZETTEER_QUARTER = 128,    /* part of a city */
	GAZETTEER_POINTED = 256,    /* capitals with a point each: "N.C." */
};

struct gazetteer_entry {
	struct str name;       /* the usual one of its row, as the table writes it */
	char country[3];       /* "" for none */
	uint8_t kind;          /* enum gazetteer_kind */
	uint16_t form;         /* enum gazetteer_form, or-ed */
	uint32_t population;   /* of hints, regions, institutions: their weight in points, 0 for the usual one */
	uint32_t next;         /* the next entry of the same name, or GAZETTEER_END */
};

enum { GAZETTEER_END = 0 };  /* index 0 is of no entry */

/* Read by the functions below alone; here for their sake. */
struct gazetteer {
	struct vocabulary *vocabulary; /* of names alone */
	/* By number of a word or phrase: twice the first entry of the name that it is (GAZETTEER_END: it is
	 * none), and 1 for a word that begins a name. */
	struct vocabulary_map names;
	struct vocabulary *others;   /* of the other tables */
	struct vocabulary_map words; /* by number of a word in that: enum gazetteer_word */
	VEC(struct gazetteer_entry) entries;
	struct str neighbours[26 * 26]; /* of countries, by the letters of their codes */
};

/* The number of a token's word as names are compared, which is not token.word: names have a vocabulary of their own, so
 * that the other words, which most tokens are, have a small one. 0: it is in no name. */
uint32_t gazetteer_name_word(const struct gazetteer *g, const struct token *t);
/* The same in steps, for who looks many words up: see vocabulary_expect. */
uint64_t gazetteer_key(const struct token *t);
static inline void gazetteer_expect(const struct gazetteer *g, uint64_t key)
{
	vocabulary_expect(g->vocabulary, key);
}

static inline uint32_t gazetteer_find(const struct gazetteer *g, uint64_t key)
{
	return vocabulary_find(g->vocabulary, key);
}

/* Does a name begin with the word of this number? */
static inline bool gazetteer_begins(const struct gazetteer *g, uint32_t word)
{
	return vocabulary_map_get(&g->names, word) & 1;
}

/* The number of the name, or the beginning of one, that goes on with the word of a token; 0: there is none. */
uint32_t gazetteer_go_on(const struct gazetteer *g, uint32_t name, const struct token *t);
/* The first entry of the name of this number, or GAZETTEER_END: a mere beginning. */
static inline uint32_t gazetteer_look(const struct gazetteer *g, uint32_t name)
{
	return vocabulary_map_get(&g->names, name) >> 1;
}

static inline const struct gazetteer_entry *gazetteer_entry(const struct gazetteer *g, uint32_t index)
{
	return &g->entries.v[index];
}


/* The codes of a country's neighbours, with bars between them. */
static inline struct str gazetteer_neighbours(const struct gazetteer *g, const char country[static 2])
{
	return g->neighbours[(country[0] - 'A') * 26 + (country[1] - 'A')];
}

/* ---- the words around names ---- */

enum gazetteer_word {
	WORD_TITLE = 1,
	WORD_FORENAME = 2,
	WORD_SURNAME = 4,
	WORD_COMMON = 8,
	WORD_STREET = 16,
	WORD_COMPANY = 32,
	WORD_PAPER = 64,
	WORD_TEAM = 128,
	WORD_CIVIC = 256,
	WORD_LOCATIVE = 512,
	WORD_NOUN = 1024,
	WORD_SPEECH = 2048,
	WORD_DIRECTION = 4096,
	WORD_THING = 8192,
	WORD_TONGUE = 16384,
	WORD_TOWARD = 32768,
	WORD_SUM = 65536,
	WORD_CREDIT = 131072,
	WORD_STATE = 262144,
	WORD_SMALL = 524288,
	WORD_COUNTY = 1048576,
	WORD_COUNCIL = 2097152,
	WORD_FAMILY = 4194304,
	WORD_OF = 8388608,
	WORD_BY = 16777216,
	WORD_THE = 33554432,
	WORD_WITHIN = 67108864,
	WORD_FEATURE = 134217728,
	WORD_LEGAL = 268435456,
	WORD_CIVIL = 536870912,
	WORD_SHARE = 1073741824,
};

/* Beside them, of the word in small letters: a name may begin with it so, or a country's would. */
#define GAZETTEER_SMALL (UINT32_C(1) << 31)

/* The classes of a word by its number (token.word), or-ed; most words are in none. */
static inline unsigned gazetteer_word(const struct gazetteer *g, uint32_t word)
{
	return vocabulary_map_get(&g->words, word) & ~GAZETTEER_SMALL;
}

/* And GAZETTEER_SMALL. */
static inline unsigned gazetteer_small(const struct gazetteer *g, uint32_t word)
{
	return vocabulary_map_get(&g->words, word);
}

#endif
