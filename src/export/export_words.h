/* export_words: pieces of text that several formats write, before they escape them. */
#ifndef DATELINE_EXPORT_EXPORT_WORDS_H
#define DATELINE_EXPORT_EXPORT_WORDS_H

#include "export/export_writer.h"

/* A passage as a citation quotes it: on one line, white space as one blank, nothing that acts on a terminal, quotes
 * within it single ones, so that the double ones around it are its ends. */
void export_words_quote(struct str passage, struct buf *out);
/* The same for a title or a name that stands beside a quote. */
void export_words_name(struct str name, struct buf *out);

/* "Title, Source, 2018-05-22." with what is known. */
void export_words_source(const struct article *a, struct buf *out);
/* "2018-05-23…25", "undated" */
void export_words_when(const struct export_entry *e, bool ascii, struct buf *out);
/* What the day does not tell: "named to the month, carried from the sentence before"; empty when it is a day that
 * the passage states. */
void export_words_doubt(const struct export_entry *e, struct buf *out);
/* What the user says of it, each in a line of its own after `before`: "Tags: key, later", "Note: ...", "Corrected by the
 * user: ..." */
void export_words_said(const struct export_entry *e, const char *before, struct buf *out);
/* What the user corrected: "date (read as 1996-04-26), kind (read as agreement)"; empty: nothing. */
void export_words_corrected(const struct export_entry *e, struct buf *out);
/* "PK Pakistan (host), IN India, Islamabad" */
void export_words_where(const struct export_entry *e, struct buf *out);
/* "meeting, announced" */
void export_words_kind(const struct export_entry *e, struct buf *out);
/* "Events: country:PK" or "Events of sample" */
void export_words_title(const struct export *x, struct buf *out);
/* "212 events, 1996-04-26 to 2025-09-01." and, when something is not there, "Left out: 12 undated." */
void export_words_summary(const struct export *x, struct buf *out);
/* "2018", "44 BC" */
void export_words_year(int year, struct buf *out);
/* Does the entry begin another year than the one before it, or the undated? The writer remembers which. */
bool export_words_other_year(struct export_writer *w, const struct export_entry *e);
/* The heading of that year, or of the undated: "2018", "Undated" */
void export_words_heading(const struct export_writer *w, struct buf *out);
/* "dl:1f0c#b120-188" as the name of a place in the file, which is no citation: "dl-1f0c-b120-188" */
void export_words_anchor(struct str id, struct buf *out);

#endif
