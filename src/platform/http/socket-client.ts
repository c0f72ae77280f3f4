/** A web socket that is open: messages in the order they came. */
export interface Socket {
  send(text: string): void;
  /** Ends when the other side closes; throws when the connection breaks or is aborted. */
  messages(): AsyncIterable<string | Uint8Array>;
  close(): void;
}

/** Opens web sockets, and never to an address that is not public. */
export interface SocketClient {
  /** @throws HttpFailure when the server refuses or cannot be reached, InputProblem for an address that may not be
   *  asked. */
  open(url: string, options?: { readonly headers?: Readonly<Record<string, string>> }): Promise<Socket>;
}
