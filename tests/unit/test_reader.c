/* Files in, articles out: every format in tables, then files, folders, archives and damage. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <archive.h>
#include <archive_entry.h>
#include <cmocka.h>

#include "ingest/reader.h"
#include "ingest/reader_json.h"

#include <jansson.h>

static char place[] = "reader-test-XXXXXX"; /* a folder of the test's own */

/* Articles and reports as a text: "[id|title|published|source|text]" and "!where: reason". */
static bool told_article(void *ctx, struct article *a)
{
	char day[40] = "";
	if (interval_known(a->published.when))
		interval_format(a->published.when, a->published.precision, true, day);
	buf_addf(ctx, "[%.*s|%.*s|%s|%.*s|", STR_ARG(a->given_id), STR_ARG(a->title), day, STR_ARG(a->source));
	buf_add_str(ctx, a->text);
	buf_add_char(ctx, ']');
	return true;
}

static void told_report(void *ctx, const char *where, const char *reason)
{
	/* the first words of a reason are enough to tell it from the others */
	const char *file = strrchr(where, '/') ? strrchr(where, '/') + 1 : where;
	buf_addf(ctx, "!%s: %.*s", file, 22, reason);
}

static struct reader_counts told_read(const char *path, enum reader_format format, struct buf *told)
{
	struct reader_options o = {.format = format, .article = told_article, .report = told_report, .ctx = told};
	struct reader_counts counts = {0};
	struct error err = ERROR_INIT;
	buf_clear(told);
	if (!reader_read(path, &o, &counts, &err))
		buf_addf(told, "!!%s", strstr(err.msg, ": ") + 2);
	return counts;
}

static const char *at(const char *name)
{
	static char path[4][256];
	static int turn;
	turn = (turn + 1) % 4;
	snprintf(path[turn], sizeof path[turn], "%s/%s", place, name);
	return path[turn];
}

static const char *write_file(const char *name, const char *bytes, size_t n)
{
	const char *path = at(name);
	FILE *f = fopen(path, "wb");
	assert_non_null(f);
	assert_int_equal(fwrite(bytes, 1, n, f), n);
	fclose(f);
	return path;
}

#define FILE_OF(name, literal) write_file(name, literal, sizeof literal - 1)

static const struct {
	const char *line, *told;
} jsonl_rows[] = {
	{"{\"text\":\"a\"}", "[||||a]"},
	{"{\"id\":\"7\",\"date\":\"2018-05-22\",\"title\":\"T\",\"source\":\"S\",\"text\":\"a\\r\\nb \"}", "[7|T|2018-05-22|S|a\r\nb ]"},
	{"{\"id\":7,\"date\":20180522,\"text\":\"a\"}", "[7||2018-05-22||a]"},
	{"{\"id\":18446744073709551616,\"text\":\"a\"}", "[18446744073709551616||||a]"},
	{"{\"of\":[18446744073709551616,1.5],\"id\":\"7\",\"text\":\"a\"}", "[7||||a]"},
	{"{\"id\":null,\"date\":null,\"date\":\"\",\"text\":\"a\"}", "[||||a]"},
	{"{\"text\":\"a\",\"date\":\"not a date\"}", "!f.jsonl:1: \"not a date\" is no dat[||||a]"},
	{"{\"text\":\"a\",\"title\":[1]}", "!f.jsonl:1: \"title\" is no text and[||||a]"},
	{"{\"text\":\"\"}", "[||||]"}, /* a record without words is one: what goes in comes out, line by line */
	{"{\"text\":\"caf\xE9\"}", "[||||caf\xEF\xBF\xBD]"},
	{"{\"text\":\"half \\ud83d, whole \\ud83d\\ude00, \\\\ud83d\"}", "[||||half \xEF\xBF\xBD, whole \xF0\x9F\x98\x80, \\ud83d]"},
	{"{\"text\":\"x \\u001b[2J\"}", "[||||x \x1b[2J]"},
	{"\xEF\xBB\xBF{\"text\":\"after a BOM\"}", "[||||after a BOM]"},
	{"{\"text\":\"a\"}\r", "[||||a]"},
	{"  ", ""},
	{"{\"title\":\"a\"}", "!f.jsonl:1: has no text; give the "},
	{"{\"text\":5}", "!f.jsonl:1: has no text; give the "},
	{"[1]", "!f.jsonl:1: is no JSON object; wri"},
	{"{\"text\":\"cut", "!f.jsonl:1: column 12: premature e"},
	{"nonsense", "!f.jsonl:1: column 8: '[' or '{' e"},
	{"{\"text\":\"a\"} {\"text\":\"b\"}", "!f.jsonl:1: column 14: end of file"},
};

