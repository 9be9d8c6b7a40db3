#include "config.h"

#include "cli/corpus.h"

#include <stdlib.h>

void corpus_sample(struct buf *path)
{
	const char *folder = getenv("DATELINE_DATA");
	buf_clear(path);
	buf_add_cstr(path, folder && *folder ? folder : PKGDATADIR);
	buf_add_cstr(path, "/sample.dateline");
}

bool corpus_open(const char *named, struct store **out, struct error *err)
{
	struct buf path = BUF_INIT;
	if (named)
		buf_add_cstr(&path, named);
	else
		corpus_sample(&path);
	bool ok = store_open(buf_cstr(&path), STORE_READ, out, err);
	buf_free(&path);
	return ok;
}
