// Writes docs/performance.md from bench/results/*.json: node scripts/write-performance.mjs (after `npm run bench -- NAME`).
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const path = place => fileURLToPath(new URL(`../${place}`, import.meta.url));
/** Above this load average others ran meanwhile, and the page says so; what ran just before leaves about one. */
const QUIET_LOAD = 1.5;
const SECTIONS = [
  { name: "kernel", title: "PeopleRank", lines: kernelLines },
  { name: "bulk", title: "From interactions to scored accounts" },
  { name: "daily", title: "Daily update", lines: dailyLines },
  { name: "import", title: "Import" },
  { name: "ingest", title: "Live streams" },
  { name: "on-demand", title: "From a handle to a score" },
  { name: "serve", title: "Score reads" },
  { name: "paint", title: "First paint of a profile" },
  { name: "spark", title: "A billion accounts", lines: sparkLines },
];

/** A number in three digits, with thousands set apart. */
function short(value) {
  if (typeof value !== "number") return value === null || value === undefined ? "" : String(value);
  if (value !== 0 && Math.abs(value) < 0.001) return value.toExponential(1);
  const rounded = Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3));
  return Number.isInteger(rounded) ? String(rounded).replace(/\B(?=(\d{3})+$)/g, " ") : String(rounded);
}

function table(columns, rows) {
  const line = cells => `| ${cells.join(" | ")} |`;
  return [line(columns), line(columns.map(() => "---")), ...rows.map(row => line(row.map(short)))];
}

function surroundings({ measured_at, commit, node, cpu, memory_gib, load_before }) {
  const machine = [node && `Node ${node}`, cpu, memory_gib && `${memory_gib} GiB`].filter(Boolean).join(", ");
  const load =
    load_before > QUIET_LOAD
      ? `**others ran on the machine (load ${load_before}): ratios hold, absolute figures are low**`
      : `load ${load_before}`;
  const day = measured_at?.slice(0, 10);
  return `${[machine, day && `measured ${day}`, commit && `commit ${commit}`, load].filter(Boolean).join("; ")}.`;
}

function dailyLines(result) {
  const { accounts, interactions, days, folded_days, texts, tagged_texts, share_of_full_cpu, steps } = result;
  const dailyShare = result.daily_share_of_full_cpu;
  return [
    `A lake of ${short(accounts)} simulated accounts and ${short(interactions)} acts of 90 days; then one more day came in.`,
    `The update folded ${folded_days} of ${days} days and tagged ${short(tagged_texts)} of ${short(texts)} texts; PeopleRank took`,
    `${result.passes_update} passes instead of ${result.passes_full}. It cost **${short(share_of_full_cpu)}** of the CPU seconds of a full run`,
    "of the same lake.",
    "",
    `A daily run (\`renown run --daily\`), which scores anew and carries topics, qualities, moments and samples of posts over`,
    `from a run of the last week with their date, cost **${short(dailyShare)}** (budget: a third${dailyShare > 1 / 3 ? ", not met" : ""}).`,
    "",
    ...table(
      ["", "Seconds", "CPU seconds"],
      [
        ["First run, which keeps folds", result.first_seconds, result.first_cpu_seconds],
        ["Update", result.update_seconds, result.update_cpu_seconds],
        ["Daily run (`--daily`)", result.daily_seconds, result.daily_cpu_seconds],
        ["Full run of the same lake (`--full`)", result.full_seconds, result.full_cpu_seconds],
      ],
    ),
    "",
    "Largest steps, CPU seconds; 0 where a daily run carries over:",
    "",
    ...table(
      ["Step", "Full", "Update", "Daily"],
      Object.entries(steps).map(([step, { full_cpu_seconds, update_cpu_seconds, daily_cpu_seconds }]) => [
        step,
        full_cpu_seconds,
        update_cpu_seconds,
        daily_cpu_seconds,
      ]),
    ),
  ];
}

