#include "bsr-case-opener.h"

#include <glib/gi18n.h>

#include "bsr-case-caution.h"
#include "bsr-scan-reading.h"
#include "bsr-spare-memory.h"

struct _BsrCaseOpener
{
  GObject parent;
  BsrSession *session;
  BsrStore *store;
  BsrStationLibrary *library; /* (nullable) */
  char *officer, *station;

  GCancellable *cancellable; /* of the case that is being opened */
  GSignalGroup *dossier_signals;
  BsrScan *scan;   /* with the acquisition that fits the pixels */
  BsrImage *image; /* of @scan */
  BsrReference *reference; /* (nullable): what the station has seen of the declared goods */
  BsrKnownGoods *goods;    /* (nullable): how goods look, by the station's library */
  BsrJob *job;             /* (nullable): of @scan: nobody else analyses it meanwhile */
  BsrAnalysis *analysis;
  gboolean analysing;
};

enum
{
  PROP_ANALYSIS = 1,
  PROP_ANALYSING,
  PROP_CAN_ANALYSE,
};

G_DEFINE_FINAL_TYPE (BsrCaseOpener, bsr_case_opener, G_TYPE_OBJECT)

static void
set_analysis (BsrCaseOpener *self, BsrAnalysis *analysis)
{
  if (analysis != NULL)
    bsr_analysis_ref (analysis);
  g_clear_pointer (&self->analysis, bsr_analysis_unref);
  self->analysis = analysis;
  g_object_notify (G_OBJECT (self), "analysis");
}

static void
set_analysing (BsrCaseOpener *self, gboolean analysing)
{
  self->analysing = analysing;
  g_object_notify (G_OBJECT (self), "analysing");
  g_object_notify (G_OBJECT (self), "can-analyse");
}

static void
return_job (BsrCaseOpener *self, const char *problem)
{
  if (self->job != NULL)
    bsr_job_return (self->store, g_steal_pointer (&self->job), problem);
}

static void
say (BsrCaseOpener *self, const char *sentence)
{
  g_signal_emit_by_name (self, "failed", sentence);
}

/* Whether what was begun with @cancellable is no longer wanted: another case or scan is. */
static gboolean
is_superseded (BsrCaseOpener *self, GCancellable *cancellable)
{
  return self->cancellable != cancellable;
}

static char *
file_error (const BsrScan *scan, const GError *error)
{
  /* Translators: file name, and one sentence of what is wrong. */
  return g_strdup_printf (_ ("%s could not be read: %s."), scan->name, error->message);
}

static void
say_no_reference (BsrCaseOpener *self, const GError *error)
{
  /* Translators: one sentence of what is wrong. */
  g_autofree char *sentence
      = g_strdup_printf (_ ("The load is not held against earlier ones: %s."), error->message);
  say (self, sentence);
}

/* --- the analysis --- */

/* A callback's hold on the opener and on the opening it belongs to. */
typedef struct
{
  BsrCaseOpener *self;
  GCancellable *cancellable;
} Step;

static Step *
step_new (BsrCaseOpener *self)
{
  Step *step = g_new (Step, 1);
  step->self = g_object_ref (self);
  step->cancellable = g_object_ref (self->cancellable);
  return step;
}

static void
step_free (Step *step)
{
  g_object_unref (step->self);
  g_object_unref (step->cancellable);
  g_free (step);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Step, step_free)

static void
idle (BsrCaseOpener *self)
{
  bsr_session_set_busy (self->session, FALSE, 0, "");
  set_analysing (self, FALSE);
  bsr_spare_memory_give_back ();
}

static void
scene_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  BsrRadiograph *radiograph = task_data;
  BsrScene *scene =
      bsr_scene_new (bsr_radiograph_image (radiograph), radiograph, 0, cancellable, &error);
  if (scene != NULL)
    g_task_return_pointer (task, scene, (GDestroyNotify) bsr_scene_unref);
  else
    g_task_return_error (task, error);
}

static void
physics_shown_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Step) step = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrScene) scene = g_task_propagate_pointer (G_TASK (result), &error);
  if (is_superseded (step->self, step->cancellable))
    return;
  if (scene != NULL)
    bsr_session_set_scene (step->self->session, scene);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    say (step->self, error->message);
  idle (step->self);
}

static void
show_physics (BsrCaseOpener *self, BsrAnalysis *analysis)
{
  BsrRadiograph *radiograph = bsr_inspection_radiograph (bsr_analysis_inspection (analysis));
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, physics_shown_cb, step_new (self));
  g_task_set_source_tag (task, show_physics);
  g_task_set_task_data (task, bsr_radiograph_ref (radiograph),
                        (GDestroyNotify) bsr_radiograph_unref);
  g_task_run_in_thread (task, scene_in_thread);
}

