#pragma once

#include <adwaita.h>
#include "bsr-duty.h"

G_BEGIN_DECLS

/* What is asked for. */
typedef enum
{
  BSR_SIGN_IN_PLAIN,    /* name and password */
  BSR_SIGN_IN_LOCKED,   /* the password of whose desk it is, or somebody else's */
  BSR_SIGN_IN_SET_UP,   /* the first account: an administrator's */
  BSR_SIGN_IN_PASSWORD, /* a new password for who is signed in */
} BsrSignInMode;

/**
 * BsrSignInPage:
 *
 * Where one signs in, unlocks the desk, makes the first account or changes one's password; by the keyboard
 * alone. What was typed as a password is wiped as soon as it has been passed on. Signals: "submit" (string,
 * the name): the passwords are to be taken at once (bsr_sign_in_page_take_password()); "cancel".
 */
#define BSR_TYPE_SIGN_IN_PAGE (bsr_sign_in_page_get_type ())
G_DECLARE_FINAL_TYPE (BsrSignInPage, bsr_sign_in_page, BSR, SIGN_IN_PAGE, GtkWidget)

/* @name: (nullable): of whose desk it is, or who changes his password */
void bsr_sign_in_page_ask (BsrSignInPage *page, BsrSignInMode mode, const char *name);
BsrSignInMode bsr_sign_in_page_mode (BsrSignInPage *page);
/* (transfer full) (nullable): what was typed, which is gone from the page. The first two are only there in
 * their modes: the password that was until now, and the new one. */
BsrPassword *bsr_sign_in_page_take_current (BsrSignInPage *page);
BsrPassword *bsr_sign_in_page_take_password (BsrSignInPage *page);
/* Whether somebody is being signed in. */
void bsr_sign_in_page_set_busy (BsrSignInPage *page, gboolean busy);
/* @sentence: (nullable): what was not done, and why, without a full stop. */
void bsr_sign_in_page_refuse (BsrSignInPage *page, const char *sentence);

G_END_DECLS
