import { EventEmitter } from 'node:events';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { PortDouble } from './ports.ts';

/** Loaded into the utility process: gives it `process.parentPort`, as Electron would. */
interface Message {
  port?: number;
  data: unknown;
  ports?: number[];
}

class ParentPortDouble extends EventEmitter {
  postMessage(data: unknown): void {
    process.send?.({ data });
  }
}

const parentPort = new ParentPortDouble();
const inner = new Map<number, MessagePort>();

process.on('message', ({ port, data, ports = [] }: Message) => {
  if (port === undefined) parentPort.emit('message', { data, ports: ports.map(openPort) });
  else inner.get(port)?.postMessage(data);
});

function openPort(id: number): PortDouble {
  const { port1, port2 } = new MessageChannel();
  inner.set(id, port1);
  port1.on('message', (data: unknown) => process.send?.({ port: id, data }));
  return new PortDouble(port2);
}

Object.assign(process, { parentPort });
