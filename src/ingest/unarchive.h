/* unarchive: libarchive, loaded when the first stream is opened.
 *
 * It brings a dozen other libraries (compressors, libxml2, ICU, the C++ runtime), and to load them all costs as much as a
 * search for a rare word: who only searches or reads need not. */
#ifndef DATELINE_INGEST_UNARCHIVE_H
#define DATELINE_INGEST_UNARCHIVE_H

#include "base/error.h"

#include <archive.h>
#include <archive_entry.h>

/* Its functions that are used, by their names without "archive_". */
#define UNARCHIVE_FUNCTIONS(F)                                                                                           \
	F(read_new) F(read_support_filter_gzip) F(read_support_filter_zstd) F(read_support_filter_xz)                    \
	F(read_support_filter_bzip2) F(read_support_format_tar) F(read_support_format_zip_streamable)                    \
	F(read_support_format_raw) F(read_support_format_empty) F(read_open) F(read_next_header) F(read_data_block)      \
	F(read_free) F(format) F(set_error) F(error_string) F(entry_filetype) F(entry_hardlink) F(entry_pathname)

struct unarchive {
#define UNARCHIVE_POINTER(name) __typeof__(archive_##name) *name;
	UNARCHIVE_FUNCTIONS(UNARCHIVE_POINTER)
#undef UNARCHIVE_POINTER
};

/* The library stays until the program ends. ERROR_IO when it is not there. */
bool unarchive_load(struct unarchive *out, struct error *err);

#endif
