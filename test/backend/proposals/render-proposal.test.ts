import { beforeAll, describe, expect, test } from 'vitest';
import { previewProposal, renderProposal, type ProposalOptions } from '#backend/proposals/render-proposal.ts';
import type { RenderedPdf } from '#backend/proposals/render-document.ts';
import { formatPlanFile } from '#shared/domain/plan-file.ts';
import { aFinishedRun } from '#test/makers/a-finished-run.ts';
import { aPlan } from '#test/makers/a-plan.ts';
import { latencyTarget, theSamplePlan } from '#test/makers/the-sample-plan.ts';
import { howToInstall, missingTools, runningText, runTool, textOfPdf, withPdf } from './pdf-tools.ts';

const plan = theSamplePlan();
const options: ProposalOptions = {
  plan,
  run: aFinishedRun(plan),
  scenarioName: 'Baseline growth',
  today: '2026-12-01',
  history: [{ file: 'requests-2026.csv', series: 'requests', from: '2026-01-01', to: '2026-11-30' }],
};
let rendered: RenderedPdf;

beforeAll(async () => {
  rendered = await renderProposal(options);
});

test('the sample’s proposal is set without a problem to report', () => {
  expect(rendered.problems).toEqual([]);
  expect(rendered.pages).toBeGreaterThan(10);
});

test('the same input gives the same bytes', async () => {
  expect(Buffer.from((await renderProposal(options)).pdf).equals(Buffer.from(rendered.pdf))).toBe(true);
});

test('another input gives other bytes', async () => {
  const other = await renderProposal({ ...options, today: '2026-12-02' });
  expect(Buffer.from(other.pdf).equals(Buffer.from(rendered.pdf))).toBe(false);
});

test('without a day of its own the document bears the day its run finished', async () => {
  const dated = await renderProposal({ ...options, today: undefined });
  expect(Buffer.from(dated.pdf).equals(Buffer.from(rendered.pdf))).toBe(true); // the run finished on 2026-12-01
});

test('a plan that promises nothing yet can be printed', async () => {
  const small = aPlan();
  const { problems, pages } = await renderProposal({
    plan: small,
    run: aFinishedRun(small),
    scenarioName: 'Base',
  });
  expect(problems).toEqual([]);
  expect(pages).toBeGreaterThan(2);
});

test('the preview has a complete picture of every page', async () => {
  const { pages, problems } = await previewProposal(options);
  expect(problems).toEqual([]);
  expect(pages).toHaveLength(rendered.pages);
  for (const page of pages) {
    // A4 is 595.276 by 841.89 points.
    expect(page.slice(0, 200)).toMatch(
      /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"[^>]* viewBox="0 [\d.]+ 595\.2\d+ 841\.8\d+"/,
    );
    const used = new Set([...page.matchAll(/(?:href="#|url\(#)([^")]+)/g)].map(([, id]) => id!));
    const defined = new Set([...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id!));
    expect(used.size).toBeGreaterThan(10);
    expect([...used].filter((id) => !defined.has(id))).toEqual([]);
  }
});

test('the preview tells of letters that no font has, as the export would', async () => {
  const { problems } = await previewProposal({
    ...options,
    plan: { ...plan, proposal: { ...plan.proposal, customer: '東京' } },
  });
  expect(problems.join()).toContain('“東” (U+6771)');
});

