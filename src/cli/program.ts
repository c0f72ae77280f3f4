import { Command } from "commander";
import type { ExitCode } from "../domain/errors.ts";
import { type CommandContext, commandContext, type GlobalOptions } from "./command-context.ts";
import type { Terminal } from "./terminal.ts";

const EXAMPLES = `
Examples:
  renown demo                                  an invented population, scored, to look around in
  renown import tweets.csv --network x         bring data in: CSV, NDJSON, Parquet or an X archive
  renown run                                   score everybody and publish
  renown score x:@maya_rivers alice.bsky.social
  renown explain x:@maya_rivers                every point, and the people and posts behind it
  renown top --limit 50 --csv > top.csv

Handles: alice.bsky.social, @alice@mastodon.social, x:@alice, x:123 (an id), @alice --network x,
facebook:page, or a profile address.

Exit codes: 0 ok, 1 failure, 2 usage, 3 unknown handle, 4 not enough data.`;

/** The command line as commander knows it. Each action loads its command's module only when it is called and
 *  hands its exit code to `finish`. */
export function buildProgram(terminal: Terminal, version: string, finish: (code: ExitCode) => void): Command {
  const program = new Command("renown");
  /** Runs what `work` answers with the context of the global options. */
  const perform = async (work: (context: CommandContext) => Promise<ExitCode>) => {
    const context = commandContext(terminal, program.opts<GlobalOptions>());
    try {
      finish(await work(context));
    } finally {
      context.progress.clear();
    }
  };

  program
    .description(
      "An influence score from 0 to 100 that can be checked: what it is made of and how sure it is.",
    )
    .version(version, "--version", "print the version")
    .helpOption("--help", "print this help")
    .helpCommand(false)
    .option("--data <dir>", "folder of the lake (default: RENOWN_DATA, else ~/.renown)")
    .option("--json", "print documented JSON instead of text")
    .option("--quiet", "show no progress")
    .addHelpText("after", EXAMPLES)
    .showSuggestionAfterError(true)
    .exitOverride()
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.err });

  addAnswers(program, perform);
  addLakeCommands(program, perform);
  return program;
}

type Perform = (work: (context: CommandContext) => Promise<ExitCode>) => Promise<void>;

const NETWORK = ["--network <name>", "network of handles that do not name one"] as const;
const MODEL = ["--model <id>", "score with this model instead of the run's own"] as const;
const AS_OF = ["--as-of <time>", "answer from the newest run at or before this time"] as const;
const OFFLINE = ["--offline", "ask no network: answer from whatever the lake holds"] as const;
const REFRESH = ["--refresh", "ask the network, however new the lake is"] as const;
const REQUESTS = ["--requests <n>", "most requests for one handle (default: 60)"] as const;
const BUDGET = [
  "--budget <usd>",
  "most to spend where asking costs money, in US dollars for all handles",
] as const;
const LIMIT = ["--limit <n>", "how many lines"] as const;

