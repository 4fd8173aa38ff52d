export interface Measured {
  wallMs: number;
  /** All threads of the process. */
  cpuMs: number;
}

export async function measure(work: () => unknown): Promise<Measured> {
  const cpu = process.cpuUsage();
  const began = performance.now();
  await work();
  const { user, system } = process.cpuUsage(cpu);
  return { wallMs: performance.now() - began, cpuMs: (user + system) / 1000 };
}

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

export const wallOf = (all: readonly Measured[]): number => median(all.map(({ wallMs }) => wallMs));
export const cpuOf = (all: readonly Measured[]): number => median(all.map(({ cpuMs }) => cpuMs));

export const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)}\u00a0s`;
export const millis = (ms: number): string => `${ms < 10 ? ms.toFixed(1) : Math.round(ms)}\u00a0ms`;
export const megabytes = (value: number): string => `${Math.round(value)}\u00a0MB`;

/** The most the process ever held. */
export const peakMegabytes = (): number => process.resourceUsage().maxRSS / 1024;
