#include "bsr-sign-in-page.h"

#include <glib/gi18n.h>

#include "bsr-password-rule.h"

struct _BsrSignInPage
{
  GtkWidget parent;
  GtkImage *image;
  GtkLabel *title_label, *description_label, *caps_label, *refusal_label;
  GtkWidget *rows;
  GtkEditable *name_row, *current_row, *password_row, *repeat_row;
  GtkButton *other_button, *submit_button;
  GtkSpinner *spinner;

  BsrSignInMode mode;
  char *whose; /* (nullable) */
  gboolean busy;
  guint focusing; /* source */
  GdkDevice *keyboard; /* (nullable): that tells of Caps Lock, while the page is shown */
};

G_DEFINE_FINAL_TYPE (BsrSignInPage, bsr_sign_in_page, GTK_TYPE_WIDGET)

/* Whether a password is chosen, and not only asked for. */
static gboolean
is_choosing (BsrSignInPage *self)
{
  return self->mode == BSR_SIGN_IN_SET_UP || self->mode == BSR_SIGN_IN_PASSWORD;
}

/* (transfer full): without blanks around it, which nobody means. */
static char *
typed_name (BsrSignInPage *self)
{
  if (self->mode == BSR_SIGN_IN_PASSWORD)
    return g_strdup (self->whose);
  return g_strstrip (g_strdup (gtk_editable_get_text (self->name_row)));
}

static gboolean
is_filled (GtkEditable *row)
{
  return !gtk_widget_get_visible (GTK_WIDGET (row)) || *gtk_editable_get_text (row) != '\0';
}

static gboolean
is_complete (BsrSignInPage *self)
{
  g_autofree char *name = typed_name (self);
  return !self->busy && name != NULL && *name != '\0' && is_filled (self->current_row)
         && is_filled (self->password_row) && is_filled (self->repeat_row);
}

static void
update (BsrSignInPage *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->submit_button), is_complete (self));
  gtk_widget_set_sensitive (self->rows, !self->busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->other_button), !self->busy);
  gtk_spinner_set_spinning (self->spinner, self->busy);
}

/* Into the first line that is empty. */
static void
focus_first_empty (BsrSignInPage *self)
{
  GtkEditable *lines[] = { self->name_row, self->current_row, self->password_row, self->repeat_row };
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    if (gtk_widget_get_visible (GTK_WIDGET (lines[i])) && *gtk_editable_get_text (lines[i]) == '\0')
      {
        gtk_widget_grab_focus (GTK_WIDGET (lines[i]));
        return;
      }
}

static void
clear_passwords (BsrSignInPage *self)
{
  gtk_editable_set_text (self->current_row, "");
  gtk_editable_set_text (self->password_row, "");
  gtk_editable_set_text (self->repeat_row, "");
}

static void
submit (BsrSignInPage *self)
{
  if (!is_complete (self))
    {
      focus_first_empty (self);
      return;
    }
  if (is_choosing (self)
      && g_strcmp0 (gtk_editable_get_text (self->password_row),
                    gtk_editable_get_text (self->repeat_row))
             != 0)
    {
      gtk_editable_set_text (self->repeat_row, "");
      bsr_sign_in_page_refuse (self, _ ("the two new passwords are not the same"));
      gtk_widget_grab_focus (GTK_WIDGET (self->repeat_row));
      return;
    }
  g_autofree char *name = typed_name (self);
  bsr_sign_in_page_refuse (self, NULL);
  g_signal_emit_by_name (self, "submit", name);
  clear_passwords (self);
}

static void
changed_cb (BsrSignInPage *self, GtkEditable *row)
{
  update (self);
}

static void
name_activated_cb (BsrSignInPage *self, GtkWidget *row)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->password_row));
}

static void
current_activated_cb (BsrSignInPage *self, GtkWidget *row)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->password_row));
}

static void
password_activated_cb (BsrSignInPage *self, GtkWidget *row)
{
  if (is_choosing (self))
    gtk_widget_grab_focus (GTK_WIDGET (self->repeat_row));
  else
    submit (self);
}

static void
repeat_activated_cb (BsrSignInPage *self, GtkWidget *row)
{
  submit (self);
}

static void
submit_clicked_cb (BsrSignInPage *self, GtkButton *button)
{
  submit (self);
}

/* Another officer's name, or back to where one came from. */
static void
other_clicked_cb (BsrSignInPage *self, GtkButton *button)
{
  if (is_choosing (self))
    {
      clear_passwords (self);
      g_signal_emit_by_name (self, "cancel");
      return;
    }
  gtk_editable_set_text (self->name_row, "");
  clear_passwords (self);
  bsr_sign_in_page_refuse (self, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->name_row));
}

static gboolean
key_cb (BsrSignInPage *self, guint keyval, guint keycode, GdkModifierType modifiers,
        GtkEventController *controller)
{
  if (keyval != GDK_KEY_Escape || !is_choosing (self) || self->busy)
    return GDK_EVENT_PROPAGATE;
  other_clicked_cb (self, NULL);
  return GDK_EVENT_STOP;
}

/* --- Caps Lock --- */

