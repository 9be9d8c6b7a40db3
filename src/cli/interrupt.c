#include "config.h"

#include "cli/interrupt.h"

#include <signal.h>
#include <stddef.h>

static atomic_bool interrupt; /* of file scope: a signal handler has nothing else to write to */

static void interrupt_on_signal(int signal_number)
{
	(void)signal_number;
	atomic_store(&interrupt, true);
}

void interrupt_catch(void)
{
	static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
	struct sigaction act = {.sa_handler = interrupt_on_signal, .sa_flags = (int)SA_RESETHAND};
	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
		struct sigaction before;
		/* nohup and background jobs ignore some on purpose */
		if (sigaction(signals[i], NULL, &before) == 0 && before.sa_handler != SIG_IGN)
			sigaction(signals[i], &act, NULL);
	}
}

bool interrupt_came(void *ctx)
{
	(void)ctx;
	return atomic_load(&interrupt);
}

const atomic_bool *interrupt_flag(void)
{
	return &interrupt;
}
