/* A text in another program: the article in an editor, a passage or the chosen events as what a command reads. */
#include "config.h"

#include "ui/away_inside.h"

#include "app/page.h"
#include "app/update.h"
#include "base/utf8.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { AWAY_OUTPUT = 16 << 20 /* bytes of a command's output that are shown */ };

/* ---- files that only the user can read ---- */

/* A folder that only the user can enter; path is replaced. */
static bool away_folder(struct buf *path, struct error *err)
{
	static const char *const names[] = {"XDG_RUNTIME_DIR", "TMPDIR", NULL};
	buf_clear(path);
	buf_addf(path, "%s/dateline-XXXXXX", away_first(names, "/tmp"));
	return mkdtemp(path->p) || error_set(err, ERROR_IO, "%s: %s; set TMPDIR to a folder that can be written", path->p,
					     strerror(errno));
}

static bool away_put(const char *path, struct str text, int mode, struct error *err)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
	bool ok = fd >= 0;
	while (ok && text.n) {
		ssize_t n = write(fd, text.p, text.n);
		ok = n >= 0 || errno == EINTR;
		text = n > 0 ? str_sub(text, (size_t)n, text.n) : text;
	}
	if (!ok)
		error_set(err, ERROR_IO, "%s: %s; make room", path, strerror(errno));
	if (fd >= 0)
		close(fd);
	return ok;
}

/* Which of them begins where +LINE says, and which wants FILE:LINE. */
static void away_add_place(struct launch_words *w, const char *path, size_t line, struct arena *arena)
{
	static const char *const plus[] = {"vi",  "vim", "nvim", "view", "ex", "nano", "pico", "emacs", "emacsclient", "joe", "jed",
					   "mg", "ne", "mcedit", "micro", "kak", "less", "more", "most"};
	static const char *const colon[] = {"hx", "helix"};
	const char *slash = strrchr(w->v[0], '/'), *name = slash ? slash + 1 : w->v[0];
	for (size_t i = 0; i < sizeof plus / sizeof *plus; i++)
		if (strcmp(name, plus[i]) == 0)
			w->v[w->n++] = (char *)(uintptr_t)arena_printf(arena, "+%zu", line).p;
	for (size_t i = 0; i < sizeof colon / sizeof *colon; i++)
		if (strcmp(name, colon[i]) == 0)
			path = arena_printf(arena, "%s:%zu", path, line).p;
	w->v[w->n++] = (char *)(uintptr_t)path;
}

/* Shows a text, which is made harmless for whatever shows it, in a program; the file is gone afterwards. */
static void away_show(struct model *m, struct term *t, const char *command, struct str text, size_t line)
{
	struct arena arena = ARENA_INIT;
	struct buf folder = BUF_INIT, visible = BUF_INIT;
	struct error err = ERROR_INIT;
	int status = 0;
	utf8_visible(text, true, &visible);
	bool ok = away_folder(&folder, &err);
	const char *path = arena_printf(&arena, "%s/article.txt", buf_cstr(&folder)).p;
	if (ok) {
		struct launch_words w = launch_words(str_of(command), &arena);
		ok = w.n > 0 || error_set(&err, ERROR_USAGE, "EDITOR: empty; name a program in it");
		ok = ok && away_put(path, buf_str(&visible), 0400, &err);
		if (ok) {
			away_add_place(&w, path, line, &arena);
			t->driver->suspend(t);
			ok = launch_wait(w.v, -1, -1, &status, &err);
			t->driver->resume(t);
		}
		unlink(path);
		rmdir(buf_cstr(&folder));
		if (ok)
			away_ended_well(m, w.v[0], status, NULL);
	}
	if (!ok)
		update_say(m, true, "%s", err.msg);
	buf_free(&folder);
	buf_free(&visible);
	arena_free(&arena);
}

void away_edit(struct away *a, struct model *m, struct term *t)
{
	static const char *const names[] = {"VISUAL", "EDITOR", "PAGER", NULL};
	const struct opened *o = model_opened(m);
	size_t line = 1;
	if (!o) {
		update_say(m, false, "Nothing is shown that could be read");
		return;
	}
	if (away_refuses(a, m))
		return;
	uint32_t begin = page_passage(m).begin;
	for (uint32_t i = 0; i < begin && i < o->article.text.n; i++)
		line += o->article.text.p[i] == '\n';
	m->message[0] = '\0';
	away_show(m, t, away_first(names, "less"), o->article.text, line);
}

/* ---- the pipe ---- */

/* While the article is read, all of it; else the passage of the event, which is all of a report. */
static struct str away_text(const struct model *m, const char **what)
{
	const struct opened *o = model_opened(m);
	struct span s = o ? page_passage(m) : SPAN_NONE;
	bool whole = m->under == PANE_ARTICLE || s.begin == s.end;
	*what = whole ? "article" : "passage";
	return !o ? STR_NONE : whole ? o->article.text : str_sub(o->article.text, s.begin, s.end);
}

const char *away_pipe_what(const struct model *m)
{
	const char *what;
	away_text(m, &what);
	if (m->chosen.n)
		return "chosen events as Markdown";
	return model_opened(m) ? what : NULL;
}