static void
caps_changed_cb (BsrSignInPage *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->caps_label),
                          self->keyboard != NULL && gdk_device_get_caps_lock_state (self->keyboard));
}

/* Once the menu that led here has closed, which gives the focus back to its button. */
static gboolean
focus_cb (gpointer user_data)
{
  BsrSignInPage *self = user_data;
  self->focusing = 0;
  focus_first_empty (self);
  return G_SOURCE_REMOVE;
}

/* A menu that closes late, or a window that comes back, may leave the keys to nobody. */
static void
window_focus_changed_cb (BsrSignInPage *self, GParamSpec *pspec, GtkRoot *root)
{
  GtkWidget *focus = gtk_root_get_focus (root);
  gboolean is_lost
      = focus == NULL || GTK_IS_SCROLLED_WINDOW (focus) || !gtk_widget_get_mapped (focus);
  if (!self->busy && self->focusing == 0 && is_lost)
    self->focusing = g_idle_add (focus_cb, self);
}

static void
bsr_sign_in_page_map (GtkWidget *widget)
{
  BsrSignInPage *self = BSR_SIGN_IN_PAGE (widget);
  GTK_WIDGET_CLASS (bsr_sign_in_page_parent_class)->map (widget);
  GdkSeat *seat = gdk_display_get_default_seat (gtk_widget_get_display (widget));
  GdkDevice *keyboard = seat != NULL ? gdk_seat_get_keyboard (seat) : NULL;
  if (g_set_object (&self->keyboard, keyboard) && keyboard != NULL)
    g_signal_connect_object (keyboard, "notify::caps-lock-state", G_CALLBACK (caps_changed_cb), self,
                             G_CONNECT_SWAPPED);
  caps_changed_cb (self);
  g_signal_connect_object (gtk_widget_get_root (widget), "notify::focus-widget",
                           G_CALLBACK (window_focus_changed_cb), self, G_CONNECT_SWAPPED);
  if (self->focusing == 0)
    self->focusing = g_idle_add (focus_cb, self);
}

static void
bsr_sign_in_page_unmap (GtkWidget *widget)
{
  BsrSignInPage *self = BSR_SIGN_IN_PAGE (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  if (root != NULL)
    g_signal_handlers_disconnect_by_func (root, window_focus_changed_cb, self);
  if (self->keyboard != NULL)
    g_signal_handlers_disconnect_by_data (self->keyboard, self);
  g_clear_object (&self->keyboard);
  g_clear_handle_id (&self->focusing, g_source_remove);
  GTK_WIDGET_CLASS (bsr_sign_in_page_parent_class)->unmap (widget);
}

/* --- the object --- */

static gboolean
bsr_sign_in_page_grab_focus (GtkWidget *widget)
{
  focus_first_empty (BSR_SIGN_IN_PAGE (widget));
  return TRUE;
}

static void
bsr_sign_in_page_dispose (GObject *object)
{
  BsrSignInPage *self = BSR_SIGN_IN_PAGE (object);
  GtkWidget *child;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->keyboard);
  g_clear_pointer (&self->whose, g_free);
  G_OBJECT_CLASS (bsr_sign_in_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/basira/Basira/access/bsr-sign-in-page.ui");
  gtk_widget_class_bind_template_child (widget_class, BsrSignInPage, image);
  gtk_widget_class_bind_template_child (widget_class, BsrSignInPage, title_label);
  gtk_widget_class_bind_template_child (widget_class, BsrSignInPage, description_label);
  gtk_widget_class_bind_template_child (widget_class, BsrSignInPage, caps_label);
  gtk_widget_class_bind_template_child (widget_class, BsrSignInPage, refusal_label);
  gtk_widget_class_bind_template_child (widget_class, BsrSignInPage, rows);
  gtk_widget_class_bind_template_child (widget_class, BsrSignInPage, name_row);
  gtk_widget_class_bind_template_child (widget_class, BsrSignInPage, current_row);
  gtk_widget_class_bind_template_child (widget_class, BsrSignInPage, password_row);
  gtk_widget_class_bind_template_child (widget_class, BsrSignInPage, repeat_row);
  gtk_widget_class_bind_template_child (widget_class, BsrSignInPage, other_button);
  gtk_widget_class_bind_template_child (widget_class, BsrSignInPage, submit_button);
  gtk_widget_class_bind_template_child (widget_class, BsrSignInPage, spinner);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, name_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, current_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, password_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, repeat_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, submit_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, other_clicked_cb);
}