static void
analysed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Step) step = user_data;
  BsrCaseOpener *self = step->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrAnalysis) analysis = bsr_analysis_new_finish (result, &error);
  if (is_superseded (self, step->cancellable))
    return;
  if (analysis == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          g_autofree char *sentence =
              g_strdup_printf (_ ("%s could not be analysed: %s."), self->scan->name,
                               error->message);
          say (self, sentence);
        }
      return_job (self, g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ? NULL
                                                                                  : error->message);
      idle (self);
      return;
    }
  BsrDossier *dossier = bsr_session_dossier (self->session);
  if (self->job != NULL)
    bsr_dossier_finish_job (dossier, analysis, g_steal_pointer (&self->job));
  else
    bsr_dossier_set_analysis (dossier, analysis);
  set_analysis (self, analysis);
  show_physics (self, analysis);
}

static void
progress_cb (double fraction, const char *stage, gpointer data)
{
  const Step *step = data;
  if (!is_superseded (step->self, step->cancellable) && step->self->analysing)
    bsr_session_set_busy (step->self->session, TRUE, fraction, _ ("Analysing"));
}

void
bsr_case_opener_analyse (BsrCaseOpener *self)
{
  g_return_if_fail (BSR_IS_CASE_OPENER (self));
  if (!bsr_case_opener_can_analyse (self))
    return;
  if (g_cancellable_is_cancelled (self->cancellable))
    {
      g_object_unref (self->cancellable);
      self->cancellable = g_cancellable_new ();
    }
  set_analysing (self, TRUE);
  bsr_session_set_busy (self->session, TRUE, 0, _ ("Analysing"));
  BsrDossier *dossier = bsr_session_dossier (self->session);
  /* The step outlives the progress: none is told after the answer. */
  Step *step = step_new (self);
  bsr_analysis_new_async (self->scan, self->image, bsr_dossier_case (dossier), self->reference, self->goods, 0,
                          progress_cb, step, self->cancellable, analysed_cb, step);
}

/* --- the pixels --- */

/* Says how far the worker is, unless it has ended or is no longer wanted. */
static gboolean
show_percent_cb (gpointer data)
{
  GTask *task = data;
  BsrCaseOpener *self = g_task_get_source_object (task);
  BsrScanReading *reading = g_task_get_task_data (task);
  if (!g_task_get_completed (task) && !is_superseded (self, g_task_get_cancellable (task)))
    bsr_session_set_busy (self->session, TRUE, g_atomic_int_get (&reading->percent) / 100.0,
                          _ ("Reading the scan"));
  return G_SOURCE_REMOVE;
}

/* On the worker, at most a hundred times. */
static void
note_percent_cb (double fraction, gpointer data)
{
  GTask *task = data;
  BsrScanReading *reading = g_task_get_task_data (task);
  g_atomic_int_set (&reading->percent, (gint) (fraction * 100.0));
  g_autoptr (GSource) source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, show_percent_cb, g_object_ref (task), g_object_unref);
  g_source_attach (source, g_task_get_context (task));
}

static void
show_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  const BsrDecoding decoding = { .progress = note_percent_cb, .progress_data = task };
  if (bsr_scan_reading_show (task_data, &decoding, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
finish_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  if (bsr_scan_reading_finish (task_data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
run_step (BsrCaseOpener *self, BsrScanReading *reading, GTaskThreadFunc step,
          GAsyncReadyCallback done)
{
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, done, step_new (self));
  g_task_set_source_tag (task, run_step);
  g_task_set_task_data (task, bsr_scan_reading_ref (reading),
                        (GDestroyNotify) bsr_scan_reading_unref);
  g_task_run_in_thread (task, step);
}

/* What is shown of a scan that turns out not to be what the store was given is taken away. */
static void
give_up_reading (BsrCaseOpener *self, const BsrScan *scan, const GError *error)
{
  bsr_session_set_scene (self->session, NULL);
  bsr_session_set_caution (self->session, NULL);
  bsr_session_set_busy (self->session, FALSE, 0, "");
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_autofree char *sentence = file_error (scan, error);
  say (self, sentence);
}

static void
finished_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Step) step = user_data;
  BsrCaseOpener *self = step->self;
  g_autoptr (GError) error = NULL;
  BsrScanReading *reading = g_task_get_task_data (G_TASK (result));
  gboolean finished = g_task_propagate_boolean (G_TASK (result), &error);
  if (is_superseded (self, step->cancellable))
    return;
  if (!finished)
    {
      give_up_reading (self, reading->scan, error);
      return;
    }
  /* The store keeps what the scanner said; an undescribed scan's planes are known only now. */
  gboolean fits = bsr_acquisition_fits (&reading->scan->acquisition, reading->image, NULL);
  self->scan = bsr_scan_ref (fits ? reading->scan : reading->loaded);
  self->image = bsr_image_ref (reading->image);
  self->reference = g_steal_pointer (&reading->reference);
  self->goods = g_steal_pointer (&reading->goods);
  self->job = g_steal_pointer (&reading->job);
  if (reading->no_reference != NULL)
    say_no_reference (self, reading->no_reference);
  bsr_session_set_scene (self->session, reading->scene);
  bsr_dossier_look_at (bsr_session_dossier (self->session), reading->scan->id, "window");
  g_autoptr (GError) no_counts = NULL;
  if (!bsr_image_has_counts (self->image, &no_counts))
    {
      return_job (self, no_counts->message);
      idle (self);
    }
  g_object_notify (G_OBJECT (self), "can-analyse");
  bsr_case_opener_analyse (self);
}

/* The first picture: the officer looks at it while the rest is done. */
static void
shown_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Step) step = user_data;
  BsrCaseOpener *self = step->self;
  g_autoptr (GError) error = NULL;
  BsrScanReading *reading = g_task_get_task_data (G_TASK (result));
  gboolean shown = g_task_propagate_boolean (G_TASK (result), &error);
  if (is_superseded (self, step->cancellable))
    return;
  if (!shown)
    {
      give_up_reading (self, reading->scan, error);
      return;
    }
  g_autofree char *sentence = bsr_case_caution (self->session, reading->loaded, reading->image);
  if (sentence != NULL)
    say (self, sentence);
  bsr_session_set_scene (self->session, reading->draft);
  bsr_session_set_busy (self->session, TRUE, 1.0, _ ("Checking the scan"));
  run_step (self, reading, finish_in_thread, finished_cb);
}

