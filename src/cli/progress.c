#include "config.h"

#include "cli/progress.h"

#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* seconds: nothing is shown of what is done sooner; between two lines */
static const double PROGRESS_FIRST = 0.2, PROGRESS_EACH = 0.1;

static double progress_now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

void progress_start(struct progress *p)
{
	*p = (struct progress){.on = isatty(STDERR_FILENO), .begin = progress_now()};
}

double progress_seconds(const struct progress *p)
{
	return progress_now() - p->begin;
}

static void progress_left(uint64_t done, uint64_t all, double seconds, char *out, int size)
{
	if (!all || !done || done > all || size <= 0)
		return;
	unsigned left = (unsigned)(seconds * (double)(all - done) / (double)done + 0.5);
	snprintf(out, (size_t)size, ", %u %%, %u:%02u left", (unsigned)(done * 100 / all), left / 60, left % 60);
}

void progress_line(uint64_t articles, uint64_t bytes, uint64_t done, uint64_t all, double seconds, char *out, int size)
{
	if (seconds < 0.001)
		seconds = 0.001;
	int n = snprintf(out, (size_t)size, "%llu articles, %.0f/s, %.1f MB/s", (unsigned long long)articles,
			 (double)articles / seconds, (double)bytes / seconds / 1e6);
	progress_left(done, all, seconds, out + n, size - n);
}

void progress_task_line(const char *task, uint64_t done, uint64_t all, double seconds, char *out, int size)
{
	int n = done > all ? snprintf(out, (size_t)size, "%s, %llu", task, (unsigned long long)done)
			   : snprintf(out, (size_t)size, "%s", task);
	progress_left(done, all, seconds, out + n, size - n);
}

static void progress_put(struct progress *p, const char *line, double now)
{
	/* no escape sequences: blanks over what was there work on every terminal */
	fprintf(stderr, "\r%-78s", line);
	fflush(stderr);
	p->last = now;
	p->shown = true;
}

static bool progress_is_due(const struct progress *p, double now)
{
	return p->on && now - p->begin >= PROGRESS_FIRST && now - p->last >= PROGRESS_EACH;
}

void progress_show(struct progress *p, uint64_t articles, uint64_t bytes, uint64_t done, uint64_t all)
{
	double now = progress_now();
	if (!progress_is_due(p, now))
		return;
	char line[80];
	progress_line(articles, bytes, done, all, now - p->begin, line, sizeof line);
	progress_put(p, line, now);
}

void progress_task(struct progress *p, const char *task, uint64_t done, uint64_t all)
{
	double now = progress_now();
	if (task != p->task)
		p->task_begin = now;
	p->task = task;
	if (!progress_is_due(p, now) && !(p->on && !done && !all))
		return;
	char line[80];
	progress_task_line(task, done, all, now - p->task_begin, line, sizeof line);
	progress_put(p, line, now);
}

void progress_clear(struct progress *p)
{
	if (p->shown)
		fprintf(stderr, "\r%-78s\r", "");
	p->shown = false;
}
