import { z } from "zod";
import { briefAnswer } from "../../app/brief-answer.ts";
import { buildScoreAnswer } from "../../app/build-score-answer.ts";
import { scoreText } from "../../app/score-text.ts";
import { answerByJob } from "../answer-by-job.ts";
import { scoresCsv } from "../csv/score-csv.ts";
import { readHandle } from "../read-input.ts";
import { readingRoute } from "../route.ts";
import { jobSchema } from "../schemas/jobs.ts";
import { handleNetwork } from "../schemas/parts.ts";
import { scoreSchema } from "../schemas/score.ts";

/** GET /score/{handle}: the same object as `renown score --json`. */
export const scoreRoute = readingRoute({
  name: "score",
  path: "/score/{handle}",
  summary: "The score of an account, with all that must stand beside it",
  description:
    "A score from 0 to 100 with its range, coverage, model, date and intended use, and what it is made of. What measures " +
    "are called and mean is the same for everybody and stands in /methodology; /explain has it beside them. Too little " +
    "evidence is no error: `score` is null and `reason` says why. A handle that the service does not hold but may be " +
    "able to get is fetched by a job: 202 with its address in Location.",
  query: z.object({ network: handleNetwork }),
  answer: scoreSchema,
  problems: ["queue-full", "fetch-failed"],
  otherResponses: {
    202: {
      description: "The account is being fetched; Location is the job's address",
      content: { "application/json": { schema: jobSchema } },
      headers: z.object({ Location: z.string(), "Retry-After": z.string().describe("Seconds.") }),
    },
  },
  read: async (view, { handle, query }) =>
    briefAnswer(
      await buildScoreAnswer(await view.locate(await readHandle(handle, query.network)), view.model),
    ),
  json: async (view, { handle, query }) =>
    scoreText(await view.locate(await readHandle(handle, query.network)), view.model),
  csv: answer => scoresCsv([answer]),
  recover: answerByJob,
});
