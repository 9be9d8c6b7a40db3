#include "config.h"

#include "cli/progress.h"

#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

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

void progress_line(uint64_t articles, uint64_t bytes, uint64_t done, uint64_t all, double seconds, char *out, int size)
{
	if (seconds < 0.001)
		seconds = 0.001;
	int n = snprintf(out, (size_t)size, "%llu articles, %.0f/s, %.1f MB/s", (unsigned long long)articles,
			 (double)articles / seconds, (double)bytes / seconds / 1e6);
	if (!all || !done || done > all || n >= size)
		return;
	unsigned left = (unsigned)(seconds * (double)(all - done) / (double)done + 0.5);
	snprintf(out + n, (size_t)(size - n), ", %u %%, %u:%02u left", (unsigned)(done * 100 / all), left / 60, left % 60);
}

void progress_show(struct progress *p, uint64_t articles, uint64_t bytes, uint64_t done, uint64_t all)
{
	double now = progress_now();
	if (!p->on || now - p->last < 0.1)
		return;
	char line[80];
	p->last = now;
	progress_line(articles, bytes, done, all, now - p->begin, line, sizeof line);
	/* no escape sequences: blanks over what was there work on every terminal */
	fprintf(stderr, "\r%-78s", line);
	fflush(stderr);
	p->shown = true;
}

void progress_clear(struct progress *p)
{
	if (p->shown)
		fprintf(stderr, "\r%-78s\r", "");
	p->shown = false;
}
