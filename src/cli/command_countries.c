#include "config.h"

#include "base/country.h"
#include "cli/columns.h"
#include "cli/command.h"
#include "cli/csv.h"
#include "cli/jot.h"
#include "cli/listing.h"

static void command_countries_one(struct listing *l, const struct country_count *c)
{
	struct str name = country_name(str_of(c->code));
	struct csv row = {&l->out, false};
	struct jot j = {&l->out, false};
	if (l->json) {
		jot_open(&j, '{');
		jot_key(&j, "code"), jot_str(&j, str_of(c->code));
		jot_key(&j, "name"), jot_str(&j, name);
		jot_key(&j, "events"), jot_int(&j, c->events);
		jot_close(&j, '}');
		buf_add_char(&l->out, '\n');
	} else if (l->csv) {
		csv_plain(&row, c->code);
		csv_text(&row, name);
		csv_int(&row, c->events);
		csv_end(&row);
	} else {
		buf_addf(&l->out, "%s %7u  ", c->code, c->events);
		columns_add(&l->out, name, 0);
		columns_end(&l->out);
	}
}

int command_countries(const struct command *self, int argc, char **argv)
{
	static const char *const head[] = {"code", "name", "events"};
	struct listing l = {0};
	const struct options_row rows[] = {LISTING_CORPUS(l), LISTING_JSON(l, "a country"), LISTING_CSV(l)};
	int status;
	if (!options_read(self, rows, OPTIONS_COUNT(rows), LISTING_QUERY_HELP, &argc, argv, &status) ||
	    !listing_open_arguments(&l, argc, argv, &status))
		return status;
	struct error err = ERROR_INIT;
	struct csv c = {&l.out, false};
	if (l.csv)
		csv_head(&c, head, sizeof head / sizeof *head);
	for (size_t i = 0; i < l.result->country_count; i++) {
		command_countries_one(&l, &l.result->countries[i]);
		if (!listing_next(&l))
			break;
	}
	return listing_close(&l, &err, l.result->country_count > 0);
}
