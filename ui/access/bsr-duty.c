#include "bsr-duty.h"

struct _BsrDuty
{
  GObject parent;
  char *open_officer, *station;
  BsrStore *store;     /* (nullable) */
  char *url;           /* (nullable): of a store that opens to who signs in */
  BsrAccount *account; /* (nullable) */
  BsrDutyState state;
  int n_busy; /* workers */
  BsrPasswordCost cost;
};

enum
{
  PROP_STATE = 1,
  PROP_BUSY,
};

G_DEFINE_FINAL_TYPE (BsrDuty, bsr_duty, G_TYPE_OBJECT)

/* What a worker is to do. */
typedef struct
{
  enum
  {
    JOB_OPEN,
    JOB_SIGN_IN,
    JOB_SET_UP,
    JOB_CHANGE_PASSWORD,
    JOB_LOCK,
    JOB_SIGN_OUT,
  } kind;
  BsrStore *store; /* (nullable): it is to be opened */
  char *url, *name, *station, *officer;
  BsrPassword *password, *current; /* (nullable) */
  BsrPasswordCost cost;
} Job;

static void
job_free (Job *job)
{
  g_clear_object (&job->store);
  g_free (job->url);
  g_free (job->name);
  g_free (job->station);
  g_free (job->officer);
  bsr_password_free (job->password);
  bsr_password_free (job->current);
  g_free (job);
}

/* --- the worker --- */

static BsrAccount *
sign_in (const Job *job, const BsrPassword *password, GError **error)
{
  const BsrSignIn request = {
    .name = job->name, .password = password, .station = job->station, .cost = &job->cost
  };
  return bsr_store_sign_in (job->store, &request, error);
}

/* (transfer full) (nullable): %NULL without @error: the store's owner, who is nobody's account. */
static BsrAccount *
open_store (Job *job, GError **error)
{
  job->store = bsr_store_open_as (job->url, job->name, job->password, job->station, error);
  return job->store != NULL ? bsr_store_get_signed_in (job->store) : NULL;
}

static BsrAccount *
set_up (const Job *job, GError **error)
{
  const BsrActor actor = { job->officer, job->station };
  if (!bsr_store_create_account (job->store, &actor, job->name, BSR_ROLE_ADMINISTRATOR,
                                 job->password, &job->cost, error))
    return NULL;
  return sign_in (job, job->password, error);
}

static BsrAccount *
change_password (const Job *job, GError **error)
{
  const BsrActor actor = { job->name, job->station };
  g_autoptr (BsrAccount) account = sign_in (job, job->current, error);
  if (account == NULL
      || !bsr_store_set_password (job->store, &actor, job->name, job->password,
                                  &job->cost, error))
    return NULL;
  return g_steal_pointer (&account);
}

static void
work_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Job *job = task_data;
  GError *error = NULL;
  BsrAccount *account = NULL;
  switch (job->kind)
    {
    case JOB_OPEN:
      account = open_store (job, &error);
      break;
    case JOB_SIGN_IN:
      account = sign_in (job, job->password, &error);
      break;
    case JOB_SET_UP:
      account = set_up (job, &error);
      break;
    case JOB_CHANGE_PASSWORD:
      account = change_password (job, &error);
      break;
    case JOB_LOCK:
      bsr_store_leave (job->store, job->station, BSR_LEAVE_LOCK, &error);
      break;
    case JOB_SIGN_OUT:
    default:
      bsr_store_leave (job->store, job->station, BSR_LEAVE_SIGN_OUT, &error);
    }
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, account, (GDestroyNotify) bsr_account_free);
}

/* --- what came of it --- */

static void
set_state (BsrDuty *self, BsrDutyState state)
{
  self->state = state;
  g_object_notify (G_OBJECT (self), "state");
  g_signal_emit_by_name (self, "changed");
}

static void
add_busy (BsrDuty *self, int n)
{
  self->n_busy += n;
  g_object_notify (G_OBJECT (self), "busy");
}

/* Nothing else is said of what could not be done; signing out happens in the window all the same, and
 * the store lets nobody else act in that name. */
