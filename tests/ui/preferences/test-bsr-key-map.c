#include "bsr-ui-test.h"

#include "bsr-key-map.h"

typedef struct
{
  BsrKeyMap *map;
  int n_changed;
} Desk;

static void
changed_cb (Desk *desk)
{
  desk->n_changed++;
}

static int
set_up (void **state)
{
  Desk *desk = g_new0 (Desk, 1);
  desk->map = bsr_key_map_new ();
  g_signal_connect_swapped (desk->map, "changed", G_CALLBACK (changed_cb), desk);
  *state = desk;
  return 0;
}

static int
tear_down (void **state)
{
  Desk *desk = *state;
  g_object_unref (desk->map);
  g_free (desk);
  return 0;
}

static const BsrCommand *
command (const char *id)
{
  return bsr_command_find (id);
}

static const char *
id_at (Desk *desk, guint keyval, GdkModifierType modifiers)
{
  const BsrCommand *found = bsr_key_map_find (desk->map, bsr_key_normalised (keyval, modifiers));
  return found != NULL ? found->id : NULL;
}

static void
keys_are_found_as_they_are_pressed (void **state)
{
  Desk *desk = *state;
  assert_string_equal (id_at (desk, GDK_KEY_r, 0), "tool-rectangle");
  assert_string_equal (id_at (desk, GDK_KEY_m, 0), "next-mark");
  assert_string_equal (id_at (desk, GDK_KEY_M, GDK_SHIFT_MASK), "previous-mark");
  /* Caps Lock is no Shift. */
  assert_string_equal (id_at (desk, GDK_KEY_M, GDK_LOCK_MASK), "next-mark");
  /* Shift is in the sign. */
  assert_string_equal (id_at (desk, GDK_KEY_plus, GDK_SHIFT_MASK), "zoom-in");
  assert_string_equal (id_at (desk, GDK_KEY_Z, GDK_CONTROL_MASK | GDK_SHIFT_MASK), "redo");
  assert_string_equal (id_at (desk, GDK_KEY_KP_0, 0), "fit");
  assert_string_equal (id_at (desk, GDK_KEY_KP_Enter, GDK_CONTROL_MASK), "next-case");
  assert_null (id_at (desk, GDK_KEY_z, GDK_ALT_MASK));
}

static void
a_free_key_is_given (void **state)
{
  Desk *desk = *state;
  bsr_key_map_assign (desk->map, command ("fit"), 0, bsr_key_normalised (GDK_KEY_9, 0), FALSE);
  assert_string_equal (id_at (desk, GDK_KEY_9, 0), "fit");
  assert_null (id_at (desk, GDK_KEY_f, 0));
  assert_string_equal (id_at (desk, GDK_KEY_0, 0), "fit");
  assert_int_equal (desk->n_changed, 1);
  g_autofree char *tip = bsr_key_map_tip (desk->map, "fit", "Fit");
  assert_string_equal (tip, "Fit (9)");
}

static void
a_taken_key_is_taken_over (void **state)
{
  Desk *desk = *state;
  bsr_key_map_assign (desk->map, command ("fit"), 0, bsr_key_normalised (GDK_KEY_i, 0), FALSE);
  assert_string_equal (id_at (desk, GDK_KEY_i, 0), "fit");
  assert_int_equal (bsr_key_map_n_keys (desk->map, command ("invert")), 0);
  g_autofree char *tip = bsr_key_map_tip (desk->map, "invert", "Invert");
  assert_string_equal (tip, "Invert");
}

static void
a_taken_key_is_swapped (void **state)
{
  Desk *desk = *state;
  bsr_key_map_assign (desk->map, command ("fit"), 0, bsr_key_normalised (GDK_KEY_i, 0), TRUE);
  assert_string_equal (id_at (desk, GDK_KEY_i, 0), "fit");
  assert_string_equal (id_at (desk, GDK_KEY_f, 0), "invert");
}

static void
the_toolkits_keys_are_not_given (void **state)
{
  Desk *desk = *state;
  const guint keys[] = { GDK_KEY_Tab, GDK_KEY_Return, GDK_KEY_Escape, GDK_KEY_Left, GDK_KEY_F10 };
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    bsr_key_map_assign (desk->map, command ("fit"), 0, bsr_key_normalised (keys[i], 0), FALSE);
  assert_int_equal (desk->n_changed, 0);
  assert_true (bsr_key_is_free (bsr_key_normalised (GDK_KEY_Return, GDK_CONTROL_MASK)));
}

