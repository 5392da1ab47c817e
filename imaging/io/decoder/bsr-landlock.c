#include "bsr-landlock.h"

#include <linux/landlock.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

/* The kernel's ruleset as of its version 6; Debian 12's headers stop at version 2. A kernel that is
 * older takes a shorter one. */
typedef struct
{
  guint64 files, network, scope;
} Ruleset;

/* By the kernel's version of Landlock (Documentation/userspace-api/landlock.rst). */
static const struct
{
  int version;
  gsize size;
  Ruleset all;
} rulesets[] = {
  { 6, sizeof (Ruleset), { 0xffff, 3, 3 } },     /* signals and abstract sockets */
  { 5, 2 * sizeof (guint64), { 0xffff, 3, 0 } }, /* devices */
  { 4, 2 * sizeof (guint64), { 0x7fff, 3, 0 } }, /* TCP */
  { 3, sizeof (guint64), { 0x7fff, 0, 0 } },     /* truncation */
  { 2, sizeof (guint64), { 0x3fff, 0, 0 } },     /* linking elsewhere */
  { 1, sizeof (guint64), { 0x1fff, 0, 0 } },
};

gboolean
bsr_landlock_forbid_all (void)
{
  long version
      = syscall (SYS_landlock_create_ruleset, NULL, (size_t) 0, LANDLOCK_CREATE_RULESET_VERSION);

  for (gsize i = 0; i < G_N_ELEMENTS (rulesets); i++)
    {
      if (version < rulesets[i].version)
        continue;
      long ruleset = syscall (SYS_landlock_create_ruleset, &rulesets[i].all, rulesets[i].size, 0);
      if (ruleset < 0)
        return FALSE;
      gboolean done = prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0
                      && syscall (SYS_landlock_restrict_self, (int) ruleset, 0) == 0;
      close ((int) ruleset);
      return done;
    }
  return FALSE;
}
