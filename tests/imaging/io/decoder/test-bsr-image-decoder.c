#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bsr-test.h"
#include "bsr-error.h"
#include "bsr-image-decoder.h"
#include "bsr-image-reader.h"
#include "bsr-plane-hash.h"
#include "bsr-png-fixture.h"
#include "bsr-tiff-fixture.h"
#include "rogue-acts.h"

enum
{
  WIDTH = 64,
  HEIGHT = 48,
  HEADER = 32
};

typedef struct
{
  char *folder, *path;
} Fixture;

static int
setup (void **state)
{
  Fixture *f = g_new0 (Fixture, 1);
  f->folder = bsr_test_folder_new ();
  f->path = g_build_filename (f->folder, "scan", NULL);
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

/* Descriptors that this process has open. */
static int
n_descriptors (void)
{
  int n = 0;
  DIR *folder = opendir ("/proc/self/fd");
  while (readdir (folder) != NULL)
    n++;
  closedir (folder);
  return n;
}

static void
assert_no_child_is_left (void)
{
  errno = 0;
  assert_int_equal (waitpid (-1, NULL, WNOHANG), -1);
  assert_int_equal (errno, ECHILD);
}

/* Raw planes whose header tells the rogue decoder what to do. */
static BsrImageSources *
rogue_sources (const Fixture *f, const char *act)
{
  g_autofree guint8 *file = g_malloc0 (HEADER + WIDTH * HEIGHT);
  g_strlcpy ((char *) file, act, HEADER);
  for (int i = 0; i < WIDTH * HEIGHT; i++)
    file[HEADER + i] = (guint8) i;
  assert_true (g_file_set_contents (f->path, (const char *) file, HEADER + WIDTH * HEIGHT, NULL));
  const BsrRawLayout layout = {
    .n_planes = 1, .width = WIDTH, .height = HEIGHT, .sample = BSR_RAW_U8, .offset = { HEADER }
  };
  const char *paths[] = { f->path };
  BsrImageSources *sources = bsr_image_sources_open_raw (paths, &layout, NULL);
  assert_non_null (sources);
  return sources;
}

static BsrImage *
do_act (const Fixture *f, const char *act, const BsrDecoding *how, gboolean *confined,
        GError **error)
{
  BsrDecoding decoding = how != NULL ? *how : (BsrDecoding){ 0 };
  decoding.program = g_getenv ("BSR_TEST_ROGUE_DECODER");
  if (decoding.program == NULL)
    fail_msg ("no rogue decoder is named");
  g_autoptr (BsrImageSources) sources = rogue_sources (f, act);
  return bsr_image_decode (sources, &decoding, confined, NULL, error);
}

static void
assert_act_fails (const Fixture *f, const char *act, const BsrDecoding *how, GQuark domain,
                  int code, const char *part)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrImage) image = do_act (f, act, how, NULL, &error);
  if (image != NULL || (error != NULL && strstr (error->message, "escaped") != NULL))
    fail_msg ("%s: it succeeded", act);
  print_message ("%-13s %s\n", act, error->message);
  bsr_test_assert_error (error, domain, code, part);
  assert_no_child_is_left ();
}

/* The decoder of the program itself, of every kind of file. */
static void
what_is_decoded_is_what_the_readers_read (void **state)
{
  const Fixture *f = *state;
  for (int i = 0; i < 8; i++)
    {
      BsrTiffFixture fixture = bsr_tiff_fixture_plain ();
      g_autoptr (GError) error = NULL;
      gboolean confined = FALSE;
      fixture.n_planes = i & 1 ? 3 : 2;
      fixture.in_one_page = (i & 1) != 0;
      fixture.bits = i & 2 ? 32 : i & 4 ? 12 : 16;
      fixture.width = i & 4 ? 1021 : 37;
      fixture.height = i & 4 ? 700 : 23;
      fixture.photometric = i & 1 && fixture.bits == 16 ? PHOTOMETRIC_RGB : PHOTOMETRIC_MINISBLACK;
      fixture.compression = COMPRESSION_LZW;
      bsr_tiff_fixture_write (&fixture, f->path);
      g_autoptr (BsrImageSources) sources = bsr_image_sources_open (f->path, NULL);
      g_autoptr (BsrImage) image = bsr_image_decode (sources, NULL, &confined, NULL, &error);
      bsr_test_assert_no_error (error);
      bsr_tiff_fixture_assert (&fixture, image);
      assert_int_equal (bsr_image_is_colour (image), fixture.photometric == PHOTOMETRIC_RGB);
      assert_true (confined);
    }
  assert_no_child_is_left ();
}

