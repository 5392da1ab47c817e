#include "bsr-panel-history.h"

/* Steps that are kept: what a hand remembers having done. */
#define MOST_STEPS 50

/* A property whose changes are steps, and its value as it was last known. */
typedef struct
{
  GObject *object; /* (weak) (nullable) */
  GParamSpec *pspec;
  char *label;
  GValue last;
  gboolean merges;
} Watch;

typedef struct
{
  Watch *watch;
  GValue before, after;
  guint depth;
} Step;

struct _BsrPanelHistory
{
  GObject parent;
  GPtrArray *watches, *undoable, *redoable; /* Step; the last is the next */
  guint depth;
  gboolean applying;
};

G_DEFINE_FINAL_TYPE (BsrPanelHistory, bsr_panel_history, G_TYPE_OBJECT)

static void notified_cb (GObject *object, GParamSpec *pspec, BsrPanelHistory *self);

static void
watch_free (gpointer data)
{
  Watch *watch = data;
  g_clear_weak_pointer (&watch->object);
  g_value_unset (&watch->last);
  g_free (watch->label);
  g_free (watch);
}

static void
step_free (gpointer data)
{
  Step *step = data;
  g_value_unset (&step->before);
  g_value_unset (&step->after);
  g_free (step);
}

static void
bsr_panel_history_dispose (GObject *object)
{
  BsrPanelHistory *self = BSR_PANEL_HISTORY (object);
  for (guint i = 0; self->watches != NULL && i < self->watches->len; i++)
    {
      Watch *watch = g_ptr_array_index (self->watches, i);
      if (watch->object != NULL)
        g_signal_handlers_disconnect_by_data (watch->object, self);
    }
  g_clear_pointer (&self->undoable, g_ptr_array_unref);
  g_clear_pointer (&self->redoable, g_ptr_array_unref);
  g_clear_pointer (&self->watches, g_ptr_array_unref);
  G_OBJECT_CLASS (bsr_panel_history_parent_class)->dispose (object);
}

static void
bsr_panel_history_class_init (BsrPanelHistoryClass *class)
{
  G_OBJECT_CLASS (class)->dispose = bsr_panel_history_dispose;
  g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
}

static void
bsr_panel_history_init (BsrPanelHistory *self)
{
  self->watches = g_ptr_array_new_with_free_func (watch_free);
  self->undoable = g_ptr_array_new_with_free_func (step_free);
  self->redoable = g_ptr_array_new_with_free_func (step_free);
}

BsrPanelHistory *
bsr_panel_history_new (void)
{
  return g_object_new (BSR_TYPE_PANEL_HISTORY, NULL);
}

static Step *
last_of (GPtrArray *steps)
{
  return steps->len > 0 ? g_ptr_array_index (steps, steps->len - 1) : NULL;
}

static void
value_read (Watch *watch, GValue *value)
{
  g_value_init (value, watch->pspec->value_type);
  g_object_get_property (watch->object, watch->pspec->name, value);
}

static void
value_take (GValue *to, GValue *from)
{
  g_value_unset (to);
  *to = *from;
}

static void
push (BsrPanelHistory *self, Watch *watch, const GValue *now)
{
  Step *top = last_of (self->undoable);
  g_ptr_array_set_size (self->redoable, 0);
  if (watch->merges && top != NULL && top->watch == watch && top->depth == self->depth)
    {
      g_value_copy (now, &top->after);
      if (g_param_values_cmp (watch->pspec, &top->before, &top->after) == 0)
        g_ptr_array_remove_index (self->undoable, self->undoable->len - 1);
      return;
    }
  Step *step = g_new0 (Step, 1);
  step->watch = watch;
  step->depth = self->depth;
  g_value_init (&step->before, watch->pspec->value_type);
  g_value_copy (&watch->last, &step->before);
  g_value_init (&step->after, watch->pspec->value_type);
  g_value_copy (now, &step->after);
  g_ptr_array_add (self->undoable, step);
  if (self->undoable->len > MOST_STEPS)
    g_ptr_array_remove_index (self->undoable, 0);
}

/* Whatever changed since it was last known is a step, unless it is being taken back. */
static void
note (BsrPanelHistory *self, Watch *watch)
{
  GValue now = G_VALUE_INIT;
  value_read (watch, &now);
  if (g_param_values_cmp (watch->pspec, &watch->last, &now) == 0)
    {
      g_value_unset (&now);
      return;
    }
  gboolean is_step = !self->applying;
  if (is_step)
    push (self, watch, &now);
  value_take (&watch->last, &now);
  if (is_step)
    g_signal_emit_by_name (self, "changed");
}

static void
notified_cb (GObject *object, GParamSpec *pspec, BsrPanelHistory *self)
{
  for (guint i = 0; i < self->watches->len; i++)
    {
      Watch *watch = g_ptr_array_index (self->watches, i);
      if (watch->object == object && watch->pspec == pspec)
        note (self, watch);
    }
}

static Watch *
watch_new (BsrPanelHistory *self, GObject *object, const char *property, const char *label)
{
  Watch *watch = g_new0 (Watch, 1);
  g_set_weak_pointer (&watch->object, object);
  watch->pspec = g_object_class_find_property (G_OBJECT_GET_CLASS (object), property);
  watch->label = g_strdup (label);
  value_read (watch, &watch->last);
  g_ptr_array_add (self->watches, watch);
  return watch;
}

