import { createHash } from 'node:crypto';
import { createReadStream, type ReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import { UserProblem } from '../problems.ts';
import { binaryFile, createDecoder, detectEncoding, type EncodingChoice } from './text-encoding.ts';

const READ_BYTES = 256 * 1024;
/** Enough for five years of hours, or for a day of seconds. */
const SAMPLE_BYTES = 1024 * 1024;

/** First bytes, as Latin-1, of what people rename to .csv. */
const ZIP_STARTS = ['PK\x03\x04', 'PK\x05\x06'];
/** SQLite, PDF, PNG, old Excel, ELF, Parquet, Avro, Zstandard, bzip2, xz. */
const BINARY_STARTS = [
  'SQLite format 3',
  '%PDF-',
  '\x89PNG',
  '\xd0\xcf\x11\xe0',
  '\x7fELF',
  'PAR1',
  'Obj\x01',
  '\x28\xb5\x2f\xfd',
  'BZh',
  '\xfd7zXZ',
];

export interface SourceFile {
  path: string;
  name: string;
  bytes: number;
  isGzip: boolean;
}

export interface TextSample {
  /** Complete lines. */
  text: string;
  isWhole: boolean;
  encoding: EncodingChoice;
}

/** Throws a `UserProblem` for what is no file, empty, an archive or a document. */
export async function openSource(path: string, name: string): Promise<SourceFile> {
  const bytes = await readSize(path, name);
  if (bytes === 0)
    throw new UserProblem(
      'empty-file',
      `"${name}" is empty. Expected a CSV with a header and at least one record.`,
    );
  const start = await readStart(path);
  const signature = start.toString('latin1');
  if (ZIP_STARTS.some((bytes) => signature.startsWith(bytes))) {
    throw new UserProblem(
      'zip-file',
      `"${name}" is a ZIP archive or a spreadsheet (xlsx), whatever its name says. Unpack it, or save the sheet as CSV, and import that.`,
    );
  }
  if (BINARY_STARTS.some((bytes) => signature.startsWith(bytes))) throw binaryFile(name);
  return { path, name, bytes, isGzip: start[0] === 0x1f && start[1] === 0x8b };
}

async function readSize(path: string, name: string): Promise<number> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    const reason = error.code === 'ENOENT' ? 'does not exist' : `cannot be read (${error.code})`;
    throw new UserProblem('file-not-readable', `"${name}" ${reason}. Check the path and try again.`);
  });
  if (found.isDirectory())
    throw new UserProblem('not-a-file', `"${name}" is a folder. Name the CSV files in it, one by one.`);
  if (!found.isFile())
    throw new UserProblem(
      'not-a-file',
      `"${name}" is no regular file. Save its content to a file and import that.`,
    );
  return found.size;
}

async function readStart(path: string): Promise<Buffer> {
  const handle = await open(path).catch((error: NodeJS.ErrnoException) => {
    throw new UserProblem(
      'file-not-readable',
      `"${path}" cannot be read (${error.code}). Check its permissions and try again.`,
    );
  });
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(16), 0, 16, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** SHA-256 of the file as it lies on the disk, in hex. `check` is called between pieces and may throw. */
export async function hashSource(source: SourceFile, check: () => void): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(source.path, { highWaterMark: 1024 * 1024 })) {
    check();
    hash.update(piece as Buffer);
  }
  return hash.digest('hex');
}

/** The start of the text, cut at a line end. */
export async function readSample(source: SourceFile, encodingName?: string): Promise<TextSample> {
  const pieces: Buffer[] = [];
  let length = 0;
  let isWhole = true;
  for await (const { bytes } of readBytes(source)) {
    if (length >= SAMPLE_BYTES) {
      isWhole = false;
      break;
    }
    pieces.push(bytes);
    length += bytes.length;
  }
  const start = Buffer.concat(pieces);
  if (length === 0)
    throw new UserProblem(
      'empty-file',
      `"${source.name}" is empty once unpacked. Expected a CSV with a header and at least one record.`,
    );
  const encoding = encodingName
    ? { name: encodingName, confidence: 1, example: '', skip: 0 }
    : detectEncoding(start, source.name);
  const decoder = createDecoder(encoding.name);
  const text = decoder.write(start) + (isWhole ? decoder.end() : '');
  if (text.trim() === '')
    throw new UserProblem(
      'empty-file',
      `"${source.name}" holds only blank lines. Expected a CSV with a header and at least one record.`,
    );
  return { text: isWhole ? text : text.slice(0, text.lastIndexOf('\n') + 1), isWhole, encoding };
}

/** The whole text in pieces; `read` is how much of the file on the disk was consumed. */
export async function* readText(
  source: SourceFile,
  encoding: string,
): AsyncGenerator<{ text: string; read: number }> {
  const decoder = createDecoder(encoding);
  for await (const { bytes, read } of readBytes(source)) yield { text: decoder.write(bytes), read };
  yield { text: decoder.end(), read: source.bytes };
}

async function* readBytes(source: SourceFile): AsyncGenerator<{ bytes: Buffer; read: number }> {
  const file: ReadStream = createReadStream(source.path, { highWaterMark: READ_BYTES });
  const gunzip = source.isGzip ? createGunzip({ chunkSize: READ_BYTES }) : undefined;
  if (gunzip) file.on('error', (error) => gunzip.destroy(error)).pipe(gunzip);
  try {
    for await (const piece of gunzip ?? file) yield { bytes: piece as Buffer, read: file.bytesRead };
  } catch (error) {
    throw asSourceProblem(error, source);
  } finally {
    gunzip?.destroy();
    file.destroy();
  }
}

function asSourceProblem(error: unknown, source: SourceFile): unknown {
  const code = (error as { code?: string }).code ?? '';
  if (code === 'Z_BUF_ERROR') {
    return new UserProblem(
      'truncated-gzip',
      `"${source.name}" ends in the middle of its compressed data: the download or copy was cut off. Nothing was imported. Fetch the file again.`,
    );
  }
  if (code.startsWith('Z_')) {
    return new UserProblem(
      'damaged-gzip',
      `The compressed data of "${source.name}" is damaged (${code}). Nothing was imported. Fetch the file again.`,
    );
  }
  if (code === 'EIO' || code === 'EISDIR' || code === 'EACCES') {
    return new UserProblem(
      'file-not-readable',
      `"${source.name}" could not be read to its end (${code}). Nothing was imported.`,
    );
  }
  return error;
}
