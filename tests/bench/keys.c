/* keys CORPUS [WxH [STEP]]: how long the screen takes to answer a key, on that corpus at that size (200x60).
 *
 * STEP: only those whose names hold that.
 *
 * The browser runs with a terminal of its own that draws nothing and presses the keys of a list, each when all that the
 * one before it led to is there; in the texts that are typed, each letter when the picture of the last one is, as fast
 * hands would. A line a step: the time from the key to its first picture, in the median and at most; the CPU that the drawing
 * thread took for one picture, at most; and how long it took until nothing was to come any more, at most. */
#include "config.h"

#include "base/mem.h"
#include "ui/browser.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { KEYS_MOST = 64 };

static const struct keys_step {
	const char *name, *keys; /* with blanks between; "text" is typed; !Esc: pressed while what came before is still at work */
	const char *back;        /* what comes before the next step, not measured */
} keys_steps[] = {
	{"first key", "j", ""},
	{"one row down", "j j j j j j j j j j j j", ""},
	{"a screenful", "C-f C-f C-f C-f C-b C-b", ""},
	{"last, first", "G g G g", ""},
	{"zoom out", "Z Z Z Z Z", ""},
	{"zoom in", "z z z z z", ""},
	{"periods", "} } } } { {", ""},
	{"zoomed, newest first", "a \"newest\" Enter Z Z Z z z z", "a \"oldest\" Enter"},
	{"by reports", "a \"reports\" Enter j C-f G g", "a \"oldest\" Enter"},
	{"zoomed, filtered", "f \"kind:meeting\" Enter Z Z Z Z z z z z", "f C-u Enter"},
	{"zoomed, most left", "f \"-country:PK\" Enter Z Z Z Z F F z z z z", "f C-u Enter"},
	{"to a date", "d \"2010\" Enter", "g"},
	{"panes", "2 3 1 Tab Tab Tab", "1"},
	{"countries", "2 j j k", "1"},
	{"filter by one", "2 Space", "Space 1"},
	{"leave one out", "2 -", "- 1"},
	{"filter, typed", "f \"country:PK \" \"kind:meeting\" Enter", ""},
	{"filters off, on", "F F F", "f C-u Enter"},
	{"search, one word", "/ \"ministers\" Enter", ""},
	{"hits", "n n N", "/ C-u Enter"},
	{"search, a pattern", "/ \"[Ss]igned? [a-z]+ t\" Enter", "/ C-u Enter"},
	{"moves in a search", "/ \"(a+)+$\" !Enter !j !j !C-f !C-f !G !g !Z !z !2 !1", "/ C-u Enter"},
	{"a search given up", "/ \"(a+)+$\" !Esc", "/ C-u Enter"},
	{"a bar of the strip", "b", "f C-u Enter"},
	{"read", "Enter C-f C-b ) ) (", "q"},
	{"links", "l j", "q"},
	{"why", "w j", "q"},
	{"compare", "=", "Esc"},
	{"map", "M j j k", "q"},
	{"pair", "p j z Z", "q"},
	{"grid", "t j Right z Z", "q"},
	{"choose all", "V,a", "V,n"},
	{"choose a period", "V,p", ""},
	{"star, undo", "s u C-r u", "V,n"},
	{"to no date", "f \"is:undated\" Enter G g", "f C-u Enter"},
	{"help", "? \"zoom\"", "Esc"},
	{"command", ": \"go-to\"", "Esc"},
};

struct keys {
	struct term term;
	pthread_mutex_t lock;
	pthread_cond_t woken;
	bool awake, idle;
	size_t step;
	const char *only;    /* steps whose names hold it */
	struct str left;     /* keys of the step that are still to be pressed */
	struct str typing;   /* of a "text" */
	bool back;           /* it is the way back that is pressed */
	bool pressed;        /* a key is on its way to its picture */
	double at, cpu;      /* when it was pressed; the thread's time when the input was given */
	double wall[KEYS_MOST], cpu_most, final_most;
	int count;
};

