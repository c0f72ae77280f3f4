import type { Connector } from "../../connectors/contract.ts";
import { type Finding, fail, messageOf, ok, warn } from "../finding.ts";
import { connectorConfig, variableOf } from "./connector-config.ts";
import type { Environment } from "./settings-file.ts";

/** A line for each network that can be asked: ready, or what it needs and where to get it. Nobody is asked, and no
 *  value of a setting is told. */
export function networkFindings(connectors: readonly Connector[], env: Environment): readonly Finding[] {
  return connectors.map(connector => findingOf(connector, env));
}

function findingOf(connector: Connector, env: Environment): Finding {
  const { network } = connector;
  try {
    const issues = connector.check(connectorConfig(connector, env));
    if (issues.length === 0) return ok(network, "ready");
    const problems = [...new Set(issues.map(({ problem }) => problem))].map(problem => {
      const named = issues.flatMap(({ problem: other, field }) =>
        other === problem && field !== null ? [variableOf(connector, { name: field })] : [],
      );
      return named.length === 0 ? problem : `${problem} (${named.join(", ")})`;
    });
    const hints = [...new Set(issues.map(({ hint }) => hint))];
    return warn(network, `needs: ${problems.join("; ")}`, hints.join(" "));
  } catch (error) {
    return fail(network, messageOf(error), "Correct the setting; `renown doctor` says when it is well.");
  }
}