static void
keys_come_back (void **state)
{
  Desk *desk = *state;
  bsr_key_map_assign (desk->map, command ("fit"), 0, bsr_key_normalised (GDK_KEY_i, 0), FALSE);
  bsr_key_map_remove (desk->map, command ("undo"), 0);
  assert_null (id_at (desk, GDK_KEY_z, GDK_CONTROL_MASK));
  bsr_key_map_reset (desk->map, command ("invert"));
  assert_string_equal (id_at (desk, GDK_KEY_i, 0), "invert");
  assert_false (bsr_key_map_is_default (desk->map, command ("fit")));
  bsr_key_map_reset_all (desk->map);
  assert_true (bsr_key_map_is_default (desk->map, command ("fit")));
  assert_string_equal (id_at (desk, GDK_KEY_z, GDK_CONTROL_MASK), "undo");
}

static void
changes_survive (void **state)
{
  Desk *desk = *state;
  bsr_key_map_assign (desk->map, command ("fit"), 0, bsr_key_normalised (GDK_KEY_i, 0), TRUE);
  bsr_key_map_remove (desk->map, command ("quit"), 0);
  g_autoptr (GHashTable) changes = bsr_key_map_changes (desk->map);
  assert_int_equal (g_hash_table_size (changes), 3);
  bsr_key_map_reset_all (desk->map);
  bsr_key_map_apply_changes (desk->map, changes);
  assert_string_equal (id_at (desk, GDK_KEY_i, 0), "fit");
  assert_string_equal (id_at (desk, GDK_KEY_f, 0), "invert");
  assert_null (id_at (desk, GDK_KEY_q, GDK_CONTROL_MASK));
}

/* A file may say anything. */
static void
nonsense_is_passed_over (void **state)
{
  Desk *desk = *state;
  g_autoptr (GHashTable) changes
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_strfreev);
  g_hash_table_insert (changes, g_strdup ("no-such-command"), g_strsplit ("x", " ", -1));
  g_hash_table_insert (changes, g_strdup ("fit"), g_strsplit ("<Nothing>q <Control>z 9 Tab i", " ", -1));
  bsr_key_map_apply_changes (desk->map, changes);
  assert_string_equal (id_at (desk, GDK_KEY_9, 0), "fit");
  assert_string_equal (id_at (desk, GDK_KEY_z, GDK_CONTROL_MASK), "undo");
  assert_string_equal (id_at (desk, GDK_KEY_i, 0), "invert");
  assert_int_equal (bsr_key_map_n_keys (desk->map, command ("fit")), 1);
}

static void
what_writes_is_known (void **state)
{
  assert_true (bsr_key_writes (bsr_key_normalised (GDK_KEY_r, 0)));
  assert_true (bsr_key_writes (bsr_key_normalised (GDK_KEY_R, GDK_SHIFT_MASK)));
  assert_true (bsr_key_writes (bsr_key_normalised (GDK_KEY_space, 0)));
  assert_true (bsr_key_writes (bsr_key_normalised (GDK_KEY_z, GDK_CONTROL_MASK)));
  assert_false (bsr_key_writes (bsr_key_normalised (GDK_KEY_d, GDK_CONTROL_MASK)));
  assert_false (bsr_key_writes (bsr_key_normalised (GDK_KEY_F9, 0)));
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown (keys_are_found_as_they_are_pressed, set_up, tear_down),
    cmocka_unit_test_setup_teardown (a_free_key_is_given, set_up, tear_down),
    cmocka_unit_test_setup_teardown (a_taken_key_is_taken_over, set_up, tear_down),
    cmocka_unit_test_setup_teardown (a_taken_key_is_swapped, set_up, tear_down),
    cmocka_unit_test_setup_teardown (the_toolkits_keys_are_not_given, set_up, tear_down),
    cmocka_unit_test_setup_teardown (keys_come_back, set_up, tear_down),
    cmocka_unit_test_setup_teardown (changes_survive, set_up, tear_down),
    cmocka_unit_test_setup_teardown (nonsense_is_passed_over, set_up, tear_down),
    cmocka_unit_test (what_writes_is_known),
  };
  return cmocka_run_group_tests_name ("key-map", tests, bsr_ui_test_init, NULL);
}
