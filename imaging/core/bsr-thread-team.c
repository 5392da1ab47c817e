#include "bsr-thread-team.h"

typedef struct
{
  int n_items;
  BsrWork work;
  gpointer data;
  GCancellable *cancellable;
  gint next_item; /* atomic */
} Team;

typedef struct
{
  Team *team;
  int thread;
} Member;

int
bsr_thread_team_size (int wanted)
{
  return wanted > 0 ? wanted : (int) g_get_num_processors ();
}

static gpointer
member_run (gpointer data)
{
  Member *member = data;
  Team *team = member->team;

  for (;;)
    {
      int item = g_atomic_int_add (&team->next_item, 1);
      if (item >= team->n_items || g_cancellable_is_cancelled (team->cancellable))
        return NULL;
      team->work (item, member->thread, team->data);
    }
}

gboolean
bsr_thread_team_run (int n_items, int n_threads, BsrWork work, gpointer data,
                     GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (n_items >= 0 && work != NULL, FALSE);

  Team team = { n_items, work, data, cancellable, 0 };
  int size = MIN (bsr_thread_team_size (n_threads), MAX (n_items, 1));
  g_autofree Member *members = g_new0 (Member, size);
  g_autofree GThread **threads = g_new0 (GThread *, size);

  /* A thread that cannot be made is no failure: the others do its share. */
  for (int i = 0; i < size; i++)
    members[i] = (Member){ &team, i };
  for (int i = 1; i < size; i++)
    threads[i] = g_thread_try_new ("basira-team", member_run, &members[i], NULL);
  member_run (&members[0]);
  for (int i = 1; i < size; i++)
    if (threads[i] != NULL)
      g_thread_join (threads[i]);

  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}
