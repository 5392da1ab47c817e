#pragma once

#include <gio/gio.h>
#include "bsr-drop-group.h"
#include "bsr-store.h"

G_BEGIN_DECLS

typedef enum
{
  BSR_DROP_LINKED,  /* a scan, to cases; the words name them */
  BSR_DROP_WAITING, /* a scan, in the tray; the words say why */
  BSR_DROP_KNOWN,   /* a scan that was taken before; the words say where it stands */
  BSR_DROP_BROUGHT, /* a case file or another system's file */
  BSR_DROP_REFUSED, /* moved into the subfolder; the words say why */
  BSR_DROP_FAILED,  /* the environment's fault: it stays where it is and is tried again */
  BSR_DROP_AWAY,    /* the folder or the store does not answer: it is asked again */
} BsrDropEvent;

/* @name: of the files, without their endings; of the folder with %BSR_DROP_AWAY; @words: one sentence, translated,
 * without a full stop. Both UTF-8. */
typedef void (*BsrDropTell) (BsrDropEvent event, const char *name, const char *words, gpointer data);

/* Who takes, and who listens. */
typedef struct
{
  BsrStore *store; /* a BsrStoreArrivals */
  const BsrActor *actor;
  BsrDropTell tell; /* (nullable) */
  gpointer data;
  GCancellable *cancellable;
} BsrDropTaker;

typedef enum
{
  BSR_DROP_DONE,    /* told */
  BSR_DROP_HELD,    /* something may still come, or another program has it: not told */
  BSR_DROP_LATER,   /* it failed, told */
  BSR_DROP_NOWHERE, /* the store failed, told */
  BSR_DROP_STOPPED, /* cancelled */
} BsrDropResult;

/**
 * bsr_drop_take:
 * @patient: whether what belongs to these files may still come
 *
 * Takes the files of one group into the store: a case file is put there; each scan is decoded, put into the vault and
 * linked in one act (see bsr_store_take_arrival()), and only when that is durable its files are removed; what the vault
 * does not hold byte for byte (case files, other systems' files, reports, raw planes) is kept in the subfolder of what was
 * taken. What cannot be taken is moved into the subfolder of what was refused, and the log says so.
 *
 * What waits in the tray for a case that comes is linked, see bsr_arrival_link_waiting().
 *
 * A description whose pixels wait in the tray (it comes late, alone or with the same pixels again) becomes theirs, and
 * links them where it names a container that has a case.
 * Several programs may do so with one folder; each scan is taken once. Blocks.
 */
BsrDropResult bsr_drop_take (const BsrDropTaker *taker, const BsrDropGroup *group, gboolean patient);

G_END_DECLS
