#include "bsr-test.h"

#include <gio/gio.h>
#include <string.h>

#include "bsr-error.h"
#include "bsr-signing-key.h"

/* On a token of SoftHSM, which the test makes in a folder of its own. */

#define PIN "123456"

static const char *const module_paths[] = {
  "/usr/lib/softhsm/libsofthsm2.so", "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
  "/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so", NULL,
};

typedef struct
{
  char *folder, *uri;
} Fixture;

static const char *
module_path (void)
{
  for (int i = 0; module_paths[i] != NULL; i++)
    if (g_file_test (module_paths[i], G_FILE_TEST_EXISTS))
      return module_paths[i];
  return NULL;
}

static int
set_up (void **state)
{
  g_autoptr (GError) error = NULL;
  Fixture *fixture = g_new0 (Fixture, 1);
  fixture->folder = bsr_test_folder_new ();
  *state = fixture;
  g_autofree char *tokens = g_build_filename (fixture->folder, "tokens", NULL);
  g_autofree char *conf = g_build_filename (fixture->folder, "softhsm2.conf", NULL);
  g_autofree char *text = g_strdup_printf ("directories.tokendir = %s\nlog.level = ERROR\n", tokens);
  assert_int_equal (g_mkdir_with_parents (tokens, 0700), 0);
  assert_true (g_file_set_contents (conf, text, -1, NULL));
  g_setenv ("SOFTHSM2_CONF", conf, TRUE);
  g_autofree char *program = g_find_program_in_path ("softhsm2-util");
  if (module_path () == NULL || program == NULL)
    return 0;
  g_autoptr (GSubprocess) process = g_subprocess_new (
      G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error, program, "--init-token", "--free",
      "--label", "audit", "--pin", PIN, "--so-pin", "12345678", NULL);
  bsr_test_assert_no_error (error);
  assert_true (g_subprocess_wait_check (process, NULL, &error));
  fixture->uri = g_strdup_printf ("pkcs11:token=audit;object=log?module-path=%s", module_path ());
  return 0;
}

static int
tear_down (void **state)
{
  Fixture *fixture = *state;
  bsr_test_folder_remove (fixture->folder);
  g_free (fixture->uri);
  g_free (fixture);
  return 0;
}

static void
need_token (Fixture *fixture)
{
  if (fixture->uri != NULL)
    return;
  print_message ("SoftHSM (package softhsm2) is not installed\n");
  skip ();
}

static void
key_on_a_token_signs (void **state)
{
  Fixture *fixture = *state;
  need_token (fixture);
  g_autoptr (GError) error = NULL;
  g_autofree char *public_key = NULL;
  {
    g_autoptr (BsrSigningKey) made = bsr_signing_key_make (fixture->uri, PIN, &error);
    bsr_test_assert_no_error (error);
    public_key = g_strdup (bsr_signing_key_public (made));
  }
  g_autoptr (BsrSigningKey) key = bsr_signing_key_open (fixture->uri, PIN, &error);
  bsr_test_assert_no_error (error);
  assert_string_equal (bsr_signing_key_public (key), public_key);
  for (int i = 0; i < 3; i++)
    {
      g_autofree char *words = g_strdup_printf ("words %d", i);
      g_autofree char *signature = bsr_signing_key_sign (key, words, strlen (words), &error);
      bsr_test_assert_no_error (error);
      assert_true (bsr_signature_holds (signature, public_key, words, strlen (words)));
    }
  assert_null (bsr_signing_key_make (fixture->uri, PIN, &error));
  bsr_test_assert_error (error, BSR_ERROR, BSR_ERROR_INVALID, "a key of that name already");
}

static void
refused (const char *uri, const char *pin, int code, const char *part)
{
  g_autoptr (GError) error = NULL;
  assert_null (bsr_signing_key_open (uri, pin, &error));
  bsr_test_assert_error (error, BSR_ERROR, code, part);
}

static void
what_cannot_be_is_said (void **state)
{
  Fixture *fixture = *state;
  need_token (fixture);
  g_autofree char *other
      = g_strdup_printf ("pkcs11:token=other;object=log?module-path=%s", module_path ());
  refused (fixture->uri, NULL, BSR_ERROR_INVALID, "needs its PIN");
  refused (fixture->uri, "654321", BSR_ERROR_INVALID, "the token does not open");
  refused (fixture->uri, PIN, BSR_ERROR_INVALID, "no Ed25519 key of that name");
  refused (other, PIN, BSR_ERROR_INVALID, "no such token");
  refused ("pkcs11:token=a?module-path=/dev/null", PIN, BSR_ERROR_ENVIRONMENT, "cannot be loaded");
  refused ("pkcs11:nonsense", PIN, BSR_ERROR_INVALID, "is no PKCS#11 URI");
}

static void
pin_may_lie_in_a_file (void **state)
{
  Fixture *fixture = *state;
  need_token (fixture);
  g_autoptr (GError) error = NULL;
  g_autofree char *file = g_build_filename (fixture->folder, "pin", NULL);
  g_autofree char *uri = g_strdup_printf ("%s&pin-source=file:%s", fixture->uri, file);
  assert_true (g_file_set_contents (file, PIN "\n", -1, NULL));
  g_autoptr (BsrSigningKey) key = bsr_signing_key_make (uri, NULL, &error);
  bsr_test_assert_no_error (error);
  assert_non_null (key);
}

#define TOKEN_TEST(f) cmocka_unit_test_setup_teardown (f, set_up, tear_down)

int
main (void)
{
  const struct CMUnitTest tests[] = {
    TOKEN_TEST (key_on_a_token_signs),
    TOKEN_TEST (what_cannot_be_is_said),
    TOKEN_TEST (pin_may_lie_in_a_file),
  };
  return cmocka_run_group_tests_name ("key on a token", tests, NULL, NULL);
}