static void
finish (BsrDuty *self, const Job *job, BsrAccount *account, const GError *error)
{
  if (job->kind == JOB_OPEN && error == NULL)
    {
      bsr_duty_set_store (self, job->store);
      return;
    }
  if (account != NULL)
    {
      bsr_account_free (self->account);
      self->account = bsr_account_copy (account);
    }
  if (account != NULL && job->kind != JOB_CHANGE_PASSWORD)
    set_state (self, BSR_DUTY_SIGNED_IN);
  if (job->kind == JOB_SIGN_OUT)
    {
      g_clear_pointer (&self->account, bsr_account_free);
      set_state (self, BSR_DUTY_SIGNED_OUT);
    }
  /* The account is made; only the signing in was not. */
  if (job->kind == JOB_SET_UP && account == NULL && bsr_store_is_guarded (self->store))
    set_state (self, BSR_DUTY_SIGNED_OUT);
  if (error != NULL)
    g_signal_emit_by_name (self, "refused", error->message);
  else if (job->kind == JOB_CHANGE_PASSWORD)
    g_signal_emit_by_name (self, "password-changed");
}

static void
worked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  BsrDuty *self = BSR_DUTY (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrAccount) account = g_task_propagate_pointer (G_TASK (result), &error);
  add_busy (self, -1);
  finish (self, g_task_get_task_data (G_TASK (result)), account, error);
}

static void
start (BsrDuty *self, int kind, const char *name, BsrPassword *password, BsrPassword *current)
{
  Job *job = g_new0 (Job, 1);
  job->kind = kind;
  g_set_object (&job->store, self->store);
  job->url = g_strdup (self->url);
  job->name = g_strdup (name);
  job->station = g_strdup (self->station);
  job->officer = g_strdup (self->open_officer);
  job->password = password;
  job->current = current;
  job->cost = self->cost;
  g_autoptr (GTask) task = g_task_new (self, NULL, worked_cb, NULL);
  g_task_set_source_tag (task, start);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  add_busy (self, 1);
  g_task_run_in_thread (task, work_in_thread);
}

/* --- what is asked for --- */

void
bsr_duty_sign_in (BsrDuty *self, const char *name, BsrPassword *password)
{
  g_return_if_fail (BSR_IS_DUTY (self) && name != NULL && password != NULL);
  if ((self->store == NULL && self->url == NULL) || self->n_busy > 0)
    bsr_password_free (password);
  else
    start (self, self->store != NULL ? JOB_SIGN_IN : JOB_OPEN, name, password, NULL);
}

void
bsr_duty_set_up (BsrDuty *self, const char *name, BsrPassword *password)
{
  g_return_if_fail (BSR_IS_DUTY (self) && name != NULL && password != NULL);
  if (self->state != BSR_DUTY_OPEN_DESK || self->n_busy > 0)
    bsr_password_free (password);
  else
    start (self, JOB_SET_UP, name, password, NULL);
}

void
bsr_duty_change_password (BsrDuty *self, BsrPassword *current, BsrPassword *password)
{
  g_return_if_fail (BSR_IS_DUTY (self) && current != NULL && password != NULL);
  if (self->state == BSR_DUTY_SIGNED_IN && self->n_busy == 0)
    {
      start (self, JOB_CHANGE_PASSWORD, self->account->name, password, current);
      return;
    }
  bsr_password_free (current);
  bsr_password_free (password);
}

void
bsr_duty_lock (BsrDuty *self)
{
  g_return_if_fail (BSR_IS_DUTY (self));
  if (self->state != BSR_DUTY_SIGNED_IN || !bsr_duty_can_lock (self))
    return;
  start (self, JOB_LOCK, NULL, NULL, NULL);
  set_state (self, BSR_DUTY_LOCKED);
}

void
bsr_duty_sign_out (BsrDuty *self)
{
  g_return_if_fail (BSR_IS_DUTY (self));
  if ((self->state == BSR_DUTY_SIGNED_IN || self->state == BSR_DUTY_LOCKED) && self->n_busy == 0
      && bsr_duty_can_lock (self))
    start (self, JOB_SIGN_OUT, NULL, NULL, NULL);
}

/* --- the object --- */

