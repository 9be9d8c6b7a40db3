#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <cmocka.h>

#include "expect.h"

void expect(struct terminal *t, const char *text)
{
	if (terminal_wait_text(t, text))
		return;
	struct buf now = BUF_INIT;
	terminal_text(t, &now);
	printf("the screen shows\n%sbut not\n%s\n", buf_cstr(&now), text);
	buf_free(&now);
	fail();
}

void expect_quit(struct terminal *t)
{
	terminal_key(t, "Q");
	assert_true(terminal_wait_end(t));
	assert_true(WIFEXITED(t->status));
	assert_int_equal(WEXITSTATUS(t->status), 0);
	assert_true(terminal_modes_restored(t));
	terminal_free(t);
}

void expect_file(const char *path, const char *text)
{
	FILE *f = fopen(path, "we");
	assert_non_null(f);
	fputs(text, f);
	fclose(f);
	chmod(path, 0700);
}
