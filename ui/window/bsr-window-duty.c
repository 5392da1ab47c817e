/* Who is at the window: signing in and out, the lock, and what each may do. */

#include "bsr-window-private.h"

#include <glib/gi18n.h>

#include "bsr-key-dispatch.h"

/* --- the door: what is seen while nobody may see a case --- */

static gboolean
may_see_cases (BsrWindow *self)
{
  return bsr_duty_may (self->duty, BSR_RIGHT_SEE_CASES, NULL);
}

static gboolean
is_asked (BsrWindow *self)
{
  return gtk_widget_get_visible (self->door);
}

/* Nothing of the desk is drawn, reached by a key, or told to anybody while the door is shut. */
static void
show_door (BsrWindow *self, BsrSignInMode mode)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  if (!is_asked (self))
    g_set_weak_pointer (&self->focus_before, focus);
  gtk_menu_button_popdown (self->officer_button);
  gtk_menu_button_popdown (self->office_button);
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  if (self->chooser != NULL)
    gtk_native_dialog_destroy (GTK_NATIVE_DIALOG (self->chooser));
  g_clear_object (&self->chooser);
  gtk_widget_set_visible (GTK_WIDGET (self->toast_overlay), FALSE);
  gtk_widget_set_visible (self->office, FALSE);
  if (self->image_window != NULL)
    gtk_widget_set_visible (GTK_WIDGET (self->image_window), FALSE);
  if (self->keys_window != NULL)
    gtk_widget_set_visible (self->keys_window, FALSE);
  bsr_window_close_over (self);
  bsr_key_dispatch_set_awake (GTK_WINDOW (self), FALSE);
  bsr_sign_in_page_ask (self->page, mode, bsr_duty_officer (self->duty));
  gtk_widget_set_visible (self->door, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->page));
  bsr_window_show_title (self);
}

static void
show_desk (BsrWindow *self)
{
  gboolean cases = may_see_cases (self);
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  gtk_widget_set_visible (self->door, FALSE);
  gtk_widget_set_visible (self->office, !cases);
  gtk_widget_set_visible (GTK_WIDGET (self->toast_overlay), cases);
  if (self->image_window != NULL)
    gtk_widget_set_visible (GTK_WIDGET (self->image_window), cases);
  bsr_key_dispatch_set_awake (GTK_WINDOW (self), cases);
  if (self->focus_before != NULL && gtk_widget_get_root (self->focus_before) != NULL)
    gtk_widget_grab_focus (self->focus_before);
  g_clear_weak_pointer (&self->focus_before);
  bsr_window_show_title (self);
}

gboolean
bsr_window_is_shut (BsrWindow *self)
{
  return self->store == NULL || !gtk_widget_get_visible (GTK_WIDGET (self->toast_overlay));
}

/* --- the officer --- */

/* The case stays the former officer's: what he had written waits for him. */
static void
close_case (BsrWindow *self)
{
  bsr_compare_model_set_active (bsr_compare_desk_model (self->compare_desk), FALSE);
  bsr_case_opener_set_officer (self->opener, self->officer);
}

static void
set_officer (BsrWindow *self, const char *officer)
{
  if (g_strcmp0 (self->officer, officer) == 0)
    return;
  g_clear_object (&self->notary);
  g_free (self->officer);
  self->officer = g_strdup (officer);
  close_case (self);
  bsr_decision_panel_set_officer (self->decision_panel, officer);
  bsr_worklist_filter_set_officer (bsr_worklist_filter (self->worklist), officer);
}

/* One action of the menu below the officer's name. */
static void
add_line (GMenu *menu, const char *label, const char *action)
{
  g_menu_append (menu, label, action);
}

static GMenuModel *
officer_menu (BsrWindow *self)
{
  const BsrAccount *account = bsr_duty_account (self->duty);
  GMenu *menu = g_menu_new (), *lines = g_menu_new ();
  if (bsr_duty_can_lock (self->duty))
    add_line (lines, _ ("_Lock"), "win.lock");
  if (bsr_duty_keeps_passwords (self->duty))
    add_line (lines, _ ("_Change the Password…"), "win.change-password");
  if (bsr_duty_can_lock (self->duty))
    add_line (lines, _ ("_Sign Out"), "win.sign-out");
  if (account == NULL)
    add_line (lines, _ ("_Set Up Accounts…"), "win.set-up-accounts");
  g_menu_append_section (menu, account != NULL ? bsr_role_words (account->role) : _ ("Open desk"),
                         G_MENU_MODEL (lines));
  g_object_unref (lines);
  return G_MENU_MODEL (menu);
}

