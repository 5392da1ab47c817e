#include "bsr-worklist-columns.h"

#include <math.h>

struct _BsrWorklistColumns
{
  GtkWidget parent;
  GtkDropDown *risk_drop_down, *score_drop_down, *cut_off_drop_down, *scans_drop_down;
  GtkDropDown *column_drop_down;
  GtkSearchEntry *text_entry;
  gboolean quiet; /* several things change at once */
};

G_DEFINE_FINAL_TYPE (BsrWorklistColumns, bsr_worklist_columns, GTK_TYPE_WIDGET)

/* As the drop-downs have them; the first of each is "any". */
static const double least[] = { (double) NAN, 0.25, 0.5, 0.75 };
enum
{
  CUT_OFF_ANY,
  CUT_OFF_PASSED,
  CUT_OFF_4_HOURS,
  CUT_OFF_DAY,
};
enum
{
  SCANS_ANY,
  SCANS_NONE,
  SCANS_ONE,
  SCANS_SEVERAL,
};

static double
least_of (GtkDropDown *drop_down)
{
  guint selected = gtk_drop_down_get_selected (drop_down);
  return least[selected < G_N_ELEMENTS (least) ? selected : 0];
}

static const char *
text_of (BsrWorklistColumns *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->text_entry));
}

static void
ask_cut_off (BsrWorklistColumns *self, BsrCaseQuery *query, GDateTime *now)
{
  guint selected = gtk_drop_down_get_selected (self->cut_off_drop_down);
  if (selected == CUT_OFF_PASSED)
    query->cut_off_high = g_date_time_ref (now);
  else if (selected == CUT_OFF_4_HOURS || selected == CUT_OFF_DAY)
    {
      query->cut_off_low = g_date_time_ref (now);
      query->cut_off_high = g_date_time_add_hours (now, selected == CUT_OFF_DAY ? 24 : 4);
    }
}

static void
ask_scans (BsrWorklistColumns *self, BsrCaseQuery *query)
{
  guint selected = gtk_drop_down_get_selected (self->scans_drop_down);
  if (selected == SCANS_NONE || selected == SCANS_ONE)
    query->scans_low = query->scans_high = selected == SCANS_ONE;
  else if (selected == SCANS_SEVERAL)
    query->scans_low = 2;
}

static void
ask_text (BsrWorklistColumns *self, BsrCaseQuery *query)
{
  /* Codes of ports are written in capitals (UN/LOCODE). */
  g_autofree char *capitals = g_ascii_strup (text_of (self), -1);
  switch (gtk_drop_down_get_selected (self->column_drop_down))
    {
    case BSR_WORKLIST_COLUMN_LADING:
      bsr_case_query_set (&query->port_of_lading, capitals);
      break;
    case BSR_WORKLIST_COLUMN_DISCHARGE:
      bsr_case_query_set (&query->port_of_discharge, capitals);
      break;
    case BSR_WORKLIST_COLUMN_ORIGIN:
      bsr_case_query_set (&query->origin, capitals);
      break;
    case BSR_WORKLIST_COLUMN_OFFICER:
      bsr_case_query_set (&query->officer, text_of (self));
      break;
    case BSR_WORKLIST_COLUMN_BILL:
    default:
      bsr_case_query_set (&query->bill_of_lading, text_of (self));
    }
}

void
bsr_worklist_columns_ask (BsrWorklistColumns *self, BsrCaseQuery *query, GDateTime *now)
{
  g_return_if_fail (BSR_IS_WORKLIST_COLUMNS (self) && query != NULL && now != NULL);
  query->risk_low = least_of (self->risk_drop_down);
  query->score_low = least_of (self->score_drop_down);
  ask_cut_off (self, query, now);
  ask_scans (self, query);
  if (*text_of (self) != '\0')
    ask_text (self, query);
}

gboolean
bsr_worklist_columns_narrows (BsrWorklistColumns *self)
{
  g_return_val_if_fail (BSR_IS_WORKLIST_COLUMNS (self), FALSE);
  return gtk_drop_down_get_selected (self->risk_drop_down) > 0
         || gtk_drop_down_get_selected (self->score_drop_down) > 0
         || gtk_drop_down_get_selected (self->cut_off_drop_down) > CUT_OFF_ANY
         || gtk_drop_down_get_selected (self->scans_drop_down) > SCANS_ANY
         || *text_of (self) != '\0';
}

static void
tell (BsrWorklistColumns *self)
{
  if (!self->quiet)
    g_signal_emit_by_name (self, "changed");
}

static void
chosen_cb (BsrWorklistColumns *self, GParamSpec *pspec, GtkDropDown *drop_down)
{
  tell (self);
}

/* Without a text there is nothing to look for in another column. */
static void
column_chosen_cb (BsrWorklistColumns *self, GParamSpec *pspec, GtkDropDown *drop_down)
{
  if (*text_of (self) != '\0')
    tell (self);
}

static void
text_changed_cb (BsrWorklistColumns *self, GtkSearchEntry *entry)
{
  tell (self);
}

static void
stop_search_cb (BsrWorklistColumns *self, GtkSearchEntry *entry)
{
  gtk_editable_set_text (GTK_EDITABLE (entry), "");
}

static void
bsr_worklist_columns_dispose (GObject *object)
{
  GtkWidget *child;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (bsr_worklist_columns_parent_class)->dispose (object);
}

static void
bsr_worklist_columns_class_init (BsrWorklistColumnsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = bsr_worklist_columns_dispose;
  g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/basira/Basira/worklist/bsr-worklist-columns.ui");
  gtk_widget_class_bind_template_child (widget_class, BsrWorklistColumns, risk_drop_down);
  gtk_widget_class_bind_template_child (widget_class, BsrWorklistColumns, score_drop_down);
  gtk_widget_class_bind_template_child (widget_class, BsrWorklistColumns, cut_off_drop_down);
  gtk_widget_class_bind_template_child (widget_class, BsrWorklistColumns, scans_drop_down);
  gtk_widget_class_bind_template_child (widget_class, BsrWorklistColumns, column_drop_down);
  gtk_widget_class_bind_template_child (widget_class, BsrWorklistColumns, text_entry);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, column_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, text_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
}

static void
bsr_worklist_columns_init (BsrWorklistColumns *self)
{
  self->quiet = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->quiet = FALSE;
}

void
bsr_worklist_columns_set_text (BsrWorklistColumns *self, BsrWorklistColumn column, const char *text)
{
  g_return_if_fail (BSR_IS_WORKLIST_COLUMNS (self) && text != NULL);
  self->quiet = TRUE;
  gtk_drop_down_set_selected (self->column_drop_down, column);
  gtk_editable_set_text (GTK_EDITABLE (self->text_entry), text);
  self->quiet = FALSE;
  tell (self);
}

void
bsr_worklist_columns_reset (BsrWorklistColumns *self)
{
  g_return_if_fail (BSR_IS_WORKLIST_COLUMNS (self));
  self->quiet = TRUE;
  gtk_drop_down_set_selected (self->risk_drop_down, 0);
  gtk_drop_down_set_selected (self->score_drop_down, 0);
  gtk_drop_down_set_selected (self->cut_off_drop_down, CUT_OFF_ANY);
  gtk_drop_down_set_selected (self->scans_drop_down, SCANS_ANY);
  gtk_editable_set_text (GTK_EDITABLE (self->text_entry), "");
  self->quiet = FALSE;
  tell (self);
}
