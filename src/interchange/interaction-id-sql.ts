/** SQL expressions of an act: texts that are not null (`postId` may be), and a UTC timestamp or null. */
export interface ActSql {
  readonly network: string;
  readonly kind: string;
  readonly actorId: string;
  readonly targetId: string;
  readonly postId: string;
  readonly actedAt: string;
}

/** Expression of the compact JSON array that an interaction id is derived from, as the engine writes it. */
export function actJsonSql(act: ActSql): string {
  return `CAST(to_json([${partsOf(act).join(", ")}]) AS VARCHAR)`;
}

/** Expression of `deriveInteractionId` over `actJson`, a column that holds `actJsonSql(act)`. */
export function interactionIdSql(act: ActSql, actJson: string): string {
  const exact = `'[' || ${partsOf(act).map(jsonTextSql).join(" || ',' || ")} || ']'`;
  // to_json writes control characters as \u001F where JSON.stringify writes \u001f; all else is the same.
  return `left(sha256(CASE WHEN contains(${actJson}, '\\u00') THEN ${exact} ELSE ${actJson} END), 32)`;
}

function partsOf(act: ActSql): readonly string[] {
  const time = `strftime(${act.actedAt}, '%Y-%m-%dT%H:%M:%S.%gZ')`;
  return [act.network, act.kind, act.actorId, act.targetId, act.postId, time];
}

/** Expression of the text `sql` as JSON, as `JSON.stringify` writes it; slow. */
function jsonTextSql(sql: string): string {
  const escaped = `CASE item WHEN '"' THEN '\\"' WHEN '\\' THEN '\\\\' WHEN chr(8) THEN '\\b' WHEN chr(9) THEN '\\t'
    WHEN chr(10) THEN '\\n' WHEN chr(12) THEN '\\f' WHEN chr(13) THEN '\\r'
    ELSE CASE WHEN ord(item) < 32 THEN printf('\\u%04x', ord(item)) ELSE item END END`;
  const items = `list_transform(regexp_extract_all(${sql}, '(?s).'), item -> ${escaped})`;
  return `coalesce('"' || array_to_string(${items}, '') || '"', 'null')`;
}
