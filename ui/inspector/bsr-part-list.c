#include "bsr-part-list.h"

#include <glib/gi18n.h>

#include "bsr-hint.h"
#include "bsr-load-words.h"

struct _BsrPartList
{
  GtkWidget parent;
  GtkWidget *box; /* of the lines */
};

G_DEFINE_FINAL_TYPE (BsrPartList, bsr_part_list, GTK_TYPE_WIDGET)

/* Where a line leads. */
typedef struct
{
  BsrSession *session;
  BsrBox box;
} Part;

static void
part_free (gpointer data, GClosure *closure)
{
  Part *part = data;
  g_object_unref (part->session);
  g_free (part);
}

static void
clicked_cb (Part *part)
{
  if (!bsr_box_is_empty (part->box))
    bsr_session_reveal (part->session, part->box);
}

static void
add_part (BsrPartList *self, BsrSession *session, const BsrLoadRegion *region)
{
  g_autofree char *words = bsr_load_region_words (region);
  GtkWidget *label = gtk_label_new (words), *button = gtk_button_new ();
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, "numeric");
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_set_tooltip_text (button, _ ("Show where"));
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "check-group-heading");
  bsr_hint_attach (button, session, region->box);
  Part *part = g_new (Part, 1);
  *part = (Part){ g_object_ref (session), region->box };
  g_signal_connect_data (button, "clicked", G_CALLBACK (clicked_cb), part, part_free, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->box), button);
}

void
bsr_part_list_show (BsrPartList *self, BsrSession *session, BsrAnalysis *analysis)
{
  g_return_if_fail (BSR_IS_PART_LIST (self) && BSR_IS_SESSION (session));
  GtkWidget *child;
  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);
  int n = analysis != NULL ? bsr_analysis_n_regions (analysis) : 0;
  for (int i = 0; i < n; i++)
    add_part (self, session, bsr_analysis_region (analysis, i));
  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
}

static void
bsr_part_list_dispose (GObject *object)
{
  GtkWidget *child;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (bsr_part_list_parent_class)->dispose (object);
}

static void
bsr_part_list_class_init (BsrPartListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = bsr_part_list_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
bsr_part_list_init (BsrPartList *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  GtkWidget *heading = gtk_label_new (_ ("What the load looks like"));
  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "list-heading");
  gtk_widget_set_parent (heading, GTK_WIDGET (self));
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