static void
show_officer (BsrWindow *self)
{
  const BsrAccount *account = bsr_duty_account (self->duty);
  const char *name = account != NULL ? account->name : _ ("Open desk");
  g_autoptr (GMenuModel) menu = officer_menu (self);
  g_autofree char *tip
      = account != NULL
            /* Translators: the name of an officer, and what he is: "Supervisor". */
            ? g_strdup_printf (_ ("Signed in: %s, %s"), name, bsr_role_words (account->role))
            : g_strdup_printf (_ ("There are no accounts: whoever sits here may do everything, "
                                  "recorded as %s"), self->officer);
  GtkMenuButton *buttons[] = { self->officer_button, self->office_button };
  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    {
      gtk_menu_button_set_menu_model (buttons[i], menu);
      gtk_menu_button_set_label (buttons[i], name);
      gtk_widget_set_tooltip_text (GTK_WIDGET (buttons[i]), tip);
      gtk_accessible_update_property (GTK_ACCESSIBLE (buttons[i]), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      tip, -1);
      gtk_widget_set_visible (GTK_WIDGET (buttons[i]),
                              bsr_duty_state (self->duty) != BSR_DUTY_NO_STORE);
    }
}

static void
update_actions (BsrWindow *self)
{
  BsrDutyState state = bsr_duty_state (self->duty);
  gboolean at_desk = state == BSR_DUTY_SIGNED_IN && bsr_duty_can_lock (self->duty);
  GtkWidget *widget = GTK_WIDGET (self);
  gtk_widget_action_set_enabled (widget, "win.lock", at_desk);
  gtk_widget_action_set_enabled (widget, "win.sign-out", at_desk);
  gtk_widget_action_set_enabled (widget, "win.change-password",
                                 state == BSR_DUTY_SIGNED_IN
                                     && bsr_duty_keeps_passwords (self->duty));
  gtk_widget_action_set_enabled (widget, "win.set-up-accounts", state == BSR_DUTY_OPEN_DESK);
  bsr_window_update_actions (self);
}

/* Somebody is there. An administrator has no cases before him. */
static void
enter (BsrWindow *self)
{
  set_officer (self, bsr_duty_officer (self->duty));
  show_officer (self);
  if (may_see_cases (self))
    bsr_window_open_store (self);
  else
    bsr_accounts_page_reload (self->accounts_page);
  if (self->notary == NULL)
    bsr_window_employ_notary (self);
  show_desk (self);
  bsr_window_import_waiting (self);
}

static void
changed_cb (BsrWindow *self)
{
  if (self->offered == NULL)
    g_set_object (&self->offered, bsr_duty_store (self->duty));
  switch (bsr_duty_state (self->duty))
    {
    case BSR_DUTY_OPEN_DESK:
    case BSR_DUTY_SIGNED_IN:
      enter (self);
      break;
    case BSR_DUTY_SIGNED_OUT:
      close_case (self);
      g_clear_object (&self->notary);
      if (self->closing)
        gtk_window_destroy (GTK_WINDOW (self));
      else
        show_door (self, BSR_SIGN_IN_PLAIN);
      break;
    case BSR_DUTY_LOCKED:
      show_door (self, BSR_SIGN_IN_LOCKED);
      break;
    case BSR_DUTY_NO_STORE:
    default:
      break;
    }
  update_actions (self);
}

static void
busy_cb (BsrWindow *self)
{
  bsr_sign_in_page_set_busy (self->page, bsr_duty_is_busy (self->duty));
}

static void
refused_cb (BsrWindow *self, const char *sentence)
{
  if (is_asked (self))
    {
      bsr_sign_in_page_refuse (self->page, sentence);
      return;
    }
  g_autofree char *said = g_strconcat (sentence, ".", NULL);
  bsr_window_say (self, said);
}

