#include "bsr-notary-watch.h"

struct _BsrNotaryWatch
{
  GObject parent_instance;
  BsrStore *store;
  char *officer, *station, *settings;
  guint source;
  gboolean busy;
  char *said; /* (nullable): what went wrong the last time */
};

/* For the worker. */
typedef struct
{
  BsrStore *store;
  char *officer, *station, *settings;
} Errand;

enum
{
  SIGNAL_FAILED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BsrNotaryWatch, bsr_notary_watch, G_TYPE_OBJECT)

static void
errand_free (gpointer data)
{
  Errand *errand = data;
  g_object_unref (errand->store);
  g_free (errand->officer);
  g_free (errand->station);
  g_free (errand->settings);
  g_free (errand);
}

static void
attend_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Errand *errand = data;
  const BsrActor actor = { errand->officer, errand->station };
  GError *error = NULL;
  g_autoptr (BsrAuditSettings) settings = bsr_audit_settings_read (errand->settings, &error);
  g_autoptr (BsrSigningKey) key = settings != NULL && settings->key != NULL
                                      ? bsr_signing_key_open (settings->key, NULL, &error)
                                      : NULL;
  if (key != NULL)
    bsr_notary_attend (errand->store, &actor, settings, key, (BsrSealing){ 0 }, NULL, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
attended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  BsrNotaryWatch *self = BSR_NOTARY_WATCH (source);
  g_autoptr (GError) error = NULL;
  gboolean good = g_task_propagate_boolean (G_TASK (result), &error);
  self->busy = FALSE;
  if (!good && g_strcmp0 (self->said, error->message) != 0)
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
  g_free (self->said);
  self->said = good ? NULL : g_strdup (error->message);
}

static gboolean
attend_cb (gpointer user_data)
{
  BsrNotaryWatch *self = user_data;
  if (self->busy)
    return G_SOURCE_CONTINUE;
  self->busy = TRUE;
  Errand *errand = g_new0 (Errand, 1);
  errand->store = g_object_ref (self->store);
  errand->officer = g_strdup (self->officer);
  errand->station = g_strdup (self->station);
  errand->settings = g_strdup (self->settings);
  g_autoptr (GTask) task = g_task_new (self, NULL, attended_cb, NULL);
  g_task_set_source_tag (task, attend_cb);
  g_task_set_task_data (task, errand, errand_free);
  g_task_run_in_thread (task, attend_in_thread);
  return G_SOURCE_CONTINUE;
}

static void
bsr_notary_watch_dispose (GObject *object)
{
  g_clear_handle_id (&BSR_NOTARY_WATCH (object)->source, g_source_remove);
  G_OBJECT_CLASS (bsr_notary_watch_parent_class)->dispose (object);
}

static void
bsr_notary_watch_finalize (GObject *object)
{
  BsrNotaryWatch *self = BSR_NOTARY_WATCH (object);
  g_object_unref (self->store);
  g_free (self->officer);
  g_free (self->station);
  g_free (self->settings);
  g_free (self->said);
  G_OBJECT_CLASS (bsr_notary_watch_parent_class)->finalize (object);
}

static void
bsr_notary_watch_class_init (BsrNotaryWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bsr_notary_watch_dispose;
  G_OBJECT_CLASS (klass)->finalize = bsr_notary_watch_finalize;
  signals[SIGNAL_FAILED] = g_signal_new ("failed", BSR_TYPE_NOTARY_WATCH, G_SIGNAL_RUN_LAST, 0, NULL,
                                         NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
bsr_notary_watch_init (BsrNotaryWatch *self)
{
}

BsrNotaryWatch *
bsr_notary_watch_new (BsrStore *store, const BsrActor *actor, const char *settings, guint period_s)
{
  g_return_val_if_fail (BSR_IS_STORE (store) && actor != NULL, NULL);

  BsrNotaryWatch *self = g_object_new (BSR_TYPE_NOTARY_WATCH, NULL);
  self->store = g_object_ref (store);
  self->officer = g_strdup (actor->officer);
  self->station = g_strdup (actor->station);
  self->settings = g_strdup (settings);
  self->source = g_timeout_add_seconds (period_s != 0 ? period_s : BSR_NOTARY_PERIOD_S, attend_cb, self);
  attend_cb (self);
  return self;
}
