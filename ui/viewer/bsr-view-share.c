#include "bsr-view-share.h"

struct _BsrViewShare
{
  GObject parent;
  BsrPlace place;
  gconstpointer teller; /* not followed, only told apart */
  gboolean raw_pixels, panning, holding;
  int next_tool;
};

G_DEFINE_FINAL_TYPE (BsrViewShare, bsr_view_share, G_TYPE_OBJECT)

enum
{
  PROP_RAW_PIXELS = 1,
  PROP_PANNING,
  PROP_HOLDING,
  N_PROPS,
};

static gboolean *
member_of (BsrViewShare *self, guint id)
{
  return id == PROP_RAW_PIXELS ? &self->raw_pixels : id == PROP_PANNING ? &self->panning : &self->holding;
}

static void
bsr_view_share_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id > 0 && id < N_PROPS)
    g_value_set_boolean (value, *member_of (BSR_VIEW_SHARE (object), id));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
bsr_view_share_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == 0 || id >= N_PROPS)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  gboolean *member = member_of (BSR_VIEW_SHARE (object), id);
  if (*member == g_value_get_boolean (value))
    return;
  *member = g_value_get_boolean (value);
  g_object_notify_by_pspec (object, pspec);
}

static void
bsr_view_share_class_init (BsrViewShareClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  const GParamFlags both = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GParamSpec *properties[N_PROPS] = {
    [PROP_RAW_PIXELS] = g_param_spec_boolean ("raw-pixels", NULL, NULL, FALSE, both),
    [PROP_PANNING] = g_param_spec_boolean ("panning", NULL, NULL, FALSE, both),
    [PROP_HOLDING] = g_param_spec_boolean ("holding", NULL, NULL, FALSE, both),
  };
  object_class->get_property = bsr_view_share_get_property;
  object_class->set_property = bsr_view_share_set_property;
  g_object_class_install_properties (object_class, N_PROPS, properties);
  g_signal_new ("place-changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
}

static void
bsr_view_share_init (BsrViewShare *self)
{
  self->place = (BsrPlace){ .zoom = 1.0, .fitted = TRUE };
}

BsrViewShare *
bsr_view_share_new (void)
{
  return g_object_new (BSR_TYPE_VIEW_SHARE, NULL);
}

gboolean
bsr_view_share_has_place (BsrViewShare *self)
{
  g_return_val_if_fail (BSR_IS_VIEW_SHARE (self), FALSE);
  return self->teller != NULL;
}

BsrPlace
bsr_view_share_place (BsrViewShare *self)
{
  g_return_val_if_fail (BSR_IS_VIEW_SHARE (self), (BsrPlace){ 0 });
  return self->place;
}

gboolean
bsr_view_share_set_place (BsrViewShare *self, const BsrPlace *place, gconstpointer teller)
{
  g_return_val_if_fail (BSR_IS_VIEW_SHARE (self) && place != NULL, FALSE);
  if (place->fitted && self->place.fitted && self->teller != NULL && self->teller != teller)
    return FALSE;
  gboolean is_same = place->fitted == self->place.fitted
                     && (place->fitted
                         || (place->x == self->place.x && place->y == self->place.y
                             && place->zoom == self->place.zoom));
  self->place = *place;
  self->teller = teller;
  if (!is_same)
    g_signal_emit_by_name (self, "place-changed");
  return TRUE;
}

void
bsr_view_share_forget (BsrViewShare *self, gconstpointer teller)
{
  g_return_if_fail (BSR_IS_VIEW_SHARE (self));
  if (self->teller == teller)
    self->teller = NULL;
}

gboolean
bsr_view_share_raw_pixels (BsrViewShare *self)
{
  g_return_val_if_fail (BSR_IS_VIEW_SHARE (self), FALSE);
  return self->raw_pixels;
}

gboolean
bsr_view_share_panning (BsrViewShare *self)
{
  g_return_val_if_fail (BSR_IS_VIEW_SHARE (self), FALSE);
  return self->panning;
}

gboolean
bsr_view_share_holding (BsrViewShare *self)
{
  g_return_val_if_fail (BSR_IS_VIEW_SHARE (self), FALSE);
  return self->holding;
}

void
bsr_view_share_set_panning (BsrViewShare *self, gboolean panning)
{
  g_return_if_fail (BSR_IS_VIEW_SHARE (self));
  g_object_set (self, "panning", panning, NULL);
}

void
bsr_view_share_set_holding (BsrViewShare *self, gboolean holding)
{
  g_return_if_fail (BSR_IS_VIEW_SHARE (self));
  g_object_set (self, "holding", holding, NULL);
}

int
bsr_view_share_take_next_tool (BsrViewShare *self)
{
  g_return_val_if_fail (BSR_IS_VIEW_SHARE (self), 0);
  int tool = self->next_tool;
  self->next_tool = 0;
  return tool;
}

void
bsr_view_share_set_next_tool (BsrViewShare *self, int tool)
{
  g_return_if_fail (BSR_IS_VIEW_SHARE (self) && tool >= 0);
  self->next_tool = tool;
}
