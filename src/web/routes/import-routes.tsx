import { rm } from "node:fs/promises";
import { type Context, Hono } from "hono";
import { CliError } from "../../domain/errors.ts";
import { frameOf } from "../frame.ts";
import { ProblemPage } from "../pages/error-page.tsx";
import { ImportedPage } from "../pages/imported-page.tsx";
import { isOwnMachine, isSameOrigin } from "../upload/own-machine.ts";
import { readUpload } from "../upload/read-upload.ts";
import type { UploadToken } from "../upload/upload-token.ts";
import type { WebDeps } from "../web-deps.ts";

const LIMIT_BYTES = 2 ** 31;

/** Takes an export from the home page, on this machine only: through the same guarded importer as `renown import`. */
export function importRoutes(deps: WebDeps, token: UploadToken): Hono {
  const { importExport } = deps;
  const routes = new Hono();
  if (importExport === null) return routes;
  let isBusy = false;
  routes.post("/import", async context => {
    const { raw } = context.req;
    if (!isOwnMachine(raw) || !isSameOrigin(raw))
      return refused(context, "Exports are taken from this site's own home page only.");
    if (isBusy) return refused(context, "Another export is being read. Wait until it is in.");
    isBusy = true;
    let folder: string | null = null;
    const onFolder = (made: string) => {
      folder = made;
    };
    try {
      const upload = await readUpload(raw.body, raw.headers.get("content-type") ?? "", {
        limitBytes: LIMIT_BYTES,
        onFolder,
      });
      if (!token.isSame(upload.fields.get("token") ?? ""))
        return refused(
          context,
          "The page was opened before the program was started again. Go back, load it anew, and choose the file again.",
        );
      if (upload.path === null) return refused(context, "No file was chosen.");
      const summary = await importExport(upload.path);
      return context.html(<ImportedPage frame={frameOf(context, null)} summary={summary} />);
    } catch (error) {
      if (!(error instanceof CliError)) throw error;
      return context.html(
        <ProblemPage
          frame={frameOf(context, null)}
          title="That could not be imported"
          message={withoutFolder(error.message, folder)}
        />,
        422,
      );
    } finally {
      isBusy = false;
      if (folder !== null) await rm(folder, { recursive: true, force: true });
    }
  });
  return routes;
}

function refused(context: Context, message: string) {
  return context.html(
    <ProblemPage frame={frameOf(context, null)} title="Not imported" message={message} />,
    403,
  );
}

/** `message` without the name of the folder that the upload lay in. */
function withoutFolder(message: string, folder: string | null): string {
  return folder === null ? message : message.replaceAll(`${folder}/`, "");
}
