#include "config.h"

#include "ui/browser.h"

#include "app/update.h"

#include <string.h>

/* What works also while text is typed, when its key is no character. */
static bool browse_key_anywhere(struct browse *b, const char *key)
{
	int a = keymap_action(&b->settings.keys, key, b->model.focus);
	if ((a != ACTION_SUSPEND && a != ACTION_REDRAW) || strncmp(key, "C-", 2) != 0)
		return false;
	browse_do(b, (enum action)a);
	return true;
}

static void browse_key_which(struct browse *b, const char *key)
{
	int a = ACTION_NONE;
	enum which_event event = which_key(&b->which, &b->settings.keys, b->model.focus, key, &a);
	b->model.message[0] = '\0';
	if (event == WHICH_NOTHING)
		update_say(&b->model, false, "%s: this key does nothing; %s lists the keys", b->which.keys,
			   keymap_key(&b->settings.keys, ACTION_HELP));
	if (event == WHICH_NOTHING || event == WHICH_DO)
		which_close(&b->which);
	if (event == WHICH_DO)
		browse_do(b, (enum action)a);
	else if (event == WHICH_TAKEN)
		browse_do_with(b, (enum action)a, strcmp(key, "Space") == 0 ? " " : key);
}

void browse_key(struct browse *b, const char *key)
{
	enum action wanted = ACTION_HELP;
	if (browse_key_anywhere(b, key))
		return;
	if (b->help.open) {
		enum help_event event = help_key(&b->help, &b->settings.keys, key, &wanted);
		browse_do_help(b, event, wanted);
		return;
	}
	if (b->prompt.open) {
		browse_do_prompt(b, prompt_key(&b->prompt, key));
		return;
	}
	if (b->away.menu.open) {
		browse_do_menu(b, menu_key(&b->away.menu, key));
		return;
	}
	if (b->away.question != AWAY_NOTHING) {
		away_answer(&b->away, &b->model, b->term, key);
		return;
	}
	int a = keymap_action(&b->settings.keys, key, b->model.focus);
	if (a == ACTION_CANCEL && !which_is_open(&b->which) && save_is_running(b->away.save))
		save_cancel(b->away.save);
	browse_key_which(b, key);
}

void browse_key_paste(struct browse *b, struct str text)
{
	if (b->help.open)
		help_type(&b->help, &b->settings.keys, text);
	else if (b->prompt.open)
		browse_do_prompt(b, prompt_type(&b->prompt, text));
	else
		update_say(&b->model, false, "pasted text does nothing here; first press %s to search or %s to filter",
			   keymap_key(&b->settings.keys, ACTION_SEARCH), keymap_key(&b->settings.keys, ACTION_FILTER));
}