static void test_jsonl(void **state)
{
	(void)state;
	struct buf told = BUF_INIT;
	for (size_t i = 0; i < sizeof jsonl_rows / sizeof *jsonl_rows; i++) {
		told_read(write_file("f.jsonl", jsonl_rows[i].line, strlen(jsonl_rows[i].line)), READER_AUTO, &told);
		assert_string_equal(buf_cstr(&told), jsonl_rows[i].told);
	}
	/* a bad line costs itself only, and the count of lines goes on over empty ones */
	struct reader_counts c = told_read(FILE_OF("f.jsonl", "{\"text\":\"a\"}\n\nbad\n{\"text\":\"b\"}"), READER_AUTO, &told);
	assert_string_equal(buf_cstr(&told), "[||||a]!f.jsonl:3: column 3: '[' or '{' e[||||b]");
	assert_int_equal(c.articles, 2);
	assert_int_equal(c.bad, 1);
	/* no line at all is no fault */
	c = told_read(FILE_OF("f.jsonl", ""), READER_AUTO, &told);
	assert_string_equal(buf_cstr(&told), "");
	assert_int_equal(c.bad, 0);
	/* a NUL is a character of the text like any other */
	told_read(FILE_OF("f.jsonl", "{\"text\":\"a\\u0000b\"}"), READER_AUTO, &told);
	assert_memory_equal(told.p, "[||||a\0b]", 9);
	buf_free(&told);
}

static void test_text(void **state)
{
	(void)state;
	static const struct {
		const char *bytes, *told;
		unsigned repaired;
	} rows[] = {
		{"Plain words.\n", "[||||Plain words.]", 0},
		{"Plain words.", "[||||Plain words.]", 0},
		{"\n  Two lines,\none end. \r\n\t\n", "[||||\n  Two lines,\none end.]", 0},
		{"\xEF\xBB\xBFOne\r\nTwo\r", "[||||One\nTwo]", 0},
		{"A caf\xE9 in the old town", "[||||A caf\xEF\xBF\xBD in the old town]", 1},
		{"\xCF\xF0\xE8\xE2\xE5\xF2 \xEC\xE8\xF0", "!f.txt: is no UTF-8 text; conv", 0},
		{"", "!f.txt: holds nothing; there i", 0},
		{" \n\t\n", "!f.txt: holds no words; there ", 0},
	};
	struct buf told = BUF_INIT;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct reader_counts c = told_read(write_file("f.txt", rows[i].bytes, strlen(rows[i].bytes)), READER_AUTO, &told);
		assert_string_equal(buf_cstr(&told), rows[i].told);
		assert_int_equal(c.repaired, rows[i].repaired);
	}
	struct reader_counts c = told_read(FILE_OF("f.txt", "A few words and a NUL \0 among them"), READER_AUTO, &told);
	assert_string_equal(buf_cstr(&told), "[||||A few words and a NUL \xEF\xBF\xBD among them]");
	assert_int_equal(c.repaired, 1);
	told_read(FILE_OF("f.txt", "\xFF\xFEw\0o\0r\0d\0s\0"), READER_AUTO, &told);
	assert_string_equal(buf_cstr(&told), "!f.txt: is no UTF-8 text; conv");
	buf_free(&told);
}

