#include "bsr-scanner.h"

/* The presets are invented; their numbers lie where those of portals do. Noise of the open beam of
 * 0.6...1.8 %, air at 50,000...62,600 counts, spikes, dead modules and 0.1...0.5 % of air behind
 * loads that stop the beam were measured on real rail-portal scans of 6/4 MV. Afterglow: see
 * bsr-detector.h. What a calibration in air leaves of the gains is a few thousandths. Lines of
 * gamma sources: Co-60 1.173 and 1.333 MeV, in the mean 1.253; Cs-137 0.662 MeV (ENSDF). */

#define CO_60_MEV 1.253
#define CS_137_MEV 0.662
/* Channels of a detector module, as the block pattern and the dead modules of real scans show. */
#define MODULE_ROWS 16

typedef struct
{
  const char *id;
  BsrSplit split;
  BsrScanner scanner;
} Preset;

static const Preset presets[] = {
  { .id = "portal-6-4a", .split = BSR_SPLIT_TRAINING,
    .scanner = {
      .name = "Simulated portal A, 6/4 MV interlaced", .n_planes = 2, .energy_mv = { 6.0, 4.0 },
      .air = { 60000.0, 60000.0 }, .dark = { 120.0, 120.0 }, .photons = { 22000.0, 11000.0 },
      .electronic_noise = 6.0, .gain_spread = 0.002, .pulse_spread = 0.002, .blur_px = 0.6,
      .scatter = 0.002, .scatter_reach_mm = 350.0, .veil = 0.0006, .lag = 0.001,
      .lag_columns = 3.0, .module_rows = MODULE_ROWS, .module_spread = 0.002,
      .hardness_spread = 0.001, .pulse_drift = 0.004, .speed_spread = 0.005, .interlaced = TRUE,
      .pitch_x_mm = 5.0, .pitch_y_mm = 5.5, .source_distance_mm = 9000.0,
      .source_height_mm = 650.0, .margin_x_mm = 180.0, .margin_top_mm = 130.0,
      .margin_bottom_mm = 240.0, .rays = 2, .spikes_per_megapixel = 60.0, .states_air = TRUE,
      .n_steps = 21, .step_mm = 20.0 } },
  { .id = "mobile-6-4b", .split = BSR_SPLIT_TRAINING,
    .scanner = {
      .name = "Simulated boom lorry B, 6/4 MV", .n_planes = 2, .energy_mv = { 6.0, 4.0 },
      .air = { 55000.0, 52000.0 }, .dark = { 300.0, 280.0 }, .photons = { 9000.0, 5000.0 },
      .electronic_noise = 12.0, .gain_spread = 0.004, .pulse_spread = 0.005, .blur_px = 0.8,
      .scatter = 0.004, .scatter_reach_mm = 250.0, .veil = 0.001, .lag = 0.006, .lag_columns = 5.0,
      .module_rows = MODULE_ROWS, .module_spread = 0.004, .hardness_spread = 0.003,
      .pulse_drift = 0.01, .wobble_px = 1.5, .speed_spread = 0.02, .interlaced = TRUE,
      .row_offset_px = 0.4, .pitch_x_mm = 7.0, .pitch_y_mm = 6.0, .source_distance_mm = 5200.0,
      .source_height_mm = 1500.0, .margin_x_mm = 250.0, .margin_top_mm = 180.0,
      .margin_bottom_mm = 200.0, .rays = 2, .n_dead = 1,
      .dead = { { .first_row = 211, .n_rows = 1 } }, .spikes_per_megapixel = 200.0 } },
  { .id = "gantry-9-6c", .split = BSR_SPLIT_TRAINING,
    .scanner = {
      .name = "Simulated gantry C, 9/6 MV", .n_planes = 2, .energy_mv = { 9.0, 6.0 },
      .air = { 62000.0, 61000.0 }, .dark = { 80.0, 80.0 }, .photons = { 38000.0, 20000.0 },
      .electronic_noise = 5.0, .gain_spread = 0.0015, .pulse_spread = 0.003, .blur_px = 0.7,
      .scatter = 0.003, .scatter_reach_mm = 400.0, .veil = 0.0008, .lag = 0.001,
      .lag_columns = 4.0, .module_rows = MODULE_ROWS, .module_spread = 0.0015,
      .hardness_spread = 0.0015, .pulse_drift = 0.003, .wobble_px = 0.4, .speed_spread = 0.004,
      .interlaced = TRUE, .pitch_x_mm = 5.5, .pitch_y_mm = 5.0, .source_distance_mm = 8000.0,
      .source_height_mm = 1100.0, .margin_x_mm = 200.0, .margin_top_mm = 150.0,
      .margin_bottom_mm = 220.0, .rays = 2, .spikes_per_megapixel = 30.0, .states_air = TRUE } },
  { .id = "portal-6d", .split = BSR_SPLIT_TRAINING,
    .scanner = {
      .name = "Simulated portal D, 6 MV", .n_planes = 1, .energy_mv = { 6.0 },
      .air = { 58000.0 }, .dark = { 150.0 }, .photons = { 16000.0 }, .electronic_noise = 8.0,
      .gain_spread = 0.003, .pulse_spread = 0.003, .blur_px = 0.6, .scatter = 0.003,
      .scatter_reach_mm = 300.0, .veil = 0.001, .lag = 0.004, .lag_columns = 4.0,
      .module_rows = MODULE_ROWS, .module_spread = 0.003, .hardness_spread = 0.002,
      .pulse_drift = 0.006, .wobble_px = 0.8, .speed_spread = 0.01, .pitch_x_mm = 6.0,
      .pitch_y_mm = 5.0, .source_distance_mm = 6500.0, .source_height_mm = 900.0,
      .margin_x_mm = 180.0, .margin_top_mm = 140.0, .margin_bottom_mm = 260.0, .rays = 2,
      .n_dead = 1,
      .dead = { { .first_row = 520, .n_rows = MODULE_ROWS, .period = 20, .width = 10 } },
      .spikes_per_megapixel = 80.0, .states_air = TRUE, .n_steps = 16, .step_mm = 25.0 } },
  { .id = "gamma-co-60e", .split = BSR_SPLIT_TRAINING,
    .scanner = {
      .name = "Simulated gamma portal E, Co-60", .modality = BSR_MODALITY_GAMMA, .n_planes = 1,
      .energy_mv = { CO_60_MEV }, .air = { 50000.0 }, .dark = { 40.0 }, .photons = { 6000.0 },
      .electronic_noise = 3.0, .gain_spread = 0.005, .blur_px = 0.7, .scatter = 0.005,
      .scatter_reach_mm = 300.0, .veil = 0.001, .module_rows = MODULE_ROWS,
      .module_spread = 0.004, .hardness_spread = 0.002, .wobble_px = 0.5, .speed_spread = 0.015,
      .pitch_x_mm = 8.0, .pitch_y_mm = 7.0, .source_distance_mm = 6000.0,
      .source_height_mm = 1300.0, .margin_x_mm = 240.0, .margin_top_mm = 150.0,
      .margin_bottom_mm = 200.0, .rays = 2, .spikes_per_megapixel = 10.0, .states_air = TRUE } },
  { .id = "portal-6-4f", .split = BSR_SPLIT_VALIDATION,
    .scanner = {
      .name = "Simulated portal F, 6/4 MV interlaced", .n_planes = 2, .energy_mv = { 6.0, 4.0 },
      .air = { 57000.0, 59000.0 }, .dark = { 200.0, 210.0 }, .photons = { 15000.0, 8000.0 },
      .electronic_noise = 8.0, .gain_spread = 0.003, .pulse_spread = 0.003, .blur_px = 0.7,
      .scatter = 0.003, .scatter_reach_mm = 300.0, .veil = 0.0008, .lag = 0.002,
      .lag_columns = 4.0, .module_rows = MODULE_ROWS, .module_spread = 0.003,
      .hardness_spread = 0.002, .pulse_drift = 0.005, .wobble_px = 0.6, .speed_spread = 0.01,
      .interlaced = TRUE, .row_offset_px = 0.2, .pitch_x_mm = 6.0, .pitch_y_mm = 5.2,
      .source_distance_mm = 7200.0, .source_height_mm = 800.0, .margin_x_mm = 210.0,
      .margin_top_mm = 150.0, .margin_bottom_mm = 230.0, .rays = 2, .n_dead = 1,
      .dead = { { .first_row = 330, .n_rows = 1 } }, .spikes_per_megapixel = 120.0,
      .states_air = TRUE } },
  { .id = "gantry-9g", .split = BSR_SPLIT_VALIDATION,
    .scanner = {
      .name = "Simulated gantry G, 9 MV", .n_planes = 1, .energy_mv = { 9.0 },
      .air = { 61000.0 }, .dark = { 90.0 }, .photons = { 30000.0 }, .electronic_noise = 5.0,
      .gain_spread = 0.002, .pulse_spread = 0.003, .blur_px = 0.6, .scatter = 0.003,
      .scatter_reach_mm = 380.0, .veil = 0.0008, .lag = 0.001, .lag_columns = 4.0,
      .module_rows = MODULE_ROWS, .module_spread = 0.002, .hardness_spread = 0.0015,
      .pulse_drift = 0.004, .wobble_px = 0.3, .speed_spread = 0.005, .pitch_x_mm = 5.0,
      .pitch_y_mm = 6.0, .source_distance_mm = 8500.0, .source_height_mm = 1000.0,
      .margin_x_mm = 190.0, .margin_top_mm = 140.0, .margin_bottom_mm = 240.0, .rays = 2,
      .spikes_per_megapixel = 40.0, .states_air = TRUE } },
  { .id = "rail-6-4h", .split = BSR_SPLIT_TEST,
    .scanner = {
      .name = "Simulated rail portal H, 6/4 MV interlaced", .n_planes = 2,
      .energy_mv = { 6.0, 4.0 }, .air = { 62600.0, 60400.0 }, .dark = { 60.0, 90.0 },
      .photons = { 12500.0, 5600.0 }, .electronic_noise = 9.0, .gain_spread = 0.003,
      .pulse_spread = 0.004, .blur_px = 0.75, .scatter = 0.0025, .scatter_reach_mm = 320.0,
      .veil = 0.0007, .lag = 0.0015, .lag_columns = 3.5, .module_rows = MODULE_ROWS,
      .module_spread = 0.003, .hardness_spread = 0.002, .pulse_drift = 0.006, .wobble_px = 0.5,
      .speed_spread = 0.012, .interlaced = TRUE, .pitch_x_mm = 4.8, .pitch_y_mm = 6.4,
      .source_distance_mm = 7600.0, .source_height_mm = 1250.0, .margin_x_mm = 160.0,
      .margin_top_mm = 120.0, .margin_bottom_mm = 260.0, .rays = 2, .n_dead = 1,
      .dead = { { .first_row = 430, .n_rows = MODULE_ROWS, .period = 20, .width = 10 } },
      .spikes_per_megapixel = 250.0, .states_air = TRUE } },
  { .id = "relocatable-9-6i", .split = BSR_SPLIT_TEST,
    .scanner = {
      .name = "Simulated relocatable I, 9/6 MV", .n_planes = 2, .energy_mv = { 9.0, 6.0 },
      .air = { 56000.0, 58000.0 }, .dark = { 140.0, 150.0 }, .photons = { 24000.0, 13000.0 },
      .electronic_noise = 7.0, .gain_spread = 0.0025, .pulse_spread = 0.003, .blur_px = 0.65,
      .scatter = 0.0035, .scatter_reach_mm = 280.0, .veil = 0.0009, .lag = 0.003,
      .lag_columns = 5.0, .module_rows = MODULE_ROWS, .module_spread = 0.0025,
      .hardness_spread = 0.002, .pulse_drift = 0.005, .wobble_px = 1.0, .speed_spread = 0.01,
      .interlaced = TRUE, .row_offset_px = -0.3, .pitch_x_mm = 6.5, .pitch_y_mm = 4.8,
      .source_distance_mm = 5800.0, .source_height_mm = 1000.0, .margin_x_mm = 220.0,
      .margin_top_mm = 160.0, .margin_bottom_mm = 210.0, .rays = 2,
      .spikes_per_megapixel = 90.0, .n_steps = 19, .step_mm = 22.0 } },
  { .id = "mobile-6j", .split = BSR_SPLIT_TEST,
    .scanner = {
      .name = "Simulated boom lorry J, 6 MV", .n_planes = 1, .energy_mv = { 6.0 },
      .air = { 54000.0 }, .dark = { 250.0 }, .photons = { 10000.0 }, .electronic_noise = 10.0,
      .gain_spread = 0.0035, .pulse_spread = 0.004, .blur_px = 0.75, .scatter = 0.0035,
      .scatter_reach_mm = 260.0, .veil = 0.001, .lag = 0.005, .lag_columns = 4.5,
      .module_rows = MODULE_ROWS, .module_spread = 0.0035, .hardness_spread = 0.0025,
      .pulse_drift = 0.008, .wobble_px = 1.2, .speed_spread = 0.018, .pitch_x_mm = 5.6,
      .pitch_y_mm = 6.6, .source_distance_mm = 5500.0, .source_height_mm = 1400.0,
      .margin_x_mm = 230.0, .margin_top_mm = 170.0, .margin_bottom_mm = 200.0, .rays = 2,
      .n_dead = 1, .dead = { { .first_row = 290, .n_rows = 1 } },
      .spikes_per_megapixel = 150.0 } },
  { .id = "gamma-cs-137k", .split = BSR_SPLIT_TEST,
    .scanner = {
      .name = "Simulated gamma portal K, Cs-137", .modality = BSR_MODALITY_GAMMA, .n_planes = 1,
      .energy_mv = { CS_137_MEV }, .air = { 48000.0 }, .dark = { 30.0 }, .photons = { 8000.0 },
      .electronic_noise = 3.0, .gain_spread = 0.004, .blur_px = 0.65, .scatter = 0.005,
      .scatter_reach_mm = 320.0, .veil = 0.001, .module_rows = MODULE_ROWS,
      .module_spread = 0.004, .hardness_spread = 0.002, .wobble_px = 0.6, .speed_spread = 0.012,
      .pitch_x_mm = 7.0, .pitch_y_mm = 7.8, .source_distance_mm = 6400.0,
      .source_height_mm = 1200.0, .margin_x_mm = 230.0, .margin_top_mm = 160.0,
      .margin_bottom_mm = 210.0, .rays = 2, .spikes_per_megapixel = 10.0,
      .states_air = TRUE } },
};

int
bsr_scanner_count (void)
{
  return G_N_ELEMENTS (presets);
}

const char *
bsr_scanner_id (int index)
{
  g_return_val_if_fail (index >= 0 && index < bsr_scanner_count (), NULL);
  return presets[index].id;
}

BsrScanner
bsr_scanner_preset (int index)
{
  g_return_val_if_fail (index >= 0 && index < bsr_scanner_count (), bsr_scanner_dual_energy ());
  return presets[index].scanner;
}

BsrSplit
bsr_scanner_split (int index)
{
  g_return_val_if_fail (index >= 0 && index < bsr_scanner_count (), BSR_SPLIT_TRAINING);
  return presets[index].split;
}
