#pragma once

#include "bsr-store-access.h"

G_BEGIN_DECLS

/* How it stands at a desk. */
typedef enum
{
  BSR_DUTY_NO_STORE,
  BSR_DUTY_OPEN_DESK,  /* there are no accounts: whoever sits there acts, as the user of the computer */
  BSR_DUTY_SIGNED_OUT, /* nobody acts */
  BSR_DUTY_SIGNED_IN,
  BSR_DUTY_LOCKED,     /* the officer has gone for a moment: what he had begun stays his */
} BsrDutyState;

/**
 * BsrDuty:
 *
 * Who is on duty at a window: signs in and out, locks and unlocks, in a worker one after the other, and
 * says what came of it. Lives on the main thread.
 *
 * Properties (notify): "state" (int, BsrDutyState), "busy" (boolean: a worker is at it).
 * Signals: "changed" (another state or another officer), "refused" (string: one sentence without a full
 * stop of why what was asked for was not done), "password-changed".
 */
#define BSR_TYPE_DUTY (bsr_duty_get_type ())
G_DECLARE_FINAL_TYPE (BsrDuty, bsr_duty, BSR, DUTY, GObject)

/* @officer: who acts at an open desk */
BsrDuty *bsr_duty_new (const char *officer, const char *station);
/* Once. Does not block. */
void bsr_duty_set_store (BsrDuty *duty, BsrStore *store);
/* Instead: of a server that asks who comes, and lets him in when he has signed in. @url: (nullable): the default */
void bsr_duty_set_server (BsrDuty *duty, const char *url);

/* What passwords cost from now on, in place of bsr_password_cost. */
void bsr_duty_set_cost (BsrDuty *duty, const BsrPasswordCost *cost);

/* (nullable) (transfer none) */
BsrStore *bsr_duty_store (BsrDuty *duty);
const char *bsr_duty_station (BsrDuty *duty);
BsrDutyState bsr_duty_state (BsrDuty *duty);
gboolean bsr_duty_is_busy (BsrDuty *duty);
/* (nullable) (transfer none): who acts; while the desk is locked, whose it is. %NULL: nobody. */
const char *bsr_duty_officer (BsrDuty *duty);
/* (nullable) (transfer none): his account; %NULL at an open desk. */
const BsrAccount *bsr_duty_account (BsrDuty *duty);
/* Whether he may; @reason: (out) (optional) (transfer none): the sentence of bsr_right_refusal(). */
gboolean bsr_duty_may (BsrDuty *duty, BsrRight right, const char **reason);

/* Whether somebody is signed in who could come back: he can lock the desk and sign out. A server may know who sits
 * there by other means than a password. */
gboolean bsr_duty_can_lock (BsrDuty *duty);
/* Whether his password is one that the store keeps. */
gboolean bsr_duty_keeps_passwords (BsrDuty *duty);

/* Each takes @password to itself and wipes it. Nothing happens while the duty is busy. */
void bsr_duty_sign_in (BsrDuty *duty, const char *name, BsrPassword *password);
/* Makes the first account, an administrator's, and signs him in. At an open desk. */
void bsr_duty_set_up (BsrDuty *duty, const char *name, BsrPassword *password);
/* Of who is signed in, who proves by @current that it is he. */
void bsr_duty_change_password (BsrDuty *duty, BsrPassword *current, BsrPassword *password);
/* Locks at once, also while it is busy; nothing happens unless somebody is signed in. */
void bsr_duty_lock (BsrDuty *duty);
void bsr_duty_sign_out (BsrDuty *duty);

G_END_DECLS
