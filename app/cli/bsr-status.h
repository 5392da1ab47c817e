#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Exit statuses of basira-cli: the exchange contract's. */
typedef enum
{
  BSR_STATUS_DONE = 0,        /* whatever was found */
  BSR_STATUS_USAGE = 2,       /* wrong usage */
  BSR_STATUS_INPUT = 3,       /* an input file is damaged, of an unknown kind or over a limit */
  BSR_STATUS_ENVIRONMENT = 4, /* disk, memory, database */
} BsrStatus;

/* The status that @error stands for. */
BsrStatus bsr_status_of_error (const GError *error);

/* The graver of two, for commands that go on after an error. */
BsrStatus bsr_status_worse (BsrStatus a, BsrStatus b);

G_END_DECLS
