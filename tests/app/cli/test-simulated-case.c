#include "bsr-test.h"

#include <math.h>
#include <string.h>

#include "bsr-case-file.h"
#include "bsr-simulated-case.h"

#define SEED 2718
#define N_CASES 120

/* How many digits each code of @flagged has; all the same. */
static int
digits_of (const BsrCase *flagged)
{
  int digits = -1;
  for (guint i = 0; i < flagged->items->len; i++)
    {
      const BsrManifestItem *item = g_ptr_array_index (flagged->items, i);
      assert_true (digits < 0 || digits == (int) strlen (item->hs));
      digits = (int) strlen (item->hs);
      assert_true ((item->description != NULL) == (digits == 6));
    }
  return digits;
}

static void
check_declaration (const BsrSimulatedCase *drawn, const BsrCase *flagged)
{
  gboolean masses = drawn->vague != BSR_VAGUE_MASSES, packages = drawn->vague != BSR_VAGUE_PACKAGES;
  assert_int_equal (flagged->items->len, drawn->n_items);
  assert_true (flagged->empty == drawn->declared_empty);
  bsr_test_assert_close (flagged->gross_kg, drawn->gross_kg, 0.0);
  if (drawn->n_items > 0)
    assert_int_equal (digits_of (flagged), drawn->vague == BSR_VAGUE_CHAPTER   ? 2
                                           : drawn->vague == BSR_VAGUE_HEADING ? 4
                                                                               : 6);
  for (int i = 0; i < drawn->n_items; i++)
    {
      const BsrManifestItem *item = g_ptr_array_index (flagged->items, i);
      assert_true (g_str_has_prefix (drawn->items[i].commodity->hs, item->hs));
      assert_true (isfinite (item->gross_kg) == masses);
      assert_int_equal (item->packages, packages ? drawn->items[i].packages : -1);
    }
}

static void
vague_declarations_leave_out_what_they_are_to (void **state)
{
  int of_vague[BSR_N_VAGUENESSES] = { 0 };
  print_message ("seed %d\n", SEED);
  for (int i = 0; i < N_CASES; i++)
    {
      BsrSimulatedCase drawn;
      BsrScanner scanner;
      g_autoptr (BsrSceneModel) model
          = bsr_simulation_set_scene (BSR_SIMULATION_SET_MANIFEST, SEED, i, &drawn, &scanner);
      g_autoptr (BsrCase) declared = bsr_simulated_case_declaration (&drawn);
      g_autofree char *json = bsr_case_to_json (declared);
      g_autoptr (GError) error = NULL;
      g_autoptr (BsrCase) flagged = bsr_case_from_json (json, -1, &error);
      bsr_test_assert_no_error (error);
      check_declaration (&drawn, flagged);
      of_vague[drawn.vague]++;
    }
  for (int vague = 0; vague < BSR_N_VAGUENESSES; vague++)
    assert_true (of_vague[vague] > 0);
}

static void
kinds_of_vagueness_have_names (void **state)
{
  assert_null (bsr_vagueness_name (BSR_VAGUE_NOWHERE));
  assert_string_equal (bsr_vagueness_name (BSR_VAGUE_CHAPTER), "chapter");
  assert_string_equal (bsr_vagueness_name (BSR_VAGUE_MASSES), "masses");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (vague_declarations_leave_out_what_they_are_to),
    cmocka_unit_test (kinds_of_vagueness_have_names),
  };
  return cmocka_run_group_tests_name ("simulated-case", tests, NULL, NULL);
}