static double keys_clock(clockid_t clock)
{
	struct timespec t;
	clock_gettime(clock, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int keys_order(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

static void keys_report(struct keys *k)
{
	qsort(k->wall, (size_t)k->count, sizeof *k->wall, keys_order);
	if (k->count)
		printf("%-20s %5d %9.1f %9.1f %9.2f %9.0f\n", keys_steps[k->step].name, k->count, k->wall[k->count / 2],
		       k->wall[k->count - 1], k->cpu_most, k->final_most);
	fflush(stdout);
	k->count = 0;
	k->cpu_most = k->final_most = 0;
}

static bool keys_hurries(const struct keys *k)
{
	return str_starts(str_trim(k->left), STR("!"));
}

/* The step, or the first one after it that is wanted; false: there is none. */
static bool keys_begin_step(struct keys *k)
{
	size_t n = sizeof keys_steps / sizeof *keys_steps;
	while (k->step < n && !strstr(keys_steps[k->step].name, k->only))
		k->step++;
	if (k->step == n)
		return false;
	k->back = false;
	k->left = str_of(keys_steps[k->step].keys);
	return true;
}

/* The next key; false: the list is at its end. */
static bool keys_next_key(struct keys *k, struct input *in)
{
	struct str key;
	for (;;) {
		if (k->typing.n) {
			key = str_sub(k->typing, 0, 1);
			k->typing = str_sub(k->typing, 1, k->typing.n);
			break;
		}
		k->left = str_trim(k->left);
		if (keys_hurries(k))
			k->left = str_sub(k->left, 1, k->left.n);
		if (str_starts(k->left, STR("\""))) {
			size_t end = str_find(k->left, STR("\""), 1);
			k->typing = str_sub(k->left, 1, end);
			k->left = str_sub(k->left, end + 1, k->left.n);
		} else if (k->left.n) {
			size_t end = str_find(k->left, STR(","), 1); /* of keys that follow one another: V,a */
			key = str_word(&k->left);
			if (end < key.n) {
				k->left.n += key.n - end - 1 + (size_t)(k->left.p - (key.p + key.n));
				k->left.p = key.p + end + 1;
				key.n = end;
			}
			break;
		} else if (!k->back) {
			k->back = true;
			k->left = str_of(keys_steps[k->step].back);
		} else {
			keys_report(k);
			k->step++;
			if (!keys_begin_step(k))
				return false;
		}
	}
	in->type = INPUT_KEY;
	if (str_eq(key, STR(" ")))
		key = STR("Space");
	snprintf(in->key, sizeof in->key, "%.*s", STR_ARG(key));
	return true;
}

static void keys_wait(struct keys *k)
{
	pthread_mutex_lock(&k->lock);
	while (!k->awake)
		pthread_cond_wait(&k->woken, &k->lock);
	k->awake = false;
	pthread_mutex_unlock(&k->lock);
}

static bool keys_next(struct term *t, struct input *in, struct error *err)
{
	(void)err;
	struct keys *k = (struct keys *)t;
	*in = (struct input){.type = INPUT_WAKE};
	if (k->idle && k->at > 0 && !k->back) {
		double took = keys_clock(CLOCK_MONOTONIC) - k->at;
		k->final_most = took > k->final_most ? took : k->final_most;
	}
	if (!k->idle && !k->typing.n && (k->pressed || !keys_hurries(k))) {
		keys_wait(k);
	} else if (!keys_next_key(k, in)) {
		in->type = INPUT_END;
	} else {
		k->pressed = true;
		k->at = keys_clock(CLOCK_MONOTONIC);
	}
	k->cpu = keys_clock(CLOCK_THREAD_CPUTIME_ID);
	return true;
}

static void keys_blit(struct term *t, const struct canvas *c)
{
	(void)c;
	struct keys *k = (struct keys *)t;
	double cpu = keys_clock(CLOCK_THREAD_CPUTIME_ID) - k->cpu;
	if (k->back || k->at == 0)
		return;
	k->cpu_most = cpu > k->cpu_most ? cpu : k->cpu_most;
	if (k->pressed && k->count < KEYS_MOST)
		k->wall[k->count++] = keys_clock(CLOCK_MONOTONIC) - k->at;
	k->pressed = false;
}

static void keys_watch(void *ctx, struct browse *b)
{
	struct keys *k = ctx;
	k->idle = model_is_idle(&b->model) && b->model.all;
}

static void keys_wake(struct term *t)
{
	struct keys *k = (struct keys *)t;
	pthread_mutex_lock(&k->lock);
	k->awake = true;
	pthread_cond_signal(&k->woken);
	pthread_mutex_unlock(&k->lock);
}

static bool keys_copy(struct term *t, struct str text)
{
	(void)t;
	(void)text;
	return true;
}

static void keys_style(struct term *t, const struct style_set *set)
{
	(void)t;
	(void)set;
}

static void keys_mouse(struct term *t, bool on)
{
	(void)t;
	(void)on;
}

static void keys_nothing(struct term *t)
{
	(void)t;
}

int main(int argc, char **argv)
{
	static const struct term_driver driver = {
		.next = keys_next, .blit = keys_blit, .copy = keys_copy, .redraw = keys_nothing,
		.style = keys_style, .mouse = keys_mouse, .suspend = keys_nothing,
		.resume = keys_nothing, .stop = keys_nothing, .wake = keys_wake, .close = keys_nothing,
	};
	struct keys k = {.lock = PTHREAD_MUTEX_INITIALIZER, .woken = PTHREAD_COND_INITIALIZER};
	struct error err = ERROR_INIT;
	int w = 200, h = 60;
	if (argc < 2 || (argc > 2 && sscanf(argv[2], "%dx%d", &w, &h) != 2))
		return 99;
	k.term = (struct term){.driver = &driver, .w = w, .h = h};
	k.only = argc > 3 ? argv[3] : "";
	if (!keys_begin_step(&k))
		return 99;
	struct browse_options o = {.corpus = argv[1], .term = &k.term, .watch = keys_watch, .ctx = &k, .harmless = true};
	printf("%-20s %5s %9s %9s %9s %9s\n", "", "keys", "ms", "at most", "CPU-ms", "all-ms");
	if (browse_run(&o, &err))
		return 0;
	fprintf(stderr, "keys: %s\n", err.msg);
	return 1;
}
