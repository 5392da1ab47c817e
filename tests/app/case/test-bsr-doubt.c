#include "bsr-test.h"

#include <math.h>

#include "bsr-doubt.h"

/* A declaration that nothing is doubtful of. */
static BsrCase *
sound_case (void)
{
  BsrCase *flagged = bsr_case_new ("7", "CSQU3054383");
  flagged->size_type = g_strdup ("45G1");
  g_strfreev (flagged->seals);
  flagged->seals = g_strsplit ("MA1", ",", 0);
  flagged->tare_kg = 3900.0;
  flagged->gross_kg = 25300.0;
  BsrManifestItem *item = bsr_case_add_item (flagged, "520100");
  item->description = g_strdup ("Cotton, not carded");
  item->gross_kg = 21400.0;
  return flagged;
}

/* Exactly one doubt, of that kind and item, in these words. */
static void
assert_doubt (const BsrCase *flagged, BsrDoubtKind kind, int item, const char *sentence)
{
  g_autoptr (GPtrArray) doubts = bsr_doubts_of_case (flagged);
  for (guint i = 0; i < doubts->len; i++)
    print_message ("%s\n", ((BsrDoubt *) doubts->pdata[i])->sentence);
  assert_int_equal (doubts->len, 1);
  const BsrDoubt *doubt = doubts->pdata[0];
  assert_int_equal (doubt->kind, kind);
  assert_int_equal (doubt->item, item);
  assert_string_equal (doubt->sentence, sentence);
}

static void
assert_sound (const BsrCase *flagged)
{
  g_autoptr (GPtrArray) doubts = bsr_doubts_of_case (flagged);
  assert_int_equal (doubts->len, 0);
}

static void
sound_declarations_are_not_doubted (void **state)
{
  g_autoptr (BsrCase) flagged = sound_case ();
  assert_sound (flagged);
  flagged->gross_kg = flagged->tare_kg = NAN;
  assert_sound (flagged);
  /* A scan came before its declaration; nobody could read the number. */
  g_autoptr (BsrCase) bare = bsr_case_new ("8", "");
  assert_sound (bare);
}

static void
numbers_are_doubted (void **state)
{
  g_autoptr (BsrCase) flagged = sound_case ();
  g_free (flagged->container);
  flagged->container = g_strdup ("CSQU3054384");
  assert_doubt (flagged, BSR_DOUBT_CONTAINER_NUMBER, -1,
                "The check digit of CSQU3054384 is wrong: it would be 3");
  g_free (flagged->container);
  flagged->container = g_strdup ("CSQ305438");
  assert_doubt (flagged, BSR_DOUBT_CONTAINER_NUMBER, -1,
                "CSQ305438 is no container number like CSQU3054383");
}

static void
masses_that_cannot_be_are_doubted (void **state)
{
  g_autoptr (BsrCase) flagged = sound_case ();
  flagged->gross_kg = 36001.0;
  assert_doubt (flagged, BSR_DOUBT_GROSS_MASS, -1,
                "The gross mass of 36001 kg is more than the 36000 kg that such a container may weigh");
  flagged->gross_kg = 36000.0;
  assert_sound (flagged);
  BsrManifestItem *item = flagged->items->pdata[0];
  item->gross_kg = 100.0;
  flagged->gross_kg = 3899.0;
  assert_doubt (flagged, BSR_DOUBT_GROSS_MASS, -1,
                "The gross mass of 3899 kg is less than the tare of 3900 kg");
}

static void
items_that_do_not_fit_are_doubted (void **state)
{
  g_autoptr (BsrCase) flagged = sound_case ();
  BsrManifestItem *item = flagged->items->pdata[0];
  item->gross_kg = 21600.0; /* within rounding of 21,400 */
  assert_sound (flagged);
  item->gross_kg = 22000.0;
  assert_doubt (flagged, BSR_DOUBT_ITEMS_MASS, -1,
                "The items weigh 22000 kg together, more than the 21400 kg that the gross mass leaves "
                "for them");
  flagged->gross_kg = NAN;
  assert_sound (flagged);
  item->gross_kg = 33000.0;
  assert_doubt (flagged, BSR_DOUBT_ITEMS_MASS, -1,
                "The items weigh 33000 kg together, more than the 32100 kg that such a container may "
                "hold");
  item->gross_kg = NAN;
  assert_sound (flagged);
}

static void
missing_seals_are_doubted (void **state)
{
  g_autoptr (BsrCase) flagged = sound_case ();
  g_clear_pointer (&flagged->seals[0], g_free);
  assert_doubt (flagged, BSR_DOUBT_SEALS, -1, "No seal is declared of a container with goods");
  flagged->empty = TRUE;
  assert_sound (flagged);
}

static void
items_are_doubted_one_by_one (void **state)
{
  g_autoptr (BsrCase) flagged = sound_case ();
  BsrManifestItem *item = flagged->items->pdata[0];
  g_free (item->description);
  item->description = g_strdup (" FAK ");
  assert_doubt (flagged, BSR_DOUBT_DESCRIPTION, 0, "\"FAK\" does not say what the goods are");
  g_clear_pointer (&item->description, g_free);
  assert_doubt (flagged, BSR_DOUBT_DESCRIPTION, 0, "The goods are not described");
  item->description = g_strdup ("Oranges");
  bsr_case_add_item (flagged, "")->description = g_strdup ("Cotton");
  assert_doubt (flagged, BSR_DOUBT_CODE, 1, "Item 2: The goods have no code of the Harmonized System");
}

static void
kinds_have_names (void **state)
{
  assert_string_equal (bsr_doubt_kind_to_string (BSR_DOUBT_CONTAINER_NUMBER), "container-number");
  assert_string_equal (bsr_doubt_kind_to_string (BSR_DOUBT_SEALS), "seals");
  assert_string_equal (bsr_doubt_kind_to_string (BSR_DOUBT_DESCRIPTION), "description");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (sound_declarations_are_not_doubted),
    cmocka_unit_test (numbers_are_doubted),
    cmocka_unit_test (masses_that_cannot_be_are_doubted),
    cmocka_unit_test (items_that_do_not_fit_are_doubted),
    cmocka_unit_test (missing_seals_are_doubted),
    cmocka_unit_test (items_are_doubted_one_by_one),
    cmocka_unit_test (kinds_have_names),
  };
  return cmocka_run_group_tests_name ("doubt", tests, NULL, NULL);
}
