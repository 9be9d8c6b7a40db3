/* replay CORPUS: what the fuzzer once found worth keeping, through its target again, without the fuzzer.
 *
 *     replay                         runs every input of tests/fuzz/corpus.txt: part of make check, under the
 *                                    sanitizers when these are on
 *     replay -w FOLDER corpus.txt    writes each as a file: what `make fuzz` begins with
 *     replay -k FILE...              prints files as lines of a corpus: to keep what a run found
 *
 * An input is a line of corpus.txt; bytes that are not plain stand there as \ooo, a backslash as \134. Lines that begin with #
 * are comments. */
#include "config.h"

#include "base/str.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void replay_decode(const char *line, struct buf *out)
{
	buf_clear(out);
	for (; *line && *line != '\n'; line++) {
		if (*line == '\\' && line[1] && line[2] && line[3]) {
			buf_add_char(out, (char)((line[1] - '0') << 6 | (line[2] - '0') << 3 | (line[3] - '0')));
			line += 3;
		} else {
			buf_add_char(out, *line);
		}
	}
}

static bool replay_write(const char *folder, unsigned number, const struct buf *input)
{
	char path[4096];
	snprintf(path, sizeof path, "%s/kept%04u", folder, number);
	FILE *f = fopen(path, "we");
	return f && fwrite(input->p, 1, input->n, f) == input->n && fclose(f) == 0;
}

static int replay_corpus(const char *path, const char *folder)
{
	FILE *f = fopen(path, "re");
	if (!f) {
		perror(path);
		return 3;
	}
	struct buf input = BUF_INIT;
	char *line = NULL;
	size_t room = 0;
	unsigned n = 0;
	bool ok = true;
	while (ok && getline(&line, &room, f) > 0) {
		if (*line == '#')
			continue;
		replay_decode(line, &input);
		n++;
		if (folder)
			ok = replay_write(folder, n, &input);
		else
			LLVMFuzzerTestOneInput((const uint8_t *)input.p, input.n);
	}
	if (!ok)
		perror(folder);
	else if (!folder)
		printf("%u inputs\n", n);
	free(line);
	buf_free(&input);
	fclose(f);
	return ok && n > 0 ? 0 : 3;
}

static int replay_keep(char **paths)
{
	for (; *paths; paths++) {
		FILE *f = fopen(*paths, "re");
		if (!f) {
			perror(*paths);
			return 3;
		}
		for (int c; (c = getc(f)) != EOF;) {
			if (c < ' ' || c > '~' || c == '\\' || c == '#')
				printf("\\%03o", c);
			else
				putchar(c);
		}
		putchar('\n');
		fclose(f);
	}
	return 0;
}

int main(int argc, char **argv)
{
	if (argc > 2 && strcmp(argv[1], "-k") == 0)
		return replay_keep(argv + 2);
	if (argc == 4 && strcmp(argv[1], "-w") == 0)
		return replay_corpus(argv[3], argv[2]);
	if (argc == 1) {
		const char *top = getenv("srcdir");
		char path[4096];
		snprintf(path, sizeof path, "%s/tests/fuzz/corpus.txt", top ? top : ".");
		return replay_corpus(path, NULL);
	}
	fprintf(stderr, "usage: replay | replay -w FOLDER CORPUS | replay -k FILE...\n");
	return 2;
}
