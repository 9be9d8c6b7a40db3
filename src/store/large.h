/* large: the last large article of which single events were read, kept as it was unpacked.
 *
 * Who reads one event unpacks all that was found in its article. Of a usual article that is some ten microseconds; of one
 * of 100 MB, a third of a second and 150 MB, and lists, links and exports ask for its events one after the other. */
#ifndef DATELINE_STORE_LARGE_H
#define DATELINE_STORE_LARGE_H

#include "base/arena.h"
#include "record.h"

enum { LARGE_FROM = 256 * 1024 }; /* bytes of text */

struct store;
struct error;

struct large {
	struct arena kept, scratch; /* scratch: of the last article that was not large */
	int64_t article;            /* 0: none is kept */
	int64_t version;            /* store_version, and that of the notes, which it is of */
	uint64_t notes;
	struct extraction found;
	struct str text;
};

/* One event of an article, as store_event: copied to arena. When they are not NULL, *approximate tells whether its date is,
 * *passage is a copy of its passage, repaired. */
bool large_event(struct store *s, int64_t event, struct arena *arena, struct event *out, bool *approximate, struct str *passage,
		 struct error *err);
void large_free(struct large *l);

#endif
