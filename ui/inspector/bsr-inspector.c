#include "bsr-inspector.h"

#include <adwaita.h>

#include "bsr-annotation-list.h"
#include "bsr-assessment.h"
#include "bsr-finding-list.h"
#include "bsr-manifest-view.h"
#include "bsr-record-list.h"
#include "bsr-similar-list.h"

struct _BsrInspector
{
  GtkWidget parent;
  BsrAssessment *assessment;
  AdwViewStack *stack;
  AdwViewStackPage *findings_page, *manifest_page, *marks_page, *record_page;
  BsrFindingList *finding_list;
  BsrManifestView *manifest_view;
  BsrAnnotationList *annotation_list;
  BsrRecordList *record_list;
  BsrSimilarList *similar_list;

  BsrSession *session;
  GSignalGroup *dossier_signals;
  GListModel *annotations; /* of the dossier */
};

G_DEFINE_FINAL_TYPE (BsrInspector, bsr_inspector, GTK_TYPE_WIDGET)

static void
show_page_cb (BsrInspector *self, const char *page, BsrAssessment *assessment)
{
  bsr_inspector_show_page (self, page);
}

static void
open_case_cb (BsrInspector *self, const char *case_id, BsrSimilarList *list)
{
  g_signal_emit_by_name (self, "open-case", case_id);
}

static void
show_view_cb (BsrInspector *self, const BsrViewState *seen, const char *officer, BsrRecordList *list)
{
  bsr_session_show_view (self->session, seen, officer);
}

static void
marks_changed_cb (BsrInspector *self)
{
  guint n = self->annotations != NULL ? g_list_model_get_n_items (self->annotations) : 0;
  adw_view_stack_page_set_badge_number (self->marks_page, n);
}

static void
record_changed_cb (BsrInspector *self)
{
  int n = bsr_record_list_show (self->record_list, bsr_session_dossier (self->session));
  adw_view_stack_page_set_badge_number (self->record_page, (guint) n);
}

static void
weights_changed_cb (BsrInspector *self)
{
  bsr_finding_list_update_weights (self->finding_list);
}

static void
contests_changed_cb (BsrInspector *self)
{
  bsr_manifest_view_update_contests (self->manifest_view);
  record_changed_cb (self);
}

static void
dossier_changed_cb (BsrInspector *self)
{
  BsrDossier *dossier = bsr_session_dossier (self->session);
  if (self->annotations != NULL)
    g_signal_handlers_disconnect_by_func (self->annotations, marks_changed_cb, self);
  g_clear_object (&self->annotations);
  if (dossier != NULL)
    self->annotations = g_object_ref (bsr_dossier_annotations (dossier));
  if (self->annotations != NULL)
    g_signal_connect_object (self->annotations, "items-changed", G_CALLBACK (marks_changed_cb),
                             self, G_CONNECT_SWAPPED);
  g_signal_group_set_target (self->dossier_signals, dossier);
  marks_changed_cb (self);
  record_changed_cb (self);
}

static void
bsr_inspector_dispose (GObject *object)
{
  BsrInspector *self = BSR_INSPECTOR (object);
  GtkWidget *child;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->dossier_signals);
  g_clear_object (&self->annotations);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (bsr_inspector_parent_class)->dispose (object);
}

