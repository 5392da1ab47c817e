#include "bsr-caveat-bar.h"

#include <glib/gi18n.h>

#include "bsr-caveat.h"
#include "bsr-form.h"
#include "bsr-right-guard.h"
#include "bsr-term-drop-down.h"
#include "bsr-vocabulary.h"

struct _BsrCaveatBar
{
  GtkWidget parent;
  GtkBox *caveats_box;
  GtkWidget *form_box, *submit_button;
  GtkDropDown *kind_drop_down;
  GtkLabel *definition_label;
  GtkEditable *text_entry;

  BsrSession *session;
  GSignalGroup *dossier_signals;
};

G_DEFINE_FINAL_TYPE (BsrCaveatBar, bsr_caveat_bar, GTK_TYPE_WIDGET)

static BsrDossier *
dossier_of (BsrCaveatBar *self)
{
  return self->session != NULL ? bsr_session_dossier (self->session) : NULL;
}

/* --- What stands ----------------------------------------------------------------------------- */

static void
lift_clicked_cb (BsrCaveatBar *self, GtkWidget *button)
{
  g_autofree char *kind = g_strdup (g_object_get_data (G_OBJECT (button), "bsr-kind"));
  if (dossier_of (self) != NULL)
    bsr_dossier_put_caveat (dossier_of (self), kind, FALSE, "");
}

static GtkWidget *
caveat_new (BsrCaveatBar *self, const BsrCaveat *caveat)
{
  const BsrTerm *term = bsr_term_find (BSR_TERMS_CAVEAT, caveat->kind);
  const char *definition = term != NULL ? bsr_term_definition (term) : caveat->kind;
  const char *name = term != NULL ? bsr_term_label (term) : caveat->kind;
  g_autofree char *time = bsr_vocabulary_time (caveat->at);
  g_autofree char *tooltip = g_strdup_printf ("%s\n%s · %s", definition, caveat->officer, time);
  g_autofree char *heading
      = *caveat->text != '\0' ? g_strdup_printf ("%s: %s", name, caveat->text) : g_strdup (name);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *image = gtk_image_new_from_icon_name ("bsr-caveat-symbolic");
  GtkWidget *label = gtk_label_new (heading), *lift = gtk_button_new_with_label (_ ("Lift"));
  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_tooltip_text (line, tooltip);
  gtk_widget_set_tooltip_text (lift, _ ("The caveat no longer holds; that it did stays on record"));
  gtk_widget_add_css_class (lift, "small");
  gtk_widget_add_css_class (lift, "flat");
  g_object_set_data_full (G_OBJECT (lift), "bsr-kind", g_strdup (caveat->kind), g_free);
  bsr_right_guard (lift, dossier_of (self), BSR_RIGHT_HANDLE);
  g_signal_connect_object (lift, "clicked", G_CALLBACK (lift_clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (line), image);
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (GTK_BOX (line), lift);
  return line;
}

static void
update (BsrCaveatBar *self)
{
  GtkWidget *child;
  BsrDossier *dossier = dossier_of (self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->caveats_box))) != NULL)
    gtk_box_remove (self->caveats_box, child);
  g_autoptr (GPtrArray) standing
      = dossier != NULL ? bsr_caveats_in_force (bsr_dossier_caveats (dossier)) : NULL;
  guint n = standing != NULL ? standing->len : 0;
  for (guint i = 0; i < n; i++)
    gtk_box_append (self->caveats_box, caveat_new (self, standing->pdata[i]));
  gtk_widget_set_visible (GTK_WIDGET (self->caveats_box), n > 0);
  gtk_widget_set_visible (GTK_WIDGET (self), n > 0 || gtk_widget_get_visible (self->form_box));
}

/* --- Another one ----------------------------------------------------------------------------- */

