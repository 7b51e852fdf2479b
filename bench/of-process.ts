import { readFileSync } from 'node:fs';

/** What the operating system says about a process. */

/** In MB: the memory that it has now, and the most that it had. */
export function memoryOf(pid: number): { resident: number; most: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const megabytes = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1000;
  return { resident: megabytes('VmRSS'), most: megabytes('VmHWM') };
}

/** Of Linux on every machine that Node runs on. */
const ticksPerSecond = 100;

/** CPU seconds since it started, of all its threads. */
export function cpuSecondsOf(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name in brackets may hold anything; user and system time are the 14th and 15th field.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}
