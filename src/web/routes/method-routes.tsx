import { Hono } from "hono";
import { evaluationFigures } from "../../app/serving/evaluation-figures.ts";
import { methodologyOf } from "../../app/serving/methodology.ts";
import { servedDistribution } from "../../app/serving/served-distribution.ts";
import type { ServedView } from "../../app/serving/served-view.ts";
import { frameOf } from "../frame.ts";
import { MethodPage } from "../pages/method-page.tsx";
import type { WebDeps } from "../web-deps.ts";
import { withViewIfAny } from "../with-view-if-any.ts";
import { nothingYet } from "./nothing-yet.tsx";

/** How it works, with the numbers of the model and of the snapshot. */
export function methodRoutes(deps: WebDeps): Hono {
  const routes = new Hono();
  routes.get("/method", context =>
    withViewIfAny(deps.snapshots, async view => {
      if (view === null) return nothingYet(context);
      return context.html(
        <MethodPage
          frame={frameOf(context, view)}
          method={methodologyOf(view.model)}
          spread={await servedDistribution(view, null)}
          evaluation={evaluationFigures(view.model.id)}
          scales={scalesOf(view)}
        />,
      );
    }),
  );
  routes.get("/distribution", context => context.redirect("/method#distribution", 302));
  return routes;
}

function scalesOf({ model }: ServedView): Readonly<Record<string, number>> {
  return Object.fromEntries(model.paidFeatures.map(name => [name, model.features[name].transform.scale]));
}
