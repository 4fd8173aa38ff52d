import { isUtf8 } from 'node:buffer';
import { analyse } from 'chardet';
import iconv from 'iconv-lite';
import { UserProblem } from '../problems.ts';

export interface EncodingChoice {
  /** `utf-8`, `utf-16le`, `utf-16be`, `windows-1252` or another name iconv knows. */
  name: string;
  confidence: number;
  example: string;
  /** Bytes of the byte order mark. */
  skip: number;
}

/** From the first bytes of a file. Throws `binary-file` when they are no text. */
export function detectEncoding(bytes: Buffer, fileName: string): EncodingChoice {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf)
    return { name: 'utf-8', confidence: 1, example: 'byte order mark EF BB BF', skip: 3 };
  if (bytes[0] === 0xff && bytes[1] === 0xfe)
    return { name: 'utf-16le', confidence: 1, example: 'byte order mark FF FE', skip: 2 };
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return { name: 'utf-16be', confidence: 1, example: 'byte order mark FE FF', skip: 2 };
  const wide = detectUtf16WithoutMark(bytes);
  if (wide) return { name: wide, confidence: 0.9, example: 'every other byte is zero', skip: 0 };
  if (isBinary(bytes)) throw binaryFile(fileName);
  if (isUtf8(withoutCutCharacter(bytes)))
    return { name: 'utf-8', confidence: 0.99, example: 'all bytes are valid UTF-8', skip: 0 };
  return detectSingleByte(bytes);
}

/** Throws `unknown-encoding`. */
export function createDecoder(encoding: string): { write(bytes: Buffer): string; end(): string } {
  if (!iconv.encodingExists(encoding)) {
    throw new UserProblem(
      'unknown-encoding',
      `The encoding "${encoding}" is unknown. Expected utf-8, utf-16le, windows-1252 or the like.`,
    );
  }
  const decoder = iconv.getDecoder(encoding, { stripBOM: true });
  return { write: (bytes) => decoder.write(bytes), end: () => decoder.end() ?? '' };
}

function detectUtf16WithoutMark(bytes: Buffer): string | undefined {
  const length = Math.min(bytes.length, 2000) & ~1;
  let even = 0;
  let odd = 0;
  for (let index = 0; index < length; index += 2) {
    if (bytes[index] === 0) even += 1;
    if (bytes[index + 1] === 0) odd += 1;
  }
  const half = length / 2;
  if (half < 8) return undefined;
  if (odd > half * 0.8 && even === 0) return 'utf-16le';
  return even > half * 0.8 && odd === 0 ? 'utf-16be' : undefined;
}

/** Text has no zero bytes and hardly any control characters. */
function isBinary(bytes: Buffer): boolean {
  let controls = 0;
  for (const byte of bytes) {
    if (byte === 0) return true;
    if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27)) controls += 1;
  }
  return controls > bytes.length / 100;
}

export const binaryFile = (fileName: string): UserProblem =>
  new UserProblem(
    'binary-file',
    `"${fileName}" holds binary data, no text. Expected a CSV: export the table as CSV and import that.`,
  );

/** The sample may end in the middle of a character of up to four bytes. */
function withoutCutCharacter(bytes: Buffer): Buffer {
  let end = bytes.length;
  while (end > 0 && bytes.length - end < 4 && (bytes[end - 1]! & 0xc0) === 0x80) end -= 1;
  return end > 0 && bytes[end - 1]! >= 0xc0 ? bytes.subarray(0, end - 1) : bytes;
}

/** Every byte of ISO 8859-1 that text uses means the same in Windows-1252. */
function detectSingleByte(bytes: Buffer): EncodingChoice {
  const at = bytes.findIndex((byte) => byte >= 0x80);
  const guess = analyse(bytes).find(({ name }) =>
    /^(ISO-8859-[2-9]|windows-125\d|KOI8|Shift_JIS|EUC|GB18030|Big5)/.test(name),
  );
  const isOther = guess !== undefined && guess.confidence > 60 && iconv.encodingExists(guess.name);
  const name = isOther ? guess.name.toLowerCase() : 'windows-1252';
  const around = iconv.decode(bytes.subarray(Math.max(0, at - 12), at + 12), name);
  return { name, confidence: isOther ? guess.confidence / 100 : 0.8, example: around, skip: 0 };
}
