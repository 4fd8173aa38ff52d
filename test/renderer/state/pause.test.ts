import { expect, it, vi } from 'vitest';
import { createPause } from '#renderer/state/pause.ts';

vi.useFakeTimers();

const aPause = () =>
  createPause(
    (task, ms) => {
      const timer = setTimeout(task, ms);
      return () => clearTimeout(timer);
    },
    { quietMs: 90, latestMs: 250 },
  );

it('does the newest once after a pause', () => {
  const pause = aPause();
  const done: string[] = [];
  for (const text of ['1', '12', '120']) {
    pause.request(() => done.push(text));
    vi.advanceTimersByTime(50);
  }
  expect(done).toEqual([]);
  vi.advanceTimersByTime(500);
  expect(done).toEqual(['120']);
});

it('does not wait for ever for what never pauses', () => {
  const pause = aPause();
  const done: number[] = [];
  for (let at = 0; at < 1000; at += 50) {
    pause.request(() => done.push(at));
    vi.advanceTimersByTime(50);
  }
  expect(done).toEqual([200, 450, 700, 950]);
});

it('does nothing more once it is ended', () => {
  const pause = aPause();
  const act = vi.fn();
  pause.request(act);
  pause.end();
  vi.advanceTimersByTime(1000);
  expect(act).not.toHaveBeenCalled();
});