static void test_markdown(void **state)
{
	(void)state;
	static const struct {
		const char *bytes, *told;
	} rows[] = {
		{"---\ntitle: Two meet\ndate: 2018-05-22\nsource: desk\nid: 9\n---\n\nThey met.\n", "[9|Two meet|2018-05-22|desk|They met.]"},
		{"---\r\ntitle: \"A \\\"quoted\\\" one\"\r\n---\r\nText", "[|A \"quoted\" one|||Text]"},
		{"---\ntitle: 'It''s so'  # said he\n---\nText", "[|It's so|||Text]"},
		{"---\ntitle: Plain # a comment\nDate: May 22, 2018\ntags:\n  - a\n  title: not this\n---\nText", "[|Plain|2018-05-22||Text]"},
		{"---\ndate: soon\n---\nText", "!f.md:2: \"soon\" is no date that[||||Text]"},
		{"# Heading\n\nNo front matter.\n", "[||||# Heading\n\nNo front matter.]"},
		{"---\nA rule, then text without an end to it.\n", "[||||---\nA rule, then text without an end to it.]"},
		{"---\ntitle: Not closed\ndate: 2018-05-22\n\nText\n", "!f.md:1: front matter without a[||||---\ntitle: Not closed\ndate: 2018-05-22\n\nText]"},
		{"---\ntitle: Not closed\nText\n---- is no fence\n", "!f.md:1: front matter without a[||||---\ntitle: Not closed\nText\n---- is no fence]"},
		{"---\n", "[||||---]"},
		{"---\ntitle: Nothing below\n---\n", "!f.md: has front matter but n"},
	};
	struct buf told = BUF_INIT;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		told_read(write_file("f.md", rows[i].bytes, strlen(rows[i].bytes)), READER_AUTO, &told);
		assert_string_equal(buf_cstr(&told), rows[i].told);
	}
	buf_free(&told);
}

static void test_format_by_first_bytes(void **state)
{
	(void)state;
	struct buf told = BUF_INIT;
	told_read(FILE_OF("noname", "{\"text\":\"json\"}"), READER_AUTO, &told);
	assert_string_equal(buf_cstr(&told), "[||||json]");
	told_read(FILE_OF("noname", "---\ntitle: T\n---\nmarkdown"), READER_AUTO, &told);
	assert_string_equal(buf_cstr(&told), "[|T|||markdown]");
	told_read(FILE_OF("noname", "{curly} text"), READER_AUTO, &told);
	assert_string_equal(buf_cstr(&told), "[||||{curly} text]");
	static const char *const markup[] = {"<!DOCTYPE html><p>Two met", "\xEF\xBB\xBF\n<HTML lang='en'>\nTwo met", "<?xml version='1.0'?><rss>", "<rss version='2.0'>",
					     "<feed xmlns='http://www.w3.org/2005/Atom'>"};
	for (size_t i = 0; i < sizeof markup / sizeof *markup; i++) {
		told_read(write_file("f.html", markup[i], strlen(markup[i])), READER_AUTO, &told);
		assert_string_equal(buf_cstr(&told), "!f.html: is HTML or XML, and on");
	}
	told_read(FILE_OF("f.html", "<html>"), READER_TEXT, &told);
	assert_string_equal(buf_cstr(&told), "[||||<html>]");
	told_read(FILE_OF("noname", "<htmlish> words"), READER_AUTO, &told);
	assert_string_equal(buf_cstr(&told), "[||||<htmlish> words]");
	told_read(FILE_OF("noname", "{\"text\":\"json\"}"), READER_TEXT, &told);
	assert_string_equal(buf_cstr(&told), "[||||{\"text\":\"json\"}]");
	buf_free(&told);
}

static bool original_article(void *ctx, struct article *a)
{
	buf_add_str(ctx, a->original);
	buf_add_char(ctx, '|');
	return true;
}

