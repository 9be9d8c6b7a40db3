/* save: writes an export to a file, in a thread of its own with a store of its own, so that neither drawing nor searching
 * waits for it. One at a time. A file gets its name when it is whole, in one step, and is nothing but bytes on the
 * disk before (where the system has no files without a name: NAME.new-PID); one that is there is never written over unless
 * that was asked for. */
#ifndef DATELINE_APP_SAVE_H
#define DATELINE_APP_SAVE_H

#include "app/request.h"
#include "export/export.h"

struct save;

struct save_job {
	const char *corpus;
	const struct export_format *format;
	struct str query; /* text that query_parse takes */
	const struct change_row *chosen; /* NULL: all events of the query, else these of them, in order of id and type */
	size_t chosen_count;
	struct str path;  /* "~/" at its front is the home folder */
	bool overwrite;
};

enum save_event {
	SAVE_NOTHING,
	SAVE_DONE,   /* the message says what was written and what left out */
	SAVE_FAILED, /* the message says why */
	SAVE_EXISTS, /* a file of that name is there; nothing was written */
};

struct save *save_open(void (*wake)(void *ctx), void *ctx);
void save_close(struct save *s); /* stops what runs; what it began is taken away */

/* False when one is running. What the job points at is copied. */
bool save_start(struct save *s, const struct save_job *job);
bool save_is_running(const struct save *s); /* until its event was collected */
unsigned save_percent(struct save *s);      /* how much of the events is written; wake() tells that it is more */
void save_cancel(struct save *s);
/* What came of it, once; message is replaced. */
enum save_event save_collect(struct save *s, struct buf *message);

/* A name for a file that does not surprise: "sample.md", "sample-country-pk.md". Replaces what out held. */
void save_name(const char *corpus, struct str query, const struct export_format *format, struct buf *out);

#endif
