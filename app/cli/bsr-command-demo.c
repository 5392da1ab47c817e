#include <errno.h>
#include <glib/gi18n-lib.h>

#include "bsr-case-file.h"
#include "bsr-commands.h"
#include "bsr-console.h"
#include "bsr-demonstration.h"
#include "bsr-error.h"
#include "bsr-simulated-files.h"

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
    {
      const BsrDemonstrationItem *item = &described->items[i];
      bsr_simulated_files_add_item (flagged, item->hs, item->description, item->packages,
                                    item->package_type, item->gross_kg, item->origin);
    }
  return flagged;
}

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
  return bsr_simulated_files_write (folder, described.name, scan, flagged, NULL, simulation, path,
                                    error);
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
