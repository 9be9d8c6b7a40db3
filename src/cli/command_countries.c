#include "config.h"

#include "base/country.h"
#include "cli/columns.h"
#include "cli/command.h"
#include "cli/interrupt.h"
#include "cli/listing.h"

static bool command_countries_one(struct listing *l, const struct country_count *c)
{
	if (l->export.format)
		return export_country(&l->export, c->code, c->events) && !interrupt_came(NULL);
	buf_addf(&l->out, "%s %7u  ", c->code, c->events);
	columns_add(&l->out, country_name(str_of(c->code)), 0);
	columns_end(&l->out);
	return listing_next(l);
}

int command_countries(const struct command *self, int argc, char **argv)
{
	struct listing l = {0};
	const struct options_row rows[] = {LISTING_CORPUS(l), LISTING_JSON(l, "a country"), LISTING_TABLES(l)};
	int status;
	if (!options_read(self, rows, OPTIONS_COUNT(rows), LISTING_QUERY_HELP, &argc, argv, &status) ||
	    !listing_open_arguments(&l, argc, argv, &status))
		return status;
	struct error err = ERROR_INIT;
	size_t i = 0, count = l.result->country_count;
	bool export = listing_export(&l, EXPORT_COUNTRIES);
	for (size_t k = 0; export && k < count; k++)
		export_count_day(&l.export, INTERVAL_NONE);
	if (export)
		export_begin(&l.export);
	while (i < count && command_countries_one(&l, &l.result->countries[i]))
		i++;
	if (export && i == count)
		export_end(&l.export);
	return listing_close(&l, &err, count > 0);
}
