// JSON-RPC over a WebSocket, one message a frame.

type Json = unknown;
interface Waiting {
  resolve(result: Json): void;
  reject(error: Error): void;
}

/** What the server refused or could not do. */
export class ServerError extends Error {}

export class Connection {
  private readonly socket: WebSocket;
  private readonly waiting = new Map<number, Waiting>();
  private readonly told = new Map<string, (params: never) => void>();
  private lastId = 0;

  private constructor(socket: WebSocket, private readonly onEnd: () => void) {
    this.socket = socket;
    socket.addEventListener('message', (event) => this.take(String(event.data)));
    socket.addEventListener('close', () => this.end());
  }

  /** Connects; `onEnd` is called once when the connection is over. */
  static open(address: string, onEnd: () => void): Promise<Connection> {
    return new Promise((resolve, reject) => {
      const socket = new WebSocket(address);
      const fail = () => reject(new ServerError('no connection'));
      socket.addEventListener('error', fail, { once: true });
      socket.addEventListener('open', () => resolve(new Connection(socket, onEnd)), { once: true });
    });
  }

  /** Hears notifications of one method. */
  on<P>(method: string, hear: (params: P) => void): void {
    this.told.set(method, hear as (params: never) => void);
  }

  /** Asks, and gives up when `signal` says so. */
  request<R>(method: string, params?: Json, signal?: AbortSignal): Promise<R> {
    const id = ++this.lastId;
    return new Promise<R>((resolve, reject) => {
      if (signal?.aborted) return reject(new ServerError('cancelled'));
      this.waiting.set(id, { resolve: resolve as (result: Json) => void, reject });
      this.send({ jsonrpc: '2.0', id, method, params });
      signal?.addEventListener('abort', () => {
        if (this.waiting.delete(id)) {
          this.notify('$/cancelRequest', { id });
          reject(new ServerError('cancelled'));
        }
      });
    });
  }

  notify(method: string, params: Json): void {
    this.send({ jsonrpc: '2.0', method, params });
  }

  close(): void {
    this.told.clear();
    this.socket.close();
  }

  private send(message: Json): void {
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(message));
  }

  private take(data: string): void {
    const message = JSON.parse(data) as {
      id?: number | string;
      method?: string;
      params?: never;
      result?: Json;
      error?: { message: string };
    };
    if (message.method === undefined) {
      const waiting = this.waiting.get(Number(message.id));
      this.waiting.delete(Number(message.id));
      if (message.error) waiting?.reject(new ServerError(message.error.message));
      else waiting?.resolve(message.result ?? null);
      return;
    }
    if (message.id !== undefined) this.send({ jsonrpc: '2.0', id: message.id, result: null });
    this.told.get(message.method)?.(message.params as never);
  }

  private end(): void {
    for (const { reject } of this.waiting.values()) reject(new ServerError('the connection is over'));
    this.waiting.clear();
    this.onEnd();
  }
}
