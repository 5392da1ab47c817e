#include "bsr-password-rule.h"

#include "bsr-error.h"
#include "bsr-test.h"

static gboolean
allows (const char *text, GError **error)
{
  g_autoptr (BsrPassword) password = bsr_password_new (text);
  return bsr_password_rule_allows (password, "Amal", error);
}

static void
refuses (const char *text, const char *part)
{
  g_autoptr (GError) error = NULL;
  assert_false (allows (text, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_INVALID, part);
}

static void
length_is_all_that_is_asked_for (void **state)
{
  assert_true (allows ("plain small words", NULL));
  assert_true (allows ("abcdefghijk 123", NULL));
  assert_true (allows ("كلمات قصيرة كثيرة", NULL));
  refuses ("Xy7!Xz8?Xq9&Xw", "at least 15 characters");
  refuses ("", "at least 15");
  /* Characters, not bytes. */
  refuses ("كلمات قصيرة", "at least 15");
  g_autofree char *words = g_strnfill (BSR_PASSWORD_MAX, 'x');
  words[0] = 'a';
  assert_true (allows (words, NULL));
  g_autofree char *more = g_strconcat (words, "x", NULL);
  refuses (more, "longer than 256");
}

static void
what_everybody_tries_first_is_refused (void **state)
{
  refuses ("my name is AMAL and I", "holds the name");
  refuses ("the Basira password", "holds the name");
  refuses ("passwordpassword", "repeats itself");
  refuses ("PasswordpassworD", "repeats itself");
  refuses ("aaaaaaaaaaaaaaaaaaa", "repeats itself");
  refuses ("password password", "repeats itself");
  refuses ("1234567890123456", "repeats itself");
  refuses ("qwertyuiopasdfgh", "runs along the keys");
  refuses ("abcdefghijklmnopq", "runs along the keys");
}

/* "Al" lies in many words. */
static void
a_short_name_is_no_word (void **state)
{
  g_autoptr (BsrPassword) password = bsr_password_new ("a salty pal in halls");
  assert_true (bsr_password_rule_allows (password, "Al", NULL));
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (length_is_all_that_is_asked_for),
    cmocka_unit_test (what_everybody_tries_first_is_refused),
    cmocka_unit_test (a_short_name_is_no_word),
  };
  return cmocka_run_group_tests_name ("password rule", tests, NULL, NULL);
}
