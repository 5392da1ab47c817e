/* without-seccomp PROGRAM ARGUMENT …: runs it where the kernel answers that it knows no seccomp. */

#include <errno.h>
#include <linux/seccomp.h>
#include <seccomp.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <unistd.h>

int
main (int argc, char **argv)
{
  scmp_filter_ctx filter = seccomp_init (SCMP_ACT_ALLOW);
  if (argc < 2 || filter == NULL
      || seccomp_rule_add (filter, SCMP_ACT_ERRNO (EINVAL), SCMP_SYS (seccomp), 0) != 0
      || seccomp_rule_add (filter, SCMP_ACT_ERRNO (EINVAL), SCMP_SYS (prctl), 1,
                           SCMP_A0 (SCMP_CMP_EQ, PR_SET_SECCOMP))
             != 0
      || seccomp_load (filter) != 0)
    {
      fputs ("without-seccomp: no filter\n", stderr);
      return 1;
    }
  execv (argv[1], argv + 1);
  perror (argv[1]);
  return 1;
}
