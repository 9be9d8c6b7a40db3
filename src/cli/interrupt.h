/* interrupt: Ctrl-C as a question that long work asks now and then. */
#ifndef DATELINE_CLI_INTERRUPT_H
#define DATELINE_CLI_INTERRUPT_H

#include <stdatomic.h>
#include <stdbool.h>

/* From now on the first SIGINT, SIGTERM or SIGHUP sets the flag; the second one ends the program. */
void interrupt_catch(void);
bool interrupt_came(void *ctx); /* ctx is not used: it fits where a callback is wanted */
const atomic_bool *interrupt_flag(void); /* for query_watch */

#endif
