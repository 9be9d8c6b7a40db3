#include "config.h"

#include "cli/command.h"
#include "cli/message.h"
#include "cli/options.h"
#include "cli/output.h"
#include "ui/settings.h"

#include <stdio.h>

static const char config_details[] =
	"The defaults are a config file themselves, with every setting told in remarks: put those of its lines\n"
	"that are to differ into ~/.config/dateline/config. --check looks at that file, or at FILE, tells every\n"
	"wrong line, and exits with 2 when there is one; the browser leaves wrong lines out.\n";

/* The faults a message each. */
static int config_check(const char *path)
{
	struct settings s;
	struct buf faults = BUF_INIT;
	size_t wrong;
	settings_init(&s);
	bool good = settings_load(&s, path, &wrong, &faults);
	struct str rest = buf_str(&faults), line;
	while (str_split(&rest, '\n', &line))
		if (line.n)
			message_print("%.*s", STR_ARG(line));
	buf_free(&faults);
	settings_free(&s);
	return !good ? 3 : wrong ? 2 : 0;
}

int command_config(const struct command *self, int argc, char **argv)
{
	bool check = false;
	const struct options_row rows[] = {{"check", NULL, NULL, &check, "tell what is wrong in a config file"}};
	int status;
	if (!options_read(self, rows, OPTIONS_COUNT(rows), config_details, &argc, argv, &status))
		return status;
	if (argc > (check ? 2 : 1))
		return options_wrong(self, "%s: %s", argv[argc - 1],
				     check ? "one file is checked at a time" : "a FILE needs --check");
	if (check)
		return config_check(argc == 2 ? argv[1] : NULL);
	struct str text = settings_default();
	fwrite(text.p, 1, text.n, stdout);
	return output_end(0);
}
