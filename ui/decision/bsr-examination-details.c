#include "bsr-examination-details.h"

#include <glib/gi18n.h>

#include "bsr-error.h"
#include "bsr-form.h"
#include "bsr-moment-text.h"
#include "bsr-seal-line.h"
#include "bsr-seizure-line.h"
#include "bsr-term.h"

struct _BsrExaminationDetails
{
  GtkWidget parent;
  GtkLabel *methods_label, *seizures_label, *seals_label, *times_label;
  GtkToggleButton *methods_button, *seizures_button, *seals_button, *times_button;
  GtkFlowBox *methods_box;
  GtkBox *seizures_box, *seals_box;
  GtkEditable *started_entry, *ended_entry, *team_entry;
  char *officer;
};

G_DEFINE_FINAL_TYPE (BsrExaminationDetails, bsr_examination_details, GTK_TYPE_WIDGET)

/* --- Lines ----------------------------------------------------------------------------------- */

static guint
count_seizures (BsrExaminationDetails *self)
{
  guint n = 0;
  for (GtkWidget *line = gtk_widget_get_first_child (GTK_WIDGET (self->seizures_box)); line != NULL;
       line = gtk_widget_get_next_sibling (line))
    n += !bsr_seizure_line_is_blank (BSR_SEIZURE_LINE (line));
  return n;
}

static guint
count_seals (BsrExaminationDetails *self)
{
  guint n = 0;
  for (GtkWidget *line = gtk_widget_get_first_child (GTK_WIDGET (self->seals_box)); line != NULL;
       line = gtk_widget_get_next_sibling (line))
    n += !bsr_seal_line_is_blank (BSR_SEAL_LINE (line));
  return n;
}

static guint
count_methods (BsrExaminationDetails *self)
{
  guint n = 0;
  for (int i = 0; gtk_flow_box_get_child_at_index (self->methods_box, i) != NULL; i++)
    n += gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (gtk_flow_box_child_get_child (
        gtk_flow_box_get_child_at_index (self->methods_box, i))));
  return n;
}

