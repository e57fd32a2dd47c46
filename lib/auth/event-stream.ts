import { PRIVATE_HEADERS } from './problem.ts';

const HEADERS = {
  ...PRIVATE_HEADERS,
  'content-type': 'text/event-stream; charset=utf-8',
  // A proxy that packs or buffers would hold every event back; nginx is told by a name of its own.
  'cache-control': 'private, no-store, no-transform',
  'x-accel-buffering': 'no',
};

/** What a stream's source may do: send data, or end the stream. */
export type Sink = { send: (data: unknown) => void; end: (event?: string) => void };

/**
 * A stream of server-sent events. `start` is given the sink and answers with what to undo once the
 * reader has gone or the stream has ended.
 */
export function eventStream(start: (sink: Sink) => () => void): Response {
  const encoder = new TextEncoder();
  let close = () => {};
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const write = (text: string) => controller.enqueue(encoder.encode(text));
      let open = true;
      let undo = () => {};
      close = () => {
        open = false;
        undo();
      };
      const end = (event?: string) => {
        if (!open) return;
        if (event) write(`event: ${event}\ndata: \n\n`);
        close();
        controller.close();
      };
      const send = (data: unknown) => {
        // A reader that fell asleep is let go; it comes back and asks anew.
        if (open && (controller.desiredSize ?? 0) < -MOST_WAITING) end();
        if (open) write(`data: ${JSON.stringify(data)}\n\n`);
      };
      write('retry: 3000\n\n');
      undo = start({ send, end });
    },
    cancel: () => close(),
  });
  return new Response(body, { headers: HEADERS });
}

const MOST_WAITING = 100;
