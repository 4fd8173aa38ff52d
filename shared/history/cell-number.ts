/** Cell texts that mean "no value" in the exports of monitoring tools and spreadsheets. */
export const missingMarkers = [
  '',
  '-',
  '--',
  '–',
  '—',
  '?',
  'N/A',
  'n/a',
  '#N/A',
  'NA',
  'NaN',
  'nan',
  'null',
  'NULL',
  'None',
  'nil',
  'undefined',
  '\\N',
];

/** What a cell holds: its number in the base unit, and that unit when the cell names one. */
export interface CellNumber {
  value: number;
  /** `%`, `ms`, `B`, `B/s`, `/s` or empty. Durations come in ms, sizes in bytes. */
  unit: string;
}

export interface CellNumberReader {
  /** Undefined when the text is not a number. A missing marker is for the caller to know. */
  read(text: string): CellNumber | undefined;
  /** Only the number, NaN when there is none: no allocation, for the rows of large files. */
  readValue(text: string): number;
}

/**
 * Reads numbers as people and tools write them: with a decimal sign, thousands in well-formed groups
 * of three, a sign, an exponent, and one unit behind. `1,5` with a decimal point is refused, not 15.
 */
export function createCellNumberReader(decimal: '.' | ','): CellNumberReader {
  const plain =
    decimal === '.'
      ? /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/
      : /^[+-]?(?:\d+,?\d*|,\d+)(?:[eE][+-]?\d+)?$/;
  const grouped =
    decimal === '.'
      ? /^[+-]?\d{1,3}(?:([,'’ \u00a0\u2009\u202f])\d{3})(?:\1\d{3})*(?:\.\d+)?$/
      : /^[+-]?\d{1,3}(?:([.'’ \u00a0\u2009\u202f])\d{3})(?:\1\d{3})*(?:,\d+)?$/;

  function readBare(text: string): number {
    if (plain.test(text)) return Number(decimal === ',' ? text.replace(',', '.') : text);
    if (!grouped.test(text)) return Number.NaN;
    const digits = text.replace(
      decimal === '.' ? /[,'’ \u00a0\u2009\u202f]/g : /[.'’ \u00a0\u2009\u202f]/g,
      '',
    );
    return Number(digits.replace(',', '.'));
  }

  function read(raw: string): CellNumber | undefined {
    const text = raw.trim();
    const bare = readBare(text);
    if (Number.isFinite(bare)) return { value: bare, unit: '' };
    const parts =
      /^([+-]?[\d.,'’ \u00a0\u2009\u202f]*\d(?:[eE][+-]?\d+)?)[ \u00a0\u2009\u202f]?([^\d\s].*)$/.exec(text);
    if (!parts) return undefined;
    const scale = unitScales.get(parts[2]!);
    if (!scale) return undefined;
    const value = readBare(parts[1]!.trim());
    return Number.isFinite(value) ? { value: value * scale.factor, unit: scale.unit } : undefined;
  }

  return {
    read,
    readValue(text) {
      const code = text.charCodeAt(text.length - 1);
      if (code >= 48 && code <= 57) {
        const bare = readBare(text);
        if (bare === bare) return bare;
      }
      return read(text)?.value ?? Number.NaN;
    },
  };
}

const unitScales = new Map<string, { unit: string; factor: number }>();
const addUnit = (unit: string, factor: number, ...texts: string[]) =>
  texts.forEach((text) => unitScales.set(text, { unit, factor }));

addUnit('%', 1, '%', 'percent', 'pct');
addUnit('ms', 1e-6, 'ns');
addUnit('ms', 1e-3, 'us', 'µs', 'μs');
addUnit('ms', 1, 'ms', 'msec');
addUnit('ms', 1e3, 's', 'sec', 'secs', 'second', 'seconds');
addUnit('ms', 60e3, 'min', 'mins', 'minute', 'minutes');
addUnit('ms', 3600e3, 'h', 'hour', 'hours');
// Decimal prefixes as the SI has them; only the i of KiB, MiB, GiB means 1024.
addUnit('B', 1, 'B', 'bytes', 'Bytes', 'byte');
for (const [index, prefix] of ['k', 'M', 'G', 'T', 'P'].entries()) {
  const decimal = 1000 ** (index + 1);
  const upper = prefix.toUpperCase();
  addUnit('B', decimal, `${prefix}B`, `${upper}B`);
  addUnit('B', 1024 ** (index + 1), `${upper}iB`);
  addUnit('B/s', decimal, `${prefix}B/s`, `${upper}B/s`);
  addUnit('B/s', 1024 ** (index + 1), `${upper}iB/s`);
  addUnit('', decimal, prefix, upper);
}
addUnit('B/s', 1, 'B/s');
addUnit('/s', 1, '/s', 'req/s', 'reqps', 'rps', 'qps', 'tps', 'ops', 'ops/s', 'c/s', 'hits/s', 'requests/s');
addUnit('/s', 1 / 60, '/min', 'req/min', 'rpm');
