/* expect: what the tests of the browser in a terminal say over and over. A failure shows the screen. */
#ifndef DATELINE_TESTS_TUI_EXPECT_H
#define DATELINE_TESTS_TUI_EXPECT_H

#include "terminal.h"

/* Waits for a text on the screen. */
void expect(struct terminal *t, const char *text);
/* Leaves the browser by its key: it ends well, and the terminal is as it was. Frees the terminal. */
void expect_quit(struct terminal *t);
/* Writes a file, readable and executable by the user alone. */
void expect_file(const char *path, const char *text);

#endif