/* What was read is kept where the text is not the same. */
static void test_original(void **state)
{
	(void)state;
	static const struct {
		const char *name, *bytes, *original;
	} rows[] = {
		{"f.txt", "same\n", "|"},
		{"f.txt", "cr\r\n", "cr\r\n|"},
		{"f.md", "---\ntitle: T\n---\ntext", "---\ntitle: T\n---\ntext|"},
		{"f.jsonl", "{\"text\":\"same\"}", "|"},
		{"f.jsonl", "{\"text\":\"caf\xE9\"}", "{\"text\":\"caf\xE9\"}|"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct buf told = BUF_INIT;
		struct reader_options o = {.article = original_article, .report = told_report, .ctx = &told};
		struct reader_counts counts = {0};
		assert_true(reader_read(write_file(rows[i].name, rows[i].bytes, strlen(rows[i].bytes)), &o, &counts, NULL));
		assert_string_equal(buf_cstr(&told), rows[i].original);
		buf_free(&told);
	}
}

static void test_folder(void **state)
{
	(void)state;
	struct buf told = BUF_INIT;
	assert_int_equal(mkdir(at("d"), 0700), 0);
	told_read(at("d"), READER_AUTO, &told);
	assert_int_equal(strncmp(buf_cstr(&told), "!!a folder without articles", 27), 0);
	assert_int_equal(mkdir(at("d/sub"), 0700), 0);
	FILE_OF("d/b.txt", "b");
	FILE_OF("d/a.txt", "a");
	FILE_OF("d/sub/c.md", "c");
	FILE_OF("d/.hidden.txt", "hidden");
	FILE_OF("d/picture.jpg", "\xFF\xD8");
	FILE_OF("outside.txt", "outside");
	assert_int_equal(symlink("../outside.txt", at("d/link.txt")), 0);
	assert_int_equal(symlink("..", at("d/loop")), 0);
	assert_int_equal(mkfifo(at("d/pipe.txt"), 0600), 0);
	struct reader_counts c = told_read(at("d"), READER_AUTO, &told);
	assert_string_equal(buf_cstr(&told), "[||||a][||||b][||||c]");
	assert_int_equal(c.left_aside, 4); /* the picture, two links, the pipe */
	told_read("/dev/null", READER_AUTO, &told);
	assert_int_equal(strncmp(buf_cstr(&told), "!!is no regular file", 20), 0);
	told_read(at("nothing"), READER_AUTO, &told);
	assert_int_equal(strncmp(buf_cstr(&told), "!!No such file", 14), 0);
	buf_free(&told);
}

/* A pipe that is named is read to its end: what a shell puts for <(...). */
static void test_pipe(void **state)
{
	(void)state;
	struct buf told = BUF_INIT;
	char path[32];
	int fd[2];
	assert_int_equal(pipe(fd), 0);
	assert_int_equal(write(fd[1], "{\"text\":\"a\"}\n{\"text\":\"b\"}", 25), 25);
	close(fd[1]);
	snprintf(path, sizeof path, "/dev/fd/%d", fd[0]);
	told_read(path, READER_AUTO, &told);
	close(fd[0]);
	assert_string_equal(buf_cstr(&told), "[||||a][||||b]");
	buf_free(&told);
}

/* Packs files, given as name, content, name, content ..., NULL, into an archive of that kind. */
static const char *pack(const char *name, int format, const char *filter, const char *const *files)
{
	const char *path = at(name);
	struct archive *a = archive_write_new();
	assert_int_equal(archive_write_set_format(a, format), ARCHIVE_OK);
	if (filter)
		assert_int_equal(archive_write_add_filter_by_name(a, filter), ARCHIVE_OK);
	assert_int_equal(archive_write_open_filename(a, path), ARCHIVE_OK);
	for (; *files; files += 2) {
		struct archive_entry *e = archive_entry_new();
		archive_entry_set_pathname(e, files[0]);
		archive_entry_set_filetype(e, AE_IFREG);
		archive_entry_set_perm(e, 0600);
		archive_entry_set_size(e, (la_int64_t)strlen(files[1]));
		assert_int_equal(archive_write_header(a, e), ARCHIVE_OK);
		assert_int_equal(archive_write_data(a, files[1], strlen(files[1])), strlen(files[1]));
		archive_entry_free(e);
	}
	assert_int_equal(archive_write_close(a), ARCHIVE_OK);
	archive_write_free(a);
	return path;
}

/* Cut off: the whole lines that come out of what is there are read whatever the file is called, the rest is
 * reported, once. libarchive keeps its last unfinished block of up to 64 KB. */
static void test_cut(void **state)
{
	(void)state;
	static const char *const names[] = {"cut.jsonl.gz", "cut"};
	struct buf told = BUF_INIT, lines = BUF_INIT;
	for (unsigned i = 0, noise = 1; i < 20000; i++, noise = noise * 1664525 + 1013904223)
		buf_addf(&lines, "{\"text\":\"%u\"}\n", noise);
	const char *const whole[] = {"x", buf_cstr(&lines), NULL};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct stat st;
		const char *path = pack(names[i], ARCHIVE_FORMAT_RAW, "gzip", whole);
		assert_int_equal(stat(path, &st), 0);
		assert_int_equal(truncate(path, st.st_size / 2), 0);
		struct reader_counts c = told_read(path, READER_AUTO, &told);
		assert_in_range(c.articles, 7500, 10500);
		assert_int_equal(c.bad, 1);
		const char *said = strchr(buf_cstr(&told), '!');
		assert_non_null(strstr(said, "cannot be read to its"));
		assert_null(strchr(said + 1, '!'));
		/* so little that nothing comes out: the damage is the reason, not that it is empty */
		assert_int_equal(truncate(path, 1000), 0);
		told_read(path, READER_AUTO, &told);
		assert_int_equal(strncmp(buf_cstr(&told), "!!cannot be read to its", 23), 0);
	}
	/* neither a text nor a line that is cut is an article */
	static const char *const members[] = {"a.txt", "a", "b.jsonl", "{\"text\":\"b\"}\n{\"text\":\"cut", NULL};
	const char *path = pack("cut.tar", ARCHIVE_FORMAT_TAR_PAX_RESTRICTED, NULL, members);
	assert_int_equal(truncate(path, 3 * 512 + 25), 0);
	told_read(path, READER_AUTO, &told);
	assert_string_equal(buf_cstr(&told), "[||||a][||||b]!b.jsonl:2: cannot be read to its ");
	static const char *const texts[] = {"a.txt", "a", "b.txt", "Two met on 5 May 2018.", NULL};
	path = pack("cut.tar", ARCHIVE_FORMAT_TAR_PAX_RESTRICTED, NULL, texts);
	assert_int_equal(truncate(path, 3 * 512 + 10), 0);
	told_read(path, READER_AUTO, &told);
	assert_string_equal(buf_cstr(&told), "[||||a]!b.txt: cannot be read to its ");
	buf_free(&lines);
	buf_free(&told);
}

