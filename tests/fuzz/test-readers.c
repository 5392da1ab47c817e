/* Every reader of foreign bytes over what once went wrong, its seeds, and a fixed number of changes
 * of them. The long way, with a compiler's help, is tests/fuzz/run.
 *
 *     test-readers                     the test; BASIRA_FUZZ_ROUNDS and BASIRA_FUZZ_SEED change it
 *     test-readers --seeds NAME DIR    writes the seeds of reader NAME into DIR
 *     test-readers --list              names all readers
 *     test-readers --read NAME FILE …  gives files to a reader */

#include "bsr-test.h"

#include <stdio.h>
#include <string.h>

#include "bsr-fuzz-mutation.h"
#include "bsr-fuzz-reader.h"

/* Changed files of each reader, and where they begin. */
#define N_ROUNDS 1500
#define SEED 20261126

/* In memory of its own size: what is read beyond it is found. */
static void
read_bytes (const BsrFuzzReader *reader, gconstpointer data, gsize n)
{
  g_autofree guint8 *bytes = n > 0 ? g_memdup2 (data, n) : g_malloc (1);
  reader->read (bytes, n);
}

static void
read_all (const BsrFuzzReader *reader, GPtrArray *files)
{
  for (guint i = 0; i < files->len; i++)
    {
      gsize n;
      gconstpointer data = g_bytes_get_data (files->pdata[i], &n);
      read_bytes (reader, data, n);
    }
}

static void
readers_take_what_once_went_wrong (void **state)
{
  int n = 0;
  for (const BsrFuzzReader *reader = bsr_fuzz_readers; reader->name != NULL; reader++)
    {
      g_autoptr (GPtrArray) files = bsr_fuzz_reader_regressions (reader, BSR_FUZZ_DIR);
      read_all (reader, files);
      n += (int) files->len;
    }
  print_message ("%d files\n", n);
}

/* Cut at each byte, as far as the file is not long. */
static void
readers_take_every_beginning_of_a_file (void **state)
{
  const gsize most = 700;
  for (const BsrFuzzReader *reader = bsr_fuzz_readers; reader->name != NULL; reader++)
    {
      g_autoptr (GPtrArray) seeds = bsr_fuzz_reader_seeds (reader, BSR_FUZZ_DIR);
      read_all (reader, seeds);
      gsize n;
      gconstpointer data = g_bytes_get_data (seeds->pdata[0], &n);
      for (gsize i = 0; i < MIN (n, most); i++)
        read_bytes (reader, data, i);
    }
}

static void
readers_take_changed_files (void **state)
{
  guint64 rounds = bsr_test_number ("BASIRA_FUZZ_ROUNDS", N_ROUNDS);
  guint64 seed = bsr_test_number ("BASIRA_FUZZ_SEED", SEED);
  print_message ("%" G_GUINT64_FORMAT " rounds each, seed %" G_GUINT64_FORMAT "\n", rounds, seed);
  for (const BsrFuzzReader *reader = bsr_fuzz_readers; reader->name != NULL; reader++)
    {
      g_autoptr (GPtrArray) seeds = bsr_fuzz_reader_seeds (reader, BSR_FUZZ_DIR);
      guint64 random = seed;
      print_message ("%s\n", reader->name);
      fflush (stdout);
      for (guint64 i = 0; i < rounds; i++)
        {
          gsize other = (gsize) (bsr_test_random (&random) * seeds->len);
          g_autoptr (GByteArray) bytes
              = bsr_fuzz_mutation_new (seeds->pdata[i % seeds->len], seeds->pdata[other], &random);
          read_bytes (reader, bytes->data, bytes->len);
        }
    }
}

static int
write_seeds (const char *name, const char *folder)
{
  const BsrFuzzReader *reader = bsr_fuzz_reader_find (name);
  if (reader == NULL)
    return 1;
  g_autoptr (GPtrArray) seeds = bsr_fuzz_reader_seeds (reader, BSR_FUZZ_DIR);
  for (guint i = 0; i < seeds->len; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/seed-%u", folder, i);
      gsize n;
      const char *data = g_bytes_get_data (seeds->pdata[i], &n);
      if (!g_file_set_contents (path, data, (gssize) n, NULL))
        return 1;
    }
  return 0;
}

static int
read_files (const char *name, char **paths)
{
  const BsrFuzzReader *reader = bsr_fuzz_reader_find (name);
  for (; reader != NULL && *paths != NULL; paths++)
    {
      g_autofree char *bytes = NULL;
      gsize n;
      if (!g_file_get_contents (*paths, &bytes, &n, NULL))
        return 1;
      read_bytes (reader, bytes, n);
    }
  return reader == NULL;
}

int
main (int argc, char **argv)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (readers_take_what_once_went_wrong),
    cmocka_unit_test (readers_take_every_beginning_of_a_file),
    cmocka_unit_test (readers_take_changed_files),
  };
  if (argc == 4 && strcmp (argv[1], "--seeds") == 0)
    return write_seeds (argv[2], argv[3]);
  if (argc > 3 && strcmp (argv[1], "--read") == 0)
    return read_files (argv[2], argv + 3);
  if (argc == 2 && strcmp (argv[1], "--list") == 0)
    {
      for (const BsrFuzzReader *reader = bsr_fuzz_readers; reader->name != NULL; reader++)
        g_print ("%s\n", reader->name);
      return 0;
    }
  return cmocka_run_group_tests_name ("fuzz", tests, NULL, NULL);
}
