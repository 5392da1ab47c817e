#include "bsr-arrival-item.h"

struct _BsrArrivalItem
{
  GObject parent;
  BsrArrival *arrival;
  GdkTexture *picture; /* (nullable) */
  char *problem;       /* (nullable) */
};

enum
{
  PROP_PICTURE = 1,
  PROP_PROBLEM,
};

G_DEFINE_FINAL_TYPE (BsrArrivalItem, bsr_arrival_item, G_TYPE_OBJECT)

static void
bsr_arrival_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BsrArrivalItem *self = BSR_ARRIVAL_ITEM (object);
  if (id == PROP_PICTURE)
    g_value_set_object (value, self->picture);
  else if (id == PROP_PROBLEM)
    g_value_set_string (value, self->problem);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
bsr_arrival_item_finalize (GObject *object)
{
  BsrArrivalItem *self = BSR_ARRIVAL_ITEM (object);
  g_clear_pointer (&self->arrival, bsr_arrival_free);
  g_clear_object (&self->picture);
  g_clear_pointer (&self->problem, g_free);
  G_OBJECT_CLASS (bsr_arrival_item_parent_class)->finalize (object);
}

static void
bsr_arrival_item_class_init (BsrArrivalItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  object_class->get_property = bsr_arrival_item_get_property;
  object_class->finalize = bsr_arrival_item_finalize;
  g_object_class_install_property (
      object_class, PROP_PICTURE,
      g_param_spec_object ("picture", NULL, NULL, GDK_TYPE_TEXTURE, flags));
  g_object_class_install_property (object_class, PROP_PROBLEM,
                                   g_param_spec_string ("problem", NULL, NULL, NULL, flags));
  g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
}

static void
bsr_arrival_item_init (BsrArrivalItem *self)
{
}

BsrArrivalItem *
bsr_arrival_item_new (BsrArrival *arrival)
{
  g_return_val_if_fail (arrival != NULL, NULL);
  BsrArrivalItem *self = g_object_new (BSR_TYPE_ARRIVAL_ITEM, NULL);
  self->arrival = arrival;
  return self;
}

const BsrArrival *
bsr_arrival_item_arrival (BsrArrivalItem *self)
{
  g_return_val_if_fail (BSR_IS_ARRIVAL_ITEM (self), NULL);
  return self->arrival;
}

void
bsr_arrival_item_follow (BsrArrivalItem *self, BsrArrivalItem *newer)
{
  g_return_if_fail (BSR_IS_ARRIVAL_ITEM (self) && BSR_IS_ARRIVAL_ITEM (newer));
  const BsrArrival *before = self->arrival, *after = newer->arrival;
  gboolean same = before->standing == after->standing && g_str_equal (before->reason, after->reason)
                  && g_str_equal (before->officer, after->officer);
  BsrArrival *arrival = self->arrival;
  self->arrival = newer->arrival;
  newer->arrival = arrival;
  if (!same)
    g_signal_emit_by_name (self, "changed");
}

GdkTexture *
bsr_arrival_item_picture (BsrArrivalItem *self)
{
  g_return_val_if_fail (BSR_IS_ARRIVAL_ITEM (self), NULL);
  return self->picture;
}

const char *
bsr_arrival_item_problem (BsrArrivalItem *self)
{
  g_return_val_if_fail (BSR_IS_ARRIVAL_ITEM (self), NULL);
  return self->problem;
}

void
bsr_arrival_item_set_picture (BsrArrivalItem *self, GdkTexture *picture, const char *problem)
{
  g_return_if_fail (BSR_IS_ARRIVAL_ITEM (self));
  g_set_object (&self->picture, picture);
  g_free (self->problem);
  self->problem = g_strdup (problem);
  g_object_notify (G_OBJECT (self), "picture");
  g_object_notify (G_OBJECT (self), "problem");
}
