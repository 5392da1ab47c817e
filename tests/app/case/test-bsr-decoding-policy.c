#include <sys/stat.h>
#include <unistd.h>

#include "bsr-test.h"
#include "bsr-decoding-policy.h"

static gboolean
allows (const char *content, mode_t mode, uid_t owner)
{
  char *folder = bsr_test_folder_new ();
  g_autofree char *file = g_build_filename (folder, "basira.conf", NULL);
  assert_true (g_file_set_contents (file, content, -1, NULL));
  assert_int_equal (chmod (file, mode), 0);
  if (getuid () == 0)
    assert_int_equal (chown (file, owner, 0), 0);
  gboolean allowed = bsr_decoding_policy_allows_unconfined (file);
  bsr_test_folder_remove (folder);
  return allowed;
}

static void
nothing_is_allowed_without_a_word (void **state)
{
  assert_false (bsr_decoding_policy_allows_unconfined ("/nonexistent/basira.conf"));
  assert_false (allows ("", 0644, 0));
  assert_false (allows ("[decoder]\n", 0644, 0));
  assert_false (allows ("[decoder]\nunconfined=false\n", 0644, 0));
  assert_false (allows ("[decoder]\nunconfined=perhaps\n", 0644, 0));
  assert_false (allows ("[other]\nunconfined=true\n", 0644, 0));
  assert_false (allows ("no key file", 0644, 0));
}

/* Whoever else could write the file could allow himself what only the administrator may. */
static void
only_the_administrators_word_counts (void **state)
{
  static const char word[] = "[decoder]\nunconfined=true\n";
  if (getuid () != 0)
    {
      assert_false (allows (word, 0644, 0));
      return;
    }
  assert_true (allows (word, 0644, 0));
  assert_true (allows (word, 0600, 0));
  assert_false (allows (word, 0664, 0));
  assert_false (allows (word, 0646, 0));
  assert_false (allows (word, 0644, 1000));
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (nothing_is_allowed_without_a_word),
    cmocka_unit_test (only_the_administrators_word_counts),
  };
  return cmocka_run_group_tests_name ("decoding-policy", tests, NULL, NULL);
}