function addAnswers(program: Command, perform: Perform): void {
  program
    .command("score")
    .description("print the score of each handle")
    .argument("<handle...>")
    .option(...NETWORK)
    .option(...AS_OF)
    .option(...MODEL)
    .option("--as <vocabulary>", "in the words of an older tool: klout, twitalyzer or tweetlevel")
    .option("--offline", "ask no network: answer from whatever the lake holds")
    .option("--refresh", "ask the network, however new the lake is")
    .option("--requests <n>", "most requests for one handle (default: 60)")
    .option(
      "--budget <usd>",
      "most to spend on networks that cost money, in US dollars for all handles together",
    )
    .option("--watch", "print the score after the first answer of the network, and as it gets better")
    .action((handles, flags) =>
      perform(async context => (await import("./commands/score.ts")).score(context, handles, flags)),
    );
  program
    .command("explain")
    .description("print every contribution to a score, and the people and posts behind it")
    .argument("<handle>")
    .option(...NETWORK)
    .option(...AS_OF)
    .option(...MODEL)
    .option(...LIMIT, "10")
    .option("--since <date>", "split the change since then into you, others, method and data")
    .option("--if <other>", "say what one repost by this account would move")
    .option("--topic <topic>", "the posts and people behind one topic of the account instead")
    .option(...OFFLINE)
    .option(...REFRESH)
    .option(...REQUESTS)
    .option(...BUDGET)
    .action((handle, flags) =>
      perform(async context => (await import("./commands/explain.ts")).explain(context, handle, flags)),
    );
  const around = (name: string, says: string) =>
    program
      .command(name)
      .description(says)
      .argument("<handle>")
      .option(...NETWORK)
      .option(...AS_OF)
      .option(...LIMIT, "10")
      .option("--csv", "print CSV");
  around("moments", "print the posts of the last 90 days that drew most, and who reacted").action(
    (handle, flags) =>
      perform(async context => (await import("./commands/moments.ts")).moments(context, handle, flags)),
  );
  around("influencers", "print who moves an account: the people whose posts it acts on").action(
    (handle, flags) =>
      perform(async context =>
        (await import("./commands/influencers.ts")).influencers(context, handle, flags),
      ),
  );
  around("influencees", "print whom an account moves: the people who act on its posts").action(
    (handle, flags) =>
      perform(async context =>
        (await import("./commands/influencees.ts")).influencees(context, handle, flags),
      ),
  );
  program
    .command("audience")
    .description(
      "print how genuine the people around an account look, and what is said of the account itself",
    )
    .argument("<handle>")
    .option(...NETWORK)
    .option(...AS_OF)
    .option("--name-suspicious", "name the suspicious accounts around it: for you alone, never to publish")
    .action((handle, flags) =>
      perform(async context => (await import("./commands/audience.ts")).audience(context, handle, flags)),
    );
  program
    .command("compare")
    .description("print accounts side by side and how sure their order is")
    .argument("<handle>")
    .argument("<handles...>")
    .option(...NETWORK)
    .option(...AS_OF)
    .option(...MODEL)
    .option("--topic <topic>", "compare in one topic instead of over everything")
    .action((first, others, flags) =>
      perform(async context =>
        (await import("./commands/compare.ts")).compare(context, [first, ...others], flags),
      ),
    );
  program
    .command("report")
    .description(
      "write the dossier of accounts as one HTML file: posts first, the number last and as a range",
    )
    .argument("<handle...>")
    .requiredOption("--out <file>", "HTML file to write")
    .option(...NETWORK)
    .option(...AS_OF)
    .option(...MODEL)
    .option("--topic <topic>", "show the posts on this topic too")
    .action((handles, flags) =>
      perform(async context => (await import("./commands/report.ts")).report(context, handles, flags)),
    );
  program
    .command("top")
    .description("print the leaderboard of the newest published run")
    .option("--network <name>", "the accounts of one network instead of people with all their networks")
    .option(...LIMIT, "20")
    .option("--csv", "print CSV")
    .option("--topic <topic>", "who moves people about a topic")
    .action(flags => perform(async context => (await import("./commands/top.ts")).top(context, flags)));
  program
    .command("topics")
    .description(
      "print what an account moves people about and what it only follows; without a handle the areas",
    )
    .argument("[handle]")
    .option(...NETWORK)
    .option(...AS_OF)
    .option("--search <text>", "print the topics that hold this text")
    .option("--dispute <topic>", "keep that this topic is wrong for the account: it vanishes at once")
    .option("--hide <topic>", "keep that the account does not want to show this topic")
    .option("--show <topic>", "turn a hidden or sensitive topic of the account on")
    .action((handle, flags) =>
      perform(async context => (await import("./commands/topics.ts")).topics(context, handle, flags)),
    );
  program
    .command("history")
    .description("print every published score of an account")
    .argument("<handle>")
    .option(...NETWORK)
    .option("--model <id>", "show what this model gives at the same times too")
    .option("--recompute", "the same with the newest model")
    .action((handle, flags) =>
      perform(async context => (await import("./commands/history.ts")).history(context, handle, flags)),
    );
  program
    .command("export")
    .description("print all that the lake holds on an account")
    .argument("<handle>")
    .option(...NETWORK)
    .option("--out <path>", "write to this file, with --csv to this folder")
    .option("--csv", "write one CSV a table")
    .action((handle, flags) =>
      perform(async context => (await import("./commands/export.ts")).exportAccount(context, handle, flags)),
    );
}

