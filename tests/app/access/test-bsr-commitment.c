#include "bsr-commitment.h"

#include <string.h>

#include "bsr-test.h"

/* printf 'basira-commitment/1\n64:00...0,4:text,' | sha256sum */
#define ZEROS "0000000000000000000000000000000000000000000000000000000000000000"

static void
is_the_hash_that_is_documented (void **state)
{
  g_autofree char *found = bsr_commitment_compute (ZEROS, "text");
  const char *form = "basira-commitment/1\n64:" ZEROS ",4:text,";
  g_autofree char *expected = g_compute_checksum_for_string (G_CHECKSUM_SHA256, form, -1);
  assert_string_equal (found, expected);
}

static void
salts_are_random_and_make_another_of_it (void **state)
{
  g_autofree char *one = bsr_commitment_new_salt (), *other = bsr_commitment_new_salt ();
  assert_int_equal (strlen (one), 64);
  assert_string_not_equal (one, other);
  g_autofree char *a = bsr_commitment_compute (one, "text"), *b = bsr_commitment_compute (other, "text");
  assert_string_not_equal (a, b);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (is_the_hash_that_is_documented),
    cmocka_unit_test (salts_are_random_and_make_another_of_it),
  };
  return cmocka_run_group_tests_name ("commitment", tests, NULL, NULL);
}