static void
refusals_are_those_of_the_readers (void **state)
{
  const Fixture *f = *state;
  BsrTiffFixture fixture = bsr_tiff_fixture_plain ();
  bsr_tiff_fixture_write (&fixture, f->path);
  g_autofree char *bytes = NULL;
  gsize size;
  assert_true (g_file_get_contents (f->path, &bytes, &size, NULL));
  for (gsize cut = 4; cut < size; cut += 97)
    {
      g_autoptr (GError) read_error = NULL, error = NULL;
      assert_true (g_file_set_contents (f->path, bytes, (gssize) cut, NULL));
      assert_null (bsr_image_read (f->path, NULL, NULL, &read_error));
      g_autoptr (BsrImageSources) sources = bsr_image_sources_open (f->path, NULL);
      assert_null (bsr_image_decode (sources, NULL, NULL, NULL, &error));
      bsr_test_assert_error (error, read_error->domain, read_error->code, read_error->message);
    }
}

static void
planes_cannot_be_written (void **state)
{
  const Fixture *f = *state;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrImage) image = do_act (f, "honest", NULL, NULL, &error);
  bsr_test_assert_no_error (error);
  guint16 *row = bsr_plane_row_u16 (bsr_image_plane (image, 0), 0);
  assert_int_equal (row[5], 5);
  pid_t child = fork ();
  if (child == 0)
    {
      signal (SIGSEGV, SIG_DFL);
      const struct rlimit none = { 0, 0 };
      setrlimit (RLIMIT_CORE, &none);
      *(volatile guint16 *) row = 1;
      _exit (0);
    }
  int status;
  assert_int_equal (waitpid (child, &status, 0), child);
#ifndef __SANITIZE_ADDRESS__ /* which ends it by itself */
  assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGSEGV);
#endif
}

static void
nothing_can_be_reached_from_inside (void **state)
{
  static const char *const killed[]
      = { "open",         "create",       "socket",      "socketpair",  "execute",    "fork",
          "vfork",        "trace",        "read_parent", "kill_parent", "kill_group", "write_file",
          "write_output", "write_memory", "map_code",    "make_code",   "duplicate" };
  for (gsize i = 0; i < G_N_ELEMENTS (killed); i++)
    assert_act_fails (*state, killed[i], NULL, BSR_ERROR, BSR_ERROR_DAMAGED,
                      "do what reading a scan never needs");
  assert_act_fails (*state, "clone3", NULL, BSR_ERROR, BSR_ERROR_DAMAGED, "end without an answer");
}

static void
every_way_to_fail_is_one_sentence (void **state)
{
  const BsrDecoding soon = { .seconds = 1 };
  assert_act_fails (*state, "sleep", &soon, BSR_ERROR, BSR_ERROR_LIMIT, "longer than 1 seconds");
  assert_act_fails (*state, "compute", &soon, BSR_ERROR, BSR_ERROR_LIMIT, "longer than 1 seconds");
  assert_act_fails (*state, "overrun", NULL, BSR_ERROR, BSR_ERROR_LIMIT, "more computing than any");
  assert_act_fails (*state, "grow", NULL, BSR_ERROR, BSR_ERROR_LIMIT, "more memory than any scan");
  assert_act_fails (*state, "leave", NULL, BSR_ERROR, BSR_ERROR_DAMAGED, "end without an answer");
  assert_act_fails (*state, "unable", NULL, BSR_ERROR, BSR_ERROR_ENVIRONMENT,
                    "cannot be shut off from the rest of this computer (no filters here)");
#ifndef __SANITIZE_ADDRESS__ /* which has ends and bounds of its own */
  const BsrReadLimits small = { .max_pixels = 1 << 20, .max_bytes = 1 << 20 };
  const BsrDecoding little = { .limits = &small };
  assert_act_fails (*state, "crash", NULL, BSR_ERROR, BSR_ERROR_DAMAGED, "Segmentation fault");
  assert_act_fails (*state, "abort", NULL, BSR_ERROR, BSR_ERROR_DAMAGED, "made the decoder fail");
  assert_act_fails (*state, "memory", &little, BSR_ERROR, BSR_ERROR_ENVIRONMENT,
                    "not enough memory");
#endif
}

