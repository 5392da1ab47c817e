#include "bsr-hint.h"

#include <string.h>

/* What a controller points to. */
typedef struct
{
  BsrSession *session;
  BsrBox box;
} Hint;

static void
hint_free (gpointer data, GClosure *closure)
{
  Hint *hint = data;
  g_object_unref (hint->session);
  g_free (hint);
}

static void
enter_cb (Hint *hint)
{
  bsr_session_set_hint_box (hint->session, hint->box);
}

static void
leave_cb (Hint *hint)
{
  /* Something else may have been pointed at meanwhile. */
  BsrBox lit = bsr_session_hint_box (hint->session);
  if (memcmp (&lit, &hint->box, sizeof lit) == 0)
    bsr_session_set_hint_box (hint->session, (BsrBox){ 0 });
}

static void
connect (GtkEventController *controller, const char *signal, GCallback callback,
         BsrSession *session, BsrBox box)
{
  Hint *hint = g_new (Hint, 1);
  *hint = (Hint){ g_object_ref (session), box };
  g_signal_connect_data (controller, signal, callback, hint, hint_free, G_CONNECT_SWAPPED);
}

static void
add (GtkWidget *widget, GtkEventController *controller, BsrSession *session, BsrBox box)
{
  connect (controller, "enter", G_CALLBACK (enter_cb), session, box);
  connect (controller, "leave", G_CALLBACK (leave_cb), session, box);
  gtk_widget_add_controller (widget, controller);
}

void
bsr_hint_attach (GtkWidget *widget, BsrSession *session, BsrBox box)
{
  g_return_if_fail (GTK_IS_WIDGET (widget) && BSR_IS_SESSION (session));
  if (bsr_box_is_empty (box))
    return;
  add (widget, gtk_event_controller_motion_new (), session, box);
  add (widget, gtk_event_controller_focus_new (), session, box);
}
