/* Any bytes through the extractor, under libFuzzer with ASan and UBSan:
 *
 *     make fuzz                  builds it with clang and runs it for a minute (FUZZ_SECONDS)
 *
 * The first byte chooses whether a publication date is given; the rest is repaired into UTF-8, as every reader
 * does, and extracted. What is checked of the answer is what the compiler does not check by itself: spans on
 * characters and inside the text. tests/unit/test_extract.c holds more, on a fixed seed, in every test run. */
#include "config.h"

#include "base/arena.h"
#include "base/utf8.h"
#include "text/extract.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void fuzz_span(struct str text, struct span s)
{
	bool inside = s.begin <= s.end && s.end <= text.n;
	if (!inside || (s.end < text.n && ((unsigned char)text.p[s.end] & 0xc0) == 0x80) ||
	    (s.begin < text.n && ((unsigned char)text.p[s.begin] & 0xc0) == 0x80))
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct lexicon *lexicon;
	if (!lexicon)
		lexicon = lexicon_open();
	if (size == 0)
		return 0;
	struct buf text = BUF_INIT;
	struct arena arena = ARENA_INIT, scratch = ARENA_INIT;
	utf8_repair((struct str){(const char *)data + 1, size - 1}, &text);
	struct extract_input in = {.text = buf_str(&text), .published = {.when = INTERVAL_NONE}};
	if (data[0] & 1)
		in.published = (struct published){.when = interval_day(day_of(2019, 5, 14)), .basis = PUBLISHED_GIVEN};
	struct extraction x;
	extract(&in, lexicon, &scratch, &arena, &x);
	arena_free(&scratch); /* nothing that was found may lie in it */
	for (size_t i = 0; i < x.timex_count; i++)
		fuzz_span(in.text, x.timexes[i].span);
	for (size_t i = 0; i < x.place_count; i++)
		fuzz_span(in.text, x.places[i].span);
	for (size_t i = 0; i < x.event_count; i++) {
		fuzz_span(in.text, x.events[i].span);
		fuzz_span(in.text, x.events[i].headline_span);
	}
	arena_free(&arena);
	buf_free(&text);
	return 0;
}
