#include "config.h"

#include "ui/settings.h"

#include "app/model.h"
#include "app/session.h"
#include "base/embed.h"
#include "base/xdg.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

EMBED(config_default, DATA_FOLDER "/config.default")

enum { SETTINGS_LONGEST = 1 << 20 /* bytes of a file */ };

struct str settings_default(void)
{
	return embed_str(config_default);
}

/* ---- options ---- */

static bool settings_wrong(struct error *err, struct str name, const char *values, struct str value)
{
	if (!value.n)
		return error_set(err, ERROR_SYNTAX, "%.*s has no value; write one of %s", STR_ARG(name), values);
	return error_set(err, ERROR_SYNTAX, "%.*s cannot be %.*s; write one of %s", STR_ARG(name), STR_ARG(value), values);
}

static bool settings_switch(struct str name, struct str value, enum settings_switch *out, struct error *err)
{
	static const char *const names[] = {[SETTINGS_AUTO] = "auto", [SETTINGS_ON] = "on", [SETTINGS_OFF] = "off"};
	for (int i = SETTINGS_AUTO; i <= SETTINGS_OFF; i++)
		if (str_eq(value, str_of(names[i]))) {
			*out = (enum settings_switch)i;
			return true;
		}
	return settings_wrong(err, name, "auto on off", value);
}

static bool settings_option(struct settings *s, struct str line, struct error *err)
{
	struct str name = str_word(&line), value = str_trim(line);
	if (str_eq(name, STR("theme"))) {
		int theme = style_theme_of(value);
		if (theme < 0)
			return settings_wrong(err, name, "auto dark light high-contrast mono", value);
		s->style.theme = s->kept = s->configured = (enum style_theme)theme;
		return true;
	}
	if (str_eq(name, STR("mouse")))
		return settings_switch(name, value, &s->mouse, err);
	if (str_eq(name, STR("ascii")))
		return settings_switch(name, value, &s->ascii, err);
	return error_set(err, ERROR_SYNTAX, "no option %.*s; there are theme, mouse and ascii", STR_ARG(name));
}

/* ---- colours ---- */

