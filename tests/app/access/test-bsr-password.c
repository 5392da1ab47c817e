#include "bsr-password.h"

#include <string.h>

#include "bsr-test.h"

/* So that a test takes no time: what counts here is the same at any cost. */
static const BsrPasswordCost cheap = { 1, 8192 };

static char *
verifier_of (const char *text)
{
  g_autoptr (BsrPassword) password = bsr_password_new (text);
  char *verifier = bsr_password_make_verifier (password, &cheap, NULL);
  assert_non_null (verifier);
  return verifier;
}

static gboolean
matches (const char *text, const char *verifier)
{
  g_autoptr (BsrPassword) password = bsr_password_new (text);
  return bsr_password_matches (password, verifier, &cheap);
}

static void
only_the_password_matches (void **state)
{
  g_autofree char *verifier = verifier_of ("four plain words here");
  assert_true (matches ("four plain words here", verifier));
  assert_false (matches ("four plain words her", verifier));
  assert_false (matches ("", verifier));
  assert_false (matches ("four plain words here", NULL));
  assert_false (matches ("four plain words here", ""));
  assert_false (matches ("four plain words here", "$argon2id$v=19$m=8,t=1,p=1$broken"));
}

static void
a_verifier_is_salted_and_says_nothing (void **state)
{
  g_autofree char *one = verifier_of ("four plain words here");
  g_autofree char *other = verifier_of ("four plain words here");
  assert_true (g_str_has_prefix (one, "$argon2id$v=19$m=8,t=1,p=1$"));
  assert_string_not_equal (one, other);
  assert_null (strstr (one, "plain"));
}

/* A keyboard may send a letter with its accent as one character or as two. */
static void
forms_of_one_letter_are_one (void **state)
{
  g_autofree char *verifier = verifier_of ("l'\xc3\xa9t\xc3\xa9 au port de Tanger");
  assert_true (matches ("l'e\xcc\x81te\xcc\x81 au port de Tanger", verifier));
  assert_null (bsr_password_new ("\xff"));
}

static void
a_cheaper_verifier_is_outdated (void **state)
{
  g_autofree char *verifier = verifier_of ("four plain words here");
  const BsrPasswordCost more_memory = { 1, 16384 }, more_passes = { 2, 8192 };
  assert_false (bsr_password_is_outdated (verifier, &cheap));
  assert_true (bsr_password_is_outdated (verifier, &more_memory));
  assert_true (bsr_password_is_outdated (verifier, &more_passes));
  assert_true (bsr_password_is_outdated (verifier, &bsr_password_cost));
  assert_true (bsr_password_is_outdated ("$2y$10$other", &cheap));
  assert_int_equal (bsr_password_cost.bytes, 256 * 1024 * 1024);
  assert_int_equal (bsr_password_cost.passes, 3);
}

static void
what_is_wiped_is_gone (void **state)
{
  char text[] = "four plain words here", zeros[sizeof text] = { 0 };
  bsr_password_wipe (text);
  assert_memory_equal (text, zeros, sizeof text);
  bsr_password_wipe (NULL);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (only_the_password_matches),
    cmocka_unit_test (a_verifier_is_salted_and_says_nothing),
    cmocka_unit_test (forms_of_one_letter_are_one),
    cmocka_unit_test (a_cheaper_verifier_is_outdated),
    cmocka_unit_test (what_is_wiped_is_gone),
  };
  return cmocka_run_group_tests_name ("password", tests, NULL, NULL);
}
