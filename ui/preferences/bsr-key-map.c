#include "bsr-key-map.h"

#include <glib/gi18n.h>

struct _BsrKeyMap
{
  GObject parent;
  GArray **keys; /* BsrKey, of each command of the table */
};

G_DEFINE_FINAL_TYPE (BsrKeyMap, bsr_key_map, G_TYPE_OBJECT)

static guint
index_of (const BsrCommand *command)
{
  guint n;
  const BsrCommand *all = bsr_commands (&n);
  return (guint) (command - all);
}

static GArray *
keys_of (BsrKeyMap *self, const BsrCommand *command)
{
  return self->keys[index_of (command)];
}

static BsrKey
key_parsed (const char *text)
{
  BsrKey key;
  if (!gtk_accelerator_parse (text, &key.keyval, &key.modifiers))
    return (BsrKey){ 0, 0 };
  key.keyval = gdk_keyval_to_lower (key.keyval);
  return key;
}

static void
take_defaults (BsrKeyMap *self, const BsrCommand *command)
{
  GArray *keys = keys_of (self, command);
  g_array_set_size (keys, 0);
  for (int i = 0; command->keys[i] != NULL; i++)
    {
      BsrKey key = key_parsed (command->keys[i]);
      g_array_append_val (keys, key);
    }
}

static int
position_of (GArray *keys, BsrKey key)
{
  for (guint i = 0; i < keys->len; i++)
    if (bsr_key_equal (g_array_index (keys, BsrKey, i), key))
      return (int) i;
  return -1;
}

/* Whoever else has @key loses it. */
static void
free_key (BsrKeyMap *self, BsrKey key, const BsrCommand *but)
{
  guint n;
  const BsrCommand *all = bsr_commands (&n);
  for (guint i = 0; i < n; i++)
    {
      int at = &all[i] != but ? position_of (self->keys[i], key) : -1;
      if (at >= 0)
        g_array_remove_index (self->keys[i], (guint) at);
    }
}

static void
emit_changed (BsrKeyMap *self)
{
  g_signal_emit_by_name (self, "changed");
}

static void
bsr_key_map_finalize (GObject *object)
{
  BsrKeyMap *self = BSR_KEY_MAP (object);
  guint n;
  bsr_commands (&n);
  for (guint i = 0; i < n; i++)
    g_array_unref (self->keys[i]);
  g_free (self->keys);
  G_OBJECT_CLASS (bsr_key_map_parent_class)->finalize (object);
}

static void
bsr_key_map_class_init (BsrKeyMapClass *class)
{
  G_OBJECT_CLASS (class)->finalize = bsr_key_map_finalize;
  g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
}

static void
bsr_key_map_init (BsrKeyMap *self)
{
  guint n;
  const BsrCommand *all = bsr_commands (&n);
  self->keys = g_new0 (GArray *, n);
  for (guint i = 0; i < n; i++)
    {
      self->keys[i] = g_array_new (FALSE, FALSE, sizeof (BsrKey));
      take_defaults (self, &all[i]);
    }
}

BsrKeyMap *
bsr_key_map_new (void)
{
  return g_object_new (BSR_TYPE_KEY_MAP, NULL);
}

guint
bsr_key_map_n_keys (BsrKeyMap *self, const BsrCommand *command)
{
  g_return_val_if_fail (BSR_IS_KEY_MAP (self) && command != NULL, 0);
  return keys_of (self, command)->len;
}

BsrKey
bsr_key_map_key (BsrKeyMap *self, const BsrCommand *command, guint index)
{
  g_return_val_if_fail (BSR_IS_KEY_MAP (self) && command != NULL, (BsrKey){ 0 });
  GArray *keys = keys_of (self, command);
  return index < keys->len ? g_array_index (keys, BsrKey, index) : (BsrKey){ 0 };
}

char *
bsr_key_map_label (BsrKeyMap *self, const BsrCommand *command)
{
  g_return_val_if_fail (BSR_IS_KEY_MAP (self) && command != NULL, NULL);
  return bsr_key_map_n_keys (self, command) > 0 ? bsr_key_label (bsr_key_map_key (self, command, 0))
                                                : NULL;
}

char *
bsr_key_map_tip (BsrKeyMap *self, const char *id, const char *text)
{
  g_return_val_if_fail (BSR_IS_KEY_MAP (self) && id != NULL && text != NULL, NULL);
  const BsrCommand *command = bsr_command_find (id);
  g_autofree char *key = command != NULL ? bsr_key_map_label (self, command) : NULL;
  /* Translators: a tooltip: what a button does, and its key. */
  return key != NULL ? g_strdup_printf (_ ("%s (%s)"), text, key) : g_strdup (text);
}

