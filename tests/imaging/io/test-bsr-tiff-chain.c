#include "bsr-test.h"
#include "bsr-error.h"
#include "bsr-tiff-chain.h"
#include "bsr-tiff-entries.h"

typedef struct
{
  char *folder, *path;
} Fixture;

static int
setup (void **state)
{
  Fixture *f = g_new0 (Fixture, 1);
  f->folder = bsr_test_folder_new ();
  f->path = g_build_filename (f->folder, "scan.tiff", NULL);
  *state = f;
  return 0;
}

static int
teardown (void **state)
{
  Fixture *f = *state;
  bsr_test_folder_remove (f->folder);
  g_free (f->path);
  g_free (f);
  return 0;
}

static void
assert_chain (const Fixture *f, GByteArray *file, int code, const char *part)
{
  g_autoptr (GError) error = NULL;
  bsr_tiff_entries_save (file, f->path);
  g_autoptr (BsrFileSource) source = bsr_file_source_open (f->path, &error);
  bsr_test_assert_no_error (error);
  gboolean passed = bsr_tiff_chain_check (source, &error);
  if (part == NULL)
    bsr_test_assert_no_error (error);
  else
    bsr_test_assert_error (error, BSR_ERROR, code, part);
  assert_int_equal (passed, part == NULL);
}

/* @n_pages one after the other, the last followed by the page at @last_next. */
static GByteArray *
chain_of (int n_pages, guint32 last_next)
{
  const BsrTiffEntry entry = { 256, BSR_TIFF_LONG, 1, 1 };
  GByteArray *file = bsr_tiff_entries_begin ();
  for (int i = 0; i < n_pages; i++)
    bsr_tiff_entries_add (file, &entry, 1,
                          i == n_pages - 1 ? last_next : file->len + bsr_tiff_entries_size (1));
  return file;
}

static void
sound_chains_pass (void **state)
{
  g_autoptr (GByteArray) one = chain_of (1, 0);
  g_autoptr (GByteArray) many = chain_of (BSR_TIFF_MAX_PAGES, 0);
  assert_chain (*state, one, 0, NULL);
  assert_chain (*state, many, 0, NULL);
}

static void
loops_end (void **state)
{
  g_autoptr (GByteArray) self = chain_of (1, BSR_TIFF_FIRST_PAGE);
  g_autoptr (GByteArray) first = chain_of (3, BSR_TIFF_FIRST_PAGE);
  g_autoptr (GByteArray) middle = chain_of (3, BSR_TIFF_FIRST_PAGE + bsr_tiff_entries_size (1));
  assert_chain (*state, self, BSR_ERROR_DAMAGED, "page 1 is followed by an earlier page");
  assert_chain (*state, first, BSR_ERROR_DAMAGED, "page 3 is followed by an earlier page");
  assert_chain (*state, middle, BSR_ERROR_DAMAGED, "page 3 is followed by an earlier page");
}

static void
too_many_pages_are_refused (void **state)
{
  g_autoptr (GByteArray) file = chain_of (BSR_TIFF_MAX_PAGES + 1, 0);
  assert_chain (*state, file, BSR_ERROR_LIMIT, "more than 128 pages");
}

static void
headers_outside_the_file_are_refused (void **state)
{
  g_autoptr (GByteArray) beyond = chain_of (2, 5000);
  g_autoptr (GByteArray) cut = chain_of (2, 0);
  g_autoptr (GByteArray) none = chain_of (1, 0);
  g_autoptr (GByteArray) empty = bsr_tiff_entries_begin ();

  assert_chain (*state, beyond, BSR_ERROR_DAMAGED, "page 3 has its header beyond the end");
  g_byte_array_set_size (cut, cut->len - 1);
  assert_chain (*state, cut, BSR_ERROR_DAMAGED, "page 2 has its header cut off");
  none->data[4] = 0;
  assert_chain (*state, none, BSR_ERROR_DAMAGED, "no pages");
  bsr_tiff_entries_add (empty, NULL, 0, 0);
  assert_chain (*state, empty, BSR_ERROR_DAMAGED, "page 1 has an empty header");
}

