#include "bsr-account.h"

#include "bsr-error.h"
#include "bsr-test.h"

static void
refuses_name (const char *name, const char *part)
{
  g_autoptr (GError) error = NULL;
  assert_false (bsr_account_name_is_valid (name, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_INVALID, part);
}

static void
names_are_what_can_be_written (void **state)
{
  g_autofree char *longest = g_strnfill (BSR_ACCOUNT_NAME_MAX, 'x');
  g_autofree char *longer = g_strnfill (BSR_ACCOUNT_NAME_MAX + 1, 'x');
  assert_true (bsr_account_name_is_valid ("A. Officer", NULL));
  assert_true (bsr_account_name_is_valid ("بصيرة", NULL));
  assert_true (bsr_account_name_is_valid (longest, NULL));
  refuses_name (longer, "longer than 63");
  refuses_name ("", "needs a name");
  refuses_name ("  ", "needs a name");
  refuses_name (" amal", "begins or ends with a blank");
  refuses_name ("amal\n", "cannot be written");
  refuses_name ("am\x1b[0m", "cannot be written");
  refuses_name ("am\xff", "cannot be written");
}

static void
one_person_has_one_folded_name (void **state)
{
  const char *forms[] = { "Amélie", " amélie ", "AME\xcc\x81LIE" };
  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autofree char *folded = bsr_account_fold_name (forms[i]);
      g_autofree char *first = bsr_account_fold_name (forms[0]);
      assert_string_equal (folded, first);
    }
  g_autofree char *none = bsr_account_fold_name ("\xff");
  assert_string_equal (none, "");
}

static void
a_copy_says_the_same (void **state)
{
  g_autoptr (BsrAccount) account = bsr_account_new ("amal", BSR_ROLE_TRAINER, TRUE);
  g_autoptr (BsrAccount) copy = bsr_account_copy (account);
  assert_string_equal (copy->name, "amal");
  assert_int_equal (copy->role, BSR_ROLE_TRAINER);
  assert_true (copy->disabled);
  assert_null (bsr_account_copy (NULL));
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (names_are_what_can_be_written),
    cmocka_unit_test (one_person_has_one_folded_name),
    cmocka_unit_test (a_copy_says_the_same),
  };
  return cmocka_run_group_tests_name ("account", tests, NULL, NULL);
}
