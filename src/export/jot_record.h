/* jot_record: articles, date expressions, places and events as JSON.
 *
 * Days are "YYYY-MM-DD", spans are bytes of the article's UTF-8 text, confidence is in percent. What is
 * not known is null. */
#ifndef DATELINE_EXPORT_JOT_RECORD_H
#define DATELINE_EXPORT_JOT_RECORD_H

#include "base/arena.h"
#include "export/jot.h"
#include "record.h"
#include "store/notes.h"

/* The members of one event's object, without its brackets. id: "dl:..." */
void jot_record_event(struct jot *j, struct str text, const struct event *e, struct str id);

/* Members that only an event has of which the user said something: starred, tags, note, and read_as, an object of the
 * members that he corrected, as they were read. read: the event before notes_correct. */
void jot_record_said(struct jot *j, const struct note_state *said, const struct event *read);
/* told_again: the names of the events that he merged into it, when there are any. */
void jot_record_told(struct jot *j, const struct str *names, size_t n);

/* The members that say which article an event is of: article (its id), title, source, published. */
void jot_record_article_of_event(struct jot *j, const struct article *a);

/* What `dateline extract` prints for an article: one object and a line feed. */
void jot_record_extraction(struct buf *out, const struct article *a, const struct extraction *x, struct arena *arena);

/* "also": other ids of the article, when it has any. */
void jot_record_also(struct jot *j, const struct article *a);
/* What `dateline show --json` prints for an article: the same, with its text and where it is from. */
void jot_record_article(struct buf *out, const struct article *a, const struct extraction *x, struct arena *arena);

#endif