static void
short_file_headers_are_refused (void **state)
{
  for (guint size = 4; size < 8; size++)
    {
      g_autoptr (GByteArray) classic = chain_of (1, 0);
      g_byte_array_set_size (classic, size);
      assert_chain (*state, classic, BSR_ERROR_DAMAGED, "file header");
    }
  for (guint size = 8; size < 16; size++)
    {
      g_autoptr (GByteArray) big = g_byte_array_new ();
      g_byte_array_append (big, (const guint8 *) "MM\0+\0\10\0\0\0\0\0\0\0\0\0\20", 16);
      g_byte_array_set_size (big, size);
      assert_chain (*state, big, BSR_ERROR_DAMAGED, "file header");
    }
}

static void
big_tiff_is_walked (void **state)
{
  /* Big-endian: header, then one page of one entry at 16, and what follows it. */
  static const guint8 bytes[] = "MM\0+\0\10\0\0\0\0\0\0\0\0\0\20"
                                "\0\0\0\0\0\0\0\1"
                                "\1\0\0\4\0\0\0\0\0\0\0\1\0\0\0\1\0\0\0\0"
                                "\0\0\0\0\0\0\0\0";
  g_autoptr (GByteArray) file = g_byte_array_new ();
  g_byte_array_append (file, bytes, sizeof bytes - 1);
  assert_chain (*state, file, 0, NULL);
  file->data[file->len - 1] = 16;
  assert_chain (*state, file, BSR_ERROR_DAMAGED, "page 1 is followed by an earlier page");
  file->data[file->len - 8] = 0xff;
  assert_chain (*state, file, BSR_ERROR_DAMAGED, "page 2 has its header beyond");
  file->data[16] = 0xff;
  assert_chain (*state, file, BSR_ERROR_DAMAGED, "page 1 claims more than 4096");
  file->data[5] = 4; /* offsets of 4 bytes: no BigTIFF */
  assert_chain (*state, file, BSR_ERROR_DAMAGED, "file header");
}

/* Four thousand tags that nobody knows, each of which holds the same megabyte, would be 4 GB. */
static void
entries_that_share_their_bytes_are_refused (void **state)
{
  enum
  {
    N_ENTRIES = 4000,
    N_BYTES = 1 << 20
  };
  g_autofree BsrTiffEntry *entries = g_new (BsrTiffEntry, N_ENTRIES);
  guint32 end = BSR_TIFF_FIRST_PAGE + bsr_tiff_entries_size (N_ENTRIES);
  for (int i = 0; i < N_ENTRIES; i++)
    entries[i] = (BsrTiffEntry){ (guint16) (40000 + i), 1, N_BYTES, end };

  g_autoptr (GByteArray) file = bsr_tiff_entries_begin ();
  bsr_tiff_entries_add (file, entries, N_ENTRIES, 0);
  g_byte_array_set_size (file, end + N_BYTES);
  memset (file->data + end, 0, N_BYTES);
  assert_chain (*state, file, BSR_ERROR_DAMAGED, "page 1 has a header that claims more");

  /* Only one of them has them. */
  g_autoptr (GByteArray) honest = bsr_tiff_entries_begin ();
  for (int i = 1; i < N_ENTRIES; i++)
    entries[i].count = 4;
  bsr_tiff_entries_add (honest, entries, N_ENTRIES, 0);
  g_byte_array_set_size (honest, end + N_BYTES);
  assert_chain (*state, honest, 0, NULL);
}

static void
too_many_entries_are_refused (void **state)
{
  enum
  {
    N_ENTRIES = 65535
  };
  g_autofree BsrTiffEntry *entries = g_new0 (BsrTiffEntry, N_ENTRIES);
  g_autoptr (GByteArray) file = bsr_tiff_entries_begin ();
  bsr_tiff_entries_add (file, entries, N_ENTRIES, 0);
  assert_chain (*state, file, BSR_ERROR_DAMAGED, "page 1 claims more than 4096");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (sound_chains_pass),
    cmocka_unit_test (loops_end),
    cmocka_unit_test (too_many_pages_are_refused),
    cmocka_unit_test (headers_outside_the_file_are_refused),
    cmocka_unit_test (short_file_headers_are_refused),
    cmocka_unit_test (big_tiff_is_walked),
    cmocka_unit_test (entries_that_share_their_bytes_are_refused),
    cmocka_unit_test (too_many_entries_are_refused),
  };
  return cmocka_run_group_tests_name ("tiff-chain", tests, setup, teardown);
}
