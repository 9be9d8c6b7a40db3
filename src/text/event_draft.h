/* event_draft: an event while its article is still being read. */
#ifndef DATELINE_TEXT_EVENT_DRAFT_H
#define DATELINE_TEXT_EVENT_DRAFT_H

#include "base/vec.h"
#include "text/event_modality.h"
#include "text/event_role.h"

/* The words of a sentence that are no small words: what two tellings of one event share. */
struct event_gist {
	uint64_t words[32]; /* each once, by its number or its key in the vocabulary */
	uint32_t count;
	uint64_t bits;      /* one of each word: what has it not has not the word */
};

struct event_draft {
	struct event e;
	uint32_t sentence;        /* that tells it */
	uint32_t first, last;     /* sentences of its passage */
	uint32_t context;         /* the sentence that names what a pronoun of its headline stands for, or the first */
	uint32_t extended;        /* sentences that the passage has grown by */
	bool heading;             /* told in the title: it waits for the body to tell it */
	bool definite;            /* "the meeting": spoken of as known */
	bool narrow;              /* told in passing, by a noun with its date */
	struct event_gist gist;
};

struct event_drafts {
	VEC(struct event_draft) list;
};

#endif
