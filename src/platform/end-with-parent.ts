/** Ends this process as SIGTERM would, work made durable, when the one that started it with a channel is gone, however
 *  that ended. Nothing for a process that was started without. */
export function endWithParent(): void {
  if (process.channel === undefined || process.channel === null) return;
  process.once("disconnect", () => process.kill(process.pid, "SIGTERM"));
  // The channel alone is no reason to go on.
  process.channel.unref();
}
