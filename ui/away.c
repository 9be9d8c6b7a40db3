#include "config.h"

#include "ui/away_inside.h"

#include "app/update.h"
#include "base/host.h"
#include "base/url.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

void away_begin(struct away *a, const char *corpus, void (*wake)(void *ctx), void *ctx)
{
	a->corpus = corpus;
	a->save = save_open(wake, ctx);
}

void away_end(struct away *a)
{
	save_close(a->save);
	if (a->piping) {
		unlink(buf_cstr(&a->path));
		rmdir(buf_cstr(&a->folder));
	}
	buf_free(&a->command);
	buf_free(&a->folder);
	launch_free(&a->launched);
	buf_free(&a->url);
	buf_free(&a->asked);
	buf_free(&a->query);
	buf_free(&a->path);
}

static void away_ask(struct away *a, struct model *m, enum away_question question, const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));
static void away_ask(struct away *a, struct model *m, enum away_question question, const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	buf_clear(&a->asked);
	buf_addv(&a->asked, fmt, ap);
	va_end(ap);
	a->question = question;
	away_ask_again(a, m);
}

void away_ask_again(const struct away *a, struct model *m)
{
	if (a->question != AWAY_NOTHING)
		update_say(m, false, "%s", buf_cstr(&a->asked));
}

bool away_refuses(const struct away *a, struct model *m)
{
	if (!a->harmless && !a->alone)
		return false;
	update_say(m, false, "A script starts no other program");
	return true;
}

const char *away_first(const char *const names[], const char *otherwise)
{
	for (size_t i = 0; names[i]; i++) {
		const char *value = getenv(names[i]);
		if (value && *value)
			return value;
	}
	return otherwise;
}

bool away_ended_well(struct model *m, const char *name, int status, const char *variable)
{
	struct buf remedy = BUF_INIT;
	bool killed = WIFSIGNALED(status), well = !killed && WEXITSTATUS(status) == 0;
	if (variable)
		buf_addf(&remedy, "; $%s names another program", variable);
	if (!well)
		update_say(m, true, "%s: ended %s %d%s", name, killed ? "by signal" : "with status",
			   killed ? WTERMSIG(status) : WEXITSTATUS(status), buf_cstr(&remedy));
	buf_free(&remedy);
	return well;
}

/* ---- the address ---- */

void away_open(struct away *a, struct model *m)
{
	const struct opened *o = model_opened(m);
	struct buf host = BUF_INIT;
	buf_clear(&a->url);
	if (!o || !o->article.url.n) {
		update_say(m, false, o ? "The article came without an address" : "Nothing is shown that could be opened");
		return;
	}
	if (!url_web(o->article.url, &a->url)) {
		update_say(m, true, "“%.*s”: no address of the web; only http and https are opened",
			   STR_ARG(utf8_prefix(o->article.url, 200)));
		return;
	}
	host_shown(url_host(buf_str(&a->url)), &host);
	away_ask(a, m, AWAY_OPEN, "Open “%s”? y opens it, any other key does not: %s", buf_cstr(&host), buf_cstr(&a->url));
	buf_free(&host);
}

/* A browser that draws on the terminal, or a desk without windows: it needs the terminal. */
static bool away_needs_terminal(const char *program)
{
	static const char *const names[] = {"w3m", "lynx", "links", "links2", "elinks", "www-browser"};
	static const char *const windows[] = {"DISPLAY", "WAYLAND_DISPLAY", NULL};
	const char *slash = strrchr(program, '/');
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(slash ? slash + 1 : program, names[i]) == 0)
			return true;
	return !away_first(windows, NULL);
}

/* One of the commands of $BROWSER; false: it cannot be started. */
static bool away_browse_with(struct away *a, struct model *m, struct term *t, struct str command, struct error *err)
{
	struct arena arena = ARENA_INIT;
	struct launch_words w = launch_words_with(command, buf_cstr(&a->url), &arena);
	int status = 0;
	bool ok = w.n > 0;
	if (!ok) {
		error_set(err, ERROR_USAGE, "BROWSER: empty; name a program in it");
	} else if (away_needs_terminal(w.v[0])) {
		t->driver->suspend(t);
		ok = launch_wait(w.v, -1, -1, &status, err);
		t->driver->resume(t);
	} else {
		ok = launch_away(&a->launched, w.v, err);
	}
	if (ok && away_ended_well(m, w.v[0], status, "BROWSER"))
		update_say(m, false, "Opened with %s", w.v[0]);
	arena_free(&arena);
	return ok;
}