void
bsr_panel_history_watch (BsrPanelHistory *self, gpointer object, const char *property,
                         const char *label)
{
  g_return_if_fail (BSR_IS_PANEL_HISTORY (self) && G_IS_OBJECT (object) && label != NULL);
  watch_new (self, object, property, label);
  g_autofree char *signal = g_strconcat ("notify::", property, NULL);
  g_signal_connect (object, signal, G_CALLBACK (notified_cb), self);
}

void
bsr_panel_history_watch_merged (BsrPanelHistory *self, gpointer object, const char *property,
                                const char *label)
{
  bsr_panel_history_watch (self, object, property, label);
  ((Watch *) g_ptr_array_index (self->watches, self->watches->len - 1))->merges = TRUE;
}

void
bsr_panel_history_keep (BsrPanelHistory *self, gpointer object, const char *property,
                        const char *label)
{
  g_return_if_fail (BSR_IS_PANEL_HISTORY (self) && G_IS_OBJECT (object) && label != NULL);
  watch_new (self, object, property, label)->merges = TRUE;
}

static Watch *
kept_of (BsrPanelHistory *self, gpointer object)
{
  for (guint i = 0; i < self->watches->len; i++)
    {
      Watch *watch = g_ptr_array_index (self->watches, i);
      if (watch->object == object && watch->merges)
        return watch;
    }
  return NULL;
}

void
bsr_panel_history_note (BsrPanelHistory *self, gpointer object)
{
  g_return_if_fail (BSR_IS_PANEL_HISTORY (self));
  Watch *watch = kept_of (self, object);
  if (watch != NULL)
    note (self, watch);
}

void
bsr_panel_history_forget_change (BsrPanelHistory *self, gpointer object)
{
  g_return_if_fail (BSR_IS_PANEL_HISTORY (self));
  Watch *watch = kept_of (self, object);
  if (watch == NULL)
    return;
  GValue now = G_VALUE_INIT;
  value_read (watch, &now);
  value_take (&watch->last, &now);
}

void
bsr_panel_history_set_depth (BsrPanelHistory *self, guint depth, gboolean redone)
{
  g_return_if_fail (BSR_IS_PANEL_HISTORY (self));
  if (depth > self->depth && !redone)
    g_ptr_array_set_size (self->redoable, 0);
  self->depth = depth;
}

void
bsr_panel_history_clear (BsrPanelHistory *self)
{
  g_return_if_fail (BSR_IS_PANEL_HISTORY (self));
  g_ptr_array_set_size (self->undoable, 0);
  g_ptr_array_set_size (self->redoable, 0);
  self->depth = 0;
  g_signal_emit_by_name (self, "changed");
}

/* Steps of what is gone cannot be taken. */
static Step *
next_of (GPtrArray *steps)
{
  while (steps->len > 0 && last_of (steps)->watch->object == NULL)
    g_ptr_array_remove_index (steps, steps->len - 1);
  return last_of (steps);
}

static Step *
next_undo (BsrPanelHistory *self)
{
  Step *step = next_of (self->undoable);
  return step != NULL && step->depth >= self->depth ? step : NULL;
}

static Step *
next_redo (BsrPanelHistory *self)
{
  Step *step = next_of (self->redoable);
  return step != NULL && step->depth <= self->depth ? step : NULL;
}

const char *
bsr_panel_history_undo_label (BsrPanelHistory *self)
{
  g_return_val_if_fail (BSR_IS_PANEL_HISTORY (self), NULL);
  Step *step = next_undo (self);
  return step != NULL ? step->watch->label : NULL;
}

const char *
bsr_panel_history_redo_label (BsrPanelHistory *self)
{
  g_return_val_if_fail (BSR_IS_PANEL_HISTORY (self), NULL);
  Step *step = next_redo (self);
  return step != NULL ? step->watch->label : NULL;
}

static void
apply (BsrPanelHistory *self, Step *step, const GValue *value, GPtrArray *from, GPtrArray *to)
{
  Watch *watch = step->watch;
  self->applying = TRUE;
  g_object_set_property (watch->object, watch->pspec->name, value);
  note (self, watch);
  self->applying = FALSE;
  g_ptr_array_add (to, g_ptr_array_steal_index (from, from->len - 1));
  g_signal_emit_by_name (self, "changed");
}

gboolean
bsr_panel_history_undo (BsrPanelHistory *self)
{
  g_return_val_if_fail (BSR_IS_PANEL_HISTORY (self), FALSE);
  Step *step = next_undo (self);
  if (step == NULL)
    return FALSE;
  apply (self, step, &step->before, self->undoable, self->redoable);
  return TRUE;
}

gboolean
bsr_panel_history_redo (BsrPanelHistory *self)
{
  g_return_val_if_fail (BSR_IS_PANEL_HISTORY (self), FALSE);
  Step *step = next_redo (self);
  if (step == NULL)
    return FALSE;
  apply (self, step, &step->after, self->redoable, self->undoable);
  return TRUE;
}
