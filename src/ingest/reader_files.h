/* reader_files: which files a path stands for, and what their names say about them. */
#ifndef DATELINE_INGEST_READER_FILES_H
#define DATELINE_INGEST_READER_FILES_H

#include "base/vec.h"
#include "ingest/reader.h"

struct reader_file {
	char *path;
	uint64_t size;
};

struct reader_files {
	VEC(struct reader_file) list;
	uint64_t bytes;
	uint64_t left_aside;
};

/* What a name tells: *format (READER_AUTO when nothing), and whether files of that name are read when
 * they stand in a folder or an archive. Endings of compression count as none: "a.jsonl.gz". */
bool reader_files_known(struct str name, enum reader_format *format);

/* The path itself, or when it is a folder all files below it that are to be read (with `all` also
 * those of no known name), in order of name. Hidden files, links, pipes and devices are left aside. */
bool reader_files_list(const char *path, bool all, struct reader_files *out, struct error *err);
void reader_files_free(struct reader_files *f);

#endif
