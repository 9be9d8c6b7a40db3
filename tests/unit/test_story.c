#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/day.h"
#include "base/mem.h"
#include "link/story.h"

/* Articles with the story that each tells; stories are as alike as local news are. */
static const struct {
	int story;
	int32_t day;
	const char *title, *text;
} news[] = {
	{1, 100, "Fire at mill in Harlow", "A fire destroyed the old Bexley mill in Harlow on Monday. Nobody was hurt, the brigade said."},
	{1, 101, "Bexley mill burns down", "The Bexley mill at Harlow burned down. The brigade fought the fire for hours."},
	{2, 100, "Fire at school in Denton", "A fire damaged the Carver school in Denton on Monday. Nobody was hurt, the brigade said."},
	{2, 103, "Carver pupils to move", "Pupils of the Carver school in Denton move to another school after the fire."},
	{3, 400, "Fire at mill in Harlow", "A fire broke out at the new Rossiter mill in Harlow. Nobody was hurt, the brigade said."},
	{4, 101, "Council votes on budget", "The council voted on its budget after a long debate about roads."},
	{1, 102, "Cause of Harlow fire unknown", "What caused the fire at the Bexley mill in Harlow is unknown."},
	{5, 100, "", ""},
};
enum { NEWS = sizeof news / sizeof *news };

static void test_stories(void **state)
{
	(void)state;
	struct stem_table *t = stem_open();
	struct rarity_counter *c = rarity_counter_new();
	struct buf snapshot = BUF_INIT;
	struct rarity *r;
	struct story_article articles[NEWS];
	uint32_t story[NEWS];
	for (size_t i = 0; i < NEWS; i++)
		rarity_counter_add(c, t, str_of(news[i].text));
	rarity_counter_snapshot(c, 2, &snapshot);
	assert_true(rarity_open(buf_str(&snapshot), &r));
	for (size_t i = 0; i < NEWS; i++)
		story_digest(str_of(news[i].title), str_of(news[i].text), news[i].day, t, r, &articles[i]);
	story_cluster(articles, NEWS, story);
	for (size_t i = 0; i < NEWS; i++)
		for (size_t j = 0; j < NEWS; j++)
			if ((news[i].story == news[j].story) != (story[i] == story[j]))
				fail_msg("%s / %s", news[i].title, news[j].title);
	assert_int_equal(story[6], 0); /* the first article names the story */
	rarity_close(r);
	rarity_counter_free(c);
	buf_free(&snapshot);
	stem_close(t);
}

/* A chain of small resemblances joins nothing: each article shares half of its words with the next. */
static void test_chain(void **state)
{
	(void)state;
	enum { CHAIN = 12 };
	struct story_article articles[CHAIN];
	uint32_t story[CHAIN];
	for (uint32_t i = 0; i < CHAIN; i++) {
		articles[i] = (struct story_article){.day = DAY_NONE, .count = 8};
		for (uint32_t w = 0; w < 8; w++)
			articles[i].words[w] = (struct story_word){4 * i + w + 1, 0.3536f};
	}
	story_cluster(articles, CHAIN, story);
	assert_true(story[CHAIN - 1] != story[0]);
	story_cluster(articles, 0, story);
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_stories), cmocka_unit_test(test_chain)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