/* $BROWSER names commands with colons between, the first that can be started is taken. */
static void away_browse(struct away *a, struct model *m, struct term *t)
{
	static const char *const names[] = {"BROWSER", NULL};
	struct str rest = str_of(away_first(names, "xdg-open")), command;
	struct error err = ERROR_INIT;
	bool ok = false;
	if (away_refuses(a, m))
		return;
	m->message[0] = '\0';
	while (!ok && str_split(&rest, ':', &command))
		ok = away_browse_with(a, m, t, command, &err);
	if (!ok)
		update_say(m, true, "%s", err.msg);
}

/* ---- the export ---- */

void away_export(struct away *a, struct model *m)
{
	if (save_is_running(a->save))
		update_say(m, false, "An export is being written; Esc stops it");
	else
		menu_open(&a->menu, m->now ? m->now->result->events : 0, m->all ? m->all->result->events : 0, m->chosen.n);
}

void away_name(struct away *a, const struct model *m, struct buf *name)
{
	bool chosen = a->menu.what == MENU_CHOSEN;
	buf_clear(&a->query);
	if (a->menu.what == MENU_STARRED)
		buf_add_cstr(&a->query, "is:starred");
	else if (!chosen)
		filter_text(&m->filter, &a->query);
	save_name(a->corpus, chosen ? STR("chosen") : buf_str(&a->query), export_format_at(a->menu.format), name);
}

static void away_start(struct away *a, struct model *m, bool overwrite)
{
	struct save_job job = {
		.corpus = a->corpus,
		.format = export_format_at(a->menu.format),
		.query = buf_str(&a->query),
		.path = buf_str(&a->path),
		.chosen = a->menu.what == MENU_CHOSEN ? m->chosen.v : NULL,
		.chosen_count = a->menu.what == MENU_CHOSEN ? m->chosen.n : 0,
		.overwrite = overwrite,
	};
	if (a->harmless)
		update_say(m, false, "Nothing is written here");
	else if (save_start(a->save, &job))
		update_say(m, false, "Writing %s …", buf_cstr(&a->path));
	else
		update_say(m, true, "export: cannot be started; try again");
}

void away_write(struct away *a, struct model *m, struct str path)
{
	buf_set(&a->path, path);
	if (path.n)
		away_start(a, m, false);
}

void away_answer(struct away *a, struct model *m, struct term *t, const char *key)
{
	static const char *const no[] = {
		[AWAY_NOTHING] = "",
		[AWAY_OPEN] = "Not opened",
		[AWAY_OVERWRITE] = "Not written; the file is as it was",
		[AWAY_LEAVE] = "The export goes on",
	};
	enum away_question question = a->question;
	bool yes = strcmp(key, "y") == 0 || strcmp(key, "Y") == 0;
	a->question = AWAY_NOTHING;
	if (!yes) {
		update_say(m, false, "%s", no[question]);
		return;
	}
	switch (question) {
	case AWAY_NOTHING:
		break;
	case AWAY_OPEN:
		away_browse(a, m, t);
		break;
	case AWAY_OVERWRITE:
		away_start(a, m, true);
		break;
	case AWAY_LEAVE:
		a->leaving = m->quit = true;
		break;
	}
}

bool away_lets_go(struct away *a, struct model *m)
{
	if (a->alone || a->leaving || a->piping || !save_is_running(a->save))
		return true;
	away_ask(a, m, AWAY_LEAVE, "“%s” is not whole yet. y leaves without it, any other key does not", buf_cstr(&a->path));
	return false;
}

void away_progress(const struct away *a, struct buf *out)
{
	buf_clear(out);
	if (save_is_running(a->save))
		buf_addf(out, "Writing %s: %u %% (Esc stops it)", a->piping ? "what the command gets" : buf_cstr(&a->path),
			 save_percent(a->save));
}

void away_collect(struct away *a, struct model *m, struct term *t)
{
	struct buf message = BUF_INIT;
	if (a->question == AWAY_OPEN || a->question == AWAY_OVERWRITE)
		return; /* one thing at a time */
	int failed = launch_reap(&a->launched);
	if (failed)
		update_say(m, true, "The web browser ended with status %d; $BROWSER names another", failed);
	enum save_event event = save_collect(a->save, &message);
	if (event != SAVE_NOTHING)
		a->question = AWAY_NOTHING; /* whether to leave before its end is no question any more */
	if (a->piping && event != SAVE_NOTHING) {
		away_chosen(a, m, t, event, buf_str(&message));
		buf_free(&message);
		return;
	}
	switch (event) {
	case SAVE_NOTHING:
		break;
	case SAVE_DONE:
		update_say(m, false, "%s", buf_cstr(&message));
		break;
	case SAVE_FAILED:
		update_say(m, true, "%s", buf_cstr(&message));
		break;
	case SAVE_EXISTS:
		away_ask(a, m, AWAY_OVERWRITE, "There is such a file; y writes over it, any other key does not: %s", buf_cstr(&a->path));
		break;
	}
	buf_free(&message);
}
