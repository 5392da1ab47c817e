#include "bsr-test.h"
#include "bsr-error.h"
#include "bsr-save-queue.h"

#define N_ACTS 50

typedef struct
{
  GMutex gate; /* held: the worker waits before its first act */
  GString *saved, *reported;
  GMainContext *context;
} Log;

typedef struct
{
  Log *log;
  char letter; /* upper case: cannot be saved */
} Act;

static gboolean
save (gpointer data, GError **error)
{
  Act *act = data;
  g_mutex_lock (&act->log->gate);
  g_mutex_unlock (&act->log->gate);
  if (g_ascii_isupper (act->letter))
    {
      g_set_error (error, BSR_ERROR, BSR_ERROR_ENVIRONMENT, "no %c", act->letter);
      return FALSE;
    }
  g_string_append_c (act->log->saved, act->letter);
  return TRUE;
}

static void
saved (gpointer data, const GError *error)
{
  Act *act = data;
  g_assert (g_main_context_is_owner (act->log->context));
  g_string_append_printf (act->log->reported, "%c%c", act->letter, error != NULL ? '-' : '+');
  g_free (act);
}

static void
push (BsrSaveQueue *queue, Log *log, const char *letters)
{
  for (const char *letter = letters; *letter != '\0'; letter++)
    {
      Act *act = g_new0 (Act, 1);
      *act = (Act){ log, *letter };
      bsr_save_queue_push (queue, act);
    }
}

static void
wait_for (Log *log, gsize n_reports)
{
  while (log->reported->len < 2 * n_reports)
    g_main_context_iteration (log->context, TRUE);
}

static void
log_init (Log *log)
{
  g_mutex_init (&log->gate);
  log->saved = g_string_new (NULL);
  log->reported = g_string_new (NULL);
  log->context = g_main_context_default ();
  g_assert (g_main_context_acquire (log->context));
}

static void
log_clear (Log *log)
{
  g_main_context_release (log->context);
  g_string_free (log->saved, TRUE);
  g_string_free (log->reported, TRUE);
  g_mutex_clear (&log->gate);
}

static void
acts_keep_their_order (void **state)
{
  Log log;
  log_init (&log);
  BsrSaveQueue *queue = bsr_save_queue_new (save, saved);
  push (queue, &log, "abcdefghij");
  wait_for (&log, 10);
  assert_string_equal (log.saved->str, "abcdefghij");
  assert_string_equal (log.reported->str, "a+b+c+d+e+f+g+h+i+j+");
  bsr_save_queue_free (queue);
  log_clear (&log);
}

static void
acts_after_a_failed_one_are_not_tried (void **state)
{
  Log log;
  log_init (&log);
  BsrSaveQueue *queue = bsr_save_queue_new (save, saved);
  g_mutex_lock (&log.gate); /* so that all are queued before the failure is known */
  push (queue, &log, "abXcdY");
  g_mutex_unlock (&log.gate);
  wait_for (&log, 6);
  assert_string_equal (log.saved->str, "ab");
  assert_string_equal (log.reported->str, "a+b+X-c-d-Y-");

  push (queue, &log, "ef"); /* the failure is known: these build on what is there */
  wait_for (&log, 8);
  assert_string_equal (log.saved->str, "abef");
  bsr_save_queue_free (queue);
  log_clear (&log);
}

/* The worker must not report by itself while nobody runs the context. */
static void
reports_wait_for_their_context (void **state)
{
  Log log;
  log_init (&log);
  BsrSaveQueue *queue = bsr_save_queue_new (save, saved);
  g_main_context_release (log.context);
  push (queue, &log, "a");
  for (int i = 0; i < N_ACTS && log.saved->len == 0; i++)
    g_usleep (1000);
  assert_int_equal (log.reported->len, 0);
  assert_true (g_main_context_acquire (log.context));
  wait_for (&log, 1);
  assert_string_equal (log.reported->str, "a+");
  bsr_save_queue_free (queue);
  log_clear (&log);
}

int
main (void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test (acts_keep_their_order),
    cmocka_unit_test (acts_after_a_failed_one_are_not_tried),
    cmocka_unit_test (reports_wait_for_their_context),
  };
  return cmocka_run_group_tests_name ("save-queue", tests, NULL, NULL);
}