function addLakeCommands(program: Command, perform: Perform): void {
  program
    .command("import")
    .description("bring files into the lake: events in the interchange schema, or a network's own export")
    .argument("<path...>")
    .option("--format <format>", "auto, interchange, x-archive or klout-topics", "auto")
    .option("--table <table>", "table of files whose name does not tell")
    .option("--network <name>", "network of rows that do not name one")
    .option("--complete <from/to>", "the files hold everything that happened in this span")
    .option("--assume-utc", "read times without a zone as UTC instead of rejecting their rows")
    .option("--memory <size>", "upper bound of the engine's memory, such as 4GiB")
    .action((paths, flags) =>
      perform(async context => (await import("./commands/import.ts")).importFiles(context, paths, flags)),
    );
  program
    .command("ingest")
    .description("follow a network live into the lake, or read the members of a list")
    .argument("<network>")
    .option("--stream <name>", "which stream (default: the network's first), such as firehose or jetstream")
    .option("--service <url>", "server of the stream, instead of the public one")
    .option("--complete", "that server gives the whole network: what it does not show did not happen")
    .option("--instance <host>", "server whose public timeline is followed")
    .option("--local", "only accounts of that server")
    .option("--list <uri>", "read every member of this list")
    .option("--feed <uri>", "read everybody who is in this feed now")
    .option("--starter-pack <uri>", "read everybody in this starter pack")
    .option("--requests <n>", "with a list: requests for each account (default: 60)")
    .option("--for <time>", "stop after this long, such as 10m")
    .option("--max-events <n>", "stop after so many events")
    .action((network, flags) =>
      perform(async context => (await import("./commands/ingest.ts")).ingest(context, network, flags)),
    );
  program
    .command("run")
    .description("score everybody in the lake and publish")
    .option("--engine <engine>", "duckdb, or spark for more than one machine", "duckdb")
    .option("--spark-url <url>", "thrift://user@host:port of a Spark Thrift server (or RENOWN_SPARK_URL)")
    .option(
      "--spark-shared <dir>",
      "folder through which this machine and Spark hand over (default: the lake's)",
    )
    .option("--as-of <time>", "end of the window (default: midnight UTC after the newest event)")
    .option(
      "--daily",
      "compute scores anew and carry topics, qualities, moments and samples of posts over from a run of the last week",
    )
    .option("--full", "take nothing from earlier runs: fold every day and tag every text again")
    .option("--from <dir>", "score a folder of interchange Parquet without a lake, into --out")
    .option("--out <dir>", "write tables and manifest.json there and publish nothing")
    .option("--only <part>", "scores: leave out topics, qualities, moments and all else beside the score")
    .option("--network <name>", "with --from: network of rows that name none")
    .option("--memory <size>", "upper bound of the engine's memory, such as 4GiB")
    .option("--model <id>", "model to score with")
    .option("--kernel <name>", "of PeopleRank: auto, wasm, reference or sql", "auto")
    .option("--ontology <id>", "topics of this and later runs: an imported ontology, or built-in")
    .option("--no-topics", "look for no topics (they are found in this process, which reads every text)")
    .option("--tagger <id>", "what finds topics in posts: cues, or a fitted tagger", "cues")
    .option(
      "--snapshot",
      "also build the file that serve reads (serve builds it by itself when it is missing)",
    )
    .action(flags => perform(async context => (await import("./commands/run.ts")).run(context, flags)));
  program
    .command("snapshot")
    .description("build the file that serve reads, of the newest run")
    .action(() => perform(async context => (await import("./commands/snapshot.ts")).snapshot(context)));
  program
    .command("serve")
    .description("serve pages and the API over what was published")
    .option("--port <port>", "port to listen on (default: 8080; 0: a free one)")
    .option("--host <host>", "address to listen on (default: 127.0.0.1, this machine only)")
    .option("--publish <who>", "claimed or indexable: who is named to others than this machine")
    .option("--every <time>", "run, publish and prune this often, such as 24h")
    .option("--keep <days>", "with --every: how much dated data stays (default: 120d)")
    .option(
      "--ingest <what>",
      "also follow a network, such as bluesky or 'mastodon --instance HOST --local'; may be repeated",
      (value: string, before: readonly string[] = []) => [...before, value],
    )
    .option(
      "--processes <n>",
      "processes that answer reads (default: one a core, at most 2; 1: a single one)",
    )
    .option("--trust-proxy", "believe X-Forwarded-* headers: only behind a proxy that sets them")
    .action(flags => perform(async context => (await import("./commands/serve.ts")).serve(context, flags)));
  program
    .command("backup")
    .description("copy the whole lake into one file, while others may write to it")
    .argument("<file>")
    .action(file => perform(async context => (await import("./commands/backup.ts")).backup(context, file)));
  program
    .command("restore")
    .description("put the lake of a backup into an empty folder")
    .argument("<file>")
    .action(file => perform(async context => (await import("./commands/restore.ts")).restore(context, file)));
  program
    .command("link")
    .description("record that two accounts belong to one person or organisation")
    .argument("<a>")
    .argument("<b>")
    .option(
      "--proof <url>",
      "page that links both accounts and is named by both, or the word export; without it, a token in their profiles",
    )
    .option("--token", "print a token for the profiles of both instead: good for one link and 14 days")
    .option("--offline", "record the link as given, without fetching the page or looking for exports")
    .option(...NETWORK)
    .action((first, second, flags) =>
      perform(async context => (await import("./commands/link.ts")).link(context, first, second, flags)),
    );
  program
    .command("forget")
    .description("erase an account everywhere, for good, and keep it out")
    .argument("<handle>")
    .option(...NETWORK)
    .option("--linked", "the accounts linked with it as well, on every network")
    .option("--yes", "do not ask")
    .action((handle, flags) =>
      perform(async context => (await import("./commands/forget.ts")).forget(context, handle, flags)),
    );
  program
    .command("claim")
    .description(
      "prove that an account is its owner's, then hide it, show it or put a statement above its number",
    )
    .argument("<handle>")
    .option(...NETWORK)
    .option("--verify", "look for the token in the newest profile, or for the account's own export")
    .option("--grant", "vouch for the owner instead")
    .option("--statement <text>", "up to 500 characters, shown above the number")
    .option("--no-statement", "take the statement away")
    .option("--hide", "name the account nowhere")
    .option("--show", "name it again")
    .action((handle, flags) =>
      perform(async context => (await import("./commands/claim.ts")).claim(context, handle, flags)),
    );
  program
    .command("disputes")
    .description("print what owners of claimed accounts say is wrong")
    .argument("[handle]")
    .option(...NETWORK)
    .action((handle, flags) =>
      perform(async context => (await import("./commands/disputes.ts")).disputes(context, handle, flags)),
    );
  program
    .command("prune")
    .description("drop dated rows that are older")
    .requiredOption("--keep <days>", "how much stays, such as 120d")
    .option("--as-of <time>", "count back from this time instead of now")
    .action(flags => perform(async context => (await import("./commands/prune.ts")).prune(context, flags)));
  program
    .command("demo")
    .description("make an invented population, score it and say what to look at")
    .option("--serve", "serve its pages at the end (on a terminal it does so anyway)")
    .option("--no-serve", "do not serve pages at the end")
    .option("--port <port>", "port of those pages (default: 8080, or a free one when that is taken)")
    .action((flags, command: Command) => {
      // Commander gives `serve` the value true as soon as --no-serve exists; only what was typed counts.
      const serve = command.getOptionValueSource("serve") === "cli" ? flags.serve : undefined;
      return perform(async context =>
        (await import("./commands/demo.ts")).demo(context, { ...flags, serve }),
      );
    });
  program
    .command("simulate")
    .description("write an invented population in the interchange schema")
    .requiredOption("--accounts <n>", "accounts over all networks")
    .requiredOption("--interactions <n>", "interactions over all networks")
    .requiredOption("--out <dir>", "folder to write to")
    .option("--seed <n>", "the same seed gives the same bytes", "1")
    .action(flags =>
      perform(async context => (await import("./commands/simulate.ts")).simulate(context, flags)),
    );
  program
    .command("fit")
    .description(
      "fit the curves of the score on judged pairs of accounts (DIR/pairs.csv), or of authenticity (DIR/accounts.csv)",
    )
    .argument("[what]", "score or authenticity", "score")
    .requiredOption("--out <dir>", "folder to write the model and training.json to")
    .option(
      "--model <id>",
      "of score: whose other curves and constants are kept (default: the newest); of authenticity: the new id (default: the folder's name)",
    )
    .option("--seed <n>", "seed of the folds")
    .action((what, flags) =>
      perform(async context => (await import("./commands/fit.ts")).fit(context, what, flags)),
    );
  program
    .command("evaluate")
    .description("measure how good scores are on data of your own (layouts: docs/evaluation.md)")
    .argument(
      "<suite>",
      "pairs, forecast, klout, stability, coverage, authenticity, attacks, topics or topic-experts; --data names the folder of its file",
    )
    .option("--split-at <time>", "forecast: rank by what came before, foretell what comes from then on")
    .option("--model <id>", "model to measure")
    .option("--seed <n>", "seed of the resamples behind the intervals", "1")
    .option("--accounts <n>", "attacks: size of the simulated population (default: 100000)")
    .option("--spread-over-window", "attacks: also plant them among the file's acts spread over the window")
    .option("--out <file>", "also write the JSON to this file")
    .action((suite, flags) =>
      perform(async context => (await import("./commands/evaluate.ts")).evaluate(context, suite, flags)),
    );
  const keys = program
    .command("keys")
    .description("make, list and end the keys of the HTTP API")
    .helpCommand(false);
  keys
    .command("create")
    .description("make a key and print it, the only time it is shown")
    .option("--name <text>", "a word to know it by")
    .option("--operator", "a key that may also forget accounts")
    .option("--rate <n>", "requests a minute (default: the service's own limit)")
    .action(flags =>
      perform(async context => (await import("./commands/keys.ts")).createApiKey(context, flags)),
    );
  keys
    .command("list")
    .description("print every key without its secret")
    .action(() => perform(async context => (await import("./commands/keys.ts")).listApiKeys(context)));
  keys
    .command("revoke")
    .description("end a key for good")
    .argument("<id>")
    .action(id => perform(async context => (await import("./commands/keys.ts")).revokeApiKey(context, id)));
  program
    .command("doctor")
    .description("check this installation and the lake")
    .action(() => perform(async context => (await import("./commands/doctor.ts")).doctor(context)));
}
