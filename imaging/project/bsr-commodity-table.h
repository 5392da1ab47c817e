#pragma once

#include "bsr-commodity.h"

G_BEGIN_DECLS

extern const BsrCommodity bsr_commodity_table[];
extern const int bsr_commodity_table_length;

G_END_DECLS
