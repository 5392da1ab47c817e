#pragma once

#include "bsr-property-table.h"

G_BEGIN_DECLS

/**
 * BsrPackageType:
 *
 * A package type of UN/ECE Recommendation 21 that occurs in container trade: a row of
 * data/headings/packages.csv. A constant of the program, never freed, safe from any thread.
 */
typedef struct
{
  const char *code;                   /* two letters or digits */
  const char *names[BSR_N_LANGUAGES]; /* short */
  BsrPropertyRange mass;              /* of one package with its contents, kg */
  BsrPropertyRange volume;            /* outside, as the box that it fits in, m3 */
  BsrPropertyRange dimension;         /* the largest one outside, mm */
  gboolean countable;                 /* shows as a repeating piece in an image */
  const char *source;
} BsrPackageType;

/* (nullable): the type of @code, in any case ("CT"); %NULL for one that is not in the table. */
const BsrPackageType *bsr_package_type_find (const char *code);

/* The rows by code. */
int bsr_package_type_count (void);
const BsrPackageType *bsr_package_type_at (int index);

/* @language: (nullable): a locale or language tag ("fr_MA"); English for others than en, fr, ar. */
const char *bsr_package_type_name (const BsrPackageType *type, const char *language);
/* In the language that gettext speaks in. */
const char *bsr_package_type_local_name (const BsrPackageType *type);

G_END_DECLS
