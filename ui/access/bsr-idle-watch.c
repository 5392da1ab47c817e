#include "bsr-idle-watch.h"

#include <time.h>

/* Seconds between looks at the clock: how much later than said a desk may be locked. */
#define LOOK_SECONDS 5

struct _BsrIdleWatch
{
  GObject parent;
  BsrIdleClock clock;
  gpointer data;
  guint limit;
  gint64 touched;
  gboolean told;
  guint source;
};

G_DEFINE_FINAL_TYPE (BsrIdleWatch, bsr_idle_watch, G_TYPE_OBJECT)

static gint64
system_clock (gpointer data)
{
  struct timespec now;
  clock_gettime (CLOCK_BOOTTIME, &now);
  return now.tv_sec;
}

static gboolean
look_cb (gpointer user_data)
{
  bsr_idle_watch_look (user_data);
  return G_SOURCE_CONTINUE;
}

static gboolean
event_cb (GtkEventControllerLegacy *controller, GdkEvent *event, BsrIdleWatch *self)
{
  switch ((int) gdk_event_get_event_type (event))
    {
    case GDK_MOTION_NOTIFY:
    case GDK_BUTTON_PRESS:
    case GDK_KEY_PRESS:
    case GDK_SCROLL:
    case GDK_TOUCH_BEGIN:
    case GDK_TOUCH_UPDATE:
    case GDK_TOUCHPAD_SWIPE:
    case GDK_TOUCHPAD_PINCH:
      bsr_idle_watch_touch (self);
      break;
    default: /* what the system does to a window nobody has done */
      break;
    }
  return GDK_EVENT_PROPAGATE;
}

static void
bsr_idle_watch_dispose (GObject *object)
{
  BsrIdleWatch *self = BSR_IDLE_WATCH (object);
  g_clear_handle_id (&self->source, g_source_remove);
  G_OBJECT_CLASS (bsr_idle_watch_parent_class)->dispose (object);
}

static void
bsr_idle_watch_class_init (BsrIdleWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bsr_idle_watch_dispose;
  g_signal_new ("idle", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
}

static void
bsr_idle_watch_init (BsrIdleWatch *self)
{
}

BsrIdleWatch *
bsr_idle_watch_new (BsrIdleClock clock, gpointer data)
{
  BsrIdleWatch *self = g_object_new (BSR_TYPE_IDLE_WATCH, NULL);
  self->clock = clock != NULL ? clock : system_clock;
  self->data = data;
  self->source = g_timeout_add_seconds (LOOK_SECONDS, look_cb, self);
  bsr_idle_watch_touch (self);
  return self;
}

void
bsr_idle_watch_set_limit (BsrIdleWatch *self, guint seconds)
{
  g_return_if_fail (BSR_IS_IDLE_WATCH (self));
  self->limit = seconds;
}

void
bsr_idle_watch_add_window (BsrIdleWatch *self, GtkWidget *window)
{
  g_return_if_fail (BSR_IS_IDLE_WATCH (self) && GTK_IS_WIDGET (window));
  GtkEventController *legacy = gtk_event_controller_legacy_new ();
  gtk_event_controller_set_propagation_phase (legacy, GTK_PHASE_CAPTURE);
  g_signal_connect_object (legacy, "event", G_CALLBACK (event_cb), self, 0);
  gtk_widget_add_controller (window, legacy);
}

void
bsr_idle_watch_touch (BsrIdleWatch *self)
{
  g_return_if_fail (BSR_IS_IDLE_WATCH (self));
  self->touched = self->clock (self->data);
  self->told = FALSE;
}

void
bsr_idle_watch_look (BsrIdleWatch *self)
{
  g_return_if_fail (BSR_IS_IDLE_WATCH (self));
  if (self->limit == 0 || self->told || self->clock (self->data) - self->touched < self->limit)
    return;
  self->told = TRUE;
  g_signal_emit_by_name (self, "idle");
}
