#pragma once

#include "bsr-right.h"

G_BEGIN_DECLS

/**
 * BsrAccount:
 *
 * Somebody who may sign in. The name is what the records call him by.
 */
typedef struct
{
  char *name;
  BsrRole role;
  gboolean disabled; /* may not sign in; his records stay */
} BsrAccount;

/* Longest name, characters: fits a line of a record, and a PostgreSQL role (63 bytes) where it is plain. */
#define BSR_ACCOUNT_NAME_MAX 63

BsrAccount *bsr_account_new (const char *name, BsrRole role, gboolean disabled);
BsrAccount *bsr_account_copy (const BsrAccount *account);
void bsr_account_free (BsrAccount *account);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BsrAccount, bsr_account_free)

/* Whether @name can be an account's: 1 to %BSR_ACCOUNT_NAME_MAX characters, printable, no blank at either
 * end. %BSR_ERROR_INVALID says what is wrong. */
gboolean bsr_account_name_is_valid (const char *name, GError **error);
/* (transfer full): @name without what does not tell persons apart (blanks around it, case, forms of one
 * letter): two accounts of one folded name cannot be. Text that is not UTF-8 folds to "". */
char *bsr_account_fold_name (const char *name);

G_END_DECLS
