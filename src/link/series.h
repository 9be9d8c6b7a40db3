/* series: what comes again: the same summit year after year, the same exercise, the same committee.
 *
 * A series has a key: a row of data/series.en.tsv ("defence ministers' meeting") and an organisation. An event
 * belongs to it when its passage uses words of the row, and names the organisation or stands in an article that
 * names no other. Only reports made when it was news are taken: what is told again
 * later hangs on its news by a link of its own. */
#ifndef DATELINE_LINK_SERIES_H
#define DATELINE_LINK_SERIES_H

#include "link/link.h"

struct series_table;

struct series_table *series_open(const struct stem_table *stems);
void series_close(struct series_table *t);

/* The key of the series that an event belongs to and its name, "SCO summit" (in arena); 0 for none. words are
 * the stems of its passage, all of them in order. */
uint64_t series_find(const struct series_table *t, const struct stem *words, size_t count, const struct link_article *a,
		     const struct event *e, struct arena *arena, struct str *name);

/* A report of a series, as it is kept (little, for a series may be long). */
struct series_member {
	int64_t event, article;
	struct interval when;
	enum precision precision;
	uint32_t rank;   /* the best report of an occurrence has the highest: what happened before what was
	                    announced, exact before vague, with a place, with many countries */
	struct str name; /* of the series */
};

/* False for an event of no series, and for one that is not told as news, dated to the month at least. */
bool series_member(const struct link_event *e, struct series_member *out);

enum {
	SERIES_GAP = 14,         /* reports of one occurrence lie closer than this, in days */
	SERIES_LONGEST = 6 * 366, /* a series that pauses longer has ended */
	SERIES_MOST = 1000,      /* a series with more reports is too vague a name, and gets no links */
};

/* Links the reports of one series (all with its key, in any order): each report to the best report of the
 * occurrence before it, and of the next. Fills *out (arena) and returns how many; the answer depends
 * on the set of members only. O(n log n). */
size_t series_chain(const struct series_member *members, size_t count, struct arena *arena, struct link **out);

#endif
