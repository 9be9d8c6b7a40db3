/* measure [-n RUNS] [-c FILE]... COMMAND... [-- OTHER...]: runs a command and prints
 * "SECONDS CPU-SECONDS PEAK-MB STATUS", each the median of the runs. What the command prints goes to a file that nobody
 * reads, not to /dev/null: a grep that sees that one stops at its first hit.
 *
 * -n: that many runs, after one that is not counted (without it: one run, counted).
 * -c: FILE is dropped from the page cache before every run, of either command: posix_fadvise(POSIX_FADV_DONTNEED), which
 * needs no rights, drops what is written to disk and that no process has mapped. What the disk itself keeps, stays.
 * With another command the two run in turn, A B A B ..., so that a machine that slows down slows both;
 * then a second line tells of the other, and a third the median of the ratios A/B of the wall clock, pair by
 * pair, with the least and the largest. */
#include "config.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { RUNS = 101, COLD = 4 };

struct measure_cold {
	const char *paths[COLD];
	int n;
};

struct measure_runs {
	double wall[RUNS], cpu[RUNS], peak[RUNS];
	int status; /* of the last run */
};

static double measure_seconds(struct timeval t)
{
	return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

static void measure_evict(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return;
	fsync(fd);
	posix_fadvise(fd, 0, 0, POSIX_FADV_DONTNEED);
	close(fd);
}

static void measure_run(char **argv, int output, const struct measure_cold *cold, struct measure_runs *m, int i)
{
	struct timespec begin, end;
	struct rusage used;
	int status;
	for (int k = 0; k < cold->n; k++)
		measure_evict(cold->paths[k]);
	if (ftruncate(output, 0) != 0 || lseek(output, 0, SEEK_SET) != 0)
		exit(3);
	clock_gettime(CLOCK_MONOTONIC, &begin);
	pid_t pid = fork();
	if (pid == 0) {
		int null = open("/dev/null", O_RDWR);
		dup2(null, STDIN_FILENO);
		dup2(output, STDOUT_FILENO);
		dup2(null, STDERR_FILENO);
		execvp(argv[0], argv);
		_exit(127);
	}
	if (pid < 0 || wait4(pid, &status, 0, &used) != pid)
		exit(3);
	clock_gettime(CLOCK_MONOTONIC, &end);
	m->wall[i] = (double)(end.tv_sec - begin.tv_sec) + (double)(end.tv_nsec - begin.tv_nsec) / 1e9;
	m->cpu[i] = measure_seconds(used.ru_utime) + measure_seconds(used.ru_stime);
	m->peak[i] = (double)used.ru_maxrss / 1024;
	m->status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static int measure_order(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

/* Sorts the values. */
static double measure_median(double *values, int n)
{
	qsort(values, (size_t)n, sizeof *values, measure_order);
	return n % 2 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
}

static void measure_print(struct measure_runs *m, int n)
{
	printf("%.4f %.4f %.0f %d\n", measure_median(m->wall, n), measure_median(m->cpu, n), measure_median(m->peak, n),
	       m->status);
}

int main(int argc, char **argv)
{
	static struct measure_runs a, b;
	double ratios[RUNS];
	struct measure_cold cold = {.n = 0};
	int runs = 0, option;
	while ((option = getopt(argc, argv, "+n:c:")) != -1) {
		if (option == 'n' && atoi(optarg) > 0 && atoi(optarg) < RUNS)
			runs = atoi(optarg);
		else if (option == 'c' && cold.n < COLD)
			cold.paths[cold.n++] = optarg;
		else
			return 2;
	}
	char **first = argv + optind, **second = NULL;
	for (int i = optind; i < argc && !second; i++) {
		if (strcmp(argv[i], "--") == 0) {
			argv[i] = NULL;
			second = argv + i + 1;
		}
	}
	if (!first[0] || (second && !second[0]))
		return 2;
	FILE *output = tmpfile();
	if (!output)
		return 3;
	int counted = runs ? runs : 1;
	/* the run that is not counted lands where the first counted one will write over it */
	for (int i = runs ? -1 : 0; i < counted; i++) {
		int at = i < 0 ? 0 : i;
		measure_run(first, fileno(output), &cold, &a, at);
		if (second) {
			measure_run(second, fileno(output), &cold, &b, at);
			ratios[at] = a.wall[at] / b.wall[at];
		}
	}
	measure_print(&a, counted);
	if (second) {
		measure_print(&b, counted);
		double median = measure_median(ratios, counted);
		printf("%.3f %.3f %.3f\n", median, ratios[0], ratios[counted - 1]);
	}
	return a.status;
}
