#include "bsr-role.h"

#include <glib/gi18n-lib.h>

#include "bsr-name.h"

static const char *const names[]
    = { "officer", "supervisor", "trainer", "administrator", "partner", NULL };
G_STATIC_ASSERT (G_N_ELEMENTS (names) == BSR_N_ROLES + 1);

static const char *const words[BSR_N_ROLES] = {
  N_ ("Officer"), N_ ("Supervisor"), N_ ("Trainer"), N_ ("Administrator"), N_ ("Partner"),
};

const char *
bsr_role_to_string (BsrRole role)
{
  g_return_val_if_fail (role < BSR_N_ROLES, NULL);
  return names[role];
}

int
bsr_role_from_string (const char *name)
{
  return bsr_name_index (names, name);
}

const char *
bsr_role_words (BsrRole role)
{
  g_return_val_if_fail (role < BSR_N_ROLES, NULL);
  return _ (words[role]);
}
