#include "bsr-doubt-list.h"

#include <glib/gi18n.h>

#include "bsr-doubt.h"

struct _BsrDoubtList
{
  GtkWidget parent;
  GtkWidget *box; /* of the lines */
};

G_DEFINE_FINAL_TYPE (BsrDoubtList, bsr_doubt_list, GTK_TYPE_WIDGET)

static GtkWidget *
label_new (const char *text)
{
  GtkWidget *label = gtk_label_new (text);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (label, TRUE);
  return label;
}

static void
add_line (BsrDoubtList *self, const char *sentence)
{
  GtkWidget *line = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_LIST_ITEM,
                                  "spacing", 8, NULL);
  GtkWidget *image
      = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                      "icon-name", "bsr-inconclusive-symbolic", NULL);
  gtk_widget_set_valign (image, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (line), image);
  gtk_box_append (GTK_BOX (line), label_new (sentence));
  gtk_accessible_update_property (GTK_ACCESSIBLE (line), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence,
                                  -1);
  gtk_box_append (GTK_BOX (self->box), line);
}

static void
add_more (BsrDoubtList *self, guint n)
{
  g_autofree char *text
      = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u more doubt", "%u more doubts", n), n);
  GtkWidget *label = label_new (text);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_box_append (GTK_BOX (self->box), label);
}

void
bsr_doubt_list_show (BsrDoubtList *self, const BsrCase *flagged, const char *other_bill)
{
  g_return_if_fail (BSR_IS_DOUBT_LIST (self));
  GtkWidget *child;
  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);
  g_autoptr (GPtrArray) doubts = flagged != NULL ? bsr_doubts_of_case (flagged) : NULL;
  guint n = doubts != NULL ? doubts->len : 0;
  if (other_bill != NULL)
    {
      g_autofree char *sentence = g_strdup_printf (
          _ ("Bill %s also has goods in this container, see the remarks below: the checks know only "
             "those that are declared here"),
          other_bill);
      add_line (self, sentence);
    }
  for (guint i = 0; i < MIN (n, BSR_DOUBT_LIST_MOST); i++)
    add_line (self, ((const BsrDoubt *) doubts->pdata[i])->sentence);
  if (n > BSR_DOUBT_LIST_MOST)
    add_more (self, n - BSR_DOUBT_LIST_MOST);
  gtk_widget_set_visible (GTK_WIDGET (self), n > 0 || other_bill != NULL);
}

static void
bsr_doubt_list_dispose (GObject *object)
{
  GtkWidget *child;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (bsr_doubt_list_parent_class)->dispose (object);
}

static void
bsr_doubt_list_class_init (BsrDoubtListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = bsr_doubt_list_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
bsr_doubt_list_init (BsrDoubtList *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  const char *title = _ ("Doubtful in the declaration");
  GtkWidget *heading = label_new (title);
  gtk_widget_add_css_class (heading, "list-heading");
  gtk_widget_set_parent (heading, GTK_WIDGET (self));
  self->box = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_LIST,
                            "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 6, NULL);
  gtk_widget_add_css_class (self->box, "doubts");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->box), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