static void
password_changed_cb (BsrWindow *self)
{
  show_desk (self);
  bsr_window_say (self, _ ("Your password has been changed."));
}

/* --- what is typed --- */

/* What a worker needs once the former officer's last acts are saved. */
typedef struct
{
  BsrWindow *window;
  char *name;
  BsrPassword *password;
} Coming;

static void
others_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Coming *coming = user_data;
  /* What could not be saved has been said and taken back. */
  bsr_dossier_flush_finish (BSR_DOSSIER (source), result, NULL);
  bsr_duty_sign_in (coming->window->duty, coming->name, coming->password);
  g_object_unref (coming->window);
  g_free (coming->name);
  g_free (coming);
}

static gboolean
is_same_officer (BsrWindow *self, const char *name)
{
  const char *officer = bsr_duty_officer (self->duty);
  g_autofree char *typed = bsr_account_fold_name (name);
  g_autofree char *own = bsr_account_fold_name (officer != NULL ? officer : "");
  return g_str_equal (typed, own);
}

/* Somebody who comes in another's place waits until all of that one's acts are saved in his name. */
static void
sign_in (BsrWindow *self, const char *name, BsrPassword *password)
{
  BsrDossier *dossier = bsr_session_dossier (self->session);
  if (dossier == NULL || is_same_officer (self, name))
    {
      bsr_duty_sign_in (self->duty, name, password);
      return;
    }
  Coming *coming = g_new0 (Coming, 1);
  coming->window = g_object_ref (self);
  coming->name = g_strdup (name);
  coming->password = password;
  bsr_session_leave_scene (self->session);
  bsr_dossier_flush_async (dossier, others_saved_cb, coming);
}

static void
submit_cb (BsrWindow *self, const char *name, BsrSignInPage *page)
{
  BsrSignInMode mode = bsr_sign_in_page_mode (page);
  BsrPassword *current = mode == BSR_SIGN_IN_PASSWORD ? bsr_sign_in_page_take_current (page) : NULL;
  BsrPassword *password = bsr_sign_in_page_take_password (page);
  if (password == NULL || (mode == BSR_SIGN_IN_PASSWORD && current == NULL))
    {
      bsr_password_free (password);
      bsr_password_free (current);
    }
  else if (mode == BSR_SIGN_IN_SET_UP)
    bsr_duty_set_up (self->duty, name, password);
  else if (mode == BSR_SIGN_IN_PASSWORD)
    bsr_duty_change_password (self->duty, current, password);
  else
    sign_in (self, name, password);
}

static void
cancel_cb (BsrWindow *self, BsrSignInPage *page)
{
  show_desk (self);
}

/* --- actions --- */

static void
lock_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  bsr_duty_lock (BSR_WINDOW (widget)->duty);
}

static void
signed_out_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BsrWindow) self = user_data;
  bsr_dossier_flush_finish (BSR_DOSSIER (source), result, NULL);
  bsr_duty_sign_out (self->duty);
}

static void
sign_out_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BsrWindow *self = BSR_WINDOW (widget);
  BsrDossier *dossier = bsr_session_dossier (self->session);
  if (dossier == NULL)
    {
      bsr_duty_sign_out (self->duty);
      return;
    }
  bsr_session_leave_scene (self->session);
  bsr_dossier_flush_async (dossier, signed_out_saved_cb, g_object_ref (self));
}

static void
change_password_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  show_door (BSR_WINDOW (widget), BSR_SIGN_IN_PASSWORD);
}

static void
set_up_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  show_door (BSR_WINDOW (widget), BSR_SIGN_IN_SET_UP);
}

void
bsr_window_install_duty_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.lock", NULL, lock_action_cb);
  gtk_widget_class_install_action (widget_class, "win.sign-out", NULL, sign_out_action_cb);
  gtk_widget_class_install_action (widget_class, "win.change-password", NULL,
                                   change_password_action_cb);
  gtk_widget_class_install_action (widget_class, "win.set-up-accounts", NULL, set_up_action_cb);
}

/* --- the object --- */