static void
set_title (GtkLabel *label, const char *title, guint n)
{
  /* Translators: a part of a form, and how many lines are filled in: "Seals (2)". */
  g_autofree char *text = n > 0 ? g_strdup_printf (_ ("%s (%u)"), title, n) : g_strdup (title);
  GtkWidget *button = gtk_widget_get_ancestor (GTK_WIDGET (label), GTK_TYPE_BUTTON);
  gtk_label_set_label (label, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static gboolean
is_text (GtkEditable *entry)
{
  g_autofree char *text = bsr_form_written (entry);
  return *text != '\0';
}

static void
changed (BsrExaminationDetails *self)
{
  guint n_times
      = is_text (self->started_entry) + is_text (self->ended_entry) + is_text (self->team_entry);
  set_title (self->methods_label, _ ("Methods"), count_methods (self));
  set_title (self->seizures_label, _ ("Seizures"), count_seizures (self));
  set_title (self->seals_label, _ ("Seals"), count_seals (self));
  set_title (self->times_label, _ ("Time and team"), n_times);
  g_signal_emit_by_name (self, "changed");
}

/* One part at a time is open, so that what was opened is seen without scrolling. */
static void
part_toggled_cb (BsrExaminationDetails *self, GtkToggleButton *button)
{
  GtkToggleButton *const parts[]
      = { self->methods_button, self->seizures_button, self->seals_button, self->times_button };
  for (guint i = 0; gtk_toggle_button_get_active (button) && i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != button)
      gtk_toggle_button_set_active (parts[i], FALSE);
}

static void
changed_cb (BsrExaminationDetails *self)
{
  changed (self);
}

static void
remove_line_cb (BsrExaminationDetails *self, GtkWidget *line)
{
  gtk_box_remove (GTK_BOX (gtk_widget_get_parent (line)), line);
  changed (self);
}

static void
append_line (BsrExaminationDetails *self, GtkBox *box, GtkWidget *line)
{
  g_signal_connect_object (line, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (line, "remove", G_CALLBACK (remove_line_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (box, line);
}

static void
add_seizure_cb (BsrExaminationDetails *self, GtkButton *button)
{
  GtkWidget *line = bsr_seizure_line_new ();
  append_line (self, self->seizures_box, line);
  gtk_widget_child_focus (line, GTK_DIR_TAB_FORWARD);
}

static GtkWidget *
add_seal (BsrExaminationDetails *self, gboolean after, const char *number)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  GtkWidget *line
      = bsr_seal_line_new (after, number, self->officer != NULL ? self->officer : "", now);
  append_line (self, self->seals_box, line);
  return line;
}

static void
add_found_seal_cb (BsrExaminationDetails *self, GtkButton *button)
{
  gtk_widget_child_focus (add_seal (self, FALSE, ""), GTK_DIR_TAB_FORWARD);
}

static void
add_new_seal_cb (BsrExaminationDetails *self, GtkButton *button)
{
  gtk_widget_child_focus (add_seal (self, TRUE, ""), GTK_DIR_TAB_FORWARD);
}

static void
declared_clicked_cb (BsrExaminationDetails *self, GtkWidget *button)
{
  add_seal (self, FALSE, g_object_get_data (G_OBJECT (button), "bsr-number"));
  gtk_widget_set_visible (button, FALSE);
  changed (self);
}

static void
empty (GtkBox *box)
{
  GtkWidget *child;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

/* --- What it says ---------------------------------------------------------------------------- */

static void
read_methods (BsrExaminationDetails *self, BsrPhysicalExamination *examination)
{
  g_autoptr (GStrvBuilder) codes = g_strv_builder_new ();
  guint n;
  const BsrTerm *methods = bsr_terms (BSR_TERMS_METHOD, &n);
  for (guint i = 0; i < n; i++)
    if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (gtk_flow_box_child_get_child (
            gtk_flow_box_get_child_at_index (self->methods_box, (int) i)))))
      g_strv_builder_add (codes, methods[i].code);
  g_auto (GStrv) chosen = g_strv_builder_end (codes);
  bsr_physical_examination_set_methods (examination, (const char *const *) chosen);
}

static gboolean
read_lines (BsrExaminationDetails *self, BsrPhysicalExamination *examination, GError **error)
{
  for (GtkWidget *line = gtk_widget_get_first_child (GTK_WIDGET (self->seizures_box)); line != NULL;
       line = gtk_widget_get_next_sibling (line))
    if (!bsr_seizure_line_is_blank (BSR_SEIZURE_LINE (line)))
      {
        BsrSeizure *seizure = bsr_seizure_line_read (BSR_SEIZURE_LINE (line), error);
        if (seizure == NULL)
          return FALSE;
        g_ptr_array_add (examination->seizures, seizure);
      }
  for (GtkWidget *line = gtk_widget_get_first_child (GTK_WIDGET (self->seals_box)); line != NULL;
       line = gtk_widget_get_next_sibling (line))
    if (!bsr_seal_line_is_blank (BSR_SEAL_LINE (line)))
      {
        BsrSeal *seal = bsr_seal_line_read (BSR_SEAL_LINE (line), error);
        if (seal == NULL)
          return FALSE;
        g_ptr_array_add (examination->seals, seal);
      }
  return TRUE;
}

static gboolean
read_times (BsrExaminationDetails *self, BsrPhysicalExamination *examination, GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) started = NULL, ended = NULL;
  if (!bsr_moment_text_parse (gtk_editable_get_text (self->started_entry), now, &started)
      || !bsr_moment_text_parse (gtk_editable_get_text (self->ended_entry), now, &ended))
    {
      g_set_error_literal (error, BSR_ERROR, BSR_ERROR_INVALID,
                           _ ("start and end are written 08:15 or 2026-11-05 08:15"));
      return FALSE;
    }
  bsr_physical_examination_set_times (examination, started, ended);
  if (is_text (self->team_entry))
    examination->team = bsr_form_written (self->team_entry);
  return TRUE;
}

BsrPhysicalExamination *
bsr_examination_details_read (BsrExaminationDetails *self, GError **error)
{
  g_return_val_if_fail (BSR_IS_EXAMINATION_DETAILS (self), NULL);
  g_autoptr (BsrPhysicalExamination) examination = bsr_physical_examination_new ();
  read_methods (self, examination);
  if (!read_lines (self, examination, error) || !read_times (self, examination, error)
      || !bsr_physical_examination_check (examination, error))
    return NULL;
  return g_steal_pointer (&examination);
}

gboolean
bsr_examination_details_is_blank (BsrExaminationDetails *self)
{
  g_return_val_if_fail (BSR_IS_EXAMINATION_DETAILS (self), TRUE);
  return count_methods (self) == 0 && count_seizures (self) == 0 && count_seals (self) == 0
         && !is_text (self->started_entry) && !is_text (self->ended_entry)
         && !is_text (self->team_entry);
}

/* --- The object ------------------------------------------------------------------------------ */

static void
bsr_examination_details_dispose (GObject *object)
{
  BsrExaminationDetails *self = BSR_EXAMINATION_DETAILS (object);
  GtkWidget *child;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->officer, g_free);
  G_OBJECT_CLASS (bsr_examination_details_parent_class)->dispose (object);
}

static void
bsr_examination_details_class_init (BsrExaminationDetailsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = bsr_examination_details_dispose;
  g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/basira/Basira/decision/bsr-examination-details.ui");
#define BIND(child) gtk_widget_class_bind_template_child (widget_class, BsrExaminationDetails, child)
  BIND (methods_label);
  BIND (seizures_label);
  BIND (seals_label);
  BIND (times_label);
  BIND (methods_button);
  BIND (seizures_button);
  BIND (seals_button);
  BIND (times_button);
  BIND (methods_box);
  BIND (seizures_box);
  BIND (seals_box);
  BIND (started_entry);
  BIND (ended_entry);
  BIND (team_entry);
#undef BIND
  gtk_widget_class_bind_template_callback (widget_class, part_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_seizure_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_found_seal_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_new_seal_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
bsr_examination_details_init (BsrExaminationDetails *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  bsr_moment_text_set_up (self->started_entry);
  bsr_moment_text_set_up (self->ended_entry);
  guint n;
  const BsrTerm *methods = bsr_terms (BSR_TERMS_METHOD, &n);
  for (guint i = 0; i < n; i++)
    {
      GtkWidget *button = gtk_toggle_button_new_with_label (bsr_term_label (&methods[i]));
      GtkLabel *label = GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button)));
      gtk_label_set_wrap (label, TRUE); /* two beside each other, in any language */
      gtk_label_set_justify (label, GTK_JUSTIFY_CENTER);
      gtk_widget_set_tooltip_text (button, bsr_term_definition (&methods[i]));
      gtk_widget_add_css_class (button, "small");
      g_signal_connect_object (button, "toggled", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
      gtk_flow_box_insert (self->methods_box, button, -1);
      /* The button takes the focus, not the cell around it. */
      gtk_widget_set_focusable (gtk_widget_get_parent (button), FALSE);
    }
  changed (self);
}

void
bsr_examination_details_set_officer (BsrExaminationDetails *self, const char *officer)
{
  g_return_if_fail (BSR_IS_EXAMINATION_DETAILS (self));
  char *copy = g_strdup (officer);
  g_free (self->officer);
  self->officer = copy;
}

void
bsr_examination_details_set_declared_seals (BsrExaminationDetails *self, const char *const *numbers)
{
  g_return_if_fail (BSR_IS_EXAMINATION_DETAILS (self));
  GtkWidget *box = gtk_widget_get_parent (GTK_WIDGET (self->seals_box));
  for (int i = 0; numbers != NULL && numbers[i] != NULL; i++)
    {
      /* Translators: a button; the number of a seal that the manifest declares. */
      g_autofree char *label = g_strdup_printf (_ ("Declared %s found"), numbers[i]);
      GtkWidget *button = gtk_button_new_with_label (label);
      gtk_widget_set_tooltip_text (button,
                                   _ ("The declared seal is on the container; correct its line if it "
                                      "is broken or has another number"));
      gtk_widget_add_css_class (button, "small");
      gtk_widget_set_halign (button, GTK_ALIGN_START);
      g_object_set_data_full (G_OBJECT (button), "bsr-number", g_strdup (numbers[i]), g_free);
      g_signal_connect_object (button, "clicked", G_CALLBACK (declared_clicked_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_box_prepend (GTK_BOX (box), button);
    }
}

void
bsr_examination_details_clear (BsrExaminationDetails *self)
{
  g_return_if_fail (BSR_IS_EXAMINATION_DETAILS (self));
  for (int i = 0; gtk_flow_box_get_child_at_index (self->methods_box, i) != NULL; i++)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (gtk_flow_box_child_get_child (
                                      gtk_flow_box_get_child_at_index (self->methods_box, i))),
                                  FALSE);
  empty (self->seizures_box);
  empty (self->seals_box);
  gtk_editable_set_text (self->started_entry, "");
  gtk_editable_set_text (self->ended_entry, "");
  gtk_editable_set_text (self->team_entry, "");
  changed (self);
}
