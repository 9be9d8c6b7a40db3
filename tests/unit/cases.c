#include "config.h"

#include "cases.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

struct lexicon *cases_lexicon;

int cases_open(void **state)
{
	(void)state;
	cases_lexicon = lexicon_open();
	return 0;
}

int cases_close(void **state)
{
	(void)state;
	lexicon_close(cases_lexicon);
	return 0;
}

bool cases_read_path(const char *path, struct buf *out)
{
	FILE *f = fopen(path, "rb");
	if (!f)
		return false;
	char block[4096];
	for (size_t n; (n = fread(block, 1, sizeof block, f)) > 0;)
		buf_add(out, block, n);
	fclose(f);
	return true;
}

struct str cases_read(const char *name, struct buf *out)
{
	const char *folder = getenv("srcdir");
	struct buf path = BUF_INIT;
	buf_addf(&path, "%s/tests/text/%s", folder ? folder : ".", name);
	assert_true(cases_read_path(buf_cstr(&path), out));
	buf_free(&path);
	return buf_str(out);
}
