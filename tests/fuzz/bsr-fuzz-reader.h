#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BsrFuzzReader:
 * @read: gives @n foreign bytes to a reader of ours, and stops the program where what comes of it
 * is wrong: neither result nor error, both, an error that says nothing, a result that contradicts
 * itself
 * @add_seeds: (nullable): adds files (GBytes) that the reader takes to those in tests/fuzz/seeds
 *
 * One reader of what others have made. No file system, no process, little memory: thousands a
 * second.
 */
typedef struct
{
  const char *name;
  void (*read) (const guint8 *bytes, gsize n);
  void (*add_seeds) (GPtrArray *seeds);
} BsrFuzzReader;

/* Ends with one whose name is %NULL. */
extern const BsrFuzzReader bsr_fuzz_readers[];

/* (nullable) */
const BsrFuzzReader *bsr_fuzz_reader_find (const char *name);

/* (transfer full): what @reader takes (GBytes): the files of @folder (tests/fuzz) in seeds/NAME,
 * and those that are made. Never empty. */
GPtrArray *bsr_fuzz_reader_seeds (const BsrFuzzReader *reader, const char *folder);
/* (transfer full): files that once went wrong (GBytes): regressions/NAME. */
GPtrArray *bsr_fuzz_reader_regressions (const BsrFuzzReader *reader, const char *folder);

/* A file that exists in memory alone, for readers that want one. Returns: a descriptor */
int bsr_fuzz_file_new (const guint8 *bytes, gsize n);

/* Stops the program unless either @error says what is wrong or there is a @result. */
void bsr_fuzz_check (gconstpointer result, const GError *error);

G_END_DECLS
