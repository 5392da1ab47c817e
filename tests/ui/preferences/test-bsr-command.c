#include "bsr-ui-test.h"

#include "bsr-key-map.h"
#include "bsr-session.h"

static void
ids_are_unique_and_titles_are_there (void **state)
{
  guint n;
  const BsrCommand *all = bsr_commands (&n);
  for (guint i = 0; i < n; i++)
    {
      assert_ptr_equal (bsr_command_find (all[i].id), &all[i]);
      assert_true (*bsr_command_title (&all[i]) != '\0');
      assert_true (*bsr_command_group_title (all[i].group) != '\0');
      assert_true (i == 0 || all[i].group >= all[i - 1].group);
      for (guint j = 0; j < i; j++)
        assert_string_not_equal (all[i].title, all[j].title);
    }
}

/* Each default key is a key, can be given, and is given once. */
static void
no_two_commands_have_the_same_key (void **state)
{
  g_autoptr (BsrKeyMap) map = bsr_key_map_new ();
  guint n;
  const BsrCommand *all = bsr_commands (&n);
  for (guint i = 0; i < n; i++)
    {
      assert_true (bsr_key_map_is_default (map, &all[i]));
      for (guint k = 0; k < bsr_key_map_n_keys (map, &all[i]); k++)
        {
          BsrKey key = bsr_key_map_key (map, &all[i], k);
          if (!bsr_key_is_free (key))
            fail_msg ("%s cannot be given to %s", all[i].keys[k], all[i].id);
          if (bsr_key_map_find (map, key) != &all[i])
            fail_msg ("%s is given twice: %s", all[i].keys[k], all[i].id);
        }
    }
}

static void
targets_are_what_actions_take (void **state)
{
  const BsrCommand *previous = bsr_command_find ("previous-finding");
  g_autoptr (GVariant) number = g_variant_ref_sink (bsr_command_new_target (previous));
  assert_int_equal (g_variant_get_int32 (number), -1);
  g_autoptr (GVariant) word
      = g_variant_ref_sink (bsr_command_new_target (bsr_command_find ("page-record")));
  assert_string_equal (g_variant_get_string (word, NULL), "record");
  assert_null (bsr_command_new_target (bsr_command_find ("undo")));
}

static void
tools_are_held_and_steps_repeat (void **state)
{
  int tool = 0;
  assert_true (bsr_command_is_tool (bsr_command_find ("tool-text"), &tool));
  assert_int_equal (tool, BSR_TOOL_TEXT);
  assert_false (bsr_command_is_tool (bsr_command_find ("fit"), &tool));
  assert_true (bsr_command_is_hold (bsr_command_find ("hold-pan")));
  assert_true (bsr_command_is_loupe (bsr_command_find ("show-loupe")));
  assert_false (bsr_command_is_loupe (bsr_command_find ("show-minimap")));
  assert_true (bsr_command_repeats (bsr_command_find ("zoom-in")));
  assert_false (bsr_command_repeats (bsr_command_find ("invert")));
  assert_true (bsr_command_is_of_view (bsr_command_find ("fit")));
  assert_false (bsr_command_is_of_view (bsr_command_find ("undo")));
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (ids_are_unique_and_titles_are_there),
    cmocka_unit_test (no_two_commands_have_the_same_key),
    cmocka_unit_test (targets_are_what_actions_take),
    cmocka_unit_test (tools_are_held_and_steps_repeat),
  };
  return cmocka_run_group_tests_name ("command", tests, bsr_ui_test_init, NULL);
}
