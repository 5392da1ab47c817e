#include "bsr-demonstration.h"

#include <math.h>

#include "bsr-concealment.h"
#include "bsr-container-model.h"

/* The set is fixed: this and an entry's place in it seed everything. */
#define SET_SEED G_GUINT64_CONSTANT (0x426173697261)

enum
{
  STREAM_SCENE = 1,
  STREAM_NOISE = 2,
};

/* Declared masses are rounded as on papers, kg. */
#define DECLARED_STEP_KG 20.0

/* Builds the load of one entry; returns the number of packages. */
typedef int (*Fill) (BsrSceneModel *model, BsrRandom *random);

typedef struct
{
  BsrDemonstrationCase described; /* masses and packages left to the scene */
  BsrContainerSize size;
  Fill fill;             /* %NULL: nothing */
  double declared_share; /* of the true mass and packages */
  gboolean is_weighed;   /* the gross mass is that of the scales, what is hidden included */
  gboolean single_energy, step_wedge, dead_modules, air_unstated;
  double pitch_x_mm; /* upright it is a tenth more */
} Entry;

static int
load (BsrSceneModel *model, BsrRandom *random, BsrCargoKind kind, const char *material,
      double density, double from_mm, double to_mm, double height, int most)
{
  BsrCargoPlan plan
      = { kind, bsr_material_by_id (material), density, from_mm, to_mm, height, most };
  return bsr_cargo_load (model, &plan, random);
}

static int
fill_garments (BsrSceneModel *model, BsrRandom *random)
{
  return load (model, random, BSR_CARGO_CARTONS, "cotton", 0.15, 0.0, INFINITY, 0.9, 0);
}

/* Hides something of @size in the carton nearest to @near, on the carton's bottom. */
static void
hide_in_carton (BsrSceneModel *model, BsrRandom *random, BsrConcealmentKind kind,
                const double near[3], const double size[3])
{
  const BsrSolid *carton = bsr_scene_model_nearest_load (model, near);
  double centre[3] = { carton->x, carton->y + carton->half_y - size[1] / 2.0, carton->z };
  bsr_concealment_add (model, kind, centre, size, random);
}

static int
fill_footwear (BsrSceneModel *model, BsrRandom *random)
{
  int n = load (model, random, BSR_CARGO_CARTONS, "rubber", 0.145, 0.0, INFINITY, 0.88, 0);
  hide_in_carton (model, random, BSR_CONCEALMENT_BRICKS, (const double[]){ 4330.0, 1650.0, 1500.0 },
                  (const double[]){ 290.0, 295.0, 430.0 });
  hide_in_carton (model, random, BSR_CONCEALMENT_SHIELD, (const double[]){ 8120.0, 1330.0, 800.0 },
                  (const double[]){ 290.0, 190.0, 240.0 });
  return n;
}

static int
fill_flour (BsrSceneModel *model, BsrRandom *random)
{
  return load (model, random, BSR_CARGO_SACKS, "starch", 0.52, 0.0, 5700.0, 0.86, 0);
}

static int
fill_forgotten_drums (BsrSceneModel *model, BsrRandom *random)
{
  int n = load (model, random, BSR_CARGO_DRUMS, "diesel", 0.84, 0.0, 1300.0, 0.5, 6);
  return n + load (model, random, BSR_CARGO_SACKS, "tobacco", 0.42, 1350.0, 2300.0, 0.35, 22);
}

static int
fill_wire_rod (BsrSceneModel *model, BsrRandom *random)
{
  return load (model, random, BSR_CARGO_COILS, "steel", 4.6, 100.0, INFINITY, 1.0, 0);
}

