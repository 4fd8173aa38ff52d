import { EventEmitter } from 'node:events';

/** What the shell asked of Electron that has no visible effect here, for the tests to read. */
export const record = (what: string): void => void process.stdout.write(`double:${what}\n`);

class AppDouble extends EventEmitter {
  readonly atEnd: (() => Promise<void>)[] = [];

  enableSandbox(): void {
    record('sandbox');
  }

  requestSingleInstanceLock(): boolean {
    return true;
  }

  async whenReady(): Promise<void> {}

  getPath(): string {
    throw new Error('The tests name their workspace.');
  }

  /** As Electron does it: whoever listens may hold the end back and ask again. */
  quit(): void {
    let held = false;
    this.emit('will-quit', { preventDefault: () => (held = true) });
    if (!held) this.exit(0);
  }

  exit(code: number): void {
    void Promise.all(this.atEnd.map((end) => end())).then(() => process.exit(code));
  }
}

export const app = new AppDouble();
process.on('SIGTERM', () => app.quit());
