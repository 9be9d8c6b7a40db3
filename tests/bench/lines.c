/* lines [-d FOLDER] PATH...: the articles of PATH as searchers of files want them.
 *
 * Prints an article a line: its number, a tab, its title, a tab, its text with every run of line ends made a
 * space. With -d each article becomes a file of FOLDER too (its text as it is, a thousand to a folder). */
#include "config.h"

#include "ingest/reader.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct lines {
	const char *folder;
	unsigned long count;
	struct buf line;
};

static void lines_flat(struct str s, struct buf *out)
{
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] != '\n' && s.p[i] != '\r' && s.p[i] != '\t')
			buf_add_char(out, s.p[i]);
		else if (out->n && out->p[out->n - 1] != ' ')
			buf_add_char(out, ' ');
	}
}

static bool lines_file(const struct lines *l, struct str text)
{
	char path[4096];
	int n = snprintf(path, sizeof path, "%s/%03lu", l->folder, l->count / 1000);
	if (n < 0 || (size_t)n + 16 > sizeof path || (mkdir(path, 0777) != 0 && errno != EEXIST))
		return false;
	snprintf(path + n, sizeof path - (size_t)n, "/%06lu.txt", l->count);
	FILE *f = fopen(path, "we");
	return f && fwrite(text.p, 1, text.n, f) == text.n && fclose(f) == 0;
}

static bool lines_article(void *ctx, struct article *a)
{
	struct lines *l = ctx;
	buf_clear(&l->line);
	buf_addf(&l->line, "%lu\t", l->count);
	lines_flat(a->title, &l->line);
	buf_add_char(&l->line, '\t');
	lines_flat(a->text, &l->line);
	buf_add_char(&l->line, '\n');
	fwrite(l->line.p, 1, l->line.n, stdout);
	if (l->folder && !lines_file(l, a->text)) {
		fprintf(stderr, "lines: %s: %s\n", l->folder, strerror(errno));
		return false;
	}
	l->count++;
	return true;
}

static void lines_report(void *ctx, const char *where, const char *reason)
{
	(void)ctx;
	fprintf(stderr, "lines: %s: %s\n", where, reason);
}

int main(int argc, char **argv)
{
	struct lines l = {.line = BUF_INIT};
	struct reader_options o = {.article = lines_article, .report = lines_report, .ctx = &l};
	struct reader_counts counts = {0};
	for (int option; (option = getopt(argc, argv, "d:")) != -1;) {
		if (option != 'd')
			return 2;
		l.folder = optarg;
	}
	for (int i = optind; i < argc; i++) {
		struct error err = ERROR_INIT;
		if (!reader_read(argv[i], &o, &counts, &err)) {
			fprintf(stderr, "lines: %s\n", err.msg);
			return 3;
		}
	}
	buf_free(&l.line);
	return fflush(stdout) != 0;
}