static void
bsr_inspector_class_init (BsrInspectorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  G_OBJECT_CLASS (klass)->dispose = bsr_inspector_dispose;
  g_type_ensure (BSR_TYPE_ASSESSMENT);
  g_type_ensure (BSR_TYPE_FINDING_LIST);
  g_type_ensure (BSR_TYPE_MANIFEST_VIEW);
  g_type_ensure (BSR_TYPE_ANNOTATION_LIST);
  g_type_ensure (BSR_TYPE_RECORD_LIST);
  g_type_ensure (BSR_TYPE_SIMILAR_LIST);
  g_signal_new ("open-case", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/basira/Basira/inspector/bsr-inspector.ui");
  gtk_widget_class_bind_template_child (widget_class, BsrInspector, assessment);
  gtk_widget_class_bind_template_child (widget_class, BsrInspector, stack);
  gtk_widget_class_bind_template_child (widget_class, BsrInspector, findings_page);
  gtk_widget_class_bind_template_child (widget_class, BsrInspector, manifest_page);
  gtk_widget_class_bind_template_child (widget_class, BsrInspector, marks_page);
  gtk_widget_class_bind_template_child (widget_class, BsrInspector, record_page);
  gtk_widget_class_bind_template_child (widget_class, BsrInspector, finding_list);
  gtk_widget_class_bind_template_child (widget_class, BsrInspector, manifest_view);
  gtk_widget_class_bind_template_child (widget_class, BsrInspector, annotation_list);
  gtk_widget_class_bind_template_child (widget_class, BsrInspector, record_list);
  gtk_widget_class_bind_template_child (widget_class, BsrInspector, similar_list);
  gtk_widget_class_bind_template_callback (widget_class, show_page_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_case_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_view_cb);
}

static void
bsr_inspector_init (BsrInspector *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->dossier_signals = g_signal_group_new (BSR_TYPE_DOSSIER);
  g_signal_group_connect_swapped (self->dossier_signals, "record-changed",
                                  G_CALLBACK (record_changed_cb), self);
  g_signal_group_connect_swapped (self->dossier_signals, "weights-changed",
                                  G_CALLBACK (weights_changed_cb), self);
  g_signal_group_connect_swapped (self->dossier_signals, "contests-changed",
                                  G_CALLBACK (contests_changed_cb), self);
}

void
bsr_inspector_set_session (BsrInspector *self, BsrSession *session)
{
  g_return_if_fail (BSR_IS_INSPECTOR (self) && self->session == NULL);
  self->session = g_object_ref (session);
  bsr_finding_list_set_session (self->finding_list, session);
  bsr_manifest_view_set_session (self->manifest_view, session);
  bsr_annotation_list_set_session (self->annotation_list, session);
  g_signal_connect_object (session, "notify::dossier", G_CALLBACK (dossier_changed_cb), self,
                           G_CONNECT_SWAPPED);
  dossier_changed_cb (self);
  bsr_inspector_show_analysis (self, NULL, FALSE);
}

void
bsr_inspector_set_library (BsrInspector *self, BsrStationLibrary *library)
{
  g_return_if_fail (BSR_IS_INSPECTOR (self) && BSR_IS_STATION_LIBRARY (library));
  bsr_similar_list_set_library (self->similar_list, library);
  bsr_manifest_view_set_store (self->manifest_view, bsr_station_library_store (library));
}

void
bsr_inspector_set_codes (BsrInspector *self, BsrCodeList *codes)
{
  g_return_if_fail (BSR_IS_INSPECTOR (self));
  bsr_manifest_view_set_codes (self->manifest_view, codes);
}

void
bsr_inspector_show_analysis (BsrInspector *self, BsrAnalysis *analysis, gboolean running)
{
  g_return_if_fail (BSR_IS_INSPECTOR (self) && self->session != NULL);
  BsrDossier *dossier = bsr_session_dossier (self->session);
  BsrScene *scene = bsr_session_scene (self->session);
  bsr_assessment_show_analysis (self->assessment, analysis, running,
                                scene != NULL && bsr_scene_is_colour (scene));
  bsr_finding_list_show_analysis (self->finding_list, analysis);
  BsrCase *flagged = dossier != NULL ? bsr_dossier_case (dossier) : NULL;
  bsr_manifest_view_show (self->manifest_view, flagged, analysis);
  bsr_similar_list_show (self->similar_list, flagged, analysis);

  guint n_alarms = 0, n_misfits = 0;
  for (int i = 0; analysis != NULL && i < bsr_analysis_n_findings (analysis); i++)
    n_alarms += bsr_analysis_finding (analysis, i)->score >= BSR_SCORE_ALARM;
  for (int i = 0; analysis != NULL && i < bsr_analysis_n_checks (analysis); i++)
    n_misfits += bsr_analysis_check (analysis, i)->verdict == BSR_VERDICT_MISMATCH;
  adw_view_stack_page_set_badge_number (self->findings_page, n_alarms);
  adw_view_stack_page_set_needs_attention (self->findings_page, n_alarms > 0);
  adw_view_stack_page_set_badge_number (self->manifest_page, n_misfits);
  adw_view_stack_page_set_needs_attention (self->manifest_page, n_misfits > 0);
}

void
bsr_inspector_show_page (BsrInspector *self, const char *page)
{
  g_return_if_fail (BSR_IS_INSPECTOR (self));
  adw_view_stack_set_visible_child_name (self->stack, page);
}

void
bsr_inspector_step_finding (BsrInspector *self, int step)
{
  g_return_if_fail (BSR_IS_INSPECTOR (self));
  bsr_inspector_show_page (self, "findings");
  bsr_finding_list_step (self->finding_list, step);
}

GObject *
bsr_inspector_pages (BsrInspector *self)
{
  g_return_val_if_fail (BSR_IS_INSPECTOR (self), NULL);
  return G_OBJECT (self->stack);
}
