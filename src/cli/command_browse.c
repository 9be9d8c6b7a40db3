#include "config.h"

#include "cli/command.h"
#include "cli/corpus.h"
#include "cli/message.h"
#include "cli/options.h"
#include "ui/browse.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum { BROWSE_LARGEST = 1000 };

static const char browse_details[] =
	"Without CORPUS the sample is opened. ? in the browser lists the keys.\n"
	"A script has a line a key by its name in config.default (j, Enter, C-f), a \"text\" typed as it stands, or\n"
	":snap [NAME] to print the screen, :size 120x40, :wait, :click X Y, :click2 X Y, :drag X Y X Y,\n"
	":wheel-up X Y, :wheel-down X Y.\n";

static bool command_browse_read(const char *path, struct buf *out, struct error *err)
{
	char bytes[4096];
	bool standard = strcmp(path, "-") == 0;
	FILE *f = standard ? stdin : fopen(path, "re");
	if (!f)
		return error_set(err, ERROR_IO, "%s: %s; check the path", path, strerror(errno));
	for (size_t n; (n = fread(bytes, 1, sizeof bytes, f)) > 0;)
		buf_add(out, bytes, n);
	bool ok = !ferror(f);
	if (!standard)
		fclose(f);
	return ok || error_set(err, ERROR_IO, "%s: cannot be read; check that it is a file", path);
}

static bool command_browse_size(const char *text, int *w, int *h)
{
	char end;
	return sscanf(text, "%dx%d%c", w, h, &end) == 2 && *w >= 1 && *h >= 1 && *w <= BROWSE_LARGEST &&
	       *h <= BROWSE_LARGEST;
}

int command_browse(const struct command *self, int argc, char **argv)
{
	const char *corpus = NULL, *script = NULL, *size = "80x24", *filter = NULL, *theme = NULL;
	struct browse_options o = {0};
	const struct options_row rows[] = {
		{"corpus", "FILE", &corpus, NULL, "the corpus; without it the sample"},
		{"filter", "QUERY", &filter, NULL, "the filter to begin with"},
		{"ascii", NULL, NULL, &o.ascii, "borders and marks in ASCII"},
		{"theme", "NAME", &theme, NULL, "auto, dark, light, high-contrast or mono, in place of your config's"},
		{"plain", NULL, NULL, &o.plain, "print what the first screen would show, without frames, or with --script what its keys show, and end"},
		{"script", "KEYS", &script, NULL, "play the keys of this file (-: standard input) without a terminal"},
		{"size", "WxH", &size, NULL, "size of the screen of --plain and --script, 80x24 by itself"},
		{"styles", NULL, NULL, &o.styles, "the script also prints a letter a cell: what is lit, marked, dim"},
	};
	int status;
	if (!options_read(self, rows, OPTIONS_COUNT(rows), browse_details, &argc, argv, &status))
		return status;
	if (argc > 2 || (argc == 2 && corpus))
		return options_wrong(self, "%s: one corpus can be browsed at a time", argv[argc - 1]);
	if (o.plain && o.styles)
		return options_wrong(self, "--plain, --styles: two ways to print; give one of them");
	if (!command_browse_size(size, &o.w, &o.h))
		return options_wrong(self, "%s: no size from 1x1 to %dx%d", size, BROWSE_LARGEST, BROWSE_LARGEST);
	int chosen = theme ? style_theme_of(str_of(theme)) : 0;
	if (chosen < 0)
		return options_wrong(self, "--theme %s is unknown, give auto, dark, light, high-contrast or mono", theme);
	enum style_theme worn = (enum style_theme)chosen;
	o.theme = theme ? &worn : NULL;
	struct error err = ERROR_INIT;
	struct buf sample = BUF_INIT, keys = BUF_INIT;
	if (argc == 2)
		corpus = argv[1];
	bool ok = corpus || corpus_sample(&sample, &err);
	o.corpus = corpus ? corpus : buf_cstr(&sample);
	o.query = str_of(filter);
	ok = ok && (!script || command_browse_read(script, &keys, &err));
	if (script)
		o.script = (struct str){buf_cstr(&keys), keys.n};
	ok = ok && browse_run(&o, &err);
	buf_free(&sample);
	buf_free(&keys);
	if (ok)
		return 0;
	return filter && err.column >= 0 ? message_error_in(&err, str_of(filter)) : message_error(&err);
}
