#include "bsr-sql-watch.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "bsr-sql-driver.h"

/* After something was told nothing is for so long, ms: lists are read again at each time. */
#define PAUSE_MS 200
/* After listening failed it is tried again so much later, ms. */
#define RETRY_MS 1000

/* One half belongs to the thread that listens, the other to the one that is told. */
struct _BsrStoreWatch
{
  gatomicrefcount references;
  const BsrSqlDriver *driver;
  gpointer listener; /* the listening thread's */
  int wake;          /* readable: it is to end */
  gint pending;      /* atomic: a call of @changed is on its way */
  GMainContext *context;
  BsrStoreChanged changed; /* NULL: ended; these two are the told thread's */
  gpointer data;
};

static void
watch_unref (gpointer data)
{
  BsrStoreWatch *watch = data;
  if (!g_atomic_ref_count_dec (&watch->references))
    return;
  watch->driver->end_listening (watch->listener);
  g_main_context_unref (watch->context);
  close (watch->wake);
  g_free (watch);
}

static gboolean
tell_cb (gpointer data)
{
  BsrStoreWatch *watch = data;
  g_atomic_int_set (&watch->pending, 0);
  if (watch->changed != NULL)
    watch->changed (watch->data);
  return G_SOURCE_REMOVE;
}

static void
tell (BsrStoreWatch *watch)
{
  if (!g_atomic_int_compare_and_exchange (&watch->pending, 0, 1))
    return;
  g_autoptr (GSource) source = g_idle_source_new ();
  g_atomic_ref_count_inc (&watch->references);
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, tell_cb, watch, watch_unref);
  g_source_attach (source, watch->context);
}

/* Whether to end, after so long at most. */
static gboolean
ends_within (BsrStoreWatch *watch, int ms)
{
  struct pollfd wake = { watch->wake, POLLIN, 0 };
  return poll (&wake, 1, ms) > 0;
}

static gpointer
listen_cb (gpointer data)
{
  BsrStoreWatch *watch = data;
  for (;;)
    {
      BsrSqlNews news = watch->driver->listen (watch->listener, watch->wake);
      if (news == BSR_SQL_CHANGED)
        tell (watch);
      if (news == BSR_SQL_WOKEN
          || ends_within (watch, news == BSR_SQL_CHANGED ? PAUSE_MS : RETRY_MS))
        break;
    }
  watch_unref (watch);
  return NULL;
}

BsrStoreWatch *
bsr_sql_watch_new (BsrSql *sql, BsrStoreChanged changed, gpointer data)
{
  g_return_val_if_fail (sql != NULL && changed != NULL, NULL);

  int wake = eventfd (0, EFD_CLOEXEC);
  if (wake < 0)
    return NULL;
  BsrStoreWatch *watch = g_new0 (BsrStoreWatch, 1);
  g_atomic_ref_count_init (&watch->references);
  watch->driver = sql->driver;
  watch->listener = sql->driver->begin_listening (sql);
  watch->wake = wake;
  watch->context = g_main_context_ref_thread_default ();
  watch->changed = changed;
  watch->data = data;
  g_atomic_ref_count_inc (&watch->references);
  g_thread_unref (g_thread_new ("store-watch", listen_cb, watch));
  return watch;
}

/* The thread is not waited for: it may be connecting to a server that does not answer. */
void
bsr_sql_watch_end (BsrStoreWatch *watch)
{
  watch->changed = NULL;
  eventfd_write (watch->wake, 1);
  watch_unref (watch);
}
