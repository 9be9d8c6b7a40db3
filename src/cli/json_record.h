/* json_record: articles, date expressions, places and events as JSON (design.md section 5).
 *
 * Days are "YYYY-MM-DD", spans are bytes of the article's UTF-8 text, confidence is in percent. What is
 * not known is null. */
#ifndef DATELINE_CLI_JSON_RECORD_H
#define DATELINE_CLI_JSON_RECORD_H

#include "base/arena.h"
#include "cli/json.h"
#include "record.h"

/* "2018-05-22"; a whole month, quarter, year: "2018-05", "2018-Q2", "2018"; another range as ISO 8601
 * writes it: "2020-02-20/2020-02-23"; null when unknown. */
void json_record_published(struct json *j, const struct published *p);
void json_record_day(struct json *j, int32_t day); /* null for DAY_NONE */

/* The members of one event's object, without its brackets. id: "dl:..." */
void json_record_event(struct json *j, struct str text, const struct event *e, struct str id);

/* The members that say which article an event is of: article (its id), title, source, published. */
void json_record_article_of_event(struct json *j, const struct article *a);

/* What `dateline extract` prints for an article: one object and a line feed. */
void json_record_extraction(struct buf *out, const struct article *a, const struct extraction *x, struct arena *arena);

/* What `dateline show --json` prints for an article: the same, with its text and where it is from. */
void json_record_article(struct buf *out, const struct article *a, const struct extraction *x, struct arena *arena);

#endif
