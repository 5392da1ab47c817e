#include "bsr-right.h"

#include <string.h>

#include "bsr-test.h"

/* The table as a person would read it, written a second time: O S T A P. */
static const char *const expected[BSR_N_RIGHTS] = {
  [BSR_RIGHT_SIGN] = "OSTAP",
  [BSR_RIGHT_SEE_CASES] = "OST.P",
  [BSR_RIGHT_SEE_PERSONAL] = "OS...",
  [BSR_RIGHT_BRING_IN] = "OS...",
  [BSR_RIGHT_ANALYSE] = "OS...",
  [BSR_RIGHT_KEEP_VIEWS] = "OST..",
  [BSR_RIGHT_MARK] = "OS...",
  [BSR_RIGHT_DECIDE] = "OS...",
  [BSR_RIGHT_SUPERVISE] = ".S...",
  [BSR_RIGHT_HANDLE] = "OS...",
  [BSR_RIGHT_RECORD_OUTCOMES] = "OS...",
  [BSR_RIGHT_TAKE_OVER] = ".S...",
  [BSR_RIGHT_CONFIRM_LOADS] = ".S...",
  [BSR_RIGHT_EXPORT] = "OS.A.",
  [BSR_RIGHT_SIGN_LOG] = "OS.A.",
  [BSR_RIGHT_MANAGE_ACCOUNTS] = "...A.",
  [BSR_RIGHT_EXPIRE_PERSONAL] = "...A.",
};

static void
roles_have_these_rights_and_no_others (void **state)
{
  for (int right = 0; right < BSR_N_RIGHTS; right++)
    for (int role = 0; role < BSR_N_ROLES; role++)
      if (bsr_right_is_of ((BsrRight) right, (BsrRole) role) != (expected[right][role] != '.'))
        fail_msg ("right %d of %s", right, bsr_role_to_string ((BsrRole) role));
}

static void
each_refusal_is_one_sentence (void **state)
{
  for (int right = 0; right < BSR_N_RIGHTS; right++)
    {
      const char *refusal = bsr_right_refusal ((BsrRight) right);
      assert_true (strlen (refusal) > 10);
      assert_false (g_str_has_suffix (refusal, "."));
    }
}

static void
role_names_come_back (void **state)
{
  for (int role = 0; role < BSR_N_ROLES; role++)
    {
      assert_int_equal (bsr_role_from_string (bsr_role_to_string ((BsrRole) role)), role);
      assert_true (strlen (bsr_role_words ((BsrRole) role)) > 0);
    }
  assert_int_equal (bsr_role_from_string ("root"), -1);
  assert_int_equal (bsr_role_from_string (NULL), -1);
}

/* The words that follow a commit of an act in a source file of the store, each of which must be known:
 * an act that nobody has thought of would be refused to everybody. */
static void
check_source (const char *path)
{
  g_autofree char *source = NULL;
  assert_true (g_file_get_contents (path, &source, NULL, NULL));
  g_autoptr (GRegex) call = g_regex_new ("bsr_act_(?:commit|write) \\((?:&act|act),\\s*([^;]*?),\\s*"
                                         "(?:subject|NULL|\")", G_REGEX_DOTALL, 0, NULL);
  g_autoptr (GRegex) word = g_regex_new ("\"([a-z-]+)\"", 0, 0, NULL);
  g_autoptr (GMatchInfo) calls = NULL;
  for (g_regex_match (call, source, 0, &calls); g_match_info_matches (calls);
       g_match_info_next (calls, NULL))
    {
      g_autofree char *argument = g_match_info_fetch (calls, 1);
      g_autoptr (GMatchInfo) words = NULL;
      for (g_regex_match (word, argument, 0, &words); g_match_info_matches (words);
           g_match_info_next (words, NULL))
        {
          g_autofree char *act = g_match_info_fetch (words, 1);
          BsrRight right;
          if (!bsr_right_of_act (act, &right))
            fail_msg ("%s: the act \"%s\" is in no line of bsr-right.c", path, act);
        }
    }
}

static void
check_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  for (const char *name; dir != NULL && (name = g_dir_read_name (dir)) != NULL;)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        check_folder (path);
      else if (g_str_has_suffix (name, ".c"))
        check_source (path);
    }
}

static void
every_act_of_the_store_has_its_right (void **state)
{
  BsrRight right;
  check_folder (SOURCES);
  assert_true (bsr_right_of_act ("decided", &right));
  assert_int_equal (right, BSR_RIGHT_DECIDE);
  assert_true (bsr_right_of_act ("view-decided-on", &right));
  assert_int_equal (right, BSR_RIGHT_DECIDE);
  assert_false (bsr_right_of_act ("launched", &right));
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (roles_have_these_rights_and_no_others),
    cmocka_unit_test (each_refusal_is_one_sentence),
    cmocka_unit_test (role_names_come_back),
    cmocka_unit_test (every_act_of_the_store_has_its_right),
  };
  return cmocka_run_group_tests_name ("right", tests, NULL, NULL);
}
