#include "config.h"

#include "store/guess.h"

enum { GUESS_LONGEST = 40 };

struct guess guess_of(struct str word)
{
	size_t most = word.n < 3 ? 1 : (word.n + 2) / 3;
	return (struct guess){word, STR_NONE, most + 1};
}

static char guess_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static size_t guess_least(size_t a, size_t b)
{
	return a < b ? a : b;
}

static size_t guess_distance(struct str a, struct str b)
{
	/* rows i - 2, i - 1 and i of the table of distances between beginnings */
	size_t row[3][GUESS_LONGEST + 1];
	for (size_t j = 0; j <= b.n; j++)
		row[0][j] = j;
	for (size_t i = 1; i <= a.n; i++) {
		size_t *now = row[i % 3], *last = row[(i + 2) % 3], *before = row[(i + 1) % 3];
		now[0] = i;
		for (size_t j = 1; j <= b.n; j++) {
			char x = guess_lower(a.p[i - 1]), y = guess_lower(b.p[j - 1]);
			now[j] = guess_least(last[j - 1] + (x != y), guess_least(last[j], now[j - 1]) + 1);
			if (i > 1 && j > 1 && x == guess_lower(b.p[j - 2]) && y == guess_lower(a.p[i - 2]))
				now[j] = guess_least(now[j], before[j - 2] + 1);
		}
	}
	return row[a.n % 3][b.n];
}

void guess_try(struct guess *g, struct str candidate)
{
	if (g->word.n > GUESS_LONGEST || candidate.n > GUESS_LONGEST)
		return;
	size_t d = guess_distance(g->word, candidate);
	if (d < g->distance) {
		g->distance = d;
		g->best = candidate;
	}
}
