#include "bsr-store-staff.h"

#include <string.h>

#include "bsr-error.h"

const BsrPasswordCost staff_cheap = { 1, 8192 };
const BsrActor staff_nobody = { "nobody yet", STATION };
const BsrActor staff_chief = { "Chief", STATION };

const StaffMember staff_members[STAFF_MEMBERS]
    = { { "Amal", BSR_ROLE_OFFICER },
        { "Tariq", BSR_ROLE_TRAINER },
        { "Chief", BSR_ROLE_ADMINISTRATOR },
        { "Paul", BSR_ROLE_PARTNER },
        { "Salma", BSR_ROLE_SUPERVISOR } };

void
staff_create (Fixture *fixture, const BsrActor *actor, const char *name, BsrRole role)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrPassword) password = bsr_password_new (RIGHT_WORDS);
  bsr_store_create_account (fixture->store, actor, name, role, password, &staff_cheap, &error);
  bsr_test_assert_no_error (error);
}

char *
staff_attempt (Fixture *fixture, const char *name, const char *words, const char *station, gint64 now)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrPassword) password = bsr_password_new (words);
  const BsrSignIn request = { name, password, station, &staff_cheap, now };
  g_autoptr (BsrAccount) account = bsr_store_sign_in (fixture->store, &request, &error);
  if (account != NULL)
    return NULL;
  assert_true (g_error_matches (error, BSR_ERROR, BSR_ERROR_INVALID));
  return g_strdup (error->message);
}

void
staff_sign_in (Fixture *fixture, const char *name)
{
  g_autofree char *refusal = staff_attempt (fixture, name, RIGHT_WORDS, STATION, NOON);
  if (refusal != NULL)
    fail_msg ("%s: %s", name, refusal);
}

void
staff_is_refused (Fixture *fixture, const char *name, const char *words, gint64 now, const char *part)
{
  g_autofree char *refusal = staff_attempt (fixture, name, words, STATION, now);
  if (refusal == NULL || strstr (refusal, part) == NULL)
    fail_msg ("\"%s\", not \"%s\"", refusal, part);
}

void
staff_make (Fixture *fixture)
{
  staff_create (fixture, &staff_nobody, "Chief", BSR_ROLE_ADMINISTRATOR);
  staff_sign_in (fixture, "Chief");
  staff_create (fixture, &staff_chief, "Amal", BSR_ROLE_OFFICER);
  staff_create (fixture, &staff_chief, "Salma", BSR_ROLE_SUPERVISOR);
  staff_create (fixture, &staff_chief, "Tariq", BSR_ROLE_TRAINER);
  staff_create (fixture, &staff_chief, "Paul", BSR_ROLE_PARTNER);
}
