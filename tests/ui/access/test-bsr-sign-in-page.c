#include "bsr-sign-in-page.h"

#include <string.h>

#include "bsr-ui-test.h"

typedef struct
{
  GtkWidget *window;
  BsrSignInPage *page;
  char *name, *password, *current; /* as submitted */
  int n_submitted, n_cancelled;
} Form;

static char *
text_of (BsrPassword *taken)
{
  g_autoptr (BsrPassword) password = taken;
  return g_strdup (bsr_password_text (password));
}

static void
submit_cb (BsrSignInPage *page, const char *name, Form *form)
{
  g_free (form->name);
  g_free (form->password);
  g_free (form->current);
  form->name = g_strdup (name);
  form->current = text_of (bsr_sign_in_page_take_current (page));
  form->password = text_of (bsr_sign_in_page_take_password (page));
  form->n_submitted++;
}

static void
cancel_cb (BsrSignInPage *page, Form *form)
{
  form->n_cancelled++;
}

static int
set_up (void **state)
{
  Form *form = g_new0 (Form, 1);
  form->window = gtk_window_new ();
  form->page = g_object_new (BSR_TYPE_SIGN_IN_PAGE, NULL);
  gtk_window_set_child (GTK_WINDOW (form->window), GTK_WIDGET (form->page));
  g_signal_connect (form->page, "submit", G_CALLBACK (submit_cb), form);
  g_signal_connect (form->page, "cancel", G_CALLBACK (cancel_cb), form);
  gtk_window_present (GTK_WINDOW (form->window));
  bsr_ui_test_settle ();
  *state = form;
  return 0;
}

static int
tear_down (void **state)
{
  Form *form = *state;
  gtk_window_destroy (GTK_WINDOW (form->window));
  g_free (form->name);
  g_free (form->password);
  g_free (form->current);
  g_free (form);
  return 0;
}

/* The lines that are shown, from top to bottom. */
static GPtrArray *
lines (GtkWidget *root)
{
  GPtrArray *found = g_ptr_array_new ();
  GtkWidget *list = bsr_ui_test_find (root, GTK_TYPE_LIST_BOX);
  for (GtkWidget *child = gtk_widget_get_first_child (list); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_visible (child))
      g_ptr_array_add (found, child);
  return found;
}

static void
fill (Form *form, const char *const *texts, guint n)
{
  g_autoptr (GPtrArray) rows = lines (GTK_WIDGET (form->page));
  assert_int_equal (rows->len, n);
  for (guint i = 0; i < n; i++)
    gtk_editable_set_text (rows->pdata[i], texts[i]);
}

/* Enter in the line @index. */
static void
enter (Form *form, guint index)
{
  g_autoptr (GPtrArray) rows = lines (GTK_WIDGET (form->page));
  g_signal_emit_by_name (rows->pdata[index], "entry-activated");
}

static gboolean
has_focus (Form *form, guint index)
{
  g_autoptr (GPtrArray) rows = lines (GTK_WIDGET (form->page));
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (form->window));
  return focus != NULL && gtk_widget_is_ancestor (focus, rows->pdata[index]);
}

/* Whether a label that is shown holds @part. */
static gboolean
says (GtkWidget *root, const char *part)
{
  if (!gtk_widget_get_visible (root))
    return FALSE;
  if (GTK_IS_LABEL (root) && strstr (gtk_label_get_label (GTK_LABEL (root)), part) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (says (child, part))
      return TRUE;
  return FALSE;
}

static void
test_signs_in_by_enter_alone (void **state)
{
  Form *form = *state;
  const char *texts[] = { " Amal ", "four plain words" };
  assert_true (has_focus (form, 0));
  enter (form, 0);
  assert_true (has_focus (form, 1));
  enter (form, 1);
  assert_int_equal (form->n_submitted, 0);
  assert_true (has_focus (form, 0));
  fill (form, texts, 2);
  enter (form, 1);
  assert_int_equal (form->n_submitted, 1);
  assert_string_equal (form->name, "Amal");
  assert_string_equal (form->password, "four plain words");
}

static void
test_keeps_no_password (void **state)
{
  Form *form = *state;
  const char *texts[] = { "Amal", "four plain words" };
  fill (form, texts, 2);
  enter (form, 1);
  g_autoptr (GPtrArray) rows = lines (GTK_WIDGET (form->page));
  assert_string_equal (gtk_editable_get_text (rows->pdata[0]), "Amal");
  assert_string_equal (gtk_editable_get_text (rows->pdata[1]), "");
}

static void
test_says_what_was_refused_and_waits (void **state)
{
  Form *form = *state;
  const char *texts[] = { "Amal", "four plain words" };
  bsr_sign_in_page_refuse (form->page, "the name or the password is wrong");
  assert_true (says (GTK_WIDGET (form->page), "The name or the password is wrong."));
  fill (form, texts, 2);
  bsr_sign_in_page_set_busy (form->page, TRUE);
  enter (form, 1);
  assert_int_equal (form->n_submitted, 0);
  bsr_sign_in_page_set_busy (form->page, FALSE);
  enter (form, 1);
  assert_int_equal (form->n_submitted, 1);
  assert_false (says (GTK_WIDGET (form->page), "password is wrong"));
}

static void
test_a_locked_desk_knows_its_officer (void **state)
{
  Form *form = *state;
  bsr_sign_in_page_ask (form->page, BSR_SIGN_IN_LOCKED, "Amal");
  assert_true (says (GTK_WIDGET (form->page), "Amal is at work here"));
  gtk_widget_grab_focus (GTK_WIDGET (form->page));
  assert_true (has_focus (form, 1));
  g_autoptr (GPtrArray) rows = lines (GTK_WIDGET (form->page));
  assert_string_equal (gtk_editable_get_text (rows->pdata[0]), "Amal");
}

static void
test_a_new_password_is_typed_twice (void **state)
{
  Form *form = *state;
  const char *slip[] = { "Chief", "four plain words", "four plain wrods" };
  const char *good[] = { "Chief", "four plain words", "four plain words" };
  bsr_sign_in_page_ask (form->page, BSR_SIGN_IN_SET_UP, NULL);
  assert_true (says (GTK_WIDGET (form->page), "at least 15 characters"));
  fill (form, slip, 3);
  enter (form, 2);
  assert_int_equal (form->n_submitted, 0);
  assert_true (says (GTK_WIDGET (form->page), "are not the same"));
  fill (form, good, 3);
  enter (form, 2);
  assert_int_equal (form->n_submitted, 1);
}

static void
test_changing_asks_for_the_old_one (void **state)
{
  Form *form = *state;
  const char *texts[] = { "the old words of mine", "four plain words", "four plain words" };
  bsr_sign_in_page_ask (form->page, BSR_SIGN_IN_PASSWORD, "Amal");
  fill (form, texts, 3);
  enter (form, 2);
  assert_string_equal (form->name, "Amal");
  assert_string_equal (form->current, "the old words of mine");
  assert_string_equal (form->password, "four plain words");
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown (test_signs_in_by_enter_alone, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_keeps_no_password, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_says_what_was_refused_and_waits, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_a_locked_desk_knows_its_officer, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_a_new_password_is_typed_twice, set_up, tear_down),
    cmocka_unit_test_setup_teardown (test_changing_asks_for_the_old_one, set_up, tear_down),
  };
  return cmocka_run_group_tests_name ("sign-in page", tests, bsr_ui_test_init, NULL);
}
