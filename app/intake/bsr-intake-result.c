#include "bsr-intake-result.h"

#include <glib/gi18n-lib.h>

static void
remark_free (gpointer data)
{
  BsrIntakeRemark *remark = data;
  g_free (remark->file);
  bsr_manifest_remark_free (remark->remark);
  g_free (remark);
}

static void
link_free (gpointer data)
{
  BsrIntakeLink *link = data;
  g_free (link->name);
  g_free (link->words);
  g_free (link);
}

void
bsr_intake_result_clear (BsrIntakeResult *result)
{
  g_return_if_fail (result != NULL);
  g_clear_pointer (&result->refused, g_ptr_array_unref);
  g_clear_pointer (&result->linked, g_ptr_array_unref);
  g_clear_pointer (&result->remarks, g_ptr_array_unref);
  *result = (BsrIntakeResult){ 0 };
}

void
bsr_intake_result_refuse (BsrIntakeResult *result, const char *path, const GError *problem)
{
  g_return_if_fail (result != NULL && path != NULL && problem != NULL);
  g_autofree char *name = g_path_get_basename (path);
  if (result->refused == NULL)
    result->refused = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (result->refused, g_strdup_printf ("%s: %s", name, problem->message));
}

void
bsr_intake_result_linked_cb (const char *name, const char *words, gpointer data)
{
  BsrIntakeResult *result = data;
  g_return_if_fail (result != NULL && name != NULL && words != NULL);
  BsrIntakeLink *added = g_new0 (BsrIntakeLink, 1);
  *added = (BsrIntakeLink){ g_strdup (name), g_strdup (words) };
  if (result->linked == NULL)
    result->linked = g_ptr_array_new_with_free_func (link_free);
  g_ptr_array_add (result->linked, added);
}

void
bsr_intake_result_remark (BsrIntakeResult *result, const char *file, BsrManifestRemark *remark)
{
  g_return_if_fail (result != NULL && file != NULL && remark != NULL);
  BsrIntakeRemark *added = g_new0 (BsrIntakeRemark, 1);
  added->file = g_strdup (file);
  added->remark = remark;
  if (result->remarks == NULL)
    result->remarks = g_ptr_array_new_with_free_func (remark_free);
  g_ptr_array_add (result->remarks, added);
}

char *
bsr_intake_remark_to_string (const BsrIntakeRemark *remark)
{
  g_return_val_if_fail (remark != NULL, NULL);
  const BsrManifestRemark *of = remark->remark;
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  if (of->line > 0)
    {
      g_autofree char *line = g_strdup_printf (_ ("line %d"), of->line);
      g_strv_builder_add (words, line);
    }
  if (of->place != NULL)
    g_strv_builder_add (words, of->place);
  if (of->container != NULL)
    g_strv_builder_add (words, of->container);
  g_auto (GStrv) places = g_strv_builder_end (words);
  g_autofree char *place = g_strjoinv (", ", places);
  return *place != '\0' ? g_strdup_printf ("%s: %s", place, of->reason) : g_strdup (of->reason);
}
