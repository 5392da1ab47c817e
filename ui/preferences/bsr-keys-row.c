#include "bsr-keys-row.h"

#include <glib/gi18n.h>

struct _BsrKeysRow
{
  GtkListBoxRow parent;
  BsrKeyMap *map;
  const BsrCommand *command;
  GtkWidget *keys_box, *reset_button, *answer_box, *swap_button, *replace_button;
  GtkLabel *answer_label;
  gboolean waiting; /* for a key, or for what becomes of the other command */
  guint index;      /* of the key that is waited for */
  BsrKey key;       /* that another command has; none: not known yet */
  GtkEventController *focus;
  gboolean rebuilding; /* the buttons: what had the focus gets it back */
};

G_DEFINE_FINAL_TYPE (BsrKeysRow, bsr_keys_row, GTK_TYPE_LIST_BOX_ROW)

static void
set_label (GtkWidget *widget, const char *text)
{
  gtk_widget_set_tooltip_text (widget, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
key_clicked_cb (BsrKeysRow *self, GtkButton *button)
{
  bsr_keys_row_begin (self, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "index")));
}

static void
add_button (BsrKeysRow *self, guint index, GtkWidget *child, const char *text)
{
  GtkWidget *button = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (button), child);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "key-button");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  set_label (button, text);
  g_object_set_data (G_OBJECT (button), "index", GUINT_TO_POINTER (index));
  g_signal_connect_object (button, "clicked", G_CALLBACK (key_clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->keys_box), button);
}

static GtkWidget *
waiting_label_new (void)
{
  GtkWidget *label = gtk_label_new (_ ("Press the key…"));
  gtk_widget_add_css_class (label, "accent");
  return label;
}

static void
show_keys (BsrKeysRow *self)
{
  GtkWidget *child;
  gboolean had_focus
      = gtk_event_controller_focus_contains_focus (GTK_EVENT_CONTROLLER_FOCUS (self->focus));
  self->rebuilding = TRUE;
  while ((child = gtk_widget_get_first_child (self->keys_box)) != NULL)
    gtk_box_remove (GTK_BOX (self->keys_box), child);

  guint n = bsr_key_map_n_keys (self->map, self->command);
  for (guint i = 0; i < n; i++)
    {
      BsrKey key = bsr_key_map_key (self->map, self->command, i);
      g_autofree char *name = gtk_accelerator_name (key.keyval, key.modifiers);
      g_autofree char *label = bsr_key_label (key);
      /* Translators: a key, "Ctrl+Z". */
      g_autofree char *text = g_strdup_printf (_ ("Another key in place of %s"), label);
      gboolean waits = self->waiting && self->index == i;
      add_button (self, i, waits ? waiting_label_new () : gtk_shortcut_label_new (name), text);
    }
  gboolean adds = self->waiting && self->index >= n;
  add_button (self, n, adds ? waiting_label_new () : gtk_image_new_from_icon_name ("list-add-symbolic"),
              _ ("One more key"));
  gtk_widget_set_visible (self->reset_button, !bsr_key_map_is_default (self->map, self->command));
  child = gtk_widget_get_first_child (self->keys_box);
  for (guint i = 0; i < MIN (self->index, n); i++)
    child = gtk_widget_get_next_sibling (child);
  if (had_focus)
    gtk_widget_grab_focus (child);
  self->rebuilding = FALSE;
}

static void
show_answer (BsrKeysRow *self, const char *text, gboolean asks)
{
  gtk_label_set_label (self->answer_label, text);
  gtk_widget_set_visible (self->replace_button, asks);
  gtk_widget_set_visible (self->swap_button,
                          asks && bsr_key_map_key (self->map, self->command, self->index).keyval != 0);
  gtk_widget_set_visible (self->answer_box, *text != '\0');
}

static void
changed_cb (BsrKeysRow *self)
{
  show_keys (self);
}

static void
reset_cb (BsrKeysRow *self)
{
  bsr_keys_row_cancel (self);
  bsr_key_map_reset (self->map, self->command);
}

