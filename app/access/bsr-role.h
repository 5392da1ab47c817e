#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What an account is there for; what each may do is in bsr-right.c. */
typedef enum
{
  BSR_ROLE_OFFICER,       /* judges cases */
  BSR_ROLE_SUPERVISOR,    /* that, and confirms what others found */
  BSR_ROLE_TRAINER,       /* looks at cases, and changes none */
  BSR_ROLE_ADMINISTRATOR, /* accounts and rules; judges no cases */
  BSR_ROLE_PARTNER,       /* of another administration: looks, and changes nothing */
} BsrRole;
#define BSR_N_ROLES 5

/* The name in the store and on the command line: "officer". */
const char *bsr_role_to_string (BsrRole role);
/* -1: none of that name. */
int bsr_role_from_string (const char *name);
/* Translated: "Officer". */
const char *bsr_role_words (BsrRole role);

G_END_DECLS
