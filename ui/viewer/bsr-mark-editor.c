#include "bsr-mark-editor.h"

#include <glib/gi18n.h>

#include "bsr-vocabulary.h"

/* Characters that are shown without scrolling. */
#define ENTRY_WIDTH 28
/* A remark beside a mark, not a report. */
#define ENTRY_MAX_LENGTH 500

#define SPACING 6

struct _BsrMarkEditor
{
  GtkPopover parent;
  GtkWidget *category; /* GtkDropDown */
  GtkWidget *text;     /* GtkEntry */
  gboolean given_up;
};

G_DEFINE_FINAL_TYPE (BsrMarkEditor, bsr_mark_editor, GTK_TYPE_POPOVER)

static void
bsr_mark_editor_closed (GtkPopover *popover)
{
  BsrMarkEditor *self = BSR_MARK_EDITOR (popover);
  if (!self->given_up)
    g_signal_emit_by_name (self, "edited",
                           (int) gtk_drop_down_get_selected (GTK_DROP_DOWN (self->category)),
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
new_category_list (void)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  for (int i = BSR_CATEGORY_SUSPICIOUS; i <= BSR_CATEGORY_NOTE; i++)
    gtk_string_list_append (names, bsr_vocabulary_category (i));
  return gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&names)), NULL);
}

static void
bsr_mark_editor_init (BsrMarkEditor *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, SPACING);
  self->category = new_category_list ();
  self->text = gtk_entry_new ();
  gtk_editable_set_width_chars (GTK_EDITABLE (self->text), ENTRY_WIDTH);
  gtk_entry_set_max_length (GTK_ENTRY (self->text), ENTRY_MAX_LENGTH);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->text), _("What do you see?"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->category),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Category"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Text of the mark"), -1);
  gtk_box_append (GTK_BOX (box), self->text);
  gtk_box_append (GTK_BOX (box), self->category);
  gtk_popover_set_child (GTK_POPOVER (self), box);
  g_signal_connect_swapped (self->text, "activate", G_CALLBACK (gtk_popover_popdown), self);

  /* Bubbling: the open list of categories has the first right to Escape. */
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

  editor->given_up = FALSE;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (editor->category), category);
  gtk_editable_set_text (GTK_EDITABLE (editor->text), text ? text : "");
  gtk_popover_set_pointing_to (GTK_POPOVER (editor), at);
  gtk_popover_popup (GTK_POPOVER (editor));
  gtk_widget_grab_focus (editor->text);
}
