#include "bsr-test.h"

#include "bsr-case-change.h"

static char *
text_of (GPtrArray *changes)
{
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < changes->len; i++)
    {
      const BsrCaseChange *change = changes->pdata[i];
      g_string_append_printf (text, "%s: %s -> %s; ", change->member,
                              change->before != NULL ? change->before : "-",
                              change->after != NULL ? change->after : "-");
    }
  return g_string_free (text, FALSE);
}

static BsrCase *
example (void)
{
  BsrCase *flagged = bsr_case_new ("T-1", "CSQU3054383");
  bsr_case_add_item (flagged, "080390")->gross_kg = 18200.5;
  flagged->consignee = g_strdup ("Fruit and Sons");
  return flagged;
}

static void
the_same_has_no_changes (void **state)
{
  g_autoptr (BsrCase) one = example (), other = example ();
  g_autoptr (GPtrArray) changes = bsr_case_changes (one, other);
  assert_int_equal (changes->len, 0);
}

static void
what_changed_came_and_went_is_named (void **state)
{
  g_autoptr (BsrCase) one = example (), other = example ();
  ((BsrManifestItem *) other->items->pdata[0])->gross_kg = 17000;
  bsr_case_add_item (other, "0901")->packages = 20;
  other->gross_kg = 22000;
  g_clear_pointer (&other->consignee, g_free);
  g_autoptr (GPtrArray) changes = bsr_case_changes (one, other);
  g_autofree char *text = text_of (changes);
  assert_string_equal (text, "gross_kg: - -> 22000; items[0].gross_kg: 18200.5 -> 17000; "
                             "items[1].hs: - -> 0901; items[1].packages: - -> 20; "
                             "consignee: Fruit and Sons -> -; ");
}

static void
a_code_that_is_not_stated_is_none (void **state)
{
  g_autoptr (BsrCase) one = bsr_case_new ("T-1", "CSQU3054383"),
                      other = bsr_case_new ("T-1", "CSQU3054383");
  bsr_case_add_item (one, "");
  bsr_case_add_item (other, "0803");
  g_autoptr (GPtrArray) changes = bsr_case_changes (one, other);
  g_autofree char *text = text_of (changes);
  assert_string_equal (text, "items[0].hs: - -> 0803; ");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (the_same_has_no_changes),
    cmocka_unit_test (what_changed_came_and_went_is_named),
    cmocka_unit_test (a_code_that_is_not_stated_is_none),
  };
  return cmocka_run_group_tests (tests, NULL, NULL);
}