static void
decide (BsrKeysRow *self, gboolean swap)
{
  BsrKey key = self->key;
  guint index = self->index;
  bsr_keys_row_cancel (self);
  bsr_key_map_assign (self->map, self->command, index, key, swap);
}

static void
swap_cb (BsrKeysRow *self)
{
  decide (self, TRUE);
}

static void
replace_cb (BsrKeysRow *self)
{
  decide (self, FALSE);
}

static gboolean
is_modifier (guint keyval)
{
  return (keyval >= GDK_KEY_Shift_L && keyval <= GDK_KEY_Hyper_R) || keyval == GDK_KEY_ISO_Level3_Shift
         || keyval == GDK_KEY_Num_Lock;
}

static gboolean
key_pressed_cb (GtkEventControllerKey *keys, guint keyval, guint keycode, GdkModifierType state,
                BsrKeysRow *self)
{
  /* While it is asked about another command, keys move between the answers. */
  if (!self->waiting || self->key.keyval != 0)
    {
      if (self->waiting && keyval == GDK_KEY_Escape)
        {
          bsr_keys_row_cancel (self);
          return GDK_EVENT_STOP;
        }
      return GDK_EVENT_PROPAGATE;
    }
  if (is_modifier (keyval))
    return GDK_EVENT_STOP;
  if (keyval == GDK_KEY_Escape)
    bsr_keys_row_cancel (self);
  else if (keyval == GDK_KEY_BackSpace)
    {
      guint index = self->index;
      bsr_keys_row_cancel (self);
      bsr_key_map_remove (self->map, self->command, index);
    }
  else
    bsr_keys_row_take (self, bsr_key_normalised (keyval, state));
  return GDK_EVENT_STOP;
}

static void
leave_cb (BsrKeysRow *self)
{
  if (self->waiting && !self->rebuilding)
    bsr_keys_row_cancel (self);
}

static void
bsr_keys_row_dispose (GObject *object)
{
  g_clear_object (&BSR_KEYS_ROW (object)->map);
  G_OBJECT_CLASS (bsr_keys_row_parent_class)->dispose (object);
}

static void
bsr_keys_row_class_init (BsrKeysRowClass *class)
{
  G_OBJECT_CLASS (class)->dispose = bsr_keys_row_dispose;
}

static GtkWidget *
answer_button (BsrKeysRow *self, const char *label, GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_label (label);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->answer_box), button);
  return button;
}

static void
add_answers (BsrKeysRow *self, GtkWidget *box)
{
  self->answer_box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (NULL);
  self->answer_label = GTK_LABEL (label);
  gtk_label_set_wrap (self->answer_label, TRUE);
  gtk_label_set_xalign (self->answer_label, 0.0f);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (self->answer_box), label);
  /* Translators: the two commands exchange their keys. */
  self->swap_button = answer_button (self, _ ("Swap"), G_CALLBACK (swap_cb));
  /* Translators: the other command loses the key. */
  self->replace_button = answer_button (self, _ ("Take over"), G_CALLBACK (replace_cb));
  answer_button (self, _ ("Cancel"), G_CALLBACK (bsr_keys_row_cancel));
  gtk_widget_add_css_class (self->answer_box, "key-answer");
  gtk_widget_set_visible (self->answer_box, FALSE);
  gtk_box_append (GTK_BOX (box), self->answer_box);
}

static void
bsr_keys_row_init (BsrKeysRow *self)
{
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);

  GtkEventController *keys = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  self->focus = gtk_event_controller_focus_new ();
  g_signal_connect_swapped (self->focus, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), self->focus);
}

