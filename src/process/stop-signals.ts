/**
 * The signals that ask the bot to stop. Windows has no SIGTERM: there Ctrl+C, Ctrl+Break and a closed console
 * ask, and after the last one Windows ends the process ten seconds later. Elsewhere a closed terminal
 * is left alone, for the sake of `nohup`.
 */
export function stopSignals(platform: NodeJS.Platform = process.platform): readonly NodeJS.Signals[] {
  return platform === 'win32' ? ['SIGINT', 'SIGBREAK', 'SIGHUP'] : ['SIGTERM', 'SIGINT'];
}
