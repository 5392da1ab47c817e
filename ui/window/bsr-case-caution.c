#include "bsr-case-caution.h"

#include <glib/gi18n.h>

char *
bsr_case_caution (BsrSession *session, const BsrScan *loaded, const BsrImage *image)
{
  g_return_val_if_fail (BSR_IS_SESSION (session) && loaded != NULL && image != NULL, NULL);

  if (loaded->unconfined)
    {
      bsr_session_set_caution (session, _ ("Decoded without protection"));
      /* Translators: a file name; a damaged or hostile file could then harm the computer. */
      return g_strdup_printf (_ ("%s was decoded without being shut off from this computer, as the "
                                 "computer's administrator allows."),
                              loaded->name);
    }
  if (bsr_image_is_colour (image))
    {
      bsr_session_set_caution (session, _ ("In colours: for looking only"));
      /* Translators: a file name. */
      return g_strdup_printf (_ ("%s is a picture in colours: they took the place of the scanner's "
                                 "counts, so no density, material or mass can be computed from it."),
                              loaded->name);
    }
  bsr_session_set_caution (session, NULL);
  return NULL;
}
