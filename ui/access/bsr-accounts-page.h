#pragma once

#include <adwaita.h>
#include "bsr-duty.h"

G_BEGIN_DECLS

/**
 * BsrAccountsPage:
 *
 * An administrator's: the accounts, with what each may do, and those to be made. An account is never
 * removed, only disabled.
 */
#define BSR_TYPE_ACCOUNTS_PAGE (bsr_accounts_page_get_type ())
G_DECLARE_FINAL_TYPE (BsrAccountsPage, bsr_accounts_page, BSR, ACCOUNTS_PAGE, GtkWidget)

/* Once. */
void bsr_accounts_page_set_duty (BsrAccountsPage *page, BsrDuty *duty);
/* Reads the accounts anew, in a worker. */
void bsr_accounts_page_reload (BsrAccountsPage *page);

G_END_DECLS
