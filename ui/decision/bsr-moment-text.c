#include "bsr-moment-text.h"

#include <stdio.h>
#include <string.h>

gboolean
bsr_moment_text_parse (const char *text, GDateTime *today, GDateTime **moment)
{
  g_return_val_if_fail (text != NULL && today != NULL && moment != NULL, FALSE);
  g_autofree char *trimmed = g_strstrip (g_strdup (text));
  int year, month, day, hour, minute, end = 0;
  *moment = NULL;
  if (*trimmed == '\0')
    return TRUE;
  g_date_time_get_ymd (today, &year, &month, &day);
  if (sscanf (trimmed, "%2d:%2d%n", &hour, &minute, &end) != 2 || trimmed[end] != '\0')
    {
      end = 0;
      if (sscanf (trimmed, "%4d-%2d-%2d %2d:%2d%n", &year, &month, &day, &hour, &minute, &end) != 5
          || trimmed[end] != '\0')
        return FALSE;
    }
  g_autoptr (GTimeZone) local = g_time_zone_new_local ();
  *moment = g_date_time_new (local, year, month, day, hour, minute, 0.0);
  return *moment != NULL;
}

char *
bsr_moment_text_format (GDateTime *moment)
{
  g_return_val_if_fail (moment != NULL, NULL);
  g_autoptr (GDateTime) local = g_date_time_to_local (moment);
  return g_date_time_format (local, "%Y-%m-%d %H:%M");
}

void
bsr_moment_text_set_up (GtkEditable *entry)
{
  g_return_if_fail (GTK_IS_EDITABLE (entry));
  GtkEditable *inner = gtk_editable_get_delegate (entry);
  gtk_widget_set_direction (GTK_WIDGET (inner != NULL ? inner : entry), GTK_TEXT_DIR_LTR);
}
