#include "config.h"

#include "base/digest.h"
#include "base/vec.h"
#include "cli/command.h"
#include "export/jot.h"
#include "cli/message.h"
#include "cli/options.h"
#include "cli/output.h"
#include "store/notes.h"

#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NOTES_DAY = 86400 };

/* ---- export ---- */

/* "2026-11-21T18:00:00Z" */
static struct str command_notes_time(struct arena *arena, int64_t at)
{
	char day[16];
	int64_t days = at / NOTES_DAY - (at % NOTES_DAY < 0), rest = at - days * NOTES_DAY;
	day_format((int32_t)days, day);
	return arena_printf(arena, "%sT%02d:%02d:%02dZ", day, (int)(rest / 3600), (int)(rest / 60 % 60), (int)(rest % 60));
}

static void command_notes_entry(struct buf *out, const struct note_entry *e, struct arena *arena)
{
	struct jot j = {out, false};
	jot_open(&j, '{');
	if (e->target.article[0])
		jot_key(&j, "article"), jot_str(&j, str_of(e->target.article));
	if (e->target.span.end > e->target.span.begin) {
		jot_key(&j, "begin"), jot_int(&j, e->target.span.begin);
		jot_key(&j, "end"), jot_int(&j, e->target.span.end);
	}
	jot_key(&j, "field"), jot_str(&j, str_of(notes_field_name(e->field)));
	jot_key(&j, "value"), jot_str(&j, e->value);
	jot_key(&j, "time"), jot_str(&j, command_notes_time(arena, e->at));
	jot_key(&j, "change"), jot_int(&j, e->change);
	jot_close(&j, '}');
	buf_add_char(out, '\n');
}

/* NULL: nothing was ever noted. */
static int command_notes_export(struct notes *n)
{
	struct arena arena = ARENA_INIT;
	struct error err = ERROR_INIT;
	struct buf out = BUF_INIT;
	const struct note_entry *log;
	size_t count = 0, told = 0;
	bool ok = !n || notes_log(n, &log, &count, &err);
	for (size_t i = 0; ok && i < count; i++) {
		if (log[i].undone || log[i].field >= NOTE_UNDO)
			continue;
		command_notes_entry(&out, &log[i], &arena);
		told++;
	}
	output_write(buf_str(&out));
	buf_free(&out);
	arena_free(&arena);
	return ok ? told == 0 : message_error(&err);
}

/* ---- import ---- */

struct command_notes_import {
	struct notes *notes;
	struct arena arena;           /* of all lines */
	VEC(struct note_entry) held;  /* what was there before, by notes_order; the texts are the log's */
	VEC(struct note_entry) read;  /* new ones of the file, by command_notes_order */
	VEC(struct note_entry) merges; /* those of them that merge, in their order */
	VEC(struct note_entry) group; /* entries of one action, waiting for the next one's first */
	const char *file;
	unsigned long line;
	size_t added, known, bad;
};

enum { COMMAND_NOTES_TOLD = 10 /* bad lines; a file of another kind has only such */ };

static void command_notes_bad(struct command_notes_import *in, const char *reason)
{
	if (in->bad++ < COMMAND_NOTES_TOLD)
		message_print("%s:%lu: %s", in->file, in->line, reason);
}

static bool command_notes_read_time(const char *text, int64_t *out)
{
	int y, m, d, h, min, s;
	if (!text || sscanf(text, "%d-%d-%dT%d:%d:%dZ", &y, &m, &d, &h, &min, &s) != 6 || !day_is_valid(y, m, d))
		return false;
	if (h < 0 || h > 23 || min < 0 || min > 59 || s < 0 || s > 60)
		return false;
	*out = (int64_t)day_of(y, m, d) * NOTES_DAY + h * 3600 + min * 60 + s;
	return true;
}

static bool command_notes_read_span(json_t *o, struct span *out)
{
	json_t *begin = json_object_get(o, "begin"), *end = json_object_get(o, "end");
	*out = SPAN_NONE;
	if (!begin && !end)
		return true;
	json_int_t b = json_integer_value(begin), e = json_integer_value(end);
	if (!json_is_integer(begin) || !json_is_integer(end) || b < 0 || e <= b || e > UINT32_MAX)
		return false;
	*out = (struct span){(uint32_t)b, (uint32_t)e};
	return true;
}

static bool command_notes_is_digest(const char *s)
{
	return s && strlen(s) == DIGEST_LENGTH && strspn(s, "0123456789abcdef") == DIGEST_LENGTH;
}

/* NULL, or what is wrong with the line. */
static const char *command_notes_read(struct command_notes_import *in, json_t *o, struct note_entry *e)
{
	const char *article = json_string_value(json_object_get(o, "article"));
	const char *field = json_string_value(json_object_get(o, "field"));
	json_t *value = json_object_get(o, "value");
	*e = (struct note_entry){.change = json_integer_value(json_object_get(o, "change"))};
	if (!json_is_object(o))
		return "is no JSON object; a line must hold one";
	if (!field || !notes_field_parse(str_of(field), &e->field) || e->field >= NOTE_UNDO)
		return "names no field; it is star, tag, note and the like (see dateline notes export)";
	bool search = e->field == NOTE_SEARCH || e->field == NOTE_UNSEARCH;
	if (search ? article != NULL : !command_notes_is_digest(article))
		return search ? "names an article; a saved search is of none" : "names no article; give its digest, 20 hexadecimal digits, as \"article\"";
	if (!json_is_string(value))
		return "has no value; give it as a text";
	if (!command_notes_read_span(o, &e->target.span))
		return "has no right span; give begin and end as whole numbers, or neither";
	if (!command_notes_read_time(json_string_value(json_object_get(o, "time")), &e->at))
		return "has no time; write it as 2026-05-23T18:00:00Z";
	strcpy(e->target.article, search ? "" : article);
	e->value = arena_str(&in->arena, (struct str){json_string_value(value), json_string_length(value)});
	return NULL;
}

