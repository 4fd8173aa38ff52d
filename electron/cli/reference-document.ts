import type { CheckedResult } from '#shared/replay/known-results/check-results.ts';
import type { Effort } from '#shared/replay/known-results/known-replay.ts';
import type { Summary } from '#shared/replay/known-results/summary.ts';
import {
  approximationRows,
  detailLines,
  interval,
  magnitude,
  modelRows,
  percent,
  short,
  verdictLine,
} from './reference-text.ts';

export interface ReferenceReport {
  results: readonly CheckedResult[];
  summary: Summary;
  replay: Pick<Effort, 'seed' | 'requests' | 'repetitions'> | undefined;
}

/** A table that is not the project's own. */
export interface ForeignTable {
  name: string;
  sha256: string;
  /** Day of the check, 2027-01-31. */
  checkedOn: string;
}

const INTRODUCTION = `# Evidence

Written by \`headroom reference --write\`; nothing here is typed by hand. Exact answers come from the formulas and chains of [queueing](queueing.md), approximations from the engine's station (rule Q2), simulated values from the replay (part P), request by request. A case is the value of one quantity for one set of parameters.

- **Exact**: inside when it deviates by no more than the case's own tolerance.
- **Approximation**: its largest relative error beside the bound, which is the largest that was measured over a grid (\`scripts/measure-station.ts\`), and holds inside that grid only.
- **Replay**: a 99 % interval from 20 independent repetitions, Student's t, each begun empty, warmed up for ten times and measured for at least forty times the memory of the network, and longer where a first look, which is thrown away, shows intervals wider than 5 % of the value to either side. An interval covers or does not: one in a hundred misses by chance. What was seen too rarely for an interval of 25 % of the value is left out and listed.
`;

const OWN = 'own cases';
const FOREIGN = 'another table';

/** The document with the section of the project's own cases written anew, another table's as it was. */
export const withOwnCases = (before: string, report: ReferenceReport): string =>
  compose(ownSection(report), sectionOf(before, FOREIGN));

/** The document with the section of another table written anew, that of the own cases as it was. */
export const withForeignTable = (before: string, report: ReferenceReport, table: ForeignTable): string =>
  compose(sectionOf(before, OWN) ?? '', foreignSection(report, table));

function compose(own: string, foreign: string | undefined): string {
  const parts = [
    INTRODUCTION,
    framed(OWN, own),
    ...(foreign === undefined ? [] : [framed(FOREIGN, foreign)]),
  ];
  return `${parts.join('\n')}`;
}

const begin = (name: string): string => `<!-- ${name} -->`;
const end = (name: string): string => `<!-- end of ${name} -->`;
const framed = (name: string, text: string): string => `${begin(name)}\n\n${text.trim()}\n\n${end(name)}\n`;

function sectionOf(document: string, name: string): string | undefined {
  const first = document.indexOf(begin(name));
  const last = document.indexOf(end(name));
  return first < 0 || last < first ? undefined : document.slice(first + begin(name).length, last);
}

function ownSection(report: ReferenceReport): string {
  const { results } = report;
  return [
    '## The project’s own known results',
    `${results.length} cases in \`resources/reference/known-results.json\`, made by \`scripts/make-known-results.ts\` from Markov chains solved by elimination, forward equations in small steps and sums written out: nothing of what they check is used there. ${effortOf(report)}`,
    ...tables(report),
    '### Case by case',
    markdownTable(
      ['case', 'model', 'expected', 'exact answer deviates by', 'station is off by', 'replay, 99 % interval'],
      results.map(({ id, model, expected, closedForm, approximation, simulated }) => [
        `\`${id}\``,
        model,
        short(expected),
        closedForm ? magnitude(Math.abs(closedForm.error)) : '–',
        approximation ? percent(Math.abs(approximation.error)) : '–',
        simulated ? `${interval(simulated)}${simulated.ok ? '' : ' (misses)'}` : '–',
      ]),
    ),
    ...detailLines(results).map(asMarkdownList),
  ].join('\n\n');
}

function foreignSection(report: ReferenceReport, { name, sha256, checkedOn }: ForeignTable): string {
  return [
    `## A table of ${report.results.length} known results`,
    `\`${name}\`, SHA-256 ${sha256.slice(0, 16)}…, checked on ${checkedOn}. It is not part of the repository; its values come from other programs and books. ${effortOf(report)}`,
    ...tables(report),
    ...detailLines(report.results).map(asMarkdownList),
  ].join('\n\n');
}

const effortOf = ({ replay }: ReferenceReport): string =>
  replay
    ? `Seed ${replay.seed}, ${replay.requests.toLocaleString('en')} requests per network at least.`
    : 'Without the replay.';

function tables({ summary }: ReferenceReport): string[] {
  return [
    `**${verdictLine(summary)}**`,
    markdownTable(
      ['model', 'cases', 'exact, inside', 'largest deviation', 'replay covers'],
      modelRows(summary.models),
    ),
    ...(summary.approximations.length === 0
      ? []
      : [
          'Where the engine approximates:',
          markdownTable(
            ['model', 'quantity', 'cases', 'largest error', 'bound'],
            approximationRows(summary.approximations),
          ),
        ]),
  ];
}

const markdownTable = (titles: readonly string[], rows: readonly (readonly string[])[]): string =>
  [titles, titles.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

/** "Outside:" and its lines as a paragraph and a list. */
function asMarkdownList(text: string): string {
  const [title, ...lines] = text.split('\n');
  return `${title}\n\n${lines.map((line) => `- ${line.trim()}`).join('\n')}`;
}
