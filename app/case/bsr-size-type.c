#include "bsr-size-type.h"

#include <string.h>

/* ISO 668:2020: of 10 ft, and of all others. */
#define SHORT_RATING_KG 10160.0
#define RATING_KG 36000.0

/* What one character stands for, mm. */
typedef struct
{
  const char *codes;
  double mm;
} Measure;

/* 10, 20, 30, 40, 45 and 48 ft. */
static const Measure lengths[] = {
  { "1", 2991.0 },  { "2", 6058.0 },  { "3", 9125.0 },
  { "4", 12192.0 }, { "L", 13716.0 }, { "M", 14630.0 },
};
/* 8 ft, 8 ft 6 in, 9 ft, 9 ft 6 in and half height; letters are the same for wider containers. */
static const Measure heights[] = {
  { "0", 2438.0 }, { "2CL", 2591.0 }, { "4DM", 2743.0 }, { "5EN", 2896.0 }, { "8", 1295.0 },
};

static gboolean
find (const Measure *measures, gsize n, char code, double *mm)
{
  for (gsize i = 0; i < n; i++)
    if (code != '\0' && strchr (measures[i].codes, code) != NULL)
      {
        *mm = measures[i].mm;
        return TRUE;
      }
  return FALSE;
}

gboolean
bsr_size_type_outside (const char *size_type, double *length_mm, double *height_mm)
{
  g_return_val_if_fail (length_mm != NULL && height_mm != NULL, FALSE);
  return size_type != NULL && find (lengths, G_N_ELEMENTS (lengths), size_type[0], length_mm)
         && find (heights, G_N_ELEMENTS (heights), size_type[1], height_mm);
}

double
bsr_size_type_rating_kg (const char *size_type)
{
  return size_type != NULL && size_type[0] == '1' ? SHORT_RATING_KG : RATING_KG;
}
