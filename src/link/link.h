/* link: which events belong together. Pure: events in, links out; no store, no clock.
 *
 * Nothing is compared with everything. Every event gives a few keys (64-bit hashes of what it shares
 * with its like: a day or month with a rare word, a country, a kind; the name of a series); the store keeps
 * the keys' posting lists, hands back the candidates that share one, and link_pair looks at
 * each pair once. */
#ifndef DATELINE_LINK_LINK_H
#define DATELINE_LINK_LINK_H

#include "base/arena.h"
#include "record.h"

/* What linking asks of an event; small enough to hold many. Made by link_digest. */
struct link_event;

#endif
