#include "bsr-own-folder.h"

#include "bsr-folder-burst.h"

/* What comes within so many milliseconds is told in one sentence: scans of one train are copied one after the other. */
#define BURST_MS 4000

struct _BsrOwnFolder
{
  GObject parent;
  BsrDropHabits habits;
  BsrStore *store; /* (nullable) */
  char *officer, *station, *path; /* (nullable) */
  BsrDropFolder *folder;          /* (nullable): nothing is watched */
  BsrFolderBurst *burst;
  guint burst_source;
  char *trouble; /* (nullable) */
};

enum
{
  PROP_TROUBLE = 1,
};

G_DEFINE_FINAL_TYPE (BsrOwnFolder, bsr_own_folder, G_TYPE_OBJECT)

/* @trouble: (transfer full) (nullable) */
static void
set_trouble (BsrOwnFolder *self, char *trouble)
{
  gboolean same = g_strcmp0 (self->trouble, trouble) == 0;
  g_free (self->trouble);
  self->trouble = trouble;
  if (!same)
    g_object_notify (G_OBJECT (self), "trouble");
}

static gboolean
burst_cb (gpointer own)
{
  BsrOwnFolder *self = own;
  g_autofree char *sentence = bsr_folder_burst_sentence (self->burst);
  self->burst_source = 0;
  bsr_folder_burst_clear (self->burst);
  if (sentence != NULL)
    g_signal_emit_by_name (self, "say", sentence);
  return G_SOURCE_REMOVE;
}

static void
told_cb (BsrOwnFolder *self, int event, const char *name, const char *words)
{
  if (event == BSR_DROP_FAILED || event == BSR_DROP_AWAY)
    {
      set_trouble (self, bsr_folder_burst_trouble (name, words));
      return;
    }
  set_trouble (self, NULL);
  bsr_folder_burst_add (self->burst, event, name, words);
  if (self->burst_source == 0)
    self->burst_source = g_timeout_add (BURST_MS, burst_cb, self);
}

static void
leave (BsrOwnFolder *self)
{
  if (self->folder != NULL)
    g_signal_handlers_disconnect_by_data (self->folder, self);
  g_clear_object (&self->folder);
  g_clear_handle_id (&self->burst_source, g_source_remove);
  bsr_folder_burst_clear (self->burst);
  set_trouble (self, NULL);
}

static void
begin (BsrOwnFolder *self)
{
  leave (self);
  if (self->store == NULL || self->path == NULL || *self->path == '\0')
    return;
  const BsrActor actor = { self->officer, self->station };
  self->folder = bsr_drop_folder_new (self->store, &actor, self->path, &self->habits);
  g_signal_connect_object (self->folder, "told", G_CALLBACK (told_cb), self, G_CONNECT_SWAPPED);
}

void
bsr_own_folder_set_desk (BsrOwnFolder *self, BsrStore *store, const BsrActor *actor)
{
  g_return_if_fail (BSR_IS_OWN_FOLDER (self) && (store == NULL || actor != NULL));
  const char *officer = store != NULL ? actor->officer : NULL;
  const char *station = store != NULL ? actor->station : NULL;
  if (self->store == store && g_strcmp0 (self->officer, officer) == 0
      && g_strcmp0 (self->station, station) == 0)
    return;
  g_set_object (&self->store, store);
  g_free (self->officer);
  g_free (self->station);
  self->officer = g_strdup (officer);
  self->station = g_strdup (station);
  begin (self);
}

void
bsr_own_folder_set_path (BsrOwnFolder *self, const char *path)
{
  g_return_if_fail (BSR_IS_OWN_FOLDER (self));
  if (g_strcmp0 (self->path, path) == 0)
    return;
  g_free (self->path);
  self->path = g_strdup (path);
  begin (self);
}

void
bsr_own_folder_try_again (BsrOwnFolder *self)
{
  g_return_if_fail (BSR_IS_OWN_FOLDER (self));
  begin (self);
}

gboolean
bsr_own_folder_watches (BsrOwnFolder *self)
{
  g_return_val_if_fail (BSR_IS_OWN_FOLDER (self), FALSE);
  return self->folder != NULL;
}

const char *
bsr_own_folder_trouble (BsrOwnFolder *self)
{
  g_return_val_if_fail (BSR_IS_OWN_FOLDER (self), NULL);
  return self->trouble;
}

/* --- the object --- */

static void
bsr_own_folder_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_TROUBLE)
    g_value_set_string (value, BSR_OWN_FOLDER (object)->trouble);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
bsr_own_folder_finalize (GObject *object)
{
  BsrOwnFolder *self = BSR_OWN_FOLDER (object);
  g_clear_handle_id (&self->burst_source, g_source_remove);
  g_clear_object (&self->folder);
  g_clear_object (&self->store);
  g_clear_pointer (&self->burst, bsr_folder_burst_free);
  g_free (self->officer);
  g_free (self->station);
  g_free (self->path);
  g_free (self->trouble);
  G_OBJECT_CLASS (bsr_own_folder_parent_class)->finalize (object);
}

static void
bsr_own_folder_class_init (BsrOwnFolderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  object_class->get_property = bsr_own_folder_get_property;
  object_class->finalize = bsr_own_folder_finalize;
  g_object_class_install_property (object_class, PROP_TROUBLE,
                                   g_param_spec_string ("trouble", NULL, NULL, NULL,
                                                        G_PARAM_READABLE | G_PARAM_STATIC_STRINGS));
  g_signal_new ("say", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
bsr_own_folder_init (BsrOwnFolder *self)
{
  self->burst = bsr_folder_burst_new ();
}

BsrOwnFolder *
bsr_own_folder_new (const BsrDropHabits *habits)
{
  BsrOwnFolder *self = g_object_new (BSR_TYPE_OWN_FOLDER, NULL);
  self->habits = habits != NULL ? *habits : bsr_drop_habits_default ();
  return self;
}
