#include <errno.h>
#include <glib/gi18n-lib.h>

#include "bsr-case-file.h"
#include "bsr-commands.h"
#include "bsr-console.h"
#include "bsr-demonstration.h"
#include "bsr-document.h"
#include "bsr-error.h"
#include "bsr-image-writer.h"
#include "bsr-scan-file.h"

static GDateTime *
parse_moment (const char *text)
{
  return text != NULL ? g_date_time_new_from_iso8601 (text, NULL) : NULL;
}

static BsrScan *
scan_of (const BsrDemonstrationCase *described, const BsrAcquisition *acquisition)
{
  BsrScan *scan = bsr_scan_new (described->name);
  scan->described = TRUE;
  scan->container = g_strdup (described->container);
  scan->acquired = parse_moment (described->acquired);
  scan->site = g_strdup (described->site);
  scan->scanner = g_strdup (described->scanner);
  scan->acquisition = *acquisition;
  return scan;
}

static void
take_transport (BsrCase *flagged, const BsrDemonstrationCase *described)
{
  flagged->bill_of_lading = g_strdup (described->bill_of_lading);
  flagged->vessel = g_strdup (described->vessel);
  flagged->voyage = g_strdup (described->voyage);
  flagged->port_of_lading = g_strdup (described->port_of_lading);
  flagged->port_of_discharge = g_strdup (described->port_of_discharge);
  flagged->shipper = g_strdup (described->shipper);
  flagged->consignee = g_strdup (described->consignee);
  if (described->seal != NULL)
    {
      g_strfreev (flagged->seals);
      flagged->seals = g_strdupv ((char *[]){ (char *) described->seal, NULL });
    }
}

static void
take_item (BsrCase *flagged, const BsrDemonstrationItem *described)
{
  BsrManifestItem *item = bsr_case_add_item (flagged, described->hs);
  item->description = g_strdup (described->description);
  item->packages = described->packages;
  item->package_type = g_strdup (described->package_type);
  item->gross_kg = described->gross_kg;
  item->origin = g_strdup (described->origin);
}

static BsrCase *
case_of (const BsrDemonstrationCase *described)
{
  BsrCase *flagged = bsr_case_new (described->case_id, described->container);
  flagged->size_type = g_strdup (described->size_type);
  flagged->flag_source = g_strdup (described->flag_source);
  flagged->risk = described->risk;
  flagged->priority = bsr_priority_from_string (described->priority);
  g_strfreev (flagged->flag_reasons);
  flagged->flag_reasons = g_strdupv ((char **) described->flag_reasons);
  flagged->raised = parse_moment (described->raised);
  flagged->cut_off = parse_moment (described->cut_off);
  take_transport (flagged, described);
  flagged->tare_kg = described->tare_kg;
  flagged->gross_kg = described->gross_kg;
  flagged->empty = described->empty;
  for (int i = 0; i < described->n_items; i++)
    take_item (flagged, &described->items[i]);
  return flagged;
}

static char *
path_in (const char *folder, const char *name, const char *ending)
{
  g_autofree char *file = g_strconcat (name, ending, NULL);
  return g_build_filename (folder, file, NULL);
}

/* The pixels come last: whoever sees a scan sees its description and its case too. */
static gboolean
write_one (const char *folder, int index, char **path, GCancellable *cancellable, GError **error)
{
  BsrDemonstrationCase described;
  g_autoptr (BsrSimulation) simulation =
      bsr_demonstration_make (index, 0, &described, cancellable, error);
  if (simulation == NULL)
    return FALSE;
  g_autoptr (BsrScan) scan = scan_of (&described, bsr_simulation_acquisition (simulation));
  g_autoptr (BsrCase) flagged = case_of (&described);
  g_autofree char *scan_json = bsr_scan_to_json (scan);
  g_autofree char *case_json = bsr_case_to_json (flagged);
  g_autofree char *scan_path = path_in (folder, described.name, ".scan.json");
  g_autofree char *case_path = path_in (folder, described.name, ".case.json");
  *path = path_in (folder, described.name, ".tiff");
  return bsr_document_write (scan_path, scan_json, error)
         && bsr_document_write (case_path, case_json, error)
         && bsr_image_write_tiff (bsr_simulation_image (simulation), *path, error);
}

static BsrStatus
make (const char *folder, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  if (g_mkdir_with_parents (folder, 0777) != 0)
    {
      g_set_error (&error, BSR_ERROR, BSR_ERROR_ENVIRONMENT, _ ("the folder cannot be made: %s"),
                   g_strerror (errno));
      return bsr_console_fail (folder, error);
    }
  for (int i = 0; i < bsr_demonstration_count (); i++)
    {
      g_autofree char *path = NULL;
      if (!write_one (folder, i, &path, cancellable, &error))
        return bsr_console_fail (path != NULL ? path : folder, error);
      g_autofree char *safe = bsr_console_escape (path);
      g_autofree char *line = g_strconcat (safe, "\n", NULL);
      BsrStatus status = bsr_console_print (line);
      if (status != BSR_STATUS_DONE)
        return status;
    }
  return BSR_STATUS_DONE;
}

static BsrStatus
run (const BsrCommand *command, GStrv arguments, GCancellable *cancellable)
{
  const GOptionEntry entries[] = { { NULL } };
  g_auto (GStrv) folders = NULL;
  BsrStatus status;
  if (!bsr_command_parse (command, arguments, entries, 1, 1, &folders, &status))
    return status;
  return make (folders[0], cancellable);
}

const BsrCommand bsr_command_demo = {
  .name = "demo",
  .usage = "DIR",
  .summary = N_ ("Make the fixed demonstration set (simulated scans), ready to open"),
  .run = run,
};