static void test_packed(void **state)
{
	(void)state;
	static const char *const filters[] = {"gzip", "zstd", "xz", "bzip2"};
	static const char *const one[] = {"x", "{\"text\":\"a\"}\n{\"text\":\"b\"}\n", NULL};
	struct buf told = BUF_INIT;
	for (size_t i = 0; i < sizeof filters / sizeof *filters; i++) {
		told_read(pack("packed", ARCHIVE_FORMAT_RAW, filters[i], one), READER_AUTO, &told);
		assert_string_equal(buf_cstr(&told), "[||||a][||||b]");
	}
	static const char *const many[] = {"d/a.txt", "a", "../b.md", "b", "/etc/c.jsonl", "{\"text\":\"c\"}", "d/.h.txt",
					   "hidden", "__MACOSX/d/a.txt", "junk", "d/picture.jpg", "x", NULL};
	struct reader_counts c = told_read(pack("many.zip", ARCHIVE_FORMAT_ZIP, NULL, many), READER_AUTO, &told);
	assert_string_equal(buf_cstr(&told), "[||||a][||||b][||||c]");
	assert_int_equal(c.left_aside, 3);
	told_read(pack("many.tar.gz", ARCHIVE_FORMAT_TAR_PAX_RESTRICTED, "gzip", many), READER_AUTO, &told);
	assert_string_equal(buf_cstr(&told), "[||||a][||||b][||||c]");
	buf_free(&told);
}

/* A thousand zeros a byte: let in for a while, then refused; memory stays small all the time. */
static void test_bomb(void **state)
{
	(void)state;
	const char *path = at("bomb.jsonl.gz");
	struct archive *a = archive_write_new();
	archive_write_set_format_raw(a);
	archive_write_add_filter_gzip(a);
	assert_int_equal(archive_write_open_filename(a, path), ARCHIVE_OK);
	struct archive_entry *e = archive_entry_new();
	archive_entry_set_pathname(e, "x");
	archive_entry_set_filetype(e, AE_IFREG);
	archive_write_header(a, e);
	archive_entry_free(e);
	char *zeros = calloc(1, 1 << 20);
	for (int i = 0; i < 300; i++)
		archive_write_data(a, zeros, 1 << 20);
	free(zeros);
	archive_write_close(a);
	archive_write_free(a);
	struct buf told = BUF_INIT;
	struct reader_counts c = told_read(path, READER_AUTO, &told);
	assert_int_equal(c.articles, 0);
	assert_int_equal(c.bad, 1);
	assert_string_equal(buf_cstr(&told), "!bomb.jsonl.gz:1: expands to more than 2");
	buf_free(&told);
}

/* A file with a hole: long, but not for the disk. Its line is skipped, the next one is read. */
static void test_sparse(void **state)
{
	(void)state;
	const char *path = at("sparse.jsonl");
	FILE *f = fopen(path, "wb");
	assert_non_null(f);
	assert_int_equal(fseek(f, 140 << 20, SEEK_SET), 0);
	fputs("\n{\"text\":\"after the hole\"}\n", f);
	fclose(f);
	struct buf told = BUF_INIT;
	struct reader_counts c = told_read(path, READER_AUTO, &told);
	assert_string_equal(buf_cstr(&told), "!sparse.jsonl:1: longer than 128 MiB; s[||||after the hole]");
	assert_int_equal(c.bad, 1);
	buf_free(&told);
}

