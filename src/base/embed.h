/* embed: a file of data/ or src/ compiled in as bytes, by the assembler's .incbin.
 *
 *     EMBED(config_default, DATA_FOLDER "/config.default")
 *     ... embed_str(config_default) is a struct str that lives as long as the program
 *
 * Nothing is generated; Makefile.am names the file as a dependency of the object. Eight NULs stand after
 * the last byte, so that eight bytes can be read from each of them on. The name is global to the program, which may be
 * optimised across its files. */
#ifndef DATELINE_BASE_EMBED_H
#define DATELINE_BASE_EMBED_H

#include "base/str.h"

#define EMBED(name, file)                                                     \
	__asm__(".pushsection .rodata\n"                                      \
		".balign 16\n"                                                \
		".globl embed_" #name ", embed_" #name "_end\n"               \
		".hidden embed_" #name ", embed_" #name "_end\n"              \
		"embed_" #name ":\n"                                          \
		".incbin \"" file "\"\n"                                      \
		"embed_" #name "_end:\n"                                      \
		".quad 0\n"                                                   \
		".popsection\n");                                             \
	extern const char embed_##name[] __attribute__((visibility("hidden"))); \
	extern const char embed_##name##_end[] __attribute__((visibility("hidden")));

#define embed_str(name) ((struct str){embed_##name, (size_t)(embed_##name##_end - embed_##name)})

#endif