gboolean
bsr_window_close_duty (BsrWindow *self)
{
  BsrDutyState state = bsr_duty_state (self->duty);
  if ((state != BSR_DUTY_SIGNED_IN && state != BSR_DUTY_LOCKED) || !bsr_duty_can_lock (self->duty))
    return FALSE;
  bsr_duty_sign_out (self->duty);
  return TRUE;
}

static void
lock_after_cb (BsrWindow *self)
{
  bsr_idle_watch_set_limit (self->idle, g_settings_get_uint (self->settings, "lock-after"));
}

/* A part of the window that is seen in place of the desk. */
static GtkWidget *
build_part (GtkWidget *page, GtkWidget *header)
{
  GtkWidget *part = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_vexpand (page, TRUE);
  gtk_box_append (GTK_BOX (part), header);
  gtk_box_append (GTK_BOX (part), page);
  gtk_widget_set_vexpand (part, TRUE);
  gtk_widget_set_visible (part, FALSE);
  return part;
}

static void
build_parts (BsrWindow *self)
{
  GtkWidget *parts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *header = adw_header_bar_new ();
  GtkWidget *desk = g_object_ref (GTK_WIDGET (self->toast_overlay));
  self->page = g_object_new (BSR_TYPE_SIGN_IN_PAGE, NULL);
  self->accounts_page = g_object_new (BSR_TYPE_ACCOUNTS_PAGE, NULL);
  self->office_button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), GTK_WIDGET (self->office_button));
  self->door = build_part (GTK_WIDGET (self->page), adw_header_bar_new ());
  self->office = build_part (GTK_WIDGET (self->accounts_page), header);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (self), NULL);
  gtk_widget_set_vexpand (desk, TRUE);
  gtk_box_append (GTK_BOX (parts), desk);
  gtk_box_append (GTK_BOX (parts), self->office);
  gtk_box_append (GTK_BOX (parts), self->door);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (self), parts);
  g_object_unref (desk);
  g_signal_connect_object (self->page, "submit", G_CALLBACK (submit_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->page, "cancel", G_CALLBACK (cancel_cb), self, G_CONNECT_SWAPPED);
}

void
bsr_window_begin_duty (BsrWindow *self)
{
  build_parts (self);
  self->duty = bsr_duty_new (self->officer, self->station);
  bsr_accounts_page_set_duty (self->accounts_page, self->duty);
  g_signal_connect_object (self->duty, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->duty, "notify::busy", G_CALLBACK (busy_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->duty, "refused", G_CALLBACK (refused_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->duty, "password-changed", G_CALLBACK (password_changed_cb), self,
                           G_CONNECT_SWAPPED);
  self->idle = bsr_idle_watch_new (NULL, NULL);
  bsr_idle_watch_add_window (self->idle, GTK_WIDGET (self));
  g_signal_connect_object (self->idle, "idle", G_CALLBACK (bsr_duty_lock), self->duty,
                           G_CONNECT_SWAPPED);
  if (self->settings != NULL)
    {
      g_signal_connect_object (self->settings, "changed::lock-after", G_CALLBACK (lock_after_cb),
                               self, G_CONNECT_SWAPPED);
      lock_after_cb (self);
    }
  show_officer (self);
  update_actions (self);
}

void
bsr_window_set_store (BsrWindow *self, BsrStore *store)
{
  g_return_if_fail (BSR_IS_WINDOW (self) && BSR_IS_STORE (store) && self->offered == NULL);
  self->offered = g_object_ref (store);
  bsr_duty_set_store (self->duty, store);
}

void
bsr_window_ask_who (BsrWindow *self, const char *url)
{
  g_return_if_fail (BSR_IS_WINDOW (self) && self->offered == NULL);
  bsr_duty_set_server (self->duty, url);
}

BsrDuty *
bsr_window_duty (BsrWindow *self)
{
  g_return_val_if_fail (BSR_IS_WINDOW (self), NULL);
  return self->duty;
}

BsrIdleWatch *
bsr_window_idle (BsrWindow *self)
{
  g_return_val_if_fail (BSR_IS_WINDOW (self), NULL);
  return self->idle;
}
