#include "bsr-finding-list.h"

#include <glib/gi18n.h>

#include "bsr-finding-row.h"

struct _BsrFindingList
{
  GtkWidget parent;
  GtkListBox *list_box;
  GtkLabel *placeholder_label, *step_label;
  GtkWidget *step_box;

  BsrSession *session;
  gboolean following; /* the selection is being taken from the session */
};

G_DEFINE_FINAL_TYPE (BsrFindingList, bsr_finding_list, GTK_TYPE_WIDGET)

static BsrFindingRow *
row_at (BsrFindingList *self, int index)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list_box, index);
  return row != NULL ? BSR_FINDING_ROW (row) : NULL;
}

static void
row_selected_cb (BsrFindingList *self, GtkListBoxRow *row, GtkListBox *list_box)
{
  if (!self->following && self->session != NULL && row != NULL)
    bsr_session_select_finding (self->session, bsr_finding_row_id (BSR_FINDING_ROW (row)));
}

/* Scrolls so far that @row is in sight, without taking the focus from the scan. */
static void
bring_into_sight (BsrFindingList *self, GtkWidget *row)
{
  graphene_rect_t bounds;
  GtkAdjustment *adjustment = gtk_list_box_get_adjustment (self->list_box);
  if (adjustment != NULL && gtk_widget_compute_bounds (row, GTK_WIDGET (self->list_box), &bounds))
    gtk_adjustment_clamp_page (adjustment, bounds.origin.y, bounds.origin.y + bounds.size.height);
}

static int
count_rows (BsrFindingList *self)
{
  int n = 0;
  while (row_at (self, n) != NULL)
    n++;
  return n;
}

/* Where the selection stands among the findings. */
static void
update_place (BsrFindingList *self)
{
  int n = count_rows (self);
  GtkListBoxRow *selected = gtk_list_box_get_selected_row (self->list_box);
  g_autofree char *words
      = selected != NULL
            /* Translators: the selected finding's place among all: "3 of 7". */
            ? g_strdup_printf (_ ("%d of %d"), gtk_list_box_row_get_index (selected) + 1, n)
            : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d finding", "%d findings", n), n);
  gtk_label_set_label (self->step_label, words);
  gtk_widget_set_visible (self->step_box, n > 0);
}

static void
follow_selection_cb (BsrFindingList *self)
{
  int id = bsr_session_selected_finding (self->session);
  BsrFindingRow *selected = NULL, *row;
  for (int i = 0; id != 0 && (row = row_at (self, i)) != NULL; i++)
    if (bsr_finding_row_id (row) == id)
      selected = row;
  self->following = TRUE;
  gtk_list_box_select_row (self->list_box, (GtkListBoxRow *) selected);
  self->following = FALSE;
  update_place (self);
  if (selected != NULL)
    bring_into_sight (self, GTK_WIDGET (selected));
}

static void
weighed_cb (BsrFindingRow *row, int weight, BsrFindingList *self)
{
  BsrDossier *dossier = self->session != NULL ? bsr_session_dossier (self->session) : NULL;
  if (dossier != NULL)
    bsr_dossier_weigh_finding (dossier, bsr_finding_row_id (row), weight);
}

static void
previous_clicked_cb (BsrFindingList *self, GtkButton *button)
{
  bsr_finding_list_step (self, -1);
}

static void
next_clicked_cb (BsrFindingList *self, GtkButton *button)
{
  bsr_finding_list_step (self, 1);
}

static void
add_heading (GtkListBoxRow *row, GtkListBoxRow *before, gpointer unused)
{
  gboolean alarm = bsr_finding_row_is_alarm (BSR_FINDING_ROW (row));
  if (before != NULL && bsr_finding_row_is_alarm (BSR_FINDING_ROW (before)) == alarm)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  GtkWidget *label =
      gtk_label_new (alarm ? _ ("Above the alarm line") : _ ("Below the alarm line"));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "list-heading");
  gtk_list_box_row_set_header (row, label);
}

static void
bsr_finding_list_dispose (GObject *object)
{
  BsrFindingList *self = BSR_FINDING_LIST (object);
  GtkWidget *child;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (bsr_finding_list_parent_class)->dispose (object);
}

static void
bsr_finding_list_class_init (BsrFindingListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = bsr_finding_list_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/basira/Basira/inspector/bsr-finding-list.ui");
  gtk_widget_class_bind_template_child (widget_class, BsrFindingList, list_box);
  gtk_widget_class_bind_template_child (widget_class, BsrFindingList, placeholder_label);
  gtk_widget_class_bind_template_child (widget_class, BsrFindingList, step_box);
  gtk_widget_class_bind_template_child (widget_class, BsrFindingList, step_label);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, previous_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_clicked_cb);
}