static void
show_form (BsrCaveatBar *self, gboolean open)
{
  gtk_widget_set_visible (self->form_box, open);
  gtk_editable_set_text (self->text_entry, "");
  bsr_term_drop_down_choose (self->kind_drop_down, NULL);
  update (self);
  if (open)
    gtk_widget_grab_focus (GTK_WIDGET (self->kind_drop_down));
}

static void
changed_cb (BsrCaveatBar *self)
{
  const BsrTerm *term = bsr_term_drop_down_term (self->kind_drop_down);
  gtk_label_set_label (self->definition_label, term != NULL ? bsr_term_definition (term) : "");
  gtk_widget_set_visible (GTK_WIDGET (self->definition_label), term != NULL);
  gtk_widget_set_sensitive (self->submit_button, term != NULL);
}

static void
submit_cb (BsrCaveatBar *self)
{
  const BsrTerm *term = bsr_term_drop_down_term (self->kind_drop_down);
  g_autofree char *text = bsr_form_written (self->text_entry);
  if (term == NULL || dossier_of (self) == NULL)
    return;
  show_form (self, FALSE);
  bsr_dossier_put_caveat (dossier_of (self), term->code, TRUE, text);
}

static void
cancel_cb (BsrCaveatBar *self)
{
  show_form (self, FALSE);
}

static gboolean
form_key_cb (BsrCaveatBar *self, guint keyval, guint keycode, GdkModifierType modifiers,
             GtkEventController *controller)
{
  if (keyval != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;
  show_form (self, FALSE);
  return GDK_EVENT_STOP;
}

void
bsr_caveat_bar_toggle_form (BsrCaveatBar *self)
{
  g_return_if_fail (BSR_IS_CAVEAT_BAR (self));
  if (dossier_of (self) != NULL)
    show_form (self, !gtk_widget_get_visible (self->form_box));
}

void
bsr_caveat_bar_submit (BsrCaveatBar *self, const char *kind, const char *text)
{
  g_return_if_fail (BSR_IS_CAVEAT_BAR (self) && text != NULL);
  show_form (self, TRUE);
  bsr_term_drop_down_choose (self->kind_drop_down, kind);
  gtk_editable_set_text (self->text_entry, text);
  submit_cb (self);
}

/* --- The object ------------------------------------------------------------------------------ */

static void
dossier_changed_cb (BsrCaveatBar *self)
{
  g_signal_group_set_target (self->dossier_signals, dossier_of (self));
  gtk_widget_set_visible (self->form_box, FALSE);
  update (self);
}

void
bsr_caveat_bar_set_session (BsrCaveatBar *self, BsrSession *session)
{
  g_return_if_fail (BSR_IS_CAVEAT_BAR (self) && self->session == NULL);
  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::dossier", G_CALLBACK (dossier_changed_cb), self,
                           G_CONNECT_SWAPPED);
  dossier_changed_cb (self);
}

static void
bsr_caveat_bar_dispose (GObject *object)
{
  BsrCaveatBar *self = BSR_CAVEAT_BAR (object);
  GtkWidget *child;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->dossier_signals);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (bsr_caveat_bar_parent_class)->dispose (object);
}

static void
bsr_caveat_bar_class_init (BsrCaveatBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = bsr_caveat_bar_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/basira/Basira/decision/bsr-caveat-bar.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, BsrCaveatBar, child)
  BIND (caveats_box);
  BIND (form_box);
  BIND (submit_button);
  BIND (kind_drop_down);
  BIND (definition_label);
  BIND (text_entry);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, submit_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, form_key_cb);
}

static void
bsr_caveat_bar_init (BsrCaveatBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  bsr_term_drop_down_fill (self->kind_drop_down, BSR_TERMS_CAVEAT, BSR_TERM_OF_ANY,
                           _ ("Handling caveat…"));
  self->dossier_signals = g_signal_group_new (BSR_TYPE_DOSSIER);
  g_signal_group_connect_swapped (self->dossier_signals, "record-changed", G_CALLBACK (update),
                                  self);
  changed_cb (self);
  update (self);
}
