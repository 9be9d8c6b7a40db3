#include "config.h"

#include "cli/corpus.h"

#include "cli/message.h"

#include <stdlib.h>
#include <unistd.h>

bool corpus_sample(struct buf *path, struct error *err)
{
	const char *folder = getenv("DATELINE_DATA");
	buf_clear(path);
	buf_add_cstr(path, folder && *folder ? folder : PKGDATADIR);
	buf_add_cstr(path, "/sample.dateline");
	if (access(buf_cstr(path), F_OK) == 0)
		return true;
	return error_set(err, ERROR_IO, "%s: the sample is not there; name a corpus, or install the sample with `make install`", buf_cstr(path));
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
	bool ok = named || corpus_sample(&path, err);
	if (named)
		buf_add_cstr(&path, named);
	ok = ok && store_open(buf_cstr(&path), mode, out, err);
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