static void
bsr_duty_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BsrDuty *self = BSR_DUTY (object);
  switch (id)
    {
    case PROP_STATE:
      g_value_set_int (value, (int) self->state);
      break;
    case PROP_BUSY:
      g_value_set_boolean (value, self->n_busy > 0);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
bsr_duty_dispose (GObject *object)
{
  BsrDuty *self = BSR_DUTY (object);
  g_clear_object (&self->store);
  g_clear_pointer (&self->account, bsr_account_free);
  g_clear_pointer (&self->open_officer, g_free);
  g_clear_pointer (&self->url, g_free);
  g_clear_pointer (&self->station, g_free);
  G_OBJECT_CLASS (bsr_duty_parent_class)->dispose (object);
}

static void
bsr_duty_class_init (BsrDutyClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  object_class->get_property = bsr_duty_get_property;
  object_class->dispose = bsr_duty_dispose;
  g_object_class_install_property (
      object_class, PROP_STATE,
      g_param_spec_int ("state", NULL, NULL, 0, BSR_DUTY_LOCKED, BSR_DUTY_NO_STORE, flags));
  g_object_class_install_property (object_class, PROP_BUSY,
                                   g_param_spec_boolean ("busy", NULL, NULL, FALSE, flags));
  g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
  g_signal_new ("refused", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, G_TYPE_STRING);
  g_signal_new ("password-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                NULL, G_TYPE_NONE, 0);
}

static void
bsr_duty_init (BsrDuty *self)
{
  self->cost = bsr_password_cost;
}

BsrDuty *
bsr_duty_new (const char *officer, const char *station)
{
  g_return_val_if_fail (officer != NULL && station != NULL, NULL);
  BsrDuty *self = g_object_new (BSR_TYPE_DUTY, NULL);
  self->open_officer = g_strdup (officer);
  self->station = g_strdup (station);
  return self;
}

void
bsr_duty_set_store (BsrDuty *self, BsrStore *store)
{
  g_return_if_fail (BSR_IS_DUTY (self) && BSR_IS_STORE (store) && self->store == NULL);
  self->store = g_object_ref (store);
  self->account = bsr_store_get_signed_in (store);
  set_state (self, self->account != NULL          ? BSR_DUTY_SIGNED_IN
                   : bsr_store_is_guarded (store) ? BSR_DUTY_SIGNED_OUT
                                                  : BSR_DUTY_OPEN_DESK);
}

void
bsr_duty_set_cost (BsrDuty *self, const BsrPasswordCost *cost)
{
  g_return_if_fail (BSR_IS_DUTY (self) && cost != NULL);
  self->cost = *cost;
}

void
bsr_duty_set_server (BsrDuty *self, const char *url)
{
  g_return_if_fail (BSR_IS_DUTY (self) && self->store == NULL);
  g_autofree char *copy = url != NULL ? g_strdup (url) : bsr_store_default_url ();
  g_free (self->url);
  self->url = g_steal_pointer (&copy);
  set_state (self, BSR_DUTY_SIGNED_OUT);
}

gboolean
bsr_duty_can_lock (BsrDuty *self)
{
  g_return_val_if_fail (BSR_IS_DUTY (self), FALSE);
  return self->account != NULL && bsr_store_asks_password (self->store);
}

gboolean
bsr_duty_keeps_passwords (BsrDuty *self)
{
  g_return_val_if_fail (BSR_IS_DUTY (self), FALSE);
  return self->account != NULL && bsr_store_get_identity (self->store) == NULL;
}

BsrStore *
bsr_duty_store (BsrDuty *self)
{
  g_return_val_if_fail (BSR_IS_DUTY (self), NULL);
  return self->store;
}

const char *
bsr_duty_station (BsrDuty *self)
{
  g_return_val_if_fail (BSR_IS_DUTY (self), NULL);
  return self->station;
}

BsrDutyState
bsr_duty_state (BsrDuty *self)
{
  g_return_val_if_fail (BSR_IS_DUTY (self), BSR_DUTY_NO_STORE);
  return self->state;
}

gboolean
bsr_duty_is_busy (BsrDuty *self)
{
  g_return_val_if_fail (BSR_IS_DUTY (self), FALSE);
  return self->n_busy > 0;
}

const char *
bsr_duty_officer (BsrDuty *self)
{
  g_return_val_if_fail (BSR_IS_DUTY (self), NULL);
  if (self->account != NULL)
    return self->account->name;
  return self->state == BSR_DUTY_OPEN_DESK ? self->open_officer : NULL;
}

const BsrAccount *
bsr_duty_account (BsrDuty *self)
{
  g_return_val_if_fail (BSR_IS_DUTY (self), NULL);
  return self->account;
}

gboolean
bsr_duty_may (BsrDuty *self, BsrRight right, const char **reason)
{
  g_return_val_if_fail (BSR_IS_DUTY (self), FALSE);
  gboolean may = self->account != NULL ? bsr_right_is_of (right, self->account->role)
                                       : self->state == BSR_DUTY_OPEN_DESK;
  if (!may && reason != NULL)
    *reason = self->account != NULL ? bsr_right_refusal (right) : bsr_right_refusal (BSR_RIGHT_SIGN);
  return may;
}
