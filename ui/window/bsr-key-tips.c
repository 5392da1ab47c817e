#include "bsr-key-tips.h"

/* A widget's tooltip as it is without keys, and the keys that were told last. */
#define PLAIN_TIP "bsr-plain-tip"
#define KEYS "bsr-keys-told"

static void
tell (GtkWidget *widget, BsrKeyMap *keys)
{
  const char *id = gtk_widget_get_name (widget);
  const char *plain = g_object_get_data (G_OBJECT (widget), PLAIN_TIP);
  if (plain == NULL && gtk_widget_get_tooltip_text (widget) != NULL)
    {
      g_object_set_data_full (G_OBJECT (widget), PLAIN_TIP,
                              g_strdup (gtk_widget_get_tooltip_text (widget)), g_free);
      plain = g_object_get_data (G_OBJECT (widget), PLAIN_TIP);
    }
  g_object_set_data_full (G_OBJECT (widget), KEYS, g_object_ref (keys), g_object_unref);
  g_autofree char *tip = plain != NULL ? bsr_key_map_tip (keys, id, plain) : NULL;
  gtk_widget_set_tooltip_text (widget, tip);
  if (!GTK_IS_LABEL (widget) || !gtk_widget_has_css_class (widget, BSR_KEY_LABEL_CLASS))
    return;
  g_autofree char *key = bsr_key_map_label (keys, bsr_command_find (id));
  gtk_label_set_label (GTK_LABEL (widget), key != NULL ? key : "");
}

void
bsr_key_tips_show (GtkWidget *root, BsrKeyMap *keys)
{
  g_return_if_fail (GTK_IS_WIDGET (root) && BSR_IS_KEY_MAP (keys));

  if (bsr_command_find (gtk_widget_get_name (root)) != NULL)
    tell (root, keys);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    bsr_key_tips_show (child, keys);
}

const char *
bsr_key_tips_plain (GtkWidget *widget)
{
  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);

  const char *plain = g_object_get_data (G_OBJECT (widget), PLAIN_TIP);
  return plain != NULL ? plain : gtk_widget_get_tooltip_text (widget);
}

void
bsr_key_tips_set (GtkWidget *widget, const char *plain)
{
  g_return_if_fail (GTK_IS_WIDGET (widget) && plain != NULL);

  BsrKeyMap *keys = g_object_get_data (G_OBJECT (widget), KEYS);
  g_object_set_data_full (G_OBJECT (widget), PLAIN_TIP, g_strdup (plain), g_free);
  if (keys != NULL)
    tell (widget, keys);
  else
    gtk_widget_set_tooltip_text (widget, plain);
}