static void
a_decoder_that_is_not_there_is_said (void **state)
{
  const Fixture *f = *state;
  const BsrDecoding decoding = { .program = "/nonexistent/decoder" };
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrImageSources) sources = rogue_sources (f, "honest");
  assert_null (bsr_image_decode (sources, &decoding, NULL, NULL, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT,
                         "the decoder /nonexistent/decoder cannot be started");
  assert_no_child_is_left ();
}

/* One that was not shut off is believed only where that is allowed, and said to be so. */
static void
an_unconfined_decoder_is_believed_only_where_allowed (void **state)
{
  const Fixture *f = *state;
  assert_act_fails (f, "unconfined", NULL, BSR_ERROR, BSR_ERROR_DAMAGED, "end without an answer");

  const BsrDecoding allowed = { .unconfined_allowed = TRUE };
  g_autoptr (GError) error = NULL;
  gboolean confined = TRUE;
  g_autoptr (BsrImage) image = do_act (f, "unconfined", &allowed, &confined, &error);
  bsr_test_assert_no_error (error);
  assert_non_null (image);
  assert_false (confined);
}

static gpointer
cancel_soon (gpointer data)
{
  g_usleep (50000);
  g_cancellable_cancel (data);
  return NULL;
}

static void
cancelling_ends_it_without_a_trace (void **state)
{
  const Fixture *f = *state;
  const BsrDecoding decoding = { .program = g_getenv ("BSR_TEST_ROGUE_DECODER"), .seconds = 60 };
  int before = n_descriptors ();
  for (int i = 0; i < 10; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (BsrImageSources) sources = rogue_sources (f, i % 2 ? "sleep" : "compute");
      GThread *thread = g_thread_new ("cancel", cancel_soon, cancellable);
      assert_null (bsr_image_decode (sources, &decoding, NULL, cancellable, &error));
      bsr_test_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, NULL);
      g_thread_join (thread);
      assert_no_child_is_left ();
    }
  assert_in_range (n_descriptors (), 0, before + 1); /* the first wakeup of GLib's own */
}

/* The one child of this process, or 0. */
static pid_t
find_child (void)
{
  g_autofree char *path = g_strdup_printf ("/proc/self/task/%d/children", (int) getpid ());
  g_autofree char *text = NULL;
  return g_file_get_contents (path, &text, NULL, NULL) ? atoi (text) : 0;
}

static gpointer
kill_at (gpointer data)
{
  g_usleep (GPOINTER_TO_UINT (data));
  pid_t child = find_child ();
  if (child > 0)
    kill (child, SIGKILL);
  return NULL;
}

/* Whenever it is killed, there is the picture or one sentence, and nothing is left behind. */
static void
a_decoder_killed_at_any_moment_costs_one_sentence (void **state)
{
  const Fixture *f = *state;
  guint64 seed = 20240607;
  int n_read = 0, n_killed = 0, before = n_descriptors ();
  BsrTiffFixture fixture = bsr_tiff_fixture_plain ();
  fixture.width = 1500;
  fixture.height = 900;
  fixture.compression = COMPRESSION_ADOBE_DEFLATE;
  bsr_tiff_fixture_write (&fixture, f->path);
  g_autoptr (BsrImage) whole = bsr_image_read (f->path, NULL, NULL, NULL);
  g_autofree char *hash = bsr_plane_sha256 (bsr_image_plane (whole, 0));
  print_message ("seed %" G_GUINT64_FORMAT "\n", seed);
  for (int i = 0; i < 60; i++)
    {
      g_autoptr (GError) error = NULL;
      guint delay_us = (guint) (bsr_test_random (&seed) * 40000.0);
      g_autoptr (BsrImageSources) sources = bsr_image_sources_open (f->path, NULL);
      GThread *thread = g_thread_new ("kill", kill_at, GUINT_TO_POINTER (delay_us));
      g_autoptr (BsrImage) image = bsr_image_decode (sources, NULL, NULL, NULL, &error);
      g_thread_join (thread);
      if (image != NULL)
        {
          g_autofree char *own = bsr_plane_sha256 (bsr_image_plane (image, 0));
          assert_string_equal (own, hash);
          n_read++;
        }
      else
        {
          bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT, "killed from outside");
          n_killed++;
        }
      assert_no_child_is_left ();
    }
  print_message ("%d read, %d killed\n", n_read, n_killed);
  assert_in_range (n_descriptors (), 0, before + 1);
}

