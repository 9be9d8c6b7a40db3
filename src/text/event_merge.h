/* event_merge: an event that an article tells twice is one event. */
#ifndef DATELINE_TEXT_EVENT_MERGE_H
#define DATELINE_TEXT_EVENT_MERGE_H

#include "text/event_draft.h"

/* The gist of tokens begin..end. */
void event_merge_gist(const struct event_scan *s, uint32_t begin, uint32_t end, struct event_gist *out);

/* Whether one has a word. */
bool event_merge_names(const struct event_gist *g, const struct token *word);

/* Words that two gists share, in percent of the shorter one. */
unsigned event_merge_overlap(const struct event_gist *a, const struct event_gist *b);

/* Adds a draft to the list, or joins it with the one that tells the same event; the index of either. */
size_t event_merge_add(const struct event_scan *s, struct event_drafts *drafts, const struct event_draft *d);

/* The latest event of the kind that "the meeting" can mean, or SIZE_MAX. */
size_t event_merge_known(const struct event_drafts *drafts, enum event_kind kind);

/* Drops what only titles told, when the body told anything at all. */
void event_merge_titles(struct event_drafts *drafts);
/* The first event that is near enough to be asked for in a walk over what was told: a walk over all of them for
 * each sentence would make long articles dear. */
size_t event_merge_recent(const struct event_drafts *drafts);

#endif
