#include "bsr-import-report.h"

#include <glib/gi18n.h>

#include "bsr-vocabulary.h"

struct _BsrImportReport
{
  AdwWindow parent;
  GtkLabel *summary_label;
  GtkListView *list_view;
  GtkWidget *columns_button;

  GPtrArray *remarks; /* BsrIntakeRemark */
};

G_DEFINE_FINAL_TYPE (BsrImportReport, bsr_import_report, ADW_TYPE_WINDOW)

/* (transfer full): "plan.edi, line 7, MEA" */
static char *
place_of (const BsrIntakeRemark *remark)
{
  g_autoptr (GString) place = g_string_new (remark->file);
  if (remark->remark->line > 0)
    {
      g_string_append (place, ", ");
      g_string_append_printf (place, _ ("line %d"), remark->remark->line);
    }
  if (remark->remark->place != NULL)
    {
      g_autofree char *member = bsr_vocabulary_member (remark->remark->place);
      g_string_append_printf (place, ", %s",
                              remark->remark->line > 0 ? remark->remark->place : member);
    }
  return g_string_free (g_steal_pointer (&place), FALSE);
}

static GtkWidget *
line_new (const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, style);
  return label;
}

/* The container, what was done and why, and where it stands. */
static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer unused)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gtk_widget_set_margin_top (row, 4);
  gtk_widget_set_margin_bottom (row, 4);
  gtk_widget_set_margin_start (row, 10); /* as the summary above */
  gtk_widget_set_margin_end (row, 10);
  gtk_box_append (GTK_BOX (row), line_new ("container-number"));
  gtk_box_append (GTK_BOX (row), line_new ("body"));
  gtk_box_append (GTK_BOX (row), line_new ("caption"));
  gtk_list_item_set_child (item, row);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, BsrImportReport *self)
{
  const BsrIntakeRemark *remark = self->remarks->pdata[gtk_list_item_get_position (item)];
  GtkWidget *container = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *reason = gtk_widget_get_next_sibling (container);
  g_autofree char *place = place_of (remark);
  g_autofree char *words
      /* Translators: why something in a file of another system was kept or left out */
      = g_strdup_printf (remark->remark->kept ? _ ("Kept as it is: %s.") : _ ("Not taken: %s."),
                         remark->remark->reason);
  gtk_label_set_label (GTK_LABEL (container), remark->remark->container != NULL
                                                  ? remark->remark->container
                                                  : _ ("No container"));
  gtk_label_set_label (GTK_LABEL (reason), words);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_next_sibling (reason)), place);
}

static void
columns_cb (BsrImportReport *self)
{
  g_signal_emit_by_name (self, "columns");
  gtk_window_close (GTK_WINDOW (self));
}

void
bsr_import_report_offer_columns (BsrImportReport *self)
{
  g_return_if_fail (BSR_IS_IMPORT_REPORT (self));
  gtk_widget_set_visible (self->columns_button, TRUE);
}

static void
bsr_import_report_dispose (GObject *object)
{
  BsrImportReport *self = BSR_IMPORT_REPORT (object);
  if (self->list_view != NULL)
    gtk_list_view_set_model (self->list_view, NULL);
  self->list_view = NULL;
  g_clear_pointer (&self->remarks, g_ptr_array_unref);
  G_OBJECT_CLASS (bsr_import_report_parent_class)->dispose (object);
}

static void
bsr_import_report_class_init (BsrImportReportClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = bsr_import_report_dispose;
  g_signal_new ("columns", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/basira/Basira/window/bsr-import-report.ui");
  gtk_widget_class_bind_template_child (widget_class, BsrImportReport, summary_label);
  gtk_widget_class_bind_template_child (widget_class, BsrImportReport, list_view);
  gtk_widget_class_bind_template_child (widget_class, BsrImportReport, columns_button);
  gtk_widget_class_bind_template_callback (widget_class, columns_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
bsr_import_report_init (BsrImportReport *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* One string for each remark; a reader of the screen has the whole of it. */
static GtkSelectionModel *
model_of (GPtrArray *remarks)
{
  GtkStringList *list = gtk_string_list_new (NULL);
  for (guint i = 0; i < remarks->len; i++)
    gtk_string_list_take (list, bsr_intake_remark_to_string (remarks->pdata[i]));
  return GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (list)));
}

GtkWidget *
bsr_import_report_new (GPtrArray *remarks)
{
  g_return_val_if_fail (remarks != NULL && remarks->len > 0, NULL);
  BsrImportReport *self = g_object_new (BSR_TYPE_IMPORT_REPORT, NULL);
  self->remarks = g_ptr_array_ref (remarks);
  g_autofree char *summary = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE,
                   "%u remark. What concerns a case also stands on its record.",
                   "%u remarks. What concerns a case also stands on its record.",
                   remarks->len),
      remarks->len);
  gtk_label_set_label (self->summary_label, summary);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, 0);
  gtk_list_view_set_factory (self->list_view, factory);
  g_object_unref (factory);
  GtkSelectionModel *model = model_of (remarks);
  gtk_list_view_set_model (self->list_view, model);
  g_object_unref (model);
  return GTK_WIDGET (self);
}
