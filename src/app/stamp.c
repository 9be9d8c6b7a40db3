#include "config.h"

#include "app/stamp.h"

#include "base/str.h"

#include <string.h>
#include <sys/stat.h>

static void stamp_file(const char *path, const char *suffix, struct stamp_file *out)
{
	struct buf name = BUF_INIT;
	struct stat st;
	*out = (struct stamp_file){0};
	buf_addf(&name, "%s%s", path, suffix);
	if (*path && stat(buf_cstr(&name), &st) == 0)
		*out = (struct stamp_file){st.st_mtim.tv_sec, st.st_mtim.tv_nsec, st.st_size, (int64_t)st.st_ino};
	buf_free(&name);
}

void stamp_take(const char *one, const char *two, struct stamp *out)
{
	const char *const paths[] = {one, two};
	for (int i = 0; i < STAMP_FILES; i++)
		stamp_file(paths[i / 2], i % 2 ? "-wal" : "", &out->files[i]);
}

bool stamp_same(const struct stamp *a, const struct stamp *b)
{
	for (int i = 0; i < STAMP_FILES; i++) {
		const struct stamp_file *x = &a->files[i], *y = &b->files[i];
		if (x->seconds != y->seconds || x->nanoseconds != y->nanoseconds || x->size != y->size || x->inode != y->inode)
			return false;
	}
	return true;
}
