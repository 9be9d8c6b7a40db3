/* progress: one line on a terminal that tells how far long work is; nothing anywhere else. */
#ifndef DATELINE_CLI_PROGRESS_H
#define DATELINE_CLI_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

struct progress {
	bool on;              /* standard error is a terminal */
	bool shown;           /* the line stands there now */
	double begin, last;   /* seconds */
	const char *task;     /* of progress_task */
	double task_begin;
};

void progress_start(struct progress *p);
/* Shows articles, articles/s, MB/s and, when `all` is not 0, the time left, ten times a second at most. */
void progress_show(struct progress *p, uint64_t articles, uint64_t bytes, uint64_t done, uint64_t all);
/* Shows "TASK, 12 %, 0:30 left", or without `all` TASK and how much is done of it; nothing in the first fifth of a second, unless
 * nothing of the task can be counted. A new task (by address) begins from nothing. */
void progress_task(struct progress *p, const char *task, uint64_t done, uint64_t all);
/* Takes the line away, before a message and at the end. */
void progress_clear(struct progress *p);
double progress_seconds(const struct progress *p); /* since the start */

/* The line as it would be shown, for the width of a terminal; exported for its test. */
void progress_line(uint64_t articles, uint64_t bytes, uint64_t done, uint64_t all, double seconds, char *out, int size);
void progress_task_line(const char *task, uint64_t done, uint64_t all, double seconds, char *out, int size);

#endif
