#include "bsr-interrupt.h"

#include <signal.h>

struct _BsrInterrupt
{
  GCancellable *cancellable;
  sigset_t awaited;
  int received; /* atomic; 0: none */
};

static gpointer
wait_cb (gpointer data)
{
  BsrInterrupt *interrupt = data;
  int number = 0;
  if (sigwait (&interrupt->awaited, &number) != 0)
    return NULL;
  g_atomic_int_set (&interrupt->received, number);
  g_cancellable_cancel (interrupt->cancellable);
  sigwait (&interrupt->awaited, &number);
  g_atomic_int_set (&interrupt->received, number);
  bsr_interrupt_die_of_it (interrupt);
  return NULL;
}

/* Who was started with a signal ignored (nohup) keeps ignoring it. */
static void
await_signal (BsrInterrupt *interrupt, int number)
{
  struct sigaction action;
  if (sigaction (number, NULL, &action) == 0 && action.sa_handler != SIG_IGN)
    sigaddset (&interrupt->awaited, number);
}

BsrInterrupt *
bsr_interrupt_new (void)
{
  BsrInterrupt *interrupt = g_new0 (BsrInterrupt, 1);
  interrupt->cancellable = g_cancellable_new ();
  sigemptyset (&interrupt->awaited);
  await_signal (interrupt, SIGINT);
  await_signal (interrupt, SIGTERM);
  await_signal (interrupt, SIGHUP);
  pthread_sigmask (SIG_BLOCK, &interrupt->awaited, NULL);
  /* Threads that are made later inherit the mask: the signals come to the waiting one alone. */
  g_thread_unref (g_thread_new ("interrupt", wait_cb, interrupt));
  return interrupt;
}

GCancellable *
bsr_interrupt_cancellable (BsrInterrupt *interrupt)
{
  g_return_val_if_fail (interrupt != NULL, NULL);
  return interrupt->cancellable;
}

void
bsr_interrupt_die_of_it (BsrInterrupt *interrupt)
{
  g_return_if_fail (interrupt != NULL);

  int number = g_atomic_int_get (&interrupt->received);
  if (number == 0)
    return;
  sigset_t one;
  sigemptyset (&one);
  sigaddset (&one, number);
  pthread_sigmask (SIG_UNBLOCK, &one, NULL);
  raise (number);
}
