#include "bsr-report-file.h"

#include "bsr-decoding-policy.h"
#include "bsr-image-decoder.h"

gboolean
bsr_report_file_load (const char *path, BsrDicosReport *report, GCancellable *cancellable,
                      GError **error)
{
  g_return_val_if_fail (path != NULL && report != NULL, FALSE);

  const BsrDecoding decoding = {
    .unconfined_allowed = bsr_decoding_policy_allows_unconfined (bsr_decoding_policy_file ()),
  };
  g_autoptr (BsrImageSources) sources = bsr_image_sources_open (path, error);
  return sources != NULL
         && bsr_image_decode_report (sources, &decoding, report, cancellable, error);
}