static const Entry entries[] = {
  {
    .described = {
      .name = "cartons-footwear", .title = "Cartons of footwear with two things hidden among them",
      .principal = TRUE,
      .case_id = "ZZDEM-2026-000101", .container = "EXMU2048173",
      .flag_source = "advance manifest targeting",
      .flag_reasons = { "first shipment of this shipper", "routing without commercial sense" },
      .priority = "urgent", .risk = 0.86, .raised = "2026-11-02T18:40:00Z",
      .cut_off = "2026-11-05T06:00:00Z",
      .bill_of_lading = "EXB2600101", .vessel = "Example Vessel", .voyage = "142N",
      .port_of_lading = "ZZPRT", .port_of_discharge = "ZZQAY",
      .shipper = "Example Shipper Ltd", .consignee = "Example Consignee Inc.", .seal = "EX100481",
      .n_items = 1,
      .items = { { .hs = "640299",
                   .description = "Footwear with outer soles and uppers of rubber or plastics",
                   .package_type = "CT", .origin = "ZZ" } },
      .acquired = "2026-11-03T09:12:00Z",
      .lie = "concealment",
    },
    .size = BSR_CONTAINER_40_HIGH, .fill = fill_footwear, .declared_share = 1.0, .is_weighed = TRUE,
    .step_wedge = TRUE, .pitch_x_mm = 5.0,
  },
  {
    .described = {
      .name = "cartons-garments", .title = "Cartons of garments, as declared",
      .case_id = "ZZDEM-2026-000102", .container = "EXMU3105529",
      .flag_source = "random selection", .flag_reasons = { "random selection" },
      .priority = "routine", .risk = 0.12, .raised = "2026-11-02T19:05:00Z",
      .cut_off = "2026-11-06T06:00:00Z",
      .bill_of_lading = "EXB2600102", .vessel = "Example Vessel", .voyage = "142N",
      .port_of_lading = "ZZPRT", .port_of_discharge = "ZZQAY",
      .shipper = "Example Textiles Shipper", .consignee = "Example Garments Consignee",
      .seal = "EX100502",
      .n_items = 1,
      .items = { { .hs = "610910", .description = "T-shirts and singlets, knitted, of cotton",
                   .package_type = "CT",
                   .origin = "ZZ" } },
      .acquired = "2026-11-03T09:31:00Z", .honest = TRUE,
    },
    .size = BSR_CONTAINER_40, .fill = fill_garments, .declared_share = 1.0, .air_unstated = TRUE,
    .pitch_x_mm = 5.5,
  },
  {
    .described = {
      .name = "sacks-flour", .title = "Sacks of flour, a third more than declared",
      .case_id = "ZZDEM-2026-000103", .container = "EXMU1277410",
      .flag_source = "advance manifest targeting",
      .flag_reasons = { "declared mass differs from earlier shipments", "quota goods" },
      .priority = "high", .risk = 0.61, .raised = "2026-11-02T20:10:00Z",
      .cut_off = "2026-11-07T06:00:00Z",
      .bill_of_lading = "EXB2600103", .vessel = "Example Vessel", .voyage = "142N",
      .port_of_lading = "ZZPRT", .port_of_discharge = "ZZQAY",
      .shipper = "Example Commodities Shipper", .consignee = "Example Foods Consignee",
      .seal = "EX100533",
      .n_items = 1,
      .items = { { .hs = "110100", .description = "Wheat flour, in bags of 15 kg",
                   .package_type = "BG",
                   .origin = "ZZ" } },
      .acquired = "2026-11-03T10:04:00Z", .lie = "mass",
    },
    .size = BSR_CONTAINER_20, .fill = fill_flour, .declared_share = 0.75, .step_wedge = TRUE,
    .pitch_x_mm = 5.0,
  },
  {
    .described = {
      .name = "declared-empty",
      .title = "Declared empty, but drums and sacks stand at the front wall",
      .case_id = "ZZDEM-2026-000104", .container = "EXMU1360989",
      .flag_source = "gate weighing", .flag_reasons = { "empty container with a new seal" },
      .priority = "high", .risk = 0.57, .raised = "2026-11-02T21:15:00Z",
      .cut_off = "2026-11-07T18:00:00Z",
      .bill_of_lading = "EXB2600104", .vessel = "Example Vessel", .voyage = "142N",
      .port_of_lading = "ZZPRT", .port_of_discharge = "ZZQAY",
      .shipper = "Example Shipper Ltd", .consignee = "Example Depot", .seal = "EX100540",
      .empty = TRUE,
      .acquired = "2026-11-03T10:22:00Z", .lie = "empty",
    },
    .size = BSR_CONTAINER_20, .fill = fill_forgotten_drums, .dead_modules = TRUE, .pitch_x_mm = 5.0,
  },
  {
    .described = {
      .name = "empty", .title = "Empty, as declared; one energy",
      .case_id = "ZZDEM-2026-000105", .container = "EXMU1455235",
      .flag_source = "random selection", .flag_reasons = { "random selection" },
      .priority = "routine", .risk = 0.05, .raised = "2026-11-02T21:40:00Z",
      .cut_off = "2026-11-08T06:00:00Z",
      .bill_of_lading = "EXB2600105", .vessel = "Example Vessel", .voyage = "142N",
      .port_of_lading = "ZZPRT", .port_of_discharge = "ZZQAY",
      .shipper = "Example Depot", .consignee = "Example Depot", .empty = TRUE,
      .acquired = "2026-11-03T10:41:00Z", .honest = TRUE,
    },
    .size = BSR_CONTAINER_20, .single_energy = TRUE, .step_wedge = TRUE, .pitch_x_mm = 5.0,
  },
  {
    .described = {
      .name = "coils-wire-rod",
      .title = "Coils of wire rod, as declared; the beam does not get through",
      .case_id = "ZZDEM-2026-000106", .container = "EXMU1544604",
      .flag_source = "advance manifest targeting", .flag_reasons = { "dense load" },
      .priority = "routine", .risk = 0.33, .raised = "2026-11-02T22:20:00Z",
      .cut_off = "2026-11-08T18:00:00Z",
      .bill_of_lading = "EXB2600106", .vessel = "Example Vessel", .voyage = "142N",
      .port_of_lading = "ZZPRT", .port_of_discharge = "ZZQAY",
      .shipper = "Example Steel Shipper", .consignee = "Example Works Consignee",
      .seal = "EX100571",
      .n_items = 1,
      .items = { { .hs = "721391",
                   .description = "Wire rod of iron or non-alloy steel, hot-rolled, in coils",
                   .package_type = "CL", .origin = "ZZ" } },
      .acquired = "2026-11-03T11:03:00Z", .honest = TRUE,
    },
    .size = BSR_CONTAINER_20, .fill = fill_wire_rod, .declared_share = 1.0, .step_wedge = TRUE,
    .dead_modules = TRUE, .pitch_x_mm = 5.0,
  },
};

