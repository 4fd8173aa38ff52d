import { MessageChannel, type MessagePort } from 'node:worker_threads';

/** Electron's `MessagePortMain`: events carry `{data, ports}`, and nothing flows before `start`. */
export class PortDouble {
  readonly #port: MessagePort;

  constructor(port: MessagePort) {
    this.#port = port;
  }

  postMessage(data: unknown): void {
    this.#port.postMessage(data);
  }

  on(event: 'message' | 'close', listener: (event: { data: unknown; ports: never[] }) => void): this {
    this.#port.on(event, (data: unknown) => listener({ data, ports: [] }));
    return this;
  }

  start(): void {
    this.#port.start();
  }

  close(): void {
    this.#port.close();
  }
}

export class MessageChannelMain {
  readonly port1: PortDouble;
  readonly port2: PortDouble;

  constructor() {
    const { port1, port2 } = new MessageChannel();
    this.port1 = new PortDouble(port1);
    this.port2 = new PortDouble(port2);
  }
}
