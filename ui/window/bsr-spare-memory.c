#include "bsr-spare-memory.h"

#include <gio/gio.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

static void
trim_in_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
#ifdef __GLIBC__
  malloc_trim (0);
#endif
  g_task_return_boolean (task, TRUE);
}

void
bsr_spare_memory_give_back (void)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);
  g_task_set_source_tag (task, bsr_spare_memory_give_back);
  g_task_run_in_thread (task, trim_in_worker);
}
