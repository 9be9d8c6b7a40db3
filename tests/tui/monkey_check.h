/* monkey_check: what must be true of the browser after each picture, whatever led to it. */
#ifndef DATELINE_TESTS_TUI_MONKEY_CHECK_H
#define DATELINE_TESTS_TUI_MONKEY_CHECK_H

#include "ui/browser.h"

/* What is not as it must be, of the model and of the picture that was drawn of it last; NULL: nothing. What the model keeps
 * but could reckon is reckoned anew. */
const char *monkey_check(struct browse *b);

#endif
