#include "bsr-test.h"

#include <math.h>
#include <string.h>

#include "bsr-evaluation.h"
#include "bsr-figures-writer.h"
#include "bsr-set-fixture.h"

/* The declarations of bsr-set-fixture.c, read once. */
static int
set_up (void **state)
{
  char *folder = bsr_test_folder_new ();
  g_autoptr (GError) error = NULL;
  put_declarations (folder);
  g_autoptr (GPtrArray) scans = bsr_evaluation_run (folder, NULL, NULL, 1, NULL, NULL, NULL, &error);
  bsr_test_assert_no_error (error);
  *state = bsr_figures_new (scans);
  bsr_test_folder_remove (folder);
  return 0;
}

static int
tear_down (void **state)
{
  bsr_figures_free (*state);
  return 0;
}

static void
assert_share (BsrInterval share, int hits, int n)
{
  assert_int_equal (share.n, n);
  bsr_test_assert_close (share.value, (double) hits / n, 1e-12);
  assert_true (share.low <= share.value && share.high >= share.value && share.low < share.high);
}

/* The row of @array whose two words are these. */
#define ROW(array, Type, word_1, value_1, word_2, value_2)                                         \
  ({                                                                                               \
    const Type *hit = NULL;                                                                        \
    for (guint k = 0; k < (array)->len && hit == NULL; k++)                                        \
      if (g_str_equal (g_array_index (array, Type, k).word_1, value_1)                             \
          && g_str_equal (g_array_index (array, Type, k).word_2, value_2))                         \
        hit = &g_array_index (array, Type, k);                                                     \
    if (hit == NULL)                                                                               \
      fail_msg ("no %s %s", value_1, value_2);                                                     \
    hit;                                                                                           \
  })

static void
lies_by_hand (void **state)
{
  const BsrManifestFigures *figures = &((BsrFigures *) *state)->manifest;
  const BsrRocFigures *all = ROW (figures->lies, BsrRocFigures, dimension, "all", name, "all");
  /* 0.9, 0.7, 0.4, 0.2, 0.1 against 0.2, 0.3, 0.6, 0.1, 0.1: 5 + 5 + 4 + 2.5 + 1 of 25 pairs. */
  bsr_test_assert_close (all->area.value, 17.5 / 25.0, 1e-12);
  assert_int_equal (all->n_points, 3);
  assert_share (all->points[0].detected, 2, 5); /* none of five honest ones may be alarmed */
  assert_share (all->points[2].detected, 2, 5);
  assert_share (all->points[2].alarmed, 1, 5);
  assert_int_equal (
      ROW (figures->lies, BsrRocFigures, dimension, "lie", name, "litre")->n_positive, 2);
  assert_int_equal (figures->lies->len, 5);
}

static void
honest_ones_by_hand (void **state)
{
  const BsrManifestFigures *figures = &((BsrFigures *) *state)->manifest;
  const BsrHonestFigures *row = ROW (figures->honest, BsrHonestFigures, dimension, "all", name, "all");
  assert_share (row->alarmed, 1, 5);
  assert_share (row->inconclusive, 1, 5);
  row = ROW (figures->honest, BsrHonestFigures, dimension, "vague", name, "chapter");
  assert_share (row->alarmed, 0, 1);
  assert_share (row->inconclusive, 1, 1);
  row = ROW (figures->honest, BsrHonestFigures, dimension, "vague", name, "masses");
  assert_share (row->alarmed, 1, 1);
  row = ROW (figures->honest, BsrHonestFigures, dimension, "vague", name, "exact");
  assert_share (row->alarmed, 0, 3);
  assert_share (row->inconclusive, 0, 3);
}

static void
checks_by_hand (void **state)
{
  const BsrManifestFigures *figures = &((BsrFigures *) *state)->manifest;
  const GArray *checks = figures->checks;
  assert_share (ROW (checks, BsrCheckFigures, check, "mass", lie, "honest")->alarmed, 1, 5);
  assert_share (ROW (checks, BsrCheckFigures, check, "mass", lie, "mass")->alarmed, 1, 1);
  assert_share (ROW (checks, BsrCheckFigures, check, "mass", lie, "empty")->alarmed, 0, 1);
  assert_share (ROW (checks, BsrCheckFigures, check, "empty", lie, "empty")->alarmed, 1, 1);
  assert_share (ROW (checks, BsrCheckFigures, check, "empty", lie, "litre")->alarmed, 0, 2);
  assert_int_equal (checks->len, 3 * 5);
}

static void
reliability_by_hand (void **state)
{
  const BsrReliability *reliability = &((BsrFigures *) *state)->manifest.reliability;
  assert_int_equal (reliability->n, 10);
  assert_share (reliability->bins[1].share, 1, 3);
  assert_share (reliability->bins[2].share, 1, 2);
  assert_share (reliability->bins[6].share, 0, 1);
  assert_share (reliability->bins[9].share, 1, 1);
}