static void
bsr_finding_list_init (BsrFindingList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_header_func (self->list_box, add_heading, NULL, NULL);
}

void
bsr_finding_list_set_session (BsrFindingList *self, BsrSession *session)
{
  g_return_if_fail (BSR_IS_FINDING_LIST (self) && self->session == NULL);
  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::selected-finding", G_CALLBACK (follow_selection_cb),
                           self, G_CONNECT_SWAPPED);
}

void
bsr_finding_list_show_analysis (BsrFindingList *self, BsrAnalysis *analysis)
{
  g_return_if_fail (BSR_IS_FINDING_LIST (self));
  BsrFindingRow *row;
  self->following = TRUE;
  while ((row = row_at (self, 0)) != NULL)
    gtk_list_box_remove (self->list_box, GTK_WIDGET (row));
  gtk_label_set_label (self->placeholder_label, analysis != NULL ? _ ("Nothing strange was found")
                                                                 : _ ("No findings yet"));
  int n = analysis != NULL ? bsr_analysis_n_findings (analysis) : 0;
  for (int i = 0; i < n; i++)
    {
      GtkWidget *child = bsr_finding_row_new (analysis, i);
      g_signal_connect_object (child, "weighed", G_CALLBACK (weighed_cb), self, 0);
      gtk_list_box_append (self->list_box, child);
      bsr_finding_row_guard (BSR_FINDING_ROW (child),
                             self->session != NULL ? bsr_session_dossier (self->session) : NULL);
    }
  self->following = FALSE;
  bsr_finding_list_update_weights (self);
  if (self->session != NULL)
    follow_selection_cb (self);
  else
    update_place (self);
}

void
bsr_finding_list_update_weights (BsrFindingList *self)
{
  g_return_if_fail (BSR_IS_FINDING_LIST (self));
  BsrDossier *dossier = self->session != NULL ? bsr_session_dossier (self->session) : NULL;
  BsrFindingRow *row;
  for (int i = 0; dossier != NULL && (row = row_at (self, i)) != NULL; i++)
    bsr_finding_row_set_weight (row, bsr_dossier_weight (dossier, bsr_finding_row_id (row)));
}

static void
centre_on (BsrFindingList *self, int id)
{
  BsrDossier *dossier = bsr_session_dossier (self->session);
  BsrAnalysis *analysis = dossier != NULL ? bsr_dossier_analysis (dossier) : NULL;
  for (int i = 0; analysis != NULL && i < bsr_analysis_n_findings (analysis); i++)
    if (bsr_analysis_finding_id (analysis, i) == id)
      bsr_session_centre (self->session, bsr_analysis_finding (analysis, i)->box);
}

static char *
step_words (int index, int n, gboolean wraps)
{
  if (n == 1)
    return g_strdup (_ ("The only finding"));
  if (wraps)
    return index == 0
               /* Translators: after the last finding comes the first; then its place. */
               ? g_strdup_printf (_ ("Begins again · finding %d of %d"), index + 1, n)
               /* Translators: before the first finding comes the last; then its place. */
               : g_strdup_printf (_ ("From the end · finding %d of %d"), index + 1, n);
  return g_strdup_printf (_ ("Finding %d of %d"), index + 1, n);
}

void
bsr_finding_list_step (BsrFindingList *self, int step)
{
  g_return_if_fail (BSR_IS_FINDING_LIST (self));
  int n = count_rows (self);
  if (n == 0)
    {
      if (self->session != NULL)
        bsr_session_say (self->session, gtk_label_get_label (self->placeholder_label));
      return;
    }
  GtkListBoxRow *selected = gtk_list_box_get_selected_row (self->list_box);
  int index = selected != NULL ? gtk_list_box_row_get_index (selected) + step : step < 0 ? n - 1 : 0;
  gboolean wraps = index < 0 || index >= n;
  index = (index + n) % n;
  BsrFindingRow *row = row_at (self, index);
  gtk_list_box_select_row (self->list_box, GTK_LIST_BOX_ROW (row));
  if (self->session == NULL)
    return;
  centre_on (self, bsr_finding_row_id (row));
  g_autofree char *words = step_words (index, n, wraps);
  bsr_session_say (self->session, words);
}
