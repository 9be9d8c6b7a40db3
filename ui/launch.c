#include "config.h"

#include "ui/launch.h"

#include "ui/signals.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

/* ---- words ---- */

/* One word at *at; quotes and backslashes are taken off. False at the end. */
static bool launch_word(struct str s, size_t *at, struct buf *word)
{
	char quote = 0;
	bool any = false;
	buf_clear(word);
	while (*at < s.n && strchr(" \t\n", s.p[*at]))
		++*at;
	for (; *at < s.n && (quote || !strchr(" \t\n", s.p[*at])); ++*at) {
		char c = s.p[*at];
		any = true;
		if (quote ? c == quote : c == '\'' || c == '"')
			quote = quote ? 0 : c;
		else if (c == '\\' && quote != '\'' && *at + 1 < s.n)
			buf_add_char(word, s.p[++*at]);
		else
			buf_add_char(word, c);
	}
	return any;
}

struct launch_words launch_words(struct str command, struct arena *arena)
{
	struct launch_words w = {arena_alloc(arena, command.n + 4, sizeof(char *)), 0};
	struct buf word = BUF_INIT;
	for (size_t at = 0; launch_word(command, &at, &word);)
		w.v[w.n++] = arena_cstr(arena, buf_str(&word));
	buf_free(&word);
	return w;
}

struct launch_words launch_words_with(struct str command, const char *word, struct arena *arena)
{
	struct launch_words w = launch_words(command, arena);
	struct buf filled = BUF_INIT;
	bool placed = false;
	for (size_t i = 0; i < w.n; i++) {
		buf_clear(&filled);
		for (const char *p = w.v[i]; *p; p++) {
			bool name = p[0] == '%' && p[1] == 's';
			if (name)
				buf_add_cstr(&filled, word);
			else
				buf_add_char(&filled, *p);
			placed = placed || name;
			p += name || (p[0] == '%' && p[1] == '%');
		}
		w.v[i] = arena_cstr(arena, buf_str(&filled));
	}
	if (w.n && !placed)
		w.v[w.n++] = arena_cstr(arena, str_of(word));
	buf_free(&filled);
	return w;
}

/* ---- processes ---- */

/* in, out: -1 leaves them as they are, -2 is nowhere. */
static bool launch_spawn(char *const argv[], int in, int out, bool away, pid_t *pid, struct error *err)
{
	posix_spawn_file_actions_t files;
	posix_spawnattr_t how;
	sigset_t all, none;
	sigfillset(&all);
	sigemptyset(&none);
	posix_spawn_file_actions_init(&files);
	posix_spawnattr_init(&how);
	posix_spawnattr_setsigdefault(&how, &all);
	posix_spawnattr_setsigmask(&how, &none);
	posix_spawnattr_setflags(&how, (short)(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | (away ? POSIX_SPAWN_SETSID : 0)));
	if (in >= 0)
		posix_spawn_file_actions_adddup2(&files, in, STDIN_FILENO);
	else if (away)
		posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
	if (away)
		posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
	else if (out >= 0)
		posix_spawn_file_actions_adddup2(&files, out, STDOUT_FILENO);
	if (away || out >= 0)
		posix_spawn_file_actions_adddup2(&files, STDOUT_FILENO, STDERR_FILENO);
#ifdef HAVE_POSIX_SPAWN_FILE_ACTIONS_ADDCLOSEFROM_NP
	posix_spawn_file_actions_addclosefrom_np(&files, STDERR_FILENO + 1);
#endif
	int wrong = posix_spawnp(pid, argv[0], &files, &how, argv, environ);
	posix_spawn_file_actions_destroy(&files);
	posix_spawnattr_destroy(&how);
	return wrong == 0 || error_set(err, ERROR_IO, "%s: %s; install it, or name another program", argv[0], strerror(wrong));
}

bool launch_wait(char *const argv[], int in, int out, int *status, struct error *err)
{
	pid_t pid;
	signals_lend();
	bool ok = launch_spawn(argv, in, out, false, &pid, err);
	while (ok && waitpid(pid, status, 0) < 0)
		if (errno != EINTR)
			ok = error_set(err, ERROR_IO, "%s: %s; start it again", argv[0], strerror(errno));
	signals_take_back();
	return ok;
}

bool launch_away(struct launched *l, char *const argv[], struct error *err)
{
	pid_t pid;
	if (!launch_spawn(argv, -1, -1, true, &pid, err))
		return false;
	*vec_push(&l->running) = pid;
	return true;
}

/* A pipe holds as much, so that nobody waits for the program to read. */
bool launch_feed(struct launched *l, char *const argv[], struct str text, struct error *err)
{
	int ends[2];
	pid_t pid;
	if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) < 0)
		return error_set(err, ERROR_IO, "%s: %s; try again", argv[0], strerror(errno));
	fcntl(ends[0], F_SETFL, 0); /* the program's end waits */
	bool ok = text.n <= LAUNCH_FED && write(ends[1], text.p, text.n) == (ssize_t)text.n;
	if (!ok)
		error_set(err, ERROR_IO, "%s: the text is too long; take less", argv[0]);
	ok = ok && launch_spawn(argv, ends[0], -1, true, &pid, err);
	if (ok)
		*vec_push(&l->fed) = pid;
	close(ends[0]);
	close(ends[1]);
	return ok;
}

int launch_reap(struct launched *l)
{
	int status, failed = 0;
	for (size_t i = 0; i < l->fed.n;) {
		if (waitpid(l->fed.v[i], &status, WNOHANG) == 0)
			i++;
		else
			l->fed.v[i] = l->fed.v[--l->fed.n];
	}
	for (size_t i = 0; i < l->running.n;) {
		if (waitpid(l->running.v[i], &status, WNOHANG) == 0) {
			i++;
			continue;
		}
		failed = WIFEXITED(status) && WEXITSTATUS(status) ? WEXITSTATUS(status) : failed;
		l->running.v[i] = l->running.v[--l->running.n];
	}
	return failed;
}

void launch_free(struct launched *l)
{
	vec_free(&l->running);
	vec_free(&l->fed);
}
