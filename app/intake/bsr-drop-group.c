#include "bsr-drop-group.h"

#include "bsr-low-file.h"
#include "bsr-sibling.h"

BsrDropGroup *
bsr_drop_group_new (char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  BsrDropGroup *group = g_new0 (BsrDropGroup, 1);
  group->name = name;
  group->files = g_ptr_array_new_with_free_func (g_free);
  group->pixels = g_ptr_array_new_with_free_func (g_free);
  return group;
}

void
bsr_drop_group_free (BsrDropGroup *group)
{
  if (group == NULL)
    return;
  g_free (group->name);
  g_ptr_array_unref (group->files);
  g_ptr_array_unref (group->pixels);
  g_free (group->description);
  g_free (group->report);
  g_free (group->case_file);
  g_free (group);
}

static void
set (char **member, const char *path)
{
  g_free (*member);
  *member = g_strdup (path);
}

void
bsr_drop_group_add (BsrDropGroup *group, const char *path)
{
  g_return_if_fail (group != NULL && path != NULL);

  g_ptr_array_add (group->files, g_strdup (path));
  switch (bsr_sibling_sort (path))
    {
    case BSR_SIBLING_DESCRIPTION:
      set (&group->description, path);
      break;
    case BSR_SIBLING_REPORT:
      set (&group->report, path);
      break;
    case BSR_SIBLING_CASE:
      set (&group->case_file, path);
      break;
    case BSR_SIBLING_LOW_PLANE:
      break;
    case BSR_SIBLING_PIXELS:
    case BSR_SIBLING_OTHER_JSON:
    default:
      {
        g_autofree char *high = bsr_low_file_high (path);
        if (high == NULL) /* else it waits for its first energy */
          g_ptr_array_add (group->pixels, g_strdup (path));
      }
    }
}

static void
remove_from (GPtrArray *paths, const char *path)
{
  guint at;
  if (g_ptr_array_find_with_equal_func (paths, path, g_str_equal, &at))
    g_ptr_array_remove_index (paths, at);
}

void
bsr_drop_group_remove (BsrDropGroup *group, const char *path)
{
  g_return_if_fail (group != NULL && path != NULL);
  remove_from (group->pixels, path);
  remove_from (group->files, path);
}

char *
bsr_drop_group_title (const BsrDropGroup *group)
{
  g_return_val_if_fail (group != NULL, NULL);
  return g_filename_display_basename (group->files->len == 1 ? group->files->pdata[0]
                                                             : group->name);
}
