#include "config.h"

#include "cli/corpus.h"

#include "cli/message.h"

#include <stdlib.h>

void corpus_sample(struct buf *path)
{
	const char *folder = getenv("DATELINE_DATA");
	buf_clear(path);
	buf_add_cstr(path, folder && *folder ? folder : PKGDATADIR);
	buf_add_cstr(path, "/sample.dateline");
}

struct notes *corpus_notes(void)
{
	struct notes *n = NULL;
	struct error err = ERROR_INIT;
	if (!notes_open_own(&n, &err))
		message_error(&err);
	return n;
}

static bool corpus_open_as(const char *named, enum store_mode mode, struct store **out, struct error *err)
{
	struct buf path = BUF_INIT;
	if (named)
		buf_add_cstr(&path, named);
	else
		corpus_sample(&path);
	bool ok = store_open(buf_cstr(&path), mode, out, err);
	buf_free(&path);
	return ok;
}

bool corpus_open(const char *named, struct store **out, struct error *err)
{
	return corpus_open_as(named, STORE_READ, out, err);
}

bool corpus_open_damaged(const char *named, struct store **out, struct error *err)
{
	return corpus_open_as(named, STORE_CHECK, out, err);
}