static bool away_read(int fd, struct buf *out)
{
	char bytes[1 << 14];
	ssize_t n = 0;
	if (lseek(fd, 0, SEEK_SET) < 0)
		return false;
	while (out->n < AWAY_OUTPUT && ((n = read(fd, bytes, sizeof bytes)) > 0 || (n < 0 && errno == EINTR)))
		if (n > 0)
			buf_add(out, bytes, (size_t)n);
	return n >= 0;
}

/* A file without a name, private, gone when it is closed. */
static int away_nameless(struct buf *folder, struct error *err)
{
	if (!away_folder(folder, err))
		return -1;
	size_t n = folder->n;
	buf_add_cstr(folder, "/text");
	int fd = open(buf_cstr(folder), O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (fd < 0)
		error_set(err, ERROR_IO, "%s: %s; make room", buf_cstr(folder), strerror(errno));
	else
		unlink(buf_cstr(folder));
	folder->p[n] = '\0';
	rmdir(folder->p);
	return fd;
}

/* The chosen events are written by the thread of exports, into a folder that only the user can enter; the command is run
 * when they are there. */
static bool away_pipe_chosen(struct away *a, const struct model *m, struct str command, struct error *err)
{
	if (save_is_running(a->save))
		return error_set(err, ERROR_BUSY, "export: another one is being written; try again when it is done");
	if (!away_folder(&a->folder, err))
		return false;
	buf_clear(&a->path);
	buf_addf(&a->path, "%s/chosen.md", buf_cstr(&a->folder));
	buf_set(&a->command, command);
	struct save_job job = {
		.corpus = a->corpus,
		.format = export_format(STR("md")),
		.path = buf_str(&a->path),
		.chosen = m->chosen.v,
		.chosen_count = m->chosen.n,
	};
	a->piping = save_start(a->save, &job);
	if (!a->piping)
		rmdir(buf_cstr(&a->folder));
	return a->piping || error_set(err, ERROR_BUSY, "export: cannot be started; try again");
}

/* Takes the file of the chosen events away; open for reading, or -1. */
static int away_take_chosen(struct away *a, struct error *err)
{
	const char *path = buf_cstr(&a->path);
	int fd = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	if (fd < 0)
		error_set(err, ERROR_IO, "%s: %s; try again", path, strerror(errno));
	unlink(path);
	rmdir(buf_cstr(&a->folder));
	a->piping = false;
	return fd;
}

static bool away_fill(int fd, struct str text, struct error *err)
{
	while (text.n) {
		ssize_t n = write(fd, text.p, text.n);
		if (n < 0 && errno != EINTR)
			return error_set(err, ERROR_IO, "text for the command: %s; make room", strerror(errno));
		text = n > 0 ? str_sub(text, (size_t)n, text.n) : text;
	}
	return lseek(fd, 0, SEEK_SET) == 0;
}

/* Runs a command on what `in` has (-1: nothing, which err tells), and shows what it prints. */
static void away_run(struct model *m, struct term *t, const char *command, int in, struct error *err)
{
	static const char *const names[] = {"PAGER", NULL};
	struct buf folder = BUF_INIT, typed = BUF_INIT, output = BUF_INIT, shown = BUF_INIT;
	int status = 0;
	buf_add_cstr(&typed, command);
	char *argv[] = {(char *)(uintptr_t) "sh", (char *)(uintptr_t) "-c", typed.p, NULL};
	int out = in < 0 ? -1 : away_nameless(&folder, err);
	bool ok = out >= 0;
	m->message[0] = '\0';
	if (ok) {
		t->driver->suspend(t);
		ok = launch_wait(argv, in, out, &status, err);
		t->driver->resume(t);
	}
	ok = ok && (away_read(out, &output) || error_set(err, ERROR_IO, "output of the command: %s; try again", strerror(errno)));
	if (in >= 0)
		close(in);
	if (out >= 0)
		close(out);
	utf8_repair(buf_str(&output), &shown);
	if (ok && shown.n)
		away_show(m, t, away_first(names, "less"), buf_str(&shown), 1);
	if (!ok)
		update_say(m, true, "%s", err->msg);
	else if (status)
		away_ended_well(m, typed.p, status, NULL);
	else if (!shown.n)
		update_say(m, false, "Given to “%s”, which printed nothing", typed.p);
	buf_free(&folder);
	buf_free(&typed);
	buf_free(&output);
	buf_free(&shown);
}

void away_pipe(struct away *a, struct model *m, struct term *t, struct str command)
{
	const char *what;
	struct str text = away_text(m, &what);
	struct buf folder = BUF_INIT, typed = BUF_INIT;
	struct error err = ERROR_INIT;
	if (!command.n || away_refuses(a, m))
		return;
	if (m->chosen.n) {
		if (!away_pipe_chosen(a, m, command, &err))
			update_say(m, true, "%s", err.msg);
		return;
	}
	buf_add_str(&typed, command);
	int in = away_nameless(&folder, &err);
	if (in >= 0 && !away_fill(in, text, &err)) {
		close(in);
		in = -1;
	}
	away_run(m, t, buf_cstr(&typed), in, &err);
	buf_free(&folder);
	buf_free(&typed);
}

void away_chosen(struct away *a, struct model *m, struct term *t, enum save_event event, struct str message)
{
	struct error err = ERROR_INIT;
	int in = away_take_chosen(a, &err);
	if (event == SAVE_DONE) {
		away_run(m, t, buf_cstr(&a->command), in, &err);
		return;
	}
	if (in >= 0)
		close(in);
	update_say(m, true, "%.*s", STR_ARG(message));
}