static void command_notes_flush(struct command_notes_import *in)
{
	struct error err = ERROR_INIT;
	if (in->group.n && !notes_add(in->notes, in->group.v, in->group.n, &err))
		command_notes_bad(in, err.msg);
	else
		in->added += in->group.n;
	in->group.n = 0;
}

/* By actions too: a star may be set, taken away and set again within a second. */
static int command_notes_order(const void *entry, const void *other)
{
	const struct note_entry *a = entry, *b = other;
	if (a->change != b->change)
		return a->change < b->change ? -1 : 1;
	return notes_order(a, b);
}

/* Is it there already, or does a line before this one say the same? What is not is remembered. */
static bool command_notes_known(struct command_notes_import *in, const struct note_entry *e)
{
	bool held, read;
	vec_place(&in->held, e, notes_order, &held);
	size_t at = vec_place(&in->read, e, command_notes_order, &read);
	if (held || read)
		return true;
	*vec_insert(&in->read, at) = *e;
	if (e->field == NOTE_MERGE)
		*vec_push(&in->merges) = *e;
	return false;
}

static void command_notes_line(struct command_notes_import *in, struct str line)
{
	struct note_entry e;
	struct error err = ERROR_INIT;
	json_t *o = json_loadb(line.p, line.n, JSON_ALLOW_NUL, NULL);
	const char *wrong = command_notes_read(in, o, &e);
	json_decref(o);
	if (!wrong && !notes_allows(in->notes, in->merges.v, in->merges.n, &e, &err)) /* here, where the line is known, and not when its action is whole */
		wrong = err.msg;
	if (wrong) {
		command_notes_bad(in, wrong);
		return;
	}
	if (in->group.n && in->group.v[0].change != e.change)
		command_notes_flush(in);
	if (command_notes_known(in, &e))
		in->known++;
	else
		*vec_push(&in->group) = e;
}

static int command_notes_import_file(struct command_notes_import *in, struct error *err)
{
	bool standard = strcmp(in->file, "-") == 0;
	FILE *f = standard ? stdin : fopen(in->file, "re");
	if (!f)
		return error_set(err, ERROR_IO, "%s: %s; check the path", in->file, strerror(errno));
	char *line = NULL;
	size_t room = 0;
	ssize_t n;
	while ((n = getline(&line, &room, f)) >= 0) {
		struct str s = str_trim((struct str){line, (size_t)n});
		in->line++;
		if (s.n)
			command_notes_line(in, s);
	}
	command_notes_flush(in);
	bool ok = !ferror(f) || error_set(err, ERROR_IO, "%s: %s; check that it is a file", in->file, strerror(errno));
	free(line);
	if (!standard)
		fclose(f);
	return ok;
}

static bool command_notes_hold(struct command_notes_import *in, struct error *err)
{
	const struct note_entry *log;
	size_t count;
	if (!notes_hold(in->notes, err) || !notes_log(in->notes, &log, &count, err))
		return false;
	for (size_t i = 0; i < count; i++)
		if (!log[i].undone)
			*vec_push(&in->held) = log[i];
	if (in->held.n)
		qsort(in->held.v, in->held.n, sizeof *in->held.v, notes_order);
	return true;
}

static int command_notes_import(struct notes *n, const char *file)
{
	struct command_notes_import in = {.notes = n, .file = file};
	struct error err = ERROR_INIT;
	bool ok = command_notes_hold(&in, &err);
	if (ok) {
		ok = command_notes_import_file(&in, &err);
		ok = notes_release(n, ok ? &err : NULL) && ok;
	}
	if (in.bad > COMMAND_NOTES_TOLD)
		message_print("%s: %zu more bad lines; mend those above and import again", file, in.bad - COMMAND_NOTES_TOLD);
	arena_free(&in.arena);
	vec_free(&in.group);
	vec_free(&in.held);
	vec_free(&in.read);
	vec_free(&in.merges);
	if (!ok)
		return message_error(&err);
	printf("%zu note%s added, %zu already known, %zu bad line%s skipped\n", in.added, in.added == 1 ? "" : "s", in.known, in.bad,
	       in.bad == 1 ? "" : "s");
	return in.bad ? 3 : in.added || in.known ? 0 : 1;
}

int command_notes(const struct command *self, int argc, char **argv)
{
	static const char details[] =
		"export prints all stars, tags, notes, corrections and saved searches as JSON Lines, in order of time; import\n"
		"adds those of FILE (- for standard input) that are not there yet. They name articles and passages by content,\n"
		"so they belong to every corpus with the same article. They are kept in the user's data folder (XDG_DATA_HOME).\n";
	int status;
	if (!options_read(self, NULL, 0, details, &argc, argv, &status))
		return status;
	bool export = argc == 2 && strcmp(argv[1], "export") == 0, import = argc == 3 && strcmp(argv[1], "import") == 0;
	if (!export && !import)
		return options_wrong(self, "give export, or import and a file");
	struct buf path = BUF_INIT;
	struct notes *n = NULL;
	struct error err = ERROR_INIT;
	if (!notes_default_path(&path))
		error_set(&err, ERROR_IO, "notes: there is no folder for them; set HOME or XDG_DATA_HOME");
	else if (export ? notes_open_own(&n, &err) : notes_open(buf_cstr(&path), &n, &err))
		status = export ? command_notes_export(n) : command_notes_import(n, argv[2]);
	notes_close(n);
	buf_free(&path);
	return output_end(err.code != ERROR_NONE ? message_error(&err) : status);
}