static void
forget_pixels (BsrCaseOpener *self)
{
  g_clear_pointer (&self->scan, bsr_scan_unref);
  g_clear_pointer (&self->image, bsr_image_unref);
  g_clear_pointer (&self->reference, bsr_reference_unref);
  g_clear_pointer (&self->goods, bsr_known_goods_unref);
}

/* Drops what is under way: its callbacks will find themselves superseded. */
static void
supersede (BsrCaseOpener *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  return_job (self, NULL);
}

/* Reads the dossier's current scan anew. */
static void
read_scan (BsrCaseOpener *self)
{
  BsrDossier *dossier = bsr_session_dossier (self->session);
  supersede (self);
  forget_pixels (self);
  bsr_session_set_caution (self->session, NULL);
  bsr_session_set_scene (self->session, NULL);
  set_analysing (self, FALSE);
  set_analysis (self, bsr_dossier_analysis (dossier));
  int index = bsr_dossier_scan_index (dossier);
  if (index < 0)
    {
      bsr_session_set_busy (self->session, FALSE, 0, "");
      return;
    }
  bsr_session_set_busy (self->session, TRUE, 0, _ ("Reading the scan"));
  BsrLibrarySnapshot *library
      = self->library != NULL ? bsr_station_library_snapshot (self->library) : NULL;
  g_autoptr (BsrScanReading) reading = bsr_scan_reading_new (
      bsr_dossier_scan (dossier, index), bsr_dossier_case (dossier), self->store, library);
  run_step (self, reading, show_in_thread, shown_cb);
}

/* --- the case --- */

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Step) step = user_data;
  BsrCaseOpener *self = step->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (BsrDossier) dossier = bsr_dossier_open_finish (result, &error);
  if (is_superseded (self, step->cancellable))
    {
      if (dossier != NULL)
        bsr_dossier_leave (dossier, TRUE);
      return;
    }
  if (dossier == NULL)
    {
      bsr_session_set_busy (self->session, FALSE, 0, "");
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          g_autofree char *sentence =
              g_strdup_printf (_ ("The case could not be opened: %s."), error->message);
          say (self, sentence);
        }
      return;
    }
  bsr_session_set_scene (self->session, NULL);
  BsrDossier *before = bsr_session_dossier (self->session);
  if (before != NULL)
    bsr_dossier_leave (before, !g_str_equal (bsr_dossier_case (before)->id,
                                             bsr_dossier_case (dossier)->id));
  bsr_session_set_dossier (self->session, dossier);
  g_signal_group_set_target (self->dossier_signals, dossier);
  read_scan (self);
}

void
bsr_case_opener_open (BsrCaseOpener *self, const char *case_id)
{
  g_return_if_fail (BSR_IS_CASE_OPENER (self) && case_id != NULL);
  if (self->store == NULL)
    return;
  supersede (self);
  set_analysing (self, FALSE);
  bsr_session_set_busy (self->session, TRUE, 0, _ ("Opening the case"));
  BsrActor actor = { .officer = self->officer, .station = self->station };
  bsr_dossier_open_async (self->store, &actor, case_id, self->cancellable, opened_cb,
                          step_new (self));
}

