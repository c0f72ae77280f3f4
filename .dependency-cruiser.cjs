/** Import rules of the layout (DESIGN section 3): data flows one way, the core is pure. */
const core = "domain|lib|graph|features|scoring|topics|authenticity|qualities|style|vocabularies";
const implementations = ["connectors", "lake", "engines", "kernels", "snapshot", "interchange"];
const contracts = "^src/[^/]+/(contract|registry)\\.ts$|^src/connectors/contract\\.ts$";

const only = (name, from, allowed) => ({
  name,
  severity: "error",
  from: { path: `^src/${from}/`, pathNot: "\\.test\\.tsx?$" },
  to: { path: "^src/", pathNot: [`^src/(${allowed})/`, contracts] },
});

module.exports = {
  forbidden: [
    { name: "no-circular", severity: "error", from: {}, to: { circular: true } },
    {
      name: "core-is-pure",
      comment:
        "No I/O, clock or third-party runtime in the core; zod is the schema language, @noble/hashes is pure.",
      severity: "error",
      from: { path: `^src/(${core})/`, pathNot: "\\.test\\.tsx?$" },
      to: { dependencyTypes: ["core", "npm"], pathNot: "node_modules/(zod|@noble/hashes)/" },
    },
    only("domain-imports-nothing-of-ours", "domain", "domain"),
    only("lib-imports-nothing-of-ours", "lib", "lib"),
    only("graph-imports-words", "graph", "graph|domain|lib"),
    only("features-import-words", "features", "features|domain|lib"),
    only("topics-import-words", "topics", "topics|domain|lib"),
    only("authenticity-imports-words", "authenticity", "authenticity|domain|lib"),
    {
      name: "tagging-never-imports-fit",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/(topics/fit|app)/|\\.test\\.ts$" },
      to: { path: "^src/topics/fit/" },
    },
    only("qualities-import-words", "qualities", "qualities|domain|lib"),
    {
      name: "scores-know-no-quality",
      comment: "Qualities stand beside the score and are never part of it.",
      severity: "error",
      from: { path: "^src/(scoring|features|graph|pipeline|kernels)/", pathNot: "\\.test\\.tsx?$" },
      to: { path: "^src/qualities/" },
    },
    only("scoring-imports-features", "scoring", "scoring|features|domain|lib"),
    {
      name: "score-never-imports-fit",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/(scoring/fit|app)/" },
      to: { path: "^src/scoring/fit/" },
    },
    ...implementations.map(folder =>
      only(
        `${folder}-stands-alone`,
        folder,
        `${folder}|domain|lib|platform|${folder === "kernels" ? "graph" : folder}`,
      ),
    ),
    only(
      "pipeline-knows-contracts",
      "pipeline",
      "pipeline|domain|lib|platform|graph|features|scoring|topics|authenticity",
    ),
    only("simulator-knows-contracts", "simulator", "simulator|domain|lib|platform"),
    {
      name: "front-ends-call-app",
      severity: "error",
      from: { path: "^src/(cli|api|web|service)/", pathNot: "\\.test\\.tsx?$" },
      to: { path: "^src/", pathNot: "^src/(cli|api|web|service|app|domain|lib|platform)/" },
    },
    {
      name: "suspects-stay-private",
      comment: "Estimates of single accounts and suspects by name are for the operator and the owner.",
      severity: "error",
      from: { path: "^src/(api|web|snapshot/file|app/serving|app/dossier)/" },
      to: { path: "^src/app/authenticity/(own-authenticity|audience-of-handle)" },
    },
    {
      name: "charts-know-plain-values",
      comment: "A picture is a function of plain values; pages turn answers into them.",
      severity: "error",
      from: { path: "^src/web/charts/", pathNot: "\\.test\\.ts$" },
      to: { path: "^src/", pathNot: "^src/web/charts/" },
    },
    {
      name: "rendering-is-pure",
      comment: "Charts and the dossier: no I/O, clock or server; Plot draws.",
      severity: "error",
      from: { path: "^src/web/(charts|dossier)/", pathNot: "\\.test\\.ts$" },
      to: { dependencyTypes: ["core", "npm"], pathNot: "node_modules/@observablehq/plot/" },
    },
    {
      name: "app-has-no-front-end",
      severity: "error",
      from: { path: "^src/app/" },
      to: { path: "^src/(cli|api|web|service)/" },
    },
    {
      name: "no-test-code-in-product",
      severity: "error",
      from: { path: "^src/", pathNot: "\\.test\\.tsx?$" },
      to: { path: "^test/|\\.test\\.tsx?$" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    exclude: { path: "^dist/" },
  },
};
