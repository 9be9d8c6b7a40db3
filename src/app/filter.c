#include "config.h"

#include "app/filter.h"

#include <stdint.h>
#include <string.h>

void filter_free(struct filter *f)
{
	buf_free(&f->line);
	buf_free(&f->pattern);
	*f = (struct filter){0};
}

void filter_copy(struct filter *to, const struct filter *from)
{
	if (to == from)
		return;
	buf_set(&to->line, buf_str(&from->line));
	buf_set(&to->pattern, buf_str(&from->pattern));
	memcpy(to->countries, from->countries, sizeof to->countries);
	to->country_count = from->country_count;
	to->either = from->either;
	memcpy(to->without, from->without, sizeof to->without);
	to->without_count = from->without_count;
	to->off = from->off;
}

bool filter_is_empty(const struct filter *f)
{
	return f->line.n == 0 && f->pattern.n == 0 && filter_countries(f) == 0;
}

/* ---- countries ---- */

static size_t filter_find(char codes[][3], size_t n, const char *code)
{
	size_t i = 0;
	while (i < n && strcmp(codes[i], code) != 0)
		i++;
	return i;
}

static void filter_add(char codes[][3], size_t *n, struct str code)
{
	if (code.n != 2 || *n == FILTER_COUNTRIES)
		return;
	char *to = codes[(*n)++];
	memcpy(to, code.p, 2);
	to[2] = '\0';
}

/* False: it was not there. */
static bool filter_drop(char codes[][3], size_t *n, const char *code)
{
	size_t i = filter_find(codes, *n, code);
	if (i == *n)
		return false;
	--*n;
	memmove(codes[i], codes[i + 1], (*n - i) * sizeof codes[0]);
	return true;
}

bool filter_has_country(const struct filter *f, const char *code)
{
	return filter_find((char(*)[3])f->countries, f->country_count, code) < f->country_count;
}

bool filter_lacks_country(const struct filter *f, const char *code)
{
	return filter_find((char(*)[3])f->without, f->without_count, code) < f->without_count;
}

void filter_toggle_country(struct filter *f, const char *code)
{
	filter_drop(f->without, &f->without_count, code);
	if (!filter_drop(f->countries, &f->country_count, code))
		filter_add(f->countries, &f->country_count, str_of(code));
}

void filter_toggle_without(struct filter *f, const char *code)
{
	filter_drop(f->countries, &f->country_count, code);
	if (!filter_drop(f->without, &f->without_count, code))
		filter_add(f->without, &f->without_count, str_of(code));
}

size_t filter_countries(const struct filter *f)
{
	return f->country_count + f->without_count;
}

const char *filter_country(const struct filter *f, size_t i)
{
	return i < f->country_count ? f->countries[i] : f->without[i - f->country_count];
}

/* ---- to text ---- */

static void filter_space(struct buf *out)
{
	if (out->n > 0)
		buf_add_char(out, ' ');
}

void filter_pattern_text(struct str pattern, struct buf *out)
{
	buf_add_char(out, '/');
	for (size_t i = 0; i < pattern.n; i++) {
		if (pattern.p[i] == '/')
			buf_add_char(out, '\\');
		buf_add_char(out, pattern.p[i]);
		if (pattern.p[i] == '\\' && i + 1 < pattern.n)
			buf_add_char(out, pattern.p[++i]);
	}
	buf_add_char(out, '/');
}

void filter_text_all(const struct filter *f, struct buf *out)
{
	buf_set(out, buf_str(&f->line));
	for (size_t i = 0; i < f->country_count; i++) {
		if (i == 0) {
			filter_space(out);
			buf_add_cstr(out, "country:");
		} else {
			buf_add_char(out, f->either ? ',' : '+');
		}
		buf_add_cstr(out, f->countries[i]);
	}
	for (size_t i = 0; i < f->without_count; i++) {
		if (i == 0)
			filter_space(out);
		buf_addf(out, "%s%s", i == 0 ? "-country:" : ",", f->without[i]);
	}
	if (f->pattern.n > 0) {
		filter_space(out);
		filter_pattern_text(buf_str(&f->pattern), out);
	}
}

void filter_text(const struct filter *f, struct buf *out)
{
	buf_clear(out);
	if (!f->off)
		filter_text_all(f, out);
}

/* ---- from text ---- */

/* The end of the part that begins at `from` with a quote or a slash: behind the closing one. */
static size_t filter_closed(struct str text, size_t from)
{
	char mark = text.p[from];
	for (size_t i = from + 1; i < text.n; i++) {
		if (mark == '/' && text.p[i] == '\\')
			i++;
		else if (text.p[i] == mark)
			return i + 1;
	}
	return text.n;
}

/* Cuts the first term off: up to a space outside quotes and slashes. */
static bool filter_term(struct str *rest, struct str *term)
{
	*rest = str_trim(*rest);
	if (rest->n == 0)
		return false;
	size_t end = rest->p[0] == '/' ? filter_closed(*rest, 0) : 0;
	while (end < rest->n && rest->p[end] != ' ')
		end = rest->p[end] == '"' ? filter_closed(*rest, end) : end + 1;
	*term = str_sub(*rest, 0, end);
	*rest = str_sub(*rest, end, rest->n);
	return true;
}

static bool filter_is_code(struct str s)
{
	return s.n == 2 && s.p[0] >= 'A' && s.p[0] <= 'Z' && s.p[1] >= 'A' && s.p[1] <= 'Z';
}