void
bsr_case_opener_set_officer (BsrCaseOpener *self, const char *officer)
{
  g_return_if_fail (BSR_IS_CASE_OPENER (self) && officer != NULL);
  BsrDossier *dossier = bsr_session_dossier (self->session);
  char *name = g_strdup (officer);
  g_free (self->officer);
  self->officer = name;
  supersede (self);
  forget_pixels (self);
  if (dossier != NULL)
    bsr_dossier_leave (dossier, TRUE);
  g_signal_group_set_target (self->dossier_signals, NULL);
  bsr_session_set_caution (self->session, NULL);
  bsr_session_set_scene (self->session, NULL);
  bsr_session_set_dossier (self->session, NULL);
  set_analysis (self, NULL);
  idle (self);
}

void
bsr_case_opener_cancel (BsrCaseOpener *self)
{
  g_return_if_fail (BSR_IS_CASE_OPENER (self));
  if (self->analysing)
    g_cancellable_cancel (self->cancellable);
}

/* --- the object --- */

static void
bsr_case_opener_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BsrCaseOpener *self = BSR_CASE_OPENER (object);
  switch (id)
    {
    case PROP_ANALYSIS:
      g_value_set_boxed (value, self->analysis);
      break;
    case PROP_ANALYSING:
      g_value_set_boolean (value, self->analysing);
      break;
    case PROP_CAN_ANALYSE:
      g_value_set_boolean (value, bsr_case_opener_can_analyse (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
bsr_case_opener_dispose (GObject *object)
{
  BsrCaseOpener *self = BSR_CASE_OPENER (object);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  return_job (self, NULL);
  forget_pixels (self);
  g_clear_pointer (&self->analysis, bsr_analysis_unref);
  g_clear_object (&self->dossier_signals);
  g_clear_object (&self->session);
  g_clear_object (&self->store);
  g_clear_object (&self->library);
  g_clear_pointer (&self->officer, g_free);
  g_clear_pointer (&self->station, g_free);
  G_OBJECT_CLASS (bsr_case_opener_parent_class)->dispose (object);
}

static void
bsr_case_opener_class_init (BsrCaseOpenerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  object_class->get_property = bsr_case_opener_get_property;
  object_class->dispose = bsr_case_opener_dispose;
  g_object_class_install_property (
      object_class, PROP_ANALYSIS,
      g_param_spec_boxed ("analysis", NULL, NULL, BSR_TYPE_ANALYSIS, flags));
  g_object_class_install_property (
      object_class, PROP_ANALYSING,
      g_param_spec_boolean ("analysing", NULL, NULL, FALSE, flags));
  g_object_class_install_property (
      object_class, PROP_CAN_ANALYSE,
      g_param_spec_boolean ("can-analyse", NULL, NULL, FALSE, flags));
  g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
bsr_case_opener_init (BsrCaseOpener *self)
{
  self->dossier_signals = g_signal_group_new (BSR_TYPE_DOSSIER);
  g_signal_group_connect_swapped (self->dossier_signals, "notify::scan-index",
                                  G_CALLBACK (read_scan), self);
}

BsrCaseOpener *
bsr_case_opener_new (BsrSession *session, const char *officer, const char *station)
{
  g_return_val_if_fail (BSR_IS_SESSION (session) && officer != NULL && station != NULL, NULL);
  BsrCaseOpener *self = g_object_new (BSR_TYPE_CASE_OPENER, NULL);
  self->session = g_object_ref (session);
  self->officer = g_strdup (officer);
  self->station = g_strdup (station);
  return self;
}

void
bsr_case_opener_set_store (BsrCaseOpener *self, BsrStore *store)
{
  g_return_if_fail (BSR_IS_CASE_OPENER (self));
  g_set_object (&self->store, store);
}

void
bsr_case_opener_set_library (BsrCaseOpener *self, BsrStationLibrary *library)
{
  g_return_if_fail (BSR_IS_CASE_OPENER (self));
  g_set_object (&self->library, library);
}

BsrAnalysis *
bsr_case_opener_analysis (BsrCaseOpener *self)
{
  g_return_val_if_fail (BSR_IS_CASE_OPENER (self), NULL);
  return self->analysis;
}

gboolean
bsr_case_opener_analysing (BsrCaseOpener *self)
{
  g_return_val_if_fail (BSR_IS_CASE_OPENER (self), FALSE);
  return self->analysing;
}

gboolean
bsr_case_opener_can_analyse (BsrCaseOpener *self)
{
  g_return_val_if_fail (BSR_IS_CASE_OPENER (self), FALSE);
  BsrScene *scene = bsr_session_scene (self->session);
  return self->image != NULL && !self->analysing && scene != NULL &&
         !bsr_scene_has_physics (scene) && !bsr_scene_is_colour (scene);
}