static void
assert_decodes (const Fixture *f, BsrImage **image)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrImageSources) sources = bsr_image_sources_open (f->path, NULL);
  *image = bsr_image_decode (sources, NULL, NULL, NULL, &error);
  bsr_test_assert_no_error (error);
}

/* Strips, tiles and rows of a PNG that are put into the shared memory in several pieces. */
static void
pieces_come_where_they_belong (void **state)
{
  const Fixture *f = *state;
  for (int i = 0; i < 16; i++)
    {
      BsrTiffFixture fixture = bsr_tiff_fixture_plain ();
      fixture.width = 1500;
      fixture.height = 500;
      fixture.tiled = (i & 1) != 0;
      fixture.chunk_edge = fixture.tiled ? 160 : 333;
      fixture.n_planes = 2;
      fixture.in_one_page = TRUE;
      fixture.separate = (i & 2) != 0;
      fixture.compression = i & 4 ? COMPRESSION_LZW : COMPRESSION_NONE;
      fixture.bits = i & 8 ? 8 : 16;
      bsr_tiff_fixture_write (&fixture, f->path);
      g_autoptr (BsrImage) image = NULL;
      assert_decodes (f, &image);
      bsr_tiff_fixture_assert (&fixture, image);
    }
  for (int bits = 8; bits <= 16; bits += 8)
    {
      const BsrPngFixture fixture = { 1500, 700, bits, PNG_COLOR_TYPE_GRAY, FALSE, 0, TRUE, 0 };
      bsr_png_fixture_write (&fixture, f->path);
      g_autoptr (BsrImage) image = NULL;
      assert_decodes (f, &image);
      bsr_png_fixture_assert (&fixture, bsr_image_plane (image, 0));
    }
}

static void
note_progress (double fraction, gpointer data)
{
  GArray *fractions = data;
  g_array_append_val (fractions, fraction);
}

static void
progress_is_passed_on (void **state)
{
  const Fixture *f = *state;
  g_autoptr (GArray) fractions = g_array_new (FALSE, FALSE, sizeof (double));
  const BsrDecoding decoding = { .progress = note_progress, .progress_data = fractions };
  BsrTiffFixture fixture = bsr_tiff_fixture_plain ();
  fixture.width = 4000;
  fixture.height = 3000;
  fixture.chunk_edge = 16;
  fixture.compression = COMPRESSION_ADOBE_DEFLATE;
  bsr_tiff_fixture_write (&fixture, f->path);
  g_autoptr (BsrImageSources) sources = bsr_image_sources_open (f->path, NULL);
  g_autoptr (BsrImage) image = bsr_image_decode (sources, &decoding, NULL, NULL, NULL);
  assert_non_null (image);
  assert_in_range (fractions->len, 3, 100);
  for (guint i = 1; i < fractions->len; i++)
    assert_true (g_array_index (fractions, double, i) > g_array_index (fractions, double, i - 1));
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown (what_is_decoded_is_what_the_readers_read, setup, teardown),
    cmocka_unit_test_setup_teardown (pieces_come_where_they_belong, setup, teardown),
    cmocka_unit_test_setup_teardown (refusals_are_those_of_the_readers, setup, teardown),
    cmocka_unit_test_setup_teardown (planes_cannot_be_written, setup, teardown),
    cmocka_unit_test_setup_teardown (nothing_can_be_reached_from_inside, setup, teardown),
    cmocka_unit_test_setup_teardown (every_way_to_fail_is_one_sentence, setup, teardown),
    cmocka_unit_test_setup_teardown (a_decoder_that_is_not_there_is_said, setup, teardown),
    cmocka_unit_test_setup_teardown (an_unconfined_decoder_is_believed_only_where_allowed, setup,
                                     teardown),
    cmocka_unit_test_setup_teardown (cancelling_ends_it_without_a_trace, setup, teardown),
    cmocka_unit_test_setup_teardown (a_decoder_killed_at_any_moment_costs_one_sentence, setup,
                                     teardown),
    cmocka_unit_test_setup_teardown (progress_is_passed_on, setup, teardown),
  };
  return cmocka_run_group_tests_name ("image-decoder", tests, NULL, NULL);
}
