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

static void filter_set(struct buf *to, struct str text)
{
	buf_clear(to);
	buf_add_str(to, text);
}

void filter_copy(struct filter *to, const struct filter *from)
{
	if (to == from)
		return;
	filter_set(&to->line, buf_str(&from->line));
	filter_set(&to->pattern, buf_str(&from->pattern));
	memcpy(to->countries, from->countries, sizeof to->countries);
	to->country_count = from->country_count;
	to->either = from->either;
	to->off = from->off;
}

bool filter_is_empty(const struct filter *f)
{
	return f->line.n == 0 && f->pattern.n == 0 && f->country_count == 0;
}

bool filter_has_country(const struct filter *f, const char *code)
{
	for (size_t i = 0; i < f->country_count; i++)
		if (strcmp(f->countries[i], code) == 0)
			return true;
	return false;
}

static void filter_add_country(struct filter *f, struct str code)
{
	if (code.n != 2 || f->country_count == FILTER_COUNTRIES)
		return;
	char *to = f->countries[f->country_count++];
	memcpy(to, code.p, 2);
	to[2] = '\0';
}

void filter_toggle_country(struct filter *f, const char *code)
{
	for (size_t i = 0; i < f->country_count; i++) {
		if (strcmp(f->countries[i], code) != 0)
			continue;
		f->country_count--;
		memmove(f->countries[i], f->countries[i + 1], (f->country_count - i) * sizeof f->countries[0]);
		return;
	}
	filter_add_country(f, str_of(code));
}

/* ---- to text ---- */

static void filter_space(struct buf *out)
{
	if (out->n > 0)
		buf_add_char(out, ' ');
}

/* Between slashes a slash is escaped. */
static void filter_pattern_text(struct str pattern, struct buf *out)
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
	buf_clear(out);
	buf_add_str(out, buf_str(&f->line));
	for (size_t i = 0; i < f->country_count; i++) {
		if (i == 0) {
			filter_space(out);
			buf_add_cstr(out, "country:");
		} else {
			buf_add_char(out, f->either ? ',' : '+');
		}
		buf_add_cstr(out, f->countries[i]);
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
		filter_add_country(f, code);
	f->either = either;
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
		if (filter_read_countries(f, term) || filter_read_pattern(f, term))
			continue;
		filter_space(&f->line);
		buf_add_str(&f->line, term);
	}
}