static unsigned settings_attribute(struct str word)
{
	static const struct {
		const char *name;
		unsigned attribute;
	} rows[] = {{"bold", STYLE_BOLD}, {"faint", STYLE_FAINT}, {"reverse", STYLE_REVERSE},
		    {"underline", STYLE_UNDERLINE}, {"italic", STYLE_ITALIC}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (str_eq(word, str_of(rows[i].name)))
			return rows[i].attribute;
	return 0;
}

/* "COLOUR [on COLOUR] [bold] ..." */
static bool settings_look(struct str line, struct style_look *out, struct error *err)
{
	struct style_look look = {STYLE_DEFAULT, STYLE_DEFAULT, 0};
	short *place = &look.fg; /* where the next colour goes; NULL: there is none left to say */
	bool any = false, behind = false;
	for (struct str word = str_word(&line); word.n; word = str_word(&line), any = true) {
		unsigned attribute = settings_attribute(word);
		look.attributes |= attribute;
		if (attribute)
			continue;
		if (!behind && str_eq(word, STR("on"))) {
			behind = true;
			place = &look.bg;
		} else if (place && style_colour(word, place)) {
			place = NULL;
		} else {
			return error_set(err, ERROR_SYNTAX,
					 "no look %.*s; write COLOUR or COLOUR on COLOUR (cyan, bright-red, 0 to 255, #ffaf00, "
					 "default), bold, faint, reverse, underline, italic",
					 STR_ARG(word));
		}
	}
	if (!any || (behind && place))
		return error_set(err, ERROR_SYNTAX, "a colour is missing; write COLOUR, or COLOUR on COLOUR");
	*out = look;
	return true;
}

static bool settings_colour(struct settings *s, struct str line, struct error *err)
{
	struct str name = str_word(&line);
	struct style_look look;
	int role = style_of(name);
	if (role < 0)
		return error_set(err, ERROR_SYNTAX, "no role %.*s; dateline config lists them", STR_ARG(name));
	if (!settings_look(line, &look, err))
		return false;
	s->style.own[role].given = true;
	s->style.own[role].look = look;
	return true;
}

/* ---- the file ---- */

enum settings_section { SECTION_NONE, SECTION_OPTIONS, SECTION_KEYS, SECTION_COLOURS, SECTION_UNKNOWN };

static bool settings_heading(struct str line, enum settings_section *section, struct error *err)
{
	static const char *const names[] = {[SECTION_OPTIONS] = "[options]", [SECTION_KEYS] = "[keys]", [SECTION_COLOURS] = "[colours]"};
	for (int i = SECTION_OPTIONS; i < SECTION_UNKNOWN; i++)
		if (str_eq(line, str_of(names[i]))) {
			*section = (enum settings_section)i;
			return true;
		}
	*section = SECTION_UNKNOWN;
	return error_set(err, ERROR_SYNTAX, "no heading %.*s; there are [options], [keys] and [colours]", STR_ARG(line));
}

static bool settings_line(struct settings *s, struct keymap *claimed, enum settings_section *section, struct str line,
			  struct error *err)
{
	if (!line.n || line.p[0] == '#')
		return true;
	if (line.p[0] == '[' && line.p[line.n - 1] == ']' && line.n > 2)
		return settings_heading(line, section, err);
	switch (*section) {
	case SECTION_NONE: return error_set(err, ERROR_SYNTAX, "a line before the first heading; write [keys] or [options] above it");
	case SECTION_OPTIONS: return settings_option(s, line, err);
	case SECTION_KEYS: return keymap_line(&s->keys, claimed, line, err);
	case SECTION_COLOURS: return settings_colour(s, line, err);
	case SECTION_UNKNOWN: return true; /* its heading was told */
	}
	return true;
}

static void settings_fault(struct buf *faults, const char *name, int number, const char *reason)
{
	if (faults && number)
		buf_addf(faults, "%.250s:%d: %s\n", name, number, reason);
	else if (faults)
		buf_addf(faults, "%.250s: %s\n", name, reason);
}

/* Whoever binds all keys anew must not find that none is left to leave by. */
static bool settings_keep_exit(struct settings *s, const struct keymap *before)
{
	static const enum action exits[] = {ACTION_QUIT, ACTION_BACK, ACTION_COMMAND, ACTION_HELP};
	struct keymap none = {0};
	struct buf line = BUF_INIT;
	for (size_t i = 0; i < sizeof exits / sizeof *exits; i++)
		if (*keymap_key(&s->keys, exits[i]))
			return true;
	buf_addf(&line, "%s ", action_info(ACTION_QUIT)->name);
	keymap_keys(before, ACTION_QUIT, &line);
	keymap_line(&s->keys, &none, buf_str(&line), NULL);
	keymap_free(&none);
	buf_free(&line);
	return false;
}

size_t settings_read(struct settings *s, struct str text, const char *name, struct buf *faults)
{
	struct keymap claimed = {0}, before = {0};
	enum settings_section section = SECTION_NONE;
	size_t wrong = 0;
	struct str line;
	keymap_copy(&before, &s->keys);
	if (str_starts(text, STR("\xEF\xBB\xBF")))
		text = str_sub(text, 3, text.n);
	for (int number = 1; str_split(&text, '\n', &line); number++) {
		struct error err = ERROR_INIT;
		if (settings_line(s, &claimed, &section, str_trim(line), &err))
			continue;
		settings_fault(faults, name, number, err.msg);
		wrong++;
	}
	if (before.n && !settings_keep_exit(s, &before)) {
		struct error err = ERROR_INIT;
		error_set(&err, ERROR_SYNTAX, "no key is left to leave by; %s keeps %s", action_info(ACTION_QUIT)->name,
			  keymap_key(&s->keys, ACTION_QUIT));
		settings_fault(faults, name, 0, err.msg);
		wrong++;
	}
	keymap_free(&claimed);
	keymap_free(&before);
	return wrong;
}

void settings_init(struct settings *s)
{
	struct buf faults = BUF_INIT;
	*s = (struct settings){.mouse = SETTINGS_AUTO};
	if (settings_read(s, settings_default(), "config.default", &faults)) {
		fprintf(stderr, "dateline: %s", buf_cstr(&faults)); /* a fault of the build: test_settings keeps it out */
		abort();
	}
	buf_free(&faults);
}

void settings_free(struct settings *s)
{
	keymap_free(&s->keys);
}

static bool settings_file(const char *path, struct buf *out)
{
	FILE *f = fopen(path, "re");
	char bytes[4096];
	if (!f)
		return false;
	for (size_t n; out->n <= SETTINGS_LONGEST && (n = fread(bytes, 1, sizeof bytes, f)) > 0;)
		buf_add(out, bytes, n);
	int fault = ferror(f) ? errno : out->n > SETTINGS_LONGEST ? EFBIG : 0;
	fclose(f);
	errno = fault;
	return !fault;
}

bool settings_load(struct settings *s, const char *path, size_t *wrong, struct buf *faults)
{
	struct buf own = BUF_INIT, text = BUF_INIT;
	if (path)
		buf_add_cstr(&own, path);
	else
		xdg_path("XDG_CONFIG_HOME", ".config", "config", &own);
	*wrong = 0;
	bool good = !own.n || settings_file(buf_cstr(&own), &text);
	if (good) {
		*wrong = settings_read(s, buf_str(&text), buf_cstr(&own), faults);
	} else if (!path && (errno == ENOENT || errno == ENOTDIR)) {
		good = true;
	} else {
		struct error err = ERROR_INIT;
		error_set(&err, ERROR_IO, "%s; make it readable or take it away", strerror(errno));
		settings_fault(faults, buf_cstr(&own), 0, err.msg);
	}
	buf_free(&own);
	buf_free(&text);
	return good;
}

/* ---- what was switched while browsing ---- */

static const char settings_kept[] = "screen"; /* in the state folder */

/* "theme light auto": light, where the files said auto. */
static void settings_recall_theme(struct settings *s, struct str rest)
{
	int now = style_theme_of(str_word(&rest)), instead = style_theme_of(str_word(&rest));
	if (now >= 0 && instead == (int)s->configured)
		s->style.theme = s->kept = (enum style_theme)now;
}

void settings_recall(struct settings *s, struct sizes *sizes)
{
	struct buf text = BUF_INIT, one = BUF_INIT;
	struct str line;
	session_read(settings_kept, 4096, &text);
	for (struct str rest = buf_str(&text); str_split(&rest, '\n', &line);) {
		struct sizes kept;
		buf_set(&one, line);
		if (str_starts(line, STR("theme ")))
			settings_recall_theme(s, str_sub(line, 6, line.n));
		else if (sscanf(buf_cstr(&one), "panes %d %d %d %d", &kept.countries, &kept.article, &kept.below[0], &kept.below[1]) == 4)
			*sizes = kept; /* whatever they are, the layout takes what fits */
	}
	buf_free(&text);
	buf_free(&one);
}

void settings_remember(const struct settings *s, const struct sizes *sizes)
{
	struct buf text = BUF_INIT, old = BUF_INIT;
	if (s->kept != s->configured)
		buf_addf(&text, "theme %s %s\n", style_theme_name(s->kept), style_theme_name(s->configured));
	if (sizes->countries || sizes->article || sizes->below[0] || sizes->below[1])
		buf_addf(&text, "panes %d %d %d %d\n", sizes->countries, sizes->article, sizes->below[0], sizes->below[1]);
	session_read(settings_kept, 4096, &old);
	if (!str_eq(buf_str(&text), buf_str(&old)))
		session_write(settings_kept, buf_str(&text));
	buf_free(&text);
	buf_free(&old);
}