describe('giving up', () => {
  test('a signal that was given before stops the work at once', async () => {
    const reason = new Error('No longer wanted.');
    await expect(renderProposal({ ...options, signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });

  test('a signal that is given during the work rejects with its reason', async () => {
    const controller = new AbortController();
    const work = renderProposal({ ...options, signal: controller.signal });
    setTimeout(() => controller.abort(new Error('Cancelled.')), 50);
    await expect(work).rejects.toThrow('Cancelled.');
  });
});

describe.skipIf(missingTools.length > 0)(`the file, by tools that are not ours${howToInstall}`, () => {
  test('qpdf finds nothing wrong with its structure', () => {
    expect(withPdf(rendered.pdf, (path) => runTool('qpdf', '--check', path))).toContain(
      'No syntax or stream encoding errors found',
    );
  });

  test('it is tagged, claims PDF/UA-1, and has title, author, language and date', () => {
    withPdf(rendered.pdf, (path) => {
      const info = runTool('pdfinfo', path);
      expect(info).toMatch(/Title:\s+Service level proposal 2027–2028/);
      expect(info).toMatch(/Author:\s+Online shop/);
      expect(info).toMatch(/Tagged:\s+yes/);
      expect(info).toMatch(/CreationDate:\s+Tue Dec {2}1 .*2026/);
      const metadata = runTool('pdfinfo', '-meta', path);
      expect(metadata).toMatch(/pdfuaid:part(?:>|=")1/);
      const catalogue = runTool('qpdf', '--json', '--json-key=qpdf', path);
      expect(catalogue).toMatch(/"\/Lang": "u:en"/);
      expect(catalogue).toMatch(/"\/Outlines": /);
    });
  });

  test('every font is ours, embedded and only as far as used', () => {
    const [, , ...fonts] = withPdf(rendered.pdf, (path) => runTool('pdffonts', path))
      .trim()
      .split('\n');
    expect(fonts.length).toBeGreaterThan(1);
    // The fonts in resources are TrueType; an Inter of the machine's own would be OpenType with CFF outlines.
    for (const font of fonts)
      expect(font).toMatch(/^[A-Z]{6}\+Inter-\w+\s+CID TrueType\s+Identity-H\s+yes yes yes/);
  });

  test('the text holds the promises, the verdicts and the trace', () => {
    const text = runningText(rendered.pdf);
    const checkoutMs = latencyTarget(plan, 'checkout-p95', 'baseline');
    expect(text).toContain(
      `95 % of checkout requests within ${checkoutMs} ms, in each calendar month; everywhere, at all times.`,
    );
    expect(text).toContain('too close to call');
    expect(text).toContain('unsustainable');
    expect(text).toContain(options.run.verdict.inputHash);
    expect(text).toContain('Write to partner support within 30 days');
    expect(text).toContain(`Page ${rendered.pages} of ${rendered.pages}`);
  });

  test('headings, table heads and pictures are told apart for those who listen to it', () => {
    const objects = withPdf(rendered.pdf, (path) => runTool('qpdf', '--json', '--json-key=qpdf', path));
    const count = (tag: string) => objects.split(`"/S": "/${tag}"`).length - 1;
    // One heading a section; thirteen tables and more, each with heads; every picture has its words.
    expect(count('H1')).toBeGreaterThanOrEqual(15);
    expect(count('Table')).toBeGreaterThanOrEqual(20);
    expect(count('TH')).toBeGreaterThanOrEqual(60);
    expect(objects.split('"/Alt": "u:').length - 1).toBeGreaterThanOrEqual(20);
  });

  test('the plan inside the file is the plan', () => {
    const attached = withPdf(rendered.pdf, (path, folder) => {
      runTool('pdfdetach', '-save', '1', '-o', `${folder}/plan.json`, path);
      return runTool('cat', `${folder}/plan.json`);
    });
    expect(attached).toBe(formatPlanFile(plan));
  });

  test('without a native build WebAssembly prints the same words on the same pages', async () => {
    const { pdf, pages, problems } = await renderProposal({ ...options, engine: 'wasm' });
    expect(pages).toBe(rendered.pages);
    expect(problems).toEqual([expect.stringContaining('tagged but not marked as accessible')]);
    expect(textOfPdf(pdf)).toBe(textOfPdf(rendered.pdf));
    expect(withPdf(pdf, (path) => runTool('pdfinfo', path))).toMatch(/Tagged:\s+yes/);
  });

  test('what a planner types is printed as it was typed, markup and all', async () => {
    const markup = '#panic("x") *bold* _it_ $x^2$ [a] @ref <label> \\ // `raw` = heading';
    const long = 'x'.repeat(200);
    const hostile = {
      ...plan,
      name: '<script>alert(1)</script> & "quotes"',
      components: plan.components.map((component, index) =>
        index === 0 ? { ...component, name: '</text><b>&amp;\u0007 Edge' } : component,
      ),
      proposal: {
        ...plan.proposal,
        title: 'Title with #set text(red)',
        customer: markup,
        summary: `First.\n\nSecond ${long}`,
        exclusions: [markup, long],
      },
    };
    const { pdf, problems } = await renderProposal({ ...options, plan: hostile });
    expect(problems).toEqual([]);
    const text = runningText(pdf);
    expect(text).toContain(markup);
    expect(text).toContain('<script>alert(1)</script> & "quotes"');
    expect(text).toContain('</text><b>&amp; Edge');
    expect(text.replaceAll(' ', '')).toContain(long);
    expect(textOfPdf(pdf)).toContain('Title with #set text(red)');
  });

  test('letters that no font has are named, and the rest is printed all the same', async () => {
    const { pdf, problems } = await renderProposal({
      ...options,
      plan: { ...plan, proposal: { ...plan.proposal, customer: 'Śląsk Ελλάδα Україна 🛒 東京' } },
    });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain('“🛒” (U+1F6D2)');
    expect(problems[0]).toContain('“東” (U+6771)');
    expect(problems[0]).not.toContain('Ś');
    expect(runningText(pdf)).toContain('Śląsk Ελλάδα Україна');
    expect(withPdf(pdf, (path) => runTool('pdfinfo', path))).toMatch(/Tagged:\s+yes/);
    expect(withPdf(pdf, (path) => runTool('qpdf', '--check', path))).toContain(
      'No syntax or stream encoding errors',
    );
  });
});
