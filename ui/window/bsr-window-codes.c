/* The station's list of tariff codes: read when the window opens and when the setting changes. */

#include "bsr-window-private.h"

#include <glib/gi18n.h>

#include "bsr-station-codes.h"

static void
codes_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BsrWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrCodeList) codes = bsr_station_codes_read_finish (result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->closing)
    return;
  if (error != NULL)
    {
      /* Translators: file, line and what is wrong there. The earlier list, if any, stays. */
      g_autofree char *sentence
          = g_strdup_printf (_ ("The list of tariff codes was not taken: %s."), error->message);
      bsr_window_say (self, sentence);
      return;
    }
  bsr_inspector_set_codes (self->inspector, codes);
  bsr_inspector_show_analysis (self->inspector, bsr_case_opener_analysis (self->opener),
                               bsr_case_opener_analysing (self->opener));
}

static void
setting_changed_cb (BsrWindow *self)
{
  g_autofree char *setting
      = self->settings != NULL ? g_settings_get_string (self->settings, "code-list") : NULL;
  g_cancellable_cancel (self->codes_read);
  g_clear_object (&self->codes_read);
  self->codes_read = g_cancellable_new ();
  bsr_station_codes_read_async (setting, self->codes_read, codes_read_cb, g_object_ref (self));
}

void
bsr_window_follow_codes (BsrWindow *self)
{
  if (self->settings != NULL)
    g_signal_connect_object (self->settings, "changed::code-list", G_CALLBACK (setting_changed_cb),
                             self, G_CONNECT_SWAPPED);
  setting_changed_cb (self);
}
