#include "bsr-drop-folder.h"

/* What the thread works with; it may outlive the object. */
typedef struct
{
  BsrStore *store;
  char *officer, *station, *path;
  BsrDropHabits habits;
  GCancellable *cancellable;
  GMainContext *context; /* that is told */
  GWeakRef folder;
} Work;

struct _BsrDropFolder
{
  GObject parent_instance;
  char *path;
  GCancellable *cancellable;
};

/* On its way to the main context. */
typedef struct
{
  BsrDropFolder *folder;
  BsrDropEvent event;
  char *name, *words;
} Told;

enum
{
  SIGNAL_TOLD,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BsrDropFolder, bsr_drop_folder, G_TYPE_OBJECT)

static void
told_free (gpointer data)
{
  Told *told = data;
  g_object_unref (told->folder);
  g_free (told->name);
  g_free (told->words);
  g_free (told);
}

static gboolean
emit_cb (gpointer data)
{
  const Told *told = data;
  if (!g_cancellable_is_cancelled (told->folder->cancellable))
    g_signal_emit (told->folder, signals[SIGNAL_TOLD], 0, (int) told->event, told->name,
                   told->words);
  return G_SOURCE_REMOVE;
}

static void
tell_cb (BsrDropEvent event, const char *name, const char *words, gpointer data)
{
  Work *work = data;
  BsrDropFolder *folder = g_weak_ref_get (&work->folder);
  if (folder == NULL)
    return;
  Told *told = g_new0 (Told, 1);
  *told = (Told){ folder, event, g_strdup (name), g_strdup (words) };
  g_autoptr (GSource) source = g_idle_source_new ();
  g_source_set_callback (source, emit_cb, told, told_free);
  g_source_attach (source, work->context);
}

static gpointer
work_in_thread (gpointer data)
{
  Work *work = data;
  g_autoptr (GError) problem = NULL;
  const BsrActor actor = { work->officer, work->station };
  const BsrDropTaker taker = { work->store, &actor, tell_cb, work, work->cancellable };
  if (!bsr_drop_run (work->path, &taker, &work->habits, &problem))
    {
      g_autofree char *name = g_filename_display_name (work->path);
      tell_cb (BSR_DROP_AWAY, name, problem->message, work);
    }
  g_object_unref (work->store);
  g_free (work->officer);
  g_free (work->station);
  g_free (work->path);
  g_object_unref (work->cancellable);
  g_main_context_unref (work->context);
  g_weak_ref_clear (&work->folder);
  g_free (work);
  return NULL;
}

static void
bsr_drop_folder_dispose (GObject *object)
{
  g_cancellable_cancel (BSR_DROP_FOLDER (object)->cancellable);
  G_OBJECT_CLASS (bsr_drop_folder_parent_class)->dispose (object);
}

static void
bsr_drop_folder_finalize (GObject *object)
{
  BsrDropFolder *self = BSR_DROP_FOLDER (object);
  g_object_unref (self->cancellable);
  g_free (self->path);
  G_OBJECT_CLASS (bsr_drop_folder_parent_class)->finalize (object);
}

static void
bsr_drop_folder_class_init (BsrDropFolderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bsr_drop_folder_dispose;
  G_OBJECT_CLASS (klass)->finalize = bsr_drop_folder_finalize;
  signals[SIGNAL_TOLD]
      = g_signal_new ("told", BSR_TYPE_DROP_FOLDER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                      G_TYPE_NONE, 3, G_TYPE_INT, G_TYPE_STRING, G_TYPE_STRING);
}

static void
bsr_drop_folder_init (BsrDropFolder *self)
{
  self->cancellable = g_cancellable_new ();
}

BsrDropFolder *
bsr_drop_folder_new (BsrStore *store, const BsrActor *actor, const char *path,
                     const BsrDropHabits *habits)
{
  g_return_val_if_fail (BSR_IS_STORE (store) && actor != NULL && path != NULL, NULL);

  BsrDropFolder *self = g_object_new (BSR_TYPE_DROP_FOLDER, NULL);
  self->path = g_strdup (path);
  Work *work = g_new0 (Work, 1);
  work->store = g_object_ref (store);
  work->officer = g_strdup (actor->officer);
  work->station = g_strdup (actor->station);
  work->path = g_strdup (path);
  work->habits = habits != NULL ? *habits : bsr_drop_habits_default ();
  work->cancellable = g_object_ref (self->cancellable);
  work->context = g_main_context_ref_thread_default ();
  g_weak_ref_init (&work->folder, self);
  g_thread_unref (g_thread_new ("drop folder", work_in_thread, work));
  return self;
}

const char *
bsr_drop_folder_path (BsrDropFolder *self)
{
  g_return_val_if_fail (BSR_IS_DROP_FOLDER (self), NULL);
  return self->path;
}
