#include "config.h"

#include "ingest/title.h"

#include "base/utf8.h"

#include <string.h>

enum { TITLE_HEADLINE_BYTES = 160, TITLE_SENTENCE_BYTES = 600 };

static bool title_is_aside(struct span line, const struct span *furniture, size_t n, struct span byline)
{
	for (size_t i = 0; i < n && furniture[i].begin < line.end; i++) {
		if (furniture[i].end > line.begin)
			return true;
	}
	return byline.begin < line.end && byline.end > line.begin;
}

/* The first line with words that belongs to the article; *at is where it begins. */
static struct str title_first_line(struct str text, const struct span *furniture, size_t n, struct span byline, size_t *at)
{
	struct str rest = text, line;
	while (str_split(&rest, '\n', &line)) {
		*at = (size_t)(line.p - text.p);
		struct span span = {(uint32_t)*at, (uint32_t)(*at + line.n)};
		if (str_trim(line).n && !title_is_aside(span, furniture, n, byline))
			return line;
	}
	*at = text.n;
	return STR("");
}

/* A line by itself, of a headline's length, and no sentence. */
static bool title_is_headline(struct str text, struct str line, size_t at)
{
	struct str after = str_sub(text, at + line.n, text.n);
	line = str_trim(line);
	if (line.n > TITLE_HEADLINE_BYTES || str_find(line, STR(" "), 0) == SIZE_MAX || strchr(".,;:", line.p[line.n - 1]))
		return false;
	size_t i = 1; /* after the line end */
	while (i < after.n && (after.p[i] == ' ' || after.p[i] == '\t'))
		i++;
	return i >= after.n || after.p[i] == '\n';
}

/* Up to the first full stop that ends a sentence, or the end of the paragraph. */
static struct str title_sentence(struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		bool ends = strchr(".!?", s.p[i]) && i > 20 && (i + 1 == s.n || strchr(" \n", s.p[i + 1]));
		/* "U.S. officials", "Gen. Bajwa": a short word before the stop is an abbreviation */
		bool initial = ends && s.p[i] == '.' && (memchr(s.p + i - 4, ' ', 4) || memchr(s.p + i - 4, '.', 4));
		if ((ends && !initial) || (s.p[i] == '\n' && i + 1 < s.n && s.p[i + 1] == '\n'))
			return str_sub(s, 0, s.p[i] == '\n' ? i : i + 1);
	}
	return s;
}

static struct str title_squeeze(struct str s, struct arena *arena)
{
	char *out = arena_alloc(arena, s.n + 1, 1);
	size_t n = 0;
	for (size_t i = 0; i < s.n; i++) {
		bool blank = s.p[i] == ' ' || s.p[i] == '\n' || s.p[i] == '\t' || s.p[i] == '\r';
		if (!blank)
			out[n++] = s.p[i];
		else if (n && out[n - 1] != ' ')
			out[n++] = ' ';
	}
	return str_trim((struct str){out, n});
}

static struct str title_cut(struct str s, struct arena *arena)
{
	struct str fits = utf8_prefix(s, TITLE_COLUMNS);
	if (fits.n == s.n)
		return s;
	size_t space = fits.n;
	while (space > fits.n / 2 && fits.p[space - 1] != ' ')
		space--;
	fits = str_trim(str_sub(fits, 0, space > fits.n / 2 ? space : fits.n));
	return arena_printf(arena, "%.*s…", STR_ARG(fits));
}

struct str title_of(struct str text, const struct span *furniture, size_t furniture_count, struct span byline,
		    struct arena *arena)
{
	size_t at;
	struct str line = title_first_line(text, furniture, furniture_count, byline, &at);
	struct str words = str_trim(line);
	size_t hashes = 0;
	while (hashes < words.n && words.p[hashes] == '#')
		hashes++;
	if (hashes && hashes < words.n && words.p[hashes] == ' ') /* a heading of Markdown */
		return title_cut(title_squeeze(str_sub(words, hashes, words.n), arena), arena);
	if (words.n && title_is_headline(text, line, at))
		return title_cut(title_squeeze(words, arena), arena);
	struct str begin = str_sub(text, at, at + TITLE_SENTENCE_BYTES);
	while (begin.n && at + begin.n < text.n && ((unsigned char)text.p[at + begin.n] & 0xC0) == 0x80)
		begin.n--; /* not within a character */
	return title_cut(title_squeeze(title_sentence(begin), arena), arena);
}
