#include "bsr-name.h"

int
bsr_name_index (const char *const *names, const char *name)
{
  g_return_val_if_fail (names != NULL, -1);

  for (int i = 0; name != NULL && names[i] != NULL; i++)
    if (g_str_equal (names[i], name))
      return i;
  return -1;
}
