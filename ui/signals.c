#include "config.h"

#include "ui/signals.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

/* Events are bytes in the pipe, and bits once taken. */
enum { BIT_WAKE = 1, BIT_RESIZE = 2, BIT_STOP = 4, BIT_END = 8 };

static const struct {
	int signal, bit; /* bit 0: fatal, the terminal is given back first */
} signals_rows[] = {
	{SIGWINCH, BIT_RESIZE}, {SIGCONT, BIT_RESIZE}, {SIGTSTP, BIT_STOP}, {SIGHUP, BIT_END}, {SIGTERM, BIT_END},
	{SIGINT, BIT_END},	{SIGQUIT, BIT_END},    {SIGSEGV, 0},	    {SIGBUS, 0},       {SIGFPE, 0},
	{SIGILL, 0},		{SIGABRT, 0},
};
enum { SIGNALS_COUNT = sizeof signals_rows / sizeof *signals_rows };

/* Handlers have no other way to know. */
static struct {
	volatile sig_atomic_t open;
	int pipe[2];
	unsigned taken; /* bits read off the pipe and not yet handed out */
	struct sigaction before[SIGNALS_COUNT];
	struct sigaction lent[3]; /* of signals_lent, while they are lent */
	struct termios modes;
	const char *leave;
	bool at_exit;
} signals;

static void signals_send(int bit)
{
	int kept = errno;
	unsigned char byte = (unsigned char)bit;
	ssize_t done = write(signals.pipe[1], &byte, 1); /* full: the loop has enough to wake up for */
	(void)done;
	errno = kept;
}

static void signals_leave(void)
{
	if (!signals.open)
		return;
	signals.open = 0;
	ssize_t done = write(STDOUT_FILENO, signals.leave, strlen(signals.leave));
	(void)done;
	tcsetattr(STDIN_FILENO, TCSANOW, &signals.modes);
}

static void signals_handle(int signal)
{
	for (int i = 0; i < SIGNALS_COUNT; i++) {
		if (signals_rows[i].signal != signal)
			continue;
		if (signals_rows[i].bit) {
			signals_send(signals_rows[i].bit);
			return;
		}
		/* it comes again when this returns, under the handler of before */
		signals_leave();
		sigaction(signal, &signals.before[i], NULL);
		raise(signal);
	}
}

void signals_open(const char *leave)
{
	if (pipe2(signals.pipe, O_CLOEXEC | O_NONBLOCK) != 0)
		abort(); /* two descriptors at the start of the program */
	tcgetattr(STDIN_FILENO, &signals.modes);
	signals.leave = leave;
	signals.taken = 0;
	signals.open = 1;
	struct sigaction act = {.sa_handler = signals_handle, .sa_flags = SA_RESTART};
	sigemptyset(&act.sa_mask);
	for (int i = 0; i < SIGNALS_COUNT; i++)
		sigaction(signals_rows[i].signal, &act, &signals.before[i]);
	if (!signals.at_exit)
		signals.at_exit = atexit(signals_leave) == 0;
}

void signals_close(void)
{
	signals.open = 0;
	for (int i = 0; i < SIGNALS_COUNT; i++)
		sigaction(signals_rows[i].signal, &signals.before[i], NULL);
	close(signals.pipe[0]);
	close(signals.pipe[1]);
}

int signals_fd(void)
{
	return signals.pipe[0];
}

enum signals_event signals_take(void)
{
	static const struct {
		unsigned bit;
		enum signals_event event;
	} order[] = {
		{BIT_END, SIGNALS_END}, {BIT_STOP, SIGNALS_STOP}, {BIT_RESIZE, SIGNALS_RESIZE}, {BIT_WAKE, SIGNALS_WAKE}};
	unsigned char bytes[64];
	for (ssize_t n; (n = read(signals.pipe[0], bytes, sizeof bytes)) > 0;)
		for (ssize_t i = 0; i < n; i++)
			signals.taken |= bytes[i];
	for (size_t i = 0; i < sizeof order / sizeof *order; i++)
		if (signals.taken & order[i].bit) {
			signals.taken &= ~order[i].bit;
			return order[i].event;
		}
	return SIGNALS_NONE;
}

void signals_wake(void)
{
	signals_send(BIT_WAKE);
}

void signals_stop(void)
{
	struct sigaction stop = {.sa_handler = SIG_DFL}, ours;
	sigemptyset(&stop.sa_mask);
	sigaction(SIGTSTP, &stop, &ours);
	kill(0, SIGTSTP);
	sigaction(SIGTSTP, &ours, NULL);
}

static const int signals_lent[] = {SIGINT, SIGQUIT, SIGTSTP};

void signals_lend(void)
{
	struct sigaction act = {.sa_handler = SIG_IGN};
	sigemptyset(&act.sa_mask);
	for (int i = 0; i < 3; i++) {
		act.sa_handler = signals_lent[i] == SIGTSTP ? SIG_DFL : SIG_IGN;
		sigaction(signals_lent[i], &act, &signals.lent[i]);
	}
}

void signals_take_back(void)
{
	for (int i = 0; i < 3; i++)
		sigaction(signals_lent[i], &signals.lent[i], NULL);
}
