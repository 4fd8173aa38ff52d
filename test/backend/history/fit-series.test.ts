import { describe, expect, it } from 'vitest';
import { fitSeries } from '#backend/history/fit-series.ts';
import { Cancelled, UserProblem } from '#backend/problems.ts';
import { fitDemand } from '#shared/history/fit-demand.ts';
import { aPlan } from '../../makers/a-plan.ts';
import { aSampledSeries, officeHours } from '../../makers/a-sampled-series.ts';

function aRequest(days: number) {
  const { at, values, seriesId, seriesName, file, ...rest } = aSampledSeries({
    days,
    hourFactor: officeHours,
  });
  return { series: { id: seriesId, name: seriesName, ...rest }, at, values, file, plan: aPlan() };
}

describe('a fit in a thread of its own', () => {
  it('gives what the fit gives, and its progress', async () => {
    const shares: number[] = [];
    const fit = await fitSeries({ ...aRequest(60), onProgress: (share) => shares.push(share) });
    expect(fit).toEqual(
      fitDemand({ ...aSampledSeries({ days: 60, hourFactor: officeHours }), horizonStart: '2027-01-01' }),
    );
    expect(shares.at(-1)).toBe(1);
  });

  it('says as a user problem that the history is too short', async () => {
    const failed = fitSeries(aRequest(2));
    await expect(failed).rejects.toBeInstanceOf(UserProblem);
    await expect(failed).rejects.toMatchObject({ code: 'history-too-short' });
  });

  it('stops when it is cancelled, before and while it works', async () => {
    await expect(fitSeries({ ...aRequest(60), signal: AbortSignal.abort() })).rejects.toBeInstanceOf(
      Cancelled,
    );
    const controller = new AbortController();
    const running = fitSeries({
      ...aRequest(900),
      signal: controller.signal,
      onProgress: () => controller.abort(),
    });
    await expect(running).rejects.toBeInstanceOf(Cancelled);
  });

  it('reports a thread that ends without a result', async () => {
    const worker = new URL('data:text/javascript,process.exit(3)');
    await expect(fitSeries({ ...aRequest(30), worker })).rejects.toThrow(/code 3/);
  });
});
