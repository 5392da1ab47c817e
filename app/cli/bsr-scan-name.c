#include "bsr-scan-name.h"

#include "bsr-low-file.h"
#include "bsr-report-file.h"

const char *const bsr_scan_name_endings[]
    = { ".tiff", ".tif", ".png", ".dcs", ".dcm", ".dicom", ".raw.json", NULL };

int
bsr_scan_name_rank (const char *name)
{
  g_return_val_if_fail (name != NULL, -1);

  g_autofree char *lower = g_ascii_strdown (name, -1);
  g_autofree char *high = bsr_low_file_high (lower);
  if (name[0] == '.' || high != NULL || g_str_has_suffix (lower, BSR_REPORT_FILE_SUFFIX))
    return -1;
  for (int i = 0; bsr_scan_name_endings[i] != NULL; i++)
    if (g_str_has_suffix (lower, bsr_scan_name_endings[i]))
      return i;
  return -1;
}
