#pragma once

#include "bsr-caveat-bar.h"
#include "bsr-case-header.h"
#include "bsr-case-opener.h"
#include "bsr-claim-bar.h"
#include "bsr-compare-desk.h"
#include "bsr-decision-panel.h"
#include "bsr-downtime-window.h"
#include "bsr-folder-bar.h"
#include "bsr-image-window.h"
#include "bsr-inspector.h"
#include "bsr-key-map.h"
#include "bsr-look-panel.h"
#include "bsr-material-legend.h"
#include "bsr-measure-panel.h"
#include "bsr-notary-watch.h"
#include "bsr-panel-history.h"
#include "bsr-read-out-bar.h"
#include "bsr-sign-in-page.h"
#include "bsr-tone-bar.h"
#include "bsr-tone-legend.h"
#include "bsr-tool-strip.h"
#include "bsr-tray-window.h"
#include "bsr-accounts-page.h"
#include "bsr-window.h"
#include "bsr-worklist.h"

G_BEGIN_DECLS

struct _BsrWindow
{
  AdwApplicationWindow parent;

  AdwToastOverlay *toast_overlay;
  AdwFlap *flap;
  AdwStatusPage *status_page;
  GtkWidget *status_button;
  GtkStack *stack, *scan_stack;
  GtkPaned *paned;
  GtkWidget *view_bin, *inspector_pane;
  GtkWidget *view; /* the scan */
  BsrCompareDesk *compare_desk; /* in @view_bin */
  BsrWorklist *worklist;
  BsrCaseHeader *case_header;
  BsrClaimBar *claim_bar;
  BsrCaveatBar *caveat_bar;
  BsrFolderBar *folder_bar;
  BsrToneBar *tone_bar;
  BsrToneLegend *tone_legend;
  BsrLookPanel *look_panel;
  BsrToolStrip *tool_strip;
  BsrMeasurePanel *measure_panel;
  BsrReadOutBar *read_out_bar;
  BsrMaterialLegend *material_legend;
  BsrInspector *inspector;
  BsrDecisionPanel *decision_panel;
  GtkWidget *undo_button, *redo_button, *saving_label;

  BsrDuty *duty;
  BsrIdleWatch *idle;
  GtkWidget *door, *office; /* in place of @toast_overlay: to sign in; an administrator's */
  BsrSignInPage *page;      /* in @door */
  BsrAccountsPage *accounts_page; /* in @office */
  GtkMenuButton *officer_button, *office_button;
  GtkWidget *focus_before; /* (weak) (nullable): where to go back to */
  BsrStore *offered; /* (nullable): for who may see cases it becomes @store */

  BsrSession *session;
  BsrKeyMap *keys;
  BsrPanelHistory *history;
  gboolean redoing; /* a step of the case */
  BsrImageWindow *image_window; /* (nullable): while it is open */
  gboolean image_linked;
  GtkWidget *keys_window; /* (nullable): it has not been asked for yet */
  GtkWidget *downtime_window; /* the same */
  GtkWidget *tray_window; /* the same */
  BsrCaseOpener *opener;
  BsrStore *store;
  BsrStationLibrary *library; /* (nullable): of @store */
  BsrNotaryWatch *notary;
  BsrOwnFolder *own_folder;
  GSettings *settings; /* (nullable): the schema is not installed */
  GSignalGroup *dossier_signals;
  GtkFileChooserNative *chooser; /* while it is open */
  char *officer, *station;
  GPtrArray *waiting; /* paths that wait for the store */
  GCancellable *codes_read; /* the last reading of the list of tariff codes */
  guint reload_source;
  gboolean closing; /* the last acts are being saved */
};

/* Actions, keys and what they do: bsr-window-actions.c. */
void bsr_window_install_actions (GtkWidgetClass *widget_class);
/* The same for what is done to the picture: bsr-window-look.c. */
void bsr_window_install_look_actions (GtkWidgetClass *widget_class);
void bsr_window_connect_look (BsrWindow *self);
/* Panels and the windows beside this one: bsr-window-panels.c. */
void bsr_window_install_panel_actions (GtkWidgetClass *widget_class);
void bsr_window_watch_panels (BsrWindow *self);
/* The case has more or fewer steps that can be undone. */
void bsr_window_steps_changed (BsrWindow *self);
void bsr_window_undo (BsrWindow *self);
void bsr_window_redo (BsrWindow *self);
void bsr_window_close_image (BsrWindow *self);
void bsr_window_close_beside (BsrWindow *self);
void bsr_window_restore_panels (BsrWindow *self);
void bsr_window_keep_panels (BsrWindow *self);
/* Who has the case, and conflicts: bsr-window-claim.c. */
void bsr_window_install_claim_actions (GtkWidgetClass *widget_class);
/* An act could not be saved. */
void bsr_window_show_failure (BsrWindow *self, const GError *error);
/* Makes actions possible or not as the dossier and the opener stand. */
void bsr_window_update_actions (BsrWindow *self);
/* Who is at the window: bsr-window-duty.c. */
void bsr_window_begin_duty (BsrWindow *self);
void bsr_window_install_duty_actions (GtkWidgetClass *widget_class);
/* Whether cases may not be shown now. */
gboolean bsr_window_is_shut (BsrWindow *self);
/* Signs out; %FALSE: nobody is signed in. The window is destroyed once he is. */
gboolean bsr_window_close_duty (BsrWindow *self);
/* What bsr-window.c does for it. */
void bsr_window_open_store (BsrWindow *self);
/* The log is signed, in the name of who is there, where the station has a key. */
void bsr_window_employ_notary (BsrWindow *self);
/* What comes by itself: bsr-window-folder.c. */
void bsr_window_begin_folder (BsrWindow *self);
void bsr_window_install_folder_actions (GtkWidgetClass *widget_class);
void bsr_window_update_folder (BsrWindow *self);
/* Closes what was opened over the window, pictures of the case, say; not what comes back with it. */
void bsr_window_close_over (BsrWindow *self);
/* Files that are opened or dropped: bsr-window-import.c. */
void bsr_window_import_waiting (BsrWindow *self);
void bsr_window_accept_drops (BsrWindow *self);
/* (transfer full): says @sentence, long enough to be read twice; for bsr-window.c's overlay. */
AdwToast *bsr_window_toast_new (const char *sentence);
void bsr_window_show_title (BsrWindow *self);
/* Shows what the station's list of tariff codes says, whichever its setting names. */
void bsr_window_follow_codes (BsrWindow *self);

G_END_DECLS
