/* stamp: has a file of SQLite's been written to? What stat says of it and of its log, cheap enough to ask each second. */
#ifndef DATELINE_APP_STAMP_H
#define DATELINE_APP_STAMP_H

#include <stdbool.h>
#include <stdint.h>

enum { STAMP_FILES = 4 };

struct stamp {
	struct stamp_file {
		int64_t seconds, nanoseconds, size, inode;
	} files[STAMP_FILES]; /* both paths, each with its log; zeros where there is no file */
};

/* Two files; an empty path is none. */
void stamp_take(const char *one, const char *two, struct stamp *out);
bool stamp_same(const struct stamp *a, const struct stamp *b);

#endif
