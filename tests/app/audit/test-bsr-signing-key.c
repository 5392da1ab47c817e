#include "bsr-test.h"

#include <string.h>
#include <sys/stat.h>

#include "bsr-error.h"
#include "bsr-signing-key.h"

/* RFC 8032, 7.1, test 3: seed, public key, the message af82 and its signature. */
#define SEED "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7"
#define PUBLIC_KEY "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025"
#define SIGNATURE                                                                                  \
  "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"                               \
  "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
static const guint8 message[] = { 0xaf, 0x82 };

static int
set_up (void **state)
{
  *state = bsr_test_folder_new ();
  return 0;
}

static int
tear_down (void **state)
{
  bsr_test_folder_remove (*state);
  return 0;
}

static char *
put_key (const char *folder, const char *content, int mode)
{
  g_autoptr (GError) error = NULL;
  char *path = g_build_filename (folder, "key", NULL);
  g_file_set_contents (path, content, -1, &error);
  bsr_test_assert_no_error (error);
  assert_int_equal (chmod (path, (mode_t) mode), 0);
  return path;
}

static void
refused (const char *path, int code, const char *part)
{
  g_autoptr (GError) error = NULL;
  assert_null (bsr_signing_key_open (path, NULL, &error));
  bsr_test_assert_error (error, BSR_ERROR, code, part);
}

static void
signs_as_the_rfc_says (void **state)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = put_key (*state, "basira-signing-key/1\n" SEED "\n", 0600);
  g_autoptr (BsrSigningKey) key = bsr_signing_key_open (path, NULL, &error);
  bsr_test_assert_no_error (error);
  assert_string_equal (bsr_signing_key_public (key), PUBLIC_KEY);
  g_autofree char *signature = bsr_signing_key_sign (key, message, sizeof message, &error);
  assert_string_equal (signature, SIGNATURE);
  assert_true (bsr_signature_holds (SIGNATURE, PUBLIC_KEY, message, sizeof message));
}

static void
any_other_digit_is_no_signature (void **state)
{
  g_autofree char *signature = g_strdup (SIGNATURE), *key = g_strdup (PUBLIC_KEY);
  for (char *digit = signature; *digit != '\0'; digit++)
    {
      char before = *digit;
      *digit = before == '0' ? '1' : '0';
      assert_false (bsr_signature_holds (signature, PUBLIC_KEY, message, sizeof message));
      *digit = 'A'; /* one notation only */
      assert_false (bsr_signature_holds (signature, PUBLIC_KEY, message, sizeof message));
      *digit = before;
    }
  for (char *digit = key; *digit != '\0'; digit++)
    {
      char before = *digit;
      *digit = before == '0' ? '1' : '0';
      assert_false (bsr_signature_holds (SIGNATURE, key, message, sizeof message));
      *digit = before;
    }
  assert_false (bsr_signature_holds (SIGNATURE, PUBLIC_KEY, message, 1));
  assert_false (bsr_signature_holds ("", PUBLIC_KEY, message, sizeof message));
  assert_false (bsr_public_key_is_valid ("00"));
  assert_false (bsr_public_key_is_valid (NULL));
  assert_true (bsr_public_key_is_valid (PUBLIC_KEY));
}

static void
key_that_others_may_read_is_refused (void **state)
{
  static const int modes[] = { 0604, 0640, 0620, 0644, 0601, 0666 };
  for (gsize i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      g_autofree char *path = put_key (*state, "basira-signing-key/1\n" SEED "\n", modes[i]);
      refused (path, BSR_ERROR_INVALID, "with mode 0600");
    }
}

static void
what_is_no_key_is_refused (void **state)
{
  static const char *const contents[] = {
    "", SEED "\n", "basira-signing-key/2\n" SEED "\n", "basira-signing-key/1\n" SEED,
    "basira-signing-key/1\n" SEED "\n\n", "basira-signing-key/1\nzz" SEED "\n",
  };
  for (gsize i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      g_autofree char *path = put_key (*state, contents[i], 0600);
      refused (path, BSR_ERROR_DAMAGED, "not a signing key");
    }
  g_autofree char *absent = g_build_filename (*state, "absent", NULL);
  refused (absent, BSR_ERROR_ENVIRONMENT, "cannot be read");
  refused (*state, BSR_ERROR_INVALID, "this is not a file");
}

static void
made_key_is_its_owners_and_never_written_over (void **state)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (*state, "key", NULL);
  g_autoptr (BsrSigningKey) made = bsr_signing_key_make (path, NULL, &error);
  bsr_test_assert_no_error (error);
  struct stat status;
  assert_int_equal (stat (path, &status), 0);
  assert_int_equal (status.st_mode & 07777, 0600);

  assert_null (bsr_signing_key_make (path, NULL, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_INVALID, "no key is ever written over one");
  g_clear_error (&error);
  g_autoptr (BsrSigningKey) again = bsr_signing_key_open (path, NULL, &error);
  bsr_test_assert_no_error (error);
  assert_string_equal (bsr_signing_key_public (again), bsr_signing_key_public (made));

  g_autofree char *second = g_build_filename (*state, "second", NULL);
  g_autoptr (BsrSigningKey) other = bsr_signing_key_make (second, NULL, &error);
  assert_string_not_equal (bsr_signing_key_public (other), bsr_signing_key_public (made));
}

#define KEY_TEST(f) cmocka_unit_test_setup_teardown (f, set_up, tear_down)

int
main (void)
{
  const struct CMUnitTest tests[] = {
    KEY_TEST (signs_as_the_rfc_says),
    KEY_TEST (any_other_digit_is_no_signature),
    KEY_TEST (key_that_others_may_read_is_refused),
    KEY_TEST (what_is_no_key_is_refused),
    KEY_TEST (made_key_is_its_owners_and_never_written_over),
  };
  return cmocka_run_group_tests_name ("signing key", tests, NULL, NULL);
}
