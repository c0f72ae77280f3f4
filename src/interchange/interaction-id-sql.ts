/** Expression of `deriveInteractionId` over SQL expressions: three texts that are not null, a text or null, a
 *  UTC timestamp or null. */
export function interactionIdSql(act: {
  readonly network: string;
  readonly kind: string;
  readonly actorId: string;
  readonly targetId: string;
  readonly postId: string;
  readonly actedAt: string;
}): string {
  const postId = `CASE WHEN ${act.postId} IS NULL THEN 'null' ELSE ${jsonTextSql(act.postId)} END`;
  const time = `coalesce('"' || strftime(${act.actedAt}, '%Y-%m-%dT%H:%M:%S.%gZ') || '"', 'null')`;
  const parts = [act.network, act.kind, act.actorId, act.targetId].map(jsonTextSql);
  return `left(sha256('[' || ${[...parts, postId, time].join(" || ',' || ")} || ']'), 32)`;
}

/** Expression of the text `sql` as JSON, as `JSON.stringify` writes it (`to_json` differs in control characters). */
function jsonTextSql(sql: string): string {
  const escaped = `CASE item WHEN '"' THEN '\\"' WHEN '\\' THEN '\\\\' WHEN chr(8) THEN '\\b' WHEN chr(9) THEN '\\t'
    WHEN chr(10) THEN '\\n' WHEN chr(12) THEN '\\f' WHEN chr(13) THEN '\\r'
    ELSE CASE WHEN ord(item) < 32 THEN printf('\\u%04x', ord(item)) ELSE item END END`;
  const rare = `array_to_string(list_transform(regexp_extract_all(${sql}, '(?s).'), item -> ${escaped}), '')`;
  return `('"' || CASE WHEN regexp_matches(${sql}, '[\\x00-\\x1f"\\\\]') THEN ${rare} ELSE ${sql} END || '"')`;
}
