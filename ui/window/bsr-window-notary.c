/* Who signs the log while the window is open. */

#include "bsr-window-private.h"

#include <glib/gi18n.h>

static void
notary_failed_cb (BsrWindow *self, const GError *error)
{
  g_autofree char *sentence
      = g_strdup_printf (_ ("The log could not be signed: %s."), error->message);
  bsr_window_say (self, sentence);
}

void
bsr_window_employ_notary (BsrWindow *self)
{
  g_clear_object (&self->notary);
  if (self->store == NULL || !bsr_duty_may (self->duty, BSR_RIGHT_SIGN_LOG, NULL))
    return;
  const BsrActor actor = { self->officer, self->station };
  self->notary = bsr_notary_watch_new (self->store, &actor, NULL, 0);
  g_signal_connect_object (self->notary, "failed", G_CALLBACK (notary_failed_cb), self,
                           G_CONNECT_SWAPPED);
}
