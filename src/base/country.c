#include "config.h"

#include "base/country.h"

#include "base/embed.h"

#include <string.h>

EMBED(countries, DATA_FOLDER "/countries.tsv")

/* The comments stand at the head of the table only, so that the rows can be searched by halves. */
struct str country_all(void)
{
	struct str rows = embed_str(countries), line;
	while (rows.n > 0 && rows.p[0] == '#')
		str_split(&rows, '\n', &line);
	return rows;
}

bool country_next(struct str *rest, struct country *out)
{
	struct str line;
	if (!str_split(rest, '\n', &line) || line.n == 0)
		return false;
	*out = (struct country){.code = STR_NONE};
	str_split(&line, '\t', &out->code);
	str_split(&line, '\t', &out->alpha3);
	str_split(&line, '\t', &out->name);
	str_split(&line, '\t', &out->others);
	str_split(&line, '\t', &out->neighbours);
	return true;
}

/* Where the row that covers byte `at` begins. */
static size_t country_row_begin(struct str rows, size_t at)
{
	while (at > 0 && rows.p[at - 1] != '\n')
		at--;
	return at;
}

bool country_find(struct str code, struct country *out)
{
	struct str rows = country_all();
	if (code.n != 2)
		return false;
	size_t low = 0, high = rows.n;
	while (low < high) {
		size_t begin = country_row_begin(rows, low + (high - low) / 2);
		struct str rest = str_sub(rows, begin, rows.n);
		int order = memcmp(code.p, rest.p, 2);
		if (order == 0)
			return country_next(&rest, out);
		if (order < 0) {
			high = begin;
		} else {
			struct str line;
			str_split(&rest, '\n', &line);
			low = begin + line.n + 1;
		}
	}
	return false;
}

struct str country_name(struct str code)
{
	struct country c;
	return country_find(code, &c) ? c.name : code;
}

static bool country_is_called(const struct country *c, struct str name)
{
	if (str_eq_nocase(name, c->name) || str_eq_nocase(name, c->code) || str_eq_nocase(name, c->alpha3))
		return true;
	struct str rest = c->others, other;
	while (str_split(&rest, '|', &other))
		if (other.n > 0 && str_eq_nocase(name, other))
			return true;
	return false;
}

bool country_code(struct str name, char code[static 3])
{
	name = str_trim(name);
	if (name.n > 4 && str_eq_nocase(str_sub(name, 0, 4), STR("the ")))
		name = str_sub(name, 4, name.n);
	struct str rest = country_all();
	struct country c;
	while (country_next(&rest, &c))
		if (country_is_called(&c, name)) {
			memcpy(code, c.code.p, 2);
			code[2] = '\0';
			return true;
		}
	return false;
}
