#include "config.h"

#include "ingest/reader_files.h"

#include "base/str.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { READER_FILES_DEPTH = 64 };

bool reader_files_known(struct str name, enum reader_format *format)
{
	static const char *const packed[] = {".gz", ".zst", ".xz", ".bz2"};
	static const struct {
		const char *ending;
		enum reader_format format;
	} rows[] = {
		{".txt", READER_TEXT}, {".text", READER_TEXT},
		{".md", READER_MARKDOWN}, {".markdown", READER_MARKDOWN},
		{".jsonl", READER_JSONL}, {".ndjson", READER_JSONL}, {".json", READER_JSONL},
		{".tar", READER_AUTO}, {".tgz", READER_AUTO}, {".zip", READER_AUTO},
	};
	for (size_t i = 0; i < sizeof packed / sizeof *packed; i++) {
		if (str_ends(name, str_of(packed[i]))) {
			name = str_sub(name, 0, name.n - strlen(packed[i]));
			break;
		}
	}
	*format = READER_AUTO;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		size_t n = strlen(rows[i].ending);
		if (name.n > n && str_eq_nocase(str_sub(name, name.n - n, name.n), str_of(rows[i].ending))) {
			*format = rows[i].format;
			return true;
		}
	}
	return false;
}

static void reader_files_add(struct reader_files *f, const char *path, uint64_t size)
{
	*vec_push(&f->list) = (struct reader_file){mem_copy(path, strlen(path)), size};
	f->bytes += size;
}

static int reader_files_visible(const struct dirent *d)
{
	return d->d_name[0] != '.';
}

static int reader_files_order(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name); /* not by the locale: the order is part of the result */
}

static bool reader_files_walk(const char *folder, bool all, int depth, struct reader_files *f);

static void reader_files_entry(const char *path, const char *name, bool all, int depth, struct reader_files *f)
{
	struct stat st;
	enum reader_format format;
	if (lstat(path, &st) != 0)
		return;
	if (S_ISDIR(st.st_mode))
		reader_files_walk(path, all, depth + 1, f);
	else if (S_ISREG(st.st_mode) && (all || reader_files_known(str_of(name), &format)))
		reader_files_add(f, path, (uint64_t)st.st_size);
	else
		f->left_aside++;
}

static bool reader_files_walk(const char *folder, bool all, int depth, struct reader_files *f)
{
	struct dirent **entries;
	int n = depth < READER_FILES_DEPTH ? scandir(folder, &entries, reader_files_visible, reader_files_order) : -1;
	if (n < 0) {
		f->left_aside++;
		return false;
	}
	struct buf path = BUF_INIT;
	for (int i = 0; i < n; i++) {
		buf_clear(&path);
		buf_add_cstr(&path, folder);
		if (path.n && path.p[path.n - 1] != '/')
			buf_add_char(&path, '/');
		buf_add_cstr(&path, entries[i]->d_name);
		reader_files_entry(buf_cstr(&path), entries[i]->d_name, all, depth, f);
		free(entries[i]);
	}
	free(entries);
	buf_free(&path);
	return true;
}

bool reader_files_list(const char *path, bool all, struct reader_files *out, struct error *err)
{
	struct stat st;
	if (stat(path, &st) != 0)
		return error_set(err, ERROR_IO, "%s: %s; check the path", path, strerror(errno));
	if (!S_ISDIR(st.st_mode)) {
		reader_files_add(out, path, S_ISREG(st.st_mode) ? (uint64_t)st.st_size : 0);
		return true;
	}
	errno = 0;
	if (!reader_files_walk(path, all, 0, out))
		return error_set(err, ERROR_IO, "%s: %s; check the permissions", path, strerror(errno));
	if (!out->list.n)
		return error_set(err, ERROR_IO,
				 "%s: a folder without articles; files are known by .txt, .md or .jsonl (also .gz, .zst, .xz, "
				 ".tar, .zip), others need --format", path);
	return true;
}

void reader_files_free(struct reader_files *f)
{
	for (size_t i = 0; i < f->list.n; i++)
		mem_free(f->list.v[i].path);
	vec_free(&f->list);
}