int
bsr_demonstration_count (void)
{
  return G_N_ELEMENTS (entries);
}

static BsrScanner
scanner_of (const Entry *entry)
{
  BsrScanner scanner
      = entry->single_energy ? bsr_scanner_single_energy () : bsr_scanner_dual_energy ();
  scanner.pitch_x_mm = entry->pitch_x_mm;
  scanner.pitch_y_mm = 1.1 * entry->pitch_x_mm;
  scanner.states_air = !entry->air_unstated;
  if (entry->step_wedge)
    {
      scanner.n_steps = 21;
      scanner.step_mm = 20.0;
    }
  if (entry->dead_modules)
    {
      /* As on a real portal: half of a staggered module of 16 channels answers nothing. */
      scanner.n_dead = 1;
      scanner.dead[0]
          = (BsrDeadModule){ .first_row = 548, .n_rows = 16, .period = 20, .width = 10 };
    }
  return scanner;
}

static double
declared_kg (double kg)
{
  return round (kg / DECLARED_STEP_KG) * DECLARED_STEP_KG;
}

BsrSceneModel *
bsr_demonstration_scene (int index, BsrDemonstrationCase *described, BsrScanner *scanner)
{
  g_return_val_if_fail (index >= 0 && index < bsr_demonstration_count (), NULL);
  g_return_val_if_fail (described != NULL && scanner != NULL, NULL);
  const Entry *entry = &entries[index];
  BsrRandom random = bsr_random_stream (SET_SEED, STREAM_SCENE, index);
  BsrSceneModel *model = bsr_container_model_new (entry->size, &random);
  int packages = entry->fill != NULL ? entry->fill (model, &random) : 0;

  *scanner = scanner_of (entry);
  *described = entry->described;
  described->size_type = bsr_container_size_code (entry->size);
  described->site = "ZZDEM";
  described->scanner = scanner->name;
  described->tare_kg = bsr_container_tare_kg (entry->size);
  described->true_load_kg = bsr_scene_model_load_mass (model);

  double goods
      = entry->is_weighed ? bsr_scene_model_mass (model, BSR_ROLE_LOAD) : described->true_load_kg;
  double items_kg = declared_kg (goods * entry->declared_share);
  if (described->n_items > 0)
    {
      described->items[0].gross_kg = items_kg;
      described->items[0].packages = (int) (packages * entry->declared_share + 0.5);
    }
  double weighed = entry->is_weighed ? declared_kg (described->true_load_kg) : items_kg;
  described->gross_kg = described->tare_kg + (described->empty ? 0.0 : weighed);
  return model;
}

BsrSimulation *
bsr_demonstration_make (int index, int n_threads, BsrDemonstrationCase *described,
                        GCancellable *cancellable, GError **error)
{
  BsrScanner scanner;
  g_autoptr (BsrSceneModel) model = bsr_demonstration_scene (index, described, &scanner);
  g_return_val_if_fail (model != NULL, NULL);
  BsrRandom random = bsr_random_stream (SET_SEED, STREAM_NOISE, index);
  return bsr_simulator_run (model, &scanner, bsr_random_next (&random), n_threads, cancellable,
                            error);
}