GtkWidget *
bsr_keys_row_new (BsrKeyMap *map, const BsrCommand *command)
{
  g_return_val_if_fail (BSR_IS_KEY_MAP (map) && command != NULL, NULL);

  BsrKeysRow *self = g_object_new (BSR_TYPE_KEYS_ROW, NULL);
  self->map = g_object_ref (map);
  self->command = command;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *top = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *title = gtk_label_new (bsr_command_title (command));
  gtk_label_set_xalign (GTK_LABEL (title), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  gtk_widget_set_hexpand (title, TRUE);
  self->reset_button = gtk_button_new_from_icon_name ("edit-undo-symbolic");
  gtk_widget_add_css_class (self->reset_button, "flat");
  gtk_widget_set_valign (self->reset_button, GTK_ALIGN_CENTER);
  set_label (self->reset_button, _ ("The program's own keys again"));
  g_signal_connect_object (self->reset_button, "clicked", G_CALLBACK (reset_cb), self, G_CONNECT_SWAPPED);
  self->keys_box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);
  gtk_box_append (GTK_BOX (top), title);
  gtk_box_append (GTK_BOX (top), self->reset_button);
  gtk_box_append (GTK_BOX (top), self->keys_box);
  gtk_box_append (GTK_BOX (box), top);
  add_answers (self, box);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  g_signal_connect_object (map, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  show_keys (self);
  return GTK_WIDGET (self);
}

const BsrCommand *
bsr_keys_row_command (BsrKeysRow *self)
{
  g_return_val_if_fail (BSR_IS_KEYS_ROW (self), NULL);
  return self->command;
}

static gboolean
holds (const char *text, const char *part)
{
  g_autofree char *folded = g_utf8_casefold (text, -1), *wanted = g_utf8_casefold (part, -1);
  return strstr (folded, wanted) != NULL;
}

gboolean
bsr_keys_row_matches (BsrKeysRow *self, const char *text)
{
  g_return_val_if_fail (BSR_IS_KEYS_ROW (self) && text != NULL, FALSE);
  if (holds (bsr_command_title (self->command), text)
      || holds (bsr_command_group_title (self->command->group), text))
    return TRUE;
  for (guint i = 0; i < bsr_key_map_n_keys (self->map, self->command); i++)
    {
      g_autofree char *label = bsr_key_label (bsr_key_map_key (self->map, self->command, i));
      if (holds (label, text))
        return TRUE;
    }
  return FALSE;
}

void
bsr_keys_row_begin (BsrKeysRow *self, guint index)
{
  g_return_if_fail (BSR_IS_KEYS_ROW (self));
  self->waiting = TRUE;
  self->index = index;
  self->key = (BsrKey){ 0 };
  show_keys (self);
  show_answer (self, _ ("Backspace removes it, Escape leaves it as it is."), FALSE);
}

gboolean
bsr_keys_row_is_waiting (BsrKeysRow *self)
{
  g_return_val_if_fail (BSR_IS_KEYS_ROW (self), FALSE);
  return self->waiting;
}

void
bsr_keys_row_take (BsrKeysRow *self, BsrKey key)
{
  g_return_if_fail (BSR_IS_KEYS_ROW (self) && self->waiting);
  g_autofree char *label = bsr_key_label (key);
  if (!bsr_key_is_free (key))
    {
      /* Translators: a key, "Tab". */
      g_autofree char *text
          = g_strdup_printf (_ ("%s moves about in the window: choose another key."), label);
      show_answer (self, text, FALSE);
      return;
    }
  const BsrCommand *other = bsr_key_map_find (self->map, key);
  self->key = key;
  if (other == NULL || other == self->command)
    {
      decide (self, FALSE);
      return;
    }
  /* Translators: a key, and the command that has it. */
  g_autofree char *text
      = g_strdup_printf (_ ("%s already does “%s”."), label, bsr_command_title (other));
  show_answer (self, text, TRUE);
  /* Which also brings the question into view. */
  gtk_widget_grab_focus (gtk_widget_get_visible (self->swap_button) ? self->swap_button
                                                                    : self->replace_button);
}

void
bsr_keys_row_cancel (BsrKeysRow *self)
{
  g_return_if_fail (BSR_IS_KEYS_ROW (self));
  self->waiting = FALSE;
  self->key = (BsrKey){ 0 };
  show_keys (self);
  show_answer (self, "", FALSE);
}
