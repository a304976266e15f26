/** Next calls this once when the server process starts. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs' || process.env.NEXT_PHASE === 'phase-production-build') return;
  const { listenForChanges } = await import('#app/_data/listen-for-changes.ts');
  const { refuseUnreadablePaths } = await import('#app/_data/refuse-unreadable-paths.ts');
  listenForChanges();
  refuseUnreadablePaths();
}