/* "country:PK+IN" with nothing but codes and one kind of joint; anything else stays in the line. */
static bool filter_read_countries(struct filter *f, struct str term)
{
	if (f->country_count > 0 || !str_starts(term, STR("country:")))
		return false;
	struct str codes = str_sub(term, strlen("country:"), term.n), code;
	bool either = str_find(codes, STR(","), 0) != SIZE_MAX;
	for (struct str rest = codes; str_split(&rest, either ? ',' : '+', &code);)
		if (!filter_is_code(code))
			return false;
	for (struct str rest = codes; str_split(&rest, either ? ',' : '+', &code);)
		filter_add(f->countries, &f->country_count, code);
	f->either = either;
	return true;
}

/* "-country:PK,RU": none of them. */
static bool filter_read_without(struct filter *f, struct str term)
{
	if (f->without_count > 0 || !str_starts(term, STR("-country:")))
		return false;
	struct str codes = str_sub(term, strlen("-country:"), term.n), code;
	for (struct str rest = codes; str_split(&rest, ',', &code);)
		if (!filter_is_code(code))
			return false;
	for (struct str rest = codes; str_split(&rest, ',', &code);)
		filter_add(f->without, &f->without_count, code);
	return true;
}

static bool filter_read_pattern(struct filter *f, struct str term)
{
	if (f->pattern.n > 0 || term.n < 3 || term.p[0] != '/' || filter_closed(term, 0) != term.n ||
	    term.p[term.n - 1] != '/')
		return false;
	for (size_t i = 1; i + 1 < term.n; i++) {
		if (term.p[i] == '\\' && i + 2 < term.n) {
			if (term.p[i + 1] != '/')
				buf_add_char(&f->pattern, '\\');
			i++;
		}
		buf_add_char(&f->pattern, term.p[i]);
	}
	return true;
}

void filter_read(struct filter *f, struct str text)
{
	bool either = f->either;
	filter_free(f);
	f->either = either;
	struct str term;
	while (filter_term(&text, &term)) {
		if (filter_read_countries(f, term) || filter_read_without(f, term) || filter_read_pattern(f, term))
			continue;
		filter_space(&f->line);
		buf_add_str(&f->line, term);
	}
}

/* ---- a period ---- */

static bool filter_is_period(struct str term)
{
	return str_starts(term, STR("from:")) || str_starts(term, STR("to:")) || str_starts(term, STR("on:"));
}

bool filter_has_period(const struct filter *f)
{
	struct str rest = buf_str(&f->line), term;
	while (filter_term(&rest, &term))
		if (filter_is_period(term))
			return true;
	return false;
}

/* Is a day the first (or last) of its month, of its year? An open end is of everything. */
static bool filter_is_edge(int32_t day, enum precision unit, bool last)
{
	struct interval around = interval_around(day, unit);
	return day == DAY_MIN || day == DAY_MAX || day == (last ? around.to : around.from);
}

/* In whole years or months where it can be told in them. */
static void filter_period_text(struct interval when, struct buf *out)
{
	char from[16], to[16];
	size_t cut = 0;
	if (filter_is_edge(when.from, PRECISION_YEAR, false) && filter_is_edge(when.to, PRECISION_YEAR, true))
		cut = strlen("-05-23");
	else if (filter_is_edge(when.from, PRECISION_MONTH, false) && filter_is_edge(when.to, PRECISION_MONTH, true))
		cut = strlen("-23");
	day_format(when.from, from);
	day_format(when.to, to);
	from[strlen(from) - cut] = to[strlen(to) - cut] = '\0';
	if (strcmp(from, to) == 0) {
		buf_addf(out, "on:%s", from);
		return;
	}
	if (when.from > DAY_MIN)
		buf_addf(out, "from:%s", from);
	if (when.to < DAY_MAX)
		buf_addf(out, "%sto:%s", out->n ? " " : "", to);
}

bool filter_toggle_period(struct filter *f, struct interval when)
{
	struct buf line = BUF_INIT, was = BUF_INIT, period = BUF_INIT;
	struct str rest = buf_str(&f->line), term;
	while (filter_term(&rest, &term)) {
		struct buf *to = filter_is_period(term) ? &was : &line;
		filter_space(to);
		buf_add_str(to, term);
	}
	filter_period_text(when, &period);
	bool sets = f->off || !str_eq(buf_str(&was), buf_str(&period)); /* what is off is put on */
	if (sets) {
		filter_space(&line);
		buf_add_str(&line, buf_str(&period));
	}
	buf_set(&f->line, buf_str(&line));
	f->off = false;
	buf_free(&line);
	buf_free(&was);
	buf_free(&period);
	return sets;
}

bool filter_has_term(const struct filter *f, struct str wanted)
{
	struct str rest = buf_str(&f->line), term;
	while (filter_term(&rest, &term))
		if (str_eq(term, wanted))
			return true;
	return false;
}

bool filter_toggle_term(struct filter *f, struct str wanted)
{
	bool had = filter_has_term(f, wanted);
	struct buf line = BUF_INIT;
	struct str rest = buf_str(&f->line), term;
	while (filter_term(&rest, &term)) {
		if (str_eq(term, wanted))
			continue;
		filter_space(&line);
		buf_add_str(&line, term);
	}
	if (!had) {
		filter_space(&line);
		buf_add_str(&line, wanted);
	}
	buf_set(&f->line, buf_str(&line));
	f->off = false;
	buf_free(&line);
	return !had;
}
