/* tally: a result counted by periods: all countries at once, or the contacts of two of them.
 *
 * A row counts in the period of its first day. One that is vaguer than the periods ("in the 1990s" among years) is
 * of none of them: a grid leaves it out and says how many it left out, a pair gives it a line of its own. Reads
 * results only, which threads may share: a pass over the rows, some ns each. */
#ifndef DATELINE_STORE_TALLY_H
#define DATELINE_STORE_TALLY_H

#include "base/vec.h"
#include "store/query.h"

/* ---- countries against periods ---- */

struct tally_grid {
	struct interval *periods;     /* in order, none left out */
	size_t period_count;
	struct country_count *countries; /* of the result, most first */
	size_t country_count;
	uint32_t *events;             /* of country c in period p: events[c * period_count + p] */
	uint32_t *first;              /* the same: the first of them among the rows; of no meaning when there are none */
	uint32_t most;                /* of these */
	uint32_t *articles;           /* of the corpus, published in each period */
	uint32_t *rows;               /* of the corpus, in each period, whatever they are: 0, nobody speaks of it */
	size_t outside;               /* rows of the result that no period holds */
};

/* now: what is counted; all: the corpus, for its sources. The periods are copied. */
void tally_grid(const struct result *now, const struct result *all, const struct interval *periods, size_t n,
		struct tally_grid *out);
void tally_grid_free(struct tally_grid *g);

/* ---- two countries ---- */

enum tally_host { TALLY_FIRST, TALLY_SECOND, TALLY_ELSEWHERE, TALLY_UNKNOWN };
enum { TALLY_HOSTS = TALLY_UNKNOWN + 1 };

struct tally_sum {
	uint32_t contacts, hosts[TALLY_HOSTS], kinds[EVENT_KIND_COUNT];
};

struct tally_period {
	struct interval when;         /* INTERVAL_NONE: undated */
	enum precision precision;     /* the unit; coarser of what is vaguer */
	struct tally_sum sum;
	struct row first;             /* of its contacts, in order of time */
	int32_t gap;                  /* days without contact before it, where a whole period is empty; else 0 */
	uint32_t silent;              /* articles that appeared in them: 0, the gap says nothing */
};

struct tally_pair {
	char codes[2][3];
	struct country_count *beside; /* who stands beside the first, most first */
	size_t beside_count;
	struct tally_sum sum;
	struct country_count *elsewhere; /* third countries that hosted, most first */
	size_t elsewhere_count;
	VEC(struct row) announced;    /* the contacts that are announced, in order of time */
	VEC(struct tally_period) periods; /* with contacts, in order; the undated last */
	struct interval longest;      /* the longest time without contact, between two of them, of those in which articles appeared
				       * if there is one; INTERVAL_NONE */
	uint32_t longest_silent;      /* articles in it */
	struct interval since;        /* from the last contact to the last article; INTERVAL_NONE */
};

/* until: what tells when the last article appeared; all: the corpus, for the articles in a gap. An empty second code: who
 * stands beside the first most often; it stays empty when nobody does. */
void tally_pair(const struct result *now, const struct result *until, const struct result *all, const char codes[2][3],
		enum precision unit, struct tally_pair *out);
void tally_pair_free(struct tally_pair *p);

#endif
