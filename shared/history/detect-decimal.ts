export interface DecimalChoice {
  decimal: '.' | ',';
  confidence: number;
  example: string;
  /** Set when "1,234" could be either and nothing else in the sample tells. */
  isAmbiguous: boolean;
}

/** Which sign parts the whole from its fraction, from every cell that can tell. */
export function detectDecimal(cells: Iterable<string>): DecimalChoice {
  const votes = { '.': 0, ',': 0 };
  const example: Record<string, string> = {};
  let undecided = '';
  for (const raw of cells) {
    const match = /^[+-]?\d[\d.,]*(?=\s?[^\d.,]{0,6}$)/.exec(raw.trim());
    if (!match) continue;
    const sign = decimalSignOf(match[0]);
    if (sign === '?') undecided ||= raw;
    else if (sign) {
      votes[sign] += 1;
      example[sign] ??= raw;
    }
  }
  const decimal = votes[','] > votes['.'] ? ',' : '.';
  const total = votes[','] + votes['.'];
  const confidence = total === 0 ? (undecided ? 0.5 : 0.95) : Math.max(votes[','], votes['.']) / total;
  return {
    decimal,
    confidence: Math.min(0.99, confidence),
    example: example[decimal] ?? undecided,
    isAmbiguous: total === 0 && undecided !== '',
  };
}

function decimalSignOf(number: string): '.' | ',' | '?' | undefined {
  const points = number.split('.').length - 1;
  const commas = number.split(',').length - 1;
  if (points + commas === 0) return undefined;
  if (points > 0 && commas > 0) return number.lastIndexOf(',') > number.lastIndexOf('.') ? ',' : '.';
  const sign = points > 0 ? '.' : ',';
  if (points + commas > 1) return sign === '.' ? ',' : '.'; // 1.234.567 groups with points
  const [whole, fraction] = number.replace(/^[+-]/, '').split(sign) as [string, string];
  const couldBeGroup = fraction.length === 3 && whole.length <= 3 && !whole.startsWith('0');
  if (!couldBeGroup) return sign;
  // "1.234" is read as a fraction: exporters group with commas or not at all.
  return sign === '.' ? '.' : '?';
}