static bool growing_article(void *ctx, struct article *a)
{
	(void)a;
	FILE *f = fopen(ctx, "ab");
	for (int i = 0; i < 1000; i++)
		fputs("{\"text\":\"more\"}\n", f);
	fclose(f);
	return true;
}

/* A file that grows as fast as it is read is read as long as it was. */
static void test_growing(void **state)
{
	(void)state;
	const char *path = FILE_OF("growing.jsonl", "{\"text\":\"a\"}\n{\"text\":\"b\"}\n");
	struct reader_options o = {.article = growing_article, .report = told_report, .ctx = (void *)(uintptr_t)path};
	struct reader_counts counts = {0};
	assert_true(reader_read(path, &o, &counts, NULL));
	assert_int_equal(counts.articles, 2);
}

static int make_place(void **state)
{
	(void)state;
	return mkdtemp(place) ? 0 : -1;
}

static int remove_place(void **state)
{
	(void)state;
	char command[64];
	snprintf(command, sizeof command, "rm -rf ./%s", place);
	return system(command);
}

/* ---- one line, two readers ---- */

/* What the quick reader takes, jansson takes, and reads as the same; on lines with a few bytes changed. */
static void json_compare(struct str line, size_t *taken)
{
	struct str fields[READER_JSON_FIELDS];
	struct buf scratch = BUF_INIT;
	if (reader_json_flat(line, &scratch, fields)) {
		json_error_t e;
		json_t *o = json_loadb(line.p, line.n, JSON_ALLOW_NUL, &e);
		if (!json_is_object(o))
			fail_msg("%.*s: %s", STR_ARG(line), e.text);
		for (int i = 0; i < READER_JSON_FIELDS; i++) {
			json_t *v = json_object_get(o, reader_json_name((enum reader_json_field)i));
			char number[32] = "";
			if (json_is_integer(v))
				snprintf(number, sizeof number, "%" JSON_INTEGER_FORMAT, json_integer_value(v));
			struct str want = json_is_string(v) ? (struct str){json_string_value(v), json_string_length(v)} : str_of(number);
			if (!str_eq(want, fields[i]))
				fail_msg("%.*s: %s is %.*s", STR_ARG(line), reader_json_name((enum reader_json_field)i), STR_ARG(fields[i]));
		}
		json_decref(o);
		++*taken;
	}
	buf_free(&scratch);
}

static void test_json_quick(void **state)
{
	(void)state;
	static const char *const lines[] = {
		"{\"id\": 17, \"date\":\"2018-05-22\", \"title\": null, \"text\": \"A plain text of \xC3\xA9\xF0\x9F\x98\x80 and more.\"}",
		" {\"text\":\"tab\\t nl\\n quote\\\" slash\\/ back\\\\ \\u00e9 \\ud83d\\ude00 \\u0000\",\"source\":\"a\\u0041\",\"extra\":-120}\r",
		"{\"te\\u0078t\":\"keys have escapes, too\",\"url\":\"http://x/\",\"dateline\":\"\",\"id\":0,\"id\":\"twice\"}",
	};
	static const char bytes[] = "\"\\{}[]:,0-.e \tun\x01\x80\xC3\xED";
	uint32_t random = 3;
	size_t taken = 0;
	for (int round = 0; round < 60000; round++) {
		char line[200];
		size_t n = strlen(lines[round % 3]);
		memcpy(line, lines[round % 3], n);
		for (int k = round % 5; k > 0; k--) {
			random = random * 1664525u + 1013904223u;
			line[(random >> 8) % n] = bytes[(random >> 20) % (sizeof bytes - 1)];
		}
		json_compare((struct str){line, n - (round % 7 == 6)}, &taken);
	}
	assert_true(taken > 12000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_jsonl),   cmocka_unit_test(test_text),
		cmocka_unit_test(test_markdown), cmocka_unit_test(test_format_by_first_bytes),
		cmocka_unit_test(test_original), cmocka_unit_test(test_folder),
		cmocka_unit_test(test_pipe), cmocka_unit_test(test_json_quick),
		cmocka_unit_test(test_cut),     cmocka_unit_test(test_packed),
		cmocka_unit_test(test_bomb),
		cmocka_unit_test(test_sparse),  cmocka_unit_test(test_growing),
	};
	return cmocka_run_group_tests(tests, make_place, remove_place);
}
