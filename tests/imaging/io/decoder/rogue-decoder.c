/* A decoder that does what the file asks of it: the program's own steps, and between them what a file
 * that has taken over a decoder might try. Whatever comes to pass it tells by the way it ends; an act
 * that succeeded writes so into the answer. */

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include "bsr-decoder.h"
#include "bsr-error.h"
#include "rogue-acts.h"

/* Written into the answer, where the test finds it. */
static void
escaped (BsrDecoder *decoder)
{
  decoder->page->answer.domain = BSR_DECODER_DOMAIN_BSR;
  decoder->page->answer.code = BSR_ERROR_DAMAGED;
  strcpy (decoder->page->answer.text, "escaped");
  decoder->page->answer.state = BSR_DECODER_REFUSED;
  _exit (0);
}

static void
escaped_if (BsrDecoder *decoder, gboolean succeeded)
{
  if (succeeded)
    escaped (decoder);
  _exit (3);
}

#define ACT(name) static void act_##name (BsrDecoder *decoder)

ACT (honest)
{
  bsr_decoder_answer (decoder, NULL, NULL);
}

ACT (open)
{
  escaped_if (decoder, open ("/etc/passwd", O_RDONLY) >= 0);
}

ACT (create)
{
  escaped_if (decoder, open ("/tmp/basira-escaped", O_WRONLY | O_CREAT, 0600) >= 0);
}

ACT (socket)
{
  escaped_if (decoder, socket (AF_INET, SOCK_STREAM, 0) >= 0);
}

ACT (socketpair)
{
  int ends[2];
  escaped_if (decoder, socketpair (AF_UNIX, SOCK_STREAM, 0, ends) == 0);
}

ACT (execute)
{
  char *arguments[] = { (char *) "/bin/true", NULL };
  execv ("/bin/true", arguments);
  escaped_if (decoder, FALSE);
}

ACT (fork)
{
  escaped_if (decoder, fork () >= 0);
}

ACT (vfork)
{
  escaped_if (decoder, syscall (SYS_vfork) >= 0);
}

ACT (clone3)
{
  guint64 arguments[8] = { 0, 0, 0, 0, SIGCHLD };
  long status = syscall (SYS_clone3, arguments, sizeof arguments);
  escaped_if (decoder, !(status == -1 && errno == ENOSYS));
}

ACT (trace)
{
  escaped_if (decoder, ptrace (PTRACE_ATTACH, decoder->page->order.parent, 0, 0) == 0);
}

ACT (read_parent)
{
  char byte;
  struct iovec here = { &byte, 1 }, there = { (void *) &byte, 1 };
  escaped_if (decoder,
              process_vm_readv (decoder->page->order.parent, &here, 1, &there, 1, 0) >= 0);
}

ACT (kill_parent)
{
  escaped_if (decoder, kill (decoder->page->order.parent, 0) == 0);
}

ACT (kill_group)
{
  escaped_if (decoder, kill (-1, 0) == 0);
}

ACT (write_file)
{
  escaped_if (decoder, pwrite (BSR_DECODER_FD_FILES, "x", 1, 0) == 1);
}

ACT (write_output)
{
  escaped_if (decoder, write (STDOUT_FILENO, "escaped\n", 8) == 8);
}

ACT (write_memory)
{
  escaped_if (decoder, write (BSR_DECODER_FD_MEMORY, "x", 1) == 1);
}

ACT (map_code)
{
  escaped_if (decoder, mmap (NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC,
                             MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
                           != MAP_FAILED);
}

ACT (make_code)
{
  void *page = mmap (NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  escaped_if (decoder, mprotect (page, 4096, PROT_READ | PROT_EXEC) == 0);
}

ACT (duplicate)
{
  escaped_if (decoder, dup (BSR_DECODER_FD_FILES) >= 0);
}

/* A process that gets all that it may, and lets GLib say what it says then. */
ACT (memory)
{
  gint64 got = 0;
  for (;;)
    {
      char *block = malloc (16 << 20);
      if (block == NULL)
        {
          g_log_structured (G_LOG_DOMAIN, G_LOG_LEVEL_ERROR, "MESSAGE", "%s", "no memory");
          _exit (3);
        }
      memset (block, 1, 4096);
      got += 16 << 20;
      if (got > decoder->page->order.plane_bytes + decoder->page->order.scratch_bytes)
        escaped (decoder);
    }
}

ACT (grow)
{
  gint64 twice = decoder->page->order.plane_bytes * 2;
  escaped_if (decoder, ftruncate (BSR_DECODER_FD_MEMORY, twice) == 0);
}

ACT (compute)
{
  for (volatile guint64 i = 0;; i++)
    ;
}

ACT (overrun)
{
  act_compute (decoder);
}

ACT (sleep)
{
  guint32 word = 0;
  for (;;)
    syscall (SYS_futex, &word, 0 /* FUTEX_WAIT */, 0, NULL, NULL, 0);
}

ACT (crash)
{
  volatile int *nowhere = mmap (NULL, 4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  *nowhere = 1;
  _exit (3);
}

ACT (abort)
{
  __builtin_trap ();
}

ACT (leave)
{
  _exit (0);
}

ACT (unconfined)
{
  bsr_decoder_answer (decoder, NULL, NULL);
}

ACT (unable)
{
  decoder->page->answer.code = BSR_ERROR_ENVIRONMENT;
  strcpy (decoder->page->answer.text, "no filters here");
  decoder->page->answer.state = BSR_DECODER_NOT_CONFINED;
  _exit (2);
}

static const struct
{
  const char *name;
  void (*act) (BsrDecoder *decoder);
} acts[] = {
#define LINE(name) { #name, act_##name },
  ROGUE_ACTS (LINE)
#undef LINE
};

int
main (void)
{
  BsrDecoder decoder;
  char name[32] = "";
  bsr_decoder_begin (&decoder);
  bsr_file_source_read (decoder.sources->files[0], (gint64) decoder.page->order.raw.offset[0] - 32,
                        name, sizeof name - 1);
  if (strcmp (name, "overrun") == 0) /* which nobody wants to wait for */
    decoder.page->order.cpu_seconds = 1;
  if (strcmp (name, "unconfined") != 0 && strcmp (name, "unable") != 0)
    bsr_decoder_confine (&decoder);
  for (gsize i = 0; i < G_N_ELEMENTS (acts); i++)
    if (strcmp (name, acts[i].name) == 0)
      acts[i].act (&decoder);
  bsr_decoder_answer (&decoder, NULL, NULL);
}
