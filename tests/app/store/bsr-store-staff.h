#pragma once

#include "bsr-store-access.h"
#include "bsr-store-fixture.h"

/* The accounts of a store under test. */

#define STATION "desk 1"
#define RIGHT_WORDS "four plain words here"
#define WRONG_WORDS "four other words here"
#define SECOND ((gint64) G_USEC_PER_SEC)
#define NOON (1700000000 * SECOND)

extern const BsrPasswordCost staff_cheap; /* as libsodium takes it */
extern const BsrActor staff_nobody, staff_chief;

/* One of each role, the supervisor last. */
#define STAFF_MEMBERS 5
typedef struct
{
  const char *name;
  BsrRole role;
} StaffMember;
extern const StaffMember staff_members[STAFF_MEMBERS];

void staff_create (Fixture *fixture, const BsrActor *actor, const char *name, BsrRole role);
/* An administrator "Chief" who is signed in, and an account of each other role. */
void staff_make (Fixture *fixture);

/* Tries to sign in; (transfer full) (nullable): what was refused. */
char *staff_attempt (Fixture *fixture, const char *name, const char *words, const char *station,
                     gint64 now);
void staff_sign_in (Fixture *fixture, const char *name);
void staff_is_refused (Fixture *fixture, const char *name, const char *words, gint64 now,
                       const char *part);
