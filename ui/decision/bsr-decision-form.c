#include "bsr-decision-form.h"

#include <glib/gi18n.h>

#include "bsr-preset-reasons.h"

struct _BsrDecisionForm
{
  GtkWidget parent;
  GtkToggleButton *release_button, *examine_button, *second_opinion_button;
  GtkDropDown *preset_drop_down;
  GtkEditable *text_entry;
  GtkWidget *decide_button;
};

G_DEFINE_FINAL_TYPE (BsrDecisionForm, bsr_decision_form, GTK_TYPE_WIDGET)

static gboolean
chosen_kind (BsrDecisionForm *self, BsrDecisionKind *kind)
{
  *kind = gtk_toggle_button_get_active (self->release_button)   ? BSR_DECISION_RELEASE
          : gtk_toggle_button_get_active (self->examine_button) ? BSR_DECISION_EXAMINE
                                                                : BSR_DECISION_SECOND_OPINION;
  return *kind != BSR_DECISION_SECOND_OPINION ||
         gtk_toggle_button_get_active (self->second_opinion_button);
}

/* The first line of the presets asks for one and is none. */
static char *
reason_of (BsrDecisionForm *self)
{
  guint selected = gtk_drop_down_get_selected (self->preset_drop_down);
  GtkStringObject *item = gtk_drop_down_get_selected_item (self->preset_drop_down);
  const char *preset = item != NULL && selected > 0 ? gtk_string_object_get_string (item) : NULL;
  return bsr_preset_reason_join (preset, gtk_editable_get_text (self->text_entry));
}

static void
update (BsrDecisionForm *self)
{
  gtk_widget_set_sensitive (self->decide_button, bsr_decision_form_is_complete (self));
}

static void
fill_presets (BsrDecisionForm *self)
{
  GtkStringList *lines = gtk_string_list_new (NULL);
  BsrDecisionKind kind;
  gtk_string_list_append (lines, _ ("Choose a reason…"));
  gboolean chosen = chosen_kind (self, &kind);
  if (chosen)
    {
      g_auto (GStrv) reasons = bsr_preset_reasons (kind);
      gtk_string_list_splice (lines, 1, 0, (const char *const *) reasons);
    }
  gtk_drop_down_set_model (self->preset_drop_down, G_LIST_MODEL (lines));
  gtk_drop_down_set_selected (self->preset_drop_down, 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->preset_drop_down), chosen);
  g_object_unref (lines);
}

static void
kind_toggled_cb (BsrDecisionForm *self, GtkToggleButton *button)
{
  if (gtk_toggle_button_get_active (button))
    fill_presets (self);
  update (self);
  g_signal_emit_by_name (self, "kind-changed");
}

static void
reason_changed_cb (BsrDecisionForm *self, GParamSpec *pspec, GtkDropDown *drop_down)
{
  update (self);
}

static void
text_changed_cb (BsrDecisionForm *self, GtkEntry *entry)
{
  update (self);
}

static void
text_activate_cb (BsrDecisionForm *self, GtkEntry *entry)
{
  bsr_decision_form_submit (self);
}

static void
decide_clicked_cb (BsrDecisionForm *self, GtkButton *button)
{
  bsr_decision_form_submit (self);
}

static gboolean
bsr_decision_form_grab_focus (GtkWidget *widget)
{
  BsrDecisionForm *self = BSR_DECISION_FORM (widget);
  GtkToggleButton *buttons[] = { self->examine_button, self->second_opinion_button };
  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    if (gtk_toggle_button_get_active (buttons[i]))
      return gtk_widget_grab_focus (GTK_WIDGET (buttons[i]));
  return gtk_widget_grab_focus (GTK_WIDGET (self->release_button));
}

static void
bsr_decision_form_dispose (GObject *object)
{
  GtkWidget *child;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (bsr_decision_form_parent_class)->dispose (object);
}

static void
bsr_decision_form_class_init (BsrDecisionFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = bsr_decision_form_dispose;
  widget_class->grab_focus = bsr_decision_form_grab_focus;
  g_signal_new ("decided", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_STRING);
  g_signal_new ("kind-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/basira/Basira/decision/bsr-decision-form.ui");
  gtk_widget_class_bind_template_child (widget_class, BsrDecisionForm, release_button);
  gtk_widget_class_bind_template_child (widget_class, BsrDecisionForm, examine_button);
  gtk_widget_class_bind_template_child (widget_class, BsrDecisionForm, second_opinion_button);
  gtk_widget_class_bind_template_child (widget_class, BsrDecisionForm, preset_drop_down);
  gtk_widget_class_bind_template_child (widget_class, BsrDecisionForm, text_entry);
  gtk_widget_class_bind_template_child (widget_class, BsrDecisionForm, decide_button);
  gtk_widget_class_bind_template_callback (widget_class, kind_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, reason_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, text_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, text_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, decide_clicked_cb);
}

static void
bsr_decision_form_init (BsrDecisionForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_presets (self);
}

void
bsr_decision_form_clear (BsrDecisionForm *self)
{
  g_return_if_fail (BSR_IS_DECISION_FORM (self));
  gtk_toggle_button_set_active (self->release_button, FALSE);
  gtk_toggle_button_set_active (self->examine_button, FALSE);
  gtk_toggle_button_set_active (self->second_opinion_button, FALSE);
  gtk_editable_set_text (self->text_entry, "");
  fill_presets (self);
  update (self);
}

void
bsr_decision_form_choose (BsrDecisionForm *self, BsrDecisionKind kind)
{
  g_return_if_fail (BSR_IS_DECISION_FORM (self));
  GtkToggleButton *button = kind == BSR_DECISION_RELEASE   ? self->release_button
                            : kind == BSR_DECISION_EXAMINE ? self->examine_button
                                                           : self->second_opinion_button;
  gtk_toggle_button_set_active (button, TRUE);
}

gboolean
bsr_decision_form_kind (BsrDecisionForm *self, BsrDecisionKind *kind)
{
  g_return_val_if_fail (BSR_IS_DECISION_FORM (self) && kind != NULL, FALSE);
  return chosen_kind (self, kind);
}

void
bsr_decision_form_set_reason (BsrDecisionForm *self, int preset, const char *text)
{
  g_return_if_fail (BSR_IS_DECISION_FORM (self) && preset >= -1);
  gtk_drop_down_set_selected (self->preset_drop_down, (guint) (preset + 1));
  gtk_editable_set_text (self->text_entry, text != NULL ? text : "");
}

gboolean
bsr_decision_form_is_complete (BsrDecisionForm *self)
{
  g_return_val_if_fail (BSR_IS_DECISION_FORM (self), FALSE);
  BsrDecisionKind kind;
  g_autofree char *reason = reason_of (self);
  return chosen_kind (self, &kind) && *reason != '\0';
}

void
bsr_decision_form_submit (BsrDecisionForm *self)
{
  g_return_if_fail (BSR_IS_DECISION_FORM (self));
  BsrDecisionKind kind;
  g_autofree char *reason = reason_of (self);
  if (chosen_kind (self, &kind) && *reason != '\0')
    g_signal_emit_by_name (self, "decided", (int) kind, reason);
}
