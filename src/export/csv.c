#include "config.h"

#include "export/csv.h"

#include "base/utf8.h"

#include <string.h>

static void csv_comma(struct csv *c)
{
	if (c->comma)
		buf_add_char(c->out, ',');
	c->comma = true;
}

static void csv_field(struct csv *c, struct str s)
{
	csv_comma(c);
	bool quote = false;
	for (size_t i = 0; i < s.n; i++)
		quote = quote || strchr(",\"\n\r", s.p[i]);
	if (!quote) {
		buf_add_str(c->out, s);
		return;
	}
	buf_add_char(c->out, '"');
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '"')
			buf_add_char(c->out, '"');
		buf_add_char(c->out, s.p[i]);
	}
	buf_add_char(c->out, '"');
}

/* Would a spreadsheet take it for a formula? Some take the full-width signs of East Asia too. */
static bool csv_is_formula(struct str s)
{
	static const char *const wide[] = {"＝", "＋", "－", "＠"};
	bool formula = s.n && s.p[0] && strchr("=+-@\t\r\n", s.p[0]);
	for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
		formula = formula || str_starts(s, str_of(wide[i]));
	return formula;
}

void csv_text(struct csv *c, struct str s)
{
	struct buf safe = BUF_INIT;
	if (csv_is_formula(s))
		buf_add_char(&safe, '\'');
	utf8_visible(s, true, &safe);
	csv_field(c, buf_str(&safe));
	buf_free(&safe);
}

void csv_plain(struct csv *c, const char *s)
{
	csv_field(c, str_of(s));
}

void csv_int(struct csv *c, int64_t n)
{
	csv_comma(c);
	buf_addf(c->out, "%lld", (long long)n);
}

void csv_end(struct csv *c)
{
	buf_add_str(c->out, STR("\r\n"));
	c->comma = false;
}

void csv_head(struct csv *c, const char *const *names, size_t n)
{
	for (size_t i = 0; i < n; i++)
		csv_plain(c, names[i]);
	csv_end(c);
}