const BsrCommand *
bsr_key_map_find_event (BsrKeyMap *self, GdkEvent *event)
{
  g_return_val_if_fail (BSR_IS_KEY_MAP (self) && event != NULL, NULL);
  guint n;
  const BsrCommand *all = bsr_commands (&n), *partial = NULL;
  for (guint i = 0; i < n; i++)
    for (guint k = 0; k < self->keys[i]->len; k++)
      {
        BsrKey key = g_array_index (self->keys[i], BsrKey, k);
        GdkKeyMatch match = gdk_key_event_matches (event, key.keyval, key.modifiers);
        if (match == GDK_KEY_MATCH_EXACT)
          return &all[i];
        if (match == GDK_KEY_MATCH_PARTIAL && partial == NULL)
          partial = &all[i];
      }
  return partial != NULL ? partial : bsr_key_map_find (self, bsr_key_of_event (event));
}

const BsrCommand *
bsr_key_map_find (BsrKeyMap *self, BsrKey key)
{
  g_return_val_if_fail (BSR_IS_KEY_MAP (self), NULL);
  guint n;
  const BsrCommand *all = bsr_commands (&n);
  for (guint i = 0; i < n; i++)
    if (position_of (self->keys[i], key) >= 0)
      return &all[i];
  return NULL;
}

void
bsr_key_map_assign (BsrKeyMap *self, const BsrCommand *command, guint index, BsrKey key,
                    gboolean swap)
{
  g_return_if_fail (BSR_IS_KEY_MAP (self) && command != NULL);
  if (!bsr_key_is_free (key))
    return;
  GArray *keys = keys_of (self, command);
  if (position_of (keys, key) >= 0)
    return;

  const BsrCommand *other = bsr_key_map_find (self, key);
  BsrKey given_up = bsr_key_map_key (self, command, index);
  if (other != NULL && swap && given_up.keyval != 0)
    {
      GArray *others = keys_of (self, other);
      g_array_index (others, BsrKey, position_of (others, key)) = given_up;
    }
  else
    free_key (self, key, command);
  if (index < keys->len)
    g_array_index (keys, BsrKey, index) = key;
  else
    g_array_append_val (keys, key);
  emit_changed (self);
}

void
bsr_key_map_remove (BsrKeyMap *self, const BsrCommand *command, guint index)
{
  g_return_if_fail (BSR_IS_KEY_MAP (self) && command != NULL);
  GArray *keys = keys_of (self, command);
  if (index >= keys->len)
    return;
  g_array_remove_index (keys, index);
  emit_changed (self);
}

gboolean
bsr_key_map_is_default (BsrKeyMap *self, const BsrCommand *command)
{
  g_return_val_if_fail (BSR_IS_KEY_MAP (self) && command != NULL, TRUE);
  GArray *keys = keys_of (self, command);
  guint n = 0;
  for (; command->keys[n] != NULL; n++)
    if (n >= keys->len || !bsr_key_equal (g_array_index (keys, BsrKey, n), key_parsed (command->keys[n])))
      return FALSE;
  return n == keys->len;
}

void
bsr_key_map_reset (BsrKeyMap *self, const BsrCommand *command)
{
  g_return_if_fail (BSR_IS_KEY_MAP (self) && command != NULL);
  take_defaults (self, command);
  for (int i = 0; command->keys[i] != NULL; i++)
    free_key (self, key_parsed (command->keys[i]), command);
  emit_changed (self);
}

void
bsr_key_map_reset_all (BsrKeyMap *self)
{
  g_return_if_fail (BSR_IS_KEY_MAP (self));
  guint n;
  const BsrCommand *all = bsr_commands (&n);
  for (guint i = 0; i < n; i++)
    take_defaults (self, &all[i]);
  emit_changed (self);
}

GHashTable *
bsr_key_map_changes (BsrKeyMap *self)
{
  g_return_val_if_fail (BSR_IS_KEY_MAP (self), NULL);
  GHashTable *changes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_strfreev);
  guint n;
  const BsrCommand *all = bsr_commands (&n);
  for (guint i = 0; i < n; i++)
    {
      if (bsr_key_map_is_default (self, &all[i]))
        continue;
      g_autoptr (GStrvBuilder) keys = g_strv_builder_new ();
      for (guint k = 0; k < self->keys[i]->len; k++)
        {
          BsrKey key = g_array_index (self->keys[i], BsrKey, k);
          g_autofree char *name = gtk_accelerator_name (key.keyval, key.modifiers);
          g_strv_builder_add (keys, name);
        }
      g_hash_table_insert (changes, g_strdup (all[i].id), g_strv_builder_end (keys));
    }
  return changes;
}

void
bsr_key_map_apply_changes (BsrKeyMap *self, GHashTable *changes)
{
  g_return_if_fail (BSR_IS_KEY_MAP (self) && changes != NULL);
  guint n;
  const BsrCommand *all = bsr_commands (&n);
  /* First all that is given up: keys may have changed hands. */
  for (guint i = 0; i < n; i++)
    if (g_hash_table_contains (changes, all[i].id))
      g_array_set_size (self->keys[i], 0);
  for (guint i = 0; i < n; i++)
    {
      const char *const *keys = g_hash_table_lookup (changes, all[i].id);
      for (; keys != NULL && *keys != NULL; keys++)
        {
          BsrKey key = key_parsed (*keys);
          if (bsr_key_is_free (key) && bsr_key_map_find (self, key) == NULL)
            g_array_append_val (self->keys[i], key);
        }
    }
  emit_changed (self);
}
