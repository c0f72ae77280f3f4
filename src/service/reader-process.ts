import { CliError } from "../domain/errors.ts";
import { type Reader, startReader } from "./reader.ts";
import { type FromReader, READER_SETTINGS, type ReaderSettings, type ToReader } from "./reader-settings.ts";
import { serviceLog } from "./service-log.ts";

// The program of a reading process: started by `Readers`, told what to do by messages, gone when its parent is.
const settings = JSON.parse(process.env[READER_SETTINGS] ?? "null") as ReaderSettings;
const log = serviceLog(settings.logLevel);
const tell = (message: FromReader) => void process.send?.(message);

// A terminal and systemd signal every process of a service: the parent stops its readers when it is time.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => {});

const started = startReader(settings, log, tell);
started.then(
  reader => tell({ kind: "listening", url: reader.url }),
  (error: unknown) => {
    log.error({ error: error instanceof Error ? error.name : "unknown" }, "a reading process cannot start");
    tell({ kind: "failed", message: error instanceof CliError ? error.message : String(error) });
    log.flush();
    process.exitCode = 1;
    process.disconnect();
  },
);

process.on("message", (message: ToReader) => {
  void started.then(reader => obey(reader, message)).catch(() => {});
});

async function obey(reader: Reader, message: ToReader): Promise<void> {
  if (message.kind === "allowance") reader.allow(message.askId, message.allowance);
  else if (message.kind === "numbers")
    tell({ kind: "numbers", askId: message.askId, numbers: await reader.numbers() });
  else {
    await reader.stop(message.graceMs ?? undefined);
    log.flush();
    process.exit(0);
  }
}