static void
bsr_sign_in_page_class_init (BsrSignInPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = bsr_sign_in_page_dispose;
  widget_class->map = bsr_sign_in_page_map;
  widget_class->unmap = bsr_sign_in_page_unmap;
  widget_class->grab_focus = bsr_sign_in_page_grab_focus;
  g_signal_new ("submit", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, G_TYPE_STRING);
  g_signal_new ("cancel", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
  bind_template (widget_class);
}

static void
bsr_sign_in_page_init (BsrSignInPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  GtkEventController *keys = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  bsr_sign_in_page_ask (self, BSR_SIGN_IN_PLAIN, NULL);
}

/* --- what is asked for --- */

/* The words of a mode; in the order of the enumeration. */
static const struct
{
  const char *icon, *title, *description, *submit, *other;
} words[] = {
  { "org.basira.Basira", N_ ("Sign in"), N_ ("What you do is recorded in your name."), N_ ("_Sign In"),
    NULL },
  /* Translators: the name of an officer. */
  { "system-lock-screen-symbolic", N_ ("Locked"), N_ ("%s is at work here. What was begun stays as it is."),
    N_ ("_Unlock"), N_ ("_Another Officer") },
  { "system-users-symbolic", N_ ("Set up accounts"),
    N_ ("Until now everybody at this desk may do everything. The first account is an administrator's, who "
        "makes those of the officers. From then on everybody signs in."),
    N_ ("_Make the Account"), N_ ("_Not Now") },
  { "dialog-password-symbolic", N_ ("Another password"), N_ ("For the account of %s."), N_ ("_Change It"),
    N_ ("_Not Now") },
};

static void
show_words (BsrSignInPage *self)
{
  const char *whose = self->whose != NULL ? self->whose : "";
  g_autofree char *rule = g_strdup_printf (
      _ ("Password: at least %d characters, for example four words"), BSR_PASSWORD_MIN);
  GString *description = g_string_new (_ (words[self->mode].description));
  g_string_replace (description, "%s", whose, 1);
  gtk_image_set_from_icon_name (self->image, words[self->mode].icon);
  gtk_label_set_label (self->title_label, _ (words[self->mode].title));
  gtk_label_set_label (self->description_label, description->str);
  gtk_button_set_label (self->submit_button, _ (words[self->mode].submit));
  gtk_widget_set_visible (GTK_WIDGET (self->other_button), words[self->mode].other != NULL);
  if (words[self->mode].other != NULL)
    gtk_button_set_label (self->other_button, _ (words[self->mode].other));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->password_row),
                                 is_choosing (self) ? rule : _ ("Password"));
  g_string_free (description, TRUE);
}

void
bsr_sign_in_page_ask (BsrSignInPage *self, BsrSignInMode mode, const char *name)
{
  g_return_if_fail (BSR_IS_SIGN_IN_PAGE (self));
  g_autofree char *whose = g_strdup (name);
  g_free (self->whose);
  self->whose = g_steal_pointer (&whose);
  self->mode = mode;
  clear_passwords (self);
  gtk_editable_set_text (self->name_row, mode == BSR_SIGN_IN_LOCKED && name != NULL ? name : "");
  gtk_widget_set_visible (GTK_WIDGET (self->name_row), mode != BSR_SIGN_IN_PASSWORD);
  gtk_widget_set_visible (GTK_WIDGET (self->current_row), mode == BSR_SIGN_IN_PASSWORD);
  gtk_widget_set_visible (GTK_WIDGET (self->repeat_row), is_choosing (self));
  bsr_sign_in_page_refuse (self, NULL);
  show_words (self);
  update (self);
}

BsrSignInMode
bsr_sign_in_page_mode (BsrSignInPage *self)
{
  g_return_val_if_fail (BSR_IS_SIGN_IN_PAGE (self), BSR_SIGN_IN_PLAIN);
  return self->mode;
}

static BsrPassword *
take (GtkEditable *row)
{
  BsrPassword *password = bsr_password_new (gtk_editable_get_text (row));
  gtk_editable_set_text (row, "");
  return password;
}

BsrPassword *
bsr_sign_in_page_take_current (BsrSignInPage *self)
{
  g_return_val_if_fail (BSR_IS_SIGN_IN_PAGE (self), NULL);
  return take (self->current_row);
}

BsrPassword *
bsr_sign_in_page_take_password (BsrSignInPage *self)
{
  g_return_val_if_fail (BSR_IS_SIGN_IN_PAGE (self), NULL);
  return take (self->password_row);
}

void
bsr_sign_in_page_set_busy (BsrSignInPage *self, gboolean busy)
{
  g_return_if_fail (BSR_IS_SIGN_IN_PAGE (self));
  gboolean was_busy = self->busy;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  /* What cannot be used may not keep the focus. */
  if (busy && !was_busy && root != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_root_set_focus (root, NULL);
  self->busy = busy;
  update (self);
  if (was_busy && !busy && gtk_widget_get_mapped (GTK_WIDGET (self)))
    focus_first_empty (self);
}

void
bsr_sign_in_page_refuse (BsrSignInPage *self, const char *sentence)
{
  g_return_if_fail (BSR_IS_SIGN_IN_PAGE (self));
  g_autoptr (GString) text = g_string_new (sentence);
  if (text->len > 0)
    {
      /* A sentence of the store begins small. */
      char first[7] = { 0 };
      g_unichar_to_utf8 (g_unichar_toupper (g_utf8_get_char (text->str)), first);
      g_string_erase (text, 0, g_utf8_next_char (text->str) - text->str);
      g_string_prepend (text, first);
      g_string_append_c (text, '.');
    }
  gtk_label_set_label (self->refusal_label, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->refusal_label), text->len > 0);
}
