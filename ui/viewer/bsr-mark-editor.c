#include "bsr-mark-editor.h"

#include <glib/gi18n.h>

#include "bsr-vocabulary.h"

/* Characters that are shown without scrolling. */
#define ENTRY_WIDTH 28
/* A remark beside a mark, not a report. */
#define ENTRY_MAX_LENGTH 500

#define SPACING 6

/* All categories are in sight, each one press away; a list that opens over a popover would also
 * take the click that ought to close it. */
#define N_CATEGORIES (BSR_CATEGORY_NOTE + 1)
#define N_COLUMNS 2

struct _BsrMarkEditor
{
  GtkPopover parent;
  GtkWidget *categories[N_CATEGORIES]; /* GtkCheckButton, one group */
  GtkWidget *text;                     /* GtkEntry */
  gboolean given_up;
};

G_DEFINE_FINAL_TYPE (BsrMarkEditor, bsr_mark_editor, GTK_TYPE_POPOVER)

static int
chosen_category (BsrMarkEditor *self)
{
  for (int i = 0; i < N_CATEGORIES; i++)
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (self->categories[i])))
      return i;
  return BSR_CATEGORY_SUSPICIOUS;
}

static void
bsr_mark_editor_closed (GtkPopover *popover)
{
  BsrMarkEditor *self = BSR_MARK_EDITOR (popover);
  if (!self->given_up)
    g_signal_emit_by_name (self, "edited", chosen_category (self),
                           gtk_editable_get_text (GTK_EDITABLE (self->text)));
}

static gboolean
key_pressed_cb (GtkEventControllerKey *keys, guint keyval, guint keycode, GdkModifierType state,
                BsrMarkEditor *self)
{
  if (keyval != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;
  self->given_up = TRUE;
  gtk_popover_popdown (GTK_POPOVER (self));
  return GDK_EVENT_STOP;
}

static void
bsr_mark_editor_class_init (BsrMarkEditorClass *class)
{
  GTK_POPOVER_CLASS (class)->closed = bsr_mark_editor_closed;
  g_signal_new ("edited", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_STRING);
}

static GtkWidget *
new_category_grid (BsrMarkEditor *self)
{
  GtkWidget *grid = gtk_grid_new ();
  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  gtk_grid_set_column_spacing (GTK_GRID (grid), SPACING);
  for (int i = 0; i < N_CATEGORIES; i++)
    {
      GtkWidget *button = gtk_check_button_new_with_label (bsr_vocabulary_category (i));
      if (i > 0)
        gtk_check_button_set_group (GTK_CHECK_BUTTON (button),
                                    GTK_CHECK_BUTTON (self->categories[0]));
      gtk_grid_attach (GTK_GRID (grid), button, i % N_COLUMNS, i / N_COLUMNS, 1, 1);
      self->categories[i] = button;
    }
  return grid;
}

static void
bsr_mark_editor_init (BsrMarkEditor *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, SPACING);
  GtkWidget *categories = new_category_grid (self);
  self->text = gtk_entry_new ();
  gtk_editable_set_width_chars (GTK_EDITABLE (self->text), ENTRY_WIDTH);
  gtk_entry_set_max_length (GTK_ENTRY (self->text), ENTRY_MAX_LENGTH);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->text), _("What do you see?"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (categories),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Category"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Text of the mark"), -1);
  gtk_box_append (GTK_BOX (box), self->text);
  gtk_box_append (GTK_BOX (box), categories);
  gtk_popover_set_child (GTK_POPOVER (self), box);
  g_signal_connect_swapped (self->text, "activate", G_CALLBACK (gtk_popover_popdown), self);

  GtkEventController *keys = gtk_event_controller_key_new ();
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (box, keys);
}

BsrMarkEditor *
bsr_mark_editor_new (GtkWidget *parent)
{
  BsrMarkEditor *self = g_object_new (BSR_TYPE_MARK_EDITOR, NULL);
  gtk_widget_set_parent (GTK_WIDGET (self), parent);
  return self;
}

void
bsr_mark_editor_open (BsrMarkEditor *editor, const GdkRectangle *at, BsrCategory category,
                      const char *text)
{
  g_return_if_fail (BSR_IS_MARK_EDITOR (editor) && at != NULL);
  g_return_if_fail (category >= 0 && category < N_CATEGORIES);

  editor->given_up = FALSE;
  gtk_check_button_set_active (GTK_CHECK_BUTTON (editor->categories[category]), TRUE);
  gtk_editable_set_text (GTK_EDITABLE (editor->text), text ? text : "");
  gtk_popover_set_pointing_to (GTK_POPOVER (editor), at);
  gtk_popover_popup (GTK_POPOVER (editor));
  gtk_widget_grab_focus (editor->text);
}
