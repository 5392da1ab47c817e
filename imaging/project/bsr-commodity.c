#include "bsr-commodity.h"

#include <string.h>

#include "bsr-commodity-table.h"

int
bsr_commodity_count (void)
{
  return bsr_commodity_table_length;
}

const BsrCommodity *
bsr_commodity_at (int index)
{
  g_return_val_if_fail (index >= 0 && index < bsr_commodity_table_length, NULL);
  return &bsr_commodity_table[index];
}

const BsrCommodity *
bsr_commodity_by_id (const char *id)
{
  g_return_val_if_fail (id != NULL, NULL);
  for (int i = 0; i < bsr_commodity_table_length; i++)
    if (strcmp (bsr_commodity_table[i].id, id) == 0)
      return &bsr_commodity_table[i];
  return NULL;
}
