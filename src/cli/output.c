#include "config.h"

#include "cli/output.h"

#include "cli/message.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

bool output_write(struct str s)
{
	return s.n == 0 || fwrite(s.p, 1, s.n, stdout) == s.n;
}

int output_end(int status)
{
	errno = 0;
	if (fflush(stdout) == 0 && !ferror(stdout))
		return status;
	if (errno == EPIPE)
		return status;
	message_print("standard output: %s; make room or write elsewhere", errno ? strerror(errno) : "cannot be written");
	return 3;
}
