#include "config.h"

#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>

__attribute__((format(printf, 4, 0)))
static void error_fill(struct error *err, enum error_code code, int column, const char *fmt, va_list ap)
{
	if (!err)
		return;
	err->code = code;
	err->column = column;
	vsnprintf(err->msg, sizeof err->msg, fmt, ap);
}

bool error_set(struct error *err, enum error_code code, const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	error_fill(err, code, -1, fmt, ap);
	va_end(ap);
	return false;
}

bool error_set_at(struct error *err, enum error_code code, int column, const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	error_fill(err, code, column, fmt, ap);
	va_end(ap);
	return false;
}

int error_exit_status(enum error_code code)
{
	switch (code) {
	case ERROR_NONE:
		return 0;
	case ERROR_USAGE:
		return 2;
	case ERROR_IO:
	case ERROR_SYNTAX:
	case ERROR_SCHEMA:
	case ERROR_CORRUPT:
	case ERROR_BUSY:
		return 3;
	case ERROR_INTERRUPTED:
		return 130;
	}
	return 3;
}
