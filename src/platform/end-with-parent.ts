/** Ends this process as SIGTERM would, work made durable, when the one that started it with a channel is gone, however
 *  that ended. Nothing for a process that was started without. */
export function endWithParent(): void {
  // Undefined without a channel; false when the parent went while this process was starting.
  if (process.connected === undefined) return;
  const end = () => process.kill(process.pid, "SIGTERM");
  if (!process.connected) end();
  process.once("disconnect", end);
  // The channel alone is no reason to go on.
  process.channel?.unref();
}
