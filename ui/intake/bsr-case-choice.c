#include "bsr-case-choice.h"

#include <glib/gi18n.h>

#include "bsr-tray-words.h"

/* The candidate of a line. */
#define CANDIDATE "bsr-candidate"

struct _BsrCaseChoice
{
  GtkWidget parent;
  GtkWidget *offered_box, *found_box, *found_heading;
  GtkLabel *none_label;
  GPtrArray *chosen; /* ids */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (BsrCaseChoice, bsr_case_choice, GTK_TYPE_WIDGET)

static const BsrArrivalCandidate *
candidate_of (GtkWidget *line)
{
  return g_object_get_data (G_OBJECT (line), CANDIDATE);
}

static gboolean
is_chosen (BsrCaseChoice *self, const char *case_id)
{
  return g_ptr_array_find_with_equal_func (self->chosen, case_id, g_str_equal, NULL);
}

/* --- lines --- */

/* A third case cannot be chosen. */
static void
guard_lines (BsrCaseChoice *self)
{
  GtkWidget *boxes[] = { self->offered_box, self->found_box };
  gboolean full = self->chosen->len >= BSR_CASE_CHOICE_MOST;
  for (guint i = 0; i < G_N_ELEMENTS (boxes); i++)
    for (GtkWidget *line = gtk_widget_get_first_child (boxes[i]); line != NULL;
         line = gtk_widget_get_next_sibling (line))
      {
        gboolean free = !full || is_chosen (self, candidate_of (line)->case_id);
        gtk_widget_set_sensitive (line, free);
        gtk_widget_set_tooltip_text (line, free ? NULL : _ ("A scan shows two containers at most"));
      }
}

static void
toggled_cb (BsrCaseChoice *self, GtkCheckButton *line)
{
  const char *id = candidate_of (GTK_WIDGET (line))->case_id;
  guint place;
  gboolean was = g_ptr_array_find_with_equal_func (self->chosen, id, g_str_equal, &place);
  gboolean is = gtk_check_button_get_active (line);
  if (self->filling || was == is)
    return;
  if (is)
    g_ptr_array_add (self->chosen, g_strdup (id));
  else
    g_ptr_array_remove_index (self->chosen, place);
  guard_lines (self);
  g_signal_emit_by_name (self, "changed");
}

static GtkWidget *
label_new (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);
  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, style);
  return label;
}

static BsrArrivalCandidate *
candidate_copy (const BsrArrivalCandidate *candidate)
{
  BsrArrivalCandidate *copy = g_memdup2 (candidate, sizeof *candidate);
  copy->case_id = g_strdup (candidate->case_id);
  copy->container = g_strdup (candidate->container);
  copy->why = g_strdup (candidate->why);
  return copy;
}

static GtkWidget *
line_new (BsrCaseChoice *self, const BsrArrivalCandidate *candidate)
{
  GtkWidget *line = gtk_check_button_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  g_autofree char *facts = bsr_tray_words_candidate (candidate);
  const char *state = candidate->open ? NULL : _ ("Done with");
  g_autofree char *all = g_strjoin (" · ", candidate->container, facts, state, NULL);
  GtkWidget *number = gtk_label_new (candidate->container);
  gtk_widget_add_css_class (number, "container-number");
  gtk_box_append (GTK_BOX (head), number);
  if (state != NULL)
    {
      GtkWidget *chip = gtk_label_new (state);
      gtk_widget_add_css_class (chip, "chip");
      gtk_widget_add_css_class (chip, "closed");
      gtk_widget_set_valign (chip, GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (head), chip);
    }
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), label_new (facts, "caption"));
  gtk_check_button_set_child (GTK_CHECK_BUTTON (line), box);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (line), is_chosen (self, candidate->case_id));
  gtk_widget_add_css_class (line, "case-line");
  gtk_accessible_update_property (GTK_ACCESSIBLE (line), GTK_ACCESSIBLE_PROPERTY_LABEL, all, -1);
  g_object_set_data_full (G_OBJECT (line), CANDIDATE, candidate_copy (candidate),
                          (GDestroyNotify) bsr_arrival_candidate_free);
  g_signal_connect_object (line, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  return line;
}

static GtkWidget *
find_line (GtkWidget *box, const char *case_id)
{
  for (GtkWidget *line = gtk_widget_get_first_child (box); line != NULL;
       line = gtk_widget_get_next_sibling (line))
    if (g_str_equal (candidate_of (line)->case_id, case_id))
      return line;
  return NULL;
}

/* --- what is shown --- */

static void
clear_box (GtkWidget *box, gboolean (*stays) (BsrCaseChoice *, const char *), BsrCaseChoice *self)
{
  GtkWidget *next;
  for (GtkWidget *line = gtk_widget_get_first_child (box); line != NULL; line = next)
    {
      next = gtk_widget_get_next_sibling (line);
      if (stays == NULL || !stays (self, candidate_of (line)->case_id))
        gtk_box_remove (GTK_BOX (box), line);
    }
}

