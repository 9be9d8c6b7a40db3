/* sketch: what of an event rules most pairs out, in a byte.
 *
 * Two events that share a key seldom make a link, and most of those that do not are ruled out by their dates, or because
 * one was announced and the other happened at another time: of the pairs that shared enough keys, 71 of 100 in a corpus
 * of 100,000 articles. To look at an event costs a look into a cache, or reading its article; so a byte that
 * tells its dates and modality stands beside each of its keys, and such pairs are not looked at.
 *
 * A key is of a month, and the dates are told from there: days, calendar months, and weeks of seven days have a number;
 * of all others (1 event of 20) nothing is told. */
#ifndef DATELINE_LINK_SKETCH_H
#define DATELINE_LINK_SKETCH_H

#include "link/link.h"

struct sketch {
	struct interval when;     /* INTERVAL_NONE: not told */
	enum precision precision; /* unpacked: exact to the week, or not */
	enum event_modality modality;
	bool news;                /* unpacked: of what happened only */
};

struct sketch sketch_of(const struct link_event *e);
/* Of an event that has keys; `first` is the first day of the key's month. */
uint8_t sketch_pack(const struct sketch *s, int32_t first);
struct sketch sketch_unpack(uint8_t packed, int32_t first);

#endif
