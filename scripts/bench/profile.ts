import { Session } from 'node:inspector/promises';

export type Share = [name: string, share: number];

/** Shares of one thread's time while `work` runs, by module and by function, the largest first. */
export async function profile(work: () => void): Promise<{ modules: Share[]; functions: Share[] }> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: 200 });
  await session.post('Profiler.start');
  work();
  const { profile: taken } = await session.post('Profiler.stop');
  session.disconnect();
  const modules = new Map<string, number>();
  const functions = new Map<string, number>();
  const places = new Map(taken.nodes.map(({ id, callFrame }) => [id, callFrame]));
  taken.samples?.forEach((node, index) => {
    const { url = '', functionName = '' } = places.get(node) ?? {};
    const file = url.split('/').at(-1) ?? '';
    if (file === 'node:inspector') return;
    const time = taken.timeDeltas?.[index] ?? 0;
    add(modules, file || REST, time);
    add(functions, file ? `${functionName || 'a callback'} (${file})` : REST, time);
  });
  return { modules: sharesOf(modules), functions: sharesOf(functions) };
}

const REST = 'garbage collection and the rest';

const add = (times: Map<string, number>, name: string, time: number): unknown =>
  times.set(name, (times.get(name) ?? 0) + time);

function sharesOf(times: ReadonlyMap<string, number>): Share[] {
  const total = [...times.values()].reduce((sum, time) => sum + time, 0);
  return [...times].map(([name, time]): Share => [name, time / total]).toSorted((a, b) => b[1] - a[1]);
}