/* One container's only open case of the very number. */
static gboolean
is_certain (GPtrArray *offered, const BsrArrivalCandidate *candidate)
{
  for (guint i = 0; i < offered->len; i++)
    {
      const BsrArrivalCandidate *other = offered->pdata[i];
      if (other != candidate && other->open && other->exact
          && g_str_equal (other->container, candidate->container))
        return FALSE;
    }
  return candidate->open && candidate->exact;
}

static void
choose_certain (BsrCaseChoice *self, GPtrArray *offered)
{
  for (guint i = 0; i < offered->len && self->chosen->len < BSR_CASE_CHOICE_MOST; i++)
    {
      const BsrArrivalCandidate *candidate = offered->pdata[i];
      if (is_certain (offered, candidate))
        g_ptr_array_add (self->chosen, g_strdup (candidate->case_id));
    }
}

void
bsr_case_choice_offer (BsrCaseChoice *self, GPtrArray *offered)
{
  g_return_if_fail (BSR_IS_CASE_CHOICE (self));
  g_ptr_array_set_size (self->chosen, 0);
  clear_box (self->offered_box, NULL, self);
  clear_box (self->found_box, NULL, self);
  gtk_widget_set_visible (self->found_heading, FALSE);
  if (offered != NULL)
    choose_certain (self, offered);
  self->filling = TRUE;
  for (guint i = 0; offered != NULL && i < offered->len; i++)
    gtk_box_append (GTK_BOX (self->offered_box), line_new (self, offered->pdata[i]));
  self->filling = FALSE;
  gtk_label_set_label (self->none_label,
                       offered == NULL ? _ ("Looking for cases…")
                                       : _ ("No case has a number like it: search for one."));
  gtk_widget_set_visible (GTK_WIDGET (self->none_label), offered == NULL || offered->len == 0);
  guard_lines (self);
  g_signal_emit_by_name (self, "changed");
}

void
bsr_case_choice_show_found (BsrCaseChoice *self, GPtrArray *found)
{
  g_return_if_fail (BSR_IS_CASE_CHOICE (self));
  clear_box (self->found_box, is_chosen, self);
  self->filling = TRUE;
  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      const BsrArrivalCandidate *candidate = found->pdata[i];
      if (find_line (self->offered_box, candidate->case_id) == NULL
          && find_line (self->found_box, candidate->case_id) == NULL)
        gtk_box_append (GTK_BOX (self->found_box), line_new (self, candidate));
    }
  self->filling = FALSE;
  gtk_label_set_label (GTK_LABEL (self->found_heading), found != NULL && found->len == 0
                                                            ? _ ("No case fits what is searched for")
                                                            : _ ("Found"));
  gtk_widget_set_visible (self->found_heading,
                          found != NULL || gtk_widget_get_first_child (self->found_box) != NULL);
  guard_lines (self);
}

GStrv
bsr_case_choice_chosen (BsrCaseChoice *self)
{
  g_return_val_if_fail (BSR_IS_CASE_CHOICE (self), NULL);
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  for (guint i = 0; i < self->chosen->len; i++)
    g_strv_builder_add (ids, self->chosen->pdata[i]);
  return g_strv_builder_end (ids);
}

void
bsr_case_choice_set_chosen (BsrCaseChoice *self, const char *case_id, gboolean chosen)
{
  g_return_if_fail (BSR_IS_CASE_CHOICE (self) && case_id != NULL);
  GtkWidget *line = find_line (self->offered_box, case_id);
  if (line == NULL)
    line = find_line (self->found_box, case_id);
  if (line != NULL && gtk_widget_get_sensitive (line))
    gtk_check_button_set_active (GTK_CHECK_BUTTON (line), chosen);
}

/* --- the object --- */

static void
bsr_case_choice_dispose (GObject *object)
{
  BsrCaseChoice *self = BSR_CASE_CHOICE (object);
  GtkWidget *child;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->chosen, g_ptr_array_unref);
  G_OBJECT_CLASS (bsr_case_choice_parent_class)->dispose (object);
}

static void
bsr_case_choice_class_init (BsrCaseChoiceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bsr_case_choice_dispose;
  g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
bsr_case_choice_init (BsrCaseChoice *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (widget);
  self->chosen = g_ptr_array_new_with_free_func (g_free);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  self->none_label = GTK_LABEL (label_new ("", "dim-label"));
  self->offered_box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->found_heading = label_new ("", "tray-heading");
  self->found_box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_parent (self->offered_box, widget);
  gtk_widget_set_parent (GTK_WIDGET (self->none_label), widget);
  gtk_widget_set_parent (self->found_heading, widget);
  gtk_widget_set_parent (self->found_box, widget);
  bsr_case_choice_offer (self, NULL);
}
