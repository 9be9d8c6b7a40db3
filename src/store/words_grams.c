#include "config.h"

#include "store/words_grams.h"

#include <endian.h>
#include <stdint.h>
#include <string.h>

/* The bit of the gram that begins at p: the upper bits of a product by the golden ratio (Knuth, TAOCP 3, 6.4). */
static uint32_t words_grams_bit(const char *p)
{
	enum { BITS = 14 };
	_Static_assert(1 << BITS == 8 * WORDS_GRAMS_BYTES, "as many as a filter has");
	uint32_t gram;
	memcpy(&gram, p, WORDS_GRAM);
	return le32toh(gram) * UINT32_C(0x9E3779B1) >> (32 - BITS);
}

void words_grams_add(char filter[static WORDS_GRAMS_BYTES], struct str key)
{
	for (size_t i = 0; i + WORDS_GRAM <= key.n; i++) {
		uint32_t bit = words_grams_bit(key.p + i);
		filter[bit / 8] = (char)(filter[bit / 8] | 1 << bit % 8);
	}
}

bool words_grams_may_hold(const char filter[static WORDS_GRAMS_BYTES], struct str bytes)
{
	for (size_t i = 0; i + WORDS_GRAM <= bytes.n; i++) {
		uint32_t bit = words_grams_bit(bytes.p + i);
		if (!(filter[bit / 8] >> bit % 8 & 1))
			return false;
	}
	return true;
}
