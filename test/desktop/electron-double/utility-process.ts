import { fork, type ChildProcess } from 'node:child_process';
import { EventEmitter } from 'node:events';
import type { PortDouble } from './ports.ts';

const bootstrap = new URL('./parent-port.ts', import.meta.url).href;

/** A utility process is a real Node process; its ports travel as messages over the process's channel. */
class UtilityProcessDouble extends EventEmitter {
  readonly #child: ChildProcess;
  #ports = 0;

  constructor(entry: string, args: string[]) {
    super();
    this.#child = fork(entry, args, { serialization: 'advanced', execArgv: ['--import', bootstrap] });
    this.#child.on('exit', (code) => this.emit('exit', code ?? -1));
    this.#child.on('message', (message: { port?: number; data: unknown }) => {
      if (message.port === undefined) this.emit('message', message.data);
      else this.emit(`port-${message.port}`, message.data);
    });
  }

  postMessage(data: unknown, ports: PortDouble[] = []): void {
    const ids = ports.map((port) => this.#bridge(port));
    if (this.#child.connected) this.#child.send({ data, ports: ids });
  }

  kill(): boolean {
    return this.#child.kill();
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  #bridge(port: PortDouble): number {
    this.#ports += 1;
    const id = this.#ports;
    port.on('message', ({ data }) => this.#child.connected && this.#child.send({ port: id, data }));
    this.on(`port-${id}`, (data) => port.postMessage(data));
    port.start();
    return id;
  }
}

export const utilityProcess = {
  fork: (entry: string, args: string[] = []) => new UtilityProcessDouble(entry, args),
};
