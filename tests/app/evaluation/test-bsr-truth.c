#include "bsr-test.h"

#include <gio/gio.h>
#include <math.h>
#include <string.h>

#include "bsr-error.h"
#include "bsr-truth.h"

static char *
put (const char *folder, const char *name, const char *text)
{
  char *path = g_build_filename (folder, name, NULL);
  assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

static BsrPlane *
triangle (int width, int height)
{
  BsrPlane *mask = bsr_plane_new (BSR_FORMAT_U8, width, height, NULL);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width && x <= y; x++)
      bsr_plane_row_u8 (mask, y)[x] = 255;
  return mask;
}

static BsrTruth *
full_truth (void)
{
  BsrTruth *truth = bsr_truth_new ();
  BsrTruthObject *object = bsr_truth_add_object (truth, "organic-block");
  object->zone = g_strdup ("load");
  object->box = (BsrBox){ 10, 20, 7, 5 };
  object->mask_box = object->box;
  object->mask = triangle (7, 5);
  object->cnr = 4.25;
  object->steel_mm = 3.5;
  object->mass_kg = 12.0;
  BsrTruthCommodity *commodity = bsr_truth_add_commodity (truth, "rice");
  commodity->hs = g_strdup ("1006");
  commodity->from_mm = 0.0;
  commodity->to_mm = 5000.0;
  commodity->packages = 400;
  truth->is_declared = TRUE;
  truth->lie = g_strdup ("concealment");
  truth->declared_items = 2;
  truth->declared_kg = 4300.0;
  truth->vague = g_strdup ("chapter");
  truth->scanner = g_strdup ("portal");
  truth->container_type = g_strdup ("22G1");
  truth->container = (BsrBox){ 1, 2, 300, 100 };
  truth->split = g_strdup ("test");
  truth->set = g_strdup ("mixed");
  truth->seed = 99;
  return truth;
}

static void
what_is_written_is_read (void **state)
{
  char *folder = bsr_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "a.json", NULL);
  g_autoptr (BsrTruth) written = full_truth ();
  g_autoptr (GError) error = NULL;
  assert_true (bsr_truth_write (written, path, &error));
  g_autoptr (BsrTruth) truth = bsr_truth_read (path, NULL, &error);
  bsr_test_assert_no_error (error);
  assert_int_equal (truth->objects->len, 1);
  const BsrTruthObject *object = g_ptr_array_index (truth->objects, 0);
  assert_int_equal (truth->declared_items, 2);
  bsr_test_assert_close (truth->declared_kg, 4300.0, 0.0);
  assert_string_equal (truth->vague, "chapter");
  assert_string_equal (object->kind, "organic-block");
  assert_string_equal (object->zone, "load");
  assert_int_equal (object->box.x, 10);
  assert_int_equal (object->box.height, 5);
  bsr_test_assert_close (object->cnr, 4.25, 0.0);
  for (int y = 0; y < 5; y++)
    for (int x = 0; x < 7; x++)
      assert_int_equal (bsr_plane_row_u8 (object->mask, y)[x], x <= y ? 255 : 0);
  const BsrTruthCommodity *commodity = g_ptr_array_index (truth->commodities, 0);
  assert_string_equal (commodity->id, "rice");
  bsr_test_assert_close (commodity->to_mm, 5000.0, 0.0);
  assert_true (isnan (commodity->mass_kg));
  assert_true (truth->is_declared && !truth->honest && truth->is_simulated);
  assert_string_equal (truth->lie, "concealment");
  assert_string_equal (truth->container_type, "22G1");
  assert_int_equal (truth->container.width, 300);
  bsr_test_folder_remove (folder);
}

/* Somebody's labels by hand say little. */
static void
a_label_by_hand_is_enough (void **state)
{
  char *folder = bsr_test_folder_new ();
  g_autofree char *path = put (folder, "a.json",
                               "{\"format\": \"basira-truth/1\", \"lie\": null, \"scanner\": null,"
                               "\"objects\": [{\"kind\": \"void\", \"box\": [1, 2, 3, 4]}]}");
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrTruth) truth = bsr_truth_read (path, NULL, &error);
  bsr_test_assert_no_error (error);
  const BsrTruthObject *object = g_ptr_array_index (truth->objects, 0);
  assert_null (object->mask);
  assert_int_equal (object->mask_box.width, 3);
  assert_true (isnan (object->cnr));
  assert_false (truth->is_simulated || truth->is_declared);
  bsr_test_folder_remove (folder);
}

static void
what_is_wrong_is_named (void **state)
{
#define HEAD "{\"format\": \"basira-truth/1\", \"objects\": [{\"kind\": \"x\", \"box\": [0, 0, 4, 4]"
  const struct
  {
    const char *json;
    int code;
    const char *part;
  } rows[] = {
    { "{", BSR_ERROR_DAMAGED, NULL },
    { "{\"format\": \"basira-truth/2\", \"objects\": []}", BSR_ERROR_UNKNOWN_KIND, "format" },
    { "{\"format\": \"basira-truth/1\"}", BSR_ERROR_DAMAGED, "objects: is missing" },
    { "{\"format\": \"basira-truth/1\", \"objects\": [{\"kind\": \"x\"}]}", BSR_ERROR_DAMAGED,
      "objects[0].box" },
    { "{\"format\": \"basira-truth/1\", \"objects\": [{\"box\": [0, 0, 4, 4]}]}",
      BSR_ERROR_DAMAGED, "objects[0].kind" },
    { "{\"format\": \"basira-truth/1\", \"objects\": [{\"kind\": \"x\", \"box\": [0, 0, 0, 4]}]}",
      BSR_ERROR_DAMAGED, "objects[0].box: must be whole numbers, width and height at least 1" },
    { HEAD ", \"cnr\": \"3\"}]}", BSR_ERROR_DAMAGED, "objects[0].cnr" },
    { HEAD ", \"mask\": \"none.png\"}]}", BSR_ERROR_DAMAGED, "objects[0].mask: none.png" },
    { HEAD ", \"mask\": \"../m.png\"}]}", BSR_ERROR_DAMAGED, "objects[0].mask: must be the name" },
    { HEAD ", \"mask\": \"m.object1.png\"}]}", BSR_ERROR_DAMAGED, "the mask has 7 x 5 pixels" },
    { HEAD ", \"mask\": \"a.json\"}]}", BSR_ERROR_UNKNOWN_KIND, "objects[0].mask: a.json" },
    { HEAD "}], \"commodities\": [{}]}", BSR_ERROR_DAMAGED, "commodities[0].id" },
    { HEAD "}], \"honest\": 1}", BSR_ERROR_DAMAGED, "honest" },
  };
  char *folder = bsr_test_folder_new ();
  g_autofree char *mask_path = g_build_filename (folder, "m.json", NULL);
  g_autoptr (BsrTruth) masks = full_truth ();
  assert_true (bsr_truth_write (masks, mask_path, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      print_message ("row %zu\n", i);
      g_autofree char *path = put (folder, "a.json", rows[i].json);
      g_autoptr (GError) error = NULL;
      assert_null (bsr_truth_read (path, NULL, &error));
      bsr_test_assert_error (error, BSR_ERROR, rows[i].code, rows[i].part);
    }
  bsr_test_folder_remove (folder);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (what_is_written_is_read),
    cmocka_unit_test (a_label_by_hand_is_enough),
    cmocka_unit_test (what_is_wrong_is_named),
  };
  return cmocka_run_group_tests_name ("truth", tests, NULL, NULL);
}
