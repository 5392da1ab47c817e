#include "bsr-confinement.h"

#include <errno.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "bsr-error.h"
#include "bsr-landlock.h"

/* What makes a thread of clone(2): anything less would make a process. */
#define THREAD_FLAGS (CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_THREAD)

static gboolean
fail (const char *what, int number, GError **error)
{
  g_set_error (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT, "%s: %s", what, g_strerror (number));
  return FALSE;
}

/* At most; where the station allows its programs less, that stays. */
static gboolean
bound_softly (int resource, gint64 most, gint64 hard, GError **error)
{
  struct rlimit now = { 0, 0 };
  if (getrlimit ((__rlimit_resource_t) resource, &now) != 0)
    return fail ("its resources cannot be bounded", errno, error);
  const struct rlimit limit
      = { MIN ((rlim_t) most, now.rlim_max), MIN ((rlim_t) hard, now.rlim_max) };
  return setrlimit ((__rlimit_resource_t) resource, &limit) == 0
         || fail ("its resources cannot be bounded", errno, error);
}

static gboolean
bound (int resource, gint64 most, GError **error)
{
  return bound_softly (resource, most, most, error);
}

#ifdef __SANITIZE_ADDRESS__
/* The sanitizer maps terabytes for itself. */
static gboolean
bound_memory (gint64 more, GError **error)
{
  return TRUE;
}
#else
/* Bytes that this process has mapped, by proc(5). */
static gint64
mapped_bytes (void)
{
  long pages = 0;
  FILE *file = fopen ("/proc/self/statm", "re");
  if (file != NULL)
    {
      if (fscanf (file, "%ld", &pages) != 1)
        pages = 0;
      fclose (file);
    }
  return (gint64) pages * sysconf (_SC_PAGESIZE);
}

static gboolean
bound_memory (gint64 more, GError **error)
{
  gint64 mapped = mapped_bytes ();
  if (mapped == 0)
    return fail ("its memory cannot be measured", EIO, error);
  return bound (RLIMIT_AS, mapped + more, error);
}
#endif

gboolean
bsr_confinement_bound (const BsrConfinement *confinement, int parent, GError **error)
{
  g_return_val_if_fail (confinement != NULL, FALSE);

  if (prctl (PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) != 0 || prctl (PR_SET_DUMPABLE, 0, 0, 0, 0) != 0
      || prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
    return fail ("it cannot be bound to its parent", errno, error);
  if (getppid () != parent) /* died before it could be told */
    _exit (1);
  /* The hard limit of time ends it with the signal that want of memory does; the soft one tells. */
  return bound_memory (confinement->address_bytes, error)
         && bound (RLIMIT_FSIZE, confinement->file_bytes, error)
         && bound_softly (RLIMIT_CPU, confinement->cpu_seconds,
                          (gint64) confinement->cpu_seconds + 1, error)
         && bound (RLIMIT_CORE, 0, error);
}

/* Calls that are allowed whatever they are given: they reach nothing but this process's own memory,
 * threads and open files, and those can only be read. (qsort() asks for the size of the memory.) */
static const int free_calls[] = {
  SCMP_SYS (pread64),       SCMP_SYS (munmap),         SCMP_SYS (mremap),
  SCMP_SYS (madvise),       SCMP_SYS (brk),            SCMP_SYS (futex),
  SCMP_SYS (exit),          SCMP_SYS (exit_group),     SCMP_SYS (rt_sigprocmask),
  SCMP_SYS (rt_sigreturn),  SCMP_SYS (sched_yield),    SCMP_SYS (set_robust_list),
  SCMP_SYS (rseq),          SCMP_SYS (clock_gettime),  SCMP_SYS (restart_syscall),
  SCMP_SYS (getrandom),     SCMP_SYS (sysinfo),
#ifdef __SANITIZE_ADDRESS__ /* its threads look for their stacks */
  SCMP_SYS (sigaltstack),   SCMP_SYS (sched_getaffinity), SCMP_SYS (gettid),
  SCMP_SYS (getpid),        SCMP_SYS (prctl),
#endif
};

static int
allow_free_calls (scmp_filter_ctx filter)
{
  int status = 0;
  for (gsize i = 0; status == 0 && i < G_N_ELEMENTS (free_calls); i++)
    status = seccomp_rule_add (filter, SCMP_ACT_ALLOW, free_calls[i], 0);
  return status;
}

/* Calls that are allowed with some arguments only. */
static int
allow_bound_calls (scmp_filter_ctx filter, const BsrConfinement *confinement)
{
  const struct
  {
    int call;
    struct scmp_arg_cmp argument;
  } rules[] = {
    { SCMP_SYS (write), SCMP_A0 (SCMP_CMP_EQ, (scmp_datum_t) confinement->progress_fd) },
    { SCMP_SYS (pwrite64), SCMP_A0 (SCMP_CMP_EQ, (scmp_datum_t) confinement->memory_fd) },
    { SCMP_SYS (ftruncate), SCMP_A0 (SCMP_CMP_EQ, (scmp_datum_t) confinement->memory_fd) },
    { SCMP_SYS (mmap), SCMP_A2 (SCMP_CMP_MASKED_EQ, PROT_EXEC, 0) },
    { SCMP_SYS (mprotect), SCMP_A2 (SCMP_CMP_MASKED_EQ, PROT_EXEC, 0) },
    { SCMP_SYS (clone), SCMP_A0 (SCMP_CMP_MASKED_EQ, THREAD_FLAGS, THREAD_FLAGS) },
    { SCMP_SYS (prctl), SCMP_A0 (SCMP_CMP_EQ, PR_SET_NAME) },
  };
  int status = 0;
  for (gsize i = 0; status == 0 && i < G_N_ELEMENTS (rules); i++)
    status = seccomp_rule_add_array (filter, SCMP_ACT_ALLOW, rules[i].call, 1, &rules[i].argument);
  /* Its flags lie in memory, where they cannot be looked at; the C library then takes clone(). */
  if (status == 0)
    status = seccomp_rule_add (filter, SCMP_ACT_ERRNO (ENOSYS), SCMP_SYS (clone3), 0);
  return status;
}

gboolean
bsr_confinement_enter (const BsrConfinement *confinement, GError **error)
{
  g_return_val_if_fail (confinement != NULL, FALSE);

  scmp_filter_ctx filter = seccomp_init (SCMP_ACT_KILL_PROCESS);
  if (filter == NULL) /* the library asks the kernel before all else */
    return fail ("its system calls cannot be filtered", ENOSYS, error);
  /* libseccomp answers a negative errno. */
  int status = seccomp_attr_set (filter, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS);
  if (status == 0)
    status = allow_free_calls (filter);
  if (status == 0)
    status = allow_bound_calls (filter, confinement);
  if (status == 0)
    {
      bsr_landlock_forbid_all (); /* as far as the kernel has it */
      if (!bound (RLIMIT_NOFILE, 0, error))
        {
          seccomp_release (filter);
          return FALSE;
        }
      status = seccomp_load (filter);
    }
  seccomp_release (filter);
  return status == 0 || fail ("its system calls cannot be filtered", -status, error);
}
