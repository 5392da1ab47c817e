#include "bsr-test.h"
#include "bsr-error.h"
#include "bsr-raw-file.h"

#define WHOLE(size, sample, planes)                                                                \
  "{\"format\": \"basira-raw/1\", " size ", " sample ", \"planes\": " planes "}"
#define SIZE "\"width\": 20, \"height\": 10"
#define SAMPLE "\"sample\": \"uint16\", \"byte_order\": \"big\""
#define PLANES "[{\"file\": \"a.bin\", \"offset\": 512}, {\"file\": \"b.bin\"}]"

static void
a_whole_description_is_read (void **state)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrRawFile) raw
      = bsr_raw_file_from_json ("/scans/NAME.raw.json", WHOLE (SIZE, SAMPLE, PLANES), -1, &error);
  bsr_test_assert_no_error (error);
  assert_int_equal (raw->layout.n_planes, 2);
  assert_int_equal (raw->layout.width, 20);
  assert_int_equal (raw->layout.height, 10);
  assert_int_equal (raw->layout.sample, BSR_RAW_U16);
  assert_true (raw->layout.big_endian);
  assert_int_equal (raw->layout.offset[0], 512);
  assert_int_equal (raw->layout.offset[1], 0);
  assert_string_equal (raw->paths[0], "/scans/a.bin");
  assert_string_equal (raw->paths[1], "/scans/b.bin");
  assert_null (raw->paths[2]);
}

static void
bytes_need_no_order (void **state)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrRawFile) raw = bsr_raw_file_from_json (
      "x.raw.json", WHOLE (SIZE, "\"sample\": \"uint8\"", PLANES), -1, &error);
  bsr_test_assert_no_error (error);
  assert_int_equal (raw->layout.sample, BSR_RAW_U8);
}

static void
what_is_wrong_is_named (void **state)
{
  static const struct
  {
    const char *json;
    int code;
    const char *part;
  } cases[] = {
    { "{", BSR_ERROR_DAMAGED, "" },
    { "{\"format\": \"basira-case/1\"}", BSR_ERROR_UNKNOWN_KIND, "format: " },
    { "{\"format\": \"basira-raw/2\"}", BSR_ERROR_UNKNOWN_KIND, "format: " },
    { WHOLE ("\"height\": 10", SAMPLE, PLANES), BSR_ERROR_DAMAGED, "width: is missing" },
    { WHOLE ("\"width\": 20, \"height\": 0", SAMPLE, PLANES), BSR_ERROR_DAMAGED, "height: " },
    { WHOLE ("\"width\": 20.5, \"height\": 10", SAMPLE, PLANES), BSR_ERROR_DAMAGED, "width: " },
    { WHOLE ("\"width\": 1e12, \"height\": 10", SAMPLE, PLANES), BSR_ERROR_DAMAGED, "width: " },
    { WHOLE (SIZE, "\"sample\": \"int16\", \"byte_order\": \"big\"", PLANES), BSR_ERROR_DAMAGED,
      "sample: " },
    { WHOLE (SIZE, "\"sample\": \"uint16\"", PLANES), BSR_ERROR_DAMAGED, "byte_order: " },
    { WHOLE (SIZE, "\"sample\": \"uint16\", \"byte_order\": \"middle\"", PLANES), BSR_ERROR_DAMAGED,
      "byte_order: " },
    { WHOLE (SIZE, SAMPLE, "[]"), BSR_ERROR_DAMAGED, "planes: " },
    { WHOLE (SIZE, SAMPLE, "[{}, {}, {}, {}, {}]"), BSR_ERROR_DAMAGED, "planes: " },
    { WHOLE (SIZE, SAMPLE, "[{\"offset\": 0}]"), BSR_ERROR_DAMAGED, "planes[0].file: is missing" },
    { WHOLE (SIZE, SAMPLE, "[{\"file\": \"a\", \"offset\": -1}]"), BSR_ERROR_DAMAGED,
      "planes[0].offset: " },
    { WHOLE (SIZE, SAMPLE, "[{\"file\": \"a\"}, {\"file\": \"../a\"}]"), BSR_ERROR_DAMAGED,
      "planes[1].file: must be the name of a file beside" },
    { WHOLE (SIZE, SAMPLE, "[{\"file\": \"/etc/passwd\"}]"), BSR_ERROR_DAMAGED,
      "planes[0].file: " },
    { WHOLE (SIZE, SAMPLE, "[{\"file\": \"..\"}]"), BSR_ERROR_DAMAGED, "planes[0].file: " },
    { WHOLE (SIZE, SAMPLE, "[{\"file\": \"\"}]"), BSR_ERROR_DAMAGED, "planes[0].file: " },
  };
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      if (bsr_raw_file_from_json ("/scans/NAME.raw.json", cases[i].json, -1, &error) != NULL)
        fail_msg ("read: %s", cases[i].json);
      bsr_test_assert_error (error, BSR_ERROR, cases[i].code, cases[i].part);
    }
}

static void
only_what_begins_as_json_looks_like_one (void **state)
{
  char *folder = bsr_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "scan", NULL);
  assert_false (bsr_raw_file_looks_like_one (path));
  assert_false (bsr_raw_file_looks_like_one (folder));
  g_file_set_contents (path, " \n\t{", -1, NULL);
  assert_true (bsr_raw_file_looks_like_one (path));
  g_file_set_contents (path, "II*{", -1, NULL);
  assert_false (bsr_raw_file_looks_like_one (path));
  g_file_set_contents (path, "", -1, NULL);
  assert_false (bsr_raw_file_looks_like_one (path));
  bsr_test_folder_remove (folder);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (a_whole_description_is_read),
    cmocka_unit_test (bytes_need_no_order),
    cmocka_unit_test (what_is_wrong_is_named),
    cmocka_unit_test (only_what_begins_as_json_looks_like_one),
  };
  return cmocka_run_group_tests_name ("raw-file", tests, NULL, NULL);
}