function kernelLines({ read_gigabytes_a_second: bandwidth, graphs }) {
  const measured = graphs.filter(({ results }) => results !== undefined);
  return [
    "One thread. A pass is one look at every edge: 12 bytes read in order, and one random",
    "read of what its actor passes on. Rates and ratios are by CPU seconds of the whole solution, what is done before the first pass",
    "included; best of the repeats. Programs take turns on the same graph file; reading it, building each program's",
    "graph and checking the ranks stay outside the clock.",
    "",
    "### To the residual of another program",
    "",
    "The same check takes the L1 residual of both programs' ranks, and Renown runs to the widest tolerance that leaves",
    "no more. igraph's call turns the weights into its own vector first, then orders the nodes and solves (PRPACK, in",
    "place too): a user waits for all of it, so the ratio counts it, and the last column leaves the weights out. It runs on",
    "one thread as Renown does: its threads spin while they wait for each other, which would count as CPU.",
    "",
    ...table(
      [
        "graph",
        "edges",
        "against",
        "L1 residual",
        "its seconds",
        "Renown's",
        "passes",
        "times faster",
        "weights left out",
      ],
      measured.flatMap(({ name, edges, results }) =>
        results
          .filter(({ same_residual_as: program }) => program)
          .map(ours => {
            const peer = results.find(({ program }) => program === ours.same_residual_as);
            return [
              name,
              edges,
              `${peer.program} ${peer.version ?? ""}`.trim(),
              peer.l1_residual,
              peer.cpu_seconds,
              ours.cpu_seconds,
              ours.passes,
              ours.times_faster_by_cpu,
              ours.times_faster_without_weights_conversion,
            ];
          }),
      ),
    ),
    "",
    "### To the tolerance of a run (largest change 1e-6), and the C loop",
    "",
    "The C loop sweeps in place over the same arrays in double precision and does nothing else, so it shows what a pass",
    `can cost. Reading in order, one thread gets ${short(bandwidth)} GB/s from memory here; the last column is what the edges`,
    "alone take of that (12 bytes each). What is left is waiting for the random reads.",
    "",
    ...table(
      [
        "graph",
        "nodes",
        "edges",
        "program",
        "passes",
        "seconds",
        "million edges/s a pass",
        "of the C loop",
        "of bandwidth",
      ],
      measured.flatMap(({ name, nodes, edges, results }) => {
        const loop = results.find(({ program }) => program === "plain C loop");
        return results
          .filter(result => result.million_edges_a_second && !result.same_residual_as)
          .map(result => [
            name,
            nodes,
            edges,
            `${result.program}${result.node ? `, Node ${result.node.slice(1).split(".")[0]}` : ""}`,
            result.passes ?? "",
            result.cpu_seconds ?? "",
            result.million_edges_a_second,
            loop
              ? `${Math.round((100 * result.million_edges_a_second) / loop.million_edges_a_second)} %`
              : "",
            `${Math.round((100 * 12 * result.million_edges_a_second) / (1000 * bandwidth))} %`,
          ]);
      }),
    ),
    "",
    "On a graph in which many accounts only act or are only acted on, Renown iterates over the rest alone, so its pass",
    "is shorter than the C loop's and its rate counts edges that it did not look at again.",
    "",
    ...measured.map(({ name, ...graph }) => `- ${name}: ${surroundings(graph)}`),
  ];
}

/** What a day of so much is fitted for; see the text. */
const DAY = { acts: 45e9, edges: 10e9, passes: 64, edgeBytes: 24, actBytes: 100 };

