#pragma once

#include "bsr-test.h"

#include <gtk/gtk.h>
#include "bsr-analysis.h"
#include "bsr-dossier.h"
#include "bsr-render.h"
#include "bsr-store.h"
#include "bsr-window.h"

/* Starts the toolkit; skips the test, saying so, where there is no display. */
int bsr_ui_test_init (void **state);

/* Lets the main loop run until @done answers TRUE; fails after a minute. */
void bsr_ui_test_wait (gboolean (*done) (gpointer data), gpointer data);
/* Lets what is pending happen. */
void bsr_ui_test_settle (void);
/* Closes @window (transfer full), and waits until all that has to end before has ended. */
void bsr_ui_test_close_window (GtkWindow *window);

/* The first widget of @type below @root. Fails when there is none. */
GtkWidget *bsr_ui_test_find (GtkWidget *root, GType type);
/* The same of that name. */
GtkWidget *bsr_ui_test_find_named (GtkWidget *root, const char *name, GType type);

/* (transfer none) (nullable): a window of @type that is open. */
GtkWidget *bsr_ui_test_window (GType type);

/* (transfer full): a store in @folder. */
BsrStore *bsr_ui_test_store (const char *folder);
extern const BsrActor bsr_ui_test_actor;

/* Puts a flagged container (declared: 1000 kg of wood) into @store, and a scan of 96 x 48 pixels
 * of it, a container with a load and something dense in it, when @scanned. The case's id is @id. */
void bsr_ui_test_put_case (BsrStore *store, const char *folder, const char *id, gboolean scanned);
/* A scan like it comes by itself and waits because of @reason; of the number @container (nullable: none was read). Its
 * file is ID.tiff; those of different ids differ. */
gint64 bsr_ui_test_take_arrival (BsrStore *store, const char *folder, const char *id,
                                 const char *container, const char *reason);
/* A window of officer 7 on a store with the case "7", which has a scan: a fixture. */
typedef struct
{
  char *folder;
  BsrStore *store;
  BsrWindow *window;
} BsrUiTestDesk;
int bsr_ui_test_desk_set_up (void **state);
int bsr_ui_test_desk_tear_down (void **state);

/* (transfer full): opens a case. */
BsrDossier *bsr_ui_test_open (BsrStore *store, const char *id);
/* Waits until all acts of @dossier are saved. */
void bsr_ui_test_flush (BsrDossier *dossier);

/* (transfer full): such a scan with its physics, in pixels of 20 mm. */
BsrScene *bsr_ui_test_scene (void);
/* (transfer full): 96 x 48 pixels with physics, each twice as wide as high. */
BsrScene *bsr_ui_test_wide_scene (void);

/* (transfer full): an analysis with two findings (0.81 and 0.20), a mass that does not fit and a
 * container number that does. */
BsrAnalysis *bsr_ui_test_analysis (void);
