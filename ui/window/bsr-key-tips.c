#include "bsr-key-dispatch.h"

/* A widget's tooltip as it is without keys. */
#define PLAIN_TIP "bsr-plain-tip"

void
bsr_key_tips_show (GtkWidget *root, BsrKeyMap *keys)
{
  g_return_if_fail (GTK_IS_WIDGET (root) && BSR_IS_KEY_MAP (keys));

  const char *plain = g_object_get_data (G_OBJECT (root), PLAIN_TIP);
  if (bsr_command_find (gtk_widget_get_name (root)) != NULL)
    {
      if (plain == NULL && gtk_widget_get_tooltip_text (root) != NULL)
        {
          g_object_set_data_full (G_OBJECT (root), PLAIN_TIP,
                                  g_strdup (gtk_widget_get_tooltip_text (root)), g_free);
          plain = g_object_get_data (G_OBJECT (root), PLAIN_TIP);
        }
      g_autofree char *tip
          = plain != NULL ? bsr_key_map_tip (keys, gtk_widget_get_name (root), plain) : NULL;
      gtk_widget_set_tooltip_text (root, tip);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    bsr_key_tips_show (child, keys);
}