/** Core-seconds of each row from the two largest runs (what grows between them, so no fixed cost), times a day's rows. */
function sparkLines({ runs, acts_an_account }) {
  const [less, more] = runs.slice(-2);
  const actsMore = more.interactions - less.interactions;
  const growth = Object.keys(more.steps)
    .filter(step => step !== "people_rank")
    .map(step => [step, ((more.steps[step] - (less.steps[step] ?? 0)) / actsMore) * 1e6]);
  const microsecondsAnAct = growth.reduce((sum, [, cost]) => sum + cost, 0);
  const passSeconds = ({ steps, passes }) => steps.people_rank / passes;
  const microsecondsAnEdge = ((passSeconds(more) - passSeconds(less)) / (more.edges - less.edges)) * 1e6;
  const models = (microsecondsAnAct * DAY.acts) / 1e6;
  const rank = (microsecondsAnEdge * DAY.edges * DAY.passes) / 1e6;
  const all = models + rank;
  const cores = hours => Math.ceil(all / (3600 * hours));
  const orders = Math.round(Math.log10(DAY.acts / more.interactions));
  return [
    `**An extrapolation over ${orders} orders of magnitude**, from runs on one core of Spark, of which the largest has`,
    `${short(more.interactions)} acts and ${short(more.edges)} edges. Costs are what grows between the two largest runs, in CPU seconds of`,
    "the server; what a statement costs whatever its rows is left out. Each act carries what accounts and posts cost",
    `with it (${acts_an_account} acts an account). It takes every cost as linear, and knows nothing of a network between machines, of skew, of`,
    "stragglers or of disks: double it before buying anything. Topics are left out.",
    "",
    ...table(
      ["Run", "Accounts", "Acts", "Edges", "Passes", "Core-seconds", "of it PeopleRank"],
      runs.map(run => [
        `${run.interactions / 1000} k`,
        ...[run.accounts, run.interactions, run.edges, run.passes, run.cpu_seconds, run.steps.people_rank],
      ]),
    ),
    "",
    `One act: ${short(microsecondsAnAct)} µs of a core in the models; one edge a pass: ${short(microsecondsAnEdge)} µs. Of the models most grows:`,
    `${growth
      .toSorted((a, b) => b[1] - a[1])
      .slice(0, 6)
      .map(([step, cost]) => `\`${step}\` (${short(cost)} µs)`)
      .join(", ")}.`,
    "",
    `For 1 bn accounts, ${DAY.acts / 1e9} bn acts of a day, and assumed ${DAY.edges / 1e9} bn edges in the window and ${DAY.passes} passes from a cold start:`,
    "",
    `- models over the acts of one day: ${short(models / 1e6)} M core-seconds; PeopleRank: ${short(rank / 1e6)} M core-seconds;`,
    `- done in 24 hours by ${short(cores(24))} cores, in one hour by ${short(cores(1))} cores (of 16 a machine: ${Math.ceil(cores(24) / 16)} and ${Math.ceil(cores(1) / 16)} machines);`,
    `- shuffled, if each act crosses the network once with ${DAY.actBytes} bytes, and each edge once a pass with ${DAY.edgeBytes}: ` +
      `${short((DAY.acts * DAY.actBytes) / 1e12)} TB and ${short((DAY.edges * DAY.edgeBytes * DAY.passes) / 1e12)} TB;`,
    `- memory: the edges are ${short((DAY.edges * DAY.edgeBytes) / 1e9)} GB; a task needs its partition alone (some 200 MB), so 2 to 4 GB a core;`,
    "- a window of 90 days that is folded for the first time, or with `--full`, costs the models ninety times that.",
    "",
    "Measured under the load of others; CPU seconds feel that less than the clock does, but they do feel it.",
  ];
}

/** Plain values as a list, then each list of records as a table in the order of its keys. */
function anyLines(result) {
  const plain = ["measured_at", "commit", "node", "cpu", "memory_gib", "load_before"];
  const entries = Object.entries(result).filter(([name]) => !plain.includes(name));
  const isRecords = value => Array.isArray(value) && value.length > 0 && typeof value[0] === "object";
  return [
    ...entries
      .filter(([, value]) => typeof value !== "object")
      .map(([name, value]) => `- ${name.replaceAll("_", " ")}: ${short(value)}`),
    ...entries
      .filter(([, value]) => isRecords(value))
      .flatMap(([name, rows]) => {
        const columns = [...new Set(rows.flatMap(row => Object.keys(row)))].filter(column =>
          rows.some(row => row[column] !== null && typeof row[column] !== "object"),
        );
        const cells = rows.map(row =>
          columns.map(column => (typeof row[column] === "object" ? "" : row[column])),
        );
        return [
          "",
          `${name.replaceAll("_", " ")}:`,
          "",
          ...table(
            columns.map(c => c.replaceAll("_", " ")),
            cells,
          ),
        ];
      }),
  ];
}

const sections = SECTIONS.flatMap(({ name, title, lines }) => {
  const file = path(`bench/results/${name}.json`);
  if (!existsSync(file))
    return [`## ${title}`, "", `Not measured here yet: \`npm run bench -- ${name}\`.`, ""];
  const result = JSON.parse(readFileSync(file, "utf8"));
  return [`## ${title}`, "", surroundings(result), "", ...(lines ?? anyLines)(result), ""];
});
const page = [
  "# Performance",
  "",
  "Written by `node scripts/write-performance.mjs` from `bench/results/`; each figure comes from `npm run bench -- NAME`.",
  "",
  ...sections,
].join("\n");
writeFileSync(path("docs/performance.md"), `${page.trimEnd()}\n`);