static void
empty_and_loaded_by_hand (void **state)
{
  const BsrManifestFigures *figures = &((BsrFigures *) *state)->manifest;
  const BsrRocFigures *all = ROW (figures->emptiness, BsrRocFigures, dimension, "all", name, "all");
  /* 0.7, 0.4 against 0.05, 0, 0, 0.02, 0, 0.03; the two with a thing in them are neither. */
  assert_int_equal (all->n_negative, 6);
  bsr_test_assert_close (all->area.value, 1.0, 0.0);
  assert_share (all->points[0].detected, 2, 2);
  assert_share (all->points[2].detected, 1, 2);
  assert_share (all->points[2].alarmed, 0, 6);
  const BsrRocFigures *loaded
      = ROW (figures->emptiness, BsrRocFigures, dimension, "lie", name, "declared-loaded");
  assert_share (loaded->points[2].detected, 0, 1);
}

static void
things_in_empty_containers_by_hand (void **state)
{
  const GArray *litre = ((BsrFigures *) *state)->manifest.litre;
  assert_share (ROW (litre, BsrLitreFigures, dimension, "all", name, "all")->alarmed, 1, 2);
  assert_share (ROW (litre, BsrLitreFigures, dimension, "kind", name, "bag")->alarmed, 1, 2);
  assert_share (ROW (litre, BsrLitreFigures, dimension, "zone", name, "floor")->alarmed, 1, 2);
  assert_share (ROW (litre, BsrLitreFigures, dimension, "scanner", name, "B")->alarmed, 0, 1);
  assert_share (ROW (litre, BsrLitreFigures, dimension, "nothing", name, "all")->alarmed, 1, 2);
}

static void
masses_by_hand (void **state)
{
  const GArray *masses = ((BsrFigures *) *state)->manifest.masses;
  /* Errors 5, 25, 10 and 10 %; the undeclared one counts, what was not told does not. */
  const BsrMassFigures *row = ROW (masses, BsrMassFigures, dimension, "penetrated", name, "all");
  assert_share (row->within, 2, 4);
  bsr_test_assert_close (row->error.median, 0.1, 1e-12);
  bsr_test_assert_close (row->error.low, 0.0875, 1e-12);
  bsr_test_assert_close (row->error.high, 0.1375, 1e-12);
  bsr_test_assert_close (row->median.low, 0.05, 1e-12);
  bsr_test_assert_close (row->median.high, 0.25, 1e-12);
  assert_share (ROW (masses, BsrMassFigures, dimension, "penetrated", name, "B")->within, 0, 1);
  row = ROW (masses, BsrMassFigures, dimension, "opaque", name, "A");
  assert_share (row->within, 1, 1);
  bsr_test_assert_close (row->error.median, 0.25, 1e-12);
}

static void
commodities_by_hand (void **state)
{
  const BsrManifestFigures *figures = &((BsrFigures *) *state)->manifest;
  const GArray *rows = figures->commodities;
  assert_int_equal (figures->n_headings, 2);
  const BsrCommodityFigures *row = ROW (rows, BsrCommodityFigures, dimension, "all", name, "all");
  assert_share (row->first, 1, 3);
  assert_share (row->among_five, 2, 3);
  row = ROW (rows, BsrCommodityFigures, dimension, "heading", name, "1006");
  assert_share (row->first, 1, 2);
  assert_share (row->among_five, 2, 2);
  assert_share (ROW (rows, BsrCommodityFigures, dimension, "heading", name, "0901")->among_five, 0, 1);
}

static void
the_document_holds_all_of_it (void **state)
{
  g_autofree char *json = bsr_figures_to_json (*state);
  const char *const parts[] = { "\"manifest\"", "\"honest\"", "\"manifest_reliability\"",
                                "\"emptiness\"", "\"things_in_empty\"", "\"within_interval\"",
                                "\"headings\": 2", "\"among_five\"", "\"lie\": \"declared-loaded\"" };
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (strstr (json, parts[i]) == NULL)
      fail_msg ("%s is not in %s", parts[i], json);
  assert_null (strstr (json, "nan"));
  assert_null (strstr (json, "inf"));
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (lies_by_hand),
    cmocka_unit_test (honest_ones_by_hand),
    cmocka_unit_test (checks_by_hand),
    cmocka_unit_test (reliability_by_hand),
    cmocka_unit_test (empty_and_loaded_by_hand),
    cmocka_unit_test (things_in_empty_containers_by_hand),
    cmocka_unit_test (masses_by_hand),
    cmocka_unit_test (commodities_by_hand),
    cmocka_unit_test (the_document_holds_all_of_it),
  };
  return cmocka_run_group_tests_name ("manifest-figures", tests, set_up, tear_down);
}
